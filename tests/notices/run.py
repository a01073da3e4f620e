#!/usr/bin/env python3
"""The notices written for the project give the facts that were written down for them from their text alone.

All of them are held to the same figures as real notices are: metadata, nodes with label, level, kind and title, assignments,
groups and units nearly all right, together and the assignments of each notice; at most one wrong indicator with its
quote, at most one wrong phase; no unit in another role than its own, none on a node that does not name it. Facts count
in the order of reading. White space does not count, nor a closing stop. Names of indicators, which leave room for more than one good answer,
are compared by their likeness. Those of examples/data, which users read first, give every fact.

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
LEAST = {"metadata": 0.995, "nodes": 0.995, "kinds": 0.995, "assignments": 0.995, "groups": 0.995, "units": 0.98}
LEAST_OF_EACH = {"assignments": 0.99}
MOST_WRONG = {"indicators": 1, "phases": 1}
LIKE = 0.9
FOLDERS = ("examples/data", "tests/notices/data")


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


def roles(document):
    """{(node, unit): roles}"""
    found = collections.defaultdict(set)
    for row in document["assignments"]:
        found[row["node"], plain(row["unit"])].add(row["role"])
    return found


def harm(expected, found):
    """What a clerk would mind most: units in another role than theirs, units on nodes that do not name them."""
    want = roles(expected)
    for (node, unit), have in roles(found).items():
        if (node, unit) not in want:
            yield f"invented: {unit} on {node}"
        elif not have <= want[node, unit]:
            yield f"swapped: {unit} on {node} is {', '.join(sorted(have))}"


def f1(hits, expected, found):
    return 2 * hits / (expected + found) if expected + found else 1


def compare(answer, notice, counts, show):
    """Adds a notice to the counts, {class: [hits, expected, found]}; gives what fails in it, and its names' likenesses."""
    expected, found = json.loads(answer.read_text(encoding="utf-8")), read(notice)
    want, have = facts(expected), facts(found)
    failed = list(harm(expected, found))
    for name, rows in want.items():
        lines, hits = differences(rows, have[name])
        numbers = (hits, len(rows), len(have[name]))
        for index, number in enumerate(numbers):
            counts[name][index] += number
        least = 1 if answer.parent.parent.name == "examples" else LEAST_OF_EACH.get(name, 0)
        if f1(*numbers) < least:
            failed.append(f"{name}: F1 {f1(*numbers):.4f}, at least {least}")
        if lines and (show or failed):
            print(f"{answer.stem}, {name}: - expected, + found", *lines, sep="\n")
    return [f"{answer.stem}, {line}" for line in failed], list(likenesses(expected, found))


def together(counts):
    """Prints the figures of all notices; gives what fails."""
    for name, numbers in counts.items():
        hits, expected, found = numbers
        print(f"{name}: F1 {f1(*numbers):.4f} ({hits} of {expected}, {found} found)")
        wrong = max(expected, found) - hits
        if name in MOST_WRONG and wrong > MOST_WRONG[name]:
            yield f"{name}: {wrong} wrong, at most {MOST_WRONG[name]}"
        elif f1(*numbers) < LEAST.get(name, 0):
            yield f"{name}: F1 {f1(*numbers):.4f}, at least {LEAST[name]}"


def main():
    show, failed, names = sys.argv[1:] == ["--list"], [], []
    counts = collections.defaultdict(lambda: [0, 0, 0])
    answers = [(path, notice) for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.json"))
               for notice in (path.with_suffix(".txt"), path.with_suffix(".html")) if notice.exists()]
    for answer, notice in answers:
        failures, like = compare(answer, notice, counts, show)
        failed += failures
        names.append(sum(like) / len(like))
    print(f"{len(answers)} notices")
    if len(answers) < 12:
        failed.append("notices with expected facts are missing")
    failed += together(counts)
    print(f"names of indicators are alike to {sum(names) / len(names):.3f}")
    if sum(names) / len(names) < LIKE:
        failed.append(f"names of indicators must be alike to {LIKE}")
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
