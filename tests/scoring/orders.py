"""Another order of everything that has none: elements of a scheme, units, figures, columns, tables."""
from collections import Counter

import model

ORDERED = ("stage", "grade", "tie-breaker", "step", "level", "target")  # among themselves, as the rules in `when`
COUNTED = {"criterion": "criteria", "module": "modules", "group": "groups", "part": "parts", "gate": "gates", "veto": "events",
           "downgrade": "events", "award": "awards", "item": "items of a rule", "place": "places of a rule"}
ALL = ("units", "figures", "columns of units", "columns of figures", "tables of units", "tables of figures", "rows one by one",
       "rules", "attributes") + tuple(sorted(set(COUNTED.values())))


def family(element, child):
    """With whom it keeps its order; None: with nobody."""
    if element["kind"] == "when":
        return "rule"
    return child["kind"] if child["kind"] in ORDERED else None


def shuffled(element, chance, came):
    """The same element with its children mixed, those that have an order among themselves keeping it; `came` counts what moved."""
    children = [shuffled(child, chance, came) for child in element.get("children", ())]
    mixed = chance.sample(range(len(children)), len(children))
    families = [family(element, child) for child in children]
    for kept in set(families) - {None}:
        places = [place for place, at in enumerate(mixed) if families[at] == kept]
        for place, at in zip(places, sorted(mixed[place] for place in places)):
            mixed[place] = at
    for kind, word in COUNTED.items():
        own = [at for at in mixed if children[at]["kind"] == kind]
        came["order", word] += own != sorted(own)
    if element["kind"] in model.RULES_OF_RULES:
        came["order", "rules"] += mixed != sorted(mixed)
    names = [name for name in element if name != "children"]
    moved = chance.sample(names, len(names))
    came["order", "attributes"] += moved != names
    made = {name: element[name] for name in moved}
    return {**made, "children": [children[at] for at in mixed]} if children else made


def rows(rows_, chance, came, word):
    """A list in another order."""
    moved = chance.sample(rows_, len(rows_))
    came["order", word] += moved != rows_
    return moved


class Mixed:
    """Tables (see library.Tables) in pieces, with their columns anywhere, and some rows one by one."""

    def __init__(self, tables, came):
        self.tables, self.came, self.turn = tables, came, Counter()

    def columns(self, columns):
        mixed, heads = self.tables.columns(columns)
        self.came["order", "columns of units" if len(columns) < 5 else "columns of figures"] += list(mixed) != list(columns)
        return mixed, heads

    def pieces(self, rows_):
        pieces = self.tables.pieces(rows_)
        self.came["order", "tables of figures" if self.turn["pieces"] else "tables of units"] += len(pieces) > 1
        self.turn["pieces"] += 1
        return pieces

    def one_by_one(self):
        alone = self.tables.one_by_one()
        self.came["order", "rows one by one"] += alone
        return alone
