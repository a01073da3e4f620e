"""Scoring as docs/scoring.md says it, worked from that text alone: slow, short, exact, and no part of the library.

A scheme is its JSON form: {"kind": "criterion", "id": "c1", "points": "2", "children": [...]}, all attributes texts.
Units are dicts of id, name, kind, group; figures dicts of the columns. Scoring(scheme, units, figures, stage) has
results (unit, element id) -> Result, totals, ranks, grades, awards, provisional, eligible, all by the unit's id."""
import decimal
import functools
from collections import Counter, namedtuple
from fractions import Fraction

NOT_APPLICABLE, NOT_REPORTED, NO_VALUE = "not-applicable", "not-reported", "no-value"
STATES = (NOT_APPLICABLE, NOT_REPORTED, NO_VALUE)  # in the order in which they go before each other
STATE_WORDS = {"": NO_VALUE, "无数据": NO_VALUE, "缺": NO_VALUE, "-": NO_VALUE, "—": NO_VALUE, "不适用": NOT_APPLICABLE,
               "n/a": NOT_APPLICABLE, "未报": NOT_REPORTED, "未上报": NOT_REPORTED}
POLICY_OF = {NO_VALUE: "missing", NOT_REPORTED: "not-reported", NOT_APPLICABLE: "not-applicable"}
RULES = ("yes-no", "reach", "ratio", "steps", "level", "coefficient", "goalposts", "distance", "rank", "count", "tiers", "deduct",
         "beyond", "points", "best", "sum", "all", "any", "when")
RULES_OF_RULES = ("best", "sum", "all", "any", "when")
ITEMS = ("module", "criterion")
PARTS = {"period": 0, "source": 1}
NOWHERE = (None, None)  # outside of any part

Outcome = namedtuple("Outcome", "points state whole", defaults=(None, False))  # what a rule gives; points None: state says why
# policy: the one that made the points. left_out: others stand for it. on_card False: it is nothing to this unit.
Result = namedtuple("Result", "points state policy left_out on_card", defaults=(None, None, False, True))
OFF_CARD = Result(None, None, None, False, False)


def once(work):
    """Worked out once for each object and arguments."""
    @functools.wraps(work)
    def remembered(self, *key):
        if (work, key) not in self.known:
            self.known[work, key] = work(self, *key)
        return self.known[work, key]
    return remembered


@functools.lru_cache(maxsize=4096)
def number(text):
    text = text.strip()
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def worst(states):
    return min((state for state in states if state), key=STATES.index, default=None)


# ---- Numbers

def rounded(value, decimals=9, rounding="half-up"):
    scaled = value * 10**decimals
    down, half = scaled.numerator // scaled.denominator, Fraction(1, 2)
    rest = scaled - down
    if rounding == "half-up":
        up = rest > half or rest == half and scaled > 0
    elif rounding == "half-even":
        up = rest > half or rest == half and down % 2 == 1
    else:
        up = rest > 0 and (rounding == "ceiling" or rounding == "down" and scaled < 0)
    return Fraction(down + up, 10**decimals)


def nine_digits(value):
    return Fraction(value.quantize(decimal.Decimal("1e-9"), decimal.ROUND_HALF_UP))


def precise(value):
    return decimal.Decimal(value.numerator) / decimal.Decimal(value.denominator)


def logarithm(value, transform):
    with decimal.localcontext(decimal.Context(prec=80)):
        return nine_digits(precise(value).ln() if transform == "ln" else precise(value).log10())


def geometric_mean(weighted):
    """Of (weight, value) pairs."""
    if any(value <= 0 for _, value in weighted):
        return Fraction(0)
    whole = sum(weight for weight, _ in weighted)
    with decimal.localcontext(decimal.Context(prec=80)):
        return nine_digits(sum(precise(weight / whole) * precise(value).ln() for weight, value in weighted).exp())


def compares(x, compare, bound):
    return {"at-least": x >= bound, "over": x > bound, "at-most": x <= bound, "under": x < bound}[compare]


def within(x, band):
    """`from`, `to` and `includes` of a step or a grade."""
    low, high = band.get("from"), band.get("to")
    side = band.get("includes", "to" if low is None else "from")
    if low is not None and not (x > number(low) or side in ("from", "both") and x == number(low)):
        return False
    return high is None or x < number(high) or side in ("to", "both") and x == number(high)


def places(ordered, ties):
    """The place of each of a list in order, given as (key, what): equal keys are ties."""
    at, classes, before = {}, 0, 0
    while before < len(ordered):
        equal = [what for key, what in ordered[before:] if key == ordered[before][0]]
        classes += 1
        place = {"competition": Fraction(before + 1), "dense": Fraction(classes),
                 "average": before + Fraction(len(equal) + 1, 2)}[ties]
        at.update((what, place) for what in equal)
        before += len(equal)
    return at


class Scoring:
    def __init__(self, scheme, units, figures, stage=None, asked=False):
        """asked: nothing is worked out before somebody asks for it."""
        self.scheme, self.known = scheme, {}
        self.seen = Counter()  # what came about, for those who count
        self.units = {unit["id"]: unit for unit in units}
        self.elements, self.parents = [], {}
        self._walk(scheme, None)
        self.indices = {id(element): index for index, element in enumerate(self.elements)}
        self.by_id = {element["id"]: element for element in self.elements if element.get("id") and element["kind"] != "part"}
        self.groups = [child["id"] for child in self.children(scheme, "group")]
        self.stages = self.children(scheme, "stage")
        self.stage = self._stage(stage) if stage else max(len(self.stages) - 1, 0)
        self._read(figures)
        self.members = {}  # groups, each with its units
        for unit in sorted(self.units):
            self.members.setdefault(self.group(unit), []).append(unit)
        if not asked:
            self._work_out()

    def _work_out(self):
        scheme = self.scheme
        self.results = {(unit, element["id"]): self.score_of(element, unit, NOWHERE)
                        for unit in self.units for element in self.elements if element["kind"] in ITEMS}
        self.totals = {unit: self.total(unit) for unit in self.units}
        self.ranks = self.ranking(self.units)
        self.results.update({(unit, gate["id"]): self.gate(gate, unit)
                             for unit in self.units for gate in self.children(scheme, "gate")})
        self.not_passed = {unit: self.gates(unit) for unit in self.units}
        self.vetoed = {unit: self.vetoes(unit) for unit in self.units}
        self.downgraded = {unit: self.downgrades(unit) for unit in self.units}
        self.eligible = {unit: not self.not_passed[unit] and not self.vetoed[unit] for unit in self.units}
        self.provisional = {unit: self.is_provisional(unit) for unit in self.units}
        self.grades = {unit: self.grade(unit) for unit in self.units}
        self.awards = {award["id"]: self.award(award) for award in self.children(scheme, "award")}

    # ---- A scheme

    def _walk(self, element, parent):
        self.parents[id(element)] = parent
        self.elements.append(element)
        for child in element.get("children", ()):
            self._walk(child, element)

    def children(self, element, *kinds):
        return [child for child in element.get("children", ()) if child["kind"] in kinds]

    def rules_in(self, element):
        return self.children(element, *RULES) if element["kind"] in ("criterion", "gate") + RULES_OF_RULES else []

    def upwards(self, element):
        """The element and what it lies in, from the inside."""
        while element is not None:
            yield element
            element = self.parents[id(element)]

    def inherited(self, element, attribute, otherwise):
        return next((above[attribute] for above in self.upwards(element) if attribute in above), otherwise)

    def is_account(self, element):
        return any("account" in above for above in self.upwards(element))

    def own_items(self, element):
        return [child for child in self.children(element, *ITEMS) if "account" not in child]

    def accounts(self, element):
        return [child for child in self.children(element, *ITEMS) if "account" in child]

    def round_at(self, element, value):
        return rounded(value, int(self.inherited(element, "decimals", "9")), self.inherited(element, "rounding", "half-up"))

    def points(self, element, unit):
        """**Points**: its own, of a module without them the sum of its items', for each of its parts as much as that weighs."""
        if "points" in element:
            return number(element["points"])
        parts = self.children(element, "part")
        times = sum(number(part.get("weight", "1")) for part in parts) if parts else 1
        return times * sum((self.points(child, unit) for child in self.own_items(element) if self.on_card(child, unit)), Fraction(0))

    def limits(self, element, value):
        ceiling = element.get("ceiling", element["points"] if element["kind"] == "criterion" else "none")
        floor = element.get("floor", "0" if element["kind"] == "criterion" or "account" in element else "none")
        limited = value if ceiling == "none" else min(value, number(ceiling))
        limited = limited if floor == "none" else max(limited, number(floor))
        if limited != value:
            self.seen["limited", "account" if "account" in element else element["kind"], "ceiling" if limited < value else "floor"] += 1
        return limited

    # ---- Groups and kinds

    def group(self, unit):
        """None: of none."""
        if self.units[unit].get("group"):
            return self.units[unit]["group"]
        kind = self.units[unit].get("kind")
        return next((group["id"] for group in self.children(self.scheme, "group") if kind and kind in group.get("kinds", "").split()),
                    None)

    def is_for(self, element, unit):
        groups, kinds = element.get("groups", "").split(), element.get("kinds", "").split()
        return not groups and not kinds or self.group(unit) in groups or self.units[unit].get("kind") in kinds

    @once
    def _on_card(self, index, unit):
        element = self.elements[index]
        if not all(self.is_for(above, unit) for above in self.upwards(element)):
            return False
        items = self.children(element, *ITEMS)
        return element["kind"] == "criterion" or any(self.on_card(item, unit) for item in items)

    def on_card(self, element, unit):
        return element["kind"] not in ITEMS + ("scheme",) or self._on_card(self._index(element), unit)

    def _index(self, element):
        return self.indices[id(element)]

    # ---- Figures

    def _stage(self, text):
        return next(at for at, stage in enumerate(self.stages) if text in (stage["id"], stage.get("name")))

    def _read(self, figures):
        """(unit, element or None, item, object, (period, source)) -> {stage: figure}; ids go before names."""
        names = {}
        for element in reversed(self.elements):
            if element["kind"] in ("criterion", "gate", "veto", "downgrade"):
                names[element.get("name")] = element["id"]
        unit_names = {unit.get("name"): unit["id"] for unit in self.units.values()}
        self.figures = {}
        for figure in figures:
            unit = figure["unit"] if figure["unit"] in self.units else unit_names[figure["unit"]]
            about = figure.get("criterion") or None
            about = about if about is None or about in self.by_id else names[about]
            key = (unit, about, figure.get("item") or "value", figure.get("object") or None,
                   (figure.get("period") or None, figure.get("source") or None))
            stage = self._stage(figure["stage"]) if figure.get("stage") else 0
            assert stage not in self.figures.setdefault(key, {}), f"twice: {key}"
            self.figures[key][stage] = figure

    def last_stage(self, key):
        """The figure of the last stage up to the scored one."""
        stages = [stage for stage in self.figures.get(key, ()) if stage <= self.stage]
        return self.figures[key][max(stages)] if stages else None

    def figure(self, about, unit, item, thing, spot):
        """Among the figures of `about` (a criterion, a gate), then among the unit's own, of the part before those without."""
        found = self.last_stage((unit, about["id"], item, thing, spot))
        if found or thing:
            return found
        for own in (spot, (spot[0], None), (None, spot[1]), NOWHERE):
            found = found or self.last_stage((unit, None, item, None, own))
        return found

    def own_figures(self, about, unit):
        """(key, figure) of an element's own, each of its last stage."""
        found = ((key, self.last_stage(key)) for key in self.figures if key[:2] == (unit, about["id"]))
        return [(key, figure) for key, figure in found if figure]

    def reading(self, about, figure):
        """(text, None) of a figure, or (None, its state)."""
        if figure is None:
            return None, NOT_REPORTED
        text = {"是": "1", "yes": "1", "否": "0", "no": "0"}.get(figure["value"], figure["value"])
        if text in STATE_WORDS:
            return None, STATE_WORDS[text]
        if about.get("evidence") == "required" and figure.get("criterion") and not figure.get("evidence"):
            return None, NO_VALUE
        return text, None

    def is_provisional(self, unit):
        for stage, element in enumerate(self.stages[:self.stage + 1]):
            if element.get("required") == "yes":
                for criterion in self.elements:
                    if criterion["kind"] == "criterion" and self.on_card(criterion, unit):
                        seen = {at for key in self.figures if key[:2] == (unit, criterion["id"])
                                for at in self.figures[key] if at <= self.stage}
                        if seen and stage not in seen:
                            return True
        return False

    # ---- Inputs of a rule. A question is what is asked of a rule: see Question.

    def input(self, question, item):
        """(number, None) or (None, state)."""
        text, state = self.reading(question.about, self.figure(question.about, question.unit, item, None, question.spot))
        if state:
            return (Fraction(0), None) if question.zero else (None, state)
        return number(text), None

    def measure(self, question):
        rule, measure = question.rule, question.rule.get("measure", "value")
        if measure in ("score", "place"):
            x, state = getattr(self, "measure_" + measure)(question)
        else:
            x, state = self.measured(question, measure)
        return (None, state) if state else (x * number(rule.get("factor", "1")), None)

    def measured(self, question, measure):
        rule = question.rule
        names = [rule.get("item", "numerator" if measure == "share" else "value")]
        if measure == "share":
            names.append(rule.get("under", "denominator"))
        elif measure in ("growth", "change"):
            names.append(rule.get("last", "last-year"))
        elif measure == "per":
            names.append(rule.get("population", "population"))
        inputs = [self.input(question, name) for name in names]
        state = worst(state for _, state in inputs)
        if state:
            return None, state
        x = inputs[0][0]
        other = inputs[1][0] if len(inputs) > 1 else None
        if measure == "change":
            return x - other, None
        if measure == "growth":
            return ((x - other) / other, None) if other > 0 else (None, NO_VALUE)
        if measure in ("share", "per"):
            times = number(rule.get("per", "1")) if measure == "per" else 1
            return (x * times / other, None) if other else (None, NO_VALUE)
        return x, None

    def measure_score(self, question):
        of = question.rule["of"]
        if of == "total":
            total = self.total(question.unit)
            return total, None if total is not None else self.result(self.scheme, question.unit, NOWHERE).state or NO_VALUE
        result = self.score_of(self.by_id[of], question.unit, self.common_spot(question, self.by_id[of]))
        if not result.on_card:
            return None, NOT_APPLICABLE
        return result.points, None if result.points is not None else result.state

    def measure_place(self, question):
        of = question.rule["of"]
        if of == "total":
            place = self.ranking(self.units).get(question.unit)
        else:
            element = self.by_id[of]
            spot = self.common_spot(question, element)
            points = [(self.score_of(element, unit, spot).points, unit) for unit in self.members[self.group(question.unit)]]
            place = self.places_of([(x, unit) for x, unit in points if x is not None]).get(question.unit)
        return (place, None) if place else (None, self.measure_score(question)[1])

    def common_spot(self, question, element):
        """The parts of the question's that the element lies in, too; of one `by` and id they are the same, whoever has them."""
        own = {(part["by"], part["id"]) for each in list(self.upwards(element))[1:] for part in self.children(each, "part")}
        return tuple(question.spot[at] if (by, question.spot[at]) in own else None for by, at in PARTS.items())

    def score_of(self, element, unit, spot):
        """Its points at a spot; in further parts what it brings in all of them: where it is left out, nothing."""
        inside = self.spots_inside(element, spot)
        if len(inside) == 1 or not self.on_card(element, unit):
            return self.result(element, unit, spot) if len(inside) == 1 else OFF_CARD
        self.seen["points of several parts"] += 1
        results = [(weight, self.result(element, unit, spot)) for weight, spot in inside]
        lacking = [result.state for _, result in results if result.points is None and not result.left_out]
        if lacking:
            return Result(None, worst(lacking))
        brought = [weight * result.points for weight, result in results if not result.left_out]
        if not brought:
            return Result(None, worst(result.state for _, result in results), None, True)
        return Result(self.round_at(element, sum(brought)))

    def spots_inside(self, element, spot):
        """(weight, spot) of all parts that the element lies in, within a spot."""
        spots = [(Fraction(1), spot)]
        for above in list(self.upwards(element))[1:]:
            for part in self.children(above, "part")[:1]:
                if spot[PARTS[part["by"]]] is None:
                    spots = [(weight * number(each.get("weight", "1")), self.inside(at, each))
                             for weight, at in spots for each in self.children(above, "part")]
        return spots

    def of(self, question, unit):
        """The same asked of another unit, whose lack is not zero for this one's sake."""
        return question if unit == question.unit else question._replace(unit=unit, zero=False)

    def others(self, question):
        """(x, unit) of the units of the group that have a measure; the unit itself with what it has in this question."""
        found = []
        for unit in self.members[self.group(question.unit)]:
            if unit == question.unit or self.on_card(question.about, unit) and self.is_for(question.about, unit):
                x, state = self.measure(self.of(question, unit))
                if not state:
                    found.append((x, unit))
        return found

    def threshold(self, question, text):
        """A decimal, the mean of the group, another input; None: there is none."""
        if text is None:
            return None
        if text == "group-mean":
            measures = [x for x, _ in self.others(question)]
            return sum(measures) / len(measures) if measures else None
        if text.startswith("@"):
            return self.input(question, text[1:])[0]
        return number(text)

    def target(self, question):
        text = next((child["value"] for child in self.children(question.rule, "target") if self.is_for(child, question.unit)),
                    question.rule.get("target"))
        return self.threshold(question, text)

    def places_of(self, measures, better="larger"):
        sign = -1 if better == "larger" else 1
        return places(sorted((sign * x, unit) for x, unit in measures), self.scheme.get("ties", "competition"))

    # ---- Rules: each gives an Outcome for a Question and, where it is measured, x

    def ask(self, question):
        """What the rule of a question gives."""
        rule = question.rule
        most = number(rule["points"]) if "points" in rule else question.points
        question = question._replace(points=most)
        work = getattr(self, "rule_" + rule["kind"].replace("-", "_"))
        if rule["kind"] in RULES_OF_RULES:
            outcome = work(question, [self.ask(question._replace(rule=inner)) for inner in self.rules_in(rule)])
        elif rule["kind"] in ("level", "tiers") or self.children(rule, "item"):
            outcome = work(question, None)
        else:
            x, state = self.measure(question)
            needs = rule["kind"] in ("reach", "ratio", "distance")
            if needs and self.target(question) is None:
                state = worst([state, NO_VALUE])
            outcome = Outcome(None, state) if state else work(question, x)
        self.seen["rule", rule["kind"], outcome.state or "points"] += 1
        if outcome.points is None:
            return outcome
        return outcome._replace(whole=outcome.points > 0 and outcome.points >= most)

    def rule_yes_no(self, question, x):
        return Outcome(question.points * x) if x in (0, 1) else Outcome(None, NO_VALUE)

    def rule_reach(self, question, x):
        reached = compares(x, question.rule.get("compare", "at-least"), self.target(question))
        return Outcome(question.points if reached else Fraction(0))

    def rule_ratio(self, question, x):
        rule, target = question.rule, self.target(question)
        smaller = rule.get("better") == "smaller"
        if target <= 0 or smaller and x < 0:
            return Outcome(None, NO_VALUE)
        if not smaller:
            share = x / target
        elif x <= target:
            share = Fraction(1)
        elif rule.get("loss") == "linear":
            share = 1 - (x - target) / target
        else:
            share = target / x
        return Outcome(question.points * self.between(rule, share, "0", "1"))

    def between(self, rule, share, least, cap):
        """`cap` and `least`."""
        cap = rule.get("cap", cap)
        share = share if cap == "none" else min(share, number(cap))
        return max(share, number(rule.get("least", least)))

    def rule_steps(self, question, x):
        for step in self.children(question.rule, "step"):
            if within(x, step):
                return Outcome(number(step["points"]) if "points" in step else number(step["share"]) * question.points)
        return Outcome(None, NO_VALUE)

    def rule_level(self, question, _):
        rule, levels = question.rule, self.children(question.rule, "level")
        text = None
        if rule.get("measure", "value") == "value" and "factor" not in rule:
            found = self.figure(question.about, question.unit, rule.get("item", "value"), None, question.spot)
            text, state = self.reading(question.about, found)
            if state and question.zero:
                text, state = "0", None
        else:
            x, state = self.measure(question)
            text = None if state else str(x)
        if state:
            return Outcome(None, state)
        level = next((level for level in levels if text in (level.get("id"), level.get("name"))), None)
        if level is None and text.replace(".", "").isdigit() and number(text) in range(1, len(levels) + 1):
            level = levels[int(number(text)) - 1]
        if level is None:
            return Outcome(None, NO_VALUE)
        if "points" in level:
            return Outcome(number(level["points"]))
        given, state = self.input(question, "points")
        low, high = number(level.get("least", "0")) * question.points, number(level.get("most", "1")) * question.points
        return Outcome(None, NO_VALUE) if state or not low <= given <= high else Outcome(given)

    def rule_coefficient(self, question, x):
        rule = question.rule
        bad, good = self.threshold(question, rule["bad"]), self.threshold(question, rule["good"])
        if bad is None or good is None or bad == good:
            return Outcome(None, NO_VALUE)
        share = (number(rule.get("base", "60")) + number(rule.get("span", "40")) * (x - bad) / (good - bad)) / 100
        return Outcome(question.points * self.between(rule, share, "0", "none"))

    def rule_goalposts(self, question, x):
        rule = question.rule
        values = [x, self.threshold(question, rule["low"]), self.threshold(question, rule["high"])]
        if None in values:
            return Outcome(None, NO_VALUE)
        if "transform" in rule:
            if min(values) <= 0:
                return Outcome(None, NO_VALUE)
            values = [logarithm(value, rule["transform"]) for value in values]
        x, low, high = values
        if low == high:
            return Outcome(None, NO_VALUE)
        share = (high - x if rule.get("better") == "smaller" else x - low) / (high - low)
        return Outcome(question.points * (share if rule.get("cap") == "none" else min(max(share, Fraction(0)), Fraction(1))))

    def rule_distance(self, question, x):
        rule, target = question.rule, self.target(question)
        measures = [value for value, _ in self.others(question)]
        if rule.get("better") == "smaller":
            over, under = max(measures) - x, max(measures) - target
        else:
            over, under = x - min(measures), target - min(measures)
        if under <= 0:
            return Outcome(None, NO_VALUE)
        cap = rule.get("cap", "none")
        return Outcome(question.points * (over / under if cap == "none" else min(over / under, number(cap))))

    def rule_rank(self, question, x):
        rule, ranked = question.rule, self.others(question)
        if "among" in rule:
            compare = rule.get("compare", "at-least")
            bounds = {unit: self.threshold(self.of(question, unit), rule["among"]) for _, unit in ranked}
            if bounds[question.unit] is None:
                return Outcome(None, NO_VALUE)
            if not compares(x, compare, bounds[question.unit]):
                return Outcome(Fraction(0))
            ranked = [(value, unit) for value, unit in ranked if bounds[unit] is not None and compares(value, compare, bounds[unit])]
        place = self.places_of(ranked, rule.get("better", "larger"))[question.unit]
        listed = self.children(rule, "place")
        if listed:
            return Outcome(next((number(each["points"]) for each in listed if number(each["rank"]) == place), Fraction(0)))
        share = number(rule.get("first", "1")) - number(rule.get("less", "0.05")) * (place - 1)
        return Outcome(max(question.points * share, Fraction(0)))

    def items_sum(self, question):
        """(the sum of each × n over the items, None), or (None, state)."""
        read = [(item, *self.input(question, item["id"])) for item in self.children(question.rule, "item")]
        states = [state for _, _, state in read]
        if any(state and state != NOT_REPORTED for state in states):
            return None, worst(state for state in states if state != NOT_REPORTED)
        if all(states):
            return None, NOT_REPORTED
        total = Fraction(0)
        for item, n, state in read:
            if state:
                continue
            if n < 0:
                return None, NO_VALUE
            given = number(item["each"]) * n
            total += min(given, number(item["most"])) if "most" in item else given
        return total, None

    @staticmethod
    def is_counted(rule):
        return rule.get("measure", "value") not in ("growth", "change", "score")

    def rule_count(self, question, x):
        rule = question.rule
        if self.children(rule, "item"):
            given, state = self.items_sum(question)
            if state:
                return Outcome(None, state)
        elif x < 0 and self.is_counted(rule):
            return Outcome(None, NO_VALUE)
        else:
            given = number(rule["each"]) * max(Fraction(0), x - number(rule.get("over", "0")))
        return Outcome(self.at_most(rule, given))

    def at_most(self, rule, given):
        return min(given, number(rule["most"])) if rule.get("most", "none") != "none" else given

    def rule_tiers(self, question, _):
        rule, about = question.rule, question.about
        objects = {}
        for key, figure in self.own_figures(about, question.unit):
            if key[3] is not None and key[4] == question.spot:
                text, state = self.reading(about, figure)
                if not state:
                    objects.setdefault(key[3], {})[key[2]] = number(text)
        if not objects and not question.zero:
            return Outcome(None, NOT_REPORTED)
        given = Fraction(0)
        for seen in objects.values():
            tiers = [number(item["each"]) for item in self.children(rule, "item") if seen.get(item["id"], 0) > 0]
            given += number(rule["each"]) + max(tiers, default=0)
        return Outcome(self.at_most(rule, given))

    def rule_deduct(self, question, x):
        rule = question.rule
        if self.children(rule, "item"):
            taken, state = self.items_sum(question)
            if state:
                return Outcome(None, state)
        else:
            n = max(Fraction(0), number(rule["short-of"]) - x) if "short-of" in rule else x
            if n < 0 and self.is_counted(rule):
                return Outcome(None, NO_VALUE)
            taken = number(rule["each"]) * max(n, Fraction(0))
        return Outcome(max(question.points - taken, Fraction(0)))

    def rule_beyond(self, question, x):
        rule, limit = question.rule, self.threshold(question, question.rule["limit"])
        if limit is None:
            return Outcome(None, NO_VALUE)
        beyond = (limit - x if rule.get("side") == "under" else x - limit) / number(rule.get("per", "1"))
        beyond = max(beyond, Fraction(0))
        begun = rule.get("begun", "completed")
        if begun != "share":
            beyond = rounded(beyond, 0, "ceiling" if begun == "begun" else "floor")
        return Outcome(max(question.points - number(rule["each"]) * beyond, Fraction(0)))

    def rule_points(self, question, x):
        return Outcome(x) if 0 <= x <= question.points else Outcome(None, NO_VALUE)

    def rule_best(self, question, outcomes):
        known = [outcome.points for outcome in outcomes if outcome.points is not None]
        if not known:
            return Outcome(None, worst(outcome.state for outcome in outcomes))
        return Outcome(self.at_most(question.rule, max(known)))

    def rule_sum(self, question, outcomes):
        state = worst(outcome.state for outcome in outcomes)
        return Outcome(None, state) if state else Outcome(self.at_most(question.rule, sum(each.points for each in outcomes)))

    def rule_all(self, question, outcomes):
        if any(outcome.points is not None and not outcome.whole for outcome in outcomes):
            return Outcome(Fraction(0))
        state = worst(outcome.state for outcome in outcomes)
        return Outcome(None, state) if state else Outcome(question.points)

    def rule_any(self, question, outcomes):
        if any(outcome.whole for outcome in outcomes):
            return Outcome(question.points)
        known = any(outcome.points is not None for outcome in outcomes)
        return Outcome(Fraction(0)) if known else Outcome(None, worst(outcome.state for outcome in outcomes))

    def rule_when(self, question, outcomes):
        first, second = outcomes
        if first.points is None:
            return first
        return second if first.whole else Outcome(Fraction(0))

    # ---- States and policies

    def result(self, element, unit, spot):
        """What an element has for a unit, within the parts of the spot."""
        return self._result(self._index(element), unit, spot)

    @once
    def _result(self, index, unit, spot):
        element = self.elements[index]
        if not self.on_card(element, unit):
            return OFF_CARD
        work = self.criterion if element["kind"] == "criterion" else self.adding_up
        parts = self.children(element, "part")
        if parts:
            self.seen["parts", element["kind"], parts[0]["by"]] += 1
            result = self.over_parts(element, [(part, work(element, unit, self.inside(spot, part))) for part in parts])
        else:
            result = work(element, unit, spot)
        return result if result.points is None else result._replace(points=self.limits(element, result.points))

    def by_itself(self, criterion, unit, spot, zero=False):
        """A criterion's points before policies; within a part before limits, which come after the parts."""
        question = Question(self.rules_in(criterion)[0], criterion, unit, spot, number(criterion["points"]), zero)
        outcome = self.ask(question)
        return Result(None, outcome.state) if outcome.points is None else Result(self.settled(criterion, outcome.points))

    def settled(self, criterion, points):
        points = self.round_at(criterion, points)
        return points if self.children(criterion, "part") else self.limits(criterion, points)

    def policy(self, criterion, state):
        name = POLICY_OF[state]
        policy = self.inherited(criterion, name, "none")
        if self.is_account(criterion):
            return {"full": "zero", "reweigh": "zero"}.get(policy, policy)
        return policy

    def criterion(self, criterion, unit, spot):
        result = self.by_itself(criterion, unit, spot)
        if result.points is not None:
            return result
        policy = self.policy(criterion, result.state)
        self.seen["policy", policy, result.state] += 1
        points = None
        if policy == "reweigh":
            return result._replace(policy=policy, left_out=True)
        if policy == "zero":
            points = Fraction(0)
        elif policy == "full":
            points = number(criterion["points"])
        elif policy == "value-zero":
            again = self.by_itself(criterion, unit, spot, zero=True)
            return result if again.points is None else again._replace(policy=policy)
        elif policy == "mean":
            others = [other for other in self.members[self.group(unit)] if other != unit and self.on_card(criterion, other)]
            known = [x for x in (self.by_itself(criterion, other, spot).points for other in others) if x is not None]
            points = sum(known) / len(known) if known else None
        return result if points is None else Result(self.settled(criterion, points), None, policy)

    # ---- Parts

    def inside(self, spot, part):
        return tuple(part["id"] if by == part["by"] else spot[at] for by, at in PARTS.items())

    def over_parts(self, element, results):
        """The sum of weight × points over (part, result)."""
        weighted = [(number(part.get("weight", "1")), result) for part, result in results]
        lacking = [result.state for _, result in weighted if result.points is None and not result.left_out]
        if lacking:
            return Result(None, worst(lacking))
        left = [(weight, result) for weight, result in weighted if not result.left_out]
        if not left:
            return Result(None, worst(result.state for _, result in weighted), None, True)
        points = sum(weight * result.points for weight, result in left)
        points *= sum(weight for weight, _ in weighted) / sum(weight for weight, _ in left)
        return Result(self.round_at(element, points))

    # ---- Adding up

    def adding_up(self, element, unit, spot):
        own = [(item, self.result(item, unit, spot)) for item in self.own_items(element) if self.on_card(item, unit)]
        accounts = [(item, self.result(item, unit, spot)) for item in self.accounts(element) if self.on_card(item, unit)]
        left = [(item, result) for item, result in own if not result.left_out]
        if own and not left:
            return Result(None, worst(result.state for _, result in own), None, True)
        lacking = [result.state for _, result in left + accounts if result.points is None]
        if lacking:
            return Result(None, worst(lacking))
        points = self.aggregate(element, unit, own, left) if left else Fraction(0)
        if points is None:
            return Result(None, NO_VALUE)
        for item, result in accounts:
            points += result.points if item["account"] == "bonus" else -result.points
        return Result(points)

    def aggregate(self, element, unit, own, left):
        kind = element.get("aggregate", "sum")
        weighted = [(number(item.get("weight", "1")), result.points) for item, result in left]
        if kind == "geometric":
            return self.round_at(element, geometric_mean(weighted))
        if kind == "mean":
            return self.round_at(element, sum(weight * x for weight, x in weighted) / sum(weight for weight, _ in weighted))
        points = sum(x for _, x in weighted)
        if len(left) == len(own):
            return points
        whole, rest = (sum(self.points(item, unit) for item, _ in items) for items in (own, left))
        return self.round_at(element, points * whole / rest) if rest else None

    def total(self, unit):
        result = self.result(self.scheme, unit, NOWHERE)
        if not result.on_card or result.points is None:
            return None
        return self.limits(self.scheme, self.round_at(self.scheme, result.points)) if "decimals" in self.scheme else result.points

    # ---- Ranks

    def rank_key(self, unit):
        total = self.total(unit)
        if "rank-decimals" in self.scheme:
            total = rounded(total, int(self.scheme["rank-decimals"]))
        key = [-total]
        for breaker in self.children(self.scheme, "tie-breaker"):
            x = self.tie_breaker(breaker["of"], unit)
            key.append((x is None, 0 if x is None else x if breaker.get("better") == "smaller" else -x))
        return key

    def tie_breaker(self, of, unit):
        if of.startswith("item:"):
            text, state = self.reading({}, self.last_stage((unit, None, of[5:], None, NOWHERE)))
            return None if state else number(text)
        return self.score_of(self.by_id[of], unit, NOWHERE).points

    def ranking(self, units):
        """The rank of each of the units that has a total, in its group."""
        ranks = {}
        for members in self.members.values():
            ordered = sorted((self.rank_key(unit), unit) for unit in members if unit in units and self.total(unit) is not None)
            ranks.update(places(ordered, self.scheme.get("ties", "competition")))
        return ranks

    def quota(self, text, unit):
        """A number, or a share of the group's ranked units."""
        if not text.endswith("%") and number(text) >= 1:
            return number(text)
        ranked = [other for other in self.members[self.group(unit)] if other in self.ranks]
        return rounded(number(text) * len(ranked), 0, "floor")

    # ---- Gates, vetoes, downgrades, grades

    def gate(self, gate, unit):
        """1 where it is passed, else 0."""
        if not self.is_for(gate, unit):
            return OFF_CARD
        outcome = self.ask(Question(self.rules_in(gate)[0], gate, unit, NOWHERE, Fraction(1), False))
        return Result(None, outcome.state) if outcome.points is None else Result(Fraction(outcome.whole))

    def gates(self, unit):
        """Those of its groups that it does not pass."""
        results = [(gate, self.results[unit, gate["id"]]) for gate in self.children(self.scheme, "gate")]
        return [gate for gate, result in results if result.on_card and result.points != 1]

    def times(self, element, unit):
        readings = (self.reading(element, figure) for _, figure in self.own_figures(element, unit))
        count = number(element.get("count", "1"))
        return max(sum(number(text) for text, state in readings if not state) // count, 0)

    def vetoes(self, unit):
        return [veto for veto in self.children(self.scheme, "veto") if self.times(veto, unit)]

    def downgrades(self, unit):
        return [(downgrade, self.times(downgrade, unit)) for downgrade in self.children(self.scheme, "downgrade")
                if self.times(downgrade, unit)]

    def is_clean(self, unit):
        return not self.vetoed[unit] and not self.downgraded[unit]

    def grade_holds(self, grade, unit):
        if self.totals[unit] is None or not within(self.totals[unit], grade):
            return False
        if grade.get("clean") == "yes" and not self.is_clean(unit):
            return False
        rank = self.ranks[unit]
        if grade.get("refill") == "yes":
            clean = self.ranking([other for other in self.units if self.is_clean(other)])
            if ("places" in grade or "quota" in grade) and unit not in clean:
                return False
            rank = clean.get(unit)
        if "places" in grade and rank > number(grade["places"]):
            return False
        return "quota" not in grade or rank <= self.quota(grade["quota"], unit)

    def grade(self, unit):
        grades = self.children(self.scheme, "grade")
        ids = [grade["id"] for grade in grades]
        at = next((place for place, grade in enumerate(grades) if self.grade_holds(grade, unit)), None)
        if at is not None:
            for downgrade, times in self.downgraded[unit]:
                at += 0 if "grade" in downgrade else int(times) * int(downgrade.get("steps", "1"))
            at = min(at, len(ids) - 1)
            caps = [downgrade for downgrade, _ in self.downgraded[unit]] + self.not_passed[unit]
            at = max([at] + [ids.index(cap["grade"]) for cap in caps if "grade" in cap])
        if self.vetoed[unit] and ids:
            at = max([at or 0] + [ids.index(veto.get("grade", ids[-1])) for veto in self.vetoed[unit]])
        return None if at is None else ids[at]

    def award(self, award):
        """unit -> yes, undecided or why not, for the units of its groups."""
        said = {}
        for group, members in self.members.items():
            units = [unit for unit in members if not award.get("groups") or group in award["groups"].split()]
            said.update((unit, self.reason(award, unit)) for unit in units)
            fit = [unit for unit in units if said[unit] is None]
            free = self.quota(award["quota"], fit[0]) if "quota" in award and fit else len(fit)
            for rank in sorted({self.ranks[unit] for unit in fit}):
                equal = [unit for unit in fit if self.ranks[unit] == rank]
                word = "quota" if free <= 0 else "yes" if len(equal) <= free else "undecided"
                said.update((unit, word) for unit in equal)
                free -= len(equal)
        return said

    def reason(self, award, unit):
        named = award["gates"].split() if "gates" in award else [gate["id"] for gate in self.children(self.scheme, "gate")]
        if self.totals[unit] is None:
            return "no-total"
        if any(gate["id"] in named for gate in self.not_passed[unit]):
            return "gate"
        if self.vetoed[unit]:
            return "veto"
        if "grades" in award and self.grades[unit] not in award["grades"].split():
            return "grade"
        return "score" if "from" in award and self.totals[unit] < number(award["from"]) else None


# rule: the one asked; about: its criterion or gate; points: P; zero: what lacks is 0 (policy value-zero).
Question = namedtuple("Question", "rule about unit spot points zero")
