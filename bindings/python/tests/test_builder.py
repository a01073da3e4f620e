"""Making plans: every part, every kind of mistake, and ids that stay what they were."""

from __future__ import annotations

from decimal import Decimal
from typing import Callable

import pytest

import kepu


def small() -> kepu.Builder:
    builder = kepu.Builder()
    part = builder.add_node(kepu.Kind.PART, label="一、", title="总的要求")
    task = builder.add_node(kepu.Kind.TASK, parent=part, label="（一）", title="办讲座")
    unit = builder.add_unit("教育局")
    builder.add_assignment(task, unit, kepu.Role.LEAD)
    return builder


def test_every_part() -> None:
    with kepu.Builder() as builder:
        builder.set_title("工作要点")
        builder.set(None, "uid", "u-1")
        builder.add_metadata(kepu.MetadataField.PERIOD, "2021/2025")
        builder.add_metadata(kepu.MetadataField.BASIS, "实施方案", number="国发〔2021〕9号")
        builder.add_paragraph("一、办讲座 12 场", line=3)
        task = builder.add_node(kepu.Kind.TASK, label="一、", title="办讲座")
        builder.set(task, "due-date", "2024-06")
        builder.set(task, "ongoing", True)
        builder.add_span(task, kepu.Span(0, 2, 3), field="title")
        builder.set_check(task, kepu.Check.CONFIRMED, by="张三", when="2024-01-02", field="title")
        group = builder.add_unit("各成员单位", group=True)
        unit = builder.add_unit("科协")
        builder.set(group, "member", unit)
        builder.set(unit, "alias", "科学技术协会")
        builder.add_assignment(task, unit, kepu.Role.LEAD)
        indicator = builder.add_indicator("场次", kepu.Comparison.AT_LEAST, node=task, unit="场")
        builder.set(indicator, "factor", Decimal("1.5"))
        builder.add_value(indicator, kepu.ValueKind.TARGET, time="2024", low=12, high=Decimal("20.50"))
        builder.add_phase(label="起步", start="2021", end="2022", text="动员")
        annex = builder.add_annex(label="附件1", title="任务表")
        inner = builder.add_node(kepu.Kind.TASK, parent=annex, title="另一件事")
        plan = builder.finish()
    assert builder.closed
    node = plan.node(task)
    assert node and (node.title, node.due_date, node.ongoing) == ("办讲座", "2024-06", True)
    proof = node.title_provenance
    assert proof and proof.quotes == ["办讲座"] and (proof.check, proof.by, proof.when) == (2, "张三", "2024-01-02")
    assert plan.uid == "u-1" and plan.basis == [("实施方案", "国发〔2021〕9号")] and plan.paragraphs[0].line == 3
    found = plan.unit(group)
    assert found and found.is_group and [member.id for member in found.members] == [unit]
    value = plan.indicators[0].values[0]
    assert (value.low, value.high, value.high_text) == (Decimal(12), Decimal("20.50"), "20.50")
    assert str(value.high) == "20.50" and plan.indicators[0].factor == Decimal("1.5")
    assert plan.phases[0].label == "起步" and plan.phases[0].text == "动员"
    assert plan.annexes[0].roots[0].id == inner and plan.annexes[0].roots[0].annex == plan.annexes[0]
    assert kepu.load(plan.to_bytes()).to_bytes() == plan.to_bytes()


MISTAKES = {
    "unknown parent": (kepu.ErrorCode.UNKNOWN_ID, lambda b: b.add_node(kepu.Kind.TASK, parent="n999")),
    "unknown unit": (kepu.ErrorCode.UNKNOWN_ID, lambda b: b.add_assignment("n1", "u999")),
    "unknown part": (kepu.ErrorCode.UNKNOWN_ID, lambda b: b.set("n999", "due-date", "2024")),
    "unknown field": (kepu.ErrorCode.UNKNOWN_FIELD, lambda b: b.set("n1", "colour", "red")),
    "bad date": (kepu.ErrorCode.BAD_DATE, lambda b: b.set("n1", "due-date", "2024-13")),
    "half a pair": (kepu.ErrorCode.BAD_UTF8, lambda b: b.add_unit("\ud842")),
    "not for XML": (kepu.ErrorCode.BAD_CHARACTER, lambda b: b.add_unit("a\x01b")),
    "NUL": (kepu.ErrorCode.BAD_CHARACTER, lambda b: b.add_unit("a\x00b")),
    "empty name": (kepu.ErrorCode.ARGUMENT, lambda b: b.add_unit("")),
    "unknown kind": (kepu.ErrorCode.ARGUMENT, lambda b: b.add_node(99)),
    "no such indicator": (kepu.ErrorCode.UNKNOWN_ID, lambda b: b.set_value("i9", 0, "low", 1)),
    "under itself": (kepu.ErrorCode.CYCLE, lambda b: b.move("n1", "n2")),
    "no such metadata": (kepu.ErrorCode.ARGUMENT, lambda b: b.remove_metadata(kepu.MetadataField.TITLE, 0)),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistake_changes_nothing(mistake: "tuple[kepu.ErrorCode, Callable[[kepu.Builder], object]]") -> None:
    code, make = mistake
    builder = small()
    with pytest.raises(kepu.KepuError) as caught:
        make(builder)
    assert caught.value.code is code and caught.value.message() and caught.value.message(kepu.Language.ZH)
    assert builder.finish().to_bytes() == small().finish().to_bytes()


def test_mistake_names_the_id() -> None:
    with pytest.raises(kepu.KepuError) as caught:
        small().set("n999", "due-date", "2024")
    assert "n999" in str(caught.value) and "n999" in caught.value.message(kepu.Language.ZH)


def test_numbers_are_exact() -> None:
    builder = kepu.Builder()
    rate = builder.add_indicator("比例", unit="%")
    for number in (Decimal("0.1"), 7, "0.350", Decimal("1E+2")):
        builder.add_value(rate, low=number)
    with pytest.raises(TypeError):
        builder.add_value(rate, low=0.1)  # type: ignore[arg-type]
    with pytest.raises(kepu.KepuError) as caught:
        builder.add_value(rate, low="many")
    assert caught.value.code is kepu.ErrorCode.BAD_NUMBER
    values = builder.finish().indicators[0].values
    assert [value.low_text for value in values] == ["0.1", "7", "0.350", "100"]


def test_spent_after_finishing() -> None:
    builder = small()
    plan = builder.finish()
    for again in (lambda: builder.add_unit("科协"), builder.finish):
        with pytest.raises(kepu.KepuError) as caught:
            again()
        assert caught.value.code is kepu.ErrorCode.FINISHED
    builder.close()
    assert [node.path for node in plan.nodes] == ["1", "1.1"]


def test_parts_stand_for_their_ids(plan: kepu.Plan) -> None:
    builder = small()
    with pytest.raises(TypeError):
        builder.set(7, "due-date", "2024")  # type: ignore[arg-type]
    finished = small().finish()
    builder.set(finished.nodes[1], "due-date", "2024")
    node = builder.finish().node(finished.nodes[1].id)
    assert node and node.due_date == "2024"


def test_next_revision_keeps_ids_and_what_nobody_changed(full: kepu.Plan) -> None:
    before = full.to_bytes()
    with full.change() as builder:
        again = builder.finish()
    assert again.revision == full.revision + 1 and [n.id for n in again.nodes] == [n.id for n in full.nodes]
    old, new = b'revision="%d"' % full.revision, b'revision="%d"' % again.revision
    assert again.to_bytes() == before.replace(old, new, 1) and full.to_bytes() == before


def test_change_move_and_remove(plan: kepu.Plan) -> None:
    school, camp = plan.nodes_by_path("3.1.1")[0], plan.nodes_by_path("3.1.2")[0]
    builder = plan.change()
    builder.set(school, "title", "上好科学课")
    builder.move(camp, school.parent, before=school)
    builder.remove(plan.nodes_by_path("4")[0])
    lead = next(a for a in school.assignments if a.role is kepu.Role.LEAD)
    builder.set(lead, "role", "responsible")
    rate = plan.indicators[0]
    builder.add_value(rate, kepu.ValueKind.OBSERVATION, time="2024", low=Decimal("13.2"))
    last = len(rate.values)
    builder.set_value(rate, last, "low", Decimal("13.25"))
    builder.move_value(rate, last, 0)
    builder.remove_value(rate, 1)
    builder.set_metadata(kepu.MetadataField.TITLE, 0, "新方案")
    builder.add_metadata(kepu.MetadataField.RECIPIENT, "各单位")
    builder.move_metadata(kepu.MetadataField.RECIPIENT, len(plan.recipients), 0)
    builder.remove_metadata(kepu.MetadataField.ISSUER, 0)
    builder.remove_provenance(school, field="title")
    made = builder.finish()
    kept = made.node(school.id)
    assert kept and kept.parent and [n.id for n in kept.parent.children] == [camp.id, school.id]
    assert kept.title == "上好科学课" and kept.title_provenance is None
    assert len(made.nodes) < len(plan.nodes) and made.title == "新方案" and made.recipients[0] == "各单位"
    assert len(made.issuers) == len(plan.issuers) - 1
    assert [a.role for a in made.assignments if a.id == lead.id] == [kepu.Role.RESPONSIBLE]
    assert made.indicators[0].values[0].low == Decimal("13.25")
    assert plan.nodes_by_path("3.1.1")[0].title == "上好校园科学课"


def test_removing_what_others_refer_to(plan: kepu.Plan) -> None:
    unit = next(unit for unit in plan.units if len(unit.assignments) > 0)
    builder = plan.change()
    with pytest.raises(kepu.KepuError) as caught:
        builder.remove(unit)
    assert unit.id in str(caught.value) or caught.value.path == unit.id
    builder.remove(unit, references=True)
    made = builder.finish()
    assert made.unit(unit.id) is None and len(made.assignments) == len(plan.assignments) - len(unit.assignments)


def test_removed_ids_do_not_come_back() -> None:
    builder = small()
    gone = builder.add_unit("科协")
    builder.remove(gone)
    again = builder.add_unit("科协")
    assert again != gone
    plan = kepu.load(builder.finish().to_bytes())
    assert plan.change().add_unit("文旅局") not in (gone, again)
