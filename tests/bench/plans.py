"""Plans of any size that look like imported ones: the plan of a sample notice again and again, each below a node of its own."""
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
