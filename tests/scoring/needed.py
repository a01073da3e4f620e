"""What it would take: the change that is named is put into the data and everything scored again. It has to do it; a step less must not, nor
any other of the steps nearby that docs/scoring.md promises to look at; and where it is said that nothing does, these do not either."""
import re
from decimal import Decimal
from fractions import Fraction

import model

NEAR = 16  # steps each way that are always looked at
COMPARED = ("target", "value", "limit", "bad", "good", "low", "high", "among", "from", "to", "over", "short-of")
WHICH = ("grade", "rank")
KINDS = ("value", "share", "growth", "change", "per", "level", "in parts", "by the group")


class Unlike(Exception):
    pass


def first_leaf(judged, criterion):
    rule = judged.rules_in(criterion)[0]
    while judged.rules_in(rule):
        rule = judged.rules_in(rule)[0]
    return rule


def item_of(judged, rule):
    """The item whose figure is its raw value; None: there is none."""
    measure, items = rule.get("measure", "value"), judged.children(rule, "item")
    if rule["kind"] == "tiers" or measure in ("score", "place"):
        return None
    return items[0]["id"] if items else rule.get("item", "numerator" if measure == "share" else "value")


def spots_of(judged, criterion):
    """In the order in which the parts stand in the scheme."""
    spots = [model.NOWHERE]
    for above in reversed(list(judged.upwards(criterion))):
        parts = judged.children(above, "part")
        spots = [judged.inside(spot, part) for spot in spots for part in parts] if parts else spots
    return spots


def figure_of(judged, criterion, unit):
    """The raw value's figure, as it stands in the data; None: there is none with a value."""
    item = item_of(judged, first_leaf(judged, criterion))
    found = [judged.figure(criterion, unit, item, None, spot) for spot in spots_of(judged, criterion)] if item else []
    known = [figure for figure in found if figure and judged.reading({}, figure)[1] is None]
    return known[-1] if known and judged.on_card(criterion, unit) else None


def digits(text):
    number = text.rstrip("%")
    return len(number.partition(".")[2]) + 2 * text.endswith("%") if re.fullmatch(r"-?[\d.]+%?", text) else 0


def number_of(judged, rule, figure):
    text = judged.reading({}, figure)[0]
    levels = [] if rule["kind"] != "level" else judged.children(rule, "level")
    place = next((at for at, level in enumerate(levels, 1) if text in (level["id"], level["name"])), None)
    return Fraction(place or text)


def step_of(judged, rule, figure):
    """One in the last digit that the figure, or what a value is compared with, has."""
    most = digits(figure["value"])
    if rule.get("measure", "value") == "value":
        within = [element for element in judged.elements if rule in list(judged.upwards(element))]
        most = max([most] + [digits(element[name]) for element in within for name in COMPARED if name in element])
    return Fraction(1, 10**most)


def with_value(figures, figure, value):
    text = str(Decimal(value.numerator) / value.denominator)
    return [{**each, "value": text} if each is figure else each for each in figures]


def reaches(judged, before, after, unit, which):
    """Whether it is better now, by totals and grades alone."""
    if which == "grade":
        ids = [grade["id"] for grade in judged.children(judged.scheme, "grade")] + [None]
        return ids.index(after.grades[unit]) < ids.index(before.grades[unit]) and after.totals[unit] is not None
    above = next_above(judged, before, unit)
    if None in (after.totals[unit], after.totals[above]):
        return False
    return after.totals[unit] >= after.totals[above]


def loses_points(before, after, criterion, unit):
    """Whether its rule has no points somewhere where it had some, so that a policy gives them."""
    return any(before.by_itself(criterion, unit, spot).points is not None and after.by_itself(criterion, unit, spot).points is None
               for spot in spots_of(before, criterion))


def next_above(judged, before, unit):
    """The nearest unit above, by rank and id, whose total is more; None: there is none."""
    rows = list(before.ranks)  # in the order of the rows
    if unit not in rows:
        return None
    over = [other for other in rows[:rows.index(unit)] if judged.group(other) == judged.group(unit) and before.totals[other] > before.totals[unit]]
    return over[-1] if over else None


def tried(change, step, chance):
    """(steps, whether it has to do it) of what is looked at: the change and a step less, the same the other way, and one nearby."""
    steps = abs(change) / step if change is not None else None
    if steps is None:
        return [(chance.randint(1, NEAR) * way, False) for way in (1, -1)]
    way = 1 if change > 0 else -1
    looked = [(steps * way, True)]
    looked += [((steps - 1) * way, False)] if steps > 1 else []
    near = [count for count in range(1, NEAR + 1) if count < steps]
    looked += [(chance.choice(near) * other, False) for other in (1, -1) if near]
    return looked + ([(steps, False)] if way < 0 and steps <= NEAR else [])  # of equal ones more goes before


def kind_of(judged, criterion, rule):
    """What is counted: by how it is worked out."""
    texts = [text for element in judged.elements if criterion in list(judged.upwards(element)) for text in element.values()]
    grouped = any(element["kind"] in ("rank", "distance") for element in judged.elements if criterion in list(judged.upwards(element)))
    if grouped or "group-mean" in texts:
        return "by the group"
    if spots_of(judged, criterion) != [model.NOWHERE]:
        return "in parts"
    return rule.get("measure", "value") if rule["kind"] != "level" else "level"


def check(scheme, units, figures, stage, scored, judged, chance, score, came):
    """`score` works out the library's whole result."""
    asked = []
    for (unit, id_, which), change in sorted(scored.needs.items()):
        criterion = judged.by_id[id_]
        figure = figure_of(judged, criterion, unit)
        open_ = next_above(judged, scored, unit) is not None if which == "rank" else \
            scored.totals[unit] is not None and grade_is_open(judged, scored, unit)
        if change is not None and not (figure and open_):
            raise Unlike(f"need of {unit}, {id_}, {which}: {change}, but there is nothing to change or to reach")
        if figure and open_:
            asked.append((unit, criterion, which, change, figure))
    found = [each for each in asked if each[3] is not None]
    chosen = chance.sample(asked, min(1, len(asked)))
    for kind in KINDS:
        of_kind = [each for each in found if kind_of(judged, each[1], first_leaf(judged, each[1])) == kind]
        chosen += chance.sample(of_kind, min(2, len(of_kind)))
    for unit, criterion, which, change, figure in chosen:
        rule = first_leaf(judged, criterion)
        now, step = number_of(judged, rule, figure), step_of(judged, rule, figure)
        if change is not None and (change / step).denominator != 1:
            raise Unlike(f"need of {unit}, {criterion['id']}, {which}: {change} is not in steps of {step}")
        for steps, does in tried(change, step, chance):
            changed = with_value(figures, figure, now + steps * step)
            again = score(scheme, units, changed, stage)
            counts = again.refused == scored.refused and not loses_points(judged, model.Scoring(scheme, units, changed, stage, asked=True),
                                                                          criterion, unit)
            if (counts and reaches(judged, scored, again, unit, which)) != does:
                raise Unlike(f"need of {unit}, {criterion['id']}, {which}: {change}, but {steps} × {step} {'does not do' if does else 'does'} it")
            came["need tried", "does" if does else "does not"] += 1
        came["need", which, "cannot" if change is None else "found"] += 1
        if change is not None:
            came["need by", kind_of(judged, criterion, rule)] += 1
            came["need", "more" if change > 0 else "less"] += 1


def grade_is_open(judged, scored, unit):
    grades = judged.children(judged.scheme, "grade")
    return bool(grades) and scored.grades[unit] != grades[0]["id"]
