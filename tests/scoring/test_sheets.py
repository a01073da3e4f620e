#!/usr/bin/env python3
"""Whole score sheets for units of all kinds: totals, ranks, grades, awards and the points of items by "kepu score", against a second
reckoning of each sheet that was made from the words of its rules alone, with pencil and fractions (the sheets are in sheets/).

test_sheets.py [NAME...]    only those. Needs KEPU_COMMAND."""
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction as F
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPU = os.environ.get("KEPU_COMMAND", "")


def half_up(x, digits=0):
    return F(math.floor(abs(F(x)) * 10**digits + F(1, 2)), 10**digits) * (-1 if x < 0 else 1)


def places(keys, ties="competition"):
    """Of each unit, whose key is the better the larger it is."""
    found = {}
    for unit, key in keys.items():
        better, same = [k for k in keys.values() if k > key], sum(k == key for k in keys.values())
        found[unit] = {"competition": F(1 + len(better)), "dense": F(1 + len(set(better))), "average": len(better) + F(1 + same, 2)}[ties]
    return found


def commend(units, ranks, quota):
    """yes, undecided or quota of each of those who may be commended."""
    before = {u: sum(ranks[v] < ranks[u] for v in units) for u in units}
    beside = {u: sum(ranks[v] == ranks[u] for v in units) for u in units}
    return {u: "yes" if before[u] + beside[u] <= quota else "undecided" if before[u] < quota else "quota" for u in units}


class Sheet:
    """Units with figures in the order they are given, read back by what they are of."""

    def __init__(self, name):
        self.name, self.units, self.figures = name, {}, {}

    def unit(self, unit, kind=""):
        self.units[unit] = kind

    def put(self, unit, criterion, value, item="value", **more):
        self.figures[unit, criterion, item, more.get("object", ""), more.get("period", ""), more.get("source", ""), more.get("stage", "")] = (
            str(value), more.get("reason", ""), more.get("evidence", ""))

    def text(self, unit, criterion, item="value", period="", source="", stage="", **more):
        return self.figures.get((unit, criterion, item, more.get("object", ""), period, source, stage), (None,))[0]

    def get(self, unit, criterion, item="value", **more):
        text = self.text(unit, criterion, item, **more)
        if text is None:
            return None
        return F({"是": 1, "否": 0}.get(text, text.rstrip("%"))) / (100 if text.endswith("%") else 1)

    def score(self, stage=None):
        with tempfile.TemporaryDirectory() as folder:
            paths = Path(folder, "units.csv"), Path(folder, "data.csv")
            rows = [[unit, criterion, item, *more, *told] for (unit, criterion, item, *more), told in self.figures.items()]
            heads = "unit criterion item object period source stage value reason evidence".split()
            for path, table in zip(paths, ([["unit", "kind"], *self.units.items()], [heads, *rows])):
                with path.open("w", newline="", encoding="utf-8") as file:
                    csv.writer(file).writerows(table)
            ran = subprocess.run([KEPU, "score", HERE / "sheets" / f"{self.name}.xml", "--units", paths[0], "--data", paths[1], "--to", "json",
                                  *(["--stage", stage] if stage else [])], capture_output=True, timeout=60)
        return json.loads(ran.stdout, parse_float=F, parse_int=F), ran.stderr.decode()


class Sheets(unittest.TestCase):
    maxDiff = None

    def check(self, result, expected):
        """expected: of each unit its total, rank, grade, award, provisional, and points by id, as far as they are told."""
        self.assertEqual({unit["unit"] for unit in result["units"]}, set(expected))
        for unit in result["units"]:
            points = {element["id"]: element.get("points") for element in unit["elements"]}
            awards = [award for award in unit["awards"].values() if award]
            got = {**points, **{key: unit[key] for key in ("total", "rank", "grade", "provisional")}, "award": awards[0] if awards else None}
            wanted = expected[unit["unit"]]
            self.assertEqual({key: got.get(key) for key in wanted}, wanted, unit["unit"])

    # ---- a thousand points: weighted quarters, 85 % of one source and 15 % of another, accounts, ranks to whole points

    def thousand(self):
        s = Sheet("thousand")
        kinds = ["区"] * 5 + ["县"] * 4 + ["县级市", "县", "县级市"]
        people = [301234, 298765, 120000, 200000, 99999, 45678, 129999, 80000, 310000, 250001, 33333, 146000]
        talks = [[13, 29, 45, 31], [90, 90, 91, 89], [20, 21, 7, 19], [60, 61, 62, 63], [33, 34, 35, 36], [11, 12, 13, 14], [9, 19, 29, 39],
                 [22, 23, 24, 25], [150, 3, 2, 1], [77, 76, 75, 74], [5, 6, 7, 8], [44, 0, 44, 44]]
        rates = [141, 166, 133, 125, 150, 88, 92, 101, 97, 120, 88, 110], [130, 150, 122, 119, 141, 80, 86, 93, 89, 108, 84, 95]
        funds = ([620000, 597530, 250000, 300000, 199998, 91357, 260000, 200000, 900000, 500002, 80000, 280000],
                 [4000000, 3983533, 1600000, 2000001, 1333320, 600000, 1733333, 1400000, 5000000, 3333346, 500000, 2000000])
        books = ([15062, 14938, 6000, 9999, "不适用", 2283, 6500, 4000, 15501, 12500, 1667, 7299],
                 [100, 99, 150, 100, 200, 300, 100, 100, 100, 101, 120, 150])
        spent = [100, 102, 98, 111, 103, 100, 120, 99, 100, 107, 100, 90], [100, 100, 100, 100, 99, 101, 100, 100, 100, 103, 100, 100]
        levels = [("优", "95"), ("良", "82.5"), ("优", "90"), ("中", "65"), ("良", "79.9"), ("差", "59.5")]
        for i, kind in enumerate(kinds):
            u = f"u{i}"
            s.unit(u, kind)
            s.put(u, "", people[i], "population")
            for q in range(4):
                s.put(u, "讲座", talks[i][q], period=str(q + 1))
                s.put(u, "稿件", (i * 3 + q * 2) % 9, period=str(q + 1))
                if (i, q) != (7, 2):  # not reported: no points
                    s.put(u, "漏报", (i + q * q) % 5 if i % 4 else 9 * (q == 1), period=str(q + 1))
            for criterion, items, values in (("提升", ("率", "上年率"), [f"{row[i] / 10}%" for row in rates]),
                                             ("经费", ("科普经费", "业务经费"), [row[i] for row in funds]),
                                             ("图书", ("藏书", "新增"), [row[i] for row in books]),
                                             ("超支", ("三公", "上年三公"), [row[i] for row in spent]),
                                             ("会议", ("缺席", "顶替"), [i % 4, i % 3]),
                                             ("刊发", ("中央", "省", "市", "其他"), [int(i % 3 == 0), i % 2, i % 4, 1])):
                for item, value in zip(items, values):
                    s.put(u, criterion, value, item)
            for k, source in enumerate(("自评", "公众")):
                level, points = levels[(i + 2 * k) % 6]
                s.put(u, "满意", level, source=source)
                s.put(u, "满意", points, "points", source=source)
            if i % 3 == 1:
                for place, item in (("甲园", "省级"), ("甲园", "国家"), ("乙园", "区级"), ("丙园", "value")):
                    s.put(u, "示范", 1, item, object=place)
        s.put("u8", "造假", 1)
        s.put("u1", "约谈", 1)
        return s

    def test_thousand(self):
        s = self.thousand()
        group = {u: kind == "区" for u, kind in s.units.items()}
        rise = {u: s.get(u, "提升", "率") - s.get(u, "提升", "上年率") for u in s.units}
        expected = {}
        for u in s.units:
            people, work = s.get(u, "", "population"), F(0)
            for q, weight in enumerate((15, 25, 25, 35)):
                talks = half_up(300 * min(1, s.get(u, "讲座", period=str(q + 1)) * 10000 / people / 3), 2)
                missed = s.get(u, "漏报", period=str(q + 1))
                quarter = talks + min(180, 30 * s.get(u, "稿件", period=str(q + 1))) + (0 if missed is None else max(0, 120 - 15 * missed))
                work += quarter * F(weight, 100)
            place = places({v: rise[v] for v in s.units if group[v] == group[u]}, "dense")[u]
            money = s.get(u, "经费", "科普经费")
            results = (120 * (1 - F(5, 100) * (place - 1)) + 100 * (money / s.get(u, "经费", "业务经费") >= F(15, 100) and money / people > 2) +
                       80 * (s.text(u, "图书", "藏书") == "不适用" or  # full marks
                             (s.get(u, "图书", "藏书") * 100 / people >= 5 and s.get(u, "图书", "新增") >= 100)))
            opinion = half_up(F(85, 100) * s.get(u, "满意", "points", source="自评") + F(15, 100) * s.get(u, "满意", "points", source="公众"), 2)
            shown = sum(s.get(u, "刊发", item) * each for item, each in (("中央", 30), ("省", 15), ("市", 10), ("其他", 5)))
            model = (3 + 7) + (3 + 2) + 3 if s.get(u, "示范", "国家", object="甲园") else 0
            more = min(50, min(60, shown) + model)
            over = half_up(min(64, max(0, 8 * 100 * (s.get(u, "超支", "三公") / s.get(u, "超支", "上年三公") - 1))), 2)
            less = min(80, 20 * s.get(u, "会议", "缺席") + 10 * s.get(u, "会议", "顶替") + over)
            expected[u] = {"季度": half_up(work, 2), "成效": results, "评议": opinion, "加": more, "超支": over, "减": less,
                           "total": min(1000, half_up(work, 2) + results + opinion + more - less)}
        for its in (True, False):
            units = [u for u in s.units if group[u] == its]
            keys = {u: (half_up(expected[u]["total"]), expected[u]["成效"], -s.get(u, "", "population")) for u in units}
            ranks, clean = places(keys, "dense"), places({u: keys[u] for u in units if u not in ("u1", "u8")}, "dense")
            for u in units:
                total = expected[u]["total"]
                grade = "甲" if clean.get(u, 9) <= 2 and total >= 700 else "乙" if total >= 500 else "丙"
                grade = {"u1": "丙", "u8": "丁"}.get(u, grade)  # at best, and in any case
                why = "gate" if expected[u]["季度"] < 300 else "veto" if u == "u8" else None if grade in "甲乙" else "grade"
                expected[u].update(rank=ranks[u], grade=grade, award=why)
            for u, award in commend([u for u in units if not expected[u]["award"]], ranks, 2).items():
                expected[u]["award"] = award
        result, said = s.score()
        self.check(result, expected)
        self.assertEqual(said, "")

    # ---- three stages, each with reasons and evidence; floors and ceilings at criterion, module and total; roundings of their own

    STAGES = ("self", "review", "final")

    def stages(self):
        s = Sheet("stages")
        for i in range(10):
            u = f"b{i}"
            s.unit(u)
            s.put(u, "org", "是", stage="self", evidence="" if i == 3 else "文件")
            for criterion, values in (("meet", [i % 4]), ("info", ["不适用", 3, 5, 1, 4, "2.5", 0, 7, "1.1", 2][i:]), ("train", [i % 3 + (i == 9)]),
                                      ("news", [5, 4, 3, 2, 1, 0, 4, 3, "无数据", 4][i:]), ("kinds", [0, 1, 5, 6, 0, 2, "5.5", 3, 0, 10][i:]),
                                      ("cost", [104, "103.97", "104.01", 100, 90, 80, "104.0", 110, 105, 100][i:]),
                                      ("graded", ["好", "中", "差", "1", "2", "3", "好", "中", "好", "好"][i:]),
                                      ("lecture", ["9.5", "8.5", "7.5", "8.4999", "10", "10.5", "6.5", "0.5", "9", "9.5"][i:])):
                s.put(u, criterion, values[0], stage="self")
            for item, value in (("缺席", i // 2), ("顶替", i % 2), ("缺会", 1)):
                s.put(u, "absent", value if i != 6 else "未报", item, stage="self")
            for item, value in (("企业", i % 3), ("发明", i)):
                s.put(u, "pat", value, item, stage="self")
            s.put(u, "demo", 1, "国家" if i % 5 == 0 else "市", stage="self", object="园一")
            s.put(u, "exec", ["103.97", 99, 100, "101.5", 50, 0, "80.01", 95, 104, 97][i], "支出", stage="self")
            s.put(u, "exec", 0 if i == 5 else 104, "预算", stage="self")
            s.put(u, "cost", 104, "预算控制数", stage="self")
            if i != 2:
                points = ["8.5", "8.5", "", 7, 9, "9.5", 5, "0.5", 8, "9.5"][i]
                s.put(u, "lecture", points, stage="review", reason="现场复核")
            if i != 2 and i % 2:
                s.put(u, "meet", max(0, i % 4 - 1), stage="review", reason="一次无记录")
        for u, criterion, stage, value, reason, evidence in (
                ("b3", "org", "review", "是", "补交文件", "补文"), ("b4", "org", "review", "否", "文件无效", "文"),
                ("b7", "org", "review", "是", "认可", ""), ("b0", "graded", "final", "中", "会议审定", ""), ("b5", "graded", "final", "中", "会议审定", ""),
                ("b9", "graded", "final", "中", "会议审定", ""), ("b1", "lecture", "final", "无数据", "取消", ""),
                ("b8", "info", "final", "不适用", "不适用于该基地", "")):
            s.put(u, criterion, value, stage=stage, reason=reason, evidence=evidence)
        return s

    def at_stage(self, s, last):
        def told(u, criterion, item="value"):
            """What the last stage with a figure says: a number or a level; None: no value; else not applicable or not reported."""
            for stage in reversed(upto):
                text, _, evidence = s.figures.get((u, criterion, item, "园一" if criterion == "demo" else "", "", "", stage), (None, "", ""))
                if text is None:
                    continue
                if text == "无数据" or (criterion == "org" and not evidence):
                    return None
                try:
                    return F({"是": "1", "否": "0"}.get(text, text))
                except ValueError:
                    return text
            return "未报"

        upto, expected = self.STAGES[:self.STAGES.index(last) + 1], {}
        for u in s.units:
            faults = [told(u, "absent", item) for item in ("缺席", "顶替", "缺会")]
            own = 4 * (told(u, "org") or 0) + min(8, 4 * told(u, "meet"))
            own += 0 if faults[0] == "未报" else max(0, 6 - 2 * faults[0] - faults[1] - faults[2])
            first = half_up(own * F(20, 18), 9) if told(u, "info") == "不适用" else own + half_up(2 * min(1, told(u, "info") / 4), 9)
            news, kinds, budget = told(u, "news"), told(u, "kinds"), told(u, "exec", "预算")
            second = (min(6, 3 * told(u, "train")) + (0 if news is None else min(4, news)) + (5 if kinds > 5 else 3 if kinds >= 1 else 0) +
                      min(5, 2 * told(u, "pat", "企业") + told(u, "pat", "发明") / 2) + (10 if told(u, "demo", "国家") == 1 else 3 + 3))
            done = math.floor(20 * min(1, told(u, "exec", "支出") / budget)) if budget else 0
            given = told(u, "lecture")
            given = round(given) if given is not None and given <= 10 else 0  # half to even; over ten is no value
            third = done + 10 * (told(u, "cost") <= 104) + {"好": 5, "中": 3, "差": 2, 1: 5, 2: 3, 3: 2}[told(u, "graded")] + given
            total = max(20, min(85, max(3, first) + min(20, second) + third))
            open_ = {key[1] for key in s.figures if key[0] == u} - {key[1] for key in s.figures if key[0] == u and key[6] == "review"}
            expected[u] = {"m1": max(3, first), "m2": min(20, second), "m3": third, "total": total, "provisional": last != "self" and bool(open_),
                           "grade": "A" if total >= 70 else "B" if total >= 56 else "C"}
        ranks = places({u: half_up(one["total"], 1) for u, one in expected.items()}, "average")
        for u, one in expected.items():
            one.update(rank=ranks[u], award="grade" if one["grade"] == "C" else "score" if one["total"] < 60 else None)
        for u, award in commend([u for u in expected if not expected[u]["award"]], ranks, 3).items():
            expected[u]["award"] = award
        return expected

    def test_stages(self):
        s = self.stages()
        for stage in self.STAGES:
            with self.subTest(stage=stage):
                result, said = s.score(stage)
                self.check(result, self.at_stage(s, stage))
                self.assertRegex(said, r"b5.*zero-denominator")  # whose budget is zero
        self.assertEqual(s.score()[0], s.score("final")[0])

    # ---- a card for each kind of unit, with its own gates, quotas and downgrades; ties parted by two items and the population

    def kinds(self):
        s = Sheet("kinds")
        for i, kind in enumerate(["街道"] * 5 + ["园区"] * 4 + ["镇"] * 8 + ["乡"] * 10):
            u, members = f"s{i:02}", 50 + 37 * i % 150
            enrolled = [members // 5, members // 5 + 1, members // 4][i % 3]
            s.unit(u, kind)
            s.put(u, "", 800 + 733 * i % 8000, "population")
            s.put(u, "活动", {"街道": [39, 40, 55], "园区": [19, 20, 20], "镇": [9, 10, 10], "乡": [10, 11, 3]}[kind][i % 3])
            for item, value in (("会员", members), ("注册", enrolled), ("上年注册", [enrolled, enrolled * 10 // 11, enrolled - 3][i % 4 % 3]),
                                ("参与", [enrolled * 6 // 10, enrolled * 6 // 10 + 1, enrolled][i % 5 % 3])):
                s.put(u, "志愿", value, item)
            if i != 12:
                s.put(u, "素养", f"{[82, 91, 105, 120, 133][i * 2 % 5] / 10}%")
            if kind == "街道":
                s.put(u, "馆", [30000, 29999, 1000, 999, 10000][i])
                s.put(u, "未成年", [85, "84.9", "92.5", 97, 85][i])
            elif kind == "园区":
                s.put(u, "投入", [3, 4, 5, 4][i - 5], "投")
                s.put(u, "投入", [100, 120, 100, 120][i - 5], "产")
            else:
                s.put(u, "增收", [108, 107, 110, 112, 115, 108][i % 6] * 1000, "收入")
                s.put(u, "增收", 100000, "上年收入")
                s.put(u, *(("图书室", i * 7 % 20, "册") if kind == "乡" else ("讲堂", i % 6)))
            s.put(u, "g", "否" if i % 7 == 6 else "是")
            s.put(u, "gc", "是", "一")
            s.put(u, "gc", "否" if i in (1, 6, 10, 20) else "是", "二")
        for u, event, times in (("s02", "v1", 1), ("s09", "v2", 1), ("s10", "v2", 1), ("s11", "v2", 2), ("s05", "d1", 1), ("s13", "d1", 2),
                                ("s14", "d2", 2), ("s15", "d2", 3), ("s16", "d2", 7), ("s17", "v1", 1)):
            s.put(u, event, times)
        return s

    def test_kinds(self):
        s, grades = self.kinds(), ["优秀", "良好", "合格", "不合格"]
        group = {u: {"街道": "a1", "园区": "a2"}.get(kind, "a3") for u, kind in s.units.items()}
        expected = {}
        for u, kind in s.units.items():
            mates = [v for v in s.units if group[v] == group[u]]
            known = [s.get(v, "素养") for v in mates if s.get(v, "素养") is not None]
            members, enrolled, before, active = (s.get(u, "志愿", item) for item in ("会员", "注册", "上年注册", "参与"))
            active_enough = enrolled / members >= F(20, 100) and (enrolled - before) / before >= F(10, 100) and active / enrolled >= F(60, 100)
            one = expected[u] = {"活动": F(20 * (s.get(u, "活动") >= {"街道": 40, "园区": 20}.get(kind, 10))), "志愿": F(15 * active_enough),
                                 "素养": F(15 * (s.get(u, "素养") is not None and s.get(u, "素养") > sum(known) / len(known)))}
            if kind == "街道":
                visitors, score = s.get(u, "馆"), s.get(u, "未成年")
                one["馆"] = F(20 if visitors >= 30000 else 16 if visitors >= 10000 else 13 if visitors >= 1000 else 0)
                one["未成年"] = half_up(30 * min(1, score / 100), 2) if score >= 85 else F(0)
            elif kind == "园区":
                place = places({v: s.get(v, "投入", "投") / s.get(v, "投入", "产") for v in mates})[u]
                one["投入"] = max(F(0), 50 * (1 - F(20, 100) * (place - 1)))
            else:
                growth = {v: s.get(v, "增收", "收入") / s.get(v, "增收", "上年收入") - 1 for v in mates}
                able = {v: x for v, x in growth.items() if x >= F(8, 100)}
                one["增收"] = half_up(4 + max(0, 26 * (1 - F(25, 100) * (places(able)[u] - 1))), 2) if u in able else F(0)
                if kind == "乡":
                    one["图书室"] = half_up(20 * min(1, s.get(u, "图书室", "册") * 1000 / s.get(u, "", "population") / 2), 2)
                else:
                    one["讲堂"] = min(F(20), 5 * s.get(u, "讲堂"))
            one["total"] = min(100, sum(one.values()))
        for award, quota in (("a1", 2), ("a2", 1), ("a3", 6)):
            units = [u for u in s.units if group[u] == award]
            ranks = places({u: (half_up(expected[u]["total"], 1), expected[u]["活动"], expected[u]["素养"], s.get(u, "", "population"))
                            for u in units})
            for u in units:
                one, happened = expected[u], {event: s.get(u, event) or 0 for event in ("v1", "v2", "d1", "d2")}
                grade = 0 if ranks[u] == 1 and one["total"] >= 90 else 1 if one["total"] >= 70 else 2 if one["total"] >= 60 else 3
                grade = min(3, grade + int(happened["d1"] + happened["d2"] // 3))
                mended = s.text(u, "gc", "二") == "是"
                grade, vetoed = grade if mended else max(grade, 2), happened["v1"] >= 1 or happened["v2"] >= 2
                one.update(rank=ranks[u], grade=grades[3 if vetoed else grade])
                passed = s.text(u, "g") == "是" and (award != "a1" or one["未成年"] >= F(51, 2)) and (award != "a2" or mended)
                why = "gate" if not passed else "veto" if vetoed else None
                if not why and award == "a3":
                    why = "grade" if one["grade"] == "不合格" else "score" if one["total"] < 40 else None
                one["award"] = why
            for u, said in commend([u for u in units if not expected[u]["award"]], ranks, quota).items():
                expected[u]["award"] = said
        result, said = s.score()
        self.check(result, expected)
        self.assertEqual(said, "")

    # ---- months and weeks that add up, a base that an omission costs, bonus by the month's rank, quotas as shares, halves of ranks

    def months(self):
        s = Sheet("months")
        for i in range(9):
            u = f"n{i}"
            s.unit(u)
            for month in range(1, 7):
                if (i + month) % 4:
                    s.put(u, "录用", i * month % 3, "县", period=str(month))
                if i == 3:
                    s.put(u, "录用", 1, "市", period=str(month))
            for week in range(3):
                s.put(u, "周报", (i + week) % 5, period=f"w{week + 1}")
                if i != 7:
                    s.put(u, "周报", int(i * week % 6 == 2), "漏报", period=f"w{week + 1}")
            for k, item in enumerate("abcde"):
                s.put(u, "任务", (i * 7 + k * 3) % 6, item)
            s.put(u, "外宣", 12 + i % 2 * 3 - (i == 4), "报送")
            s.put(u, "外宣", 5 - (i == 5), "采用")
            for k, item in enumerate(("中央", "省", "市", "中央其他", "省其他", "市其他")):
                s.put(u, "外宣", (i + k + 2) % 3, item)
            for k, item in enumerate(("不及时", "少", "严重")):
                s.put(u, "迟", (i + k) % 3, item)
            s.put(u, "错", i % 8)
            s.put(u, "", f"{i % 3}%", "差错率")
        return s

    def test_months(self):
        s, expected = self.months(), {}
        month = {(u, m): min(F(10), 5 * (s.get(u, "录用", "县", period=str(m)) or 0) + 20 * (s.get(u, "录用", "市", period=str(m)) or 0))
                 for u in s.units for m in range(1, 7)}
        for u in s.units:
            weeks = F(0)
            for week in ("w1", "w2", "w3"):
                sent, missed = s.get(u, "周报", period=week), s.get(u, "周报", "漏报", period=week)
                weeks += 1 + sent - 2 if sent >= 2 and missed == 0 else 0
            tasks = sum(s.get(u, "任务", item) * F(each) for item, each in zip("abcde", ("0.2", "0.5", "2", "2.5", "10")))
            media = sum(s.get(u, "外宣", item) * F(each) for item, each in (("中央", 30), ("省", 15), ("市", 10), ("中央其他", 15),
                                                                         ("省其他", "7.5"), ("市其他", 5)))
            media = media if s.get(u, "外宣", "报送") >= 12 and s.get(u, "外宣", "采用") >= 5 else F(0)
            first = sum({1: F("0.5"), 2: F("0.3"), 3: F("0.1")}.get(places({v: month[v, m] for v in s.units}, "average")[u], 0) for m in range(1, 7))
            late = s.get(u, "迟", "不及时") + s.get(u, "迟", "少") + 2 * s.get(u, "迟", "严重")
            less = min(20, min(6, late) + min(20, 3 * s.get(u, "错")))
            base = sum(month[u, m] for m in range(1, 7))
            expected[u] = {"每月": base, "周报": weeks, "任务": min(40, tasks), "外宣": media, "月前三": first, "减": less,
                           "total": max(0, base + weeks + min(40, tasks) + media + first - less)}
        ranks = places({u: (one["total"], -s.get(u, "", "差错率")) for u, one in expected.items()}, "average")
        for u, one in expected.items():
            grade = "一" if ranks[u] <= 2 and one["total"] >= 60 else "二" if ranks[u] <= 4 else "三"  # of nine: a quarter, a half
            one.update(rank=ranks[u], grade=grade, award="gate" if one["每月"] < 6 or ranks[u] > 5 else None)
        for u, award in commend([u for u in expected if not expected[u]["award"]], ranks, 2).items():
            expected[u]["award"] = award
        result, said = s.score()
        self.check(result, expected)
        self.assertEqual(said, "")


if __name__ == "__main__":
    if not KEPU:
        sys.exit("KEPU_COMMAND is not set")
    unittest.main()
