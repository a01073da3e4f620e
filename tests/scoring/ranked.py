"""Ranks and limits, judged from totals, points and figures alone, without a line of the model or the library: each pair of units of a
group is compared, and a rank says how many are before and beside."""
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

NONE = ("", "无数据", "缺", "-", "—", "不适用", "n/a", "未报", "未上报")
WIDE = Context(prec=60)


class Unlike(Exception):
    pass


def children(element, *kinds):
    return [child for child in element.get("children", ()) if child["kind"] in kinds]


def group_of(scheme, unit):
    """The group's place in the scheme, that which the unit names before that of its kind; behind all: none."""
    groups = children(scheme, "group")
    named = [at for at, group in enumerate(groups) if unit.get("group") and unit["group"] in (group["id"], group.get("name"))]
    by_kind = [at for at, group in enumerate(groups) if unit.get("kind") and unit["kind"] in group.get("kinds", "").split()]
    return (named + by_kind + [len(groups)])[0]


def half_up(value, digits):
    """Of a decimal."""
    exact = WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, WIDE))


def own_figure(figures, unit, item, stages):
    """The unit's own figure of an item, outside of parts, of its last stage; None: there is none with a value."""
    found = [(stages.index(figure["stage"]) if figure.get("stage") else 0, figure["value"]) for figure in figures
             if figure["unit"] in (unit["id"], unit["name"]) and figure["item"] == item
             and not any(figure.get(column) for column in ("criterion", "object", "period", "source"))]
    value = max(found)[1] if found else ""
    return None if value in NONE else Fraction({"是": "1", "yes": "1", "否": "0", "no": "0"}.get(value, value))


class Ranks:
    def __init__(self, scheme, units, figures, stage):
        self.scheme, self.units = scheme, {unit["id"]: unit for unit in units}
        named = children(scheme, "stage")
        scored = next((at for at, each in enumerate(named) if stage in (each["id"], each["name"])), len(named) - 1)
        places = {word: at for at, each in enumerate(named) for word in (each["id"], each["name"])}
        self.figures = [figure for figure in figures if places.get(figure.get("stage"), 0) <= max(scored, 0)]
        self.order = sorted(places, key=places.get)

    def key(self, scored, unit):
        """What it is ranked by, the best one first."""
        total = scored.totals[unit]
        keys = [-(half_up(total, int(self.scheme["rank-decimals"])) if "rank-decimals" in self.scheme else total)]
        for breaker in children(self.scheme, "tie-breaker"):
            of = breaker["of"]
            if of.startswith("item:"):
                x = own_figure(self.figures, self.units[unit], of[5:], self.order)
            else:
                x = scored.totals[unit] if of == "total" else scored.results[unit, of].points
            keys.append((1, 0) if x is None else (0, x if breaker.get("better") == "smaller" else -x))
        return tuple(keys)

    def check(self, scored, came):
        groups, ties = {}, self.scheme.get("ties", "competition")
        for unit in self.units:
            if scored.totals[unit] is not None:
                groups.setdefault(group_of(self.scheme, self.units[unit]), {})[unit] = self.key(scored, unit)
        if set(scored.ranks) != {unit for keys in groups.values() for unit in keys}:
            raise Unlike("ranks: not those with a total")
        for keys in groups.values():
            for unit, key in keys.items():
                better = {other: their for other, their in keys.items() if their < key}
                beside = sum(their == key for their in keys.values()) - 1
                rank = {"competition": 1 + len(better), "dense": 1 + len(set(better.values())),
                        "average": Fraction(2 + 2 * len(better) + beside, 2)}[ties]
                if scored.ranks[unit] != rank:
                    raise Unlike(f"rank of {unit}: {scored.ranks[unit]} instead of {rank} ({ties}, {key} among {sorted(keys.values())})")
                self.count(scored, ties, unit, keys, came)

    def count(self, scored, ties, unit, keys, came):
        """Which ties there were, and which tie-breaker parted whom."""
        equal = [other for other in keys if other != unit and keys[other][0] == keys[unit][0]]
        for other in equal:
            parted = next((at for at, (one, two) in enumerate(zip(keys[unit], keys[other])) if one != two), None)
            if parted is None:
                came["tie", ties] += 1
                came["tie left after a chain of", len(keys[unit]) - 1] += 1
            else:
                came["tie parted by breaker", parted] += 1
            came["tie only by rank-decimals", ] += scored.totals[unit] != scored.totals[other]


def check_order(scheme, units, scored):
    """Rows: groups in the scheme's order, by rank, those without behind, then by id."""
    groups = {unit["id"]: group_of(scheme, unit) for unit in units}
    rows = list(scored.totals)
    keys = [(groups[unit], scored.ranks.get(unit) is None, scored.ranks.get(unit, 0), unit) for unit in rows]
    if keys != sorted(keys):
        raise Unlike(f"rows: {keys} are not in order")


# ---- limits

def check_limits(scheme, units, scored, came):
    """Of all points, totals and accounts outside of parts; those within are in the lines of explanations. `came` counts what is at its limit."""
    def walk(element, in_parts):
        limits_of(element, in_parts)
        for child in children(element, "module", "criterion"):
            walk(child, in_parts or bool(children(element, "part")))

    def limits_of(element, in_parts):
        kind = "total" if element["kind"] == "scheme" else "account" if "account" in element else element["kind"]
        criterion = element["kind"] == "criterion"
        ceiling = element.get("ceiling", element["points"] if criterion else "none")
        floor = element.get("floor", "0" if criterion or kind == "account" else "none")
        for unit in () if in_parts else units:
            points = scored.totals[unit["id"]] if kind == "total" else scored.results[unit["id"], element["id"]].points
            if points is None:
                continue
            for limit, text, passed in (("ceiling", ceiling, ceiling != "none" and points > Fraction(ceiling)),
                                        ("floor", floor, floor != "none" and points < Fraction(floor))):
                if passed:
                    raise Unlike(f"limits of {element['id']}: {points} of {unit['id']}, the {limit} is {text}")
                if text != "none":
                    came["within", kind, limit] += 1
                    came["at its limit", kind, limit] += points == Fraction(text)

    walk(scheme, False)


def count_grades(scheme, scored, came):
    """How many units have grades with which conditions."""
    grades = {grade["id"]: grade for grade in children(scheme, "grade")}
    for id_ in scored.grades.values():
        for name in ("places", "quota", "clean", "refill", "from", "to") if id_ else ():
            came["grade had with", name] += name in grades[id_]
