#!/usr/bin/env python3
"""kepu rollup as its users meet it: files of all forms one after the other, tables, exit statuses, what is refused.

Needs the command (KEPU_COMMAND)."""
import csv
import gzip
import io
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

KEPU = os.environ.get("KEPU_COMMAND", "")
REGIONS = "code,name,parent,level\np,清河市,,prefecture\na,甲县,p,county\nb,乙县,p,county\nc,丙县,p,county\n"
PLAN = """<plan xmlns="urn:kepu:plan:1" version="0.1" uid="{0}"><metadata><region code="{0}"/></metadata><indicators>
<indicator id="i1" name="讲座" unit="场" comparison="&gt;=" every="annual"><target low="4"/><observation time="2023" low="{1}"/></indicator>
</indicators></plan>"""


class Rollup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.regions = self.file("regions.csv", REGIONS)

    def file(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    def kepu(self, *arguments, status=0):
        clean = {key: value for key, value in os.environ.items() if not key.startswith("LC_") and key not in ("LANG", "LANGUAGE")}
        ran = subprocess.run([KEPU, *arguments], stdin=subprocess.DEVNULL, capture_output=True, env=clean, timeout=60)
        self.assertEqual(ran.returncode, status, ran.stderr.decode())
        self.err = ran.stderr.decode("utf-8")
        return ran.stdout.decode("utf-8")

    def rollup(self, *arguments, status=0):
        return self.kepu("rollup", "--regions", self.regions, *arguments, status=status)

    def test_files_of_all_forms(self):
        """XML, the same as JSON, packed, and tables in what spreadsheets save."""
        plan = self.file("a.kepu.xml", PLAN.format("a", 3))
        other = self.file("b.kepu.xml", PLAN.format("b", 4.5))
        self.kepu("convert", other, str(self.folder / "b.kepu.json.gz"))
        packed = self.folder / "c.csv.gz"
        packed.write_bytes(gzip.compress("地区,指标,时间,数值\n丙县,讲座,2023,１\n".encode("gb18030")))
        files = [plan, str(self.folder / "b.kepu.json.gz"), str(packed)]
        rows = json.loads(self.rollup(*files, "--to", "json", "--level", "1"))
        self.assertEqual([(row["region"], row["value"], row["covered"], row["leaves"], row["missing"]) for row in rows],
                         [("p", 8.5, 3, 3, [])])
        self.assertEqual([row["value"] for row in json.loads(self.rollup(*files, "--to", "json", "--rule", "reach"))], [1, 0, 1, 0])

    def test_forms_say_the_same(self):
        data = self.file("1.csv", "region,indicator,period,value,kind\na,讲座,2023,4,\nb,讲座,2023,不适用,\na,率,2023,1,分子\na,率,2023,3,分母\n")
        rows = json.loads(self.rollup(data, "--to", "json"))
        self.assertEqual([row["missing"] for row in rows[:4]], [["c"], [], [], ["c"]])
        table = list(csv.DictReader(io.StringIO(self.rollup(data, "--to", "csv", "--bom").removeprefix("\ufeff"))))
        self.assertEqual([row["value"] for row in table], ["" if row["value"] is None else str(row["value"]) for row in rows])
        words = [line.split() for line in self.kepu("rollup", "--lang", "zh", "--regions", self.regions, data, "--missing",
                                                    "--indicator", "讲座").splitlines()]
        self.assertEqual(words, [["讲座", "2023", "求和"], ["数值", "覆盖", "地区"], ["4", "1/2", "清河市"], ["缺报：丙县"],
                                 ["4", "1/1", "甲县"], ["无数据", "0/0", "乙县"], ["无数据", "0/1", "丙县"], ["缺报：丙县"]])
        self.assertIn("ratio of sums", self.rollup(data, "--rule", "ratio", "--indicator", "率"))
        out = self.folder / "out.csv"
        self.rollup(data, "--to", "csv", "-o", str(out))
        self.assertEqual(out.read_text(encoding="utf-8").splitlines()[1], "讲座,,sum,2023,p,清河市,prefecture,4,,,1,2,")

    def test_what_is_refused_has_a_place_and_makes_the_status(self):
        data = self.file("1.csv", "region,indicator,period,value\n丁县,讲座,2023,4\na,讲座,2023,x\na,讲座,2023,7\n")
        plan = self.file("a.kepu.xml", PLAN.format("a", 3))
        rows = json.loads(self.rollup(data, plan, "--to", "json", "--level", "prefecture", status=1))
        self.assertEqual([row["value"] for row in rows], [7])
        self.assertIn(f'{data}:2:1: error: there is no region "丁县", or several of that name [region-unknown]', self.err)
        self.assertIn(f'{data}:3:11: error: "x" is not a figure that can be read, expected a number such as 1200 [bad-figure]', self.err)
        self.assertIn(f'{plan}:2:90: error: "讲座" has a figure for 2023 already, the first one stands [value-twice]', self.err)
        self.regions = self.file("regions.csv", REGIONS + "d,丁县,x,county\n")
        self.rollup(plan, status=1)
        self.assertIn("region-orphan", self.err)

    def test_wrong_usage_and_files_that_are_none(self):
        data = self.file("1.csv", "region,indicator,period,value\na,讲座,2023,4\n")
        for arguments in ([], [data, "--to", "xml"], [data, "--rule", "average"], [data, "--bom"], [data, "--missing", "--to", "csv"],
                          [data, "--level", "town"], [data, "--level", "3"], [data, "--indicator", "展览"]):
            self.rollup(*arguments, status=2)
        self.kepu("rollup", data, status=2)
        for arguments in (["/nowhere.xml"], [data, self.file("broken.xml", "<plan")], [self.file("empty.csv", "")],
                          [self.file("big.csv", "region,indicator,period,value\na,投入,2023,9223372036854775807\nb,投入,2023,1\n")]):
            self.rollup(*arguments, status=3)
        self.assertIn("投入", self.err)
        self.kepu("rollup", "--regions", "/nowhere.csv", data, status=3)


if __name__ == "__main__":
    unittest.main()
