"""Regions and the adding up of their figures as docs/indicators.md says: a second reading of that page, in Python.

Like model.py it was written from the page alone.
"""
import re
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Optional

import figures
from figures import (COLUMNS, Finding, NOT_APPLICABLE, STRENGTH, VALUE, fits, fold, over_whole, read, rounded, summed, table,
                     unit_factor, value_of)
from model import Case, Judge, Options, Plan, factor_of, reached

LEVELS = ("nation", "province", "prefecture", "county", "township", "village", "none")
HEADINGS = {"代码": "code", "名称": "name", "上级": "parent", "级别": "level", "标准": "scheme", "年份": "year"}
HEADINGS.update({name: name for name in HEADINGS.values()})
OF_POPULATION = ("人口", "常住人口", "population")


# ---------------------------------------------------------------- regions

@dataclass
class Region:
    code: str
    name: str = ""
    parent: str = ""
    level: str = ""
    population: dict = field(default_factory=dict)  # year: people
    children: list = field(default_factory=list)
    depth: int = 0


class Tree:
    """Regions from CSV, in the order of the tree: parents first, children in the order of their rows."""

    def __init__(self, data):
        self.findings, self.regions = [], {}
        places = {}
        for row in table(data, self.heading, ("code",)):
            region = self.taken(row)
            if isinstance(region, Finding):
                self.findings.append(region)
            else:
                self.regions[region.code] = region
                places[region.code] = row.finding
        self.refuse(places)
        self.order = []
        for region in self.regions.values():
            if region.parent:
                self.regions[region.parent].children.append(region)
        for region in self.regions.values():
            if not region.parent:
                self.walk(region, 1)
        self.names = defaultdict(list)
        for region in self.order:
            self.names[region.name].append(region)

    @staticmethod
    def heading(text):
        match = re.fullmatch(r"(?:population-|人口)(\d{4})", text, re.ASCII)
        return f"population-{match.group(1)}" if match else HEADINGS.get(text)

    def taken(self, row):
        """The region of a row, or why it is refused before the tree is looked at."""
        if row.too_many():
            return row.too_many()
        code, level = row.text("code"), row.text("level")
        if not code:
            return row.finding("bad-token", "code")
        if level and level not in LEVELS:
            return row.finding("bad-token", "level")
        population = {}
        for column in row.columns:
            if column.startswith("population-") and row.text(column):
                state, number, share = value_of(row.text(column)) or (None, None, False)
                if state != VALUE or share or number < 0 or number.denominator != 1:
                    return row.finding("bad-figure", column)
                population[int(column[-4:])] = number
        if code in self.regions:
            return row.finding("region-twice", "code")
        return Region(code, row.text("name"), row.text("parent"), level, population)

    def refuse(self, places):
        """Drops the regions that lie under themselves, and then those whose parent is not there, again and again."""
        faults = {}
        for region in self.regions.values():
            at, seen = region, set()
            while at and at.parent and at.code not in seen:
                seen.add(at.code)
                at = self.regions.get(at.parent)
                if at is region:
                    faults[region.code] = "region-cycle"
                    break
        while True:
            orphans = [region.code for region in self.regions.values() if region.code not in faults and region.parent
                       and (region.parent not in self.regions or region.parent in faults)]
            if not orphans:
                break
            faults.update(dict.fromkeys(orphans, "region-orphan"))
        self.findings += [places[code](faults[code], "parent") for code in self.regions if code in faults]
        self.regions = {code: region for code, region in self.regions.items() if code not in faults}

    def walk(self, root, depth):
        pending = [(root, depth)]
        while pending:
            region, region.depth = pending[-1][0], pending.pop()[1]
            self.order.append(region)
            pending += [(child, region.depth + 1) for child in reversed(region.children)]

    def named(self, text):
        """The region that a text names: by its code, or else by a name that no other region has."""
        if text in self.regions:
            return self.regions[text]
        return self.names[text][0] if text in self.names and len(self.names[text]) == 1 else None


# ---------------------------------------------------------------- figures of many plans and tables

@dataclass
class Measure:
    """The indicators of one name."""
    name: str
    unit: Optional[str] = None
    rule: Optional[str] = None
    plan: Optional[Plan] = None     # the first that has it
    figures: dict = field(default_factory=dict)  # (kind, region code, period): {status: (state, number)}

    @property
    def indicator(self):
        return self.plan and next(one for one in self.plan.indicators if one.name == self.name)

    @property
    def factor(self):
        return factor_of(self.indicator) if self.plan else Fraction(figures.WHOLE.get(fold(self.unit or ""), 1))

    def figure(self, kind, code, period):
        """(state, number) of the strongest status, or (None, None)."""
        there = self.figures.get((kind, code, period))
        return there[min(there, key=STRENGTH.get)] if there else (None, None)


@dataclass
class Figure:
    """What stands for a region: its figure, the sums behind it, and how much of the region is behind them."""
    value: Optional[Fraction] = None
    numerator: Optional[Fraction] = None
    denominator: Optional[Fraction] = None
    covered: int = 0
    missing: list = field(default_factory=list)
    own: Optional[Fraction] = None
    parts: list = field(default_factory=list)  # what its parts with a value give

    @property
    def leaves(self):
        return self.covered + len(self.missing)


class Rollup:
    """The figures of any number of plans and tables, added up a tree."""

    def __init__(self, tree):
        self.tree, self.measures, self.findings = tree, {}, []

    def measure(self, name):
        return self.measures.setdefault(name, Measure(name))

    def add_plan(self, data):
        """Takes the observations of a plan in; gives the names of findings."""
        plan, refused = Plan(data), []
        for one in plan.indicators:
            if one.name is None:
                continue
            measure = self.measure(one.name)
            if measure.plan is None:
                measure.plan = plan
                measure.unit = measure.unit or one.unit
            measure.rule = measure.rule or one.rollup
            for value in one.observations:
                name = value.region or plan.region_code or plan.region_name
                region = self.tree.named(name) if name else None
                fault = None
                if not value.period:
                    continue
                if region is None:
                    fault = "region-unknown"
                elif fold(one.unit or "") != fold(measure.unit or ""):
                    fault = "unit-unlike"
                elif value.state == VALUE and over_whole("observation", None, measure.unit, one.name, value.number):
                    fault = "over-whole"
                elif not self.put(measure, "observation", region, value.period, value.status, value.state, value.number):
                    fault = "value-twice"
                if fault:
                    refused.append(fault)
        return refused

    def add_data(self, data):
        """Takes the rows of a table in; gives the findings."""
        findings = [self.take(row) for row in table(data, COLUMNS.get, ("indicator", "period", "value"))]
        return [finding for finding in findings if finding]

    def take(self, row):
        if row.too_many():
            return row.too_many()
        if not row.text("indicator"):
            return row.finding("bad-token", "indicator")
        said = read(row)
        if said is None or isinstance(said, Finding):
            return said
        measure = self.measure(said.indicator)
        if measure.plan is None and measure.unit is None and said.kind not in ("numerator", "denominator"):
            measure.unit = said.unit or None
        factor = unit_factor(said.kind, said.relative, said.unit, measure.unit)
        if factor is None:
            return row.finding("unit-unlike", said.unit_cell)
        number = None if said.number is None else said.number * factor
        if said.state == VALUE:
            if not fits(number):
                return row.finding("bad-figure", "value")
            if over_whole(said.kind, said.relative, measure.unit, said.indicator, number):
                return row.finding("over-whole", "value")
            if said.kind == "denominator" and number <= 0:
                return row.finding("zero-denominator", "value")
        region = self.tree.named(said.region) if said.region else None
        if region is None:
            return row.finding("region-unknown", "region")
        if not self.put(measure, said.kind, region, said.period, said.status, said.state, number):
            return row.finding("value-twice", "indicator")
        return None

    @staticmethod
    def put(measure, kind, region, period, status, state, number):
        there = measure.figures.setdefault((kind, region.code, period), {})
        if status in there:
            return False
        there[status] = (state, number)
        return True

    def rows(self, rule=None):
        """(measure, rule, period, region, figure) in the order in which they are printed."""
        for measure in self.measures.values():
            one = Adder(self, measure, rule)
            for period in one.periods():
                found = one.added_up(period)
                for region in self.tree.order:
                    yield measure, one.rule, period, region, found[region.code]


# ---------------------------------------------------------------- adding up

class Adder:
    """One indicator added up by its rule. What a part gives is a pair: of mean (w × v, w), of ratio (n, d), else (v, None)."""

    def __init__(self, rollup, measure, rule=None):
        self.rollup, self.tree, self.measure = rollup, rollup.tree, measure
        share = fold(measure.unit or "") in figures.WHOLE
        self.rule = rule or measure.rule or ("ratio" if share else "sum")
        self.cases = {}
        self.observed = defaultdict(list)   # region code: (period, number)
        if self.rule == "last":
            for kind, code, period in measure.figures:
                state, number = measure.figure(kind, code, period)
                if kind == "observation" and state == VALUE:
                    self.observed[code].append((period, number))

    def periods(self):
        kinds = ("observation", "numerator", "denominator")
        return sorted({period for kind, _, period in self.measure.figures if kind in kinds},
                      key=lambda period: (period.first, period.last))

    # ------------------------------------------------ what a part gives

    def weight(self, region, period):
        state, number = self.measure.figure("denominator", region.code, period)
        if state == VALUE:
            return number
        one = self.measure.indicator
        if one and one.weight:
            name = next((other.name for other in self.measure.plan.indicators if other.id == one.weight), None)
            if name in self.rollup.measures:
                state, number = self.rollup.measures[name].figure("observation", region.code, period)
                if state == VALUE:
                    return number
        if one and one.denominator in OF_POPULATION:
            return region.population.get(period.last.year)
        return None

    def case(self, period):
        """The first plan's indicator on the period's last day, None where the plan has not begun."""
        if period not in self.cases:
            judge = Judge(self.measure.plan, figures.Taken(self.measure.plan), period.last)
            begun = not judge.plan.period or period.last >= judge.plan.period.first
            self.cases[period] = Case(judge, self.measure.indicator) if begun else None
        return self.cases[period]

    def reaches(self, region, period, number):
        """Whether a part reaches its target; None where it has none."""
        case = self.case(period) if self.measure.plan else None
        if case is None:
            return None
        names = [value.region for value in case.indicator.targets if value.region and self.tree.named(value.region) is region]
        region_name = names[0] if names else None
        chosen = case.chosen(region_name)
        target = chosen and case.target(region_name, *chosen)
        return reached(case.indicator.comparison, number, target.low, target.high, Options()) if target else None

    def part(self, region, period):
        """What the region gives as a part, None where it has no value."""
        if self.rule == "ratio":
            (of_n, n), (of_d, d) = (self.measure.figure(kind, region.code, period) for kind in ("numerator", "denominator"))
            return (n, d) if of_n == VALUE and of_d == VALUE else None
        if self.rule == "last":
            known = [(one.last.toordinal(), -one.days, number) for one, number in self.observed[region.code]
                     if one == period or one.last < period.last]
            return (max(known)[2], None) if known else None
        state, number = self.measure.figure("observation", region.code, period)
        if state != VALUE:
            return None
        if self.rule == "mean":
            weight = self.weight(region, period)
            return (number * weight, weight) if weight is not None and weight > 0 else None
        if self.rule == "reach":
            hit = self.reaches(region, period, number)
            return None if hit is None else (Fraction(int(hit)), None)
        return number, None

    def not_applicable(self, region, period):
        kinds = ("numerator", "denominator") if self.rule == "ratio" else ("observation",)
        return any(self.measure.figure(kind, region.code, period)[0] == NOT_APPLICABLE for kind in kinds)

    # ------------------------------------------------ the tree

    def added_up(self, period):
        """{region code: its figure}"""
        found, leaves = {}, {}   # leaves: how many of those below are applicable
        for region in reversed(self.tree.order):
            part = self.part(region, period)
            figure = found[region.code] = Figure()
            if not region.children:
                leaves[region.code] = int(part is not None or not self.not_applicable(region, period))
                figure.parts = [part] if part else []
                figure.covered = int(part is not None)
                figure.missing = [] if part or not leaves[region.code] else [region.code]
            else:
                below = [found[child.code] for child in region.children]
                leaves[region.code] = sum(leaves[child.code] for child in region.children)
                figure.parts = [one for child in below for one in child.parts]
                figure.covered = sum(child.covered for child in below)
                figure.missing = [code for child in below for code in child.missing]
                itself = not figure.parts and part is not None
                if itself:
                    figure.parts, figure.covered, figure.missing = [part], leaves[region.code], []
                state, number = self.measure.figure("observation", region.code, period)
                figure.own = number if state == VALUE and not itself else None
            self.finish(figure)
        return found

    def finish(self, figure):
        if not figure.parts:
            return
        first = [one[0] for one in figure.parts]
        if self.rule in ("mean", "ratio"):
            figure.numerator, figure.denominator = sum(first), sum(one[1] for one in figure.parts)
            factor = self.measure.factor if self.rule == "ratio" else 1
            figure.value = rounded(figure.numerator * factor / figure.denominator)
        else:
            figure.value = min(first) if self.rule == "minimum" else summed(first)
