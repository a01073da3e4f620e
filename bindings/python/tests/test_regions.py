"""Regions as a tree: from a table, up, down, by code or name, with populations; what is no tree is refused with its place."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

import kepu

pytestmark = pytest.mark.usefixtures("nothing_left")

TREE = """code,name,parent,level,scheme,year,population-2020,人口2023
12,城关镇,5,township,GB/T 2260,2020,"12,000",1.3万
5,甲县,x,county,,,,
x,清河市,,prefecture,,,900000,
7,乙县,x,county,,,,0
13,城关镇,7,township,,,1,1
"""


def test_a_tree_is_walked() -> None:
    regions = kepu.Regions.from_csv(TREE)
    assert [region.code for region in regions] == ["x", "5", "12", "7", "13"] and len(regions) == 5
    (city,) = regions.roots
    assert city.name == "清河市" and city.level is kepu.Level.PREFECTURE and city.parent is None
    assert [county.name for county in city] == ["甲县", "乙县"] == [county.name for county in city.children]
    county = city.children[1]
    assert [region.code for region in county.walk()] == ["7", "13"] and county.children[0].children == []
    assert county.is_of_level("county") and county.is_of_level("2") and not county.is_of_level("province")
    assert county.children[0].parent == county and county.regions is regions
    assert len({region for region in regions} | set(city.walk())) == 5
    assert regions[-1] == county.children[0] and regions[1:3] == list(city.children[0].walk())
    assert repr(county) == "<TreeRegion 7 乙县>" and repr(regions) == "<Regions, 5>"


def test_a_region_is_found_by_its_code_or_its_only_name() -> None:
    regions = kepu.Regions.from_csv(TREE.encode())
    town = regions.find("12")
    assert town and (town.name, town.scheme, town.year, town.level_token) == ("城关镇", "GB/T 2260", "2020", "township")
    assert regions.find("城关镇") is None and regions.find("丙县") is None and regions.find("") is None
    county = regions.find("甲县")
    assert county and (county.code, county.index, county.scheme, county.year) == ("5", 1, None, None)


def test_populations_by_year() -> None:
    regions = kepu.Regions.from_csv(TREE.encode("gb18030"))
    assert regions.population_years == [2020, 2023]
    assert [region.populations for region in regions] == [{2020: 900000}, {}, {2020: 12000, 2023: 13000}, {2023: 0}, {2020: 1, 2023: 1}]
    assert regions[3].population(2023) == 0 and regions[3].population(2020) is None and regions[3].population(1) is None


def test_rows_that_make_no_tree_are_refused_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "地区.csv"
    path.write_text("代码,上级,级别\na,,\nb,c,\nc,b,\nd,e,\na,,\nf,a,town\n", encoding="utf-8")
    regions = kepu.Regions.from_csv_file(path)
    assert [region.code for region in regions] == ["a"]
    assert [(found.name, found.line, found.column) for found in regions.findings] == [
        ("region-twice", 6, 1),
        ("bad-token", 7, 5),
        ("region-cycle", 3, 3),
        ("region-cycle", 4, 3),
        ("region-orphan", 5, 3),
    ]
    assert "上级" in regions.findings[4].message(kepu.Language.ZH)


def test_tables_that_are_none(tmp_path: Path) -> None:
    twice = tmp_path / "twice.csv"
    twice.write_bytes(b"code,name,code\n")
    with pytest.raises(kepu.KepuError) as caught:
        kepu.Regions.from_csv_file(str(twice))
    error = caught.value
    assert (error.code, error.line, error.column, error.file) == (kepu.ErrorCode.DUPLICATE_KEY, 1, 11, str(twice))
    for table, code in ((b"", "EMPTY_FILE"), ("name\n", "MISSING_KEY"), ('code\n"x', "NOT_CSV"), (b"code\n\xff\xff", "ENCODING")):
        with pytest.raises(kepu.KepuError) as caught:
            kepu.Regions.from_csv(table)
        assert caught.value.code is kepu.ErrorCode[code]
    with pytest.raises(kepu.KepuError, match="none.csv"):
        kepu.Regions.from_csv_file(tmp_path / "none.csv")


def test_closing() -> None:
    with kepu.Regions.from_csv(TREE + "x,,,,,,,\n") as regions:
        findings, city, walk = regions.findings, regions[0], regions[0].walk()
        assert next(walk) == city
    assert findings[0].name == "region-twice"  # the list is an object of its own
    for use in (lambda: len(regions), lambda: city.name, lambda: city.populations, lambda: regions.find("x"), lambda: city.children):
        with pytest.raises(kepu.ClosedError, match="the tree of regions is closed"):
            use()
    assert repr(regions) == "<Regions, closed>" and repr(city) == "<TreeRegion, closed>"


def test_a_region_outlives_what_it_came_from() -> None:
    def town() -> kepu.TreeRegion:
        return kepu.Regions.from_csv(TREE).roots[0].children[0].children[0]

    held, walk = town(), kepu.Regions.from_csv(TREE)[0].walk()
    clutter = [kepu.Regions.from_csv(TREE.replace("城", "乡")) for _ in range(20)]  # what was released would be written over
    assert held.name == "城关镇" and held.parent and held.parent.name == "甲县" and len(list(walk)) == 5
    twin = copy.copy(held.regions)
    assert twin.find("12") == held and {held} == {twin[2]} and held != clutter[0].find("12")
    twin.close()
    assert held.code == "12"
