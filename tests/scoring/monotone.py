"""Which rules are monotone in which of their figures, and that they are: a figure is raised by random steps, and neither the points of
its criterion nor the total nor the rank ever get worse by more, or better by less.

What is asked of a rule is its measure m, and that of the figure that is raised:

  measure   value, growth, change, per: more of the item is more; last year's and the population less, as long as item and divisor are
            not under zero; share: more by the numerator, less by the denominator, likewise; factor: its sign turns all of it
  yes-no    from 0 to 1: more
  reach     at-least, over: more; at-most, under: less. With group-mean, too: m grows faster than the mean that it is part of
  ratio     more; better="smaller": less. The target is a number, or another item
  steps, level    where the points, in the order of the steps or places, never go up (more, of places: less), or never go down
  coefficient     more where good is over bad, else less; both numbers
  goalposts       more; better="smaller": less; both numbers
  distance  more; smaller: less. The least of the group moves along only while the unit has it, and then it has 0
  rank      more; smaller: less; the place by a larger m is no worse. A table of places, where its points never go up with the place and
            ties are not `average` (place 1.5 is in no table). among: where it lets in those who are better
  count, points, tiers    more; deduct, beyond    less; short-of, side="under"    more; items of count and deduct likewise
  best, sum, all, any, when    where all rules in them that read the figure go the same way, and the second of `when` is never below 0

Nothing is claimed of: score and place (they read points), a threshold that names the figure that is raised, group-mean as a target of
ratio and distance, as a bound of coefficient and goalposts, and in `among`. And only while each rule of the criterion has points, or
has none, before and after: a state is dealt with by policies, and `best` goes on without it. Nor of points that are the mean of others'.

The total goes with the criterion, the other way for each deduction that it lies in, where no rule asks for points. The rank goes with the
total where there are no tie-breakers, and nothing that gives other units points by this one's (rank, distance, group-mean, the policy mean)."""
import re
from decimal import Decimal
from fractions import Fraction

import model
import needed

MORE, LESS, UNSURE = 1, -1, 0
NUMBER = re.compile(r"-?\d+(\.\d+)?$")
THRESHOLDS = ("target", "limit", "bad", "good", "low", "high", "among")
STEPS = ("0.25", "0.5", "1", "1", "2", "3", "5", "8", "0.001")


class Unlike(Exception):
    pass


def both(one, other):
    """Where None reads nothing."""
    return other if one is None else one if other is None or one == other else UNSURE


def falling(points):
    """MORE where they never go up, LESS where they never go down."""
    if all(one >= two for one, two in zip(points, points[1:])):
        return MORE
    return LESS if all(one <= two for one, two in zip(points, points[1:])) else UNSURE


def below_zero(rule):
    """Whether it could have points below 0."""
    return rule["kind"] == "goalposts" and rule.get("cap") == "none" or any(below_zero(child) for child in rule.get("children", ()))


class Ways:
    """Of one unit's figures of one criterion at one spot."""

    def __init__(self, judged, criterion, unit, spot):
        self.judged, self.unit, self.criterion = judged, unit, criterion
        self.question = model.Question(judged.rules_in(criterion)[0], criterion, unit, spot, Fraction(1), False)

    def of(self, rule, item):
        """MORE, LESS, UNSURE, or None: it does not read the item."""
        inner = self.judged.rules_in(rule)
        if inner:
            found = UNSURE if rule["kind"] == "when" and below_zero(inner[1]) else None
            for each in inner:
                found = both(found, self.of(each, item))
            return found
        if any(text == "@" + item for text in self.thresholds(rule)):
            return UNSURE
        items = [child["id"] for child in self.judged.children(rule, "item")]
        if items:
            return (LESS if rule["kind"] == "deduct" else MORE) if item in items else None
        if rule["kind"] == "level":
            return self.of_level(rule) if item == rule.get("item", "value") else UNSURE if item == "points" else None
        measure = self.measure(rule, item)
        if not measure:
            return measure
        return measure * self.rule(rule) * (-1 if rule.get("factor", "1").startswith("-") else 1)

    def thresholds(self, rule):
        targets = [child["value"] for child in self.judged.children(rule, "target")]
        return targets + [rule[name] for name in THRESHOLDS if name in rule]

    def measure(self, rule, item):
        measure = rule.get("measure", "value")
        if measure in ("score", "place"):
            return UNSURE
        first = rule.get("item", "numerator" if measure == "share" else "value")
        other = {"share": rule.get("under", "denominator"), "growth": rule.get("last", "last-year"),
                 "change": rule.get("last", "last-year"), "per": rule.get("population", "population")}.get(measure)
        if item not in (first, other):
            return None
        if first == other:
            return UNSURE
        if measure in ("value", "change"):
            return MORE if item == first else LESS
        x, divisor = (self.judged.input(self.question, name)[0] for name in (first, other))
        if divisor is None or divisor <= 0:
            return UNSURE
        return MORE if item == first else UNSURE if x is None or x < 0 else LESS

    def of_level(self, rule):
        levels = self.judged.children(rule, "level")
        return -falling([Fraction(level["points"]) for level in levels]) if all("points" in level for level in levels) else UNSURE

    def rule(self, rule):
        """By a larger measure."""
        kind, texts = rule["kind"], self.thresholds(rule)
        turned = LESS if rule.get("better") == "smaller" else MORE
        numbers = not any(text.startswith(("@", "group")) for text in texts)
        if kind in ("ratio", "distance", "rank") and "group-mean" in texts or kind in ("coefficient", "goalposts") and not numbers:
            return UNSURE
        if kind == "rank":
            return self.of_rank(rule, turned)
        if kind == "steps":
            steps = self.judged.children(rule, "step")
            return falling([Fraction(step["points"]) if "points" in step else model.number(step["share"]) * self.full(rule) for step in steps])
        if kind == "coefficient":
            return MORE if Fraction(rule["good"]) > Fraction(rule["bad"]) else LESS
        return {"reach": MORE if rule.get("compare", "at-least") in ("at-least", "over") else LESS, "ratio": turned, "goalposts": turned,
                "distance": turned, "beyond": MORE if rule.get("side") == "under" else LESS,
                "deduct": MORE if "short-of" in rule else LESS}.get(kind, MORE)

    def full(self, rule):
        above = next(each for each in self.judged.upwards(rule) if "points" in each)
        return Fraction(above["points"])

    def of_rank(self, rule, turned):
        table = self.judged.children(rule, "place")
        rows = sorted((Fraction(row["rank"]), Fraction(row["points"])) for row in table)
        if table and (self.judged.scheme.get("ties") == "average" or falling([points for _, points in rows]) != MORE):
            return UNSURE
        lets_in = MORE if rule.get("compare", "at-least") in ("at-least", "over") else LESS
        return turned if "among" not in rule or lets_in == turned else UNSURE


def states(judged, criterion, unit, spots):
    """Of each rule of the criterion, at each spot: whether it has points; and the criterion's own points there."""
    found = []

    def walk(question):
        found.append(judged.ask(question).points is not None)
        points = model.number(question.rule["points"]) if "points" in question.rule else question.points
        for inner in judged.rules_in(question.rule):
            walk(question._replace(rule=inner, points=points))

    for spot in spots:
        walk(model.Question(judged.rules_in(criterion)[0], criterion, unit, spot, model.number(criterion["points"]), False))
    return found


def has_mean_of_others(judged, criterion, unit, spot):
    """Others may have more by this unit's figure (distance), and it the mean of them."""
    result = judged.by_itself(criterion, unit, spot)
    return result.points is None and judged.policy(criterion, result.state) == "mean"


def spots_of(judged, criterion):
    """All places where it is worked out for itself."""
    inside = [spot for _, spot in judged.spots_inside(criterion, model.NOWHERE)]
    return [judged.inside(spot, part) for spot in inside for part in judged.children(criterion, "part")] or inside


def choices(judged, figures):
    """(what kind, criterion, figure, way, whether a level's place) of all figures that can be raised."""
    found = []
    for figure in figures:
        criterion = judged.by_id.get(figure["criterion"])
        if not criterion or criterion["kind"] != "criterion" or figure["unit"] not in judged.units or figure["object"] and figure["item"] == "value":
            continue
        rule, unit = judged.rules_in(criterion)[0], figure["unit"]
        spot = (figure["period"] or None, figure["source"] or None)
        key = (unit, criterion["id"], figure["item"], figure["object"] or None, spot)
        if judged.last_stage(key) is not figure or number_of(rule, figure) is None or not judged.on_card(criterion, unit):
            continue
        way = Ways(judged, criterion, unit, spot).of(rule, figure["item"])
        if way:
            found.append((kind_of(rule, figure["item"], way), criterion, figure, way))
    return found


def number_of(rule, figure):
    """None: it has none, or a name that is no level of the rule."""
    text = {"是": "1", "否": "0", "yes": "1", "no": "0"}.get(figure["value"], figure["value"])
    levels = rule["children"] if rule["kind"] == "level" and figure["item"] == rule.get("item", "value") else ()
    place = next((at for at, level in enumerate(levels, 1) if text in (level["id"], level["name"])), None)
    return Fraction(place or text) if place or NUMBER.match(text) else None


def kind_of(rule, item, way):
    measure = rule.get("measure", "value")
    return rule["kind"], {MORE: "more", LESS: "less"}[way], "items" if item.startswith("c") else measure


def raised(judged, rule, figure, reach, chance):
    """Its value some steps up, among them those that reach something."""
    now = number_of(rule, figure)
    kinds = {each["kind"] for each in judged.elements if rule in list(judged.upwards(each))}
    steps = [Fraction(1) if "level" in kinds or "yes-no" in kinds else Fraction(chance.choice(STEPS)) for _ in range(3)]
    return sorted({now + sum(steps[:count]) for count in (1, 2, 3)} | {now + change for change in reach})


def in_full(value):
    return str(Decimal(value.numerator) / value.denominator)


def asks_for_points(judged):
    return any(element.get("measure") in ("score", "place") for element in judged.elements)


def rank_depends_on_total_alone(judged):
    return not any(element["kind"] in ("tie-breaker", "rank", "distance") or "group-mean" in element.values() or
                   any(element.get(name) == "mean" for name in model.POLICY_OF.values()) for element in judged.elements)


def reached(scored, judged, criterion, figure):
    """By how much more of it the unit would reach the next one, or the next grade."""
    if needed.figure_of(judged, criterion, figure["unit"]) is not figure:
        return []
    changes = [scored.needs.get((figure["unit"], criterion["id"], which)) for which in needed.WHICH]
    return [change for change in changes if change and change > 0]


def weight(kind):
    """The rarest ones more often."""
    rule, way, what = kind
    if rule == "level" or (rule, way) in (("coefficient", "less"), ("count", "less"), ("distance", "less"), ("rank", "less")):
        return 80 if rule == "level" else 40
    if rule in ("rank", "distance", "steps", "yes-no", "tiers") + model.RULES_OF_RULES:
        return 20
    return 6 if what not in ("value", "items") else 2


def check(scheme, units, figures, stage, scored, judged, chance, score, came, limit=2):
    """The rarest kinds more often; `score` works out the whole; `scored` and `judged` are the library's and the model's view before."""
    found = choices(judged, figures)
    if not found:
        return
    alone = rank_depends_on_total_alone(judged)
    reach = {id(figure): reached(scored, judged, criterion, figure) for _, criterion, figure, _ in found}
    weights = [weight(kind) * (6 if alone and reach[id(figure)] else 1) for kind, _, figure, _ in found]
    for kind, criterion, figure, way in chance.choices(found, weights, k=limit):
        unit = figure["unit"]
        before, spots = scored, spots_of(judged, criterion)
        known = states(judged, criterion, unit, spots)
        if any(has_mean_of_others(judged, criterion, unit, spot) for spot in spots):
            continue
        for value in raised(judged, judged.rules_in(criterion)[0], figure, reach[id(figure)], chance):
            changed = [{**each, "value": in_full(value)} if each is figure else each for each in figures]
            asked = model.Scoring(scheme, units, changed, stage, asked=True)
            if states(asked, criterion, unit, spots) != known:
                break
            after = score(scheme, units, changed, stage)
            if after.refused != before.refused:  # a place of no level
                break
            compare(scheme, judged, criterion, unit, way, before, after, f"{figure['item']} of {criterion['id']}, {unit}, raised to {value}", came)
            came["monotone", kind[0], kind[1]] += 1
            came["monotone by", kind[2]] += 1
            before = after


def compare(scheme, judged, criterion, unit, way, before, after, what, came):
    one, two = (scored.results[unit, criterion["id"]].points for scored in (before, after))
    if None in (one, two):
        return
    if (two - one) * way < 0:
        raise Unlike(f"{what}: points go from {one} to {two}")
    came["monotone", "points", "changed" if one != two else "as before"] += 1
    one, two = before.totals[unit], after.totals[unit]
    if asks_for_points(judged) or None in (one, two):
        return
    for element in judged.upwards(criterion):
        way = -way if element.get("account") == "deduction" else way
    if (two - one) * way < 0:
        raise Unlike(f"{what}: the total goes from {one} to {two}")
    came["monotone", "total", "changed" if one != two else "as before"] += 1
    if not rank_depends_on_total_alone(judged):
        return
    if (after.ranks[unit] - before.ranks[unit]) * way > 0:
        raise Unlike(f"{what}: the rank goes from {before.ranks[unit]} to {after.ranks[unit]}")
    came["monotone", "rank", "changed" if before.ranks[unit] != after.ranks[unit] else "as before"] += 1
