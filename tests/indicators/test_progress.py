#!/usr/bin/env python3
"""What `kepu indicators` says of plans and figures is what a second reading of the rules says, in Python (model.py).

The plans are those read from the notices: the real ones (KEPU_SHARED, else ../shared; where there are none this says so), the
samples of the project, and plans made of seeds with indicators that notices rarely bring forth. Figures are made of seeds, too. Each
plan is judged for five days, with options made of seeds; every field of every row has to be equal, and so have line, column
and name of every finding about a row that is refused.

test_progress.py [--rounds N] [--first SEED]    more plans and figures than the normal tests take. Needs KEPU_COMMAND.
"""
import argparse
import decimal
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import generate
import model
from figures import Overflow, Refused, Taken, text_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KEPU_SHARED") or ROOT.parent / "shared") / "notices"
KEPU = os.environ.get("KEPU_COMMAND", "")
REAL = ("cast-2022", "neimenggu-2016", "qiannan-2022", "yanfeng-2023", "yuyao-2018")
FIELDS = ("id", "name", "region", "unit", "comparison", "state", "value", "target", "due", "expected", "attainment", "reached",
          "counted", "reaching", "light")
FINDING = re.compile(r"(\S*):(\d+):(\d+): \w+: .* \[([\w-]+)\]")


def kepu(*arguments):
    return subprocess.run([KEPU, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)


def notices():
    real = [SHARED / f"{name}.txt" for name in REAL if (SHARED / f"{name}.txt").is_file()]
    if len(real) < len(REAL):
        print(f"{len(REAL) - len(real)} of the {len(REAL)} real notices are not in {SHARED}: skipped")
    return real + [path for folder in ("examples/data", "tests/notices/data") for path in sorted((ROOT / folder).iterdir())
                   if path.suffix in (".txt", ".html")]


def findings_of(errors):
    """(file, line, column, name) of what the command says of rows."""
    return [(file, int(line), int(column), name) for file, line, column, name in FINDING.findall(errors)]


def flags(options):
    return ["--path", options.path, "--green", text_of(options.green), "--yellow", text_of(options.yellow),
            "--tolerance", text_of(options.tolerance)] + ["--exact"] * options.exact


def as_printed(row):
    """The model's row as JSON has it."""
    values = {name: getattr(row, name) for name in FIELDS}
    if row.due:
        values["due"] = row.due.isoformat()
    return values


def as_read(row):
    """A row of the command's JSON, its numbers exact."""
    return {name: Fraction(value) if isinstance(value, (decimal.Decimal, int)) and not isinstance(value, bool) else value
            for name, value in row.items()}


class Case:
    """One plan, its tables, one set of options; judged for some days."""

    def __init__(self, folder, title, plan_file, tables, options, days):
        self.title, self.plan_file, self.options, self.days = title, plan_file, options, days
        self.plan = model.Plan(Path(plan_file).read_bytes())
        self.taken = Taken(self.plan)
        self.data, self.findings = [], []
        for number, table in enumerate(tables):
            file = Path(folder) / f"{title}-{number}.csv"
            file.write_bytes(table)
            self.data += ["--data", file]
            self.findings += [(str(file), one.line, one.column, one.name) for one in self.taken.add(table)]

        self.rows, self.lights, self.kinds = 0, {}, set()  # what was compared

    def differences(self):
        """What differs, a line each."""
        return [line for number, day in enumerate(self.days) for line in self.on(day, number == 0)]

    def on(self, day, with_findings):
        ran = kepu("indicators", self.plan_file, *self.data, "--date", day, "--to", "json", *flags(self.options))
        place = f"{self.title} on {day}"
        errors = ran.stderr.decode()
        try:
            wanted = [as_printed(row) for row in model.Judge(self.plan, self.taken, day, self.options).rows()]
        except Overflow:
            wanted = None
        if ran.returncode != (3 if wanted is None else 1 if self.findings else 0):
            yield f"{place}: exit status {ran.returncode}, {len(self.findings)} rows to refuse: {errors[:300]}"
            return
        if with_findings:
            found = findings_of(errors)
            for one in [one for one in self.findings if one not in found]:
                yield f"{self.title}: not refused: {one}"
            for one in [one for one in found if one not in self.findings]:
                yield f"{self.title}: refused: {one}"
            if sorted(found) == sorted(self.findings) and found != self.findings:
                yield f"{self.title}: findings in another order"
        if wanted is None:
            return
        given = [as_read(row) for row in json.loads(ran.stdout, parse_float=decimal.Decimal)]
        given_keys, keys = ([(row["id"], row["region"]) for row in rows] for rows in (given, wanted))
        if given_keys != keys:
            yield f"{place}: rows too many {sorted(set(given_keys) - set(keys), key=str)}, missing {sorted(set(keys) - set(given_keys), key=str)}, or their order"
            return
        every = {one.id: (one.comparison, one.every, bool(one.per), one.counting) for one in self.plan.indicators}
        for row, right in zip(given, wanted):
            self.rows += 1
            self.lights[right["light"]] = self.lights.get(right["light"], 0) + 1
            self.kinds.add(every[row["id"]])
            for name in FIELDS:
                if row[name] != right[name]:
                    shown = [text_of(one) if isinstance(one, Fraction) else one for one in (row[name], right[name])]
                    yield f"{place}: {row['id']} {row['region'] or ''}: {name} is {shown[0]}, not {shown[1]}"


HEAD = "indicator,period,value,unit,kind,relative,status\n"
PLAN = """<plan xmlns="urn:kepu:plan:1" version="0.1" uid="urn:example:tables"><metadata><period start="2021" end="2025"/></metadata>
<indicators><indicator id="i1" name="素质" unit="%"/><indicator id="i2" name="培训" unit="人次"/><indicator id="i3" name="培训" unit="期"/></indicators></plan>"""
TABLES = [  # what spreadsheets, scripts and people write; the first half is about tables, the other about cells
    "", "\n\n", "\n\n" + HEAD + "x,2023,1\n", HEAD + ' "i1",2023,1\n', HEAD + '"i1" ,2023,1\n', HEAD + '"i""1",2023,1\n', HEAD + 'i"1,2023,1\n',
    "a,a," + HEAD + ",,i1,2023,1\n", ",," + HEAD + ",,i1,2023,1\n", "indicator,指标,value\n", "indicator,value\n", "Indicator,period,value\n",
    HEAD + '"i1",2023,"1\n', HEAD + 'i1,2023,"1"x\n', HEAD + '""\n"\n"\nx,2023,1', "\ufeff" + HEAD + "x,2023,1\n", "\ufeff\ufeff" + HEAD + "x,2023,1\n",
    HEAD + "i2,2023,1\n\ufeff\n", HEAD.replace("\n", "\r") + "x,2023,1\rx,2023,1\r", HEAD + "i2,2023,1\u2028x,2023,1\n", HEAD + '"x\r\n\ny",2023,1\nx,2023,1',
    HEAD + "  x,2023,1\n\u3000x,2023,1\n", HEAD + "i1\ni1,2023\ni1,2023,1,,,,\ni1,2023,1,,,,,\n", b"\xff\xfe\x00", (HEAD + "甲,2023,1\n").encode("gb18030")
] + [HEAD + "\n".join(f"i2,{period},1" for period in (
    "2023-6", "2023年06月", "2023年第2季度", "2023年2季度", "2023年第五季度", "2023-h1", "2023年 6月", "2023/06/30", "2023/6/31", "2023-06-T4", "0000",
    "2023年13月", "2023-Q5", "2023年十二月", "23年", "2023-6-3-1", "2023/6-3", "2023.6", "2023年6月底", "2024-02-29", "２０２２/1", "2022年下半年", ""))
] + [HEAD + "\n".join(f"i2,2023-01-{day:02},{value}" for day, value in enumerate((
    "-9223372036854775808", "9223372036854775807", "9223372036854775808", "9223372036854775807.0", "'=1", "'-5", "'－5", "'-", "0123", '"0,123"', "1 000",
    "1e3", "——", "Ｎ／Ａ", "2万%", "1.5亿", "0.000000001万", "99999999999999亿", "１，２３４．５", "１，２", "－5", "\u22125", "+", "5.", ".5", "0.0000000000",
    "0.123456789"), 1))
] + [HEAD + row for row in (
    "i2,2023,1,人 次", "i2,2023,1,万", "i2,2023,1,亿人次", "i2,2023,99999999999999,亿人次", "i1,2023,1,％", "i1,2023,1％,％", "i1,2023,1％,人", "i2,2023,1％",
    "i1,2023,150,,superior", "i1,2023,-1,,path", "i1,2023,0,,denominator", "i1,2023,无数据,,denominator", "i1,2023,5,,,上年", "i2,2023,5,吨,target,上年",
    "i2,2023,5,百分点,target,上年", "i1,2023,5,,,,Reported", "培训,2023,5", "培训,2023,5,期\n培训,2023,5,人次\n培训,2023,5,万期", "培训,2023,5,万人次",
    "i2,2023,未报,吨", "x,2023,未报", "i2,2023,未报\ni2,2023,5\ni2,2023年,6\ni2,2023,6,,,,上报\ni2,2023,6,,,,核实")]


def tables(folder):
    """Differences in what is taken of hand-written tables."""
    plan_file, file = Path(folder) / "tables.xml", Path(folder) / "table.csv"
    plan_file.write_text(PLAN, encoding="utf-8")
    for table in TABLES:
        file.write_bytes(table if isinstance(table, bytes) else table.encode())
        taken = Taken(model.Plan(PLAN))
        try:
            wanted = [(str(file), one.line, one.column, one.name) for one in taken.add(file.read_bytes())]
        except Refused:
            wanted = None
        ran = kepu("indicators", plan_file, "--data", file, "--date", "2025")
        found = findings_of(ran.stderr.decode())
        if ran.returncode != (3 if wanted is None else 1 if wanted else 0) or found != (wanted or []):
            yield f"{table!r}: exit status {ran.returncode}, findings {found}, not {wanted}"


def cases(folder, first, rounds):
    for notice in notices():
        plan_file = Path(folder) / f"{notice.stem}.kepu.xml"
        ran = kepu("import", notice, "-o", plan_file)
        assert plan_file.is_file(), f"{notice}: {ran.stderr.decode()[:300]}"
        for seed in range(first, first + rounds):
            yield made(folder, f"{notice.stem}-{seed}", plan_file, seed)
    for seed in range(first, first + 30 * rounds):
        plan_file = Path(folder) / f"made-{seed}.kepu.xml"
        plan_file.write_text(generate.PlanText(seed).xml(), encoding="utf-8")
        yield made(folder, f"made-{seed}", plan_file, seed)


def made(folder, title, plan_file, seed):
    plan = model.Plan(plan_file.read_bytes())
    rows = generate.Figures(plan, seed)
    half = len(rows.rows) // (1 + seed % 2)
    tables = [generate.table_of(some, rows.dice) for some in (rows.rows[:half], rows.rows[half:]) if some]
    return Case(folder, title, plan_file, tables, generate.options_of(seed % 7), generate.days_of(plan, seed))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--first", type=int, default=7)
    parser.add_argument("--all", action="store_true", help="go on after the first hundred differences")
    given = parser.parse_args()
    if not KEPU:
        sys.exit("KEPU_COMMAND does not name the command")
    with tempfile.TemporaryDirectory() as folder:
        everything = list(cases(folder, given.first, given.rounds))
        with ThreadPoolExecutor(2) as pool:
            lines = [line for found in pool.map(lambda case: case.differences(), everything) for line in found]
        lines += tables(folder)
    rows = sum(case.rows for case in everything)
    lights = {light: sum(case.lights.get(light, 0) for case in everything) for light in ("green", "yellow", "red", "grey")}
    refused = sum(len(case.findings) for case in everything)
    print(f"{len(everything)} plans with figures, {rows} rows of {len({kind for case in everything for kind in case.kinds})} kinds: {lights};"
          f" {refused} rows refused, {sum(len(case.taken.rows) for case in everything)} taken")
    if lines:
        print("\n".join(lines if given.all else lines[:100]))
        sys.exit(f"{len(lines)} differences")
    if min(lights.values()) < 100 or refused < 100:
        sys.exit("the figures do not bring forth enough of every light, or too few rows that are refused")


if __name__ == "__main__":
    main()
