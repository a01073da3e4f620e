#!/usr/bin/env python3
"""What nobody should hand in for scoring, one kind after the other: each is refused where it stands and in words of both
languages, or what docs/scoring.md says of it comes out; nothing is ever not a number, and nothing a zero that nobody gave.

Needs the command (KEPU_COMMAND)."""
import csv
import io
import os
import subprocess
import tempfile
import unittest
from collections import namedtuple
from pathlib import Path

KEPU = os.environ.get("KEPU_COMMAND", "")
UNITS = "单位,名称\na,甲县\nb,乙县\n"
FIGURES = "单位,指标项,要素,数值\n"
TALKS = '<criterion id="c" name="讲座" points="10"><ratio target="4"/></criterion>'
RATE = '<criterion id="c" name="完成率" points="10"><ratio measure="share" target="100%"/></criterion>'

# body of the scheme; tables; what is said, in which language: words and the place; the totals, "" for none, or None: not scored
Case = namedtuple("Case", "what scheme units figures status place zh en totals checked", defaults=(False,))

CASES = [
    Case(
        "a group of one: its mean is its own, it is the first of one, half of it is no place",
        '<criterion id="c" name="讲座" points="10"><rank/></criterion><criterion id="d" name="平均" points="10">'
        '<reach target="group-mean"/></criterion><award id="w" name="先进" quota="50%"/>',
        "单位,名称\na,甲县\n", "a,c,,3\na,d,,2\n", 0, None, ["先进：无", "未入选，名额已满：甲县"], ["先进: none", "the quota is full: 甲县"], ["20"],
    ),
    Case(
        "a group of one: nobody else has points to take the mean of",
        '<criterion id="c" name="讲座" points="10" not-reported="mean"><points/></criterion>',
        "单位,名称\na,甲县\n", "", 0, None, ["无数据"], ["no value"], [""],
    ),
    Case("all values are missing", TALKS, UNITS, "a,c,,缺\n", 0, None, ["无数据"], ["no value"], ["", ""]),
    Case(
        "a divisor is zero", RATE, UNITS, "a,c,numerator,3\na,c,denominator,0\nb,c,numerator,3\nb,c,denominator,4\n", 1, None,
        ["甲县“完成率”", "分母应大于零，却是 0", "[zero-denominator]"], ["甲县, \"完成率\"", "a denominator must be over zero, not 0"], ["7.5", ""],
    ),
    Case(
        "growth over nothing", '<criterion id="c" name="经费" points="10"><reach measure="growth" target="5%"/></criterion>', UNITS,
        "a,c,,3\na,c,last-year,0\n", 1, None, ["甲县“经费”", "分母应大于零"], ["a denominator must be over zero"], ["", ""],
    ),
    Case(
        "both ends of a scale are the same", '<criterion id="c" name="覆盖" points="10"><goalposts low="5" high="5"/></criterion>', UNITS,
        "a,c,,5\n", 0, None, ["无数据"], ["no value"], ["", ""],
    ),
    Case("an infinite number", TALKS, UNITS, "a,c,,inf\nb,c,,2\n", 1, "d.csv:2:6", ["“inf”不是可以读取的数值", "应为"], ["\"inf\" is not a figure", "expected"], ["5", ""]),
    Case("not a number", TALKS, UNITS, "a,c,,NaN\nb,c,,2\n", 1, "d.csv:2:6", ["“NaN”不是可以读取的数值"], ["\"NaN\" is not a figure"], ["5", ""]),
    Case(
        "an absurd number", TALKS, UNITS, "a,c,,9999999999999999\nb,c,,2\n", 1, "d.csv:2:6", ["位数太多", "整数部分至多 15 位"],
        ["too many digits", "at most 15 before the point"], ["5", ""],
    ),
    Case(
        "points beyond all numbers",
        '<criterion id="c" name="讲座" points="999999999999"><ratio target="0.000000001" cap="none"/></criterion>', UNITS,
        "a,c,,99999999999999\n", 3, None, ["数太大", "“讲座”的得分"], ["number too large", "points of \"讲座\""], None,
    ),
    Case(
        "a unit in two groups", '<group id="g" name="城区" kinds="区 市"/><group id="h" name="县域" kinds="县 市"/>' + TALKS,
        "单位,名称,类型\na,甲市,市\nb,乙县,县\n", "b,c,,2\n", 1, "u.csv:2:6", ["类型“市”同时属于几个组别（城区、县域）", "请在“组别”列写明"],
        ["kind \"市\" belongs to several groups (城区, 县域)", "say which"], ["5"],
    ),
    Case(
        "points that ask for themselves",
        '<criterion id="c" name="一" points="5"><reach measure="score" of="d" target="2"/></criterion>\n'
        '<criterion id="d" name="二" points="5"><reach measure="score" of="c" target="2"/></criterion>',
        UNITS, "", 3, "scheme.xml:3:39", ["“c”引起循环引用"], ["\"c\" makes a cycle"], None,
    ),
    Case(
        "a criterion scored twice", TALKS, UNITS, "a,c,,2\na,c,,4\n", 1, "d.csv:3:6", ["“讲座”在“甲县”已有数值，保留先出现的"],
        ["\"讲座\" has a figure for 甲县 already, the first one stands"], ["5", ""],
    ),
    Case(
        "a later stage without a reason", '<stage id="s" name="自评"/><stage id="r" name="复核"/>' + TALKS, UNITS,
        "a,c,,4,\na,c,,2,复核\n", 1, "d.csv:3:", ["“讲座”在“复核”阶段的数值没有写明理由"], ["the figure of \"讲座\" at stage \"复核\" gives no reason"], ["10", ""],
    ),
    Case(
        "a threshold above all that can be had", TALKS + '<grade id="g" name="优秀" from="60"/><grade id="h" name="其他"/>', UNITS, "", 0,
        "scheme.xml:2:", ["界限 60 高于最多能达到的 10", "[over-most]"], ["the threshold 60 is above 10"], None, True,
    ),
]


class BadInput(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def kepu(self, case, *arguments):
        ran = subprocess.run([KEPU, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        self.assertEqual(ran.returncode, case.status, ran.stderr.decode())
        return ran.stdout.decode(), ran.stderr.decode()

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def arguments(self, case):
        figures = FIGURES.replace("数值", "数值,阶段") if "<stage" in case.scheme else FIGURES
        scheme = self.write("scheme.xml", f'<scheme xmlns="urn:kepu:scheme:1" version="0.1" id="s">\n{case.scheme}\n</scheme>')
        if case.checked:
            return ["scheme", "check", scheme]
        return ["score", scheme, "--units", self.write("u.csv", case.units), "--data", self.write("d.csv", figures + case.figures)]

    def test_each_is_said(self):
        for case in CASES:
            arguments = self.arguments(case)
            for lang, words in (("zh", case.zh), ("en", case.en)):
                with self.subTest(case.what, lang=lang):
                    out, err = self.kepu(case, *arguments, "--lang", lang)
                    for each in words:
                        self.assertIn(each, out + err)
                    self.assertIn(case.place or "", err)
                    self.assertNotRegex(out.lower(), r"\b(nan|inf)\b")

    def test_nothing_comes_of_it_that_nobody_gave(self):
        for case in CASES:
            if case.totals is None:
                continue
            with self.subTest(case.what):
                out, _ = self.kepu(case, *self.arguments(case), "--to", "csv")
                rows = list(csv.DictReader(io.StringIO(out)))
                self.assertEqual([row["total"] for row in rows], case.totals)
                self.assertEqual([bool(row["rank"]) for row in rows], [bool(total) for total in case.totals])


if __name__ == "__main__":
    unittest.main()
