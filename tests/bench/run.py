#!/usr/bin/env python3
"""Speed and memory side by side with what they are measured by, as ratios (docs/performance.md has the goals and figures).

Each row has two commands that do the same to the same bytes, each in a process of its own that prints its seconds of
processor time and, where it counts, its peak of memory in KiB. They run in turns, and the row's figure is the least time
of the one over the least of the other.

run.py              a short form: little files and one round. It shows that all rows run; its figures mean nothing
run.py --full       the sizes of docs/performance.md, seven rounds; wants a release build (tests/run.sh --bench)
run.py … NAME...    the rows whose names begin so
run.py --store      stores the instructions that scoring takes, which then must not grow
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import notices  # noqa: E402
import plans  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(os.environ["KEPU_BUILD"]) / "tests"
COMMAND = os.environ["KEPU_COMMAND"]
STORED = Path(__file__).with_name("instructions.json")
STORE = False  # instructions are written there
GROWN = []  # what makes the whole fail: counts, never times


def run(command):
    """(seconds, KiB) as the command prints them"""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True)
    numbers = [float(word) for word in done.stdout.split()]
    return numbers[0], numbers[1] if len(numbers) > 1 else None


def ratio_of_least(ours, theirs, rounds):
    """The least time of ours over the least of theirs: what else the machine does only adds to a time."""
    pairs = [(run(ours)[0], run(theirs)[0]) for _ in range(rounds)]
    return min(pair[0] for pair in pairs) / max(min(pair[1] for pair in pairs), 1e-9)


def least(command, rounds):
    return min(run(command)[0] for _ in range(rounds))


def report(name, figure, goal):
    print(f"{name:44} {figure:6.2f}   goal {goal:5.2f}   {'reached' if figure <= goal else 'NOT REACHED'}", flush=True)


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


def java_command(folder):
    """How the calls of bench_bindings are made from Java, with the library that is measured; None without a JDK."""
    compiler = shutil.which("javac")
    if not compiler:
        return None
    java, classes, shim = ROOT / "bindings" / "java" / "src", folder / "classes", folder / "libkepu_jni.so"
    include, library = Path(compiler).resolve().parents[1] / "include", Path(os.environ["KEPU_LIBRARY"])
    subprocess.run(["javac", "-nowarn", "-d", classes, *sorted((java / "main" / "java").rglob("*.java")),
                    java / "test" / "java" / "kepu" / "BindingsBench.java"], check=True)
    subprocess.run(["cc", "-O2", "-fPIC", "-shared", "-o", shim, f"-I{ROOT / 'include'}", f"-I{include}", f"-I{include / 'linux'}",
                    *sorted((java / "main" / "c").glob("*.c")), library, f"-Wl,-rpath,{library.parent}"], check=True)
    return ["java", "-Xms512m", f"-Dkepu.library={shim}", "-cp", classes, "kepu.BindingsBench"]


def bindings(folder, full, rounds):
    """A whole plan as JSON from Python and Java against C: of 20 MB, for the first time in a process and often, and of all notices
    at hand; and the import of 1,000 notices from Python."""
    os.environ["PYTHONPATH"] = str(ROOT / "bindings" / "python" / "src")
    notices = sorted(Path(os.environ["KEPU_SHARED"]).glob("notices/*.txt")) or sorted((ROOT / "examples" / "data").glob("*.txt"))
    small = [folder / f"{notice.stem}.kepu.xml" for notice in notices]
    for notice, plan in zip(notices, small):
        subprocess.run([COMMAND, "import", notice, "-o", plan], check=True, stderr=subprocess.DEVNULL)
    big = folder / "bindings.kepu.xml"
    plans.write(saved_plan(folder), 20_000_000 if full else 200_000, big)
    size, often = f"{big.stat().st_size / 1e6:.1f} MB", 20 if full else 2
    c, python, java = [PROGRAMS / "bench_bindings"], [sys.executable, ROOT / "tests/bench/bindings.py"], java_command(folder)
    for name, command in (("Python", python), ("Java", java)):
        if not command:
            print(f"bindings: there is no {name} here")
            continue
        for kind in ("json", "view"):
            for what, count, files in ((f"{size}, first", 1, [big]), (size, often, [big]), (f"{len(small)} notices", 100 * often, small)):
                compare(f"bindings: {name} {kind} {what} / C", 1.3, [*command, kind, count, *files], [*c, "json", count, *files], rounds)
    count = 1000 if full else len(notices)
    compare(f"bindings: Python import {count} notices / C", 1.1, [*python, "import", count, *notices], [*c, "import", count, *notices], rounds)


def imports(folder, full, rounds):
    """Notices, from text in memory to plans, against libxml2's SAX2 over a plan of as many bytes: those of a whole province
    (20 to 60 KB each), and a single one of up to 100 MB, whose time for each byte must not grow."""
    program = PROGRAMS / "bench_files"
    plan = folder / "plan.kepu.xml"
    size = 10_000_000 if full else 500_000
    plans.write(saved_plan(folder), size, plan)
    many = folder / "notices.txt"
    notices.write(many, [20_000 + number * 7919 % 40_000 for number in range(size // 40_000)], 1)
    for name, text in (("many", many), ("one", folder / "notice.txt")):
        if name == "one":
            notices.write(text, [size], 2)
        figure = ratio_of_least([program, "import", text], [program, "sax", plan], rounds)
        report(f"imports: {name}, {text.stat().st_size / 1e6:.1f} MB / SAX2", figure * plan.stat().st_size / text.stat().st_size, 4)
    times = []
    for size in [100_000, 1_000_000, 10_000_000, 100_000_000] if full else [20_000, 100_000, 500_000]:
        text = folder / "growing.txt"
        notices.write(text, [size], 3)
        times.append(least([program, "import", text], rounds) / text.stat().st_size)
        print(f"imports: one of {text.stat().st_size / 1e6:.2f} MB, {times[-1] * 1e9:.1f} ns a byte", flush=True)
    report("imports: time a byte, the longest / 1 MB", times[-1] / times[1], 1.3)


def rollup(folder, full, rounds):
    """The plans of all townships, 20 KB each, in one pass, with all totals, against libxml2's SAX2 over the same files. Memory
    does not depend on how many files there are, only on the figures: gone through twice, which adds none, it is the same."""
    program, count = PROGRAMS / "bench_rollup", 40_000 if full else 400
    plans.write_townships(saved_plan(folder), count, folder)
    add = [program, "add", folder, count]
    size = sum((folder / f"{number}.xml").stat().st_size for number in range(count))
    name = f"rollup: {count:,} files, {size / 1e6:.0f} MB"
    compare(f"{name} / SAX2", 1.6, [*add, 1], [program, "sax", folder, count], min(rounds, 3))
    once, twice = (run([*add, times])[1] / 1024 for times in (1, 2))
    few = run([program, "add", folder, count // 10, 1])[1] / 1024
    print(f"rollup: peak of memory, {count // 10:,} files {few:.1f} MiB, {count:,} files {once:.1f} MiB")
    report("rollup: peak, all files twice / once", twice / once, 1.05)


def instructions(command):
    """How many instructions scoring and explaining take, by callgrind: the same each time, however busy the machine is."""
    with tempfile.TemporaryDirectory(prefix="kepu-count-") as folder:
        counted = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", "--collect-atstart=no",
                                  "--toggle-collect=kepu_score_new", "--toggle-collect=kepu_explanation_new", *map(str, command)],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", counted.stderr).group(1))


def counts(folder, full, rounds):
    """Instructions that scores and explanations take, against those that are stored for this kind of build, and how they grow. A
    tenth more, or more than linear growth, fails, in the short form too; `--store` writes what is counted."""
    if not shutil.which("valgrind"):
        print("score: no valgrind here to count instructions")
        return
    cache = (Path(os.environ["KEPU_BUILD"]) / "CMakeCache.txt").read_text(encoding="utf-8")
    build = re.search(r"^CMAKE_BUILD_TYPE:\w+=(\w*)$", cache, re.MULTILINE).group(1)
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    of_build, found = stored.setdefault(build, {}), []
    for units, criteria in [(600, 12), (6000, 12), (600, 120)] if full else [(600, 12)]:
        name = f"{units} units, {criteria} criteria, {units // 100} explained"
        found.append(instructions([PROGRAMS / "bench_score", "all", units, criteria, units // 100]))
        print(f"score: {name}: {found[-1]:,} instructions; stored: {of_build.get(name, 0):,}", flush=True)
        if found[-1] > of_build.get(name, found[-1]) * 1.1 and not STORE:
            GROWN.append(f"{name}: {found[-1]:,} instructions, {of_build[name]:,} are stored for {build}; run.py --store, if it must be")
        of_build[name] = found[-1]
    if STORE:
        STORED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    for what, more in zip(("units", "criteria"), found[1:]):
        report(f"score: instructions of ten times the {what}", more / found[0], 11)
        if more > found[0] * 11:
            GROWN.append(f"ten times the {what} take {more / found[0]:.2f} times the instructions")


def score(folder, full, rounds):
    """Counties scored, ranked and one in ten explained, with what it would take: ten times the units, or the criteria, take ten
    times as long, and a little for the caches; and explaining a unit takes as long as it did."""
    program, units, criteria = PROGRAMS / "bench_score", 3000 if full else 60, 60 if full else 12
    rounds = min(rounds, 3)
    of = f"score: {units:,} units, {criteria} criteria"
    scored = run([program, "score", units, criteria])
    print(f"{of}, {scored[0] * 1e6 / units / criteria:.2f} us each, {scored[1] / 1024:.1f} MiB", flush=True)
    seconds = least([program, "all", units, criteria, units // 10], rounds)
    print(f"{of}: {seconds:.3f} s with one in ten explained", flush=True)
    for name, more in (("units", (units * 10, criteria)), ("criteria", (units, criteria * 10))):
        report(f"{of}: ten times the {name}", least([program, "all", *more, more[0] // 10], rounds) / seconds, 11)
    of_many = units // 60
    explained = least([program, "explain", units, criteria, of_many], rounds)
    print(f"{of}: {explained * 1e3 / of_many:.2f} ms to explain one, and what it would take", flush=True)
    if full:  # in small groups what it would take is worked out of the whole group
        many = least([program, "explain", units * 10, criteria, of_many], rounds)
        report(f"{of}: explaining one of ten times the units", many / explained, 1.3)
        small = least([program, "explain", 130, criteria, 13], rounds)
        print(f"score: {small * 1e3 / 13:.2f} ms to explain one of a group of 13, {criteria} criteria", flush=True)


ROWS = [files, imports, rollup, bindings, score, counts]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="the sizes of docs/performance.md")
    parser.add_argument("--store", action="store_true", help="store the instructions that are counted, for this kind of build")
    parser.add_argument("names", nargs="*", metavar="NAME", help="rows whose names begin so")
    arguments = parser.parse_args()
    globals()["STORE"] = arguments.store
    rows = [row for row in ROWS if not arguments.names or row.__name__.startswith(tuple(arguments.names))]
    with tempfile.TemporaryDirectory(prefix="kepu-bench-") as folder:
        for row in rows:
            row(Path(folder), arguments.full, 7 if arguments.full else 1)
    if GROWN:
        sys.exit("\n".join(GROWN))


if __name__ == "__main__":
    main()
