#!/usr/bin/env python3
"""What `kepu rollup` adds up is what a second reading of the rules adds up, in Python (rollup_model.py).

The regions are a nation made of a seed, 31 provinces, 333 prefectures, 2,844 counties and 38,602 townships, whole for a sum, a ratio
and a mean, and a hundredth of its lower levels for indicators of every rule, with plans and tables of a seed. Sums, the sums behind means and
ratios, and the rounded numbers have to be equal to the last digit; so have coverage and the list of the missing, and what is refused.

test_rollup.py [--full] [--first SEED]    --full: figures of nine townships in ten, not of one in ten. Needs KEPU_COMMAND.
"""
import argparse
import collections
import decimal
import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import generate
from figures import Refused, text_of, text_of_period
from rollup_model import Rollup, Tree

KEPU = os.environ.get("KEPU_COMMAND", "")
FINDING = re.compile(r"(\S*?):(?:(\d+):(?:(\d+):)?)? \w+: .* \[([\w-]+)\]")
TREES = [  # what is wrong in tables of regions
    "code,parent\na,\nb,a\nc,b\n", "code,parent\na,b\nb,a\nc,a\nd,c\ne,\n", "code,parent\na,a\n", "code,parent\nb,nowhere\nc,b\na,\n",
    "code,parent,level\na,,county\n,,county\nb,a,区县\na,,township\nc,a,township,x\n", "代码,上级,级别,名称\na,,nation,一\nb,a,province,二\n",
    "code,parent,population-2023,人口2022\na,,1,2\nb,a,1.5,\nc,a,-1,\nd,a,无数据,\ne,a,2万,\nf,a,,3%\ng,a,\"1,200\",０\nh,b,1,\n",
    "code,code\na,b\n", "name\na\n", "code,parent\n\"a\n", "code,parent,population-2023,人口2023\na,,1,1\n", "code,parent\na,\n\n,,\nb,a\nb,a\nc,b\n",
    "code,parent\nc,b\nb,a\na,\n", "code,parent\na,\nb,a,\nc,b\nd,c\n", "code,name,parent\n  a , 甲 ,\nb,甲,a\n"]


def kepu(*arguments):
    return subprocess.run([KEPU, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, timeout=1200, check=False)


def findings_of(errors):
    return [(int(line), int(column), name) for _, line, column, name in FINDING.findall(errors) if line and column]


def trees(folder):
    """Differences in what is refused of tables of regions, and in the tree that is left."""
    regions, data = Path(folder) / "regions.csv", Path(folder) / "data.csv"
    data.write_text("region,indicator,period,value,unit\na,x,2023,1,个\n", encoding="utf-8")
    for table in TREES:
        regions.write_text(table, encoding="utf-8")
        try:
            tree = Tree(table.encode())
            wanted = [(one.line, one.column, one.name) for one in tree.findings]
        except Refused:
            tree, wanted = None, None
        ran = kepu("rollup", "--regions", regions, data, "--to", "json")
        found = [one for one in findings_of(ran.stderr.decode()) if one[2] != "region-unknown"]
        refused = wanted or (tree and not tree.named("a"))
        if ran.returncode != (3 if wanted is None else 1 if refused else 0) or found != (wanted or []):
            yield f"{table!r}: exit status {ran.returncode}, findings {found}, not {wanted}; {ran.stderr.decode()[:300]}"
        elif tree and tree.named("a"):
            order = [row["region"] for row in json.loads(ran.stdout)]
            if order != [region.code for region in tree.order]:
                yield f"{table!r}: regions {order}, not {[region.code for region in tree.order]}"


class Nation:
    """Regions, and files with their figures."""

    def __init__(self, folder, seed, share, density, kinds, periods):
        self.rows = generate.regions_of(seed, share)
        self.regions = Path(folder) / f"regions-{seed}.csv"
        self.regions.write_bytes(generate.table_of_regions(self.rows))
        self.rollup = Rollup(Tree(self.regions.read_bytes()))
        reports = generate.Reports(self.rows, seed, density, kinds, periods)
        self.files, self.refused = [], collections.Counter()
        plans = [(f"{number}.kepu.xml", reports.plan(*reports.dice.choice(self.rows)[:2])) for number in range(24)]
        tables = [(f"{number}.csv", table) for number, table in enumerate(reports.tables(6))]
        files = plans + tables
        reports.dice.shuffle(files)
        for name, data in files:
            file = Path(folder) / f"{seed}-{name}"
            file.write_bytes(data)
            self.files.append(file)
            self.add(file, data)

    def add(self, file, data):
        if file.suffix == ".xml":
            self.refused.update(self.rollup.add_plan(data))
        else:
            of_rows, of_figures = self.rollup.add_data(data)
            self.refused.update(one.name for one in of_rows)
            self.refused.update(of_figures)

    def expected(self, rule=None, name=None):
        for measure, used, period, region, figure in self.rollup.rows(rule, name):
            yield {"indicator": measure.name, "unit": measure.unit or None, "rule": used, "period": text_of_period(period),
                   "region": region.code, "name": region.name or None, "level": region.level or None, "value": figure.value,
                   "numerator": figure.numerator, "denominator": figure.denominator, "covered": figure.covered, "leaves": figure.leaves,
                   "own": figure.own, "missing": figure.missing}

    def command(self, *options):
        return kepu("rollup", "--regions", self.regions, *self.files, "--to", "json", *options)


NUMBERS = ("value", "numerator", "denominator", "own", "covered", "leaves")


def as_read(row):
    """A row of the command's JSON, its numbers exact, be they numbers or texts."""
    return {name: Fraction(value) if name in NUMBERS and value is not None else value for name, value in row.items()}


def shown(value):
    return text_of(value) if isinstance(value, Fraction) and (value * 10 ** 30).denominator == 1 else str(value)[:120]


def compare(nation, title, options, expected):
    """Differences between the command's rows and those expected."""
    ran = nation.command(*options)
    if ran.returncode != (1 if nation.refused else 0):
        yield f"{title}: exit status {ran.returncode}: {ran.stderr.decode()[-300:]}"
        return
    refused = collections.Counter(name for *_, name in FINDING.findall(ran.stderr.decode()))
    if refused != nation.refused:
        yield f"{title}: refused {dict(refused)}, not {dict(nation.refused)}"
    given = json.loads(ran.stdout, parse_float=decimal.Decimal)
    if len(given) != len(expected):
        yield f"{title}: {len(given)} rows, not {len(expected)}"
        return
    for row, right in zip(map(as_read, given), expected):
        for name, value in right.items():
            if row.get(name) != value:
                yield (f"{title}: {right['indicator']} {right['period']} {right['region']} ({right['level']}): {name} is {shown(row.get(name))},"
                       f" not {shown(value)}")


def every_rule(folder, seed, share, summary, others=True):
    nation = Nation(folder, seed, share, 0.5, generate.KINDS, ("2022", "2022-Q4", "2023", "2023-Q2"))
    expected = list(nation.expected())
    yield from compare(nation, "every rule", (), expected)
    summary.update((row["rule"], row["level"]) for row in expected if row["value"] is not None)
    level = [row for row in expected if row["level"] == "county"]
    yield from compare(nation, "counties", ("--level", "county"), level)
    if not others:
        return
    depth = [row for row in expected if row["level"] == "province"]
    yield from compare(nation, "depth 2", ("--level", "2"), depth)
    for rule, name in (("sum", "满意度"), ("ratio", "满意度"), ("minimum", "培训人次"), ("last", "素质比例"), ("mean", "每千人讲座"), ("reach", "建站"), ("reach", "场馆")):
        yield from compare(nation, f"{name} by {rule}", ("--rule", rule, "--indicator", name), list(nation.expected(rule, name)))


def whole_nation(folder, seed, density, summary):
    nation = Nation(folder, seed, Fraction(1), density, generate.KINDS[:3], ("2023",))
    expected = list(nation.expected())
    yield from compare(nation, "the whole nation", (), expected)
    summary.update((row["rule"], row["level"]) for row in expected if row["value"] is not None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--first", type=int, default=3)
    given = parser.parse_args()
    if not KEPU:
        sys.exit("KEPU_COMMAND does not name the command")
    summary = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        lines = list(trees(folder))
        for seed in range(given.first, given.first + 4):
            lines += every_rule(folder, seed, Fraction(1, 10 if given.full else 120), summary, seed == given.first)
        lines += whole_nation(folder, given.first + 4, 0.9 if given.full else 0.1, summary)
    print("\n".join(f"{count} figures by {rule} of a {level}" for (rule, level), count in sorted(summary.items())))
    if lines:
        print("\n".join(lines[:100]))
        sys.exit(f"{len(lines)} differences")


if __name__ == "__main__":
    main()
