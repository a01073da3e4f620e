"""What has to come about in random schemes, and how often it did."""
import re
from collections import Counter
from pathlib import Path

import model
import needed
import orders

ROOT = Path(__file__).resolve().parents[2]
NOT_MADE = {("criterion", "indicator"), ("criterion", "take")}  # tests/api has plans


def presence(judged):
    """How many elements have an attribute, and which word."""
    seen = Counter()
    for element in judged.elements:
        for name, text in element.items():
            if name not in ("kind", "children"):
                seen[element["kind"], name] += 1
                if text in WORDS.get(name, ()):
                    seen[name, text] += 1
    seen.update(("award", word) for said in judged.awards.values() for word in said.values())
    seen.update(("grade", "none" if grade is None else "one") for grade in judged.grades.values())
    seen.update(("provisional", str(provisional)) for provisional in judged.provisional.values())
    seen.update(("stage", str(judged.stage)) for _ in range(bool(judged.stages)))
    seen.update(("vetoed",) for unit in judged.units if judged.vetoed[unit])
    seen.update(("downgraded",) for unit in judged.units if judged.downgraded[unit])
    seen.update(("gate", "not passed") for unit in judged.units if judged.not_passed[unit])
    seen.update(("off card",) for result in judged.results.values() if not result.on_card)
    seen.update(("left out",) for result in judged.results.values() if result.left_out)
    return seen


WORDS = {"measure": ("value", "share", "growth", "change", "per", "score", "place"), "compare": ("at-least", "over", "at-most", "under"),
         "ties": ("competition", "dense", "average"), "rounding": ("half-up", "half-even", "down", "floor", "ceiling"),
         "aggregate": ("sum", "mean", "geometric"), "account": ("bonus", "deduction"), "by": ("period", "source"),
         "includes": ("from", "to", "both", "neither"), "better": ("larger", "smaller"), "loss": ("linear",), "side": ("over", "under"),
         "begun": ("completed", "begun", "share"), "transform": ("ln", "log10"), "target": ("group-mean",), "evidence": ("required",),
         "required": ("yes",), "clean": ("yes",), "refill": ("yes",)}


def wanted(library):
    """All that has to come about: what the page's tables list, what the model sees happen, and with a library what is asked of it."""
    page = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    tables = "".join(re.findall(r"^\| (?:element \| in|rule) \|.*?\n\n", page, re.MULTILINE | re.DOTALL))
    rows = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|([^|]*)\|([^|]*)\|", tables, re.MULTILINE)
    keys = set()
    for names, second, third in rows:
        for name in re.findall(r"`([a-z-]+)`", names):
            kinds = model.RULES + model.ITEMS + ("scheme", "group", "stage", "part", "gate", "veto", "downgrade", "grade", "award", "tie-breaker")
            attributes = second if name in model.RULES else third
            keys |= {(name, attribute) for attribute in re.findall(r"`([a-z-]+)`", attributes) if name in kinds}
            if "and the policies" in third:
                keys |= {(name, policy) for policy in model.POLICY_OF.values()}
    keys -= NOT_MADE | {(kind, "name") for kind in ("scheme", "part")} | {("scheme", "points"), ("veto", "steps")}
    keys |= {(name, word) for name, words in WORDS.items() for word in words if (name, word) != ("measure", "value")}
    keys |= {("rule", kind, "points") for kind in model.RULES}
    keys |= {("policy", policy, state) for policy in ("none", "zero", "full", "value-zero", "reweigh", "mean") for state in model.STATES}
    keys |= {("parts", kind, by) for kind in model.ITEMS + ("scheme",) for by in model.PARTS}
    keys |= {(kind, limit) for kind in model.ITEMS + ("account", "scheme") for limit in ("ceiling", "floor")}
    keys |= {("limited", kind, limit) for kind in model.ITEMS + ("account", "scheme") for limit in ("ceiling", "floor")}
    keys |= {("tie", ties) for ties in WORDS["ties"]} | {("award", word) for word in
                                                         ("yes", "undecided", "no-total", "gate", "veto", "grade", "score", "quota")}
    keys |= {("vetoed",), ("downgraded",), ("gate", "not passed"), ("off card",), ("left out",), ("provisional", "True"),
             ("provisional", "False"), ("stage", "0"), ("stage", "1"), ("stage", "2")}
    keys |= {("within", kind, limit) for kind in ("criterion", "module", "account", "total") for limit in ("ceiling", "floor")}
    keys |= {("tie left after a chain of", breakers) for breakers in range(4)} | {("tie parted by breaker", at) for at in (1, 2, 3)}
    keys |= {("tie only by rank-decimals",)} | {("grade had with", name) for name in ("places", "quota", "clean", "refill", "from", "to")}
    keys -= {("account", "ceiling"), ("account", "floor")}
    return keys | of_library() if library else keys


def of_library():
    """What only a library is asked."""
    keys = {("order", word) for word in orders.ALL} | {("explained", "units")}
    both = ("ratio", "goalposts", "distance", "rank", "beyond", "coefficient", "reach", "deduct", "count", "steps", "level") + model.RULES_OF_RULES
    keys |= {("monotone", kind, way) for kind in both for way in ("more", "less")}
    keys |= {("monotone", kind, "more") for kind in ("yes-no", "points", "tiers")}
    keys |= {("monotone by", what) for what in ("value", "share", "growth", "change", "per", "items")}
    keys |= {("monotone", what, "changed") for what in ("points", "total", "rank")}
    keys |= {("need", which, found) for which in needed.WHICH for found in ("found", "cannot")} | {("need", "more"), ("need", "less")}
    keys |= {("need by", kind) for kind in needed.KINDS}
    keys |= {("line of a rule", kind, state) for kind in model.RULES for state in ("value", "not-reported")}
    keys |= {("line of a policy", policy) for policy in ("none", "zero", "full", "value-zero", "reweigh", "mean")}
    keys |= {("line of a limit", kind, limit) for kind in ("criterion", "module", "account", "total") for limit in ("ceiling", "floor")}
    keys |= {("line of a rounding", way) for way in WORDS["rounding"]}
    keys |= {("limit of a rule", kind, "most") for kind in ("best", "sum", "count", "tiers", "ratio", "coefficient", "goalposts", "distance")}
    keys |= {("limit of a rule", kind, "least") for kind in ("ratio", "coefficient", "goalposts", "beyond", "deduct", "rank")}
    return keys


def table(seen, keys):
    """The counts of all keys, those that begin alike in one paragraph."""
    families = {}
    for key in sorted(keys, key=lambda key: tuple(map(str, key))):
        families.setdefault(key[0], []).append(f"{' '.join(map(str, key[1:])) or 'in all'} {seen[key]}")
    return "\n".join(f"{family}: {', '.join(counts)}" for family, counts in families.items())
