#!/usr/bin/env python3
"""The real notices (KEPU_SHARED, else ../shared beside the project) are read as well as was agreed.

Their own score.py compares; here its figures are held against the limits. Needs the command kepu (KEPU_COMMAND).
"""
import collections
import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

NOTICES = ["cast-2022", "neimenggu-2016", "qiannan-2022", "yanfeng-2023", "yuyao-2018"]
TOGETHER = {"nodes": 0.98, "titles": 0.98, "assignments": 0.98, "groups": 0.98, "kinds": 0.95, "metadata": 0.90, "units": 0.98}
ALONE = {"assignments": 0.97}
WRONG_INDICATORS = WRONG_PHASES = 2
INVENTED = 3


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


class Block:
    """What score.py prints of one notice, or of all."""

    def __init__(self):
        self.f1, self.figures, self.facts = {}, {}, {}
        self.missed = collections.defaultdict(collections.Counter)    # class of fact -> node -> how many
        self.invented = collections.defaultdict(collections.Counter)


def parse(text):
    blocks, block, current = {}, None, None
    for line in text.splitlines():
        if not line.startswith(" "):
            block = blocks.setdefault(line.strip(), Block())
        elif match := re.match(r"  (\w+) +P .* F1 +([\d.]+) +\((\d+) of (\d+), (\d+) given\)", line):
            current = match.group(1)
            block.f1[current] = float(match.group(2))
            block.facts[current] = int(match.group(4))
        elif match := re.match(r"  (\w+) +(?:likeness +)?([\d.]+)$", line):
            block.figures[match.group(1)] = float(match.group(2))
        elif match := re.match(r"    ([-+]) (\S+)", line):
            (block.missed if match.group(1) == "-" else block.invented)[current][match.group(2)] += 1
    return blocks


def wrong(block, *classes):
    """Facts that are wrong, missed or invented: one that is wrong shows once on each side, a wrong quote is no second one."""
    def side(counts):
        nodes = {node for name in classes for node in counts[name]}
        return sum(max(counts[name][node] for name in classes) for node in nodes)
    return max(side(block.missed), side(block.invented))


def check_scores(folder, faults):
    command = shlex.quote(os.environ["KEPU_COMMAND"]) + " import --to facts {}"
    done = run(sys.executable, folder / "score.py", "--list", "--cmd", command)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        sys.exit(f"score.py: exit status {done.returncode}\n{text}{done.stderr.decode('utf-8', 'replace')}")
    blocks = parse(text)
    together = blocks.pop("all")
    if sorted(blocks) != NOTICES:
        faults.append(f"notices compared: {', '.join(sorted(blocks))}")
    indicators = sum(wrong(block, "indicators", "quotes") for block in blocks.values())
    phases = sum(wrong(block, "phases") for block in blocks.values())
    print(f"indicators wrong: {indicators}, phases wrong: {phases}")
    for name, limit in TOGETHER.items():
        print(f"{name}: F1 {together.f1[name]:.4f} of {together.facts[name]} facts")
        if together.f1[name] < limit:
            faults.append(f"all, {name}: F1 {together.f1[name]:.4f}, at least {limit}")
    if indicators > WRONG_INDICATORS:
        faults.append(f"all: {indicators} indicators wrong, at most {WRONG_INDICATORS}")
    if phases > WRONG_PHASES:
        faults.append(f"all: {phases} phases wrong, at most {WRONG_PHASES}")
    if together.figures["swapped"]:
        faults.append(f"all: {together.figures['swapped']:.0f} units given another role than theirs")
    if together.figures["invented"] > INVENTED:
        faults.append(f"all: {together.figures['invented']:.0f} units given to nodes that do not name them")
    for ident, block in blocks.items():
        for name, limit in ALONE.items():
            if block.f1[name] < limit:
                faults.append(f"{ident}, {name}: F1 {block.f1[name]:.4f}, at least {limit}")
        if block.figures["order"] != 1:
            faults.append(f"{ident}: order {block.figures['order']}")
    if faults:
        print(text)


def check_matrix(folder, faults):
    expected = json.loads((folder / "qiannan-2022.json").read_text(encoding="utf-8"))["assignments"]
    wanted = {(row["node"], row["role"], "".join(row["unit"].split()), row["group"]) for row in expected}
    with tempfile.TemporaryDirectory() as work:
        plan = Path(work, "plan.kepu.xml")
        for command in (["import", folder / "qiannan-2022.txt", "-o", plan], ["matrix", plan, "--to", "csv"]):
            done = run(os.environ["KEPU_COMMAND"], *command)
            if done.returncode not in (0, 1):
                sys.exit(f"kepu {command[0]}: exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))
    found = {(row["path"], row["role"], "".join(row["unit"].split()), row["group"] == "true") for row in rows}
    for sign, facts in (("-", wanted - found), ("+", found - wanted)):
        faults += [f"matrix of qiannan-2022: {sign} {' '.join(map(str, fact))}" for fact in sorted(facts)]
    if len(rows) != 289 or len({row["unit"] for row in rows}) != 45 or len({row["path"] for row in rows}) != 47:
        faults.append(f"matrix of qiannan-2022: {len(rows)} rows, {len({row['unit'] for row in rows})} units, "
                      f"{len({row['path'] for row in rows})} nodes")


def main():
    folder = Path(os.environ["KEPU_SHARED"]) / "notices"
    if not (folder / "score.py").is_file():
        print(f"{len(NOTICES)} notices skipped: there is no {folder}")
        sys.exit(77)
    faults = []
    check_scores(folder, faults)
    check_matrix(folder, faults)
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
