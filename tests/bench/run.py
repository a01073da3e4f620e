#!/usr/bin/env python3
"""Speed and memory side by side with what they are measured by, as ratios (docs/performance.md has the goals and figures).

Each row has two commands that do the same to the same bytes, each in a process of its own that prints its seconds of
processor time and, where it counts, its peak of memory in KiB. They run in turns, and the row's figure is the least time
of the one over the least of the other.

run.py              a short form: little files and one round. It shows that all rows run; its figures mean nothing
run.py --full       the sizes of docs/performance.md, seven rounds; wants a release build (tests/run.sh --bench)
run.py … NAME...    the rows whose names begin so
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import plans  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(os.environ["KEPU_BUILD"]) / "tests"
COMMAND = os.environ["KEPU_COMMAND"]


def run(command):
    """(seconds, KiB) as the command prints them"""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True)
    numbers = [float(word) for word in done.stdout.split()]
    return numbers[0], numbers[1] if len(numbers) > 1 else None


def ratio_of_least(ours, theirs, rounds):
    """The least time of ours over the least of theirs: what else the machine does only adds to a time."""
    pairs = [(run(ours)[0], run(theirs)[0]) for _ in range(rounds)]
    return min(pair[0] for pair in pairs) / max(min(pair[1] for pair in pairs), 1e-9)


def report(name, figure, goal):
    print(f"{name:44} {figure:6.2f}   goal {goal:4.1f}   {'reached' if figure <= goal else 'NOT REACHED'}", flush=True)


def compare(name, goal, ours, theirs, rounds):
    report(name, ratio_of_least(ours, theirs, rounds), goal)


def saved_plan(folder):
    plan = folder / "sample.kepu.xml"
    subprocess.run([COMMAND, "import", ROOT / "examples/data/shuangxi-2024.txt", "-o", plan], check=True, stderr=subprocess.DEVNULL)
    return plan.read_text(encoding="utf-8")


def files(folder, full, rounds):
    """A plan of 200 MB: loaded, against libxml2's SAX2 with handlers that do nothing; saved, against memcpy and fwrite."""
    program = PROGRAMS / "bench_files"
    plan = folder / "big.kepu.xml"
    plans.write(saved_plan(folder), 200_000_000 if full else 500_000, plan)
    size = plan.stat().st_size
    compare(f"files: load {size / 1e6:.1f} MB / SAX2", 1.6, [program, "load", plan], [program, "sax", plan], rounds)
    report("files: peak memory of load / size", run([program, "load", plan])[1] * 1024 / size, 1.5)
    compare(f"files: save {size / 1e6:.1f} MB / memcpy and fwrite", 5, [program, "save", plan], [program, "copy", plan], rounds)


ROWS = [files]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="the sizes of docs/performance.md")
    parser.add_argument("names", nargs="*", metavar="NAME", help="rows whose names begin so")
    arguments = parser.parse_args()
    rows = [row for row in ROWS if not arguments.names or row.__name__.startswith(tuple(arguments.names))]
    with tempfile.TemporaryDirectory(prefix="kepu-bench-") as folder:
        for row in rows:
            row(Path(folder), arguments.full, 7 if arguments.full else 1)


if __name__ == "__main__":
    main()
