#!/usr/bin/env python3
"""kepu review and kepu import --onto, as a clerk uses them: list, confirm, correct, add, remove, take back, read again.

Needs the command (KEPU_COMMAND).
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPU = os.environ.get("KEPU_COMMAND", "")
NOTICE = ROOT / "examples/data/qinghe-2022.txt"
P = "{urn:kepu:plan:1}"


def kepu(*arguments, status=0):
    ran = subprocess.run([KEPU, *map(str, arguments), "--lang", "zh"], stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    ran.out, ran.err = ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")
    assert ran.returncode == status, f"{arguments}: {ran.returncode}\n{ran.err}"
    return ran


class Review(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kepu-review-")
        self.addCleanup(folder.cleanup)
        self.dir = Path(folder.name)
        self.plan = self.dir / "plan.kepu.xml"
        kepu("import", NOTICE, "-o", self.plan)

    def review(self, *arguments, status=0):
        return kepu("review", self.plan, "--by", "张三", "--when", "2024-05-01", *arguments, status=status)

    def part(self, id):
        return next((part for part in ET.parse(self.plan).iter() if part.get("id") == id), None)

    def first(self, tag):
        return next(ET.parse(self.plan).iter(P + tag))

    def changes(self):
        return [dict(change.attrib) for change in ET.parse(self.plan).iter(P + "change")]

    def doubts(self):
        return json.loads(kepu("review", self.plan, "--list", "--to", "json").out)

    def test_the_list_has_every_doubt_with_the_text_around(self):
        rows = self.doubts()
        source = [p.text or "" for p in ET.parse(self.plan).iter(P + "p")]
        for row in rows:
            if row["words"] is not None:
                self.assertTrue(any(row["before"] + row["words"] + row["after"] in text for text in source), row)
        self.assertEqual(rows[0]["subject"], "title:0")
        table = kepu("review", self.plan, "--list").out
        self.assertIn("【市教育局】", table)
        self.assertIn("还没有人核对：市教育局", table)
        sheet = kepu("review", self.plan, "--list", "--to", "csv", "--bom").stdout
        self.assertEqual(sheet[:3], b"\xef\xbb\xbf")
        self.assertEqual([row["subject"] for row in csv.DictReader(io.StringIO(sheet[3:].decode("utf-8")))],
                         [row["subject"] for row in rows])

    def test_confirming_all_that_is_listed_leaves_nothing(self):
        self.review("--confirm", *[row["subject"] for row in self.doubts()])
        self.assertEqual(self.doubts(), [])
        self.assertIn("都看过了", kepu("review", self.plan, "--list").out)
        assignment = self.first("assignment")
        self.assertEqual((assignment.get("check"), assignment.get("by"), assignment.get("when")), ("confirmed", "张三", "2024-05-01"))
        before = self.plan.read_bytes()
        kepu("import", NOTICE, "--onto", self.plan, "-o", self.plan)
        self.assertEqual(self.plan.read_bytes(), before)

    def test_facts_are_set_by_the_names_of_the_facts(self):
        indicator, assignment, unit = self.first("indicator").get("id"), self.first("assignment"), self.first("unit")
        node = self.first("node").get("id")
        self.review("--set", indicator, "value", "24")
        self.review("--set", indicator, "op", "<")
        self.review("--set", indicator, "year", "2024")
        self.review("--set", indicator, "frequency", "annual")
        self.review("--set", indicator, "baseline", "false")
        self.review("--set", assignment.get("id"), "unit", "新设的局")
        self.review("--set", assignment.get("id"), "role", "participant")
        self.review("--set", unit.get("id"), "functions", "education、media")
        self.review("--set", node, "title", "总的要求")
        self.review("--set", "document_number", "清政办发〔2022〕18号")
        self.review("--set", "recipients:1", "各乡镇")
        self.review("--set", "period", "2022/2026")
        facts = json.loads(kepu("import", NOTICE, "--to", "facts").out)
        now = ET.parse(self.plan)
        self.assertEqual(self.part(indicator).get("comparison"), "<")
        value = list(self.part(indicator))[0]
        self.assertEqual((value.tag, value.get("low"), value.get("time"), value.get("check")), (P + "target", "24", "2024", "corrected"))
        self.assertEqual(self.part(self.part(assignment.get("id")).get("unit")).find(P + "name").text, "新设的局")
        self.assertEqual(self.part(unit.get("id")).get("functions"), "education media")
        metadata = now.find(P + "metadata")
        self.assertEqual(metadata.find(P + "document-number").text, "清政办发〔2022〕18号")
        self.assertEqual([r.text for r in metadata.findall(P + "recipient")],
                         [facts["metadata"]["recipients"][0], "各乡镇", *facts["metadata"]["recipients"][2:]])
        self.assertEqual((metadata.find(P + "period").get("start"), metadata.find(P + "period").get("end")), ("2022", "2026"))
        first = self.changes()[0]
        self.assertEqual((first["field"], first["now"], first["by"], first["when"]), ("value:0:low", "24", "张三", "2024-05-01"))
        self.assertTrue(first["was"])

    def test_taking_back(self):
        indicator = self.first("indicator").get("id")
        before = ET.tostring(self.part(indicator))
        self.review("--set", indicator, "value", "24")
        self.review("--set", indicator, "op", "<")
        self.assertNotEqual(ET.tostring(self.part(indicator)), before)
        self.review("--undo", indicator)
        self.assertEqual(ET.tostring(self.part(indicator)), before)

    def test_adding_and_removing(self):
        self.review("--add", "assignment", "node=3.1.1", "unit=市图书馆", "role=lead")
        self.review("--add", "node", "parent=3.1", "label=9.", "title=补充的任务", "kind=task")
        self.review("--add", "indicator", "node=3.1.9", "name=讲座", "op=>=", "value=12", "unit=场", "year=2024", "quote=不少于12场")
        self.review("--add", "unit", "unit=市团委", "level=prefecture")
        self.review("--add", "phase", "label=起步", "start=2022", "end=2023", "quote=动员")
        self.assertEqual(self.changes(), [])
        added = [part for part in ET.parse(self.plan).iter() if part.get("check") == "entered"]
        self.assertEqual(sorted(part.tag[len(P):] for part in added),
                         ["assignment", "indicator", "node", "phase", "target", "title", "unit", "unit"])
        indicator = next(part for part in added if part.tag == P + "indicator")
        target = next(part for part in added if part.tag == P + "target")
        self.assertEqual((indicator.get("name"), indicator.get("unit"), target.get("low"), target.get("time"), target.text),
                         ("讲座", "场", "12", "2024", "不少于12场"))
        gone = self.first("assignment").get("id")
        self.review("--remove", gone, "issuer:0")
        self.assertIsNone(self.part(gone))
        self.assertEqual([change["action"] for change in self.changes()], ["remove", "remove"])
        before = self.plan.read_bytes()
        ran = kepu("import", NOTICE, "--onto", self.plan, "-o", self.plan)
        self.assertEqual(self.plan.read_bytes(), before)
        self.assertIn("[removed-again]", ran.err)

    def test_a_corrected_notice_is_read_onto_the_plan(self):
        text = NOTICE.read_text(encoding="utf-8")
        node = next(n for n in ET.parse(self.plan).iter(P + "node") if n.find(P + "title").text == "上好校园科学课")
        self.review("--confirm", node.get("id"))
        self.review("--set", node.get("id"), "title", "上好科学课")
        changed = self.dir / "changed.txt"
        changed.write_text(text.replace("上好校园科学课", "上好校园科学第一课").replace("用好校外大课堂", "用活校外大课堂"), encoding="utf-8")
        ran = kepu("import", changed, "--onto", self.plan, "-o", self.dir / "next.kepu.xml")
        self.assertRegex(ran.err, r"changed\.txt:\d+:\d+: 警告：核对过的“上好校园科学课”，原文改成了“上好校园科学第一课” \[text-changed\]")
        titles = [n.find(P + "title").text for n in ET.parse(self.dir / "next.kepu.xml").iter(P + "node")]
        self.assertIn("上好科学课", titles)
        self.assertIn("用活校外大课堂", titles)
        facts = json.loads(kepu("import", changed, "--onto", self.plan, "--to", "facts").out)
        self.assertIn("上好科学课", [fact["title"] for fact in facts["nodes"]])

    def test_today_is_the_day_where_none_is_said(self):
        kepu("review", self.plan, "--by", "张三", "--confirm", "title")
        title = ET.parse(self.plan).find(P + "metadata").find(P + "title")
        self.assertTrue(re.fullmatch(r"\d{4}-\d\d-\d\d", title.get("when")), title.get("when"))

    def test_another_file_and_json(self):
        out = self.dir / "other.kepu.json"
        before = self.plan.read_bytes()
        self.review("--confirm", "title", "-o", out)
        self.assertEqual(self.plan.read_bytes(), before)
        self.assertEqual(json.loads(out.read_text(encoding="utf-8"))["metadata"]["title"]["provenance"]["by"], "张三")

    def test_mistakes_change_nothing(self):
        before = self.plan.read_bytes()
        for arguments in (("--set", "i1"), ("--add",), ("--add", "nonsense", "a=b"), ("--add", "node", "title"), ("--confirm",),
                          ("--confirm", "n1", "--set"), ("--confirm", "n1", "--to", "csv"), ()):
            self.review(*arguments, status=2)
        for arguments in (("--confirm", "n1", "nobody"), ("--set", "n1", "kind", "nonsense"), ("--set", "n1", "nothing", "x"),
                          ("--remove", "u1"), ("--add", "assignment", "node=9.9", "unit=局"), ("--undo", "nobody")):
            self.review(*arguments, status=3)
        kepu("review", self.plan, "--confirm", "n1", status=2)
        kepu("review", self.plan, "--list", "--to", "xml", status=2)
        kepu("review", self.dir / "none.kepu.xml", "--list", status=3)
        kepu("import", NOTICE, "--onto", self.plan, "--to", "table", status=2)
        kepu("import", NOTICE, "--onto", self.dir / "none.kepu.xml", status=3)
        self.assertEqual(self.plan.read_bytes(), before)


if __name__ == "__main__":
    if not KEPU:
        sys.exit("KEPU_COMMAND does not name the command")
    unittest.main()
