#!/usr/bin/env python3
"""Of a portal's page the notice is read, line by line, and nothing of what the portal put around it.

Every notice at hand (those in KEPU_SHARED too, where they are) is put into each design of pages.py. What is read must be
its own lines in their order; only above its title and below its end those may be missing that a portal had added before.
That the facts are the same is for test_variants.py. Needs KEPU_COMMAND.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pages

ROOT = Path(__file__).resolve().parents[2]
HEAD = 16  # lines of a text among which those of an older page may be
WHITE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")


def texts():
    shared = Path(os.environ.get("KEPU_SHARED", "")) / "notices"
    for folder in (ROOT / "examples/data", ROOT / "tests/notices/data", shared):
        for path in sorted(folder.glob("*.txt")):
            data = path.read_bytes()
            try:
                yield path.stem, data.decode("utf-8-sig")
            except UnicodeDecodeError:
                yield path.stem, data.decode("gb18030")


def compact(line):
    return "".join(line.translate(WHITE).split())


def source_of(page, work):
    path = Path(work, "page.txt")  # whatever its name says
    path.write_bytes(page)
    done = subprocess.run([os.environ["KEPU_COMMAND"], "import", path, "--to", "json"], capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"exit status {done.returncode}, {done.stderr.decode(errors='replace')}")
    paragraphs = json.loads(done.stdout.decode("utf-8"))["source"]["paragraphs"]
    return [compact(paragraph["text"]) for paragraph in paragraphs]


def compare(lines, kept, title):
    """What is wrong with the lines that were kept of those of a notice. Above them may stand what the page calls it, and
    the number from an index table."""
    faults, at = [], 0
    while kept and kept[0] not in lines and (kept[0] == title or kept[0].endswith("号")):
        kept = kept[1:]
    for number, line in enumerate(lines):
        if at < len(kept) and kept[at] == line:
            at += 1
        elif number >= HEAD and (at < len(kept) or "。" in line or line.endswith("）")):
            return faults + [f"line {number + 1} is missing: {line[:40]}"]
    return faults + [f"a line was added: {line[:60]}" for line in kept[at:]]


def main():
    faults, count = [], 0
    with tempfile.TemporaryDirectory() as work:
        for stem, text in texts():
            lines = [compact(line) for line in text.splitlines() if compact(line)]
            for design in pages.DESIGNS:
                kept = source_of(pages.wrap(text, design), work)
                faults += [f"{stem} as {design}: {fault}" for fault in compare(lines, kept, compact(pages.title_of(text.splitlines())))]
                faults += [f"{stem} as {design}: {word} was kept" for word in pages.AROUND
                           if word not in text and any(word in line for line in kept)]
                count += 1
    print(f"{count} pages")
    if faults:
        sys.exit("\n".join(faults))
    if count < 30:
        sys.exit("too few notices were found: the check itself is broken")


if __name__ == "__main__":
    main()
