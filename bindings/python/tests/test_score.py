"""Units scored by a scheme: schemes read and built, units and figures, points, ranks, grades, awards, and why."""

from __future__ import annotations

import copy
import gzip
import json
import threading
from decimal import Decimal
from pathlib import Path
from typing import Callable, List

import pytest
from conftest import ROOT

import kepu

pytestmark = pytest.mark.usefixtures("nothing_left")

SCHEME = """<scheme xmlns="urn:kepu:scheme:1" version="0.1" id="办法">
 <group id="县" kinds="县"/>
 <stage id="自评"/>
 <stage id="复核"/>
 <module id="活动" name="科普活动" points="100">
  <criterion id="场次" points="60"><ratio target="10"/></criterion>
  <criterion id="信息" points="40"><ratio target="10"/></criterion>
 </module>
 <grade id="优" from="90"/>
 <grade id="良" from="60"/>
 <grade id="差" from="0"/>
 <award id="先进" quota="1"/>
</scheme>"""
UNITS = "单位,名称,类型\nu1,甲县,县\nu2,乙县,县\nu3,丙县,县\n"
FIGURES = "单位,指标项,数值,佐证\nu1,场次,10,\nu1,信息,7,\nu2,场次,5,台账\nu2,信息,8,\n"


def filled() -> kepu.Inputs:
    inputs = kepu.Inputs(kepu.Scheme.loads(SCHEME))
    assert not inputs.add_units_csv(UNITS)
    assert not inputs.add_csv(FIGURES)
    return inputs


def test_the_shortest_way() -> None:
    folder = ROOT / "examples" / "schemes" / "members"
    inputs = kepu.Inputs(kepu.Scheme.load(folder / "scheme.xml"))
    inputs.add_units_csv_file(folder / "units.csv")
    inputs.add_csv_file(folder / "data.csv")
    with inputs.score() as score:
        lines = [f"{unit.rank} {unit.name} {unit.total} {unit.grade}" for unit in score]
        assert len(lines) == inputs.unit_count > 0 and lines[0].startswith("1 ")
        assert score[0].total is not None and score[0].total >= (score[1].total or 0)


def test_a_scheme_is_a_tree_of_elements(tmp_path: Path) -> None:
    scheme = kepu.Scheme.loads(SCHEME)
    assert scheme.root.id == "办法" and scheme.root.parent is None and scheme.root.kind == "scheme"
    activity = scheme.find("活动")
    assert activity and (activity.kind, activity.name, activity.get("points"), activity.get("weight")) == (
        "module",
        "科普活动",
        "100",
        None,
    )
    assert [below.id for below in activity] == ["场次", "信息"] and activity.parent == scheme.root
    assert [below.kind for below in activity.walk()] == ["module", "criterion", "ratio", "criterion", "ratio"]
    assert [element.kind for element in scheme][:4] == ["scheme", "group", "stage", "stage"]
    assert scheme[-1].id == "先进" and scheme[-1] in scheme.root.children and scheme.find("无") is None
    assert len({activity, scheme[activity.index]}) == 1 and activity != kepu.Scheme.loads(SCHEME)[activity.index]
    assert repr(activity) == "<Element module 活动>" and repr(scheme) == f"<Scheme 办法, {len(scheme)} elements>"
    again = kepu.Scheme.loads(scheme.to_json())
    assert again.to_xml() == scheme.to_xml() and b'"kind": "criterion"' in scheme.to_json()
    scheme.save(tmp_path / "办法.xml")
    assert (tmp_path / "办法.xml").read_bytes() == scheme.to_xml()
    assert kepu.Scheme.loads(gzip.compress(scheme.to_xml())).to_json() == scheme.to_json()


def test_a_scheme_is_built() -> None:
    builder = kepu.SchemeBuilder()
    root = builder.add("scheme")
    builder.set(root, "id", "s")
    criterion = builder.add("criterion", root)
    builder.set(criterion, "id", "a")
    builder.set(criterion, "points", Decimal("7.5"))
    builder.set(builder.add("ratio", criterion), "target", 3)
    with pytest.raises(kepu.KepuError) as caught:
        builder.set(criterion, "colour", "red")
    assert caught.value.code is kepu.ErrorCode.UNKNOWN_FIELD
    with pytest.raises(kepu.KepuError) as caught:
        builder.add("recipe", root)
    assert caught.value.code is kepu.ErrorCode.UNEXPECTED_ELEMENT
    builder.set(criterion, "id", None)
    with pytest.raises(kepu.KepuError) as caught:
        builder.finish()  # and goes on
    assert caught.value.code is kepu.ErrorCode.MISSING_ATTRIBUTE
    builder.set(criterion, "id", "a")
    scheme = builder.finish()
    assert scheme.find("a") == scheme[1] and scheme[1].get("points") == "7.5"
    with pytest.raises(kepu.KepuError) as caught:
        builder.add("module", root)
    assert caught.value.code is kepu.ErrorCode.FINISHED


def test_what_is_wrong_with_a_scheme_has_its_place() -> None:
    with pytest.raises(kepu.KepuError) as caught:
        kepu.Scheme.loads("<scheme xmlns='urn:kepu:scheme:1' version='0.1'>\n<criterion id='a' points='x'/></scheme>")
    assert caught.value.code is kepu.ErrorCode.BAD_VALUE and caught.value.line == 2
    with pytest.raises(kepu.KepuError) as caught:
        kepu.Scheme.load("nowhere.xml")
    assert caught.value.code is kepu.ErrorCode.NOT_FOUND
    (found,) = kepu.Scheme.loads(SCHEME.replace('points="60"', 'points="50"')).check()
    assert (found.line, found.subject) == (5, "活动") and "90" in found.message()
    assert not kepu.Scheme.loads(SCHEME).check()


def test_figures_are_taken_or_refused() -> None:
    inputs = kepu.Inputs(kepu.Scheme.loads(SCHEME))
    inputs.add_unit("u1", "甲县", kind="县")
    inputs.add_unit("u2", group="县")
    assert (inputs.unit_count, len(inputs), repr(inputs)) == (2, 0, "<Inputs, 2 units, 0 figures>") and inputs
    with pytest.raises(kepu.KepuError) as caught:
        inputs.add_unit("u1")
    assert caught.value.code is kepu.ErrorCode.DUPLICATE_ID
    assert not inputs.add({"unit": "甲县", "criterion": "场次", "value": Decimal("10")})
    assert not inputs.add({"单位": "u2", "指标项": "场次", "数值": 5, "理由": None})
    (twice,) = inputs.add({"unit": "u1", "criterion": "场次", "value": 11})
    assert twice.name == "value-twice"
    with pytest.raises(kepu.KepuError) as caught:
        inputs.add({"unit": "u2", "criterion": "信息", "colour": "red"})
    assert caught.value.code is kepu.ErrorCode.UNKNOWN_KEY
    refused = inputs.add({"value": 5})  # nothing is left of the row before
    assert len(refused) == 1 and len(inputs) == 2
    refused = inputs.add_csv("unit,criterion,value\nu9,场次,1\nu2,信息,x\nu2,信息,8\n")
    assert sorted((found.line or 0, found.name) for found in refused) == [(2, "unit-not-listed"), (3, "bad-figure")]
    assert len(inputs) == 3 and inputs.scheme.find("场次")
    assert [found.subject for found in inputs.scheme.check(inputs)] == ["复核"]  # a stage without figures


def test_units_by_rank() -> None:
    inputs = filled()
    score = inputs.score()
    first, second, third = score
    assert (first.id, first.name, first.group, first.grade) == ("u1", "甲县", "县", "良")
    assert (first.total, first.rank) == (Decimal(88), Decimal(1))
    assert first.eligible and not first.provisional and score.stage == "复核" and score.rank_decimals == 0
    assert [second.points(criterion) for criterion in ("场次", "信息", "活动")] == [Decimal(30), Decimal(32), Decimal(62)]
    assert [unit.award("先进") for unit in score] == [
        kepu.AwardResult.YES,
        kepu.AwardResult.QUOTA,
        kepu.AwardResult.NO_TOTAL,
    ]
    assert (third.total, third.rank, third.grade) == (None, None, None)
    assert third.state(score.scheme.root) is kepu.State.NOT_REPORTED and third.points("场次") is None
    assert second.points(inputs.scheme[5]) == 30 and not score.findings
    found = score.find("u2")
    assert found and found.row == 1 and score.find("u9") is None and repr(found) == "<ScoredUnit u2 62>"
    with pytest.raises(KeyError):
        second.points("无")
    with pytest.raises(ValueError):
        second.points(kepu.Scheme.loads(SCHEME)[5])
    assert score.to_csv().decode().splitlines()[1] == "县,1,u1,甲县,88,value,良,false,true,yes,88"
    assert score.to_csv(bom=True).startswith(b"\xef\xbb\xbf") and json.loads(score.to_json())
    with pytest.raises(kepu.KepuError) as caught:
        inputs.add_unit("u4")
    assert caught.value.code is kepu.ErrorCode.STATE
    assert [unit.total for unit in inputs.score("自评")] == [88, 62, None]
    with pytest.raises(kepu.KepuError) as caught:
        inputs.score("终评")
    assert caught.value.code is kepu.ErrorCode.ARGUMENT


def test_why_and_what_it_would_take() -> None:
    second = filled().score()[1]
    lines = second.explain()
    assert lines[0].what is kepu.LineKind.TOTAL and lines[0].points == second.total and lines[0].adds is None
    for index, line in enumerate(lines):  # what lies in a line adds up to it
        below: List[kepu.ExplanationLine] = []
        for later in lines[index + 1 :]:
            if later.depth <= line.depth:
                break
            below += [later] if later.depth == line.depth + 1 and later.adds is not None else []
        assert not below or sum(each.adds or 0 for each in below) == line.points
    (figure,) = (line for line in lines if line.what is kepu.LineKind.INPUT and line.points == 5)
    assert figure.element.id == "场次" and "台账" in figure.text(kepu.Language.ZH) and str(figure) == figure.text()
    assert lines.to_text(kepu.Language.ZH).splitlines()[1].split()[:3] == ["62", "乙县：总分", "62"]
    narrow = lines.to_text(width=40)
    assert "Total" not in narrow and all(len(line) <= 40 for line in narrow.splitlines())
    assert lines.to_html().startswith("<section") and 'class="kepu-score"' in lines.to_html(kepu.Language.ZH)
    assert len(json.loads(lines.to_json())) > 0 and repr(lines) == f"<Explanation, {len(lines)} lines>"
    assert second.need("场次") == 5 and second.need("信息") is None and second.need("场次", kepu.Need.RANK) == 5
    assert all(line.state in (kepu.State.VALUE, kepu.State.NO_VALUE) for line in lines)
    assert [line.text() for line in lines if line.what is kepu.LineKind.NEED and line.depth][0].startswith("场次: 5 more")


def test_figures_of_a_plan() -> None:
    plan = kepu.load(
        b"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='p'><indicators><indicator id='i1' name='x' unit='y'>"
        b"<target time='2025' low='10'/><observation time='2025' low='8'/></indicator></indicators></plan>"
    )
    scheme = kepu.Scheme.loads(
        "<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='a' points='10' indicator='x' take='actual'>"
        "<ratio target='10'/></criterion></scheme>"
    )
    inputs = kepu.Inputs(scheme)
    inputs.add_unit("u1")
    progress = plan.progress(date="2025-12-31")
    assert not inputs.add_progress(progress, "u1")
    with pytest.raises(kepu.KepuError) as caught:
        inputs.add_progress(progress, "u2")
    assert caught.value.code is kepu.ErrorCode.UNKNOWN_ID
    assert len(inputs) == 1 and inputs.score()[0].total == 8


def test_totals_of_a_rollup() -> None:
    rollup = kepu.Rollup(kepu.Regions.from_csv("code,name,parent\na,甲市,\na1,甲一县,a\na2,甲二县,a\n"))
    rollup.add_content("region,indicator,period,value\na1,x,2023,3\na1,x,2024,5\na2,x,2024,2\n")
    scheme = kepu.Scheme.loads(
        "<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='a' points='10' indicator='x' take='actual'>"
        "<ratio target='10'/></criterion></scheme>"
    )
    for period, total in ((None, 7), ("2024", 7), ("2023", 3)):
        inputs = kepu.Inputs(scheme)
        inputs.add_unit("u1", "甲市")
        assert not inputs.add_rollup(rollup, period)
        assert inputs.score()[0].total == total
    inputs = kepu.Inputs(scheme)
    assert [finding.name for finding in inputs.add_rollup(rollup, "2022")] == ["period-not-rolled-up"]
    with pytest.raises(kepu.KepuError):
        inputs.add_rollup(rollup, "today")
    with pytest.raises(TypeError):
        inputs.add_rollup(rollup.regions)  # type: ignore[arg-type]


def test_closing_and_wrong_use() -> None:
    inputs = filled()
    scheme = inputs.scheme
    score = inputs.score()
    unit, lines = score[1], score[1].explain()
    line, element = lines[0], score.scheme.root
    inputs.close()
    scheme.close()
    scheme.close()
    assert unit.points("场次") == 30 and element.id == "办法"  # a score needs neither
    score.close()
    assert line.points == 62 and line.element.kind == "scheme"  # nor an explanation a score
    lines.close()
    uses: List[Callable[[], object]] = [
        lambda: inputs.score(),
        lambda: len(inputs),
        lambda: scheme.to_xml(),
        lambda: unit.total,
        lambda: unit.points("场次"),
        lambda: unit.need("场次"),
        lambda: unit.explain(),
        lambda: score.scheme,
        lambda: line.text(),
        lambda: lines.to_json(),
    ]
    for use in uses:
        with pytest.raises(kepu.ClosedError):
            use()
    assert {repr(thing) for thing in (inputs, scheme, score, unit, lines, line)} == {
        f"<{type(thing).__name__}, closed>" for thing in (inputs, scheme, score, unit, lines, line)
    }
    for thing in (kepu.Score, kepu.ScoredUnit, kepu.Explanation, kepu.ExplanationLine, kepu.Scheme, kepu.Element):
        with pytest.raises(TypeError):
            thing()
    for wrong in (lambda: kepu.Inputs(score), lambda: filled().add_progress(score), lambda: filled().add({"unit": 1.5})):  # type: ignore[arg-type, dict-item]
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(TypeError):
        copy.copy(filled())
    builder = kepu.SchemeBuilder()
    for number in (-1, 2**64):
        with pytest.raises(OverflowError):
            builder.set(number, "id", "a")
    builder.close()
    assert repr(builder) == "<SchemeBuilder, closed>"


def test_what_is_forgotten_is_released() -> None:
    lines = filled().score()[0].explain()
    assert lines[0].element.scheme.find("场次")
    unit = filled().score()[0]
    assert unit.total == 88


def test_one_thread_at_a_time() -> None:
    inputs = kepu.Inputs(kepu.Scheme.loads(SCHEME))
    inputs.add_unit("u1")
    outcomes: List[str] = []

    def add(period: int) -> None:
        for index in range(500):
            try:
                inputs.add({"unit": "u1", "criterion": "场次", "value": index, "evidence": str(period)})
                outcomes.append("added")
            except kepu.BusyError:
                outcomes.append("busy")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("added") >= 1 and len(outcomes) == 2000 and len(inputs) == 1
    score = inputs.score()

    def read() -> None:
        for _ in range(50):
            assert score[0].explain()[0].points == score[0].total

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
