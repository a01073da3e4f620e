"""Plans of any size that look like imported ones: the plan of a sample notice again and again, each below a node of its own; and
as many plans as there are townships, each with its figures, with the tree of their regions."""
import re

IDS = re.compile(r' id="([niap])(\d+)"')
SPANS = re.compile(r' at="([^"]*)"')
PARAGRAPH = re.compile(r"(\d+)(?=:)")


def write(xml, size, path):
    """Write about `size` bytes of a plan to `path`, from the text of a plan file as this library saves it."""
    source, metadata_and_units, nodes = (re.search(pattern, xml, re.S) for pattern in
                                         (r'(?<=">\n)  <p .*(?= </source>)', r" </source>.* <nodes>\n", r"(?<= <nodes>\n).*(?= </nodes>)"))
    paragraphs = source[0].count("<p ")
    nodes_text = re.sub(r"^", " ", nodes[0], flags=re.M).rstrip(" ")
    used = {letter: max([int(number) for kind, number in IDS.findall(nodes[0]) if kind == letter] or [0]) for letter in "niap"}
    used["n"] += 1  # the node above each copy
    copies = max(1, round((size - len(xml.encode())) / len((source[0] + nodes[0]).encode())) + 1)

    def copy(number):
        text = IDS.sub(lambda match: f' id="{match[1]}{int(match[2]) + number * used[match[1]]}"', nodes_text)
        text = SPANS.sub(lambda match: ' at="%s"' % PARAGRAPH.sub(
            lambda paragraph: str(int(paragraph[1]) + number * paragraphs), match[1]), text)
        above = (number + 1) * used["n"]
        return f'  <node id="n{above}" kind="part" ordinal="{number + 1}">\n{text}  </node>\n'

    with open(path, "w", encoding="utf-8") as file:
        file.write(xml[:source.start()])
        for _ in range(copies):
            file.write(source[0])
        file.write(metadata_and_units[0])
        for number in range(copies):
            file.write(copy(number))
        file.write(xml[nodes.end():])


INDICATORS = """<indicators>
 <indicator id="i101" name="科普活动" unit="场" comparison=">=" every="annual" rollup="sum">
  <target low="12"/>
%s </indicator>
 <indicator id="i102" name="满意度" unit="分" rollup="mean" weight="i103">
  <observation time="2023" low="%d.%d"/>
 </indicator>
 <indicator id="i103" name="受访人数" unit="人" rollup="sum">
  <observation time="2023" low="%d"/>
 </indicator>
</indicators>
</plan>"""


def write_townships(xml, count, folder):
    """Write `count` plans of about 20 KB to `folder` as 0.xml, 1.xml, …, from the text of a plan file as this library saves it: of a
    township each, with figures; and the tree of the regions above them as regions.csv."""
    parts = list(re.finditer(r"^  <node .*?^  </node>\n", xml, re.S | re.M))
    while len(xml.encode()) > 19_000 and len(parts) > 1:
        last = parts.pop()
        xml = xml[:last.start()] + xml[last.end():]
    head, tail = re.split(r"<region .*</region>", xml.replace("</plan>", ""))
    for number in range(count):
        quarters = "".join(f'  <observation time="2023-Q{q}" low="{(number * 7 + q) % 40}"/>\n' for q in (1, 2, 3, 4))
        figures = INDICATORS % (quarters, 60 + number % 40, number % 10, 20 + number % 300)
        region = f'<region level="township" code="t{number}">{number}乡</region>'
        (folder / f"{number}.xml").write_text(head + region + tail + figures, encoding="utf-8")
    above = [("country", "全国", "", "nation")]
    for letter, size, level in (("p", 31, "province"), ("f", 333, "prefecture"), ("c", 2844, "county"), ("t", count, "township")):
        parents = [code for code, _, _, other in above if other == above[-1][3]]
        above += [(f"{letter}{i}", f"{level}{i}", parents[i * len(parents) // size], level) for i in range(size)]
    rows = "".join(",".join(row) + "\n" for row in above)
    (folder / "regions.csv").write_text("code,name,parent,level\n" + rows, encoding="utf-8")
