#!/usr/bin/env python3
"""docs/conformance.md says what this run of the cases gave; each cell of its table is a mark or a reason.

tests/conformance/test_table.py            fails where the page is not what the results say, or a cell has neither
tests/conformance/test_table.py --write    writes the page
"""
import copy
import json
import os
import sys

import transcripts

LANGUAGES = {"c": "C", "cpp": "C++", "python": "Python", "java": "Java"}
PAGE = transcripts.HERE.parents[1] / "docs" / "conformance.md"
HEAD = """# Conformance {#conformance}

What the library does, it does in every language. The cases in tests/conformance are numbered files that each language plays: operations,
and what they have to print, to the byte. A mark says that all cases of a feature pass; a number leads to the reason why there is none.
This page is made from the results of the tests, which fail where it says something else.

| feature | cases | C | C++ | Python | Java |
| --- | --- | :-: | :-: | :-: | :-: |
"""


def results():
    """Of each language the outcome of each case; nothing for a language that was not run."""
    found = {}
    for language in LANGUAGES:
        path = transcripts.RESULTS / f"{language}.tsv"
        if path.exists():
            lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
            found[language] = {number: (outcome, why) for number, _, outcome, why in lines}
    return found


def cell(language, feature, numbers, outcomes, excuse, faults):
    """The mark, or the excuse; what is neither is a fault."""
    given = {outcomes.get(number, ("not run", ""))[0] for number in numbers}
    if given == {"pass"}:
        if excuse:
            faults.append(f"{feature}: {language} is excused, but its cases pass")
        return "✓"
    if given == {"skip"} and excuse:
        return excuse
    what = ", ".join(f"{number} {' '.join(outcomes.get(number, ('not run', '')))}".strip() for number in numbers
                     if outcomes.get(number, ("",))[0] != "pass")
    faults.append(f"{feature}: in {language} {what}" + ("" if excuse else ", and no excuse for it in excuses.json"))
    return ""


def made(cases, found, excuses):
    """The page, and what is wrong with it."""
    features, faults, reasons = {}, [], []
    for case in cases:
        features.setdefault(case.feature, []).append(case.number)
    for feature, of in excuses.items():
        if feature not in features or not set(of) <= set(LANGUAGES) or not all(of.values()):
            faults.append(f"{feature}: an excuse for what there is not")
    rows = []
    for feature, numbers in features.items():
        cells = []
        for language in LANGUAGES:
            excuse = excuses.get(feature, {}).get(language)
            mark = cell(language, feature, numbers, found.get(language, {}), excuse, faults)
            if excuse and mark == excuse:
                reasons.append(f"{len(reasons) + 1}. {feature}, {LANGUAGES[language]}: {excuse}")
                mark = f"{len(reasons)}"
            cells.append(mark)
        rows.append(f"| {feature} | {', '.join(numbers)} | {' | '.join(cells)} |\n")
    return HEAD + "".join(rows) + "\nWhy there is no mark:\n\n" + "".join(f"{reason}\n" for reason in reasons), faults


def expect_fault(what, cases, found, excuses, word):
    _, faults = made(cases, found, excuses)
    if not any(word in fault for fault in faults):
        sys.exit(f"{what} is let through: the check itself is broken")


def check_itself(cases, found, excuses):
    """Results and excuses that were tampered with are found out."""
    number, first = cases[0].number, cases[0].feature
    excused = next(iter(excuses))
    language = next(iter(excuses[excused]))
    without = copy.deepcopy(excuses)
    del without[excused][language]
    expect_fault("an empty cell", cases, found, without, f"{excused}: in {language}")
    expect_fault("an excuse for what passes", cases, found, dict(excuses, **{first: {"c": "because"}}), "is excused, but")
    expect_fault("an excuse for no feature", cases, found, dict(excuses, nothing={"c": "because"}), "what there is not")
    for outcome in ("fail", "skip"):
        failed = copy.deepcopy(found)
        failed["python"][number] = (outcome, "")
        expect_fault(f"a case with {outcome}", cases, failed, excuses, f"{first}: in python {number} {outcome}")
    expect_fault("a language without results", cases, {**found, "java": {}}, excuses, "in java 101 not run")


def main():
    cases, found = transcripts.cases(), results()
    excuses = json.loads((transcripts.HERE / "excuses.json").read_text(encoding="utf-8"))
    lacking = [name for language, name in LANGUAGES.items() if language not in found]
    if lacking:
        print(f"there are no results of {', '.join(lacking)}; run the tests conformance/ before")
        sys.exit(1 if os.environ.get("CI") else 77)
    page, faults = made(cases, found, excuses)
    if faults:
        sys.exit("\n".join(faults))
    check_itself(cases, found, excuses)
    if "--write" in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        sys.exit("docs/conformance.md is not what the results say; after a look at them: tests/conformance/test_table.py --write")
    print(f"{len(cases)} cases, {page.count('✓')} marks")


main()
