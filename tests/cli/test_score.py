#!/usr/bin/env python3
"""kepu score and kepu scheme as their users meet them: the schemes of examples/schemes with totals worked out by hand, forms,
stages, figures of plans, exit statuses, rows that are refused with their place.

Needs the command (KEPU_COMMAND)."""
import csv
import io
import json
import os
import re
import subprocess
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

KEPU = os.environ.get("KEPU_COMMAND", "")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "schemes"
SCHEME = """<scheme xmlns="urn:kepu:scheme:1" version="0.1" id="s" title="试评" missing="none" not-reported="zero">
<stage id="self" name="自评"/><stage id="review" name="复核"/>
<criterion id="talks" name="讲座" points="10"><ratio target="4"/></criterion>
<criterion id="rate" name="完成" points="10" indicator="专家"><ratio target="100%"/></criterion>
<grade id="good" name="良好" from="15"/><grade id="fair" name="一般"/></scheme>"""
UNITS = "unit,name\na,甲县\nb,乙县\n"
PLAN = """<plan xmlns="urn:kepu:plan:1" version="0.1" uid="t"><metadata><title>实施方案</title><period start="2021" end="2025"/>
<region>甲县</region></metadata><indicators><indicator id="i1" name="专家" unit="人" comparison="&gt;=" every="once">
<target time="2025" low="100"/><observation time="2024" low="80"/></indicator></indicators></plan>"""


class Scores(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    def kepu(self, *arguments, status=0):
        clean = {key: value for key, value in os.environ.items() if not key.startswith("LC_") and key not in ("LANG", "LANGUAGE")}
        ran = subprocess.run([KEPU, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, env=clean, timeout=60)
        self.assertEqual(ran.returncode, status, ran.stderr.decode())
        self.err = ran.stderr.decode("utf-8")
        return ran.stdout.decode("utf-8")

    def rows(self, *arguments, status=0):
        return list(csv.DictReader(io.StringIO(self.kepu("score", *arguments, "--to", "csv", status=status))))


class Examples(Scores):
    """Each number of these was worked out with pencil and paper from the scheme and the tables, before the engine was there."""

    def example(self, name, *arguments):
        folder = EXAMPLES / name
        tables = sorted(path for path in folder.glob("*.csv") if path.name != "units.csv")
        return self.rows(folder / "scheme.xml", "--units", folder / "units.csv", *tables, *arguments)

    def check(self, rows, columns, expected):
        got = [tuple(row[column] for column in columns) for row in rows]
        self.assertEqual(got, [tuple("" if word == "-" else word for word in line.split()) for line in expected.strip().splitlines()])
        for row in rows:  # modules, bonus and deduction are what the total is made of
            parts = {column: Decimal(row[column]) for column in self.modules}
            self.assertEqual(Decimal(row["total"]), sum(-points if name == "扣分" else points for name, points in parts.items()), row)

    def test_member_units(self):
        # deductions, a bonus cut at its ceiling (农业农村局: 8 to 5), work that is not a unit's (总工会: 25.5 of 35 stands for 50),
        # a yes without evidence (卫生健康局), a gate that is closed (气象局), a veto (融媒体中心), whose score stands
        self.modules = ("组织", "任务", "宣传", "加分", "扣分")
        self.check(self.example("members"),
                   ("rank", "name", "total", "grade", "eligible", "先进") + self.modules, """
            1 县融媒体中心 103    不合格 false veto  20 50    30    3   0
            2 县教育局     102.5  优秀   true  yes   19 50    30    3.5 0
            3 县气象局     95.75  优秀   false gate  20 46    27.75 2   0
            4 县卫生健康局 92.75  优秀   true  yes   14 48.75 30    0   0
            5 县农业农村局 88.25  良好   true  grade 15 42.25 26.5  5   0.5
            6 县总工会     62.93  合格   true  grade 18 36.43 9.5   0   1""")

    def test_counties(self):
        # quarters 15/25/25/35, each rounded where it arises (白石县: 16.67 and 18.33 in two quarters); ranks within the group, two
        # of them equal (growth of 白石县 and 南浦市); targets by group; a quarter not reported is zero (青林县)
        self.modules = ("季度", "年度")
        self.check(self.example("counties"),
                   ("group", "rank", "name", "total", "grade", "城区先进", "县域先进") + self.modules, """
            城区 1 城东区 92.13 一等 yes   - 53.63 38.5
            城区 2 城西区 88    二等 grade - 55.75 32.25
            城区 3 高新区 75.85 三等 grade - 42.85 33
            县域 1 平山县 95.5  一等 - yes   57.5  38
            县域 2 白石县 94.41 二等 - yes   56.66 37.75
            县域 3 南浦市 93.68 二等 - quota 54.18 39.5
            县域 4 青林县 78.25 三等 - grade 52.25 26""")

    def test_bases(self):
        # reviewed: exhibits out of order, visitors counted anew, evidence handed in later; 70 % experts, 30 % visitors; the highest
        # tier of each brand; a complaint takes a grade; the library has not been reviewed
        self.modules = ("条件", "活动", "管理", "品牌")
        columns = ("rank", "name", "total", "grade", "provisional", "表扬") + self.modules
        self.check(self.example("bases"), columns, """
            1 清禾市科技馆       106.4 示范 false yes   30   39   29.4 8
            2 柳湾湿地科普园     94.2  优秀 false yes   25   36   29.2 4
            3 清禾市地震科普馆   82.3  优秀 false score 20   34   28.3 0
            4 双溪现代农业科普园 64.3  合格 false grade 18.5 28.5 17.3 0
            5 清禾市图书馆科普角 63    合格 true  grade 11   32   20   0""")
        self.check(self.example("bases", "--stage", "基地自评"), columns, """
            1 清禾市科技馆       98 示范 false yes   30   40   20 8
            2 柳湾湿地科普园     88 优秀 false yes   25   39   20 4
            3 清禾市地震科普馆   78 合格 false grade 22.5 35.5 20 0
            4 清禾市图书馆科普角 63 合格 false grade 11   32   20 0
            5 双溪现代农业科普园 35 整改 false grade 18.5 16.5 0  0""")

    def test_the_order_of_rows_never_matters(self):
        for name in ("members", "counties", "bases"):
            folder = EXAMPLES / name
            turned = []
            for path in sorted(folder.glob("*.csv")):
                head, *lines = path.read_text(encoding="utf-8").splitlines()
                turned.append(self.file(name + path.name, "\n".join([head] + lines[::-1]) + "\n"))
            units = next(path for path in turned if path.endswith("units.csv"))
            turned.remove(units)
            self.assertEqual(self.kepu("score", folder / "scheme.xml", "--units", units, *turned[::-1], "--to", "json"),
                             self.kepu("score", folder / "scheme.xml", "--units", folder / "units.csv", "--to", "json",
                                       *sorted(path for path in folder.glob("*.csv") if path.name != "units.csv")))

    def test_the_checker_has_nothing_against_them(self):
        for name in ("members", "counties", "bases"):
            folder = EXAMPLES / name
            tables = sorted(path for path in folder.glob("*.csv") if path.name != "units.csv")
            for more in ((), ("--units", folder / "units.csv", *tables)):
                self.kepu("scheme", "check", folder / "scheme.xml", *more)
                self.assertNotIn("warning", self.err)


class Command(Scores):
    def setUp(self):
        super().setUp()
        self.scheme = self.file("scheme.xml", SCHEME)
        self.units = self.file("units.csv", UNITS)

    def test_forms_say_the_same(self):
        first = self.file("1.csv", "单位,指标项,数值\n甲县,讲座,４\n乙县,讲座,3\n", "gb18030")
        second = self.file("2.csv", "\ufeffunit,criterion,value\r\na,rate,90%\r\nb,rate,0.5\r\n")
        data = [self.scheme, "--units", self.units, "--data", first, "--data=" + second]
        rows = self.rows(*data)
        self.assertEqual([(row["rank"], row["unit"], row["total"], row["grade"]) for row in rows],
                         [("1", "a", "19", "good"), ("2", "b", "12.5", "fair")])
        units = json.loads(self.kepu("score", *data, "--to", "json"))["units"]
        self.assertEqual([(unit["rank"], unit["unit"], unit["total"]) for unit in units], [(1, "a", 19), (2, "b", 12.5)])
        words = self.kepu("--lang", "zh", "score", *data).splitlines()
        self.assertEqual(words[0], "试评")
        self.assertEqual(words[1], "阶段：复核")
        self.assertEqual(words[4].split(), ["1", "19.0", "良好", "甲县"])
        self.assertTrue(self.kepu("score", *data, "--to", "csv", "--bom").startswith("\ufeffgroup,"))
        out = self.folder / "out.csv"
        self.assertEqual(self.kepu("score", *data, "--to", "csv", "-o", out), "")
        self.assertEqual(list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))), rows)
        scheme = self.file("scheme.json", json.dumps({"format": "urn:kepu:scheme:1", "version": "0.1", "kind": "scheme", "id": "s", "children": [
            {"kind": "criterion", "id": "talks", "name": "讲座", "points": "10", "children": [{"kind": "ratio", "target": "4"}]}]}))
        self.assertEqual([row["total"] for row in self.rows(scheme, "--units", self.units, first)], ["10", "7.5"])

    def test_stages(self):
        data = self.file("1.csv", "unit,criterion,stage,value,reason\na,talks,,4,\na,talks,review,2,一场重复\nb,talks,自评,3,\n")
        arguments = [self.scheme, "--units", self.units, data]
        self.assertEqual([row["total"] for row in self.rows(*arguments)], ["7.5", "5"])
        self.assertEqual([row["total"] for row in self.rows(*arguments, "--stage", "自评")], ["10", "7.5"])
        self.assertEqual([row["total"] for row in self.rows(*arguments, "--stage=self")], ["10", "7.5"])
        self.kepu("score", *arguments, "--stage", "终审", status=3)

    def test_figures_of_a_plan(self):
        plan = self.file("plan.kepu.xml", PLAN)
        rows = self.rows(self.scheme, "--units", self.units, plan)
        self.assertEqual([(row["unit"], row["total"]) for row in rows], [("a", "8"), ("b", "0")])
        rows = self.rows(self.scheme, "--units", self.units, plan, "--date", "2023-12-31")  # nothing was observed by then
        self.assertEqual([(row["unit"], row["total"]) for row in rows], [("a", "0"), ("b", "0")])

    def test_actual_values_of_a_plan(self):
        """What was measured stands in tables more often than in the plan."""
        plan, data = self.file("plan.kepu.xml", PLAN), self.file("2024.csv", "指标,时间,数值\n专家,2025-06,95\n")
        rows = self.rows(self.scheme, "--units", self.units, plan, "--indicators", data)
        self.assertEqual([(row["unit"], row["total"]) for row in rows], [("a", "9.5"), ("b", "0")])
        self.kepu("scheme", "check", self.scheme, "--units", self.units, plan, "--indicators", data)
        bad = self.file("bad.csv", "指标,时间,数值\n专家,2025-06,很多\n")
        rows = self.rows(self.scheme, "--units", self.units, plan, "--indicators", bad, status=1)
        self.assertIn(f"{bad}:2:12: error:", self.err)
        self.assertEqual([row["total"] for row in rows], ["8", "0"])
        self.kepu("score", self.scheme, "--units", self.units, "--indicators", data, status=2)  # of no plan
        self.kepu("score", self.scheme, "--units", self.units, plan, "--indicators", "/nowhere.csv", status=3)

    def test_numbers_as_wide_as_they_come(self):
        scheme = self.file("wide.xml", SCHEME.replace('<ratio target="4"/>', '<ratio measure="share" item="一" under="二" target="1"/>'))
        data = self.file("1.csv", "unit,criterion,item,value\na,talks,一,1\na,talks,二,3\na,rate,,1\nb,talks,一,0\nb,talks,二,0\nb,rate,,1\n")
        table = self.kepu("score", scheme, "--units", self.units, data, status=1)
        self.assertRegex(table, r"\n +1 +13\.333333333 ")
        self.assertIn('乙县, "讲座": a denominator must be over zero, not 0 [zero-denominator]', self.err)
        data = self.file("2.csv", "unit,criterion,value\na,talks,1\n")
        scheme = self.file("wider.xml", SCHEME.replace('points="10"><ratio target="4"', 'points="4567890.3"><ratio target="3"'))
        self.assertRegex(self.kepu("score", scheme, "--units", self.units, data), r"\n +1 +1522630\.1 ")
        scheme = self.file("widest.xml", SCHEME.replace('points="10"><ratio target="4"', 'points="4567890"><ratio target="7"'))
        self.assertRegex(self.kepu("score", scheme, "--units", self.units, data), r"\n +1 +652555\.714285714\s")

    def test_a_gate_that_an_award_does_not_ask_for(self):
        scheme = self.file("gates.xml", SCHEME.replace("<grade", '<gate id="g"><yes-no/></gate><gate id="h" grade="fair"><yes-no/></gate>'
                                                       '<award id="w" name="先进" quota="1" gates="g"/><grade', 1))
        data = self.file("1.csv", "unit,criterion,value\na,talks,4\na,g,是\na,h,否\nb,talks,3\nb,g,否\nb,h,是\n")
        table = self.kepu("score", scheme, "--units", self.units, data)
        self.assertRegex(table, r"一般 +甲县\n")
        self.assertRegex(table, r"一般 +乙县 \(not eligible for awards\)\n")
        self.assertIn("先进: 甲县\n", table)

    def test_refused_rows_have_a_place_and_make_the_status(self):
        units = self.file("u.csv", "unit,name\na,甲县\na,又是甲县\n")
        data = self.file("1.csv", "unit,criterion,value\na,talks,\"4,5\"\na,lectures,3\na,rate,1\n")
        rows = self.rows(self.scheme, "--units", units, data, status=1)
        self.assertEqual([row["total"] for row in rows], ["10"])
        self.assertIn(f'{units}:3:1: error: unit "a" stands twice, the first one stands [unit-twice]', self.err)
        self.assertIn(f'{data}:2:9: error: "4,5" is not a figure that can be read, expected a number such as 1200 [bad-figure]', self.err)
        self.assertIn(f'{data}:3:3: error: the scheme has no criterion "lectures" [criterion-unknown]', self.err)

    def test_no_total_without_a_value(self):
        data = self.file("1.csv", "unit,criterion,value\na,talks,无数据\na,rate,1\nb,talks,2\n")
        rows = self.rows(self.scheme, "--units", self.units, data)
        self.assertEqual([(row["unit"], row["rank"], row["total"], row["state"]) for row in rows],
                         [("b", "1", "5", "value"), ("a", "", "", "no-value")])
        self.assertIn("no value", self.kepu("score", self.scheme, "--units", self.units, data))

    def test_wrong_usage_and_files_that_are_none(self):
        data = self.file("1.csv", "unit,criterion,value\na,talks,3\n")
        for arguments in ([], [self.scheme], [self.scheme, data], [self.scheme, "--units", self.units, "--to", "xml"],
                          [self.scheme, "--units", self.units, "--bom"], [self.scheme, "--units"], [self.scheme, "--nonsense"]):
            self.kepu("score", *arguments, status=2)
        for arguments in ([], ["show", self.scheme], ["check"], ["check", self.scheme, "--to", "csv"]):
            self.kepu("scheme", *arguments, status=2)
        for arguments in (["/nowhere.xml", "--units", self.units], [self.scheme, "--units", "/nowhere.csv"],
                          [self.scheme, "--units", self.units, "/nowhere.csv"], [self.scheme, "--units", self.units, "/nowhere.xml"],
                          [self.scheme, "--units", self.units, self.scheme], [self.units, "--units", self.units],
                          [self.scheme, "--units", self.units, "-o", "/nowhere/out"]):
            self.kepu("score", *arguments, status=3)
        self.kepu("scheme", "check", "/nowhere.xml", status=3)
        self.kepu("scheme", "check", self.scheme, "--units", "/nowhere.csv", status=3)

    def test_checking(self):
        self.assertEqual(self.kepu("scheme", "check", self.scheme), f"{self.scheme}: Nothing was found\n")
        unlike = self.file("unlike.xml", SCHEME.replace('title="试评"', 'title="试评" points="30"'))
        self.assertEqual(self.kepu("scheme", "check", unlike), f"{unlike}: error 0, warning 1, note 0\n")
        self.assertRegex(self.err, r"unlike\.xml:1:1: warning: .*\[points-unlike\]")
        data = self.file("1.csv", "unit,criterion,value\na,talks,x\n")
        self.kepu("scheme", "check", self.scheme, "--units", self.units, data, status=1)
        self.assertIn(f"{data}:2:9: ", self.err)


class Sheets(Scores):
    """The rules of docs/scoring.md as they are printed, and what they give: worked out from the words in the first column."""

    PROBES = (  # what the words begin with; figures of a unit; its points
        ("信息4篇", {"": "3"}, "1.5"), ("信息4篇", {"": "6"}, "2"), ("不投稿", {"": "0"}, "0"), ("不投稿", {"": "1"}, "2"),
        ("缺席", {"缺席": "1", "代会": "2"}, "2"), ("缺席", {"缺席": "4"}, "0"), ("少于4次", {"": "3"}, "3"), ("少于4次", {"": "9"}, "4"),
        ("每次3分", {"": "1"}, "3"), ("每次3分", {"": "3"}, "6"), ("企业", {"企业": "1", "专利": "3"}, "3.5"), ("企业", {"企业": "9"}, "5"),
        ("好得5分", {"": "中"}, "3"), ("0为8分", {"": "0"}, "8"), ("0为8分", {"": "10%"}, "6"), ("0为8分", {"": "10.1%"}, "4"),
        ("0为8分", {"": "21%"}, "0"), ("经费占比", {"科普经费": "30", "业务经费": "200", "population": "14"}, "8"),
        ("经费占比", {"科普经费": "30", "业务经费": "200", "population": "15"}, "0"),
        ("每百人", {"图书": "500", "population": "10000"}, "6"), ("每百人", {"图书": "499", "population": "10000"}, "0"),
        ("比上年", {"": "110", "last-year": "100"}, "6"), ("比上年", {"": "109", "last-year": "100"}, "0"),
        ("高于全组", {"": "4"}, "0"), ("高于全组", {"": "6"}, "9"), ("高于全组", {"": "5"}, "0"),
        ("市不少于", {"": "10"}, "5"), ("市不少于", {"": "9"}, "0"), ("不高于100%", {"": "102.5%"}, "4"), ("不高于100%", {"": "99%"}, "5"),
        ("完成100%", {"": "90%"}, "6"), ("完成100%", {"": "90.1%"}, "8"), ("不高于1为", {"": "1.25"}, "4"), ("不高于1为", {"": "0.5"}, "5"),
        ("两项", {"甲": "18%", "乙": "24%"}, "16"), ("功效", {"": "80%"}, "8"), ("功效", {"": "60%"}, "6"),
        ("第1名", {"": "7"}, "10"), ("第1名", {"": "6"}, "9.5"), ("第1名", {"": "5"}, "9"),
        ("达到8%", {"": "9%"}, "6"), ("达到8%", {"": "8%"}, "5.5"), ("达到8%", {"": "7.9%"}, "0"),
        ("前三名", {"": "9"}, "0.5"), ("前三名", {"": "8"}, "0.3"), ("前三名", {"": "7"}, "0.1"), ("前三名", {"": "6"}, "0"),
        ("有前提", {"前提": "是", "value": "3"}, "30"), ("有前提", {"前提": "否", "value": "3"}, "0"),
        ("三公", {"": "105", "last-year": "100"}, "4"), ("三公", {"": "95", "last-year": "100"}, "0"),
        ("85分", {"": "90"}, "18"), ("85分", {"": "84.9"}, "0"), ("没有该项目", {"": "不适用"}, "5"),
    )

    def test_as_they_are_printed(self):
        text = (EXAMPLES.parents[1] / "docs" / "scoring.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| ([^|]+) \| `(<criterion .*</criterion>)` \|$", text, re.M)
        self.assertGreater(len(rows), 25)
        criteria = "".join(written.replace('id="c"', f'id="c{i}"', 1) for i, (_, written) in enumerate(rows))
        scheme = self.file("s.xml", f'<scheme xmlns="urn:kepu:scheme:1" version="0.1" not-reported="zero">{criteria}</scheme>')
        self.kepu("scheme", "check", scheme)
        self.assertEqual(set(re.findall(r"\[([a-z-]+)\]", self.err)), {"needs-last-year", "bonus-unlimited"})
        units, table = ["unit,kind\n"], ["unit,criterion,item,value\n"]
        for number, (words, figures, _) in enumerate(self.PROBES):
            at, = (i for i, (printed, _) in enumerate(rows) if printed.startswith(words))
            units.append(f"u{number},县\n")
            table += [f"u{number},{'' if item == 'population' else f'c{at}'},{item},{value}\n" for item, value in figures.items()]
        units, table = self.file("u.csv", "".join(units)), self.file("d.csv", "".join(table))
        result = json.loads(self.kepu("score", scheme, "--units", units, table, "--to", "json"), parse_float=str, parse_int=str)
        for number, (words, figures, points) in enumerate(self.PROBES):
            at, = (i for i, (printed, _) in enumerate(rows) if printed.startswith(words))
            unit, = (one for one in result["units"] if one["unit"] == f"u{number}")
            element, = (one for one in unit["elements"] if one["id"] == f"c{at}")
            self.assertEqual((words, figures, element["points"]), (words, figures, points))


class Explanations(Scores):
    def explain(self, unit, *arguments, lang="zh", status=0):
        folder = EXAMPLES / "members"
        return self.kepu("--lang", lang, "score", folder / "scheme.xml", "--units", folder / "units.csv", "--data", folder / "data.csv", "--explain",
                         unit, *arguments, status=status)

    def test_text(self):
        said = self.explain("县总工会")
        self.assertIn("县总工会：总分 62.93 分，第 6 名，合格\n", said)
        self.assertRegex(said, r"\n +\+36\.43 +重点任务：满分 50 分，得 36\.43 分\n")
        self.assertRegex(said, r"不计入的由其余各项折算：25\.5 分 → ≈36\.4286 分")
        self.assertIn("等次：合格", said)
        self.assertTrue(all(len(line) <= 100 and not line.endswith(" ") for line in said.splitlines()))
        self.assertIn("total 62.93", self.explain("县总工会", lang="en"))

    def test_json_adds_up(self):
        lines = json.loads(self.explain("县教育局", "--to", "json"), parse_float=Decimal, parse_int=Decimal)["lines"]
        self.assertEqual(lines[0]["points"], Decimal("102.5"))
        for at, line in enumerate(lines):
            below = []
            for lower in lines[at + 1:]:
                if lower["depth"] <= line["depth"]:
                    break
                below += [lower["adds"]] if lower["depth"] == line["depth"] + 1 and lower["adds"] is not None else []
            if below:
                self.assertEqual(sum(below), line["points"], line)

    def test_html_and_errors(self):
        self.assertTrue(self.explain("县教育局", "--to", "html").startswith('<section class="kepu-score" lang="zh-CN">'))
        self.explain("县教育局", "--to", "csv", status=2)
        self.explain("没有这个", status=2)
        self.assertIn("没有这个", self.err)


if __name__ == "__main__":
    unittest.main()
