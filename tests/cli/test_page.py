#!/usr/bin/env python3
"""The page of kepu import --explain --to html, read by a real HTML parser: the text is all there, each mark holds the words
that its fact was read from, each link leads to one, and nothing in a notice can become markup.

Needs the command (KEPU_COMMAND). The real notices (KEPU_SHARED, else ../shared) are read, too, where there are any.
"""
import html.parser
import os
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KEPU_SHARED") or ROOT.parent / "shared") / "notices"
KEPU = os.environ.get("KEPU_COMMAND", "")
NOTICES = [*sorted((ROOT / "examples/data").glob("*.txt")), *sorted((ROOT / "tests/notices/data").glob("*.txt")),
           *sorted(SHARED.glob("*.txt"))]
VOID = {"meta"}
P = "{urn:kepu:plan:1}"


def run(*arguments, ok=(0, 1)):
    ran = subprocess.run([KEPU, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    assert ran.returncode in ok, ran.stderr.decode()
    return ran.stdout.decode("utf-8")


class Page(html.parser.HTMLParser):
    """The page's paragraphs, marks and links; every element must be closed where it should be."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.elements = [], [], [], []
        self.paragraphs, self.marks = [], {}
        self.nested = 0
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.elements.append((tag, attrs))
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs["href"])
        if tag == "p" and "id" in attrs:
            self.paragraphs.append("")
        if tag == "mark":
            self.marks.setdefault(attrs["data-of"], [])
            self.nested = max(self.nested, 1 + sum(name == "mark" for name, _ in self.open))
        if tag not in VOID:
            self.open.append((tag, attrs))

    def handle_endtag(self, tag):
        name, _ = self.open.pop()
        assert name == tag, f"</{tag}> closes <{name}>"

    def handle_data(self, data):
        if any(name == "p" and "id" in attrs for name, attrs in self.open):
            self.paragraphs[-1] += data
        for name, attrs in self.open:
            if name == "mark":
                self.marks[attrs["data-of"]].append((len(self.paragraphs) - 1, data))


def words_at(paragraphs, spans):
    return "".join(paragraphs[int(p)][int(o):int(o) + int(n)]
                   for p, o, n in (span.replace("+", ":").split(":") for span in (spans or "").split()))


def facts_of(plan):
    """The spans of all facts that the page marks, from the plan file, in its order."""
    metadata = plan.find(P + "metadata")
    for entry in metadata if metadata is not None else ():
        if entry.tag != P + "region":
            yield entry.get("at")

    def indicator(element):
        values = [value for value in element if value.tag.startswith(P)]
        for value in values or [element]:
            yield value.get("at")

    def node(element):
        yield element.get("at")
        for tag in ("title", "due", "assignment", "indicator"):
            for part in element.findall(P + tag):
                if tag == "indicator":
                    yield from indicator(part)
                else:
                    yield part.get("at")
        for below in element.findall(P + "node"):
            yield from node(below)

    for element in plan.findall(f"{P}nodes/{P}node"):
        yield from node(element)
    for element in plan.findall(f"{P}indicators/{P}indicator"):
        yield from indicator(element)
    for element in plan.findall(f"{P}phases/{P}phase"):
        yield element.get("at")


class OfNotices(unittest.TestCase):
    def test_every_mark_holds_the_words_of_its_fact_and_every_link_leads_to_one(self):
        marks = 0
        for notice in NOTICES:
            with self.subTest(notice=notice.name):
                plan = ET.fromstring(run("import", notice))
                source = [p.text or "" for p in plan.findall(f"{P}source/{P}p")]
                page = Page(run("import", "--explain", "--to", "html", notice, "--lang", "zh"))
                self.assertEqual(page.paragraphs, source)
                self.assertEqual(len(page.ids), len(set(page.ids)))
                self.assertEqual([link for link in page.links if link[1:] not in page.ids], [])
                spans = list(facts_of(plan))
                self.assertTrue(spans)
                for number, at in enumerate(spans, 1):
                    marked = "".join(text for _, text in page.marks.get(f"f{number}", []))
                    self.assertEqual(marked, words_at(source, at), f"f{number}")
                    self.assertEqual(f"#f{number}" in page.links, bool(at), f"f{number}")
                    marks += 1
        self.assertGreater(marks, 1000)

    def test_findings_are_marked_and_listed(self):
        notice = ROOT / "examples/data/qinghe-2022.txt"
        html = run("import", "--explain", "--to", "html", notice, "--lang", "zh")
        page = Page(html)
        found = [link for link in page.links if link.startswith("#d")]
        self.assertTrue(found)
        self.assertEqual([link for link in found if not "".join(text for _, text in page.marks[link[1:]])], [])
        self.assertIn("“严格督促考核”没有责任单位", html)

    def test_both_languages_differ_in_all_but_the_text(self):
        notice = ROOT / "examples/data/qinghe-2022.txt"
        pages = {lang: Page(run("import", "--explain", "--to", "html", notice, "--lang", lang)) for lang in ("zh", "en")}
        self.assertEqual(pages["zh"].paragraphs, pages["en"].paragraphs)
        self.assertEqual(pages["zh"].links, pages["en"].links)
        self.assertIn(("html", {"lang": "zh-CN"}), pages["zh"].elements)
        self.assertIn(("html", {"lang": "en"}), pages["en"].elements)

    def test_the_page_needs_nothing_but_itself(self):
        page = Page(run("import", "--explain", "--to", "html", ROOT / "examples/data/qinghe-2022.txt"))
        self.assertEqual({tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "form", "object"}, set())
        self.assertTrue(all(link.startswith("#") for link in page.links))
        self.assertFalse([attrs for _, attrs in page.elements if any(name.startswith("on") for name in attrs)])


class OfOddNotices(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kepu-page-")
        self.addCleanup(folder.cleanup)
        self.dir = Path(folder.name)

    def page(self, text):
        path = self.dir / "notice.txt"
        path.write_text(text, encoding="utf-8")
        return run("import", "--explain", "--to", "html", path)

    def test_markup_in_a_notice_is_text(self):
        evil = '<script>alert("1")</script> & </p></article><!-- ]]> \'x\' <b onclick=x>'
        text = (f"云溪县科普工作方案{evil}\n一、总体要求{evil}\n提高素质。{evil}\n二、主要任务\n（一）办好讲座{evil}。"
                f"每年不少于12场。（牵头单位：县科协）\n")
        page = Page(self.page(text))
        self.assertEqual(page.paragraphs, text.splitlines())
        self.assertNotIn("script", [tag for tag, _ in page.elements])
        self.assertNotIn("b", [tag for tag, _ in page.elements])

    def test_what_is_no_plan_is_still_shown(self):
        page = Page(self.page("今天天气很好。\n"))
        self.assertEqual(page.paragraphs, ["今天天气很好。"])

    def test_names_of_files(self):
        notice = ROOT / "examples/data/qinghe-2022.txt"
        out = self.dir / "page.html"
        run("import", "--explain", notice, "-o", out)
        self.assertEqual(out.read_text(encoding="utf-8"), run("import", "--explain", "--to", "html", notice))
        run("import", "--explain", "--to", "html", notice, "-o", self.dir)
        self.assertEqual((self.dir / "qinghe-2022.explain.html").read_bytes(), out.read_bytes())
        for wrong in (("--to", "html"), ("--explain", "--to", "xml")):
            run("import", *wrong, notice, ok=(2,))


@unittest.skipIf(os.environ.get("KEPU_SANITIZED"), "a library with sanitizers does not load into Python")
class OfPlansMadeByHand(unittest.TestCase):
    """Spans that no import makes: across each other, outside the text, many in one another. Through the Python binding."""

    @classmethod
    def setUpClass(cls):
        sys.path.insert(0, str(ROOT / "bindings/python/src"))
        import kepu
        cls.kepu = kepu

    def page(self, spans, text="一二三四五六七八九十"):
        builder = self.kepu.Builder()
        builder.add_paragraph(text)
        for at in spans:
            node = builder.add_node(self.kepu.Kind.TASK, title="事")
            for paragraph, offset, length in at:
                builder.add_span(node, span=self.kepu.Span(paragraph, offset, length))
        return Page(builder.finish().to_html().decode("utf-8"))

    def words(self, page, number):
        return [text for _, text in page.marks.get(f"f{2 * number - 1}", [])]  # each node has a title, too

    def test_marks_across_each_other_are_broken(self):
        page = self.page([[(0, 0, 5)], [(0, 3, 4)], [(0, 4, 6)]])
        self.assertEqual("".join(page.paragraphs), "一二三四五六七八九十")
        self.assertEqual(["".join(self.words(page, n)) for n in (1, 2, 3)], ["一二三四五", "四五六七", "五六七八九十"])

    def test_spans_outside_the_text_and_empty_ones_are_not_marked(self):
        page = self.page([[(0, 8, 3)], [(7, 0, 1)], [(0, 2, 0)], [(0, 4294967290, 5)], [(0, 9, 1)]])
        self.assertEqual([self.words(page, n) for n in (1, 2, 3, 4, 5)], [[], [], [], [], ["十"]])
        self.assertEqual([link for link in page.links if link[1:] not in page.ids], [])

    def test_many_marks_in_one_another_stay_shallow(self):
        count = 2000
        page = self.page([[(0, 0, 10)]] * count + [[(0, 1, 9)]])
        self.assertEqual(page.nested, 16)
        self.assertEqual("".join(page.paragraphs), "一二三四五六七八九十")
        self.assertEqual([link for link in page.links if link[1:] not in page.ids], [])


if __name__ == "__main__":
    if not KEPU:
        sys.exit("KEPU_COMMAND does not name the command")
    unittest.main()
