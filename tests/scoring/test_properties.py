#!/usr/bin/env python3
"""Random schemes, units and figures: the library gives what the model gives, and both keep what holds of every score.

For each scheme: points and states of all elements, totals, ranks, grades, awards are equal to the model's, read from XML and from JSON; another
order of units, figures and items changes nothing; ranks are valid under the tie rule; no limit is passed; a better value never lowers the points of a
rule that is monotone; the lines of an explanation add up. At the end how often each rule, limit, part, policy, state and
attribute came about is held against a least number.

test_properties.py [--full] [--rounds N] [--first SEED] [--counts]    --full: 10,000 schemes. Needs KEPU_LIBRARY for the library."""
import argparse
import copy
import multiprocessing
import os
import random
import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import model
import random_schemes
from library import Failed, Library

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ("totals", "ranks", "grades", "awards", "provisional", "eligible")
FORMS = ("xml", "json", "builder")
SHORT, FULL, OFTEN = 300, 10000, 200
FREE = model.ITEMS + ("best", "sum", "all", "any", "count", "deduct", "tiers", "scheme", "criterion")  # their items come in any order
NOT_MADE = {("criterion", "indicator"), ("criterion", "take")}  # tests/api has plans


class Unlike(Exception):
    pass


def told(scored):
    """What everybody has to agree in."""
    results = {key: of_element(result) for key, result in scored.results.items()}
    return {"results": results, **{field: getattr(scored, field) for field in FIELDS}}


def of_element(result):
    """Its points, or why there are none; None where it is not on the card or others stand for it."""
    if result.left_out or not result.on_card:
        return None
    return result.points if result.points is not None else result.state


def agree(what, got, expected):
    for field in expected:
        for key in sorted(set(got[field]) | set(expected[field]), key=str):
            one, other = got[field].get(key), expected[field].get(key)
            if one != other:
                raise Unlike(f"{what}: {field} of {key}: {one} instead of {other}")


# ---- order

def in_other_order(scheme, chance):
    """The same scheme with its items, and what is only added up or chosen of, in another order."""
    children = [in_other_order(child, chance) for child in scheme.get("children", ())]
    if scheme["kind"] in FREE:
        places = [at for at, child in enumerate(children) if child["kind"] in model.ITEMS + model.RULES + ("item", "part")]
        moved = chance.sample(places, len(places))
        children = [children[moved[places.index(at)]] if at in places else child for at, child in enumerate(children)]
    names = [name for name in scheme if name != "children"]
    made = {name: scheme[name] for name in chance.sample(names, len(names))}
    return {**made, "children": children} if children else made


# ---- ranks

def valid_ranks(scheme, scored, judged):
    """Of the totals that were given: each rank says how many are before and beside, whoever ranked them."""
    ties, groups = scheme.get("ties", "competition"), {}
    for unit in scored.ranks:
        groups.setdefault(judged.group(unit), []).append((rank_key(scheme, scored, judged, unit), unit))
    if sorted(scored.ranks) != sorted(unit for unit, total in scored.totals.items() if total is not None):
        raise Unlike("ranks: not those with a total")
    for ranked in groups.values():
        keys = [key for key, _ in ranked]
        for key, unit in ranked:
            before, beside = sum(other < key for other in keys), keys.count(key) - 1
            distinct = len({tuple(other) for other in keys if other < key})
            expected = {"competition": 1 + before, "dense": 1 + distinct, "average": 1 + before + Fraction(beside, 2)}[ties]
            if scored.ranks[unit] != expected:
                raise Unlike(f"rank of {unit}: {scored.ranks[unit]} instead of {expected}")
            judged.seen["tie", ties] += bool(beside)
            judged.seen["tie parted"] += sum(other[0] == key[0] and other != key for other in keys)


def rank_key(scheme, scored, judged, unit):
    total = scored.totals[unit]
    key = [-model.rounded(total, int(scheme["rank-decimals"])) if "rank-decimals" in scheme else -total]
    for breaker in judged.children(scheme, "tie-breaker"):
        of = breaker["of"]
        x = judged.tie_breaker(of, unit) if of.startswith("item:") else scored.results[unit, of].points
        key.append((x is None, 0 if x is None else x if breaker.get("better") == "smaller" else -x))
    return key


# ---- limits

def valid_limits(scored, judged):
    """Of what lies in no part of anything above; the points of others are those of several parts together."""
    for element in judged.elements:
        above = list(judged.upwards(element))[1:]
        if element["kind"] in model.ITEMS + ("scheme",) and not any(judged.children(each, "part") for each in above):
            ceiling = element.get("ceiling", element["points"] if element["kind"] == "criterion" else "none")
            floor = element.get("floor", "0" if element["kind"] == "criterion" or "account" in element else "none")
            for unit in judged.units:
                points = scored.totals[unit] if element["kind"] == "scheme" else scored.results[unit, element["id"]].points
                if points is not None and (ceiling != "none" and points > Fraction(ceiling) or floor != "none" and points < Fraction(floor)):
                    raise Unlike(f"limits of {element['id']}: {points} of {unit}")


# ---- monotone rules

def direction(rule):
    """1: a larger value never gives less, -1: never more, 0: neither is sure."""
    kind, texts = rule["kind"], " ".join(rule.get(name, "") for name in ("target", "among", "limit", "bad", "good", "low", "high"))
    if rule.get("measure", "value") != "value" or "@" in texts or "group" in texts or any(child["kind"] in ("target", "item")
                                                                                          for child in rule.get("children", ())):
        return 0
    turned = -1 if rule.get("better") == "smaller" else 1
    sign = {"yes-no": 1, "points": 1, "count": 1, "ratio": turned, "goalposts": turned, "beyond": -1 if rule.get("side") != "under" else 1,
            "reach": 1 if rule.get("compare", "at-least") in ("at-least", "over") else -1, "deduct": 1 if "short-of" in rule else -1,
            "coefficient": 1 if Fraction(rule.get("good", "0")) > Fraction(rule.get("bad", "0")) else -1,
            "rank": 0 if "children" in rule or "among" in rule else turned}.get(kind, 0)
    return -sign if rule.get("factor", "1").startswith("-") else sign


def raised(judged, figures, chance):
    """(element, unit, figures with one value raised, direction) of a criterion with a monotone rule; None: there is none."""
    found = []
    for at, figure in enumerate(figures):
        criterion = judged.by_id.get(figure["criterion"])
        if criterion and criterion["kind"] == "criterion" and figure["unit"] in judged.units and re.fullmatch(r"-?[\d.]+", figure["value"]):
            rule = judged.rules_in(criterion)[0]
            if direction(rule) and figure["item"] == rule.get("item", "value"):
                found.append((criterion, at, direction(rule)))
    if not found:
        return None
    rare = [each for each in found if judged.rules_in(each[0])[0]["kind"] in ("yes-no", "rank")]
    criterion, at, sign = chance.choice(rare or found)
    changed = copy.deepcopy(figures)
    more = 1 if judged.rules_in(criterion)[0]["kind"] == "yes-no" else chance.choice((0.5, 1, 1, 2, 5))
    changed[at]["value"] = f"{float(changed[at]['value']) + more:.3f}"
    return criterion, figures[at]["unit"], changed, sign


def monotone(scheme, units, figures, stage, judged, chance, score):
    choice = raised(judged, figures, chance)
    if not choice:
        return
    criterion, unit, changed, sign = choice
    after = model.Scoring(scheme, units, changed, stage)
    spots = {key[2] for work, key in judged.known if work.__name__ == "_result" and key[:2] == (judged.indices[id(criterion)], unit)}
    spots = {inside for spot in spots for inside in ([judged.inside(spot, part) for part in judged.children(criterion, "part")] or [spot])}
    own = [scoring.by_itself(criterion, unit, spot).points for spot in spots for scoring in (judged, after)]
    if None in own or not own:  # a policy made points of it
        return
    judged.seen["monotone", judged.rules_in(criterion)[0]["kind"]] += 1
    before, then = (each.results[unit, criterion["id"]].points for each in (judged, after))
    if before is not None and then is not None and (then - before) * sign < 0:
        raise Unlike(f"{criterion['id']} of {unit}: from {before} to {then} by a better value")
    if score:
        agree("with a value raised", told(score(scheme, units, changed, stage)), told(after))


# ---- explanations

def adds_up(scored, judged):
    """What stands directly below a line and adds something is the line's points together."""
    for unit, lines in scored.lines.items():
        if (lines[0].what, lines[0].points) != ("total", scored.totals[unit]):
            raise Unlike(f"explanation of {unit}: begins with {lines[0]}, the total is {scored.totals[unit]}")
        for at, line in enumerate(lines):
            below = []
            for lower in lines[at + 1:]:
                if lower.depth <= line.depth:
                    break
                below += [lower.adds] if lower.depth == line.depth + 1 and lower.adds is not None else []
            judged.seen["lines", line.what or "other", "added up" if below else "alone"] += 1
            if below and line.points is not None and sum(below) != line.points:
                raise Unlike(f"explanation of {unit}: line {at}, {line}, has {' + '.join(map(str, below))} below")
            if line.what in model.ITEMS and not in_parts(judged, line.element) and line.points != scored.results[unit, line.element].points:
                raise Unlike(f"explanation of {unit}: line {at}, {line}, the points are {scored.results[unit, line.element].points}")


def in_parts(judged, id_):
    above = list(judged.upwards(judged.by_id[id_]))
    return any(judged.children(each, "part") for each in above)


def needed(scheme, units, figures, stage, scored, judged, chance):
    """A change that is said to be needed does it, in the model's eyes, and a smaller one does not, more or less."""
    asked = [key for key, change in sorted(scored.needs.items()) if change is not None and by_figure(judged, key)]
    for unit, id_, which in chance.sample(asked, min(len(asked), 3)):
        change = scored.needs[unit, id_, which]
        figure = judged.figure(judged.by_id[id_], unit, judged.rules_in(judged.by_id[id_])[0].get("item", "value"), None, model.NOWHERE)
        step = Fraction(1, 10 ** len(figure["value"].partition(".")[2])) * (1 if change > 0 else -1)
        smaller = [change - step, step - change] if abs(change) > abs(step) else []
        for tried in [change] + smaller:
            value = Fraction(figure["value"]) + tried
            changed = [{**each, "value": f"{float(value):.9f}"} if each is figure else each for each in figures]
            if better(judged, model.Scoring(scheme, units, changed, stage), unit, which) != (tried == change):
                raise Unlike(f"need of {unit}, {id_}, {which}: {change}, tried with {tried}")
        judged.seen["need", which] += 1


def by_figure(judged, key):
    """Whether the criterion's own rule measures a number alone."""
    unit, id_, _ = key
    criterion = judged.by_id[id_]
    rule = judged.rules_in(criterion)[0]
    if judged.children(criterion, "part") or in_parts(judged, id_) or rule.get("measure", "value") != "value":
        return False
    found = judged.figure(criterion, unit, rule.get("item", "value"), None, model.NOWHERE)
    plain = rule["kind"] not in ("level", "tiers") + model.RULES[-5:] and not judged.children(rule, "item")
    return plain and found and found.get("criterion") and re.fullmatch(r"-?[\d.]+", found["value"])


def better(before, after, unit, which):
    if which == "grade":
        ids = [grade["id"] for grade in before.children(before.scheme, "grade")]
        return after.grades[unit] is not None and (before.grades[unit] is None
                                                   or ids.index(after.grades[unit]) < ids.index(before.grades[unit]))
    if unit not in before.ranks or unit not in after.ranks:
        return False
    rows = sorted((before.ranks[other], other) for other in before.members[before.group(unit)] if other in before.ranks)
    above = [other for row in rows for other in row[1:]
             if row < (before.ranks[unit], unit) and before.totals[other] > before.totals[unit]]
    if not above:
        raise Unlike(f"need of {unit}: a rank, though nobody is above it")
    return above[-1] in after.ranks and after.totals[unit] >= after.totals[above[-1]]


# ---- one scheme

def judge(seed, library):
    """What came about, or why it is wrong."""
    scheme, units, figures, stage = random_schemes.make(seed)
    chance = random.Random(f"order {seed}")
    judged = model.Scoring(scheme, units, figures, stage)
    expected = told(judged)
    other = (in_other_order(scheme, chance), chance.sample(units, len(units)), chance.sample(figures, len(figures)), stage)
    agree("the model in another order", told(model.Scoring(*other)), expected)
    valid_ranks(scheme, judged, judged)
    valid_limits(judged, judged)
    monotone(scheme, units, figures, stage, judged, chance, library.score if library else None)
    if library:
        scored = library.score(scheme, units, figures, stage, chance.choice(FORMS), explain=seed % 4 == 0)
        agree("library", told(scored), expected)
        if len({library.xml(scheme, form) for form in FORMS}) != 1:
            raise Unlike("library: one scheme read from three forms makes different files")
        adds_up(scored, judged)
        needed(scheme, units, figures, stage, scored, judged, chance)
        valid_ranks(scheme, scored, judged)
        valid_limits(scored, judged)
        agree("library in another order", told(library.score(*other)), expected)
        again = library.score(scheme, *other[1:])
        if again.json != scored.json:
            raise Unlike("library: other bytes for another order of units and figures")
    return judged.seen + presence(judged)


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


def wanted():
    """All that has to come about: what the page's tables list, and what the model sees happen."""
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
    keys |= {("monotone", kind) for kind in ("yes-no", "points", "count", "ratio", "goalposts", "beyond", "reach", "deduct", "coefficient", "rank")}
    keys |= {("vetoed",), ("downgraded",), ("gate", "not passed"), ("off card",), ("left out",), ("provisional", "True"),
             ("provisional", "False"), ("stage", "0"), ("stage", "1"), ("stage", "2")}
    return keys - {("account", "ceiling"), ("account", "floor")}


def work(job):
    """(seed, what came about or None, fault or None)"""
    seed, path = job
    if path and path not in LIBRARIES:
        LIBRARIES[path] = Library(path)
    try:
        return seed, judge(seed, LIBRARIES.get(path)), None
    except (Unlike, Failed) as fault:
        return seed, None, str(fault)


LIBRARIES = {}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--counts", action="store_true")
    options = parser.parse_args()
    rounds = options.rounds or (FULL if options.full else SHORT)
    path = None if os.environ.get("KEPU_SANITIZED") else os.environ.get("KEPU_LIBRARY")
    if not path:
        print("no library to ask: the model alone")
    seen, faults = Counter(), []
    with multiprocessing.Pool(2) as pool:
        for seed, came, fault in pool.imap_unordered(work, [(seed, path) for seed in range(options.first, options.first + rounds)], 10):
            seen.update(came or ())
            if fault:
                faults.append(f"{seed}: {fault}")
    if options.counts:
        print("\n".join(f"{count:8} {' '.join(map(str, key))}" for key, count in sorted(seen.items(), key=str)))
    least = OFTEN if rounds >= FULL else 1
    rare = sorted(f"{' '.join(key)}: {seen[key]}" for key in wanted() if seen[key] < least) if rounds >= SHORT else []
    if faults or rare:
        sys.exit("\n".join(faults[:50] + rare) + f"\n{len(faults)} of {rounds} schemes wrong, {len(rare)} things less than {least} times")
    print(f"{rounds} schemes; each of {len(wanted())} things at least {min(seen[key] for key in wanted())} times")


if __name__ == "__main__":
    main()
