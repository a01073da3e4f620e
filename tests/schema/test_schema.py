#!/usr/bin/env python3
"""The JSON schema accepts every plan that the tests write, and what other tools make of it; it refuses what the library
refuses, but for what only the library can see.

Written are: the vectors and the round-trip files, random plans with all that a plan can hold, the sample notices and, where
they are at hand, the real ones. Needs jsonschema (Debian: python3-jsonschema), KEPU_COMMAND and KEPU_BUILD.
"""
import json
import os
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "lib" / "io" / "plan.schema.json"
RANDOM_PLANS = 60

# Faults that a schema cannot tell: of the bytes, of the whole file, of raw XML, of a number's text.
BEYOND = {"not-json", "bad-utf8", "duplicate-id", "duplicate-key", "dangling-reference", "cycle", "not-xml", "limit", "unexpected-element",
          "overflow"}
BEYOND_CASES = {
    "json-bad-date",               # the month has a form, not a range: no schema knows the calendar
    "json-bad-decimal",            # 1e3 is the number 1000 to a schema
    "json-wrong-version",          # what a version means
    "json-foreign-after-plan", "json-foreign-before", "json-foreign-before-order", "json-foreign-no-before",
    "json-foreign-twice", "json-foreign-element", "json-foreign-known", "json-foreign-known-attribute",
    "json-foreign-injected-attribute", "json-foreign-two", "json-foreign-text",
    "json-bad-span-range",         # the sum of two numbers
}


def unique(pairs):
    keys = dict(pairs)
    if len(keys) < len(pairs):
        raise ValueError("a key stands twice")
    return keys


def read(data):
    return json.loads(data, parse_float=Decimal, object_pairs_hook=unique)


def run(*command):
    ran = subprocess.run([str(word) for word in command], capture_output=True)
    if ran.returncode not in (0, 1):  # 1: findings that are errors
        raise AssertionError(f"{command}: exit status {ran.returncode}\n{ran.stderr.decode()}")
    return ran.stdout


def written(kepu, build, folder):
    """(name, bytes of a JSON file) of everything that the tests write."""
    target = folder / "plan.json"

    def converted(source):
        run(kepu, "convert", source, target)
        return target.read_bytes()

    for case in sorted((ROOT / "tests" / "roundtrip").glob("*.xml")):
        yield case.name, converted(case)
    for case in sorted((ROOT / "tests" / "vectors").glob("*/expected.xml")):
        yield case.parent.name, converted(case)
    for case in sorted((ROOT / "tests" / "vectors").glob("*/expected.json")):
        yield f"{case.parent.name}/expected.json", case.read_bytes()
    for case in sorted((ROOT / "tests" / "vectors").glob("json-good-*/plan.json")):
        if not (case.parent / "make").exists():
            yield f"{case.parent.name}/plan.json", case.read_bytes().removeprefix(b"\xef\xbb\xbf")
    run(build / "tests" / "test_roundtrip_json", "write", folder, 1, RANDOM_PLANS)
    for case in sorted(folder.glob("random-*.kepu.xml")):
        yield case.name, converted(case)
    notices = [*(ROOT / "examples" / "data").glob("*.txt"), *(ROOT / "tests" / "notices" / "data").glob("*.txt"),
               *(Path(os.environ.get("KEPU_SHARED", ROOT.parent / "shared")) / "notices").glob("*.txt")]
    for notice in sorted(notices):
        yield notice.name, run(kepu, "import", "--to", "json", notice)


class Properties:
    """Which properties of the schema came up, by their places in it."""

    def __init__(self, schema):
        self.schema = schema
        self.all = set()
        self.seen = set()
        self.collect(schema, "#")

    def collect(self, part, place):
        if isinstance(part, dict):
            if part.get("additionalProperties") is False:
                self.all |= {f"{place}/{name}" for name in part["properties"]}
            for key, value in part.items():
                self.collect(value, f"{place}/{key}")

    def resolve(self, part, place):
        while "$ref" in part or "allOf" in part and "properties" not in part:
            if "allOf" in part:
                part, place = part["allOf"][0], f"{place}/allOf/0"
            else:
                place = part["$ref"]
                part = self.schema
                for step in place[2:].split("/"):
                    part = part[step]
        return part, place

    def note(self, value, part, place="#"):
        part, place = self.resolve(part, place)
        if isinstance(value, list):
            for item in value if "items" in part else []:
                self.note(item, part["items"], f"{place}/items")
        elif isinstance(value, dict):
            for key, item in value.items():
                self.seen.add(f"{place}/{key}")
                self.note(item, part["properties"][key], f"{place}/properties/{key}")


def check_written(validator, kepu, build, folder):
    schema, count, faults = validator.schema, 0, []
    properties = Properties(schema)
    for name, data in written(kepu, build, folder):
        count += 1
        plan = read(data)
        for fault in sorted(validator.iter_errors(plan), key=str)[:3]:
            faults.append(f"{name}: {fault.json_path}: {fault.message[:200]}")
        if not faults:
            properties.note(plan, schema)
        if count % 10 == 0:  # what a tool makes of it that orders keys and writes no characters but ASCII is the same plan
            check_other_tool(kepu, folder, name, data)
    faults += [f"no plan had {place}" for place in sorted(properties.all - properties.seen)]
    if count < 120:
        faults.append(f"only {count} plans were written: the test itself is broken")
    return count, faults


def check_other_tool(kepu, folder, name, data):
    first, second, third = folder / "first.json", folder / "second.json", folder / "third.json"
    first.write_bytes(data)
    plan = json.loads(data, parse_float=str, parse_int=lambda text: text if text == "-0" else int(text))  # as decimals go
    second.write_text(json.dumps(plan, sort_keys=True, indent="\t"), encoding="ascii")
    run(kepu, "convert", first, folder / "first.xml")
    run(kepu, "convert", second, third)
    run(kepu, "convert", third, folder / "third.xml")
    if (folder / "first.xml").read_bytes() != (folder / "third.xml").read_bytes():
        raise AssertionError(f"{name}: with its keys in another order it is another plan")


def check_refused(validator):
    faults, count = [], 0
    for case in sorted((ROOT / "tests" / "vectors").glob("json-*/error.json")):
        name = json.loads(case.read_text(encoding="utf-8"))["name"]
        try:
            plan = read((case.parent / "plan.json").read_bytes())
        except (ValueError, RecursionError):  # no JSON
            continue
        if name in BEYOND or case.parent.name in BEYOND_CASES:
            continue
        count += 1
        if validator.is_valid(plan):
            faults.append(f"{case.parent.name}: the schema accepts what is refused as {name}")
    if count < 30:
        faults.append(f"only {count} files to refuse: the test itself is broken")
    return count, faults


def main():
    kepu, build = os.environ["KEPU_COMMAND"], Path(os.environ["KEPU_BUILD"])
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    with tempfile.TemporaryDirectory(prefix="kepu-schema-") as folder:
        accepted, faults = check_written(validator, kepu, build, Path(folder))
    refused, more = check_refused(validator)
    for fault in faults + more:
        print(fault)
    print(f"{accepted} plans accepted, {refused} faulty ones refused")
    sys.exit(1 if faults or more else 0)


main()
