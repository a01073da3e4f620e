#!/usr/bin/env python3
"""The Python package and its tests pass mypy --strict, the package at Python 3.9; what its README shows does, too."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import venv_of_tests as venv

PACKAGE = venv.ROOT / "bindings" / "python"
WRONG = """import kepu
plan: kepu.Plan = kepu.import_notice("x")
title: str = kepu.load("x").title
kepu.Builder().add_node(kind="task")
print(kepu.load("x").nodes[0].colour)
"""


def mypy(*arguments):
    with tempfile.TemporaryDirectory() as cache:
        ran = subprocess.run([venv.python(), "-m", "mypy", "--strict", "--cache-dir", cache, *arguments], cwd=PACKAGE,
                             env=venv.environment(MYPYPATH=str(PACKAGE / "src")), capture_output=True, text=True)
    return ran.returncode, ran.stdout + ran.stderr


def expect_good(what, *arguments):
    code, output = mypy(*arguments)
    if code:
        sys.exit(f"{what}:\n{output}")
    print(f"{what}: {output.strip()}")


def main():
    expect_good("package", "--python-version", "3.9", "src/kepu")
    expect_good("tests", "--python-version", "3.11", "tests")
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder) / "shown.py"
        blocks = re.findall(r"^```python\n(.*?)^```", (PACKAGE / "README.md").read_text(encoding="utf-8"), re.S | re.M)
        shown.write_text("\n".join(block if "import kepu" in block else f"import kepu\n{block}" for block in blocks), encoding="utf-8")
        expect_good("README", "--python-version", "3.9", "--allow-redefinition", str(shown))
        wrong = Path(folder) / "wrong.py"
        wrong.write_text(WRONG, encoding="utf-8")
        code, output = mypy(str(wrong))
        missed = [line for line in range(2, 6) if f"wrong.py:{line}: error" not in output]
        if code == 0 or missed:
            sys.exit(f"mistakes that were let through in lines {missed}:\n{output}")


main()
