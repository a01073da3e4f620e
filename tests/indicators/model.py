"""Indicators judged for a day as docs/indicators.md says: a second reading of that page, in Python.

It was written from the page alone, by somebody who had not seen the library's code, so that an error of one is not one of the other.
Plans are read from plan XML; figures.py has numbers, days and tables.
"""
import datetime
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Optional

from figures import (Figure, NO_VALUE, NOT_APPLICABLE, NOT_REPORTED, STRENGTH, VALUE, Period, decimal_of, fits, fold_unit, months,
                     period_of, product, quarter_of, half_of, rounded, summed, year_of)

NAMESPACE = "{urn:kepu:plan:1}"
DAY = datetime.timedelta(days=1)
EVERY = ("annual", "biennial", "half", "quarter", "month")


# ---------------------------------------------------------------- the plan

@dataclass
class Indicator:
    id: str
    name: Optional[str] = None
    unit: Optional[str] = None
    comparison: Optional[str] = None
    every: str = "once"
    per: Optional[str] = None
    counting: str = "level"     # level or sum
    denominator: Optional[str] = None
    factor: Optional[Fraction] = None
    weight: Optional[str] = None
    rollup: Optional[str] = None
    targets: list = field(default_factory=list)
    baselines: list = field(default_factory=list)
    observations: list = field(default_factory=list)
    mentioned: list = field(default_factory=list)   # regions that targets and observations name, in document order


class Plan:
    """What a plan file says of its indicators, its period and its region."""

    def __init__(self, data):
        root = xml.fromstring(data)
        metadata = root.find(NAMESPACE + "metadata")
        region = None if metadata is None else metadata.find(NAMESPACE + "region")
        self.region_name = None if region is None else (region.text or "").strip() or None
        self.region_code = None if region is None else region.get("code")
        period = None if metadata is None else metadata.find(NAMESPACE + "period")
        start, end = (None, None) if period is None else (period_of(period.get(name) or "") for name in ("start", "end"))
        self.period = Period(start.first, end.last) if start and end else None
        self.indicators = [self.indicator(element) for element in root.iter(NAMESPACE + "indicator")]

    def indicator(self, element):
        get = element.get
        every = get("every") if get("every") in EVERY else "once"
        counting = get("counting")
        if counting not in ("level", "total", "flow"):
            counting = "level" if every == "once" else "flow"
        made = Indicator(get("id"), get("name"), get("unit"), get("comparison"), every, get("per"),
                         "level" if counting == "level" else "sum", get("denominator"), decimal_of(get("factor")), get("weight"),
                         get("rollup"))
        lists = {"target": made.targets, "baseline": made.baselines, "observation": made.observations}
        for value in element:
            kind = value.tag.replace(NAMESPACE, "")
            if kind in lists:
                figure = self.figure(kind, value, made.unit)
                lists[kind].append(figure)
                if kind != "baseline" and figure.region:
                    made.mentioned.append(figure.region)
        return made

    def figure(self, kind, element, unit):
        low, high = decimal_of(element.get("low")), decimal_of(element.get("high"))
        state = NO_VALUE if low is None and high is None else VALUE
        return Figure(kind, self.other(element.get("region")), period_of(element.get("time") or ""), state, low, high, unit,
                      element.get("status") or "reported")

    def other(self, region):
        """The region that a text names, None where that is the plan's own."""
        return None if not region or region in (self.region_name, self.region_code) else region

    def named(self, text):
        """The indicators that a text may mean: the one with that id, else all with that name."""
        by_id = [one for one in self.indicators if one.id == text]
        return by_id or [one for one in self.indicators if text and one.name == text]


# ---------------------------------------------------------------- steps

def step_of(every, day, plan_period):
    """The step of the calendar that the day lies in; once: the plan's period."""
    if every == "once":
        return plan_period
    if every == "annual":
        return year_of(day.year)
    if every == "biennial":
        first = day.year - (day.year - (plan_period.first.year if plan_period else 1)) % 2
        return Period(year_of(first).first, year_of(first + 1).last)
    if every == "half":
        return half_of(day.year, (day.month + 5) // 6)
    if every == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    return months(day.year, day.month, day.month)


def end_before(day, every):
    """The latest end of a calendar year (once) or of a month (other steps) that is not after the day."""
    whole = year_of(day.year) if every == "once" else months(day.year, day.month, day.month)
    return day if whole.last == day else whole.first - DAY


# ---------------------------------------------------------------- comparisons

def reached(comparison, value, low, high, options):
    """Whether a value reaches a number, or a range where high is given; None where nothing can be judged."""
    if comparison in ("=", "~") and high is not None:
        return low <= value <= high
    if comparison == "~":
        margin = product(options.tolerance, abs(low))
        return low - margin <= value <= low + margin
    if comparison == "=" and options.exact:
        return value == low
    if comparison in (">=", "="):
        return value >= low
    return {">": value > low, "<=": value <= low, "<": value < low}.get(comparison)


def attainment(comparison, value, low, high, options):
    hit = reached(comparison, value, low, high, options)
    if hit is None:
        return None
    both_ways = comparison == "~" or comparison == "=" and options.exact
    if comparison in ("=", "~") and high is not None:
        if hit:
            return Fraction(1)
        above, below = (value, low) if value < low else (high, value)
    elif comparison in ("<=", "<") or both_ways and value > low:
        above, below = low, value
    else:
        above, below = value, low
    if below <= 0 or above < 0:
        return Fraction(int(hit))
    return rounded(above / below)


# ---------------------------------------------------------------- judging

@dataclass
class Options:
    path: str = "linear"
    green: Fraction = Fraction(1)
    yellow: Fraction = Fraction(9, 10)
    tolerance: Fraction = Fraction(5, 100)
    exact: bool = False


@dataclass
class Target:
    """A target that a region has on a day: its numbers, and when it is due (None: never)."""
    low: Optional[Fraction]
    high: Optional[Fraction]     # of a range
    due: Optional[datetime.date]


@dataclass
class Judged:
    id: str
    name: Optional[str]
    region: Optional[str]
    unit: Optional[str]
    comparison: Optional[str]
    state: str = NOT_REPORTED
    value: Optional[Fraction] = None
    target: Optional[Fraction] = None
    due: Optional[datetime.date] = None
    expected: Optional[Fraction] = None
    attainment: Optional[Fraction] = None
    reached: Optional[bool] = None
    counted: Optional[int] = None
    reaching: Optional[int] = None
    light: str = "grey"


def strongest(values):
    """Of figures that differ in status only the strongest, in the order in which the first of each came."""
    found = {}
    for value in values:
        key = (value.region, value.period, value.relative)
        if key not in found or STRENGTH[value.status] < STRENGTH[found[key].status]:
            found[key] = value
    return list(found.values())


def replaced(values, data):
    """The figures of a plan, each with the first of the data for the same time in its place; then the other figures of the data."""
    merged = []
    for value in values:
        stands = next((figure for figure in data if figure.period == value.period), value)
        if not any(stands is other for other in merged):
            merged.append(stands)
    return merged + [figure for figure in data if not any(figure is other for other in merged)]


def quotient(numerator, denominator, factor):
    states = (numerator.state, denominator.state)
    status = max(numerator.status, denominator.status, key=STRENGTH.get)
    state = next((state for state in (NOT_APPLICABLE, NO_VALUE) if state in states), VALUE)
    number = rounded(numerator.number * factor / denominator.number) if state == VALUE else None
    if state == VALUE and number is None:
        state = NO_VALUE
    return Figure("observation", numerator.region, numerator.period, state, number, status=status)


def factor_of(indicator):
    return indicator.factor if indicator.factor is not None else Fraction({"%": 100, "‰": 1000}.get(fold_unit(indicator.unit), 1))


class Case:
    """An indicator with all figures about it, for a day."""

    def __init__(self, judge, indicator):
        self.plan, self.day, self.options = judge.plan, judge.day, judge.options
        self.indicator = indicator
        self.data = judge.figures[indicator.id]
        self.once, self.sums = indicator.every == "once", indicator.counting == "sum"
        self.step = step_of(indicator.every, self.day, self.plan.period)
        self.since = self.step.first if self.step else None
        lenders = judge.lenders(indicator)
        self.baselines = sum((one.baselines for one in [indicator] + lenders), [])
        self.given_baselines = strongest(figure for one in [indicator] + lenders for figure in judge.figures[one.id]
                                         if figure.kind == "baseline" and figure.state == VALUE)

    def of_kind(self, *kinds):
        return [figure for figure in self.data if figure.kind in kinds]

    def for_region(self, kind, region):
        """The figures of a kind that have a value and name the region; where there is none, those that name none."""
        known = strongest(figure for figure in self.of_kind(kind) if figure.state == VALUE)
        return [figure for figure in known if figure.region == region] or [figure for figure in known if figure.region is None]

    # ------------------------------------------------ actual value

    def observations(self, region):
        found = {}
        for value in self.indicator.observations:
            if value.region == region and value.period:
                found.setdefault((value.period, value.status), value)
        for value in self.of_kind("observation"):
            if value.region == region:
                found[value.period, value.status] = value
        observed = {value.period: value for value in strongest(found.values())}
        parts = {kind: {value.period: value for value in strongest(self.of_kind(kind)) if value.region == region}
                 for kind in ("numerator", "denominator")}
        for period, numerator in parts["numerator"].items():
            if period not in observed and period in parts["denominator"]:
                observed[period] = quotient(numerator, parts["denominator"][period], factor_of(self.indicator))
        return list(observed.values())

    def actual(self, region, since, until):
        """(state, number) of what was observed up to a day, and from a day on where since is given."""
        known = [value for value in self.observations(region) if value.period.last <= until]
        if not self.sums:
            known = [value for value in known if since is None or value.period.last >= since]
            standing = [value for value in known if value.state in (VALUE, NOT_APPLICABLE)]
            if standing:
                latest = min(standing, key=lambda value: (-value.period.last.toordinal(), value.period.days))
                return latest.state, latest.number
            return NO_VALUE if known else NOT_REPORTED, None
        known = [value for value in known if since is None or value.period.first >= since]
        coarser = [value.period for value in known if value.state == VALUE]
        counted = [value for value in known if not any(value.period.within(period) for period in coarser)]
        numbers = [value.number for value in counted if value.state == VALUE]
        if numbers:
            return VALUE, summed(numbers)
        states = [value.state for value in counted]
        return next((state for state in (NOT_APPLICABLE, NO_VALUE) if state in states), NOT_REPORTED), None

    # ------------------------------------------------ targets

    def targets(self, region):
        """The targets for a region as they were given, in order; those of the data take the place of the plan's."""
        def naming(name):
            data = strongest(figure for figure in self.of_kind("target") if figure.region == name and figure.state == VALUE)
            return replaced([value for value in self.indicator.targets if value.region == name and value.state == VALUE], data)
        return naming(region) or naming(None)

    def due(self, value):
        if value.period:
            return value.period.last
        return self.plan.period.last if self.plan.period else None

    def chosen(self, region):
        """(figure, due day) of the target that counts on the day, or None."""
        values = self.targets(region)
        if not values:
            return None
        if not self.once:
            holding = [value for value in values if value.period and value.period.holds(self.step.last)]
            timeless = [value for value in values if not value.period]
            return (holding or timeless or [self.as_once(values)])[0], self.step.last
        value = self.as_once(values)
        return value, self.due(value)

    def as_once(self, values):
        dated = [value for value in values if self.due(value)]
        ahead = [value for value in dated if self.due(value) >= self.day]
        if ahead:
            return min(ahead, key=self.due)
        return max(dated, key=self.due) if dated else values[0]

    def target(self, region, value, due):
        """The numbers of a target that was given, None where it is relative to something that has no value."""
        if value.relative:
            number = self.related(region, value, due)
            return None if number is None else Target(number, None, due)
        comparison = self.indicator.comparison
        if comparison in ("=", "~") and value.low is not None and value.high is not None:
            return Target(value.low, value.high, due)
        ends = (value.high, value.low) if comparison in ("<=", "<") else (value.low, value.high)
        return Target(ends[1] if ends[0] is None else ends[0], None, due)

    def related(self, region, value, due):
        base = {"baseline": self.base_of_baseline, "last-year": self.base_of_last_year,
                "superior": self.base_of_superior}[value.relative](region, due)
        if base is None:
            return None
        if value.unit == "%":
            return rounded(base * (100 + value.number) / 100)
        return base + value.number if fits(base + value.number) else None

    def base_of_baseline(self, region, _):
        baseline = self.baseline(region)
        return baseline.number if baseline else None

    def base_of_last_year(self, region, due):
        if due is None:
            return None
        before = year_of(due.year - 1)
        return self.actual(region, before.first, min(before.last, self.day))[1]

    def base_of_superior(self, region, _):
        known = [value for value in self.for_region("superior", region) if value.period.last <= self.day]
        return max(known, key=lambda value: value.period.last).number if known else None

    # ------------------------------------------------ expected level

    def baseline(self, region):
        def naming(name):
            values = [value for value in self.baselines if value.region == name and value.state == VALUE and value.period]
            return replaced(values, [value for value in self.given_baselines if value.region == name])
        values = naming(region) or naming(None)
        past = [value for value in values if value.period.last <= self.day]
        if past:
            return max(past, key=lambda value: value.period.last)
        return min(values, key=lambda value: value.period.last) if values else None

    def given_points(self, region, first, last):
        if self.options.path != "given":
            return []
        return [(value.period.last, value.number) for value in self.for_region("path", region)
                if (first is None or value.period.last >= first) and (last is None or value.period.last <= last)]

    def points(self, region, target):
        """The points of the path by day. What is put in first stands."""
        points, start = {}, None
        if self.sums:
            if self.since:
                start = (self.since - DAY, Fraction(0))
            given = self.given_points(region, self.since, target.due)
        else:
            baseline = self.baseline(region)
            if baseline:
                start = (baseline.period.last, baseline.number)
            given = self.given_points(region, None, None)
        if self.once:
            targets = [self.target(region, value, self.due(value)) for value in self.targets(region) if self.due(value)]
            due = [(one.due, one.low) for one in targets if one]
        else:
            due = [(target.due, target.low)]
        for day, number in given + due:
            if start is None or day > start[0]:
                points.setdefault(day, number)
        if start:
            points[start[0]] = start[1]
        return sorted(points.items())

    def on_path(self, points, day):
        before = [point for point in points if point[0] <= day]
        after = [point for point in points if point[0] > day]
        if not before:
            return None
        (d1, x1), (d2, x2) = before[-1], after[0] if after else (None, None)
        return x1 if d2 is None else rounded(x1 + (x2 - x1) * (day - d1).days / (d2 - d1).days)

    def expected(self, region, target):
        if not self.sums and not self.once:
            given = self.given_points(region, self.since, self.day)
            return max(given, key=lambda point: point[0])[1] if given else target.low
        points = self.points(region, target)
        if not points:
            return None
        first, day = points[0][0], self.day
        if self.options.path == "stepwise" and not (target.due and day >= target.due):
            end = end_before(day, self.indicator.every)
            day = first if end < first <= day else end
        if not self.sums and day < first and self.baseline(region):
            return points[0][1]  # before the baseline's day the level is the baseline's
        return self.on_path(points, day)

    # ------------------------------------------------ light

    def light(self, judged, target):
        options, comparison = self.options, self.indicator.comparison
        if judged.state != VALUE or judged.reached is None:
            return "grey"
        is_due = target.due is not None and self.day >= target.due
        if judged.reached and (is_due or not (self.sums and comparison in ("<=", "<"))):
            return "green"
        if is_due:
            return "yellow" if judged.attainment is not None and judged.attainment >= options.yellow else "red"
        if judged.expected is None:
            return "grey"
        progress = attainment(comparison, judged.value, judged.expected, target.high, options)
        if progress is None:
            return "grey"
        return "green" if progress >= options.green else "yellow" if progress >= options.yellow else "red"

    def early(self):
        """Before the plan's first day nothing is applicable."""
        return self.plan.period is not None and self.day < self.plan.period.first

    def judge(self, region):
        one = self.indicator
        judged = Judged(one.id, one.name, region, one.unit, one.comparison)
        if self.early():
            judged.state = NOT_APPLICABLE
            return judged
        judged.state, judged.value = self.actual(region, self.since if self.sums or not self.once else None, self.day)
        chosen = self.chosen(region)
        if not chosen:
            return judged
        target = self.target(region, *chosen)
        if not target:
            return judged
        judged.target, judged.due = target.low, target.due
        judged.expected = self.expected(region, target)
        if judged.value is not None:
            judged.reached = reached(one.comparison, judged.value, target.low, target.high, self.options)
            judged.attainment = attainment(one.comparison, judged.value, target.low, target.high, self.options)
        judged.light = self.light(judged, target)
        return judged

    def rows(self):
        if self.indicator.per:
            named = self.indicator.mentioned + [value.region for value in self.data]
        else:
            named = [value.region for value in self.indicator.targets + self.of_kind("target")]
        regions = dict.fromkeys(region for region in named if region)
        each = [self.judge(region) for region in regions]
        return [self.count(each) if self.indicator.per else self.judge(None)] + each

    def count(self, each):
        """The plan's own row of an indicator that holds for each of something."""
        one = self.indicator
        own = Judged(one.id, one.name, None, one.unit, one.comparison)
        counted = [judged for judged in each if judged.state == VALUE]
        own.counted, own.reaching = len(counted), sum(judged.reached is True for judged in counted)
        states = [judged.state for judged in each] or [NOT_APPLICABLE] * self.early()
        own.state = next((state for state in (VALUE, NOT_APPLICABLE, NO_VALUE) if state in states), NOT_REPORTED)
        if counted:
            own.attainment = rounded(Fraction(own.reaching, own.counted))
            own.reached = own.reaching == own.counted
            lights = [judged.light for judged in counted]
            own.light = next((light for light in ("red", "yellow", "green") if light in lights), "grey")
        return own


class Judge:
    """All indicators of a plan for a day."""

    def __init__(self, plan, taken, day, options=None):
        self.plan, self.options = plan, options or Options()
        self.day = min(day, plan.period.last) if plan.period else day
        self.figures = {one.id: taken.figures(one) for one in plan.indicators}

    def has_targets(self, one):
        return bool(one.targets) or any(figure.kind == "target" for figure in self.figures[one.id])

    def lenders(self, one):
        """Those of the same name and unit that the plan gives no targets lend their baselines to those that have some."""
        if not self.has_targets(one):
            return []
        return [other for other in self.plan.indicators if other is not one and other.name is not None and other.name == one.name
                and fold_unit(other.unit) == fold_unit(one.unit) and not other.targets]

    def rows(self):
        return [row for one in self.plan.indicators if not self.only_baselines(one) for row in Case(self, one).rows()]

    def only_baselines(self, one):
        return bool(one.baselines) and not one.observations and not self.has_targets(one)
