"""python -m kepu."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import QINGHE

import kepu
from kepu.__main__ import main


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kepu", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_from_notice_to_matrix(tmp_path: Path) -> None:
    plan, table = tmp_path / "plan.kepu.xml", tmp_path / "matrix.csv"
    ran = run("--lang", "zh", "import", QINGHE, "-o", plan, "--uid", "u-1")
    assert ran.returncode == 0 and "没有责任单位" in ran.stderr and kepu.load(plan).uid == "u-1"
    assert run("import", QINGHE, "--uid", "u-1").stdout.encode("utf-8") == plan.read_bytes()
    shown = run("show", plan)
    assert shown.returncode == 0 and "3.1.1 上好校园科学课" in shown.stdout and "lead: 市教育局" in shown.stdout
    assert run("matrix", plan, "-o", table, "--bom").returncode == 0
    assert table.read_bytes() == kepu.load(plan).matrix().to_csv(bom=True)
    inherited = kepu.load(plan).matrix(inherited=True).to_csv().decode("utf-8")
    assert run("matrix", "--inherited", plan).stdout.splitlines() == inherited.splitlines()


def test_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text('<plan xmlns="urn:kepu:plan:1"', encoding="utf-8")
    assert main(["show", str(broken)]) == 1
    assert capsys.readouterr().err.startswith(f"{broken}:1:")
    assert main(["--lang", "zh", "import", str(tmp_path / "none.txt")]) == 1
    assert "文件不存在" in capsys.readouterr().err
    ran = run("show")
    assert ran.returncode == 2 and "usage" in ran.stderr
    assert kepu.library_version() in run("--version").stdout
