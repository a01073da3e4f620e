"""Figures of many files added up a tree of regions: totals, what they cover and lack, what is refused, who owns what."""

from __future__ import annotations

import copy
import json
import math
import threading
from decimal import Decimal
from pathlib import Path
from typing import List

import pytest

import kepu

pytestmark = pytest.mark.usefixtures("nothing_left")

TREE = "code,name,parent,level\np,清河市,,prefecture\na,甲县,p,county\nb,乙县,p,county\nc,丙县,p,county\n"
PLAN = """<plan xmlns="urn:kepu:plan:1" version="0.1" uid="{0}"><metadata><region code="{0}"/></metadata><indicators>
<indicator id="i1" name="讲座" unit="场"><observation time="2023" low="{1}"/></indicator></indicators></plan>"""
RATES = "地区,指标,时间,数值,类别\na,达标率,2023,1,分子\na,达标率,2023,3,分母\nb,达标率,2023,2,分子\nb,达标率,2023,4,分母\np,达标率,2023,0.5,\n"


def start(rule: int = kepu.RollupRule.UNKNOWN) -> kepu.Rollup:
    return kepu.Rollup(kepu.Regions.from_csv(TREE), rule)


def test_files_one_after_the_other(tmp_path: Path) -> None:
    rollup = start()
    for code, count in (("a", "3"), ("b", "0.5")):
        path = tmp_path / f"{code}.kepu.xml"
        path.write_text(PLAN.format(code, count), encoding="utf-8")
        assert len(rollup.add_file(path)) == 0
    (lectures,) = rollup
    assert (lectures.name, lectures.unit, lectures.rule, lectures.periods) == ("讲座", "场", kepu.RollupRule.SUM, ["2023"])
    totals = lectures.totals("2023")
    city = totals.of("清河市")
    assert city.value == Decimal("3.5") == Decimal(float(city)) and (city.covered, city.leaves) == (2, 3)
    assert [region.name for region in city.missing] == ["丙县"]
    assert [total.region.code for total in totals] == ["p", "a", "b", "c"] and totals[-1].value is None
    assert math.isnan(float(totals[3])) and totals[3].missing == [rollup.regions[3]]
    assert totals.of(rollup.regions[1]).value == 3 and city.numerator is None
    assert repr(city) == "<Total p 3.5, 2/3>" and repr(totals) == "<Totals, 4>" and repr(lectures) == "<Rolled 讲座>"


def test_ratios_have_their_sums() -> None:
    rollup = start()
    rollup.add_content(RATES.encode("gb18030"), "率.csv")
    rate = rollup.find("达标率")
    assert rate and rate.rule is kepu.RollupRule.SUM  # no unit says that it is a share
    rollup = start(kepu.RollupRule.RATIO)
    rollup.add_content(RATES)
    total = rollup[0].totals("2023")[0]
    assert total.value == Decimal("0.428571429") and (total.numerator, total.denominator) == (Decimal(3), Decimal(7))
    assert total.own == Decimal("0.5")
    assert abs(float(total) - 3 / 7) < 1e-15
    assert rollup.find("展览") is None


def test_what_is_refused_comes_back_with_its_place() -> None:
    rollup = start()
    plan = kepu.load(PLAN.format("a", "3").encode())
    assert len(rollup.add(plan)) == 0
    again = rollup.add(plan)
    assert [(found.name, found.line, found.subject) for found in again] == [("value-twice", 2, "i1")]
    refused = rollup.add_content("region,indicator,period,value\n丁县,讲座,2023,1\nb,讲座,2023,x\nb,讲座,2023,1\n")
    assert sorted((found.name, found.line, found.column) for found in refused) == [("bad-figure", 3, 11), ("region-unknown", 2, 1)]
    assert rollup[0].totals("2023")[0].value == 4
    with pytest.raises(kepu.KepuError) as caught:
        rollup.add_content("<plan xmlns='urn:kepu:plan:1'", "某县.xml")
    assert caught.value.code is kepu.ErrorCode.NOT_XML and caught.value.file == "某县.xml"
    assert rollup[0].totals("2023")[0].value == 4


def test_a_set_of_figures_is_added() -> None:
    plan = kepu.load(PLAN.format("a", "3").encode())
    data = kepu.Data(plan)
    data.add_csv("indicator,period,value\ni1,2024,5\n")  # by its id, of the plan's region
    rollup = start()
    assert len(rollup.add(data)) == 0 and len(rollup.add(data)) == 1
    assert rollup[0].name == "讲座" and rollup[0].totals("2024").of("a").value == 5


def test_tables_and_json() -> None:
    rollup = start()
    rollup.add_content(RATES)
    rollup.add_content("region,indicator,period,value\na,讲座,2024,1\n")
    rows = json.loads(rollup.to_json("讲座", "1"))
    assert [(row["region"], row["value"], row["missing"]) for row in rows] == [("p", 1, ["b", "c"])]
    table = rollup.to_csv(level="county", bom=True).decode("utf-8-sig").splitlines()
    assert len(table) == 7 and table[4] == "讲座,,sum,2024,a,甲县,county,1,,,1,1,"
    with pytest.raises(kepu.KepuError):
        rollup.to_csv("展览")
    with pytest.raises(kepu.KepuError):
        rollup.to_json(level="town")
    assert [region.code for region in rollup.regions if region.is_of_level("county")] == ["a", "b", "c"]


def test_totals_stay_and_closing() -> None:
    def totals() -> kepu.Totals:
        rollup = start()
        rollup.add_content("region,indicator,period,value\na,讲座,2024,7\n")
        return rollup[0].totals("2024")

    held = totals()
    clutter = [totals() for _ in range(20)]  # what was released would be written over
    assert held[0].value == 7 and copy.copy(held)[1].covered == 1 and len(clutter) == 20
    city = held[0]
    with held:
        pass
    rollup = start()
    rollup.add_content(RATES)
    rate = rollup[0]
    rollup.close()
    for use in (lambda: city.value, lambda: len(held), lambda: rate.periods, lambda: rollup.to_csv(), lambda: rollup.add_content("")):
        with pytest.raises(kepu.ClosedError):
            use()
    assert repr(rollup) == "<Rollup, closed>" and repr(rate) == "<Rolled, closed>" and repr(city) == "<Total, closed>"


def test_wrong_use() -> None:
    rollup = start()
    rollup.add_content(RATES)
    totals = rollup[0].totals("2023")
    for use in (
        lambda: kepu.Rollup(None),  # type: ignore[arg-type]
        lambda: rollup.add("x"),  # type: ignore[arg-type]
        lambda: rollup.add_file(b"x"),  # type: ignore[arg-type]
        lambda: copy.copy(rollup),
        kepu.Rolled,
        kepu.Total,
        kepu.Totals,
        lambda: totals.of(3),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError):
            use()
    for missing in (lambda: rollup[0].totals("2022"), lambda: totals.of("丁县")):
        with pytest.raises(KeyError):
            missing()
    with pytest.raises(ValueError):
        totals.of(kepu.Regions.from_csv(TREE)[0])
    with pytest.raises(kepu.KepuError):
        kepu.Rollup(kepu.Regions.from_csv(TREE), 77)


def test_nothing_comes_between_a_period_and_its_totals(monkeypatch: pytest.MonkeyPatch) -> None:
    rollup = start()
    rollup.add_content("region,indicator,period,value\na,讲座,2023,1\n")
    (lectures,) = rollup
    read = vars(kepu.Rolled)["periods"].fget
    refused = []

    def periods(self: kepu.Rolled) -> List[str]:
        found: List[str] = read(self)
        try:  # it would be the first of the periods then, in the place of the one asked for
            rollup.add_content("region,indicator,period,value\na,讲座,2022,9\n")
        except kepu.BusyError as error:
            refused.append(error)
        return found

    monkeypatch.setattr(kepu.Rolled, "periods", property(periods))
    assert lectures.totals("2023").of("a").value == 1
    assert len(refused) == 1


def test_one_thread_at_a_time() -> None:
    rollup = start()
    table = "region,indicator,period,value\n" + "".join(f"a,讲座,{1000 + n}-{m:02d},1\n" for n in range(3000) for m in range(1, 13))
    refused = []

    def add() -> None:
        try:
            rollup.add_content(table)
        except kepu.BusyError as error:
            refused.append(error)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rollup[0].periods) == 36000 and all("another thread" in str(error) for error in refused)
