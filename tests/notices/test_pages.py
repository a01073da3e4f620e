#!/usr/bin/env python3
"""A notice in a portal's page gives the same facts as its text, and nothing of what the portal put around it.

Runs on all notices at hand (those in KEPU_SHARED too, where they are), in every design of pages.py. Needs KEPU_COMMAND.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pages
import run

ROOT = Path(__file__).resolve().parents[2]


def texts():
    shared = Path(os.environ.get("KEPU_SHARED", "")) / "notices"
    for folder in (ROOT / "examples/data", ROOT / "tests/notices/data", shared):
        for path in sorted(folder.glob("*.txt")):
            data = path.read_bytes()
            try:
                yield path.stem, data.decode("utf-8-sig")
            except UnicodeDecodeError:
                yield path.stem, data.decode("gb18030")


def read(work, data, name, form):
    path = Path(work, name)
    path.write_bytes(data)
    done = subprocess.run([os.environ["KEPU_COMMAND"], "import", path, "--to", form], capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{name}: exit status {done.returncode}, {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout.decode("utf-8"))


def main():
    faults, count = [], 0
    with tempfile.TemporaryDirectory() as work:
        for stem, text in texts():
            expected = run.facts(read(work, text.encode("utf-8"), stem + ".txt", "facts"))
            for design in pages.DESIGNS:
                page = pages.wrap(text, design)
                found = run.facts(read(work, page, stem + ".html", "facts"))
                for name, rows in expected.items():
                    lines, _ = run.differences(rows, found[name])
                    if lines:
                        faults.append("\n".join([f"{stem} as {design}, {name}: - of the text, + of the page", *lines]))
                source = json.dumps(read(work, page, stem + ".html", "json")["source"], ensure_ascii=False)
                faults += [f"{stem} as {design}: {word} was kept" for word in pages.AROUND if word in source and word not in text]
                count += 1
    print(f"{count} pages")
    if faults:
        sys.exit("\n".join(faults))
    if count < 40:
        sys.exit("too few notices were found: the check itself is broken")


if __name__ == "__main__":
    main()
