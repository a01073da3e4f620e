#!/usr/bin/env python3
"""The virtual environment that tests of bindings run in: build/venv, with what requirements.txt names. Made where it lacks.

tests/bindings/venv_of_tests.py      make it, print its python
"""
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = Path(__file__).resolve().parent / "requirements.txt"
SKIPPED = 77
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
if os.path.exists(CERTIFICATES):
    os.environ.setdefault("PIP_CERT", CERTIFICATES)  # what this machine trusts, not only what pip brings along


def make(folder, mark):
    shutil.rmtree(folder, ignore_errors=True)
    commands = [[sys.executable, "-m", "venv", folder],
                [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]]
    for command in commands:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if ran.returncode:
            return ran.stdout
    (folder / "mark").write_text(mark, encoding="utf-8")
    return ""


def python():
    """The environment's python. Without a way to make it tests are skipped, but not where CI runs them."""
    folder = ROOT / "build" / "venv"
    mark = hashlib.sha256((sys.version + str(folder)).encode() + REQUIREMENTS.read_bytes()).hexdigest()
    folder.parent.mkdir(exist_ok=True)
    with open(folder.parent / "venv.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run side by side
        written = folder / "mark"
        problem = "" if written.exists() and written.read_text(encoding="utf-8") == mark else make(folder, mark)
    if problem:
        print(f"{folder} could not be made (Debian: python3-venv; pip needs an index):\n{problem}")
        sys.exit(1 if os.environ.get("CI") else SKIPPED)
    return folder / "bin" / "python"


def environment(**more):
    """For the package as it lies in the source folder; nothing is written there."""
    kept = dict(os.environ, PYTHONPATH=str(ROOT / "bindings" / "python" / "src"), PYTHONDONTWRITEBYTECODE="1")
    kept.update(more)
    return kept


if __name__ == "__main__":
    print(python())
