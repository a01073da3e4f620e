#!/usr/bin/env python3
"""Plans, figures and regions made of a seed, for the tests of indicators and of the roll-up: the same seed, the same bytes.

generate.py regions SEED | plan SEED | figures PLAN SEED    writes one of them to standard output, to look at
"""
import datetime
import random
import sys
from dataclasses import dataclass
from fractions import Fraction
from xml.sax.saxutils import quoteattr

import figures
import model

COLUMNS = ("region", "indicator", "period", "value", "unit", "status", "source", "kind", "relative")
CHINESE = dict(zip(COLUMNS, ("地区", "指标", "时间", "数值", "单位", "状态", "来源", "类别", "相对")))
WITHOUT = ("", "无数据", "缺", "-", "--", "—", "不适用", "n/a", "NA", "未报", "未上报")
FULL_WIDTH = str.maketrans("0123456789.,%+-", "０１２３４５６７８９．，％＋－")


# ---------------------------------------------------------------- how a number and a period may be written

def number_text(number, dice):
    """One of the ways to write a number that all mean the same; the number has few digits after the point."""
    text = figures.text_of(number)
    whole, point, digits = text.partition(".")
    way = dice.random()
    if way < 0.1 and len(whole.lstrip("-")) > 3:
        return f"{int(whole):,}{point}{digits}"
    if way < 0.15 and abs(number) >= 10 ** 4:
        return figures.text_of(number / 10 ** 4) + "万"
    if way < 0.25:
        return text.translate(FULL_WIDTH)
    if way < 0.3:
        return text + ("0" if point else ".00")
    return "+" + text if way < 0.32 and number >= 0 else text


def period_text(period, dice):
    text = figures.text_of_period(period)
    year, month, day = period.first.year, period.first.month, period.first.day
    if dice.random() < 0.7:
        return text
    if len(text) == 4:
        return f"{year}年"
    if "H" in text:
        return f"{year}年{'上下'[text.endswith('2')]}半年"
    if "Q" in text:
        return f"{year}年{dice.choice(['第', ''])}{dice.choice(['一二三四', '1234'])[int(text[-1]) - 1]}季度"
    if "T" in text:
        return text
    if period.days == 1:
        return dice.choice([f"{year}/{month}/{day}", f"{year}-{month}-{day}", f"{year}年{month}月{day}日"])
    return dice.choice([f"{year}/{month}", f"{year}年{month}月", text.translate(FULL_WIDTH)])


def line_of(cells, quotes):
    """A line with quotation marks around what needs them, or around everything."""
    return ",".join('"' + cell.replace('"', '""') + '"' if quotes < 0.5 or any(c in cell for c in ',"\r\n') else cell for cell in cells)


def table_of(rows, dice):
    """CSV with the columns in any order, in one of the encodings and line ends that spreadsheets give."""
    columns = [column for column in COLUMNS if column in ("indicator", "period", "value") or any(row.get(column) for row in rows)]
    dice.shuffle(columns)
    names = [dice.choice([column, CHINESE[column]]) for column in columns] + ["备注"]
    end, quotes = dice.choice(["\n", "\r\n", "\r"]), dice.random()
    lines = [line_of(names, quotes)]
    for row in rows:
        cells = [row.get(column) or "" for column in columns] + [dice.choice(["", "见附表", "a,b", "“行”\n二"])]
        cells = ["'" + cell if cell[:1] in ("=", "+", "-", "@") and dice.random() < 0.5 else cell for cell in cells]
        lines.append(line_of(cells, quotes))
        if dice.random() < 0.02:
            lines.append(" ,,\u3000")
    return (end.join(lines) + dice.choice(["", end])).encode(dice.choice(["utf-8", "utf-8-sig", "gb18030"]))


# ---------------------------------------------------------------- figures of a plan's indicators

class Figures:
    """Rows about the indicators of a plan: near what is due or far from it, of all kinds, states, statuses and units, by years,
    halves, quarters, months, parts of them and days, and here and there a row that is to be refused."""

    def __init__(self, plan, seed):
        self.plan, self.dice = plan, random.Random(seed)
        first, last = (plan.period.first, plan.period.last) if plan.period else (datetime.date(2021, 1, 1), datetime.date(2025, 12, 31))
        self.years = range(first.year - 1, last.year + 1)
        self.rows = [row for one in plan.indicators for row in self.of(one)]
        if self.dice.random() < 0.5:
            self.dice.shuffle(self.rows)

    def period(self, year):
        dice = self.dice
        kind = dice.random()
        if kind < 0.35:
            return figures.year_of(year)
        if kind < 0.45:
            return figures.half_of(year, dice.randint(1, 2))
        if kind < 0.65:
            return figures.quarter_of(year, dice.randint(1, 4))
        month = dice.randint(1, 12)
        if kind < 0.85:
            return figures.months(year, month, month)
        return figures.ten_days_of(year, month, dice.randint(1, 3)) if kind < 0.9 else figures.day_of(year, month, dice.randint(1, 28))

    def near(self, one, period):
        """A number that lies where the light may change: around a target, or the share of it that the period is."""
        dice = self.dice
        targets = [value.number for value in one.targets if value.number is not None] or [Fraction(dice.choice([5, 40]))]
        number = dice.choice(targets) * Fraction(dice.choice([0, 0, 30, 70, 85, 90, 94, 95, 96, 99, 100, 100, 101, 105, 106, 120, 300]), 100)
        if one.counting == "sum" and dice.random() < 0.6:
            number = number * period.days / (1461 if one.every == "once" else 366)
        return Fraction(round(number * 10 ** 9), 10 ** 9) if dice.random() < 0.02 else self.short(number)

    def short(self, number):
        tens = 10 ** self.dice.choice([0, 0, 1, 2])
        return Fraction(round(number * tens), tens)

    def of(self, one):
        dice = self.dice
        if dice.random() < 0.08:
            return
        by_id = dice.random() < 0.6
        regions = [None, self.plan.region_name] if dice.random() < 0.9 else []
        if one.per or dice.random() < 0.25:
            regions += [f"{name}县" for name in dice.sample("甲乙丙丁戊己", dice.randint(1, 5))]
        for region in regions:
            name = one.id if by_id or not one.name or dice.random() < 0.02 else one.name
            for _ in range(dice.choice([1, 2, 4, 8, 12]) if region != self.plan.region_name else 1):
                yield self.row(one, name, region, dice.choice(["", "observation", "实际值"]))
            yield from self.others(one, name, region)

    def others(self, one, name, region):
        """Figures that are no observations."""
        dice = self.dice
        for kinds, share in ((("baseline", "基期值"), 0.2), (("target", "目标值"), 0.25), (("path", "预期值"), 0.25), (("superior", "上级平均值"), 0.15)):
            if dice.random() < share:
                for _ in range(dice.choice([1, 1, 2, 4])):
                    yield self.row(one, name, region, dice.choice(kinds))
        if dice.random() < 0.25:
            for _ in range(dice.randint(1, 3)):
                n, d = self.row(one, name, region, dice.choice(["numerator", "分子"])), self.row(one, name, region, dice.choice(["denominator", "分母"]))
                if dice.random() < 0.9:
                    d["period"] = n["period"]
                yield from (n, d)

    def row(self, one, name, region, kind):
        dice = self.dice
        period = self.period(dice.choice(self.years))
        meaning = figures.KIND[kind]
        number = self.near(one, period)
        row = {"region": region, "indicator": name, "period": period_text(period, dice), "kind": kind,
               "value": number_text(number, dice) if dice.random() < 0.9 else dice.choice(WITHOUT),
               "status": dice.choice(["", "", "", "reported", "verified", "estimated", "上报", "核实", "估计"]),
               "source": dice.choice(["", "统计台账"]), "unit": dice.choice(["", one.unit])}
        if meaning == "target" and dice.random() < 0.6:
            row["relative"] = dice.choice(["baseline", "last-year", "superior", "基期", "上年", "上级平均"])
            row["unit"] = dice.choice(["%", "百分点", "个百分点", one.unit])
            row["value"] = dice.choice(["0", "5", "10", "-3", "0.5", "12.25", "100"])
        elif meaning in ("numerator", "denominator"):
            row["unit"] = dice.choice(["", "人", "万人", "亿元"])
            row["value"] = dice.choice([row["value"], "0", "7", "3", "-2", "1,200"])
        if dice.random() < 0.02:
            row.update(self.odd(one))
        return row

    def odd(self, one):
        """What goes wrong in a row, or nearly."""
        return self.dice.choice([
            {"period": "2023-02-30"}, {"period": "第一季度"}, {"value": "约20"}, {"value": "1,23"}, {"value": "12%"}, {"value": "101"},
            {"unit": "斤"}, {"unit": "万" + (one.unit or "")}, {"status": "听说"}, {"kind": "愿望"}, {"relative": "上年"},
            {"indicator": "没有这一项"}, {"indicator": ""}, {"value": "-5"}, {"value": "9223372036854775808"}, {"value": "0.1234567891"}])


# ---------------------------------------------------------------- plans

class PlanText:
    """The XML of a plan with indicators of every kind that a plan can have, those included that notices rarely bring forth."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.number = 0

    def attributes(self, **values):
        return "".join(f" {name}={quoteattr(str(value))}" for name, value in values.items() if value is not None)

    def xml(self):
        dice = self.dice
        start = dice.choice([2019, 2020, 2021, 2022])
        period = dice.choice([(start, start + 4), (start, start + 4), (start, start), (f"{start}-03", f"{start + 2}-06-15"), (start, None), None])
        region = dice.choice(['<region code="539900">清浅市</region>', "<region>清浅市</region>", ""])
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<plan xmlns="urn:kepu:plan:1" version="0.1" uid="urn:example:made">', " <metadata>"]
        if period:
            lines.append(f"  <period{self.attributes(start=period[0], end=period[1])}/>")
        lines += [region, " </metadata>", " <indicators>"]
        self.years = range(start - 1, start + 6)
        for _ in range(12):
            lines += self.indicator()
        return "\n".join(lines + [" </indicators>", "</plan>", ""])

    def indicator(self):
        dice = self.dice
        self.number += 1
        unit = dice.choice(["%", "%", "‰", "人次", "个", "万人", None])
        comparison = dice.choice([">=", ">=", ">", "<=", "<", "=", "=", "~", "~", None])
        yield "  <indicator" + self.attributes(
            id=f"i{self.number}", name=dice.choice(["科学素质", "科普活动", "增长率", "讲座", "讲座"]), unit=unit, comparison=comparison,
            every=dice.choice(["once", "once", "annual", "annual", "biennial", "half", "quarter", "month", None]),
            per=dice.choice([None, None, None, "县"]), counting=dice.choice([None, None, None, "level", "total", "flow"]),
            factor=dice.choice([None, None, None, "1000", "0.5"])) + ">"
        scale = dice.choice([1, 10, 100]) if unit in ("%", "‰") else dice.choice([1, 12, 1000, 250000])
        for _ in range(dice.choice([0, 1, 1, 1, 2, 3, 5])):
            yield self.value("target", scale, comparison, None if dice.random() < 0.3 else self.time())
        for _ in range(dice.choice([0, 0, 1, 2])):
            yield self.value("baseline", scale, None, None if dice.random() < 0.1 else self.time())
        for _ in range(dice.choice([0, 1, 3])):
            yield self.value("observation", scale, None, None if dice.random() < 0.1 else self.time(),
                             status=dice.choice([None, "reported", "verified", "estimated"]))
        yield "  </indicator>"

    def time(self):
        year, dice = self.dice.choice(self.years), self.dice
        return dice.choice([f"{year}", f"{year}", f"{year}", f"{year}-H2", f"{year}-Q1", f"{year}-06", f"{year}-12-31", f"{year}-05-20"])

    def value(self, kind, scale, comparison, time, status=None):
        dice = self.dice
        low = Fraction(dice.choice([0, 3, 5, 7, 8, 9, 10]) * scale, 10)
        high = low + Fraction(scale, dice.choice([5, 10, 100]))
        ends = dice.choice(["low", "low", "low", "high", "both"]) if comparison in ("=", "~", "<=", ">=") else "low"
        if dice.random() < 0.03:
            ends = "none"
        return "   <" + kind + self.attributes(
            time=time, low=figures.text_of(low) if ends in ("low", "both") else None,
            high=figures.text_of(high) if ends in ("high", "both") else None,
            region=dice.choice([None, None, None, None, "清浅市", "539900", "甲县", "乙县"]), status=status) + "/>"


def days_of(plan, seed):
    """Five days: one before the plan or on its first day, two within it, one on which much is due, one after it."""
    dice = random.Random(seed)
    period = plan.period or figures.Period(datetime.date(2021, 1, 1), datetime.date(2025, 12, 31))
    within = [period.first + datetime.timedelta(days=dice.randrange(period.days)) for _ in range(2)]
    end_of_year = datetime.date(dice.randint(period.first.year, period.last.year), 12, 31)
    return [period.first - datetime.timedelta(days=dice.choice([0, 0, 1])), *within, end_of_year, period.last + datetime.timedelta(days=dice.choice([0, 40, 400]))]


def options_of(seed):
    dice = random.Random(seed)
    made = model.Options()
    if seed:
        made.path = dice.choice(["linear", "stepwise", "given", "given"])
        made.exact = dice.random() < 0.3
        made.tolerance = Fraction(dice.choice(["0.05", "0.1", "0", "0.123456789"]))
        made.yellow, made.green = dice.choice([(Fraction(9, 10), Fraction(1)), (Fraction(1, 2), Fraction(8, 10)), (Fraction(1), Fraction(12, 10))])
    return made


# ---------------------------------------------------------------- regions and what they report

NATION = ("nation", 1), ("province", 31), ("prefecture", 333), ("county", 2844), ("township", 38602)


def regions_of(seed, share=Fraction(1)):
    """Rows (code, name, parent, level, people by year) of a nation, or of a share of one; in no order, with opaque codes, names that
    many have, and people not known everywhere."""
    dice = random.Random(seed)
    above, rows = [""], []
    for level, count in NATION:
        count = max(1, round(count * share)) if level not in ("nation", "province") else count
        codes = [f"{dice.randrange(16 ** 9):09x}{number}" for number in range(count)]
        for number, code in enumerate(codes):
            parent = above[number] if number < len(above) else dice.choice(above)  # nobody above is left without one
            name = dice.choice(["城关镇", "东街道", "新区"]) if level == "township" and dice.random() < 0.2 else f"{level[:2]}{number}号"
            people = {year: dice.choice([None, 0, dice.randrange(1000, 90000)]) for year in (2022, 2023)} if level in ("county", "township") else {}
            rows.append((code, name, parent, level, people))
        above = codes
    dice.shuffle(rows)
    return rows


def table_of_regions(rows):
    lines = ["名称,level,code,population-2022,上级,人口2023"]
    for code, name, parent, level, people in rows:
        lines.append(",".join([name, level, code, text_or_none(people.get(2022)), parent, text_or_none(people.get(2023))]))
    return "\n".join(lines).encode()


def text_or_none(number):
    return "" if number is None else str(number)


@dataclass(frozen=True)
class Kind:
    """An indicator for a roll-up: what the plans say of it, and what regions report."""
    name: str
    unit: str
    attributes: str = ""
    targets: str = ""
    largest: int = 1000
    parts: bool = False     # numerators and denominators, too
    hollow: float = 0.02    # in how many townships it is not applicable


KINDS = (
    Kind("培训人次", "人次", largest=10 ** 7),
    Kind("素质比例", "%", largest=100, parts=True),
    Kind("满意度", "%", 'rollup="mean" denominator="常住人口"', largest=100, parts=True),
    Kind("最低课时", "课时", 'rollup="minimum"'),
    Kind("场馆", "座", 'rollup="last"', largest=50),
    Kind("建站", "个", 'rollup="reach" comparison="&gt;="', '<target time="2022" low="300"/><target time="2023" low="500"/>'),
    Kind("人均经费", "元", 'rollup="mean" weight="w"', largest=30),
    Kind("参与者", "人", 'id="w"', largest=5000),
    Kind("林区站点", "处", hollow=0.9),
    Kind("每千人讲座", "‰", 'rollup="ratio" factor="1000"', largest=1000, parts=True),
)


class Reports:
    """Plans and tables with the figures of regions: of most townships, of some counties and regions above them, of some twice, with
    every state, status and unit, and some that are to be refused."""

    def __init__(self, regions, seed, density=0.5, kinds=KINDS, periods=("2022", "2023", "2023-Q2")):
        self.dice, self.regions, self.density, self.kinds, self.periods = random.Random(seed), regions, density, kinds, periods
        names = {}
        for code, name, *_ in regions:
            names.setdefault(name, []).append(code)
        self.unlike = {name for name, codes in names.items() if len(codes) == 1}

    def number(self, kind):
        dice = self.dice
        number = Fraction(dice.randrange(kind.largest * 10 ** 4), 10 ** dice.choice([4, 4, 5, 6]))
        return number if dice.random() < 0.9 else Fraction(0)

    def plan(self, code, name):
        """A plan of a region with a few observations, its own and others'."""
        dice = self.dice
        lines = ['<plan xmlns="urn:kepu:plan:1" version="0.1" uid="urn:example:region">',
                 f' <metadata><period start="{dice.choice([2021, 2021, 2023])}" end="2025"/><region code="{code}">{name}</region></metadata>', " <indicators>"]
        for number, kind in enumerate(self.kinds):
            if dice.random() < 0.2 and "id=" not in kind.attributes:  # what others are weighed with is there
                continue
            own_id = "" if 'id="' in kind.attributes else f' id="i{number}"'
            unit = f'unit="{kind.unit}"' if dice.random() < 0.95 else ""
            attributes = kind.attributes if "id=" in kind.attributes or dice.random() < 0.7 else ""
            targets = kind.targets if dice.random() < 0.5 else ""
            lines.append(f'  <indicator{own_id} name="{kind.name}" {unit} {attributes}>{targets}')
            if targets:
                lines += [f'   <target time="2023" low="100" region="{self.text(*dice.choice(self.regions)[:2])}"/>' for _ in range(20)]
            for _ in range(dice.randrange(4)):
                who = "" if dice.random() < 0.5 else f' region="{self.text(*dice.choice(self.regions)[:2])}"'
                lines.append(f'   <observation time="{dice.choice(self.periods)}" low="{figures.text_of(self.number(kind))}"{who}'
                             f' status="{dice.choice(["reported", "verified"])}"/>')
            lines.append("  </indicator>")
        return "\n".join(lines + [" </indicators>", "</plan>", ""]).encode()

    def text(self, code, name):
        """A region by its code, or by its name where no other has it."""
        return name if name in self.unlike and self.dice.random() < 0.3 else code

    def rows(self):
        dice = self.dice
        share = {"township": self.density, "county": 0.3, "prefecture": 0.2, "province": 0.2, "nation": 1}
        for kind in self.kinds:
            for period in self.periods:
                for code, name, _, level, _ in self.regions:
                    if dice.random() < max(share[level], kind.hollow):
                        yield from self.about(kind, self.text(code, name), period, kind.hollow if level == "township" else 0.02)

    def about(self, kind, region, period, hollow):
        dice = self.dice
        row = {"region": region, "indicator": kind.name, "period": period, "status": dice.choice(["", "", "", "verified", "estimated"])}
        for meaning in ["observation"] + ["numerator", "denominator"] * kind.parts:
            chance, unit = dice.random(), dice.choice(["", kind.unit])
            number = self.number(kind)
            if meaning != "observation":
                unit = dice.choice(["", "人", "万人"])
                number = number + (meaning == "denominator")
            yield dict(row, kind=meaning, unit=unit, value=figures.text_of(number) if chance > hollow + 0.06 else
                       "不适用" if chance > 0.06 else dice.choice(["", "无数据", "未报"]))
        if dice.random() < 0.01:
            yield {**row, "value": "5", **dice.choice([
                {"region": "没有这个地方"}, {"region": ""}, {"region": "城关镇"}, {"unit": "斤"}, {"value": "五"}, {"status": "verified"},
                {"unit": "万" + kind.unit}, {"kind": "target"}, {"period": "去年"}, {"value": "101"}])}

    def tables(self, count):
        """The rows in that many tables."""
        rows = list(self.rows())
        self.dice.shuffle(rows)
        size = len(rows) // count + 1
        return [table_of(rows[at:at + size], self.dice) for at in range(0, len(rows), size)]


def main():
    what, rest = sys.argv[1], sys.argv[2:]
    if what == "plan":
        print(PlanText(int(rest[0])).xml(), end="")
    elif what == "regions":
        sys.stdout.buffer.write(table_of_regions(regions_of(int(rest[0]))))
    elif what == "figures":
        with open(rest[0], "rb") as file:
            made = Figures(model.Plan(file.read()), int((rest + ["1"])[1]))
        sys.stdout.buffer.write(table_of(made.rows, made.dice))


if __name__ == "__main__":
    main()
