#!/usr/bin/env python3
"""The sample notices of examples/data give the facts that were written down for them before there was a reader.

Every fact counts, and its place in the order of reading: metadata, nodes with label, level, kind and title, assignments,
indicators with their quotes, phases. White space does not count, nor a closing stop. Names of indicators, which leave
room for more than one good answer, are held against the expected ones by their likeness. Needs the command kepu (KEPU_COMMAND).
"""
import difflib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTS = {
    "nodes": ("path", "label", "level", "kind", "title"),
    "assignments": ("node", "role", "unit", "group"),
    "indicators": ("node", "quote", "op", "value", "unit", "year", "frequency", "per", "baseline"),
    "phases": ("label", "start", "end", "quote"),
}
LIKE = 0.9
METADATA = ("title", "notice_title", "document_number", "issuer", "issue_date", "period", "recipients", "basis")


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


def differences(expected, found):
    """Lines that tell what a reader of the two lists would put right."""
    matcher = difflib.SequenceMatcher(None, expected, found, autojunk=False)
    for tag, i, j, k, l in matcher.get_opcodes():
        if tag != "equal":
            yield from (f"    - {row}" for row in expected[i:j])
            yield from (f"    + {row}" for row in found[k:l])


def compare(expected, found):
    faults = []
    for field in METADATA:
        want, have = plain(expected["metadata"].get(field)), plain(found["metadata"].get(field))
        if want != have:
            faults += [f"  metadata, {field}:", f"    - {want}", f"    + {have}"]
    for name, fields in LISTS.items():
        want, have = ([tuple(plain(row.get(field)) for field in fields) for row in document[name]]
                      for document in (expected, found))
        lines = list(differences(want, have))
        if lines:
            faults += [f"  {name}:", *lines]
    return faults


def likenesses(expected, found):
    """How like the names of indicators are, 0 to 1; those that are least so are shown."""
    names = [[plain(row["name"]) or "" for row in document["indicators"]] for document in (expected, found)]
    for want, have in zip(*names):
        likeness = difflib.SequenceMatcher(None, want, have).ratio()
        if likeness < 0.7:
            print(f"  indicator named {have}, not {want}")
        yield likeness


def main():
    answers = sorted((ROOT / "examples" / "data").glob("*.json"))
    failed = facts = 0
    names = []
    for answer in answers:
        notice = answer.with_suffix(".txt")
        expected = json.loads(answer.read_text(encoding="utf-8"))
        run = subprocess.run([os.environ["KEPU_COMMAND"], "import", notice, "--to", "facts"], capture_output=True)
        if run.returncode not in (0, 1):
            print(f"{notice.name}: exit status {run.returncode}, {run.stderr.decode(errors='replace')}")
            failed += 1
            continue
        found = json.loads(run.stdout.decode("utf-8"))
        faults = compare(expected, found)
        names += likenesses(expected, found)
        if faults:
            print(f"{notice.name}: - expected, + found", *faults, sep="\n")
            failed += 1
        facts += sum(len(expected[name]) for name in LISTS)
    if len(answers) < 2 or failed:
        sys.exit(f"{failed} of {len(answers)} notices read otherwise than expected")
    like = sum(names) / len(names)
    print(f"{len(answers)} notices, {facts} facts as expected, names of indicators alike to {like:.3f}")
    if like < LIKE:
        sys.exit(f"names of indicators must be alike to {LIKE}")


if __name__ == "__main__":
    main()
