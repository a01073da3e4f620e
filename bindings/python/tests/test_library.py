"""The library is looked for where the documentation says, and one that does not fit is refused with words that help."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Optional

import pytest

import kepu

PACKAGE = Path(kepu.__file__).resolve().parent
LIBRARY = Path(kepu.library_path())


def start(folder: Path, code: str = "", **environment: Optional[str]) -> "subprocess.CompletedProcess[str]":
    """A Python that sees the package in a folder and nothing else of ours."""
    kept: Dict[str, str] = {key: value for key, value in os.environ.items() if not key.startswith("KEPU_")}
    kept.update({key: value for key, value in environment.items() if value is not None}, PYTHONPATH=str(folder))
    script = f"import kepu; print(kepu.library_path()); {code}"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=kept, cwd=folder)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package without a library, to be broken."""
    shutil.copytree(PACKAGE, tmp_path / "kepu", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    return tmp_path


def fake(folder: Path, source: str) -> Path:
    compiler = os.environ.get("KEPU_CC") or shutil.which("cc")
    if not compiler:
        pytest.skip("there is no C compiler")
    code, made = folder / "fake.c", folder / "libfake.so"
    code.write_text(source, encoding="utf-8")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, code], check=True)
    return made


def test_environment_first(package: Path) -> None:
    shutil.copy(LIBRARY, package / "kepu" / "libkepu.so")
    assert start(package, KEPU_LIBRARY=str(LIBRARY)).stdout.strip() == str(LIBRARY)


def test_inside_the_package(package: Path) -> None:
    inside = package / "kepu" / "libkepu.so"
    shutil.copy(LIBRARY, inside)
    ran = start(package, KEPU_LIBRARY="")
    assert (ran.stdout.strip(), ran.stderr) == (str(inside.resolve()), "")


def test_of_the_system(package: Path) -> None:
    folder = package / "system"
    folder.mkdir()
    shutil.copy(LIBRARY, folder / f"libkepu.so.{'.'.join(kepu.__version__.split('.')[:2])}")
    assert start(package, LD_LIBRARY_PATH=str(folder)).stdout.startswith("libkepu.so.")


def refused(ran: "subprocess.CompletedProcess[str]", *words: str) -> None:
    last = ran.stderr.strip().splitlines()[-1]
    assert ran.returncode == 1 and "LibraryError" in last and "KEPU_LIBRARY" in last, ran.stderr
    assert all(word in last for word in words), last


def test_not_there(package: Path) -> None:
    refused(start(package, KEPU_LIBRARY="/nowhere/libkepu.so"), "/nowhere/libkepu.so", "could not be loaded")
    if "libkepu" not in (start(package).stdout or "libkepu"):
        refused(start(package), "there is no libkepu.so")


def test_no_library_at_all(package: Path) -> None:
    broken = package / "kepu" / "libkepu.so"
    broken.write_bytes(b"not a library")
    refused(start(package), str(broken.resolve()), "could not be loaded")


def test_no_libkepu(package: Path) -> None:
    made = fake(package, "int something(void) { return 1; }\n")
    refused(start(package, KEPU_LIBRARY=str(made)), str(made), "is no libkepu")


@pytest.mark.parametrize("version", [200, 99, 10000])
def test_other_version(package: Path, version: int) -> None:
    made = fake(package, f"int kepu_version_number(void) {{ return {version}; }}\n")
    found = f"{version // 10000}.{version // 100 % 100}.{version % 100}"
    refused(start(package, KEPU_LIBRARY=str(made)), f"libkepu {found}", f"kepu {kepu.__version__} needs")


def test_incomplete(package: Path) -> None:
    made = fake(package, "int kepu_version_number(void) { return 100; }\n")
    refused(start(package, KEPU_LIBRARY=str(made)), "lacks a function")


def test_can_be_caught_as_import_error(package: Path) -> None:
    code = "try:\n import kepu\nexcept ImportError as error:\n print('caught', error)"
    environment = dict(os.environ, PYTHONPATH=str(package), KEPU_LIBRARY="/nowhere")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert ran.stdout.startswith("caught the library /nowhere")
