#!/usr/bin/env python3
"""README.md does what it says: every command and every example in it is run, in a copy of the project and a home of its own.

The excerpt near its top must be what the command prints, and README.zh-CN.md must have the same blocks. tests/run.sh is
named in README too and is left out here, because this runs inside it; tests/clean-room.sh runs it.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = "tests/run.sh"
FILES = {"c": "leads.c", "cmake": "CMakeLists.txt", "python": "titles.py"}


def blocks(name):
    """(language, text) of each fenced block."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.S | re.M)
    if text.count("\n```") != 2 * len(found):
        sys.exit(f"{name}: blocks that are not closed, or without a language")
    return found


def copy_project(to):
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(".git", "build", "build-*", ".cache", "__pycache__"))


def script(found, folder):
    """README as one shell script; examples are put into files where they stand and built or run."""
    lines = ["set -euo pipefail", "run() { printf '== %s\\n' \"$*\"; \"$@\"; }"]
    for language, text in found:
        if language == "sh":
            for line in text.splitlines():
                if line.strip() == LEFT_OUT:
                    continue
                lines += [f"printf '== %s\\n' {quote(line)}", line]
        elif language in FILES:
            place = folder / ("cmake" if language == "cmake" else ".")
            place.mkdir(exist_ok=True)
            (place / FILES[language]).write_text(text, encoding="utf-8")
            if language == "cmake":
                lines += ["cp leads.c cmake/", "run cmake -S cmake -B cmake/build -DCMAKE_PREFIX_PATH=$HOME/.local",
                          "run cmake --build cmake/build", "run cmake/build/leads qinghe.kepu.xml >cmake/leads.txt",
                          "grep -q 市教育局 cmake/leads.txt"]
            elif language == "python":
                lines += ["python3 titles.py >titles.txt", "grep -q '3.1.1 上好校园科学课' titles.txt"]
        elif language != "text":
            sys.exit(f"README.md: a block in {language or 'no language'}, which this test does not know how to run")
    return "\n".join(lines) + "\n"


def quote(word):
    return "'" + word.replace("'", "'\\''") + "'"


def check_excerpt(text, output):
    """Each run of lines between two … stands in the output, one run after the other."""
    at, printed = 0, output.splitlines()
    for run in re.split(r"^…$", text, flags=re.M):
        wanted = run.strip("\n").splitlines()
        found = [i for i in range(at, len(printed) - len(wanted) + 1) if printed[i:i + len(wanted)] == wanted]
        if wanted and not found:
            sys.exit("README.md: this is not what the quickstart prints (any more):\n" + "\n".join(wanted))
        at = found[0] + len(wanted) if wanted else at


def main():
    found = blocks("README.md")
    runnable = [block for block in found if block[0] != "text"]
    if runnable != [block for block in blocks("README.zh-CN.md") if block[0] != "text"]:
        sys.exit("README.zh-CN.md has other commands or examples than README.md")
    if [block for block in found if block[0] == "text"] != [block for block in blocks("README.zh-CN.md") if block[0] == "text"]:
        sys.exit("README.zh-CN.md has another excerpt than README.md")
    if not any("examples/quickstart.sh" in text for _, text in runnable) or not any(LEFT_OUT in text for _, text in runnable):
        sys.exit("README.md does not name the two commands")
    with tempfile.TemporaryDirectory(prefix="kepu-readme-") as name:
        folder = Path(name)
        project, home = folder / "libkepu", folder / "home"
        home.mkdir()
        copy_project(project)
        env = {key: value for key, value in os.environ.items() if not key.startswith("KEPU_")}
        env.update(HOME=str(home), LD_LIBRARY_PATH="", CI="true")
        ran = subprocess.run(["bash", "-c", script(found, project)], cwd=project, env=env, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = ran.stdout.decode("utf-8")
        if ran.returncode:
            sys.exit(output + f"README.md: status {ran.returncode} after the last command above")
        for language, text in found:
            if language == "text":
                check_excerpt(text, output)
        for file in ("build/quickstart/qinghe-2022.kepu.xml", "build/quickstart/qinghe-2022.matrix.csv"):
            if file not in output or not (project / file).stat().st_size:
                sys.exit(f"examples/quickstart.sh does not say that it wrote {file}, or did not")
        print(f"{len(runnable)} blocks of README.md were run")


main()
