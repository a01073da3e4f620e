#!/usr/bin/env python3
"""The Python package's tests leave no block behind that the library asked for, and touch none that is not theirs.

In a build with sanitizers Python runs with ASan preloaded, else under valgrind where the build asks for it. Python's own
leaks do not count: only what has a frame of ours. That a leak would be found is tried out first.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "bindings"))

import venv_of_tests as venv  # noqa: E402

TESTS = ["test_plan.py", "test_builder.py", "test_score.py", "test_misuse.py", "test_lifetime.py"]
# Left out: what starts other programs, and what would take minutes because it counts on time or reads hundreds of MB.
LEFT_OUT = "not hammered and not ending_with and not any_order and not four_threads and not while_others"
LEAK = """
import kepu, gc
from kepu._library import raw
plan = kepu.import_notice(SAMPLE).plan
raw.kepu_plan_ref(plan._address)  # nobody gives this one back
del plan
gc.collect()
"""
OURS = r"libkepu\.so|\bkepu_\w+|\bkp_\w+"
ASAN = r"^(?:Direct|Indirect) leak of.*?(?=^\n|\Z)|^==\d+==ERROR: (?!LeakSanitizer).*?(?=^\n|\Z)"
VALGRIND = r"^==\d+== (?:[\d,() a-z]*bytes in [\d,]+ blocks? (?:are|is) (?:definitely|indirectly|possibly) lost|Invalid|" \
           r"Conditional jump|Use of uninit|Syscall param|Mismatched|Source and dest).*?(?=^==\d+== \n|\Z)"


def under_asan(compiler):
    preload = [subprocess.run([compiler, f"-print-file-name=lib{name}.so"], capture_output=True, text=True).stdout.strip()
               for name in ("asan", "ubsan")]
    if not os.path.isabs(preload[0]):
        print(f"{compiler} has no libasan.so to preload")
        sys.exit(venv.SKIPPED)
    report = {"ASAN_OPTIONS": "detect_leaks=1:exitcode=0:halt_on_error=1:fast_unwind_on_malloc=0:log_path={}",
              "LD_PRELOAD": " ".join(path for path in preload if os.path.isabs(path))}
    return [], report, ASAN


def under_valgrind():
    if os.environ.get("KEPU_TEST_VALGRIND") != "1" or not shutil.which("valgrind"):
        print("a build with neither sanitizers nor valgrind")
        sys.exit(venv.SKIPPED)
    return ["valgrind", "--leak-check=full", "--show-leak-kinds=definite,indirect,possible", "--num-callers=30",
            "--log-file={}"], {}, VALGRIND


def reported(way, arguments):
    """Blocks of the report that have a frame of ours, and what Python printed."""
    prefix, settings, pattern = way
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        environment = venv.environment(PYTHONMALLOC="malloc", **{key: text.format(log) for key, text in settings.items()})
        ran = subprocess.run([*(part.format(log) for part in prefix), venv.python(), *arguments], env=environment,
                             cwd=ROOT / "bindings" / "python", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
        text = "".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder).glob("log*")))
    if ran.returncode:
        sys.exit(f"{text[-4000:]}\n{ran.stdout[-4000:]}\nstatus {ran.returncode}")
    return [block for block in re.findall(pattern, text, re.S | re.M) if re.search(OURS, block)], ran.stdout


def main():
    sanitized = os.environ.get("KEPU_SANITIZED") == "1"
    way = under_asan(os.environ.get("KEPU_CC", "cc")) if sanitized else under_valgrind()
    sample = ROOT / "examples" / "data" / "qinghe-2022.txt"
    found, _ = reported(way, ["-c", LEAK.replace("SAMPLE", repr(str(sample)))])
    if not found:
        sys.exit("a leak that was made on purpose is not reported: the check itself is broken")
    found, output = reported(way, ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", LEFT_OUT,
                                   *(f"tests/{name}" for name in TESTS)])
    if found:
        sys.exit("\n\n".join(found[:5]) + f"\n{len(found)} reports with a frame of ours")
    print(f"{'ASan' if sanitized else 'valgrind'}: {output.strip().splitlines()[-1]}; nothing of ours is left")


main()
