"""Whatever is released in whatever order, nothing that is still held goes away, and nothing stays that nobody holds."""

from __future__ import annotations

import copy
import gc
import itertools
import pickle
import subprocess
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Dict, List

import pytest
from conftest import QINGHE

import kepu

pytestmark = pytest.mark.usefixtures("nothing_left")

# From an import to something that it holds, and what to read of it.
CHILDREN: Dict[str, "tuple[Callable[[kepu.Import], Any], Callable[[Any], object]]"] = {
    "plan": (lambda i: i.plan, lambda plan: plan.title),
    "node": (lambda i: i.plan.nodes[7], lambda n: [n.title, n.parent.title, [a.unit.name for a in n.assignments]]),
    "nodes": (lambda i: i.plan.nodes, lambda nodes: [node.title for node in nodes]),
    "iterator": (lambda i: iter(i.plan), lambda roots: [node.title for node in roots]),
    "walk": (lambda i: i.plan.roots[2].walk(), lambda nodes: [node.title for node in nodes]),
    "unit": (lambda i: i.plan.units[0], lambda unit: [unit.name, [a.node.path for a in unit.assignments]]),
    "assignment": (lambda i: i.plan.assignments[0], lambda a: [a.unit.name, a.node.path]),
    "value": (lambda i: i.plan.indicators[0].values[0], lambda value: [value.low, value.indicator.name]),
    "provenance": (lambda i: i.plan.nodes[7].provenance, lambda proof: [proof.quotes, proof.rule_token]),
    "phase": (lambda i: i.plan.phases[0], lambda phase: [phase.label, phase.plan.title]),
    "findings": (lambda i: i.findings, lambda findings: [str(finding) for finding in findings]),
    "finding": (lambda i: i.findings[0], lambda finding: [str(finding), finding.span]),
    "check": (lambda i: i.plan.check(), lambda findings: [str(finding) for finding in findings]),
    "segments": (lambda i: i.segments, lambda segments: [segment.node and segment.node.title for segment in segments]),
    "matrix": (lambda i: i.plan.matrix(), lambda matrix: [matrix.to_csv(), matrix.plan.title]),
    "selection": (
        lambda i: i.plan.matrix().select(nodes=[i.plan.nodes[6]]),
        lambda matrix: [[entry.assignment.unit.name for entry in matrix], matrix.rows[0].title],
    ),
    "entry": (lambda i: i.plan.matrix().entries[0], lambda entry: entry.assignment.node.title),
}


def fresh() -> kepu.Import:
    return kepu.import_notice(QINGHE)


@pytest.mark.parametrize("child", CHILDREN)
def test_child_outlives_what_it_came_from(child: str) -> None:
    take, read = CHILDREN[child]
    wanted = read(take(fresh()))
    held = take(fresh())
    gc.collect()
    clutter = [fresh() for _ in range(20)]  # what was released would be written over
    assert read(held) == wanted
    del clutter
    gc.collect()


def test_any_order_of_release() -> None:
    for order in itertools.permutations(range(5)):
        notice = fresh()
        things: List[Any] = [notice, notice.plan, notice.plan.matrix(), notice.plan.nodes[3], notice.findings]
        del notice
        for index in order:
            things[index] = None
            gc.collect(0)


def test_any_order_of_closing() -> None:
    for order in itertools.permutations(range(4)):
        notice = fresh()
        things: List[Any] = [notice, notice.plan, notice.plan.matrix(), notice.findings]
        for index in order:
            things[index].close()
            things[index].close()


SCHEME = "<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='9'><ratio target='4'/></criterion></scheme>"


def scored() -> List[Any]:
    """A scheme, its inputs, their score, a unit of it, its explanation and a line."""
    scheme = kepu.Scheme.loads(SCHEME)
    inputs = kepu.Inputs(scheme)
    inputs.add_unit("a")
    inputs.add({"unit": "a", "criterion": "c", "value": 3})
    score = inputs.score()
    lines = score[0].explain()
    return [scheme, inputs, score, score[0], lines, lines[0]]


def test_scores_in_any_order_of_release() -> None:
    for order in itertools.permutations(range(6)):
        things = scored()
        for index in order:
            things[index] = None
        del things
    gc.collect()


def test_scores_in_any_order_of_closing() -> None:
    for order in itertools.permutations((0, 1, 2, 4)):
        things = scored()
        for index in order:
            things[index].close()
            things[index].close()


def test_cycles_of_scores_are_collected() -> None:
    class Holder:
        def __init__(self) -> None:
            self.things = scored()
            self.element = self.things[2].scheme.root
            self.builder = kepu.SchemeBuilder()
            self.me = self

    gone = [weakref.ref(Holder()) for _ in range(10)]
    gc.collect()
    assert not any(ref() for ref in gone)


def test_cycles_are_collected() -> None:
    class Holder:
        def __init__(self) -> None:
            self.notice = fresh()
            self.node = self.notice.plan.nodes[0]
            self.matrix = self.notice.plan.matrix()
            self.builder = kepu.Builder()
            self.me = self

    gone = [weakref.ref(Holder()) for _ in range(10)]
    gc.collect()
    assert not any(ref() for ref in gone)


def test_last_holder_in_another_thread() -> None:
    def drop(box: List[Any]) -> object:
        return box.pop().title

    with ThreadPoolExecutor(4) as pool:
        boxes = [[node] for _ in range(50) for node in [fresh().plan.nodes[2]]]
        assert len(set(pool.map(drop, boxes))) == 1


def test_matrix_goes_on_without_its_plan() -> None:
    plan = fresh().plan
    node, matrix = plan.nodes[6], plan.matrix()
    plan.close()
    assert (
        matrix.plan is not plan and matrix.plan == plan and matrix.rows[0].title and matrix.row_of(matrix.rows[3]) == 3
    )
    assert matrix.select(nodes=[matrix.rows[6]]).plan == plan
    with pytest.raises(kepu.ClosedError):
        matrix.row_of(node)
    matrix.plan.close()
    assert matrix.to_csv()


def test_readers_in_four_threads() -> None:
    plan = fresh().plan
    wanted = [(node.title, [a.unit.name for a in node.assignments]) for node in plan.nodes]

    def read(_: int) -> bool:
        seen = [(node.title, [a.unit.name for a in node.assignments]) for node in plan.nodes]
        return seen == wanted and plan.matrix(inherited=True).tally() > 0 and len(plan.to_bytes()) > 0

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(read, range(100)))


def test_closing_while_others_read() -> None:
    """They get an answer or an error; what they are reading is not taken from under them."""
    for _ in range(30):
        plan = fresh().plan
        node = plan.nodes[7]
        problems: List[BaseException] = []
        start = threading.Barrier(4)

        def read() -> None:
            start.wait()
            try:
                while True:
                    assert node.title == "用好校外大课堂" and len(plan.to_bytes()) > 1000
            except kepu.ClosedError:
                pass
            except BaseException as problem:
                problems.append(problem)

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        start.wait()
        plan.close()
        for thread in threads:
            thread.join()
        assert not problems


def test_copies_share_and_pickles_are_refused() -> None:
    plan = fresh().plan
    for twin in (copy.copy(plan), copy.deepcopy(plan)):
        assert twin == plan and twin.title == plan.title
        twin.close()
    assert plan.title
    with pytest.raises(TypeError):
        pickle.dumps(plan)
    with pytest.raises(TypeError):
        copy.copy(kepu.Builder())
    with pytest.raises(TypeError):
        copy.deepcopy(kepu.Builder())


def test_errors_can_be_pickled() -> None:
    for make in (lambda: kepu.parse_date("x"), lambda: kepu.load("/nowhere"), lambda: closed().title):
        with pytest.raises(kepu.KepuError) as caught:
            make()
        twin = pickle.loads(pickle.dumps(caught.value))
        assert type(twin) is type(caught.value) and str(twin) == str(caught.value) and twin.code is caught.value.code
        assert twin.message(kepu.Language.ZH) == caught.value.message(kepu.Language.ZH)


def closed() -> kepu.Plan:
    plan = fresh().plan
    plan.close()
    return plan


@pytest.mark.parametrize("ending", ["", "import os; os._exit(0)", "sys.exit(0)", "keep.append(keep)"])
def test_ending_with_objects_alive(ending: str) -> None:
    code = f"""
import sys, threading, kepu
notice = kepu.import_notice({str(QINGHE)!r})
keep = [notice, notice.plan.nodes[0], notice.plan.matrix(), kepu.Builder(), iter(notice.plan), notice.findings]
sys.modules["held"] = keep
{ending}
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
