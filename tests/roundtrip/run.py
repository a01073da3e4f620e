#!/usr/bin/env python3
"""Plan files written by hand keep their content when they are read and written.

usage: run.py [KEPU]        the command (else KEPU_COMMAND)

For each FILE.xml here: what `kepu convert` writes has the same content by canonical XML, is accepted by the schema, and
comes back byte for byte from being read and written again, also by way of gzip. White space between elements of ours and
containers that hold nothing are no content. The schema describes files of this version: those that hold elements or
attributes of ours that it does not know, or elements of no namespace, are not shown to it.
"""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCHEMA = HERE.parents[1] / "lib" / "io" / "plan.xsd"
OURS = "{urn:kepu:plan:1}"
CONTAINERS = {"plan", "source", "metadata", "period", "units", "unit", "member", "nodes", "node", "assignment",
              "indicators", "indicator", "phases", "phase", "annexes", "annex"}
DROPPED_WHEN_EMPTY = {"source", "metadata", "units", "nodes", "indicators", "phases", "annexes"}
BEYOND_SCHEMA = {"unknown-elements", "newer-minor", "no-namespace"}


def clean(element):
    """Takes away what is no content."""
    name = element.tag[len(OURS):] if element.tag.startswith(OURS) else None
    if name not in CONTAINERS:
        return element
    if not (element.text or "").strip():
        element.text = None
    for child in list(element):
        clean(child)
        if not (child.tail or "").strip():
            child.tail = None
        if child.tag in {OURS + n for n in DROPPED_WHEN_EMPTY} and not (len(child) or child.attrib or child.text):
            element.remove(child)
    return element


def content(path):
    root = clean(ET.parse(path).getroot())
    return ET.canonicalize(ET.tostring(root, encoding="unicode"), rewrite_prefixes=True)


def check(kepu, case, folder):
    def convert(source, name):
        target = folder / name
        ran = subprocess.run([kepu, "convert", source, target], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if ran.returncode:
            raise AssertionError(f"convert {source} {target}: exit status {ran.returncode}\n{ran.stdout}")
        return target

    first = convert(case, "first.xml")
    given, written = content(case), content(first)
    if given != written:
        at = next(i for i, (a, b) in enumerate(zip(given + "\0", written + "\0")) if a != b)
        raise AssertionError(f"content differs:\n given   …{given[max(0, at - 60):at + 100]}\n written …{written[max(0, at - 60):at + 100]}")
    if convert(first, "second.xml").read_bytes() != first.read_bytes():
        raise AssertionError("written again, the bytes differ")
    packed = convert(first, "packed.xml.gz")
    if convert(packed, "unpacked.xml").read_bytes() != first.read_bytes():
        raise AssertionError("by way of gzip the bytes differ")
    if convert(case, "again.xml.gz").read_bytes() != packed.read_bytes():
        raise AssertionError("packed again, the bytes differ")
    if case.stem in BEYOND_SCHEMA:
        return False
    ran = subprocess.run(["xmllint", "--noout", "--schema", SCHEMA, first], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True)
    if ran.returncode:
        raise AssertionError(f"the schema refuses what was written:\n{ran.stdout}")
    return True


def main():
    kepu = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("KEPU_COMMAND")
    if not kepu:
        sys.exit(__doc__)
    cases = sorted(HERE.glob("*.xml"))
    cases += sorted((HERE.parent / "vectors").glob("good-full/plan.xml"))
    if len(cases) < 20:
        sys.exit("cases are missing: the test itself is broken")
    failed = valid = 0
    for case in cases:
        with tempfile.TemporaryDirectory(prefix="kepu-roundtrip-") as folder:
            try:
                valid += check(kepu, case, Path(folder))
            except AssertionError as fault:
                failed += 1
                print(f"{case}: {fault}")
    print(f"{len(cases)} files, {failed} failed; {valid} held against the schema")
    sys.exit(1 if failed else 0)


main()
