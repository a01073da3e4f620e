"""Reading plans: everything that the library offers arrives, as what Python has for it."""

from __future__ import annotations

import datetime
import decimal
import gc
import inspect
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
from conftest import NOTICES, QINGHE, ROOT

import kepu


def test_versions() -> None:
    assert kepu.library_version().split(".")[:2] == kepu.__version__.split(".")[:2]
    assert {"libxml2", "zlib"} <= set(kepu.components())
    assert kepu.library_path()


def test_plan(plan: kepu.Plan) -> None:
    assert plan.uid and plan.uid.startswith("sha256:") and plan.source_digest == plan.uid
    assert plan.revision == 1 and plan.status_token
    assert plan.title == "清禾市全民科学素质行动规划纲要实施方案（2021—2025年）"
    assert plan.document_number == "清政办发〔2022〕17号"
    assert plan.period == ("2021", "2025")
    assert plan.region.name == "清禾市" and plan.region.level is kepu.Level.PREFECTURE
    assert plan.issuers and plan.recipients and plan.basis[0].title and plan.basis[0].number
    assert plan.metadata(kepu.MetadataField.ISSUER) == plan.issuers and plan.metadata(99) == []
    proof = plan.metadata_provenance(kepu.MetadataField.DOCUMENT_NUMBER)
    assert proof and proof.quotes == ["清政办发〔2022〕17号"]
    assert plan.metadata_provenance(kepu.MetadataField.TITLE, 99) is None


def test_outline(plan: kepu.Plan) -> None:
    assert [node.path for node in plan] == [node.path for node in plan.roots]
    assert list(plan.nodes) == [node for root in plan for node in root.walk()]
    for node in plan.nodes:
        assert node.plan is plan and plan.node(node.id) == node and node in plan.nodes_by_path(node.path)
        assert list(node.children) == list(node) and all(child.parent == node for child in node)
        assert [child.next for child in node][:-1] == list(node)[1:]
        assert [child.previous for child in node][1:] == list(node)[:-1]
        assert node.kind is kepu.Kind[(node.kind_token or "").upper()] and node.annex is None
    school = plan.nodes_by_path("3.1.1")[0]
    assert (school.label, school.title, school.level, school.ordinal) == ("1.", "上好校园科学课", 3, "1")
    assert [a.unit.name for a in school.assignments if a.role is kepu.Role.LEAD] == ["市教育局"]
    assert school.title_provenance and school.title_provenance.quotes == ["上好校园科学课"]
    assert school.provenance and school.provenance.check is kepu.Check.UNSEEN and school.provenance.rule
    assert plan.node("n0") is None and plan.nodes_by_path("9.9") == []


def test_units(plan: kepu.Plan) -> None:
    for unit in plan.units:
        assert plan.unit(unit.id) == unit and unit in plan.units_by_name(unit.name)
        assert all(assignment.unit == unit for assignment in unit.assignments)
    by_node = [assignment for node in plan.nodes for assignment in node.assignments]
    assert sorted(a.id for a in by_node) == sorted(a.id for a in plan.assignments)
    assert plan.units_by_name("没有这个单位") == [] and plan.unit("u0") is None


def test_numbers(plan: kepu.Plan, full: kepu.Plan) -> None:
    values = [value for indicator in plan.indicators for value in indicator]
    rate = [value.low for value in values if value.indicator.name == "公民具备科学素质的比例"]
    assert Decimal("8.6") in rate and Decimal("14.5") in rate
    for value in values:
        assert value in value.indicator.values and value.kind in (kepu.ValueKind.TARGET, kepu.ValueKind.BASELINE)
    with decimal.localcontext() as context:
        context.prec = 2  # numbers stay exact whatever the caller counts with
        assert [value.low for indicator in plan.indicators for value in indicator] == [value.low for value in values]
    assert all(value.high is None for value in values if value.high_text is None)
    assert any(value.high is not None for indicator in full.indicators for value in indicator)
    assert any(indicator.factor is not None for indicator in full.indicators)


def properties(thing: object) -> Iterator[Any]:
    for name, member in inspect.getmembers(type(thing)):
        if isinstance(member, property):
            yield name, getattr(thing, name)


def test_every_property_of_a_full_plan(full: kepu.Plan) -> None:
    """Each property gives something in at least one place, and never something of the library's own world."""
    given: Dict[str, bool] = {}
    parts: List[Any] = [
        full,
        *full.nodes,
        *full.units,
        *full.assignments,
        *full.indicators,
        *full.phases,
        *full.annexes,
    ]
    parts += [node for annex in full.annexes for root in annex for node in root.walk()]
    parts += [value for indicator in full.indicators for value in indicator]
    parts += [value for part in parts for _, value in properties(part) if isinstance(value, kepu.Provenance)]
    for part in parts:
        for name, value in properties(part):
            assert not isinstance(value, (bytes, float)), (part, name, value)
            key = f"{type(part).__name__}.{name}"
            given[key] = given.get(key, False) or bool(value)
    empty = {key for key, some in given.items() if not some}
    assert empty <= {"Plan.closed", "Plan.findings", "Provenance.when"}, empty  # when: see test_builder.py


def test_sequences(plan: kepu.Plan) -> None:
    nodes = plan.nodes
    assert nodes[0] == nodes[-len(nodes)] and nodes[-1] == nodes[len(nodes) - 1]
    assert nodes[1:4] == [nodes[1], nodes[2], nodes[3]] and nodes[::-1][0] == nodes[-1]
    assert nodes[3] in nodes and nodes.index(nodes[3]) == 3 and nodes.count(nodes[3]) == 1
    for wrong in (len(nodes), -len(nodes) - 1, 2**70):
        with pytest.raises(IndexError):
            nodes[wrong]
    assert nodes == list(nodes) and nodes != nodes[:-1] and list(reversed(nodes)) == nodes[::-1]
    assert str(len(nodes)) in repr(nodes)


def test_same_part_is_equal(plan: kepu.Plan) -> None:
    assert plan.nodes[0] == plan.nodes[0] and hash(plan.nodes[0]) == hash(plan.nodes[0])
    assert len({plan.nodes[0], plan.nodes[0], plan.nodes[1]}) == 2
    other = kepu.load(plan.to_bytes())
    assert other != plan and other.nodes[0] != plan.nodes[0] and plan.nodes[0] != plan.units[0]


def test_source_text(notice: kepu.Import) -> None:
    """Every character lies in one segment, and Python counts characters as the library does."""
    plan = notice.plan
    text: Dict[int, List[str]] = {}
    for segment in notice.segments:
        text.setdefault(segment.span.paragraph, []).append(plan.quote(segment.span))
    assert ["".join(text.get(i, [])) for i in range(len(plan.paragraphs))] == [p.text for p in plan.paragraphs]
    assert {segment.kind for segment in notice.segments} >= {kepu.SegmentClass.NODE_TITLE, kepu.SegmentClass.UNIT_LIST}
    titles = [s for s in notice.segments if s.kind is kepu.SegmentClass.NODE_TITLE and s.node]
    assert titles and all(plan.quote(s.span).strip("。\n") in (s.node.title or "") for s in titles if s.node)
    assert all(p.line for p in plan.paragraphs)


def test_text_beyond_the_first_plane() -> None:
    builder = kepu.Builder()
    name = "𠮷田县科协😀"  # U+20BB7 and an emoji
    builder.add_unit(name)
    plan = kepu.load(builder.finish().to_bytes())
    assert plan.units[0].name == name and plan.units_by_name(name) == [plan.units[0]]


def test_findings(notice: kepu.Import) -> None:
    findings = notice.findings
    assert len(findings) >= 1 and list(findings)[0].name == findings[0].name
    found = next(finding for finding in findings if finding.code is kepu.FindingCode.LIST_MISSING)
    assert found.severity is kepu.Severity.WARNING
    assert found.line and found.column and found.message() in str(found)
    assert found.message(kepu.Language.ZH) != found.message(kepu.Language.EN)
    assert found.subject and notice.plan.node(found.subject) and found.span
    assert findings.count_of(kepu.Severity.WARNING) == sum(f.severity is kepu.Severity.WARNING for f in findings)
    assert findings[-1:][0].name == findings[len(findings) - 1].name
    checked = notice.plan.check()
    assert "task-without-lead" in [finding.name for finding in checked]
    assert len(notice.plan.findings) == 0 and list(notice.plan.findings) == []


def test_facts(plan: kepu.Plan) -> None:
    facts = plan.facts()
    assert facts["metadata"]["title"] == plan.title
    assert [node["path"] for node in facts["nodes"]] == [node.path for node in plan.nodes]
    assert len(facts["assignments"]) == len(plan.assignments)


def test_json(plan: kepu.Plan, tmp_path: Path) -> None:
    text = plan.to_json()
    assert text == plan.to_bytes(kepu.Format.JSON) and json.loads(text)
    for form in (text, text.decode("utf-8"), bytearray(text), memoryview(text)):
        assert kepu.Plan.from_json(form).to_bytes() == plan.to_bytes()
    view = plan.to_json_view()
    assert view == text and view.readonly and view.nbytes == len(text)
    part = view[10:20]
    plan_again = kepu.Plan.from_json(view)
    del view
    gc.collect()
    clutter = [plan.to_json() for _ in range(10)]
    assert part == text[10:20] and plan_again.to_json() == clutter[0]
    file = tmp_path / "plan.json"
    plan.save(file)
    assert file.read_bytes() == text and kepu.load(file).to_json() == text
    with pytest.raises(kepu.KepuError) as caught:
        kepu.Plan.from_json(text[:-20])
    assert caught.value.line and caught.value.column and caught.value.offset
    with pytest.raises(kepu.KepuError):
        kepu.Plan.from_json(plan.to_bytes())
    with pytest.raises(kepu.KepuError) as caught:
        kepu.Plan.from_json(text, limits={kepu.Limit.BYTES: 100})
    assert caught.value.code is kepu.ErrorCode.LIMIT


def test_dates() -> None:
    quarter = kepu.parse_date("2023-Q2")
    assert quarter == (kepu.Precision.QUARTER, datetime.date(2023, 4, 1), datetime.date(2023, 6, 30))
    with pytest.raises(kepu.KepuError) as caught:
        kepu.parse_date("2023-13")
    assert caught.value.code is kepu.ErrorCode.BAD_DATE


def test_decimals() -> None:
    for text in ("0", "-15.50", "9223372036854775807", "0.000000001", "-0.5"):
        assert kepu.format_decimal(kepu.parse_decimal(text)) == text
    assert kepu.format_decimal(Decimal("1E+3")) == "1000" and kepu.format_decimal(7) == "7"
    for wrong in (Decimal("1E-10"), Decimal(2) ** 63, Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(kepu.KepuError):
            kepu.format_decimal(wrong)
    with pytest.raises(TypeError):
        kepu.format_decimal(0.1)  # type: ignore[arg-type]
    with pytest.raises(kepu.KepuError) as caught:
        kepu.parse_decimal("1e3")
    assert caught.value.code is kepu.ErrorCode.BAD_NUMBER


def test_unknown_numbers_and_tokens() -> None:
    new = kepu.Kind(99)
    assert new == 99 and new.name == "UNKNOWN_99" and new is not kepu.Kind.UNKNOWN and "99" in str(new)
    with pytest.raises(ValueError):
        kepu.Kind("task")  # type: ignore[arg-type]
    xml = kepu.import_notice(QINGHE).plan.to_bytes()
    other = kepu.load(xml.replace(b'kind="task"', b'kind="novelty"').replace(b'version="0.1"', b'version="0.9"', 1))
    strange = [node for node in other.nodes if node.kind_token == "novelty"]
    assert strange and all(node.kind is kepu.Kind.UNKNOWN for node in strange)
    assert "unknown-token" in [finding.name for finding in other.findings]


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_import_from_file_and_bytes(path: Path) -> None:
    by_path, by_bytes = kepu.import_notice(path), kepu.import_notice(path.read_bytes(), path.name)
    assert by_path.plan.to_bytes() == by_bytes.plan.to_bytes()
    assert kepu.import_notice(bytearray(path.read_bytes())).plan.to_bytes() == by_path.plan.to_bytes()
    assert kepu.import_notice(str(path), uid="u-1").plan.uid == "u-1"


def test_import_page() -> None:
    page = (ROOT / "tests/notices/data/guyu-2020.html").read_bytes()  # says gb2312 and has characters beyond it
    notice = kepu.import_notice(page)
    assert notice.plan.title == "谷峪县2020年全民科学素质工作推进方案"
    assert [node.label for node in notice.plan.nodes_by_path("2.1")[0].children] == ["1.", "2.", "3."]  # those of an <ol>
    assert not any("当前位置" in str(paragraph) or "备案号" in str(paragraph) for paragraph in notice.plan.paragraphs)


@pytest.mark.parametrize("name", ["explanation.txt", "directory.html"])
def test_import_no_plan(name: str) -> None:
    notice = kepu.import_notice(ROOT / "tests/notices/no-plan" / name)
    assert [finding.name for finding in notice.findings] == ["no-plan"]
    assert not notice.plan.nodes and not notice.plan.indicators and notice.plan.paragraphs


def test_import_what_cannot_be_read() -> None:
    for content, code in ((b"%PDF-1.7", kepu.ErrorCode.UNKNOWN_TYPE), (b"PK\3\4", kepu.ErrorCode.ARCHIVE),
                          (b"\xff\xd8\xff\xe0", kepu.ErrorCode.PICTURE)):
        with pytest.raises(kepu.KepuError) as raised:
            kepu.import_notice(content)
        assert raised.value.code is code


def test_matrix(plan: kepu.Plan) -> None:
    own, matrix = plan.matrix(), plan.matrix(inherited=True)
    assert not own.inherited and matrix.inherited and matrix.plan is plan
    assert list(matrix.rows) == list(plan.nodes) and {unit.name for unit in matrix.columns} <= {
        u.name for u in plan.units
    }
    assert [entry.assignment for entry in own] == [a for node in plan.nodes for a in node.assignments]
    for entry in matrix.entries:
        cell = matrix.cell(entry.row, entry.column)
        assert cell & (kepu.Cell.INHERITED if entry.inherited else kepu.Cell.OWN)
        assert cell == matrix.cell(matrix.rows[entry.row], matrix.columns[entry.column])
        assert (entry.column, cell) in matrix.row_cells(entry.row) and (entry.row, cell) in matrix.column_cells(
            entry.column
        )
    school = plan.nodes_by_path("3.1.1")[0]
    row = matrix.row_of(school)
    assert row is not None and matrix.rows[row] == school
    assert [entry.assignment for entry in own.row_entries(school)] == list(school.assignments)
    assert sum(own.row_tally(node, kepu.Cell.LEAD) for node in plan.nodes) == own.tally(kepu.Cell.LEAD) == 6
    assert sum(own.column_tally(unit) for unit in own.columns) == own.tally()
    assert len(own.leaderless) == 6 and set(own.unassigned) <= set(own.leaderless) and len(own.idle_units) == 0
    chosen = own.select(nodes=[school], units=[own.columns[0]])
    assert len(chosen.rows) <= 1 and chosen.plan is plan
    assert len(own.select(nodes=[]).rows) == 0 and len(own.select().rows) == len(own.rows)
    assert chosen.row_of(plan.nodes[0]) is None
    with pytest.raises(kepu.KepuError) as caught:
        chosen.cell(plan.nodes[0], 0)
    assert caught.value.code is kepu.ErrorCode.NO_VALUE
    table = own.to_csv(bom=True)
    assert table.startswith(b"\xef\xbb\xbf") and len(table.splitlines()) == len(own.entries) + 1


def test_files(plan: kepu.Plan, tmp_path: Path) -> None:
    file = tmp_path / "方案.kepu.xml.gz"
    plan.save(file, expected="")
    assert file.read_bytes()[:2] == b"\x1f\x8b" and kepu.load(str(file)).to_bytes() == plan.to_bytes()
    digest = kepu.file_digest(file)
    plan.save(file, format=kepu.Format.XML, expected=digest)
    assert file.read_bytes() == plan.to_bytes()
    with pytest.raises(kepu.KepuError) as caught:
        plan.save(file, expected=digest)
    assert caught.value.code is kepu.ErrorCode.CONFLICT and caught.value.file == str(file)
    kepu.save_bytes(file, b"other")
    assert file.read_bytes() == b"other" and [path.name for path in tmp_path.iterdir()] == [file.name]


def test_limits(plan: kepu.Plan) -> None:
    data = plan.to_bytes()
    assert kepu.load(data, limits={kepu.Limit.BYTES: 2 * len(data), kepu.Limit.LEVELS: 3}).uid == plan.uid
    with pytest.raises(kepu.KepuError) as caught:
        kepu.load(data, limits={kepu.Limit.BYTES: len(data) - 1})
    assert caught.value.code is kepu.ErrorCode.LIMIT
    with pytest.raises(kepu.KepuError):
        kepu.load(data, limits={kepu.Limit.DEPTH: 0})


def test_the_page_marks_facts_and_findings() -> None:
    made = kepu.import_notice(QINGHE)
    page = made.plan.to_html(made.findings, kepu.Language.ZH).decode("utf-8")
    assert '<html lang="zh-CN">' in page and 'href="#f1"' in page and 'href="#d' in page
    assert 'href="#d' not in made.plan.to_html().decode("utf-8")
