"""Looking a plan over, and reading its notice again."""

from __future__ import annotations

import csv
import io
import json

import kepu
import pytest
from conftest import QINGHE


def test_what_is_done_in_a_review_is_noted_down(plan: kepu.Plan) -> None:
    node = next(node for node in plan.nodes if node.assignments and node.indicators)
    assignment, indicator = node.assignments[0], node.indicators[0]
    with kepu.Builder.from_plan(plan) as builder:
        builder.set_reviewer("张三", "2024-05-01")
        builder.confirm(node)
        builder.confirm(field="title")
        builder.set_fact(assignment, "unit", "新设的局")
        builder.set_fact(indicator, "value", 99)
        builder.remove(node.assignments[1])
        looked_over = builder.finish()
    now = looked_over.node(node.id)
    assert now and now.provenance and (now.provenance.check, now.provenance.by) == (kepu.Check.CONFIRMED, "张三")
    assert now.assignments[0].unit.name == "新设的局"
    unit, value, removed = looked_over.changes
    assert (unit.action, unit.part, unit.id, unit.field) == (kepu.ChangeAction.SET, kepu.PartKind.ASSIGNMENT, assignment.id, "unit")
    assert (unit.was, unit.by, unit.when, unit.parent) == (assignment.unit.id, "张三", "2024-05-01", None)
    assert (value.part_token, value.field, value.now, value.action_token) == ("indicator", "value:0:low", "99", "set")
    assert (removed.action, removed.parent) == (kepu.ChangeAction.REMOVE, node.id)
    assert "Change remove" in repr(removed)
    with kepu.Builder.from_plan(looked_over) as builder:
        builder.set_reviewer("李四")
        builder.undo(assignment)
        back = builder.finish()
    again = back.node(node.id)
    assert again and again.assignments[0].unit.name == assignment.unit.name
    assert kepu.Plan.from_json(back.to_json()).to_bytes() == back.to_bytes()


def test_nothing_is_confirmed_by_nobody(plan: kepu.Plan) -> None:
    with kepu.Builder.from_plan(plan) as builder, pytest.raises(kepu.KepuError) as caught:
        builder.confirm(plan.nodes[0])
    assert caught.value.code == kepu.ErrorCode.ARGUMENT


def test_doubts_are_listed_with_their_text(plan: kepu.Plan) -> None:
    doubts = plan.doubts()
    rows = list(csv.DictReader(io.StringIO(doubts.to_csv(plan, kepu.Language.ZH, bom=True).decode("utf-8-sig"))))
    assert len(rows) == len(doubts) and [row["subject"] for row in rows] == [doubt.subject for doubt in doubts]
    objects = json.loads(doubts.to_json(plan))
    title = objects[0]
    assert (title["subject"], title["code"], title["words"]) == ("title:0", "unchecked", title["words"])
    assert title["words"] and title["words"] in plan.paragraphs[doubts[0].span[0] if doubts[0].span else 0].text
    assert json.loads(doubts.to_json())[0]["words"] is None
    with kepu.Builder.from_plan(plan) as builder:
        builder.set_reviewer("张三")
        for doubt in doubts:
            assert doubt.subject
            if ":" in doubt.subject:
                builder.confirm(field=doubt.subject)
            else:
                builder.confirm(doubt.subject)
        assert len(builder.finish().doubts()) == 0


def test_the_same_text_again_is_the_same_plan(plan: kepu.Plan) -> None:
    with kepu.Builder.from_plan(plan) as builder:
        builder.set_reviewer("张三")
        builder.remove(plan.assignments[0])
        looked_over = builder.finish()
    same = kepu.import_notice(QINGHE).plan.onto(looked_over)
    assert same == looked_over and same.to_bytes() == looked_over.to_bytes()
    assert [finding.code for finding in same.findings] == [kepu.FindingCode.REMOVED_AGAIN]
    other = kepu.import_notice(QINGHE.read_bytes().replace("牵头单位".encode(), "责任单位".encode())).plan.onto(looked_over)
    assert other != looked_over and other.revision == looked_over.revision + 1
    assert [node.id for node in other.nodes] == [node.id for node in looked_over.nodes]
