#!/usr/bin/env python3
"""The notices written for the project give the facts that were written down for them from their text alone.

Those of examples/data give every fact, and in the order of reading: metadata, nodes with label, level, kind and title,
assignments, indicators with their quotes, phases, units. White space does not count, nor a closing stop. Those of
tests/notices/data, in layouts that nobody had in mind when the rules were written, are held against limits, all together.
Names of indicators, which leave room for more than one good answer, are compared by their likeness.

run.py [--list]    (--list shows every fact missed or invented) Needs the command kepu (KEPU_COMMAND).
"""
import collections
import difflib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTS = {
    "nodes": ("path", "label", "level", "title"),
    "kinds": ("path", "kind"),
    "assignments": ("node", "role", "unit"),
    "groups": ("node", "unit", "group"),
    "indicators": ("node", "quote", "op", "value", "unit", "year", "frequency", "per", "baseline"),
    "phases": ("label", "start", "end", "quote"),
    "units": ("unit", "canonical", "aliases", "level", "functions", "group"),
}
SOURCE = {"kinds": "nodes", "groups": "assignments"}  # the list they come from, where it has another name
METADATA = ("title", "notice_title", "document_number", "issuer", "issue_date", "period")
METADATA_LISTS = ("recipients", "basis")
LIMITS = {"metadata": 0.95, "nodes": 0.95, "kinds": 0.95, "assignments": 0.93, "groups": 0.98, "indicators": 0.90,
          "phases": 0.90, "units": 0.98}
LIKE = 0.8


def plain(value):
    if isinstance(value, str):
        return "".join(value.split()).rstrip("。")
    if isinstance(value, list):
        return tuple(plain(item) for item in value)
    if isinstance(value, dict):
        return tuple(sorted((key, plain(item)) for key, item in value.items()))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return value or None  # false and absent are the same


def facts(document):
    """{class: facts in order}"""
    metadata = document["metadata"]
    found = {"metadata": [(field, plain(metadata[field])) for field in METADATA if metadata.get(field)] +
             [(field, plain(item)) for field in METADATA_LISTS for item in metadata.get(field) or []]}
    for name, fields in LISTS.items():
        rows = document[SOURCE.get(name, name)]
        found[name] = [tuple(plain(row.get(field)) for field in fields) for row in rows if name != "groups" or row["group"]]
    return found


def differences(expected, found):
    """Lines that tell what a reader of the two lists would put right, and how many facts agree."""
    lines, hits = [], 0
    for tag, i, j, k, l in difflib.SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
        if tag == "equal":
            hits += j - i
        else:
            lines += [f"    - {row}" for row in expected[i:j]] + [f"    + {row}" for row in found[k:l]]
    return lines, hits


def likenesses(expected, found):
    """How like the names of indicators are, 0 to 1, for those that agree in all else; what is less so is shown."""
    fields = LISTS["indicators"]
    names = collections.defaultdict(list)
    for row in found["indicators"]:
        names[tuple(plain(row.get(field)) for field in fields)].append(plain(row["name"]) or "")
    for row in expected["indicators"]:
        for have in names.pop(tuple(plain(row.get(field)) for field in fields), [])[:1]:
            want = plain(row["name"]) or ""
            likeness = difflib.SequenceMatcher(None, want, have).ratio()
            if likeness < 0.7:
                print(f"  indicator named {have}, not {want}")
            yield likeness


def read(notice):
    run = subprocess.run([os.environ["KEPU_COMMAND"], "import", notice, "--to", "facts"], capture_output=True)
    if run.returncode not in (0, 1):
        sys.exit(f"{notice.name}: exit status {run.returncode}, {run.stderr.decode(errors='replace')}")
    return json.loads(run.stdout.decode("utf-8"))


def compare(folder, show):
    """(notices, {class: [hits, expected, found]}, likenesses of names) of a folder"""
    answers = [(path, notice) for path in sorted((ROOT / folder).glob("*.json"))
               for notice in (path.with_suffix(".txt"), path.with_suffix(".html")) if notice.exists()]
    counts = collections.defaultdict(lambda: [0, 0, 0])
    names = []
    for answer, notice in answers:
        expected = json.loads(answer.read_text(encoding="utf-8"))
        found = read(notice)
        names += likenesses(expected, found)
        want, have = facts(expected), facts(found)
        for name, rows in want.items():
            lines, hits = differences(rows, have[name])
            for index, number in enumerate((hits, len(rows), len(have[name]))):
                counts[name][index] += number
            if lines and show:
                print(f"{answer.stem}, {name}: - expected, + found", *lines, sep="\n")
    return len(answers), counts, names


def main():
    show, failed, names = sys.argv[1:] == ["--list"], [], []
    for folder, least in (("examples/data", dict.fromkeys(LIMITS, 1)), ("tests/notices/data", LIMITS)):
        notices, counts, like = compare(folder, show or folder == "examples/data")
        names += like
        if notices < 2:
            failed.append(f"{folder}: {notices} notices with expected facts")
        for name, (hits, expected, found) in counts.items():
            f1 = 2 * hits / (expected + found) if expected + found else 1
            print(f"{folder}, {notices} notices, {name}: F1 {f1:.4f} ({hits} of {expected}, {found} found)")
            if f1 < least[name]:
                failed.append(f"{folder}, {name}: F1 {f1:.4f}, at least {least[name]}")
    like = sum(names) / len(names)
    print(f"names of indicators are alike to {like:.3f}")
    if like < LIKE:
        failed.append(f"names of indicators must be alike to {LIKE}")
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
