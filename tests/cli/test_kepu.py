#!/usr/bin/env python3
"""The command kepu as its users meet it: every subcommand, exit statuses, languages, places of errors, files, tables.

Needs the command (KEPU_COMMAND); what needs the real notices (KEPU_SHARED, else ../shared) is skipped without them and
counted.
"""
import csv
import fcntl
import gzip
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KEPU_SHARED") or ROOT.parent / "shared") / "notices"
KEPU = os.environ.get("KEPU_COMMAND", "")
SAMPLES = sorted((ROOT / "examples/data").glob("*.txt"))
OTHERS = sorted((ROOT / "tests/notices/data").glob("*.txt"))  # further notices of fictional places
REAL = sorted(SHARED.glob("*.txt"))
COMMANDS = ("import", "show", "check", "matrix", "indicators", "rollup", "score", "scheme", "review", "convert", "version")
NS = 'xmlns="urn:kepu:plan:1"'


def kepu(*arguments, env=None, **more):
    """Runs the command without any language in its environment; out and err are text."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LC_") and key not in ("LANG", "LANGUAGE")}
    ran = subprocess.run([KEPU, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, env={**clean, **(env or {})}, timeout=120, **more)
    ran.out, ran.err = ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")
    return ran


def on_terminal(columns, *arguments):
    """What the command prints on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    ran = subprocess.Popen([KEPU, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    out = b""
    try:
        while piece := os.read(ours, 65536):
            out += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert ran.wait(timeout=60) == 0
    return out.decode("utf-8")


def width(line):
    """Columns of a terminal, Chinese characters two of them; combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="kepu-cli-")
        self.addCleanup(self.folder.cleanup)
        self.dir = Path(self.folder.name)

    def write(self, name, text):
        path = self.dir / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def run_ok(self, *arguments, status=0, **more):
        ran = kepu(*arguments, **more)
        self.assertEqual(ran.returncode, status, f"kepu {' '.join(map(str, arguments))}\n{ran.err}")
        return ran

    def plan(self, sample=SAMPLES[0], name=None):
        path = self.dir / (name or sample.stem + ".kepu.xml")
        self.run_ok("import", sample, "-o", path)
        return path

    def facts(self, sample=SAMPLES[0]):
        return json.loads(self.run_ok("import", "--to", "facts", sample).out)


class Usage(Case):
    def test_help_of_everything_in_both_languages(self):
        for command in ((), *((name,) for name in COMMANDS)):
            for lang, word in (("zh", "用法："), ("en", "usage: ")):
                ran = self.run_ok(*command, "--help", "--lang", lang)
                self.assertTrue(ran.out.startswith(word + "kepu " + "".join(command)), ran.out)
                self.assertEqual(ran.err, "")
                self.assertEqual(ran.out, self.run_ok("help", *command, "--lang", lang).out)
                self.assertEqual(ran.out, self.run_ok(*command, "-h", f"--lang={lang}").out)

    def test_help_names_every_subcommand_and_option(self):
        options = {"": COMMANDS + ("--lang", "--help"), "import": ("-o", "--to", "xml", "json", "facts", "table", "--explain", "html", "--onto"),
                   "review": ("--list", "--confirm", "--set", "--add", "--remove", "--undo", "--by", "--when", "--to", "-o", "--bom"),
                   "score": ("--units", "--data", "--stage", "--date", "--to", "table", "csv", "json", "-o", "--bom"),
                   "scheme": ("check", "--units", "--data", "--date"),
                   "matrix": ("--to", "table", "csv", "--unit", "--node", "--grid", "--inherited", "-o", "--bom")}
        for command, words in options.items():
            for lang in ("zh", "en"):
                text = self.run_ok(*command.split(), "--help", "--lang", lang).out
                self.assertEqual([word for word in words if word not in text], [])

    def test_wrong_usage_is_2_and_says_where_help_is(self):
        plan = self.plan()
        for arguments in ([], ["nonsense"], ["--nonsense"], ["help", "nonsense"], ["help", "show", "more"],
                          ["import"], ["import", SAMPLES[0], "--to", "html"], ["import", SAMPLES[0], "--to"],
                          ["import", SAMPLES[0], "-o"], ["import", SAMPLES[0], "--explain", "--to", "facts"],
                          ["import", SAMPLES[0], "--explain=yes"], ["import", SAMPLES[0], "--grid"],
                          ["import", *SAMPLES], ["import", *SAMPLES, "-o", plan], ["import", *SAMPLES, "-o", self.dir / "no"],
                          ["show"], ["show", plan, plan], ["check"], ["check", plan, plan], ["matrix"], ["matrix", plan, plan],
                          ["matrix", plan, "--to", "xml"], ["matrix", plan, "--to", "csv", "--grid"], ["matrix", plan, "--bom"],
                          ["matrix", plan, "--unit", "没有这个单位"], ["matrix", plan, "--node", "99"],
                          ["convert"], ["convert", plan], ["convert", plan, "a.xml", "b.xml"], ["convert", plan, "a.txt"],
                          ["convert", plan, ".xml"], ["convert", plan, ".json"], ["version", "more"], ["show", plan, "--lang", "fr"], ["show", plan, "--lang"]):
            ran = self.run_ok(*arguments, status=2)
            self.assertEqual(ran.out, "", arguments)
            self.assertRegex(ran.err, r"\Akepu[^\n]*: [^\n]*see kepu[^\n]* --help\n\Z")

    def test_after_two_dashes_nothing_is_an_option(self):
        self.write("--help", SAMPLES[0].read_bytes())
        ran = kepu("import", "--to", "facts", "--", "--help", cwd=self.dir)
        self.assertEqual((ran.returncode, ran.out), (0, self.run_ok("import", "--to", "facts", SAMPLES[0]).out))

    def test_version_names_the_libraries(self):
        ran = self.run_ok("version")
        header = (ROOT / "include/kepu/base.h").read_text(encoding="utf-8")
        number = ".".join(re.search(rf"KEPU_VERSION_{part} (\d+)", header)[1] for part in ("MAJOR", "MINOR", "PATCH"))
        self.assertEqual(ran.out.splitlines()[0], f"kepu {number}")
        self.assertRegex(ran.out, r"(?m)^  libxml2 \d+\.\d+")
        self.assertRegex(ran.out, r"(?m)^  zlib \d+\.\d+")
        self.assertEqual(self.run_ok("--version").out, ran.out)


class Language(Case):
    def language(self, *arguments, **env):
        return "zh" if "用法" in kepu("--help", *arguments, env=env).out else "en"

    def test_the_first_variable_that_is_set_decides(self):
        self.assertEqual(self.language(), "en")
        self.assertEqual(self.language(LANG="zh_CN.UTF-8"), "zh")
        self.assertEqual(self.language(LANG="zh"), "zh")
        self.assertEqual(self.language(LANG="C"), "en")
        self.assertEqual(self.language(LC_MESSAGES="zh_CN.UTF-8", LANG="en_GB.UTF-8"), "zh")
        self.assertEqual(self.language(LC_MESSAGES="en_GB.UTF-8", LANG="zh_CN.UTF-8"), "en")
        self.assertEqual(self.language(LC_ALL="zh_TW.UTF-8", LC_MESSAGES="C", LANG="C"), "zh")
        self.assertEqual(self.language(LC_ALL="C", LC_MESSAGES="zh_CN", LANG="zh_CN"), "en")
        self.assertEqual(self.language(LC_ALL="", LC_MESSAGES="", LANG="zh_CN"), "zh")

    def test_the_option_decides_over_all_of_them(self):
        self.assertEqual(self.language("--lang", "zh", LC_ALL="C"), "zh")
        self.assertEqual(self.language("--lang=en", LC_ALL="zh_CN"), "en")

    def test_the_option_may_stand_anywhere(self):
        missing = self.dir / "missing.xml"
        for arguments in (["--lang", "zh", "show", missing], ["show", "--lang", "zh", missing], ["show", missing, "--lang=zh"]):
            self.assertIn("文件不存在", self.run_ok(*arguments, status=3).err)

    def test_no_english_in_chinese_output_and_the_other_way_round(self):
        plan = self.plan()
        for arguments in (["show", plan], ["matrix", plan], ["matrix", plan, "--grid"], ["check", plan]):
            ran = kepu("--lang", "zh", *arguments)
            text = re.sub(r"sha256:[0-9a-f]{64}|\[[a-z0-9-]+\]", "", (ran.out + ran.err).replace(str(plan), ""))
            self.assertNotRegex(text, r"[A-Za-z]{2}")
            english = kepu("--lang", "en", *arguments)
            self.assertNotRegex(english.out, r"牵头 |责任 |配合 |路径|没有牵头|提示|警告")


class Import(Case):
    def test_xml_is_the_same_on_standard_output_and_in_a_file(self):
        plan = self.plan()
        self.assertEqual(self.run_ok("import", SAMPLES[0]).stdout, plan.read_bytes())
        self.assertTrue(plan.read_bytes().startswith(b"<?xml"))
        packed = self.plan(name="packed.kepu.xml.gz")
        self.assertEqual(gzip.decompress(packed.read_bytes()), plan.read_bytes())

    def test_facts_and_table_go_to_files_too(self):
        for form in ("facts", "table"):
            path = self.dir / form
            ran = self.run_ok("import", "--to", form, SAMPLES[0], "-o", path)
            self.assertEqual(ran.out, "")
            self.assertEqual(path.read_text(encoding="utf-8"), self.run_ok("import", f"--to={form}", SAMPLES[0]).out)

    def test_table_has_every_part(self):
        for sample in SAMPLES:
            facts, table = self.facts(sample), self.run_ok("import", "--to", "table", sample).out
            self.assertIn(facts["metadata"]["title"], table.splitlines()[0])
            for heading, count in (("Outline", len(facts["nodes"])), ("Who answers for what", len(facts["assignments"])),
                                   ("Indicators", len(facts["indicators"]))):
                self.assertIn(f"== {heading} ({count}) ==", table)
            self.assertEqual("== Timetable" in table, bool(facts["phases"]))
            self.assertIn("== What to look at again (", table)
            for unit in {row["unit"] for row in facts["assignments"]}:
                self.assertIn(unit, table)

    def test_findings_are_on_standard_error_with_their_places(self):
        for sample in SAMPLES:
            lines = self.run_ok("import", sample).err.splitlines()
            for line in lines:
                self.assertRegex(line, rf"\A{re.escape(str(sample))}:(\d+:\d+:)? (error|warning|note): .* \[[a-z0-9-]+\]\Z")
            table = self.run_ok("import", "--to", "table", sample)
            self.assertIn(f"again ({len(lines)}) ==", table.out)
            self.assertEqual(table.err, "")  # they stand in the table

    def test_explain_gives_words_lines_and_rule_of_every_fact(self):
        for sample in SAMPLES:
            facts = self.facts(sample)
            text = self.run_ok("import", "--explain", sample).out
            source = sample.read_text(encoding="utf-8").splitlines()
            rules = set(re.findall(r"name: ([a-z-]+),", (ROOT / "docs/rules.yaml").read_text(encoding="utf-8")))
            rows = []  # [lines, fact, rule, words], wrapped lines joined
            for line in text.splitlines()[1:]:
                match = re.match(r" *(\d+(?:-\d+)?)  (\S.*?)  +([a-z][a-z-]+[a-z])  +(.*)\Z", line)
                if match:
                    rows.append(list(match.groups()))
                else:
                    self.assertRegex(line, r"\A {40,}\S")
                    rows[-1][3] += line.strip()
            self.assertEqual({row[2] for row in rows} - rules, set())
            for name, mark in (("nodes", " heading"), ("assignments", r" (?:lead|responsible|participant)"),
                               ("indicators", " indicator "), ("phases", "phase ")):
                count = sum(bool(re.search(mark, " " + row[1])) for row in rows)
                self.assertEqual(count, len(facts[name]), name)
            self.assertEqual(sum(row[1] in ("title", "issuer", "date", "period", "recipients", "basis", "number", "notice title")
                                 for row in rows),
                             sum(len(value) if isinstance(value, list) and key != "period" else value is not None
                                 for key, value in facts["metadata"].items()))
            squeeze = lambda words: re.sub(r"\s", "", words)
            for lines, fact, rule, words in rows:
                first, last = (lines.split("-") * 2)[:2]
                there = squeeze("".join(source[int(first) - 1:int(last)]))
                for piece in words.split(" … "):
                    self.assertIn(squeeze(piece), there, fact)

    def test_several_files_go_into_a_folder(self):
        folder = self.dir / "plans"
        folder.mkdir()
        self.run_ok("import", *SAMPLES, "-o", folder)
        self.assertEqual(sorted(p.name for p in folder.iterdir()), sorted(s.stem + ".kepu.xml" for s in SAMPLES))
        for sample in SAMPLES:
            self.assertEqual((folder / (sample.stem + ".kepu.xml")).read_bytes(), self.run_ok("import", sample).stdout)
        self.run_ok("import", SAMPLES[0], "-o", f"{folder}/", "--to", "facts")  # one goes there as well
        self.assertEqual((folder / (SAMPLES[0].stem + ".facts.json")).read_bytes(),
                         self.run_ok("import", SAMPLES[0], "--to", "facts").stdout)

    def test_two_files_never_become_one(self):
        (self.dir / "a").mkdir()
        (self.dir / "b").mkdir()
        files = [self.write(f"{folder}/n.txt", SAMPLES[0].read_bytes()) for folder in "ab"]
        self.run_ok("import", *files, "-o", self.dir, status=2)
        self.assertFalse((self.dir / "n.kepu.xml").exists())

    def test_one_bad_file_does_not_keep_the_others_from_being_read(self):
        folder = self.dir / "plans"
        folder.mkdir()
        nothing = self.write("nothing.txt", "今天天气很好。\n")
        ran = self.run_ok("import", self.dir / "missing.txt", nothing, SAMPLES[0], "-o", folder, status=3)
        self.assertIn("missing.txt: no such file", ran.err)
        self.assertEqual(sorted(p.name for p in folder.iterdir()), ["nothing.kepu.xml", SAMPLES[0].stem + ".kepu.xml"])
        self.run_ok("import", nothing, SAMPLES[0], "-o", folder, status=1)

    def test_no_plan_is_an_error_finding(self):
        nothing = self.write("nothing.txt", "今天天气很好。\n")
        for form in ("xml", "facts", "table"):
            ran = self.run_ok("import", "--to", form, nothing, status=1)
            self.assertRegex(ran.err, r"nothing\.txt:(\d+:\d+:)? error: .* \[no-plan\]")
            self.assertTrue(ran.out)

    def test_pages(self):
        page = ROOT / "tests/notices/data/dongwan-2024.html"
        renamed = self.dir / "notice.txt"  # what it is its bytes tell
        renamed.write_bytes(page.read_bytes())
        facts = self.facts(renamed)
        self.assertEqual(facts["metadata"]["document_number"], "东素质办〔2024〕3号")  # only the index table has it
        self.assertEqual(facts, self.facts(page))
        text = self.run_ok("import", "--explain", page).out
        for word in ("索引号", "分享到", "首页", "技术支持", "二、统计代码", "一图读懂"):
            self.assertNotIn(word, text)
        explained = self.run_ok("import", ROOT / "tests/notices/no-plan/explanation.txt", status=1)
        self.assertIn("[no-plan]", explained.err)

    def test_files_that_cannot_be_read_are_named_with_what_to_do(self):
        for name, content, zh, en in (
                ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "DOC / WPS", "save it as plain text"),
                ("a.txt", b"%PDF-1.4\n", "PDF", "save it as plain text"), ("a.zip", b"PK\3\4" + bytes(64), "ZIP", "unpack it"),
                ("a.png", b"\x89PNG\r\n\x1a\n", "PNG", "OCR"), ("a.gd", bytes(range(8)) * 4 + bytes(64), "GD", "save it as plain text")):
            path = self.dir / name
            path.write_bytes(content)
            self.assertIn(en, self.run_ok("import", path, "--lang", "en", status=3).err)
            self.assertIn(zh, self.run_ok("import", path, "--lang", "zh", status=3).err)

    def test_encodings(self):
        text, facts = SAMPLES[0].read_text(encoding="utf-8"), self.facts()
        for name, encoding in (("bom", "utf-8-sig"), ("utf16", "utf-16"), ("gb", "gb18030")):
            path = self.write(f"{name}.txt", text.encode(encoding))
            read = json.loads(self.run_ok("import", "--to", "facts", path).out)
            for part in facts.keys() - {"id"}:
                self.assertEqual(read[part], facts[part], (name, part))

    def test_what_cannot_be_read_is_3(self):
        for path, message in ((self.dir / "missing.txt", "no such file"), (self.dir, "is a directory, not a file"),
                              (self.write("empty.txt", ""), "the file is empty")):
            ran = self.run_ok("import", path, status=3)
            self.assertEqual((ran.out, ran.err), ("", f"{path}: {message}\n"))

    def test_what_cannot_be_written_is_3(self):
        ran = self.run_ok("import", SAMPLES[0], "-o", self.dir / "missing" / "x.xml", status=3)
        self.assertIn("x.xml: ", ran.err.splitlines()[-1])


class Plans(Case):
    def test_errors_have_file_line_and_column(self):
        broken = self.write("broken.kepu.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<plan {NS} version="0.1">\n  <nodes>\n')
        for arguments in (["show"], ["check"], ["matrix"]):
            ran = self.run_ok(*arguments, broken, status=3)
            self.assertEqual(ran.out, "")
            self.assertRegex(ran.err, rf"\A{re.escape(str(broken))}:\d+:\d+: \S[^\n]*\n\Z")
        self.assertRegex(self.run_ok("convert", broken, self.dir / "x.xml", status=3).err, r"broken\.kepu\.xml:\d+:\d+: ")
        self.assertFalse((self.dir / "x.xml").exists())
        ran = self.run_ok("show", SAMPLES[0], status=3)  # a notice, not a plan
        self.assertRegex(ran.err, rf"\A{re.escape(str(SAMPLES[0]))}:1:1: ")

    def test_show(self):
        for sample in SAMPLES:
            facts = self.facts(sample)
            out = self.run_ok("show", self.plan(sample)).out
            self.assertEqual(out, self.run_ok("show", self.plan(sample, "x.xml.gz")).out)
            for node in facts["nodes"]:
                self.assertRegex(out, rf"(?m)^{re.escape(node['path'])} +{re.escape(node['label'])} ?\S")
            self.assertEqual(len(re.findall(r"(?m)^\S+ .* (?:≥|>|≤|<|≈|=) ", out)), len(facts["indicators"]))
            for field in ("title", "notice_title", "document_number", "issuer", "issue_date"):
                self.assertIn(facts["metadata"][field], re.sub(r"\n +", "", out))

    def test_check_counts_what_it_finds(self):
        plan = self.plan()
        ran = self.run_ok("check", plan)
        lines = ran.err.splitlines()
        for line in lines:
            self.assertRegex(line, rf"\A{re.escape(str(plan))}:(\d+:\d+:)? (warning|note): .* \[[a-z0-9-]+\]\Z")
        counts = [sum(f": {severity}: " in line for line in lines) for severity in ("error", "warning", "note")]
        self.assertEqual(ran.out, f"{plan}: error {counts[0]}, warning {counts[1]}, note {counts[2]}\n")

    def test_check_finds_errors(self):
        plan = self.plan()
        text = plan.read_text(encoding="utf-8")
        changed = re.sub(r"2021/2025", "2025/2021", text)
        if changed == text:
            changed = re.sub(r'(<period[^>]*\bstart=")2021("[^>]*\bend=")2025"', r'\g<1>2025\g<2>2021"', text)
        self.assertNotEqual(changed, text, "the period is written in a way this test does not know")
        reversed_plan = self.write("reversed.kepu.xml", changed)
        ran = self.run_ok("check", reversed_plan, status=1)
        self.assertRegex(ran.err, r"(?m)^\S+reversed\.kepu\.xml:(\d+:\d+:)? error: .* \[period-reversed\]$")
        self.assertRegex(ran.out, r": error [1-9]")

    def test_check_finds_nothing_in_a_plan_without_faults(self):
        plan = self.write("small.txt", "某县全民科学素质行动实施方案（2021—2025年）\n\n一、重点任务\n\n"
                          "（一）办好科普活动。每年举办科普活动10场。（牵头单位：县科协；责任单位：县教育局）\n")
        self.run_ok("import", plan, "-o", self.dir / "small.kepu.xml")
        ran = self.run_ok("check", self.dir / "small.kepu.xml")
        self.assertEqual((ran.out, ran.err), (f"{self.dir / 'small.kepu.xml'}: Nothing was found\n", ""))

    def test_convert_there_and_back(self):
        for sample in SAMPLES:
            plan = self.plan(sample)
            packed, back, again = (self.dir / name for name in ("p.xml.gz", "back.xml", "again.xml"))
            self.run_ok("convert", plan, packed)
            self.run_ok("convert", packed, back)
            self.run_ok("convert", back, again)
            self.assertEqual(packed.read_bytes()[:2], b"\x1f\x8b")
            self.assertEqual(gzip.decompress(packed.read_bytes()), plan.read_bytes())
            self.assertEqual(back.read_bytes(), plan.read_bytes())
            self.assertEqual(again.read_bytes(), plan.read_bytes())

    def test_convert_to_json_and_back(self):
        for sample in SAMPLES:
            plan = self.plan(sample)
            whole, packed, back = (self.dir / name for name in ("p.kepu.json", "p.kepu.json.gz", "back.xml"))
            self.run_ok("convert", plan, whole)
            self.run_ok("convert", whole, packed)
            self.run_ok("convert", packed, back)
            self.assertEqual(gzip.decompress(packed.read_bytes()), whole.read_bytes())
            self.assertEqual(json.loads(whole.read_bytes())["format"], "urn:kepu:plan:1")
            self.assertEqual(back.read_bytes(), plan.read_bytes())
            for command in ("show", "check", "matrix"):  # a plan is a plan, whatever its form
                self.assertEqual(self.run_ok(command, whole).out.replace(str(whole), str(plan)), self.run_ok(command, plan).out)

    def test_import_to_json(self):
        for sample in SAMPLES:
            plan, whole = self.plan(sample), self.dir / "whole.json"
            self.run_ok("convert", plan, whole)
            self.assertEqual(self.run_ok("import", "--to", "json", sample).stdout, whole.read_bytes())
            by_name, as_said, packed = (self.dir / name for name in ("by.kepu.json", "said.xml", "p.json.gz"))
            self.run_ok("import", sample, "-o", by_name)
            self.run_ok("import", "--to", "json", sample, "-o", as_said)
            self.run_ok("import", sample, "-o", packed)
            self.assertEqual(by_name.read_bytes(), whole.read_bytes())
            self.assertEqual(as_said.read_bytes(), whole.read_bytes())
            self.assertEqual(gzip.decompress(packed.read_bytes()), whole.read_bytes())
            self.run_ok("import", "--to", "xml", sample, "-o", by_name)
            self.assertEqual(by_name.read_bytes(), plan.read_bytes())
        folder = self.dir / "all"
        folder.mkdir()
        self.run_ok("import", "--to", "json", *SAMPLES, "-o", folder)
        self.assertEqual(sorted(path.name for path in folder.iterdir()), sorted(f"{sample.stem}.kepu.json" for sample in SAMPLES))

    def test_json_with_a_fault_says_where(self):
        broken = self.write("broken.kepu.json", '{"format": "urn:kepu:plan:1", "version": "0.1",\n "uid": "x", "mood": 1}'.encode())
        self.assertRegex(self.run_ok("show", broken, status=3).err, r"broken\.kepu\.json:2:14: ")

    def test_convert_onto_itself(self):
        plan = self.plan()
        before = plan.read_bytes()
        self.run_ok("convert", plan, plan)
        self.assertEqual(plan.read_bytes(), before)


class Matrix(Case):
    def rows(self, plan, *more):
        ran = self.run_ok("matrix", plan, "--to", "csv", *more)
        return list(csv.DictReader(io.StringIO(ran.out, newline="")))

    def test_csv_is_one_row_an_assignment(self):
        for sample in SAMPLES:
            plan, facts = self.plan(sample), self.facts(sample)
            rows = self.rows(plan)
            self.assertEqual([(row["path"], row["role"], row["unit"], row["group"]) for row in rows],
                             [(row["node"], row["role"], row["unit"], str(row["group"]).lower()) for row in facts["assignments"]])
            titles = {node["path"]: node["title"] for node in facts["nodes"]}
            self.assertTrue(all(row["title"] == titles[row["path"]] and row["inherited"] == "false" for row in rows))

    def test_csv_to_a_file_with_a_byte_order_mark(self):
        plan, path = self.plan(), self.dir / "m.csv"
        self.run_ok("matrix", plan, "--to", "csv", "--bom", "-o", path)
        self.assertEqual(path.read_bytes(), b"\xef\xbb\xbf" + self.run_ok("matrix", plan, "--to", "csv").stdout)
        for line in path.read_bytes().split(b"\n")[:-1]:
            self.assertTrue(line.endswith(b"\r"))

    def test_one_unit(self):
        plan, rows = self.plan(), self.rows(self.plan())
        for unit in sorted({row["unit"] for row in rows}):
            mine = [row for row in rows if row["unit"] == unit]
            self.assertEqual(self.rows(plan, "--unit", unit), mine)
            out = self.run_ok("matrix", plan, "--unit", unit).out.splitlines()
            self.assertEqual(out[0], f"{unit}  {len(mine)} in all")
            self.assertEqual(sorted(re.findall(r"(?m)^\S* +([0-9.]+) +\S", "\n".join(out[1:]))), sorted(row["path"] for row in mine))

    def test_a_unit_by_its_alias(self):
        plan = self.plan()
        by_name = self.run_ok("matrix", plan, "--unit", "市文化和旅游局（市体育局）").out
        self.assertEqual(self.run_ok("matrix", plan, "--unit", "市体育局").out, by_name)
        self.assertEqual(self.run_ok("matrix", plan, "--unit", "市文化和旅游局").out, by_name)

    def test_one_section(self):
        plan, rows = self.plan(), self.rows(self.plan())
        below = lambda row: row["path"] == "3.1" or row["path"].startswith("3.1.")
        self.assertEqual(self.rows(plan, "--node", "3.1"), [row for row in rows if below(row)])
        self.assertEqual(self.rows(plan, "--node", "3.1", "--unit", "市科协"),
                         [row for row in rows if below(row) and row["unit"] == "市科协"])
        out = self.run_ok("matrix", plan, "--node", "3.1").out
        self.assertIn("3.1.2", out)
        self.assertNotIn("3.2.1", out)

    def test_inherited_roles(self):
        notice = self.write("n.txt", "某市全民科学素质行动实施方案（2021—2025年）\n\n一、重点行动\n\n（一）青少年行动。\n\n"
                            "1.办好课堂。上好科学课。（责任单位：市教育局）\n\n2.办好活动。每年举办活动。（牵头单位：市科协）\n\n"
                            "（牵头单位：团市委）\n")
        plan = self.dir / "n.kepu.xml"
        self.run_ok("import", notice, "-o", plan)
        own, all_rows = self.rows(plan), self.rows(plan, "--inherited")
        self.assertEqual([row for row in all_rows if row["inherited"] == "false"], own)
        handed = [row for row in all_rows if row["inherited"] == "true"]
        for row in handed:
            self.assertTrue(any(up["unit"] == row["unit"] and up["role"] == row["role"] and
                                row["path"].startswith(up["path"] + ".") for up in own))
            self.assertFalse(any(mine["path"] == row["path"] and mine["role"] == row["role"] for mine in own))

    def test_blocks_say_who_does_what(self):
        for sample in SAMPLES:
            plan = self.plan(sample)
            blocks, at, role = {}, None, None
            for line in self.run_ok("matrix", plan).out.splitlines():
                node = re.match(r"(A?\d\S*) +\S", line)
                part = re.match(r" +(lead|responsible|participant|) +(\S.*)", line)
                if node:
                    at = node[1]
                elif part:
                    role = part[1] or role
                    blocks.setdefault((at, role), []).append(part[2])
            said = {key: "".join(lines) for key, lines in blocks.items()}
            wanted = {}
            for row in self.rows(plan):
                wanted.setdefault((row["path"], row["role"]), []).append(row["unit"])
            self.assertEqual(said, {key: "、".join(units) for key, units in wanted.items()})

    def test_grid_has_a_mark_for_every_assignment(self):
        marks = {"L": "lead", "R": "responsible", "P": "participant"}
        for sample in SAMPLES:
            plan = self.plan(sample)
            found, paths, names = [], None, {row["unit"] for row in self.rows(plan)}
            for line in self.run_ok("matrix", plan, "--grid").out.splitlines():
                head = re.match(r"unit +(\S.*)", line)
                cells = re.match(r"(\S+) +([LRP.*](?: +[LRP.*]+)*)\Z", line)
                if head:
                    paths = head[1].split()
                elif cells and cells[1] in names:
                    self.assertEqual(len(cells[2].split()), len(paths))
                    for path, cell in zip(paths, cells[2].split()):
                        found += [(path, marks[mark], cells[1]) for mark in cell if mark != "."]
            self.assertEqual(sorted(found), sorted((row["path"], row["role"], row["unit"]) for row in self.rows(plan)))


class Output(Case):
    def tables(self, notice):
        plan = self.plan(notice)
        for lang in ("zh", "en"):
            for arguments in (["import", "--to", "table", notice], ["import", "--explain", notice], ["show", plan], ["matrix", plan],
                              ["matrix", plan, "--grid"], ["matrix", plan, "--inherited"], ["matrix", plan, "--grid", "--inherited"]):
                yield arguments, self.run_ok("--lang", lang, *arguments).out

    def check_tables(self, notices):
        for notice in notices:
            for arguments, out in self.tables(notice):
                where = f"kepu {' '.join(map(str, arguments))}"
                for line in out.splitlines():
                    self.assertLessEqual(width(line), 100, f"{where}\n{line}")
                    self.assertNotRegex(line, r"\A\s*[、，。）；：」』》〉】’”]", where)
                    self.assertEqual(line, line.rstrip(), where)
                self.assertNotIn("\n\n\n", out, where)
                self.assertTrue(out.endswith("\n") and not out.endswith("\n\n"), where)

    def test_tables_fit_100_columns(self):
        self.check_tables(SAMPLES + OTHERS)

    @unittest.skipUnless(REAL, "the real notices are not there")
    def test_tables_of_real_notices_fit_100_columns(self):
        self.check_tables(REAL)

    def test_tables_fit_a_terminal_of_80_columns(self):
        for notice in SAMPLES + REAL:
            plan = self.plan(notice)
            for lang in ("zh", "en"):
                for arguments in (["import", "--to", "table", notice], ["import", "--explain", notice], ["matrix", plan, "--grid"]):
                    for line in on_terminal(80, "--lang", lang, *arguments).splitlines():
                        self.assertLessEqual(width(line), 80, f"{arguments}\n{line}")

    def test_help_fits_100_columns(self):
        for command in ((), *((name,) for name in COMMANDS)):
            for lang in ("zh", "en"):
                for line in self.run_ok(*command, "--help", "--lang", lang).out.splitlines():
                    self.assertLessEqual(width(line), 100, line)

    def test_nothing_in_a_notice_steers_the_terminal(self):
        notice = self.write("n.txt", SAMPLES[0].read_text(encoding="utf-8").replace("总体要求", "总体\x1b[2J\x9b31m要求"))
        for arguments in (["import", "--to", "table", notice], ["import", "--explain", notice]):
            ran = kepu(*arguments)
            self.assertNotRegex(ran.out + ran.err, "[\x00-\x09\x0b-\x1f\x7f-\x9f]")

    def test_a_broken_pipe_is_an_error(self):
        plan = self.plan()
        for arguments in (["import", SAMPLES[0]], ["import", "--to", "table", SAMPLES[0]], ["show", plan], ["matrix", plan],
                          ["matrix", plan, "--to", "csv"], ["check", plan], ["version"], ["--help"]):
            reader, writer = os.pipe()
            os.close(reader)
            try:
                ran = subprocess.run([KEPU, "--lang", "en", *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=writer,
                                     stderr=subprocess.PIPE, timeout=120)
            finally:
                os.close(writer)
            self.assertEqual(ran.returncode, 3, arguments)
            self.assertIn(b"standard output: could not write: the other end of the pipe is closed", ran.stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run([KEPU, "--lang", "en", "import", SAMPLES[0]], stdout=full, stderr=subprocess.PIPE, timeout=120)
        self.assertEqual(ran.returncode, 3)
        self.assertIn(b"no space left on the disk", ran.stderr)

    def test_closed_standard_output_is_an_error(self):
        ran = subprocess.run(["/bin/sh", "-c", '"$0" version >&-', KEPU], stderr=subprocess.PIPE, timeout=120)
        self.assertEqual(ran.returncode, 3)


class RealNotices(Case):
    @unittest.skipUnless((SHARED / "qiannan-2022.json").exists(), "the real notices are not there")
    def test_csv_of_qiannan_is_its_assignments(self):
        plan = self.plan(SHARED / "qiannan-2022.txt")
        out = self.run_ok("matrix", plan, "--to", "csv").out
        rows = list(csv.DictReader(io.StringIO(out, newline="")))
        expected = json.loads((SHARED / "qiannan-2022.json").read_text(encoding="utf-8"))["assignments"]
        self.assertEqual((len(expected), len({row["unit"] for row in expected}), len({row["node"] for row in expected})),
                         (289, 45, 47))
        self.assertEqual(len(rows), len(expected))
        self.assertEqual({(row["path"], row["role"], row["unit"], row["group"]) for row in rows},
                         {(row["node"], row["role"], row["unit"], str(row["group"]).lower()) for row in expected})


if __name__ == "__main__":
    if not KEPU:
        sys.exit("KEPU_COMMAND is not set: the path of the command kepu")
    if len(SAMPLES) < 2:
        sys.exit("examples/data has no two notices")
    program = unittest.main(exit=False, verbosity=1)
    if program.result.skipped:
        print(f"{len(program.result.skipped)} tests skipped: " + "; ".join(reason for _, reason in program.result.skipped))
    sys.exit(not program.result.wasSuccessful())
