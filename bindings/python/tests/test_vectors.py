"""The plan files of tests/vectors: those with faults fail at their place, the others come back byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import VECTORS, vector_bytes

import kepu

BAD = sorted(path.parent for path in VECTORS.glob("*/error.json"))
GOOD = sorted(path.parent for path in VECTORS.glob("*/expected.xml"))


def test_there_are_vectors() -> None:
    assert len(BAD) > 50
    assert len(GOOD) > 5


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_fault(folder: Path) -> None:
    wanted = json.loads((folder / "error.json").read_text(encoding="utf-8"))
    with pytest.raises(kepu.KepuError) as caught:
        kepu.load(vector_bytes(folder), "plan.xml")
    error = caught.value
    assert (error.code, error.name, error.file) == (wanted["code"], wanted["name"], "plan.xml")
    place = {"line": error.line, "column": error.column, "offset": error.offset}
    assert {key: place[key] for key in wanted if key in place} == {key: wanted[key] for key in wanted if key in place}
    assert error.message(kepu.Language.EN) and error.message(kepu.Language.ZH)
    assert error.message(kepu.Language.EN) != error.message(kepu.Language.ZH)
    assert "plan.xml" in str(error)


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_round_trip(folder: Path, tmp_path: Path) -> None:
    expected = (folder / "expected.xml").read_bytes()
    file = tmp_path / "plan.kepu.xml"
    file.write_bytes(vector_bytes(folder))
    plan = kepu.load(file)
    assert plan.to_bytes() == expected
    assert kepu.load(plan.to_bytes(kepu.Format.XML_GZ)).to_bytes() == expected
    assert kepu.Plan.from_json(plan.to_json()).to_bytes() == expected
    assert kepu.load(plan.to_bytes(kepu.Format.JSON_GZ)).to_bytes() == expected
    wanted = folder / "findings"
    found = [f"{finding.name} {finding.line}:{finding.column}" for finding in plan.findings]
    assert found == (wanted.read_text(encoding="utf-8").splitlines() if wanted.exists() else [])
