#!/usr/bin/env python3
"""A notice says the same in whatever shape it comes: broken at a width, with other widths of characters, line ends, white
space, encodings, brackets or radicals, letter by letter, or inside a portal's page.

Each notice at hand is changed in one way and read again. The facts must be those of the notice itself, once the change is
undone in both. Only a text that was broken at a width may lose a little: one fact in a hundred of each class.

test_variants.py [--list] [VARIANT...]    Needs the command kepu (KEPU_COMMAND).
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages
import run as answers

ROOT = Path(__file__).resolve().parents[2]
WRAPPED = 0.99
WIDTH = 30

CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·"
SPACED = re.compile(f"(?<=[{CHINESE}])(?=[{CHINESE}])")
WHITE = str.maketrans("", "", "\u00a0\u200b\u3000 ")

FULL = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
HALF = {full: half for half, full in FULL.items()}
# as copies out of PDF files have them: the radicals of Kangxi, and those of simplified characters
RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
RADICALS.update(zip("民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟", "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"))
SWAPPED = str.maketrans({**FULL, **HALF})
PLAIN = str.maketrans(HALF)


def wrapped(text):
    return "\n".join(line[i:i + WIDTH] for line in text.split("\n") for i in range(0, max(len(line), 1), WIDTH))


def sprinkled(character):
    """The character put beside Chinese ones here and there, and at some lines' ends."""
    def change(text):
        chance = random.Random(f"sprinkled {ord(character)}")
        text = SPACED.sub(lambda _: character if chance.random() < 0.15 else "", text)
        return re.sub("\n", lambda _: character + "\n" if chance.random() < 0.3 else "\n", text)
    return change


# what is done to the text, and what undoes it in a fact of either reading
VARIANTS = {
    "as it is": (str, None),
    "wrapped": (wrapped, None),
    "widths": (lambda text: text.translate(SWAPPED), PLAIN),
    "crlf": (lambda text: text.replace("\n", "\r\n"), None),
    "nbsp": (sprinkled("\u00a0"), None),
    "zero width": (sprinkled("\u200b"), WHITE),
    "wide space": (sprinkled("\u3000"), None),
    "gb18030": (str, None),
    "letter-spaced": (lambda text: SPACED.sub(" ", text), None),
    "guillemets": (lambda text: text.replace("《", "«").replace("》", "»"), str.maketrans("«»", "《》")),
    "radicals": (lambda text: text.translate(str.maketrans(RADICALS)), str.maketrans({radical: plain for plain, radical in RADICALS.items()})),
}
VARIANTS.update({f"page, {design}": (lambda text, design=design: pages.wrap(text, design), None) for design in pages.DESIGNS})


def undone(value, table):
    if isinstance(value, str):
        return value.translate(table) if table else value
    if isinstance(value, list):
        return [undone(item, table) for item in value]
    if isinstance(value, dict):
        return {key: undone(item, table) for key, item in value.items()}
    return value


def notices():
    folders = [ROOT / "examples" / "data", ROOT / "tests" / "notices" / "data",
               Path(os.environ.get("KEPU_SHARED", ROOT.parent / "shared")) / "notices"]
    found = [path for folder in folders for path in sorted(folder.glob("*.txt")) if path.with_suffix(".json").exists()]
    return {path.stem: path.read_text(encoding="utf-8-sig") for path in found}


def read(content, name, work):
    path = Path(work, "notice.html" if name.startswith("page") else "notice.txt")
    path.write_bytes(content)
    run = subprocess.run([os.environ["KEPU_COMMAND"], "import", path, "--to", "facts"], capture_output=True)
    if run.returncode not in (0, 1):
        sys.exit(f"{name}: exit status {run.returncode}, {run.stderr.decode(errors='replace')}")
    return json.loads(run.stdout.decode("utf-8"))


def compare(variant, texts, plain, work, show):
    """{class: [agreeing facts, facts before, facts after]} over all notices."""
    change, table = VARIANTS[variant]
    counts = {}
    for stem, text in texts.items():
        content = change(text)
        if isinstance(content, str):
            content = content.encode("gb18030" if variant == "gb18030" else "utf-8")
        after = answers.facts(undone(read(content, variant, work), table))
        before = answers.facts(undone(plain[stem], table))
        for name, rows in before.items():
            lines, hits = answers.differences(rows, after[name])
            counts[name] = [a + b for a, b in zip(counts.get(name, [0, 0, 0]), (hits, len(rows), len(after[name])))]
            if lines and show:
                print(f"{variant}, {stem}, {name}: - before, + after", *lines, sep="\n")
    return counts


def main():
    show = "--list" in sys.argv
    wanted = [name for name in sys.argv[1:] if name != "--list"] or list(VARIANTS)
    texts, failed = notices(), []
    if len(texts) < 12:
        sys.exit(f"only {len(texts)} notices found")
    with tempfile.TemporaryDirectory() as work:
        plain = {stem: read(text.encode("utf-8"), stem, work) for stem, text in texts.items()}
        for variant in wanted:
            least, shares = WRAPPED if variant == "wrapped" else 1, []
            for name, (hits, before, after) in compare(variant, texts, plain, work, show).items():
                share = 2 * hits / (before + after) if before + after else 1
                shares.append(share)
                if share < least:
                    failed.append(f"{variant}, {name}: {share:.4f} of the facts are the same, at least {least} must be")
            print(f"{variant}, {len(texts)} notices: at least {min(shares):.4f} of the facts of each class are the same")
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
