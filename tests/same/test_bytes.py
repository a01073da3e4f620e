#!/usr/bin/env python3
"""The same bytes come out again: in one process and in others that have their memory elsewhere and filled otherwise, in another
locale, time zone and environment, with another qsort(), from gcc and clang, optimized or not, on x86-64 and on arm64.

Held against each other is all that the library tells of schemes and scores (tell.c; the ready schemes and random ones), and what the
command writes of these and of the sample notices. What cannot be compared on a machine is said.

KEPU_SAME_SCHEMES=N    so many random schemes instead of 50, and nothing may be left out"""
import os
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import builds
import cases
from arm64 import Absent, Failed, run

ROOT = Path(__file__).resolve().parents[2]
SHORT = 50
END_OF_ROUND, HEAD = b"==== end of a round\n", b"==== "

# What goes on around a run and must not be seen in it. Small blocks from mmap lie in the reverse order of those from the heap.
PLAIN = {"LC_ALL": "C", "TZ": "UTC0"}
FILLED = {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "MALLOC_PERTURB_": "85", "HOME": "/nowhere"}
ELSEWHERE = {"LC_ALL": "C", "MALLOC_PERTURB_": "170", "MALLOC_MMAP_THRESHOLD_": "512", "FILLER": "x" * 5000}
TURKISH = {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "America/St_Johns", "MALLOC_ARENA_MAX": "1"}  # 0,5 and a dotless i

Run = namedtuple("Run", "build around name")


def of_process(build, command, around):
    environment = {"PATH": os.environ["PATH"], **around}
    if build.libraries:
        environment["LD_LIBRARY_PATH"] = str(build.libraries)
    return subprocess.run([str(word) for word in (*build.before, *command)], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=900, check=False)


def told(ran, given):
    """What tell says of the cases, once; it has said it twice."""
    arguments = [word for scheme, *more in given for word in ("--", scheme, *more)]
    point = "," if ran.around is TURKISH else "."
    process = of_process(ran.build, [ran.build.program, point, *arguments], ran.around)
    if process.returncode:
        raise Failed(f"{ran.name}: tell ended with {process.returncode}: {process.stderr.decode(errors='replace')}")
    first, second, rest = process.stdout.split(END_OF_ROUND)
    differ(f"{ran.name}, the second time", second, first)
    if rest or first.count(b"\n" + HEAD) != len(given) - 1:
        raise Failed(f"{ran.name}: tell did not tell of {len(given)} cases")
    return first


def commanded(ran, plans):
    """What the command says and writes, and how it ends."""
    parts = []
    with tempfile.TemporaryDirectory() as out:
        for arguments in cases.of_commands(plans, out):
            process = of_process(ran.build, [ran.build.command, *arguments], ran.around)
            if process.returncode not in (0, 1):
                raise Failed(f"{ran.name}: {' '.join(arguments)} ended with {process.returncode}: {process.stderr.decode(errors='replace')}")
            said = (" ".join(arguments).encode(), b"%d" % process.returncode, process.stdout, b"on standard error", process.stderr)
            parts += [HEAD + b"\n".join(said).replace(out.encode(), b"OUT")]
            for path in sorted(Path(out).iterdir()):
                parts += [HEAD + path.name.encode() + b"\n" + path.read_bytes()]
                path.unlink()
    return b"\n".join(parts)


def differ(name, got, expected):
    """Failed, with the first line that is another, where something differs."""
    if got == expected:
        return
    one, other = got.split(b"\n"), expected.split(b"\n")
    at = next((at for at, (line, wanted) in enumerate(zip(one, other)) if line != wanted), min(len(one), len(other)))
    about = next((line for line in reversed(other[:at]) if line.startswith(HEAD)), b"").decode(errors="replace")
    shown = "\n".join(f"{mark} {line.decode(errors='replace')[:400]}" for mark, lines in (("  got     ", one), ("  expected", other))
                      for line in lines[max(at - 1, 0):at + 2])
    raise Failed(f"{name}: other bytes; {about}, line {at + 1}:\n{shown}")


def locales(folder):
    """The folder of a locale that is made for this test."""
    source = Path("/usr/share/i18n/locales/tr_TR")
    if not shutil.which("localedef") or not source.exists():
        raise Absent("no locale with a decimal comma can be made (Debian: locales)")
    if not (folder / "tr_TR.UTF-8").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run(["localedef", "-c", "-i", "tr_TR", "-f", "UTF-8", folder / "tr_TR.UTF-8"])
    return folder


def all_runs(folder, lacking):
    """The runs, the first of which the others are held against; what there is not goes to lacking."""
    build = builds.here(folder)
    runs = [Run(build, PLAIN, "this build"), Run(build, FILLED, "other memory"), Run(build, ELSEWHERE, "memory elsewhere")]

    def attempt(make, around, name=None):
        try:
            made = make()
            runs.append(Run(made, around, name or made.name))
        except Absent as absent:
            lacking.append(" ".join(str(absent).split())[:300])

    def in_turkish():
        TURKISH["LOCPATH"] = str(locales(folder / "locales"))
        return build

    attempt(in_turkish, TURKISH, "another locale")
    runs.append(Run(build, {**PLAIN, "LD_PRELOAD": f"{folder.parent / 'tests' / 'shim_sort.so'}"}, "another sort"))
    attempt(lambda: builds.packaged(folder, build.command), FILLED)
    attempt(lambda: builds.by_the_other_compiler(folder), ELSEWHERE)
    attempt(lambda: builds.for_arm64(folder), FILLED)
    return runs


def plans_of(build, folder):
    process = of_process(build, [build.command, "import", *cases.notices(), "-o", folder], PLAIN)
    if process.returncode not in (0, 1):
        raise Failed(f"the notices were not read: {process.stderr.decode(errors='replace')}")
    return folder


def compare(runs, folder, count):
    given = [[scheme, "", units, *figures] for scheme, units, *figures in cases.examples()] + cases.random_ones(folder, count)
    plans = plans_of(runs[0].build, folder)
    with ThreadPoolExecutor(builds.JOBS) as pool:
        of_tell = [pool.submit(told, ran, given) for ran in runs]
        of_commands = [pool.submit(commanded, ran, plans) for ran in runs]
        for what, work in (("tell", of_tell), ("kepu", of_commands)):
            for ran, done in zip(runs, work):
                differ(f"{what}, {ran.name}", done.result(), work[0].result())
    return len(given), len(of_tell[0].result()) + len(of_commands[0].result())


def main():
    if os.environ.get("KEPU_SANITIZED"):
        print("a build with sanitizers: builds without are compared")
        sys.exit(77)
    if not os.environ.get("KEPU_COMMAND"):
        print("the command kepu is not built")
        sys.exit(77)
    folder, lacking, wanted = Path(os.environ["KEPU_BUILD"]) / "same", [], os.environ.get("KEPU_SAME_SCHEMES")
    try:
        runs = all_runs(folder, lacking)
        with tempfile.TemporaryDirectory() as work:
            count, size = compare(runs, Path(work), int(wanted or SHORT))
    except Failed as failure:
        sys.exit(str(failure))
    said = [f"{count} schemes, {len(cases.notices())} notices, {size / 1e6:.1f} MB: the same bytes twice in one process each, and from "
            + ", ".join(ran.name for ran in runs)] + [f"not compared: {absent}" for absent in lacking]
    print("\n".join(said))
    (folder / "compared.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    if lacking and wanted:
        sys.exit(1)


if __name__ == "__main__":
    main()
