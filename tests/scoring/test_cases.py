#!/usr/bin/env python3
"""Rules of published scorecards, and other published results, come out as they should: of the model, and of the library.

probes.json was written from the rules' wordings before there was any code. Where docs/scoring.md reads a wording otherwise than the probe,
READINGS says so. The rest reads the files of cases/scoring (KEPU_SHARED, else ../shared; where there are none this says so).

test_cases.py [WORD...]    only the cases whose names have one of the words. Needs KEPU_LIBRARY for the library."""
import functools
import json
import os
import re
import sys
from fractions import Fraction
from pathlib import Path

import cards
import model
from cards import element, figure, given, one, scheme
from library import Failed, Library

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("KEPU_SHARED") or HERE.parents[2] / "shared") / "cases" / "scoring"

READINGS = {  # (rule, case): what holds instead, and why
    ("org", "missing"): {"points": "0"},  # its policy for a value without document is the one for no value
    ("info_articles", "negative"): {"points": "0"},  # a ratio below its least share is that
    ("one_article", "negative"): {"points": "0"},  # below a target is below it
    ("grain_steps", "skipped"): {"outcome": "provisional"},  # a required stage is missing
    ("hand_media", "adopted_over_submitted"): {"outcome": "met"},  # no rule compares the two
    ("rank_share", "rank0"): None,  # places are worked out, nobody gives one
    ("meeting_conflict", "scoring_it_anyway"): {"outcome": "finding:points_mismatch 0.3 3"},
    ("control_bands", "checker"): None,  # below the lowest bound nothing is printed that could leave a gap
    ("level_shares", "checker"): None,  # ranges of neighbouring levels may meet, a reviewer says which it is
    ("sx_quota", "tie_at_border"): {"outcome": "award:A,B,C + undecided:D,E"},
    ("unit_groups", "tie_at_border"): {"outcome": "award:A + undecided:B,C"},
}
FINDINGS = {"points_mismatch": "points-unlike", "overlap": "bands-overlap", "weights_sum": "weights-unlike", "quota_over_group": "quota-over"}


class Unlike(Exception):
    pass


def same(what, got, expected):
    if got != expected:
        raise Unlike(f"{what}: {got} instead of {expected}")


def near(what, got, expected, tolerance):
    if got is None or abs(float(got) - float(expected)) > tolerance:
        raise Unlike(f"{what}: {got} instead of {expected}")


# ---- one probe

def points_of(view, card, unit="u"):
    return view.totals[unit] if card.element == "total" else view.results[unit, card.element].points


def grade_of(view, card):
    if card.level:
        return card.levels[int(view.results["u", card.level].points) - 1]
    return view.grades["u"]


def outcome_of_grade(view, card):
    return next((each.get("outcome", "none") for each in card.scheme["children"]
                 if each["kind"] == "grade" and each["id"] == view.grades["u"]), "none")


def passed(view, card):
    return view.results["u", card.gate].points == 1


def judge(score, check, probe):
    """Raises Unlike. `score` works out a card, `check` gives the names of what the checker finds; None: nobody checks."""
    card = cards.card(probe["rule"], probe["input"])
    outcome = probe.get("outcome", "")
    if outcome.startswith("finding:"):
        return judge_check(check, card, outcome[8:])
    if card.refused and not score.refuses:
        return None
    view = score(card)
    if card.refused:
        same("rows refused", [name for name, _ in view.refused] if len(view.refused) != card.refused else "", "")
        if outcome.startswith(("error:", "refused:")):
            return None
    if "points" in probe:
        decimals = int(card.scheme["children"][0].get("decimals", "9"))
        same("points", points_of(view, card), model.rounded(Fraction(probe["points"]), decimals))
    if "grade" in probe:
        same("grade", grade_of(view, card), probe["grade"])
    if outcome:
        judge_outcome(score, view, card, outcome)
    return None


def judge_outcome(score, view, card, outcome):
    word, _, rest = outcome.partition(":")
    if word in ("met", "eligible", "not_met", "not_eligible"):
        same("passed", passed(view, card), word in ("met", "eligible"))
    elif word in ("vetoed", "not_vetoed"):
        same("eligible", view.eligible["u"], word == "not_vetoed")
    elif word == "provisional":
        same("provisional", view.provisional["u"], True)
    elif word in ("by_policy", "error", "refused"):
        if card.gate and card.element == "c":  # a gate without value is one not passed
            same("passed", passed(view, card), False)
        else:
            same("points", points_of(view, card), None)
    elif word == "range":
        judge_range(score, card, *rest.split(".."))
    elif word == "award":
        judge_award(view, card, outcome)
    elif word.startswith("blocks"):
        same("blocks", sum(view.results["u", id_].on_card for id_ in card.blocks), int(word.split()[1]))
    else:
        same("outcome", outcome_of_grade(view, card), outcome)


def judge_range(score, card, low, high):
    """Without a reviewer's points there are none; both ends may be given, and nothing beyond."""
    same("points", points_of(score(card), card), None)
    for text, fits in ((low, True), (high, True), (str(Fraction(high) * 100 + 1)[:-2] + ".01", False)):
        picked = one(card.scheme, card.figures + [figure(text, "points")])
        same(f"points of {text}", points_of(score(picked), picked), Fraction(text) if fits else None)


def judge_award(view, card, outcome):
    given_to = {unit: word for said in view.awards.values() for unit, word in said.items()}
    for word, pattern in (("yes", r"award:([\w,]+)"), ("undecided", r"undecided:([\w,]+)")):
        found = re.search(pattern, outcome)
        same(word, sorted(unit for unit, said in given_to.items() if said == word), found[1].split(",") if found else [])


def judge_check(check, card, expected):
    if not check:
        return None
    found = check(card)
    faults = [name for name in found if name not in ("bonus-unlimited", "unused")]
    if expected == "none":
        same("findings", faults, [])
    else:
        word, *numbers = expected.split()
        same("findings", faults.count(FINDINGS[word]), len(numbers) * card.tables if word == "overlap" else 1)
    return None


# ---- who is asked

def by_model(card):
    return model.Scoring(card.scheme, card.units, card.figures, card.stage)


by_model.refuses = False


def by_library(library):
    def work(card):
        return library.score(card.scheme, card.units, card.figures, card.stage)
    work.refuses = True
    return work


def workers():
    """(name, score, check) of the model and, where it is there, of the library."""
    yield "model", by_model, None
    path = os.environ.get("KEPU_LIBRARY")
    if not path or os.environ.get("KEPU_SANITIZED"):
        print("no library to ask: the model alone")
        return
    library = Library(path)

    def check(card):
        return [name for name, _ in library.check(card.scheme, card.units, card.figures)]
    yield "library", by_library(library), check if hasattr(library.c, "kepu_scheme_check") else None


# ---- published results; each a function of `score` that reads its file

@functools.lru_cache(maxsize=None)
def case(name):
    return json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))


def published_probes(score, check):
    """The probes that the rules came with."""
    probes = case("cn_scorecard_rules")["expected"]["probes"]
    same("probes", len(probes), 20)
    for probe in probes:
        key = "rank" if probe["rule"] == "rank_share" else "value"
        known = {key: probe["value"] if key == "rank" else str(probe["value"])}
        judge(score, check, {"rule": probe["rule"], "input": known, "points": str(probe["points"])})


def every_rule(score, check):
    rules = {rule["id"] for rule in case("cn_scorecard_rules")["input"]["rules"]}
    same("rules without a card", sorted(rules - set(cards.CARDS)), [])
    probes = json.loads((HERE / "probes.json").read_text(encoding="utf-8"))["probes"]
    same("rules without a probe", sorted(rules - {probe["rule"] for probe in probes}), [])


def band_of(name, text):
    """A grade from its printed words."""
    numbers = re.findall(r"\d+", text)
    if "rank" in text:
        return element("grade", id=name, places=numbers[0], from_=numbers[1])
    if len(numbers) == 2:
        return element("grade", id=name, from_=numbers[0], to=numbers[1])
    over = re.search(r"以上|>=|超过", text)
    sided = {} if "以上" in text or "=" in text else {"includes": "neither"}
    return element("grade", id=name, **({"from_": numbers[0]} if over else {"to": numbers[0]}), **sided)


def total_in(score, grades, value):
    card = one(scheme(given("100"), *grades), [figure(str(value))])
    return score(card).grades["u"]


def cn_grade_bands(score, check):
    data = case("cn_grade_bands")
    tables = {}
    for table in data["input"]["tables"]:
        tables[table["name"]] = [band_of(name, bound) if isinstance(bound, str) else
                                 element("grade", id=name, **({"from_": str(bound)} if bound else {})) for name, bound in table["bands"]]
    for probe, expected in zip(data["input"]["probes"], data["expected"]["grades"]):
        same(f"grade of {probe['score']}", total_in(score, tables[probe["table"]], probe["score"]), expected)
    for table in data["input"]["tables"] if check else ():
        found = check(one(scheme(given("100"), *tables[table["name"]]), []))
        same(f"{table['name']}: overlaps", found.count("bands-overlap"), int("expected_finding" in table))


def cn_literacy_levels_2024(score, check):
    data = case("cn_literacy_levels_2024")
    grades = [band_of(band["name"], band["rule"]) for band in data["input"]["bands"]]
    for at, words in ((70, "exactly_70"), (85, "exactly_85")):
        got = total_in(score, grades, at)
        same(f"grade of {at}", bool(got) and got.startswith(data["expected"][words]), True)
    same("grade of 55", total_in(score, grades, 55), None)
    for at, grade in ((86, 0), (71, 1), (56, 2), ("54.99", 3)):
        same(f"grade of {at}", total_in(score, grades, at), data["input"]["bands"][grade]["name"])
    items = [given(str(points), id_.replace("_", "-")) for id_, points in data["input"]["parts"].items()]
    full = one(scheme(*items), [figure(item["points"], criterion=item["id"]) for item in items])
    same("total", score(full).totals["u"], data["expected"]["total"])
    if check:
        same("gaps", check(one(scheme(given("100"), *grades), [])).count("bands-gap"), 1)


def cn_quarter_weights_2023(score, check):
    data = case("cn_quarter_weights_2023")
    weights = data["input"]["quarter_weights_percent"]
    quarters = cards.card("quarters", {"periods": ["80", "90", "85", "100"], "weights": [str(weight) for weight in weights]})
    same("total", score(quarters).totals["u"], sum(Fraction(weight * points, 100) for weight, points in zip(weights, (80, 90, 85, 100))))
    split, items = data["input"]["split"], []
    for sort, points in (("indicators", split["indicator_points"]), ("evaluations", split["evaluation_points"])):
        each = [Fraction(str(points)) - (split[sort] - 1) * 2] + [Fraction(2)] * (split[sort] - 1)
        items.append(element("module", *(given(str(float(most)), f"{sort}{at}") for at, most in enumerate(each)), id=sort))
    figures = [figure(item["points"], criterion=item["id"]) for module in items for item in module["children"]]
    same("items", len(figures), data["expected"]["items_sum"])
    same("total", score(one(scheme(*items), figures)).totals["u"], data["expected"]["points_sum"])


def cn_rank_points_monthly(score, check):
    data = case("cn_rank_points_monthly")
    for rank, share in enumerate(data["expected"]["share_by_rank"], 1):
        near(f"share of rank {rank}", points_of(score(cards.card("rank_share", {"rank": rank})), cards.card("rank_share", {"rank": rank})),
             share, 1e-12)
    for rank, name in enumerate(("first", "second", "third"), 1):
        for met in (True, False):
            bonus = cards.card("monthly_bonus", {"rank": rank, "gate_met": met})
            near(f"bonus of rank {rank}", points_of(score(bonus), bonus), data["input"]["month_bonus"][name] if met else 0, 1e-12)


def ranks_of(score, values, **attributes):
    figures = [figure(str(value), unit=f"u{at}") for at, value in enumerate(values)]
    made = scheme(cards.criterion("1000", element("count", each="1")), **attributes)
    view = score(cards.Card(made, [{"id": f"u{at}"} for at in range(len(values))], figures))
    return [view.ranks[f"u{at}"] for at in range(len(values))]


def rank_ties(score, check):
    data = case("rank_ties")
    for ties in ("competition", "average", "dense"):
        same(ties, ranks_of(score, data["input"]["values"], ties=ties), [Fraction(str(rank)) for rank in data["expected"][ties]])
    same("descending", ranks_of(score, data["input"]["scikit"]), data["expected"]["scikit_descending"])
    same("ascending", ranks_of(score, [10 - Fraction(str(x)) * 10 for x in data["input"]["scikit"]]), data["expected"]["scikit_ascending"])
    ascending = ranks_of(score, [200 - x for x in data["input"]["average_input"]], ties="average")
    same("averages", sorted(ascending), [Fraction(str(rank)) for rank in data["expected"]["average_ascending_sorted"]])


def of_each(score, values, rule):
    """Points that a rule worth 1 gives each of the units."""
    figures = [figure(str(value), unit=f"u{at}") for at, value in enumerate(values)]
    view = score(cards.Card(scheme(cards.criterion("1", rule, ceiling="none")), [{"id": f"u{at}"} for at in range(len(values))], figures))
    return [view.results[f"u{at}", "c"].points for at in range(len(values))]


def coinr_unit_functions(score, check):
    data = case("coinr_unit_functions")
    for asked, expected in zip(data["input"]["dist2targ"], data["expected"]["dist2targ"]):
        rule = element("distance", target=str(asked["target"]), better="larger" if asked["direction"] == 1 else "smaller",
                       cap="1" if asked["cap"] else "none")
        same(f"distance {asked}", of_each(score, asked["x"], rule), [Fraction(str(x)) for x in expected])
    for asked, expected in zip(data["input"]["goalposts"], data["expected"]["goalposts"]):
        rule = element("goalposts", low=str(asked["low"]), high=str(asked["high"]), better="larger" if asked["direction"] == 1 else "smaller")
        same(f"goalposts {asked}", of_each(score, [asked["x"]], rule), [Fraction(str(expected))])
    for asked, expected in zip(data["input"]["means"], data["expected"]["means"]):
        aggregate = {"geometric": "geometric", "power": "mean"}.get(asked["kind"])
        if aggregate and asked.get("p", 1) == 1:  # other powers are no way to add up points
            base, _, root = re.sub(r"[()]", "", str(expected)).partition("^")
            value = float(base) ** float(Fraction(root or "1"))
            near(f"mean {asked}", mean_of(score, asked["x"], asked.get("w"), aggregate), value, 1e-6)
    for asked in data["input"]["means_must_fail"]:
        same(f"mean {asked}", mean_of(score, asked["x"], None, "geometric"), 0)


def mean_of(score, values, weights, aggregate):
    items = [cards.criterion("100", element("count", each="1"), id=f"c{at}", weight=str(weight))
             for at, weight in enumerate(weights or [1] * len(values))]
    figures = [figure(str(value), criterion=f"c{at}") for at, value in enumerate(values)]
    return score(one(scheme(*items, aggregate=aggregate, missing="zero"), figures)).totals["u"]


def tai_card(data, weights, raw=False):
    """Countries as units, indicators as criteria worth 1 each; two of them are logarithms already."""
    posts = data["input"]["goalposts"]
    items = []
    for indicator, weight in weights.items():
        low, high = posts.get(indicator) or [model.logarithm(Fraction(bound), "log10") for bound in posts[f"{indicator}_unlogged"]]
        low, high = (f"{float(bound):.9f}".rstrip("0").rstrip(".") for bound in (low, high))
        rule = element("count", each="1") if raw else element("goalposts", low=low, high=high)
        items.append(cards.criterion("1", rule, id=indicator, weight=str(weight), ceiling="none"))
    figures = [figure(str(value), unit=f"u{at}", criterion=indicator) for indicator in weights
               for at, value in enumerate(data["input"]["raw"][indicator])]
    units = [{"id": f"u{at}", "name": country} for at, country in enumerate(data["input"]["countries"])]
    return cards.Card(scheme(*items, aggregate="geometric" if raw else "mean"), units, figures)


def tai_23_raw_weights_ranks(score, check):
    data = case("tai_23_raw_weights_ranks")
    countries, order = data["input"]["countries"], data["input"]["rank_order_of_countries"]
    indicators = data["input"]["indicators"]

    def ranks(view):
        return {country: view.ranks[f"u{at}"] for at, country in enumerate(countries)}
    for name in ("EW", "BAP"):
        view = score(tai_card(data, dict(zip(indicators, data["input"]["weights"][name]))))
        same(f"ranks {name}", ranks(view), dict(zip(order, data["expected"]["rank_by_weighting"][name])))
        for country, expected in data["expected"]["tai_two_decimals"].items() if name == "EW" else ():
            near(country, view.totals[f"u{countries.index(country)}"], expected, data["tolerance"]["score"])
    six = [indicator for indicator in indicators if indicator in data["input"]["goalposts"]]
    raw = score(tai_card(data, dict.fromkeys(indicators, 1), raw=True))
    same("ranks GME", ranks(raw), dict(zip(order, data["expected"]["rank_by_aggregation"]["GME"])))
    view = score(tai_card(data, dict.fromkeys(six, 1)))
    same("ranks of six", ranks(view), data["expected"]["rank_six_indicators"])


def undp_hdi_technote_example(score, check):
    data = case("undp_hdi_technote_example")
    low, high = data["input"]["ln_goalposts"]
    income = of_each(score, [data["input"]["gni"]], element("goalposts", low=str(low), high=str(high), transform="ln"))[0]
    near("income", income, data["expected"]["income_index"], data["tolerance"]["index"])
    near("index", mean_of(score, data["input"]["indices"].values(), None, "geometric"), data["expected"]["hdi"], data["tolerance"]["hdi"])


# ---- what random schemes found, made small and worked out by hand

def points_of_a_card(score, check):
    """Re-weighing goes by the unit's card: a module none of whose items is on it has no points there, whatever it says."""
    town = element("module", given("10", "town", groups="g"), id="m1", points="10")
    made = scheme(element("group", id="g"), given("5", "lacks"), element("module", town, given("5", "has"), id="m2"), not_reported="reweigh")
    view = score(cards.Card(made, [{"id": "u"}], [figure("4", criterion="has")]))
    same("total", view.totals["u"], 8)


FOUND = (points_of_a_card,)

PUBLISHED = (every_rule, published_probes, cn_grade_bands, cn_literacy_levels_2024, cn_quarter_weights_2023, cn_rank_points_monthly,
             rank_ties, coinr_unit_functions, tai_23_raw_weights_ranks, undp_hdi_technote_example)


def probes():
    """(name, probe) as docs/scoring.md reads them."""
    for probe in json.loads((HERE / "probes.json").read_text(encoding="utf-8"))["probes"]:
        key = probe["rule"], probe["case"]
        if key not in READINGS:
            yield "/".join(key), probe
        elif READINGS[key]:
            yield "/".join(key), {"rule": probe["rule"], "input": probe["input"], **READINGS[key]}


def main():
    words, faults, done = sys.argv[1:], [], 0
    work = [(name, functools.partial(judge, probe=probe)) for name, probe in probes()]
    work += [(found.__name__, found) for found in FOUND]
    if SHARED.is_dir():
        work += [(published.__name__, published) for published in PUBLISHED]
    else:
        print(f"no {SHARED}: {len(PUBLISHED)} published cases skipped")
    for who, score, check in workers():
        for name, judged in work:
            if words and not any(word in name for word in words):
                continue
            done += 1
            try:
                judged(score, check)
            except (Unlike, Failed) as fault:
                faults.append(f"{name} by the {who}: {fault}")
    if faults:
        sys.exit("\n".join(faults) + f"\n{len(faults)} of {done} fail")
    if not done:
        sys.exit("no case has such a name")
    print(f"{done} cases")


if __name__ == "__main__":
    main()
