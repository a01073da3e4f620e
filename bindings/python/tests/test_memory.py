"""Loading, using and dropping plans ten thousand times leaves memory where it was."""

from __future__ import annotations

import gc
import os
import sys

import pytest
from conftest import QINGHE

import kepu

# Of figures, and of regions: the last row of either is refused.
FIGURES = "indicator,period,value,code,region\n科普专职人员,2023,1,1,甲县\n科普专职人员,x,1,1,甲县\n"
CYCLES, EARLY, ALLOWED = 10000, 1000, 2 * 1024 * 1024


def resident() -> int:
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def cycle(xml: bytes, broken: bytes, number: int) -> None:
    plan = kepu.load(xml)
    kinds = [node.kind for node in plan.nodes]
    matrix = plan.matrix(inherited=bool(number % 2))
    assert kinds and matrix.tally(kepu.Cell.LEAD) and plan.check() and matrix.leaderless[0].provenance
    builder = kepu.Builder()
    builder.add_unit("科协")
    with pytest.raises(kepu.KepuError):
        builder.set("n9", "text", "x")
    assert len(builder.finish().units) == 1
    with pytest.raises(kepu.KepuError):
        kepu.load(broken)
    with kepu.Data(plan) as data:
        assert data.add_csv(FIGURES) and len(data) == 1 and plan.progress(data, "2023")[0].indicator.name
    assert kepu.Regions.from_csv(FIGURES).findings[0].line == 3
    if number % 10 == 0:
        assert kepu.import_notice(QINGHE).findings[0].span and plan.to_facts() and plan.to_bytes(kepu.Format.XML_GZ)
        assert plan.to_json_view() == plan.to_json()


@pytest.mark.skipif(
    not os.path.exists("/proc/self/statm"), reason="the system does not say how much memory is resident"
)
def test_flat(capsys: pytest.CaptureFixture[str]) -> None:
    xml = kepu.import_notice(QINGHE).plan.to_bytes()
    broken = xml[: len(xml) // 2]
    early = 0
    for number in range(1, CYCLES + 1):
        cycle(xml, broken, number)
        if number == EARLY:
            early = resident()
    late = resident()
    with capsys.disabled():
        print(f"\nresident after {EARLY} cycles: {early / 1024:.0f} KiB")
        print(f"resident after {CYCLES} cycles: {late / 1024:.0f} KiB, {(late - early) / 1024:+.0f} KiB")
        sys.stdout.flush()
    assert late - early <= ALLOWED
