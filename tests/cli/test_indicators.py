#!/usr/bin/env python3
"""kepu indicators as its users meet it: forms, tables of figures, exit statuses, rows that are refused with their place.

Needs the command (KEPU_COMMAND)."""
import csv
import io
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

KEPU = os.environ.get("KEPU_COMMAND", "")
PLAN = """<plan xmlns="urn:kepu:plan:1" version="0.1" uid="t"><metadata><period start="2021" end="2025"/></metadata><indicators>
<indicator id="i1" name="专家" unit="人" comparison="&gt;=" every="once"><target time="2025" low="100"/></indicator>
<indicator id="i2" name="讲座" unit="场" comparison="=" every="annual"><target low="10"/></indicator></indicators></plan>"""


class Indicators(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.plan = self.file("plan.kepu.xml", PLAN)

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

    def test_forms_say_the_same(self):
        first = self.file("1.csv", "指标,时间,数值\n专家,2022,90\n讲座,2023-Q1,４\n", "gb18030")
        second = self.file("2.csv", "\ufeffindicator,period,value\r\n讲座,2023-Q2,5\r\n")
        data = ["indicators", self.plan, "--date", "2023-06-30", "--data", first, "--data=" + second]
        rows = json.loads(self.kepu(*data, "--to", "json"))
        self.assertEqual([(row["value"], row["expected"], row["attainment"], row["light"]) for row in rows],
                         [(90, None, 0.9, "grey"), (9, 4.958904110, 0.9, "green")])
        table = list(csv.DictReader(io.StringIO(self.kepu(*data, "--to", "csv", "--bom").removeprefix("\ufeff"))))
        self.assertEqual([row["value"] for row in table], ["90", "9"])
        self.assertEqual([row["comparison"] for row in table], [">=", "'="])
        words = self.kepu("--lang", "zh", *data).splitlines()
        self.assertEqual(words[2].split(), ["绿", "9", "=10", "4.95890411", "90.0%", "讲座", "(场)"])
        self.assertEqual(self.kepu("indicators", self.plan, "--to", "json", "--date", "2023-06-30", "--data", first, second),
                         self.kepu(*data, "--to", "json"))

    def test_refused_rows_have_a_place_and_make_the_status(self):
        data = self.file("1.csv", "indicator,period,value\n专家,2023,\"1,23\"\n讲座,2023,7\n")
        rows = json.loads(self.kepu("indicators", self.plan, "--data", data, "--to", "json", "--date", "2023", status=1))
        self.assertEqual([row["state"] for row in rows], ["not-reported", "value"])
        self.assertIn(f'{data}:2:9: error: "1,23" is not a figure that can be read, expected a number such as 1200 [bad-figure]', self.err)

    def test_wrong_usage_and_files_that_are_none(self):
        for arguments in ([], [self.plan, "--to", "xml"], [self.plan, "--path", "round"], [self.plan, "--bom"],
                          [self.plan, "--data"]):
            self.kepu("indicators", *arguments, status=2)
        for arguments in ([self.plan, "--date", "soon"], [self.plan, "--green", "x"], [self.plan, "--data", "/nowhere.csv"],
                          [self.plan, "--data", self.plan], ["/nowhere.xml"]):
            self.kepu("indicators", *arguments, status=3)
        self.assertIn("专家", self.kepu("indicators", self.plan))


if __name__ == "__main__":
    unittest.main()
