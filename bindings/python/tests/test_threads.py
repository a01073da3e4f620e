"""One builder in the hands of several threads: every call succeeds or says what is wrong, and the plan is whole."""

from __future__ import annotations

import random
import sys
import threading
import time
from typing import Any, Callable, Dict, Iterator, List

import pytest
from conftest import QINGHE

import kepu

THREADS = 4
OPERATIONS = 2500  # that got through, in each thread

pytestmark = pytest.mark.usefixtures("nothing_left")


@pytest.fixture(autouse=True)
def many_switches() -> Iterator[None]:
    """Python goes from thread to thread as often as it can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(*works: Callable[[], None]) -> None:
    """Each in a thread of its own, begun at the same moment; what one of them raises is raised here."""
    problems: List[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for problem in problems:
        raise problem


class Hammer:
    """What one thread does to the builder: anything, with ids that may have gone in the meantime."""

    def __init__(self, builder: kepu.Builder, seed: int, added: Dict[str, str], removed: Dict[str, str]) -> None:
        self.builder, self.added, self.removed = builder, added, removed
        self.random = random.Random(seed)
        self.refused = 0
        self.mistakes: Dict[kepu.ErrorCode, int] = {}

    def id(self, *kinds: str) -> str:
        known = [id for id, kind in list(self.added.items()) if kind in kinds]
        return self.random.choice(known) if known and self.random.random() < 0.98 else "no-such-id"

    def operation(self) -> None:
        builder, pick = self.builder, self.random.randrange(16)
        if pick < 3:
            self.added[builder.add_node(kepu.Kind.TASK, parent=self.id("node"), label="一、", title="办好科普讲座" * 50)] = "node"
        elif pick < 5:
            self.added[builder.add_unit("县科协" + "科普" * self.random.randrange(500))] = "unit"
        elif pick < 7:
            id = builder.add_assignment(self.id("node"), self.id("unit"), self.random.choice(list(kepu.Role)))
            self.added[id] = "assignment"
        elif pick == 7:
            self.added[builder.add_indicator("科普讲座", node=self.id("node"), unit="场")] = "indicator"
        elif pick == 8:
            builder.add_value(self.id("indicator"), time="2024", low=self.random.randrange(100))
        elif pick == 9:
            builder.add_metadata(kepu.MetadataField.RECIPIENT, "各镇人民政府" * 100)
        elif pick == 10:
            builder.add_paragraph("各单位要高度重视。" * 200)
        elif pick == 11:
            builder.set(self.id("node"), "text", "全年不少于十二场。" * self.random.randrange(300))
        elif pick == 12:
            builder.set(self.id("unit"), "level", self.random.choice(["county", "city"]))
        elif pick == 13:
            builder.move(self.id("node"), self.id("node"))
        elif pick == 14:
            builder.move_metadata(kepu.MetadataField.RECIPIENT, self.random.randrange(5), 0)
        else:
            id = self.id("unit", "assignment", "indicator")
            self.removed[id] = "tried"
            builder.remove(id, references=self.random.random() < 0.3)

    def run(self) -> None:
        done = 0
        while done < OPERATIONS:
            try:
                self.operation()
            except kepu.BusyError:
                self.refused += 1
                continue
            except kepu.KepuError as mistake:
                self.mistakes[mistake.code] = self.mistakes.get(mistake.code, 0) + 1
            done += 1


def whole(plan: kepu.Plan) -> None:
    """It is what its file and its JSON say, and its check finds nothing wrong."""
    assert [f.message() for f in plan.check() if f.severity is kepu.Severity.ERROR] == []
    xml = plan.to_bytes()
    assert kepu.load(xml).to_bytes() == xml
    assert kepu.Plan.from_json(plan.to_json()).to_bytes() == xml


def test_anything_by_four_threads() -> None:
    builder = kepu.import_notice(QINGHE).plan.change()
    added: Dict[str, str] = {}
    removed: Dict[str, str] = {}
    for _ in range(20):
        added[builder.add_node(kepu.Kind.TASK, title="任务")] = "node"
        added[builder.add_unit("县科协")] = "unit"
    hammers = [Hammer(builder, seed, added, removed) for seed in range(THREADS)]
    together(*(hammer.run for hammer in hammers))
    plan = builder.finish()
    whole(plan)
    parts: List[Any] = [*plan.nodes, *plan.units, *plan.assignments, *plan.indicators]
    ids = [part.id for part in parts]
    assert len(set(ids)) == len(ids)
    nodes = {id for id, kind in added.items() if kind == "node"}
    assert nodes <= set(ids)  # none was removed, so all that somebody was told of are there
    assert {u for u, kind in added.items() if kind == "unit"} - set(removed) <= set(ids)
    known = {kepu.ErrorCode.UNKNOWN_ID, kepu.ErrorCode.IN_USE, kepu.ErrorCode.CYCLE, kepu.ErrorCode.ARGUMENT,
             kepu.ErrorCode.LIMIT, kepu.ErrorCode.BAD_VALUE}
    seen = {code for hammer in hammers for code in hammer.mistakes}
    assert kepu.ErrorCode.UNKNOWN_ID in seen and seen <= known


def test_finished_in_the_middle() -> None:
    """One thread finishes: what the others had added by then is in the plan, and from then on they are told so."""
    for _ in range(50):
        builder = kepu.Builder()
        added: List[str] = []
        plans: List[kepu.Plan] = []

        def add() -> None:
            while True:
                if len(added) > 100:
                    time.sleep(0.0005)  # or the one that finishes waits for its turn for long
                try:
                    added.append(builder.add_unit("县科协" * 100))
                except kepu.BusyError:
                    continue
                except kepu.KepuError as error:
                    assert error.code is kepu.ErrorCode.FINISHED
                    return

        def finish() -> None:
            while not plans:
                try:
                    if len(added) >= 20:
                        plans.append(builder.finish())
                except kepu.BusyError:
                    continue

        together(add, add, add, finish)
        assert sorted(unit.id for unit in plans[0].units) == sorted(added)
        whole(plans[0])


def test_closed_in_the_middle() -> None:
    """One thread closes it: calls that are under way come to their end, all others say that it is closed."""
    for _ in range(50):
        builder = kepu.Builder()
        added: List[str] = []

        def add() -> None:
            while True:
                try:
                    added.append(builder.add_unit("县科协" * 100))
                except kepu.BusyError:
                    continue
                except kepu.ClosedError:
                    return

        def close() -> None:
            while len(added) < 20:
                pass
            builder.close()

        together(add, add, add, close)
        assert builder.closed and len(set(added)) == len(added)
