#!/usr/bin/env python3
"""Random schemes, units and figures: the library gives what the model gives, and both keep what holds of every score.

For each scheme: points and states of all elements, totals, ranks, grades, awards are equal to the model's, read from XML, JSON and the builder;
another order of everything that has none changes nothing (orders.py); ranks are valid under the tie rule, and no limit is passed
(ranked.py); a better value never lowers points, total or rank where the rule is monotone (monotone.py); the explanation of each unit adds up, and
says the same in all forms (explained.py); what it would take does it, and a step less does not (needed.py). At the end how often each thing
came about is held against a least number (coverage.py).

test_properties.py [--full] [--rounds N] [--first SEED] [--jobs N] [--counts]    --full: 10,000 schemes. Needs KEPU_LIBRARY for the library."""
import argparse
import multiprocessing
import os
import random
import sys
from collections import Counter

import coverage
import explained
import model
import monotone
import needed
import orders
import random_schemes
import ranked
from library import Failed, Library, Tables

FIELDS = ("totals", "ranks", "grades", "awards", "provisional", "eligible")
FORMS = ("xml", "json", "builder")
SHORT, FULL, OFTEN = 300, 10000, 200
FAULTS = (explained.Unlike, monotone.Unlike, needed.Unlike, ranked.Unlike)


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


# ---- one scheme

def judge(seed, library):
    """What came about, or why it is wrong."""
    scheme, units, figures, stage = random_schemes.make(seed)
    chance = random.Random(f"order {seed}")
    judged = model.Scoring(scheme, units, figures, stage)
    came = judged.seen + coverage.presence(judged)
    ranks = ranked.Ranks(scheme, units, figures, stage)
    held(scheme, units, ranks, judged, Counter() if library else came)
    agree("the model in another order", told(model.Scoring(*in_another_order(scheme, units, figures, stage, chance, Counter()))), told(judged))
    if not library:
        return came
    scored = library.score(scheme, units, figures, stage, chance.choice(FORMS), explain=True, asked=seed)
    if {name for name, _ in scored.refused} - {"item-unknown"}:  # a unit's own figure that no rule reads
        raise Unlike(f"library: rows are refused: {scored.refused}")
    agree("library", told(scored), told(judged))
    if len({library.xml(scheme, form) for form in FORMS}) != 1:
        raise Unlike("library: one scheme read from three forms makes different files")
    held(scheme, units, ranks, scored, came)
    ranked.check_order(scheme, units, scored)
    explained.check(scored, judged, came)
    needed.check(scheme, units, figures, stage, scored, judged, chance, library.score, came)
    orders_agree(scheme, units, figures, stage, scored, chance, library, came)
    monotone.check(scheme, units, figures, stage, scored, judged, chance, library.score, came)
    came["explained", "units"] += len(scored.explanations)
    return came


def held(scheme, units, ranks, scored, came):
    ranks.check(scored, came)
    ranked.check_limits(scheme, units, scored, came)
    ranked.count_grades(scheme, scored, came)


def in_another_order(scheme, units, figures, stage, chance, came):
    return (orders.shuffled(scheme, chance, came), orders.rows(units, chance, came, "units"),
            orders.rows(figures, chance, came, "figures"), stage)


def orders_agree(scheme, units, figures, stage, scored, chance, library, came):
    """Everything in another order gives the same; all but the scheme the same bytes, explanations with them."""
    other = in_another_order(scheme, units, figures, stage, chance, came)
    mixed = orders.Mixed(Tables(chance), came)
    again = library.score(*other, chance.choice(FORMS), tables=mixed)
    agree("library in another order", told(again), told(scored))
    if any(Counter(getattr(again, what)) != Counter(getattr(scored, what)) for what in ("found", "refused")):
        raise Unlike(f"library in another order: {again.found}, {again.refused} instead of {scored.found}, {scored.refused}")
    again = library.score(scheme, *other[1:], explain=True, tables=orders.Mixed(Tables(chance), came))
    for what in ("json", "explanations"):
        if getattr(again, what) != getattr(scored, what):
            raise Unlike(f"library: other {what} for another order of units and figures")


def work(job):
    """(seed, what came about or None, fault or None)"""
    seed, path = job
    if path and path not in LIBRARIES:
        LIBRARIES[path] = Library(path)
    try:
        return seed, judge(seed, LIBRARIES.get(path)), None
    except (Unlike, Failed, *FAULTS) as fault:
        return seed, None, str(fault)


LIBRARIES = {}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--counts", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    rounds = options.rounds or (FULL if options.full else SHORT)
    path = None if os.environ.get("KEPU_SANITIZED") else os.environ.get("KEPU_LIBRARY")
    if not path:
        print("no library to ask: the model alone")
    seen, faults = Counter(), []
    with multiprocessing.Pool(options.jobs) as pool:
        for seed, came, fault in pool.imap_unordered(work, [(seed, path) for seed in range(options.first, options.first + rounds)], 10):
            seen.update(came or ())
            if fault:
                faults.append(f"{seed}: {fault}")
    wanted = coverage.wanted(bool(path))
    if options.counts:
        print("\n".join(f"{count:8} {' '.join(map(str, key))}" for key, count in sorted(seen.items(), key=str)))
    elif rounds >= FULL:
        print(coverage.table(seen, wanted))
    least = OFTEN if rounds >= FULL else 1
    rare = sorted(f"{' '.join(map(str, key))}: {seen[key]}" for key in wanted if seen[key] < least) if rounds >= SHORT else []
    if faults or rare:
        sys.exit("\n".join(faults[:50] + rare) + f"\n{len(faults)} of {rounds} schemes wrong, {len(rare)} things less than {least} times")
    units = f", {seen['explained', 'units']} units, all explained" if path else ""
    print(f"{rounds} schemes{units}; each of {len(wanted)} things at least {min(seen[key] for key in wanted)} times")


if __name__ == "__main__":
    main()
