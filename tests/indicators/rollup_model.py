"""Regions and the adding up of their figures as docs/indicators.md says: a second reading of that page, in Python.

Like model.py it was written from the page alone.
"""
import re
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Optional

from figures import (COLUMNS, Finding, NOT_APPLICABLE, STRENGTH, Taken, VALUE, WHOLE, fits, fold_unit, over_whole, read, rounded, summed,
                     table, tens_before, value_of)
from model import Case, Indicator, Judge, Options, Plan, factor_of, reached

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
    unit: Optional[str] = None      # None: nobody has said one yet
    rule: Optional[str] = None
    indicator: Optional[Indicator] = None   # of the first plan that has it
    weight: Optional[str] = None            # name of the indicator that weighs it
    judged: Optional[tuple] = None          # (plan, indicator) of the first that has a target
    figures: dict = field(default_factory=dict)  # (kind, region code, period): {status: (state, number)}

    @property
    def factor(self):
        return factor_of(self.indicator or Indicator("", unit=self.unit))

    def figure(self, kind, code, period):
        """(state, number) of the strongest status, or (None, None)."""
        there = self.figures.get((kind, code, period))
        return there[min(there, key=STRENGTH.get)] if there else (None, None)

    def put(self, kind, region, period, status, state, number):
        there = self.figures.setdefault((kind, region.code, period), {})
        if status in there:
            return False
        there[status] = (state, number)
        return True


class Rollup:
    """The figures of any number of plans and tables, for the regions of a tree."""

    def __init__(self, tree):
        self.tree, self.measures = tree, {}

    def add_plan(self, data):
        """Takes the observations of a plan in; gives the names of the findings, in order."""
        plan = Plan(data)
        findings = []
        for one in plan.indicators:
            if one.name is None:
                continue
            measure = self.measures.setdefault(one.name, Measure(one.name))
            if measure.indicator is None:
                measure.indicator = one
                measure.weight = next((other.name for other in plan.indicators if other.id == one.weight), None)
            if measure.unit is None:
                measure.unit = fold_unit(one.unit)
            measure.rule = measure.rule or one.rollup
            if measure.judged is None and one.targets:
                measure.judged = (plan, one)
            for value in one.observations:
                if value.period:
                    findings.append(self.put(measure, "observation", value.region or plan.region_code or plan.region_name, value.period,
                                             value.status, value.state, value.number, fold_unit(one.unit)))
        return [finding for finding in findings if finding]

    def add_data(self, data):
        """Takes the rows of a table in; gives what is refused in the table, and the names of what is refused here."""
        taken = Loose()
        findings = taken.add(data)
        refused = []
        for said in taken.rows:
            if said.kind in ("observation", "numerator", "denominator"):
                measure = self.measures.get(said.indicator) or Measure(said.indicator)
                refused.append(self.put(measure, said.kind, said.region, said.period, said.status, said.state, said.number, said.unit))
        return findings, [name for name in refused if name]

    def put(self, measure, kind, named, period, status, state, number, unit):
        """Takes a figure in, or gives the name of the finding about it."""
        region = self.tree.named(named) if named else None
        if region is None:
            return "region-unknown"
        if kind == "observation":
            own = measure.unit if measure.unit is not None else unit
            if unit not in ("", own):
                if tens_before(unit) == 1 or unit[1:] != own:
                    return "unit-unlike"
                number = None if number is None else number * tens_before(unit)
            if state == VALUE and over_whole(kind, None, own, measure.name, number):
                return "over-whole"
        if not measure.put(kind, region, period, status, state, number):
            return "value-twice"
        if kind == "observation" and measure.unit is None and unit:
            measure.unit = unit
        self.measures.setdefault(measure.name, measure)
        return None

    def rows(self, rule=None, name=None):
        """(measure, rule, period, region, figure) in the order in which they are printed."""
        for measure in self.measures.values():
            if name in (None, measure.name):
                one = Adder(self, measure, rule)
                for period in one.periods():
                    found = one.added_up(period)
                    for region in self.tree.order:
                        yield measure, one.rule, period, region, found[region.code]


class Loose:
    """The rows of a table as they are read without a plan; what stands twice is found when the figures are added."""

    def __init__(self):
        self.rows = []

    def add(self, data):
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
        if said.kind in ("numerator", "denominator") and said.state == VALUE:
            said.number *= tens_before(said.unit)
            if not fits(said.number):
                return row.finding("bad-figure", "value")
        if said.state == VALUE:
            if over_whole(said.kind, said.relative, said.unit, said.indicator, said.number):
                return row.finding("over-whole", "value")
            if said.kind == "denominator" and said.number <= 0:
                return row.finding("zero-denominator", "value")
        self.rows.append(said)
        return None


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


# ---------------------------------------------------------------- adding up

APPLIES_NOT = "not applicable"


class Adder:
    """One indicator added up by its rule. What a part gives is a pair: of mean (w × v, w), of ratio (n, d), else (v, None)."""

    def __init__(self, rollup, measure, rule=None):
        self.rollup, self.tree, self.measure = rollup, rollup.tree, measure
        self.rule = rule or measure.rule or ("ratio" if measure.unit in WHOLE else "sum")
        self.cases = {}
        self.observed = defaultdict(list)   # region code: (period, state, number), for `last`
        for kind, code, period in measure.figures:
            if kind == "observation":
                self.observed[code].append((period, *measure.figure(kind, code, period)))

    def periods(self):
        return sorted({period for _, _, period in self.measure.figures}, key=lambda period: (period.first, period.last))

    # ------------------------------------------------ what a part gives

    def weight(self, region, period):
        state, number = self.measure.figure("denominator", region.code, period)
        if state == VALUE:
            return number
        if self.measure.weight in self.rollup.measures:
            state, number = self.rollup.measures[self.measure.weight].figure("observation", region.code, period)
            if state == VALUE:
                return number
        one = self.measure.indicator
        return region.population.get(period.last.year) if one and one.denominator in OF_POPULATION else None

    def case(self, period):
        """The indicator that has targets, on the period's last day; None where there is none or its plan has not begun."""
        if period not in self.cases:
            self.cases[period] = None
            if self.measure.judged:
                plan, one = self.measure.judged
                case = Case(Judge(plan, Taken(plan), period.last), one)
                self.cases[period] = None if plan.period and period.last < plan.period.first else case
        return self.cases[period]

    def reaches(self, region, period, number):
        """Whether a part reaches its target; None where it has none."""
        case = self.case(period)
        if case is None:
            return None
        own = next((value.region for value in case.indicator.targets if value.region and self.tree.named(value.region) is region), None)
        chosen = case.chosen(own)
        target = chosen and case.target(own, *chosen)
        return reached(case.indicator.comparison, number, target.low, target.high, Options()) if target else None

    def latest(self, region, period):
        """Of `last`: (state, number) for the period itself, else of the latest before it that says something."""
        known = [one for one in self.observed[region.code] if one[1] in (VALUE, NOT_APPLICABLE)]
        now = [one for one in known if one[0] == period]
        before = [one for one in known if one[0].last < period.last]
        found = now or sorted(before, key=lambda one: (-one[0].last.toordinal(), one[0].days))
        return found[0][1:] if found else (None, None)

    def part(self, region, period):
        """What the region gives as a part; None where it has no value, APPLIES_NOT where it is not applicable."""
        if self.rule == "ratio":
            states, numbers = zip(*(self.measure.figure(kind, region.code, period) for kind in ("numerator", "denominator")))
            return APPLIES_NOT if NOT_APPLICABLE in states else numbers if states == (VALUE, VALUE) else None
        state, number = (self.latest(region, period) if self.rule == "last" else
                         self.measure.figure("observation", region.code, period))
        if state != VALUE:
            return APPLIES_NOT if state == NOT_APPLICABLE else None
        if self.rule == "mean":
            weight = self.weight(region, period)
            return (number * weight, weight) if weight is not None and weight > 0 else None
        if self.rule == "reach":
            hit = self.reaches(region, period, number)
            return None if hit is None else (Fraction(int(hit)), None)
        return number, None

    # ------------------------------------------------ the tree

    def added_up(self, period):
        """{region code: its figure}"""
        found = {}
        for region in reversed(self.tree.order):
            part = self.part(region, period)
            figure = found[region.code] = Figure()
            if region.children:
                self.gather(figure, [found[child.code] for child in region.children], part)
                state, number = self.measure.figure("observation", region.code, period)
                figure.own = number if state == VALUE else None
            elif part is None:
                figure.missing = [region.code]
            elif part != APPLIES_NOT:
                figure.parts, figure.covered = [part], 1
            self.finish(figure)
        return found

    def gather(self, figure, below, part):
        figure.parts = [one for child in below for one in child.parts]
        figure.covered = sum(child.covered for child in below)
        figure.missing = [code for child in below for code in child.missing]
        if not figure.parts and figure.leaves and part not in (None, APPLIES_NOT):
            figure.parts, figure.covered, figure.missing = [part], figure.leaves, []

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
