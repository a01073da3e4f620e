"""Wrong use ends in an error that says so, never in a crash."""

from __future__ import annotations

import inspect
import threading
from functools import partial
from pathlib import Path
from typing import Any, Callable, Iterator, List

import pytest
from conftest import QINGHE

import kepu
from kepu import _core


def fresh() -> kepu.Plan:
    return kepu.import_notice(QINGHE).plan


pytestmark = pytest.mark.usefixtures("nothing_left")


def test_use_after_close() -> None:
    """Every property and every method without arguments of everything in a closed plan."""
    notice = kepu.import_notice(QINGHE)
    plan, matrix, findings, checked = notice.plan, notice.plan.matrix(), notice.findings, notice.plan.check()
    builder, regions = kepu.Builder(), kepu.Regions.from_csv("code,parent\na,\nb,a\n")
    data, progress = kepu.Data(plan), plan.progress(date="2023")
    closable: List[Any] = [notice, plan, matrix, findings, checked, builder, regions, data, progress]
    parts: List[Any] = [plan.nodes[7], plan.units[0], plan.assignments[0], plan.indicators[0], plan.phases[0]]
    parts += [plan.indicators[0].values[0], plan.nodes[7].provenance, findings[0], checked[0], regions[1]]
    for thing in closable:
        thing.close()
        thing.close()
        assert thing.closed and "closed" in repr(thing)
    tried = 0
    for thing in closable + parts:
        for name, use in uses(thing):
            tried += 1
            with pytest.raises(kepu.ClosedError) as caught:
                use()
            assert caught.value.code is kepu.ErrorCode.STATE and "closed" in str(caught.value), (thing, name)
            assert "已关闭" in caught.value.message(kepu.Language.ZH)
    assert tried > 100
    with pytest.raises(kepu.ClosedError):
        with plan:
            pass


# What needs nothing of the library, or what is right to say of something closed.
HARMLESS = {"close", "closed", "plan", "regions", "index", "name", "clear"}


def uses(thing: Any) -> Iterator["tuple[str, Callable[[], Any]]"]:
    for name, member in inspect.getmembers(type(thing)):
        harmless = name in HARMLESS or (isinstance(thing, (kepu.Plan, kepu.Regions)) and name == "findings")
        if name.startswith("_") or (harmless and not (name == "name" and not isinstance(thing, kepu.Finding))):
            continue
        if isinstance(member, property):
            yield name, partial(used, thing, name)
        elif callable(member) and not inspect.ismethod(member) and without_arguments(member):
            yield name, partial(called, thing, name)


def without_arguments(method: Any) -> bool:
    rest = list(inspect.signature(method).parameters.values())[1:]
    return all(p.default is not p.empty or p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in rest)


def used(thing: Any, name: str) -> Any:
    return read(getattr(thing, name))


def called(thing: Any, name: str) -> Any:
    return read(getattr(thing, name)())


def read(value: Any) -> Any:
    return list(value) if inspect.isgenerator(value) else value


def test_sequences_of_a_closed_plan() -> None:
    plan = fresh()
    nodes, iterator = plan.nodes, iter(plan.nodes)
    next(iterator)
    plan.close()
    assert len(nodes) > 0
    with pytest.raises(kepu.ClosedError):
        next(iterator)
    with pytest.raises(kepu.ClosedError):
        nodes[0].title
    assert "Node" in repr(nodes)


@pytest.mark.parametrize(
    "kind",
    [kepu.Plan, kepu.Node, kepu.Unit, kepu.Matrix, kepu.Findings, kepu.Finding, kepu.Import, kepu.Provenance]
    + [kepu.Regions, kepu.TreeRegion, kepu.Progress],
)
def test_not_made_by_calling(kind: type) -> None:
    with pytest.raises(TypeError):
        kind()


def test_wrong_kinds() -> None:
    plan = fresh()
    matrix, builder = plan.matrix(), kepu.Builder()
    wrong: List[Callable[[], object]] = [
        lambda: matrix.row_of(plan.units[0]),  # type: ignore[arg-type]
        lambda: matrix.column_of(plan.nodes[0]),  # type: ignore[arg-type]
        lambda: matrix.select(nodes=plan.units),  # type: ignore[arg-type]
        lambda: matrix.select(units=[None]),  # type: ignore[list-item]
        lambda: matrix.cell("1", 0),  # type: ignore[arg-type]
        lambda: matrix.cell(0, None),  # type: ignore[arg-type]
        lambda: plan.node(7),  # type: ignore[arg-type]
        lambda: plan.units_by_name(b"x"),  # type: ignore[arg-type]
        lambda: plan.nodes["a"],  # type: ignore[call-overload]
        lambda: kepu.Plan.loads("text"),  # type: ignore[arg-type]
        lambda: kepu.load(7),  # type: ignore[arg-type]
        lambda: kepu.Plan.load(b"/tmp/x"),  # type: ignore[arg-type]
        lambda: kepu.load(b"<plan/>", 7),  # type: ignore[arg-type]
        lambda: builder.add_unit(None),  # type: ignore[arg-type]
        lambda: builder.add_unit(b"x"),  # type: ignore[arg-type]
        lambda: builder.set("n1", "text", 1.5),  # type: ignore[arg-type]
        lambda: kepu.parse_date(None),  # type: ignore[arg-type]
        lambda: kepu.Builder.from_plan(matrix),  # type: ignore[arg-type]
        lambda: kepu.Builder.from_plan(None),  # type: ignore[arg-type]
        lambda: plan.to_html(plan),  # type: ignore[arg-type]
        lambda: kepu.Regions.from_csv(Path("x")),  # type: ignore[arg-type]
        lambda: plan.progress(matrix),  # type: ignore[arg-type]
        lambda: kepu.Data(matrix),  # type: ignore[arg-type]
        lambda: kepu.Regions.from_csv_file(b"code"),  # type: ignore[arg-type]
        lambda: kepu.Regions.from_csv("code").find(5),  # type: ignore[arg-type]
    ]
    for use in wrong:
        with pytest.raises((TypeError, kepu.KepuError)):
            use()


def test_parts_of_another_plan() -> None:
    plan = fresh()
    other = kepu.load(plan.to_bytes())
    matrix = plan.matrix()
    assert matrix.row_of(other.nodes[0]) is None and matrix.column_of(other.units[0]) is None
    with pytest.raises(kepu.KepuError) as caught:
        matrix.select(nodes=[other.nodes[0]])
    assert caught.value.code is kepu.ErrorCode.ARGUMENT
    other.close()
    with pytest.raises(kepu.ClosedError):
        matrix.select(nodes=[plan.nodes[0], other_node(plan)])


def other_node(plan: kepu.Plan) -> kepu.Node:
    other = kepu.load(plan.to_bytes())
    node = other.nodes[0]
    other.close()
    return node


def test_numbers_that_do_not_fit() -> None:
    plan = fresh()
    matrix, builder = plan.matrix(), kepu.Builder()
    for use in (
        lambda: builder.add_node(2**32 + int(kepu.Kind.TASK)),
        lambda: builder.add_paragraph("x", line=2**64 + 1),
        lambda: plan.to_bytes(2**32 + 1),
        lambda: matrix.cell(-1, 0),
        lambda: matrix.cell(2**64, 0),
        lambda: matrix.tally(2**40),
        lambda: plan.quote(kepu.Span(-1, 0, 1)),
        lambda: plan.metadata(2**35),
    ):
        with pytest.raises(OverflowError):
            use()
    assert matrix.cell(10**6, 10**6) == 0 and plan.quote(kepu.Span(10**6, 0, 1)) == ""


def test_paths_and_texts_with_nul(tmp_path: Path) -> None:
    plan = fresh()
    for use in (
        lambda: kepu.load("a\0b"),
        lambda: plan.save(str(tmp_path / "x\0y")),
        lambda: kepu.load(b"<plan/>", "a\0b"),
        lambda: plan.save(tmp_path / "x", expected="a\0b"),
        lambda: kepu.file_digest("\0"),
        lambda: kepu.Regions.from_csv_file("a\0b"),
    ):
        with pytest.raises(ValueError):
            use()
    assert list(tmp_path.iterdir()) == [] and plan.node("n\0" + "1") is None


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for source, code in ((tmp_path / "none.xml", kepu.ErrorCode.NOT_FOUND), (tmp_path, kepu.ErrorCode.IS_DIRECTORY)):
        for use in (kepu.load, kepu.import_notice, kepu.file_digest):
            with pytest.raises(kepu.KepuError) as caught:
                use(source)
            assert caught.value.code is code and caught.value.file == str(source) and str(source) in str(caught.value)
    for empty in (b"", bytearray(), memoryview(b"")):
        with pytest.raises(kepu.KepuError) as caught:
            kepu.load(empty)
        assert caught.value.code is kepu.ErrorCode.EMPTY_FILE


def test_builder_in_use_by_another_thread() -> None:
    """One call lasts, because it holds the builder; the others meanwhile get an error."""
    builder = kepu.Builder()
    entered, leave = threading.Event(), threading.Event()

    def slow(_: object) -> None:
        entered.set()
        leave.wait(10)

    worker = threading.Thread(target=builder._alone, args=(slow,))
    worker.start()
    assert entered.wait(10)
    for use in (lambda: builder.add_unit("科协"), builder.finish, lambda: builder.set(None, "uid", "u")):
        with pytest.raises(kepu.BusyError) as caught:
            use()
        assert caught.value.code is kepu.ErrorCode.STATE and "另一个线程" in caught.value.message(kepu.Language.ZH)
    leave.set()
    worker.join()
    builder.add_unit("科协")
    assert len(builder.finish().units) == 1


def test_builder_closed_in_the_middle() -> None:
    builder = kepu.Builder()

    def close(_: object) -> str:
        builder.close()
        return "done"

    assert builder._alone(close) == "done"
    with pytest.raises(kepu.ClosedError):
        builder.add_unit("科协")


def test_handles_are_not_guessed() -> None:
    """The support layer hands out nothing where the library handed out nothing."""
    with pytest.raises(LookupError):
        kepu.Node._sure(None, None)  # type: ignore[arg-type]
    assert kepu.Node._of(None, None) is None  # type: ignore[arg-type]
    with pytest.raises(kepu.KepuError):
        _core.handle_out(lambda out, error: 0)
