"""Indicators held against what was measured: figures from tables in, rows with lights out."""

from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import threading
from decimal import Decimal
from pathlib import Path
from typing import Callable, List

import pytest

import kepu

pytestmark = pytest.mark.usefixtures("nothing_left")

TRAINED = """地区,指标,时间,数值,单位,状态,来源
,具备科学素质的比例,2023,13.5%,,核实,抽样调查
清河市,培训农民,2024-Q1,１２０,人次,,
520100,培训农民,2024年二季度,0.04万,人次,,
甲县,讲座,2024-03,3,场,,
乙县,讲座,2024-05,1,场,,
"""


# A share to reach by 2025, a number to reach each year, and one for each county.
CITY = """<plan xmlns="urn:kepu:plan:1" version="0.1" uid="city"><metadata><period start="2021" end="2025"/>
<region level="prefecture" code="520100">清河市</region></metadata><indicators>
<indicator id="i1" name="具备科学素质的比例" unit="%" comparison="&gt;=" every="once">
<target time="2025" low="15"/><baseline time="2020" low="10"/></indicator>
<indicator id="i2" name="培训农民" unit="人次" comparison="=" every="annual"><target low="1000"/></indicator>
<indicator id="i3" name="讲座" unit="场" comparison="&gt;=" every="annual" per="县"><target low="4"/></indicator>
</indicators></plan>""".encode()


def test_indicators_on_a_day() -> None:
    city = kepu.load(CITY)
    data = kepu.Data(city)
    assert not data.add_csv(TRAINED) and len(data) == 5
    progress = city.progress(data, datetime.date(2024, 6, 30))
    share, trained, lectures, first, second = progress
    assert share.indicator == city.indicators[0] and share.region is None and share.state is kepu.State.VALUE
    assert share.value == Decimal("13.5") and share.target == 15
    assert share.due == datetime.date(2025, 12, 31) and share.reached is False
    # 1277 of the 1826 days from 10 to 15 are gone, and 182 of the year's 366.
    assert share.expected == Decimal("13.496714129") and share.attainment == Decimal("0.9") and share.light is kepu.Light.GREEN
    assert trained.value == 520 and trained.expected == Decimal("497.267759563") and trained.attainment == Decimal("0.52")
    assert lectures.tally == kepu.Tally(counted=2, reaching=0) and lectures.value is None and lectures.reached is False
    assert [(row.region, str(row.value), row.light.name) for row in (first, second)] == [("甲县", "3", "GREEN"), ("乙县", "1", "RED")]
    assert progress.plan is city and progress.date.isoformat() == "2024-06-30" and progress[-1] == second and progress[:1] == [share]
    assert repr(progress) == "<Progress on 2024-06-30, 5 rows>" and repr(data) == "<Data, 5 rows>"


def test_four_states_of_no_number() -> None:
    city = kepu.load(CITY)
    for written, state in (("0", "VALUE"), ("缺", "NO_VALUE"), ("不适用", "NOT_APPLICABLE"), ("未报", "NOT_REPORTED")):
        data = kepu.Data(city)
        data.add_csv(f"indicator,period,value\n具备科学素质的比例,2023,{written}\n")
        row = city.progress(data, "2023")[0]
        assert row.state is kepu.State[state] and row.value == (0 if state == "VALUE" else None)
        assert row.light is (kepu.Light.RED if state == "VALUE" else kepu.Light.GREY)
        assert row.reached is (False if state == "VALUE" else None) and row.tally is None


def test_the_plan_alone_on_its_last_day() -> None:
    city = kepu.load(CITY)
    progress = city.progress()
    assert progress.date == datetime.date(2025, 12, 31) and len(progress) == 3
    assert city.progress(date="2031-Q1").date == progress.date
    assert all(row.state is kepu.State.NOT_REPORTED and row.light is kepu.Light.GREY for row in progress)
    assert kepu.Builder().finish().progress(date="2024").date == datetime.date(2024, 12, 31)


def test_how_it_is_judged() -> None:
    city = kepu.load(CITY)
    data = kepu.Data(city)
    data.add_csv("indicator,period,value,kind\n具备科学素质的比例,2023,12.5,\n培训农民,2023,1100,\n具备科学素质的比例,2023,12,path\n")

    def light(**options: object) -> str:
        return city.progress(data, "2023-12-31", **options)[0].light.name  # type: ignore[arg-type]

    assert light() == "YELLOW" and light(yellow="0.99") == "RED" and light(green=Decimal("0.95")) == "GREEN"
    assert light(path=kepu.PathKind.GIVEN) == "GREEN" and light(green=2, yellow=1) == "RED"
    assert city.progress(data, "2023")[1].reached is True and city.progress(data, "2023", exact=True)[1].reached is False


def test_tables_out() -> None:
    city = kepu.load(CITY)
    data = kepu.Data(city)
    data.add_csv(TRAINED)
    progress = city.progress(data, "2024-06-30")
    rows = list(csv.DictReader(io.StringIO(progress.to_csv(bom=True).decode("utf-8-sig"))))
    objects = json.loads(progress.to_json())
    assert [row["light"] for row in rows] == [each["light"] for each in objects] == [row.light.name.lower() for row in progress]
    assert (rows[0]["value"], objects[0]["value"], rows[2]["counted"], objects[2]["reaching"]) == ("13.5", 13.5, "2", 0)


def test_rows_that_are_refused_say_where_and_why(tmp_path: Path) -> None:
    city = kepu.load(CITY)
    path = tmp_path / "上报.csv"
    path.write_bytes("指标,时间,数值,单位\n讲座,2024-02,3,次\n讲座,2024-13,3,\n演讲,2024,1,\n讲座,2024-03,约3,\n讲座,2024-04,3,场\n".encode("gb18030"))
    data = kepu.Data(city)
    refused = data.add_csv_file(path)
    assert [(found.name, found.line, found.column) for found in refused] == [
        ("unit-unlike", 2, 14),
        ("bad-period", 3, 4),
        ("indicator-unknown", 4, 1),
        ("bad-figure", 5, 12),
    ]
    assert len(data) == 1 and "次" in refused[0].message(kepu.Language.ZH)
    assert [found.name for found in data.add_csv("指标,时间,数值\n讲座,2024-04,5\n")] == ["value-twice"]


def test_rows_one_by_one() -> None:
    data = kepu.Data(kepu.load(CITY))
    data.add_csv(TRAINED)
    data.add_csv("指标,时间,数值,单位,状态,来源,类别,相对\ni2,2024,-5,％,估计,方案,target,上年\ni3,2023,缺,,,,,\n")
    first, second = data[0], data[1]
    assert (first.indicator, first.period, first.value, first.unit) == ("具备科学素质的比例", "2023", Decimal("13.5"), "%")
    assert first.source == "抽样调查" and first.status is kepu.ValueStatus.VERIFIED and first.line == 2 and first.region is None
    assert second.source is None and second.period == "2024-Q1" and second.status is kepu.ValueStatus.REPORTED
    assert second.state is kepu.State.VALUE and second.kind is kepu.DatumKind.OBSERVATION and second.relative is kepu.Relative.UNKNOWN
    assert data[2].value == 400 and data[2].unit == "人次"  # 0.04万
    assert [row.region for row in data] == [None, None, None, "甲县", "乙县", None, None]
    assert data[5] == kepu.Datum(
        indicator="i2",
        region=None,
        period="2024",
        state=kepu.State.VALUE,
        value=Decimal(-5),
        unit="%",
        status=kepu.ValueStatus.ESTIMATED,
        source="方案",
        kind=kepu.DatumKind.TARGET,
        relative=kepu.Relative.LAST_YEAR,
        line=2,
    )
    assert data[-1].value is None and data[-1].state is kepu.State.NO_VALUE and data[-1].unit == "场"
    assert data[1:3] == [second, data[2]] and second in data and data.index(second) == 1
    for outside in (7, -8):
        with pytest.raises(IndexError, match="of 7"):
            data[outside]
    data.close()
    with pytest.raises(kepu.ClosedError):
        data[0]
    assert first.source == "抽样调查"  # a row is a copy


def test_tables_that_are_none(tmp_path: Path) -> None:
    city = kepu.load(CITY)
    data = kepu.Data(city)
    path = tmp_path / "broken.csv"
    path.write_text('indicator,period,value\n讲座,2024,1\n"x,2023,1\n', encoding="utf-8")
    with pytest.raises(kepu.KepuError) as caught:
        data.add_csv_file(path)
    error = caught.value
    assert (error.code, error.file, error.line, error.column) == (kepu.ErrorCode.NOT_CSV, str(path), 3, 1)
    assert len(data) == 0  # nothing of it was taken
    for table, code in (("", "EMPTY_FILE"), ("period,value\n", "MISSING_KEY"), (b"indicator,period,value,\xff\n", "ENCODING")):
        with pytest.raises(kepu.KepuError) as caught:
            data.add_csv(table)
        assert caught.value.code is kepu.ErrorCode[code]
    with pytest.raises(kepu.KepuError, match="none.csv: "):
        data.add_csv_file(tmp_path / "none.csv")
    assert len(data) == 0 and data  # an empty set is one, too


def test_mistakes() -> None:
    city = kepu.load(CITY)
    other = kepu.load(city.to_bytes())
    data, loose = kepu.Data(other), kepu.Data()
    wrong: List["tuple[Callable[[], object], str]"] = [
        (lambda: city.progress(data), "ARGUMENT"),
        (lambda: city.progress(loose), "ARGUMENT"),
        (lambda: city.progress(date="soon"), "BAD_DATE"),
        (lambda: city.progress(green="high"), "BAD_NUMBER"),
        (lambda: city.progress(green="0.5"), "ARGUMENT"),
        (lambda: city.progress(path=9), "ARGUMENT"),
        (lambda: kepu.Builder().finish().progress(), "ARGUMENT"),
    ]
    for use, code in wrong:
        with pytest.raises(kepu.KepuError) as caught:
            use()
        assert caught.value.code is kepu.ErrorCode[code]
    for refused in (
        lambda: city.progress(city.matrix()),  # type: ignore[arg-type]
        lambda: city.progress(green=0.5),  # type: ignore[arg-type]
        lambda: kepu.Data(city.indicators[0]),  # type: ignore[arg-type]
        lambda: data.add_csv(Path("x")),  # type: ignore[arg-type]
        lambda: data.add_csv_file(b"indicator"),  # type: ignore[arg-type]
        lambda: copy.copy(data),
    ):
        with pytest.raises(TypeError):
            refused()
    with pytest.raises(OverflowError):
        city.progress(path=2**40)


def test_a_row_outlives_what_it_came_from() -> None:
    city = kepu.load(CITY)
    def rows() -> List[kepu.ProgressRow]:
        plan = kepu.load(city.to_bytes())
        data = kepu.Data(plan)
        data.add_csv(TRAINED)
        return plan.progress(data, "2024-06").__getitem__(slice(None))

    held = rows()
    clutter = [rows() for _ in range(20)]  # what was released would be written over
    assert held[0].indicator.name == "具备科学素质的比例" and held[-1].region == "乙县"
    assert held[0].indicator.plan.region.name == "清河市" and clutter[0][0].indicator != held[0].indicator


def test_closing_in_any_order() -> None:
    city = kepu.load(CITY)
    plan = kepu.load(city.to_bytes())
    with kepu.Data(plan) as data:
        data.add_csv(TRAINED)
        with plan:
            progress = plan.progress(data, "2024-06-30")
    assert progress.plan is not plan and progress.plan == plan and progress[0].indicator.name == "具备科学素质的比例"
    rows = list(progress)
    progress.close()
    progress.close()
    for use, name in (
        (lambda: progress[0], "progress"),
        (lambda: progress.date, "progress"),
        (progress.to_json, "progress"),
        (lambda: data.add_csv(TRAINED), "set of figures"),
        (lambda: city.progress(data), "set of figures"),
        (lambda: plan.progress(), "plan"),
        (lambda: kepu.Data(plan), "plan"),
    ):
        with pytest.raises(kepu.ClosedError, match=f"the {name} is closed"):
            use()
    assert rows[0].value == Decimal("13.5") and repr(progress) == "<Progress, closed>" and repr(data) == "<Data, closed>"


def test_a_set_in_use_by_another_thread() -> None:
    """Who adds is alone; who reads is not kept from it by others who read."""
    city = kepu.load(CITY)
    data = kepu.Data(city)
    readers: List[Callable[[], object]] = [lambda: len(data), lambda: list(data), lambda: city.progress(data)]
    for hold, free in ((data._alone, []), (data._together, readers)):
        entered, leave = threading.Event(), threading.Event()

        def slow(_: object) -> None:
            entered.set()
            leave.wait(10)

        worker = threading.Thread(target=hold, args=(slow,))
        worker.start()
        assert entered.wait(10)
        for use in [lambda: data.add_csv(TRAINED)] + ([] if free else readers):
            with pytest.raises(kepu.BusyError) as caught:
                use()
            assert "数据集正由另一个线程使用" in caught.value.message(kepu.Language.ZH)
        for read in free:
            assert read() is not None
        leave.set()
        worker.join()
    assert not data.add_csv(TRAINED)
