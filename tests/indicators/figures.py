"""Numbers, days, tables and figures as docs/indicators.md describes them: a second reading of that page, in Python.

Nothing here knows the library; numbers are fractions, so every sum and quotient is exact until a rule says to round it.
"""
import calendar
import datetime
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

# ---------------------------------------------------------------- numbers

LARGEST = 2 ** 63 - 1
DIGITS = 9


class Overflow(Exception):
    """A sum that does not fit 64 bits."""


def fits(number):
    """Whether some 0 to 9 digits after the point write the number with a coefficient of 64 bits."""
    for digits in range(DIGITS + 1):
        whole, rest = divmod(number.numerator * 10 ** digits, number.denominator)
        if rest == 0:
            return -LARGEST - 1 <= whole <= LARGEST
    return False


def rounded(number):
    """The one rounding of a quotient: half away from zero, to nine digits or as many as 64 bits leave room for, else None."""
    for digits in range(DIGITS, -1, -1):
        scaled = abs(number) * 10 ** digits
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        if whole <= LARGEST + (number < 0):
            return Fraction(whole if number >= 0 else -whole, 10 ** digits)
    return None


def summed(numbers):
    total = sum(numbers, Fraction(0))
    if not fits(total):
        raise Overflow(str(total))
    return total


def product(a, b):
    """Exact where it has nine digits or fewer, else rounded once."""
    return a * b if fits(a * b) else rounded(a * b)


def text_of(number):
    """Plain digits without trailing zeros: what a number looks like in CSV."""
    if number is None:
        return ""
    whole, digits = number, 0
    while whole.denominator != 1:
        whole, digits = number * 10 ** (digits + 1), digits + 1
    sign, figures = ("-" if whole < 0 else ""), str(abs(whole.numerator)).rjust(digits + 1, "0")
    return sign + (f"{figures[:-digits]}.{figures[-digits:]}" if digits else figures)


# ---------------------------------------------------------------- days and periods

@dataclass(frozen=True)
class Period:
    first: datetime.date
    last: datetime.date

    @property
    def days(self):
        return (self.last - self.first).days + 1

    def holds(self, day):
        return self.first <= day <= self.last

    def within(self, other):
        return self != other and other.first <= self.first and self.last <= other.last


def months(year, first, last):
    return Period(datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1]))


def year_of(year):
    return months(year, 1, 12)


def half_of(year, half):
    return months(year, 6 * half - 5, 6 * half)


def quarter_of(year, quarter):
    return months(year, 3 * quarter - 2, 3 * quarter)


def ten_days_of(year, month, part):
    whole = months(year, month, month)
    return Period(whole.first.replace(day=10 * part - 9), whole.last if part == 3 else whole.first.replace(day=10 * part))


def day_of(year, month, day):
    return Period(datetime.date(year, month, day), datetime.date(year, month, day))


def text_of_period(period):
    """The form of date.h that means the period."""
    year, month, day = period.first.year, period.first.month, period.first.day
    if period == year_of(year):
        return f"{year}"
    if period.days > 180:
        return f"{year}-H{(month + 5) // 6}"
    if period.days > 31:
        return f"{year}-Q{(month + 2) // 3}"
    if period == months(year, month, month):
        return f"{year}-{month:02}"
    return f"{period.first}" if period.days == 1 else f"{year}-{month:02}-T{(day + 9) // 10}"


def _quarter_named(year, name):
    return quarter_of(year, "一二三四".index(name) + 1 if name in "一二三四" else int(name))


ISO = [  # the forms of date.h
    (r"(\d{4})", lambda y: year_of(int(y))),
    (r"(\d{4})-H([12])", lambda y, h: half_of(int(y), int(h))),
    (r"(\d{4})-Q([1-4])", lambda y, q: quarter_of(int(y), int(q))),
    (r"(\d{4})-(\d\d)", lambda y, m: months(int(y), int(m), int(m))),
    (r"(\d{4})-(\d\d)-T([123])", lambda y, m, t: ten_days_of(int(y), int(m), int(t))),
    (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: day_of(int(y), int(m), int(d))),
]
WRITTEN = [
    (r"(\d{4})/(\d\d?)", lambda y, m: months(int(y), int(m), int(m))),
    (r"(\d{4})/(\d\d?)/(\d\d?)", lambda y, m, d: day_of(int(y), int(m), int(d))),
    (r"(\d{4})-(\d\d?)-(\d\d?)", lambda y, m, d: day_of(int(y), int(m), int(d))),
    (r"(\d{4})年", lambda y: year_of(int(y))),
    (r"(\d{4})年(\d\d?)月", lambda y, m: months(int(y), int(m), int(m))),
    (r"(\d{4})年(\d\d?)月(\d\d?)日", lambda y, m, d: day_of(int(y), int(m), int(d))),
    (r"(\d{4})年([上下])半年", lambda y, h: half_of(int(y), "上下".index(h) + 1)),
    (r"(\d{4})年第?([一二三四1-4])季度", lambda y, q: _quarter_named(int(y), q)),
]


def period_of(text, forms=tuple(ISO)):
    """The period that a text of those forms means, or None."""
    for form, make in forms:
        match = re.fullmatch(form, text, re.ASCII)
        if match:
            try:
                return make(*match.groups())
            except ValueError:  # the 30th of February
                return None
    return None


# ---------------------------------------------------------------- cells

FOLDED = str.maketrans("０１２３４５６７８９．，％＋－\u2212", "0123456789.,%+--")
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
VALUE, NO_VALUE, NOT_APPLICABLE, NOT_REPORTED = "value", "no-value", "not-applicable", "not-reported"
WORDS = {"": NO_VALUE, "无数据": NO_VALUE, "缺": NO_VALUE, "-": NO_VALUE, "--": NO_VALUE, "—": NO_VALUE,
         "不适用": NOT_APPLICABLE, "n/a": NOT_APPLICABLE, "N/A": NOT_APPLICABLE, "NA": NOT_APPLICABLE,
         "未报": NOT_REPORTED, "未上报": NOT_REPORTED}
NUMBER = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?([万亿%]?)", re.ASCII)
TENS = {"万": 10 ** 4, "亿": 10 ** 8}


def fold(text):
    return text.translate(FOLDED)


def fold_unit(text):
    return "".join(c for c in fold(text or "") if c not in SPACE)


def decimal_of(text):
    """A number as plan files write it."""
    return None if text is None else Fraction(text)


def value_of(text):
    """(state, number, whether a % stands behind it) of a cell, or None where it is no figure."""
    text = fold(text)
    if text in WORDS:
        return WORDS[text], None, False
    match = NUMBER.fullmatch(text)
    if not match:
        return None
    sign, whole, digits, behind = match.groups()
    if len(digits or "") > DIGITS:
        return None
    coefficient = int(sign + whole.replace(",", "") + (digits or ""))
    number = Fraction(coefficient, 10 ** len(digits or "")) * TENS.get(behind, 1)
    return (VALUE, number, behind == "%") if -LARGEST - 1 <= coefficient <= LARGEST and fits(number) else None


# ---------------------------------------------------------------- tables

class Refused(Exception):
    """A whole file that is no table; its text is the name of the error."""


@dataclass(frozen=True)
class Cell:
    text: str
    line: int
    column: int

    @property
    def content(self):
        text = self.text.strip(SPACE)
        return text[1:] if re.match(r"'[=+\-@]", text) else text


def decoded(data):
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding).removeprefix("\ufeff") if encoding == "utf-8" else data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("encoding")


LINE_END = re.compile(r"\r\n|\r|\n")
PLAIN = re.compile(r"[^,\r\n]*")
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[,\r\n]|\Z)')


def lines_of(text):
    """The rows of a table, lists of cells. Those without a character in any cell are left out."""
    at, line, start = 0, 1, 0  # start: index of the line's first character
    while at < len(text):
        row = []
        while True:
            quoted = text.startswith('"', at)
            match = (QUOTED if quoted else PLAIN).match(text, at)
            if not match:
                raise Refused("not-csv")
            row.append(Cell(match.group(1).replace('""', '"') if quoted else match.group(), line, at - start + 1))
            at = match.end()
            for end in LINE_END.finditer(match.group() if quoted else ""):
                line, start = line + 1, match.start() + end.end()
            if not text.startswith(",", at):
                break
            at += 1
        end = LINE_END.match(text, at)
        at = end.end() if end else len(text)
        line, start = line + 1, at
        if any(cell.text.strip(SPACE) for cell in row):
            yield row


@dataclass(frozen=True)
class Finding:
    name: str
    line: int
    column: int


class Row:
    """A row by the names of its columns; cells that it lacks are empty, and have the place of its first one."""

    def __init__(self, cells, columns):
        self.cells = cells
        self.columns = columns
        self.width = columns["*"]

    def cell(self, column):
        index = self.columns.get(column)
        there = index is not None and index < len(self.cells)
        return self.cells[index] if there else Cell("", self.cells[0].line, self.cells[0].column)

    def text(self, column):
        return self.cell(column).content

    def finding(self, name, column):
        cell = self.cell(column)
        return Finding(name, cell.line, cell.column)

    def too_many(self):
        if len(self.cells) > self.width:
            extra = self.cells[self.width]
            return Finding("too-many-cells", extra.line, extra.column)
        return None


def table(data, name_of, needed):
    """The rows of a CSV file. name_of gives what a column's heading stands for, or None."""
    rows = lines_of(decoded(data))
    heading = next(rows, [])
    columns = {"*": len(heading)}
    for index, cell in enumerate(heading):
        name = name_of(cell.text.strip(SPACE))
        if name in columns:
            raise Refused("duplicate-key")
        if name:
            columns[name] = index
    for name in needed:
        if name not in columns:
            raise Refused("missing-key")
    return [Row(cells, columns) for cells in rows]


# ---------------------------------------------------------------- rows of figures

COLUMNS = {"地区": "region", "指标": "indicator", "时间": "period", "数值": "value", "单位": "unit", "状态": "status",
           "来源": "source", "类别": "kind", "相对": "relative"}
COLUMNS.update({name: name for name in COLUMNS.values()})
STATUS = {"": "reported", "reported": "reported", "上报": "reported", "verified": "verified", "核实": "verified",
          "estimated": "estimated", "估计": "estimated"}
STRENGTH = {"verified": 0, "reported": 1, "estimated": 2}
KIND = {"": "observation", "实际值": "observation", "基期值": "baseline", "目标值": "target", "预期值": "path",
        "分子": "numerator", "分母": "denominator", "上级平均值": "superior"}
KIND.update({name: name for name in list(KIND.values())})
RELATIVE = {"": None, "基期": "baseline", "上年": "last-year", "上级平均": "superior"}
RELATIVE.update({name: name for name in list(RELATIVE.values()) if name})
POINTS = ("%", "百分点", "个百分点")
WHOLE = {"%": 100, "‰": 1000}
UNBOUND = re.compile("增长|增幅|增速")


@dataclass(frozen=True)
class Figure:
    """A figure of a plan or of a row. region None: the plan's own."""
    kind: str
    region: Optional[str]
    period: Optional[Period]
    state: str
    low: Optional[Fraction] = None
    high: Optional[Fraction] = None
    unit: Optional[str] = None
    status: str = "reported"
    relative: Optional[str] = None

    @property
    def number(self):
        return self.high if self.low is None else self.low


def any_unit(kind, relative, unit):
    """Whether a row's unit says nothing of the indicator's."""
    return kind in ("numerator", "denominator") or bool(relative) and unit in POINTS


def tens_before(unit):
    """What 万 or 亿 before a unit multiplies with."""
    return TENS.get(unit[:1], 1)


def unit_among(unit, units):
    """(which of the units of the indicators that a row may be about is the row's, what its number is multiplied with) or None."""
    if not unit:
        return (units[0], 1) if len(set(units)) == 1 else None
    if unit in units:
        return unit, 1
    return (unit[1:], tens_before(unit)) if unit[0] in TENS and unit[1:] in units else None


def over_whole(kind, relative, unit, name, number):
    if kind not in ("observation", "baseline", "target", "path") or relative or UNBOUND.search(name or ""):
        return False
    whole = WHOLE.get(fold_unit(unit))
    return whole is not None and not 0 <= number <= whole


@dataclass
class Read:
    """What a row says, before a unit or an indicator is looked at."""
    indicator: str
    region: str
    kind: str
    relative: Optional[str]
    status: str
    period: Period
    state: str
    number: Optional[Fraction]
    unit: str
    unit_cell: str  # the column that says it


def read(row):
    """A row as far as it can be read by itself: a Read, a Finding, or None where it says that nothing was reported."""
    kind, relative = KIND.get(row.text("kind")), RELATIVE.get(row.text("relative"), "?")
    if kind is None:
        return row.finding("bad-token", "kind")
    if relative == "?" or relative and kind != "target":
        return row.finding("bad-token", "relative")
    status = STATUS.get(row.text("status"))
    if status is None:
        return row.finding("bad-token", "status")
    period = period_of(fold(row.text("period")), ISO + WRITTEN)
    if period is None:
        return row.finding("bad-period", "period")
    value = value_of(row.text("value"))
    if value is None:
        return row.finding("bad-figure", "value")
    state, number, share = value
    if state == NOT_REPORTED:
        return None
    unit = fold_unit(row.text("unit"))
    if share and unit not in ("", "%"):
        return row.finding("unit-unlike", "value")
    return Read(row.text("indicator"), row.text("region"), kind, relative, status, period, state, number,
                "%" if share else unit, "value" if share else "unit")


class Taken:
    """The rows of any number of tables against the indicators of a plan: what was taken, and what was refused and why."""

    def __init__(self, plan):
        self.plan = plan
        self.seen = set()
        self.rows = []      # (Read, ids of the indicators it is about)
        self.findings = []  # of the table read last

    def add(self, data):
        self.findings = []
        for row in table(data, COLUMNS.get, ("indicator", "period", "value")):
            finding = self.take(row)
            if finding:
                self.findings.append(finding)
        return self.findings

    def take(self, row):
        named = self.plan.named(row.text("indicator"))
        if row.too_many():
            return row.too_many()
        if not named:
            return row.finding("indicator-unknown" if row.text("indicator") else "bad-token", "indicator")
        said = read(row)
        if said is None or isinstance(said, Finding):
            return said
        about, unit, factor = named, None, tens_before(said.unit) if said.kind in ("numerator", "denominator") else 1
        if not any_unit(said.kind, said.relative, said.unit):
            found = unit_among(said.unit, [fold_unit(one.unit) for one in named])
            if not found:
                return row.finding("unit-unlike", said.unit_cell)
            unit, factor = found
            about = [one for one in named if fold_unit(one.unit) == unit]
        if said.state == VALUE:
            said.number *= factor
            if not fits(said.number):
                return row.finding("bad-figure", "value")
            if over_whole(said.kind, said.relative, unit, about[0].name, said.number):
                return row.finding("over-whole", "value")
            if said.kind == "denominator" and said.number <= 0:
                return row.finding("zero-denominator", "value")
        said.region = self.plan.other(said.region)
        key = (said.region, said.indicator, unit, said.period, said.kind, said.relative, said.status)
        if key in self.seen:
            return row.finding("value-twice", "indicator")
        self.seen.add(key)
        self.rows.append((said, {one.id for one in about}))
        return None

    def figures(self, indicator):
        """Those about an indicator, in order: rows with its id are, and where there is none, those with its name."""
        by_id = any(said.indicator == indicator.id for said, _ in self.rows)
        return [Figure(said.kind, said.region, said.period, said.state, said.number,
                       unit=said.unit or indicator.unit, status=said.status, relative=said.relative)
                for said, about in self.rows
                if indicator.id in about and (said.indicator == indicator.id) == by_id]
