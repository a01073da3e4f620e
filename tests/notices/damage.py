"""What happens to notices on their way through scanners, word processors and portals: each kind of damage as a list of single
edits that a text offers, (start, end, what stands there afterwards).

The kinds of TUNING served while the rules of doubt were written. Those of HELD_OUT were written before, and nobody looked at
what they do while the rules were made; a rule made for one of them belongs to TUNING from then on.
"""
import re

NUMERALS = "一二三四五六七八九十"
LABEL = re.compile(r"^[ \u3000\t]*(?P<label>第(?P<a>[一二三四五六七八九十]{1,3})[章节条]|(?P<b>[一二三四五六七八九十]{1,3})[、．.]|"
                   r"[（(](?P<c>[一二三四五六七八九十]{1,3})[）)]|(?P<d>\d{1,2})[．、.](?!\d)|[（(](?P<e>\d{1,2})[）)]|[①-⑳])(?=\S)",
                   re.MULTILINE)
GROUP = re.compile(r"[（(〔\[【［]((?:[^（）()\[\]〔〕【】［］\n]|[（(〔][^（）()〔〕\n]*[）)〕])*)[）)〕\]】］]")
LIST_WORDS = re.compile("单位|牵头|负责|配合|分工|部门")
BODY = re.compile("局|委|科协|部|政府|办")
MARK = re.compile("(?:牵头|责任|配合|参加|参与)单位|责任分工|责任部门|牵头部门|分工(?=[：:])")
VERB = re.compile("牵头|配合|负责|参加")
YEAR = re.compile(r"(?<!\d)20[12]\d(?=年)")
NUMBER = re.compile(r"(?<![\d.第])\d+(?:\.\d+)?(?=\s*(?:[个场人名所次%％项家座支届期亿万]|人次|平方米))")

LOOK_ALIKES = {"责": "贵", "任": "仕", "单": "草", "位": "拉", "牵": "率", "头": "买", "配": "酝", "合": "台", "负": "员", "参": "叁",
               "加": "如", "分": "兮", "工": "土", "部": "郡", "门": "闩"}
UNIT_LOOK_ALIKES = {"局": "同", "委": "季", "科": "料", "协": "胁", "教": "敦", "部": "郡", "县": "具", "农": "衣", "业": "亚", "财": "材",
                    "民": "艮", "卫": "工", "环": "坏", "技": "枝", "旅": "族", "妇": "妨", "联": "朕", "办": "为", "团": "困", "政": "改"}
LETTERS = {"0": "O", "1": "l", "2": "Z", "5": "S", "6": "b", "8": "B", "9": "g"}


def lists(text):
    return [m for m in GROUP.finditer(text) if BODY.search(m.group(1)) and (LIST_WORDS.search(m.group(1)) or "、" in m.group(1))]


def in_lists(text, pattern):
    return [(m.start() + 1 + found.start(), m.start() + 1 + found.end(), found.group())
            for m in lists(text) for found in re.finditer(pattern, m.group(1))]


def labels(text):
    return list(LABEL.finditer(text))


def numeral(label):
    """The label's ordinal, in numerals of either kind, with its place."""
    for name in "abcde":
        if label.group(name):
            return label.start(name), label.end(name), label.group(name)
    return None


def as_number(word):
    if word.isdigit():
        return int(word)
    tens, found, ones = word.rpartition("十")
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 * bool(found) + (NUMERALS.index(ones) + 1 if ones else 0)


def as_word(number, like):
    if like.isdigit():
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十") + (NUMERALS[ones - 1] if ones else "")


def ordinal_moved(text, by):
    edits = []
    for label in labels(text):
        place = numeral(label)
        if place and as_number(place[2]) + by > 0:
            edits.append((place[0], place[1], as_word(as_number(place[2]) + by, place[2])))
    return edits


def misread(places, table):
    return [(start + k, start + k + 1, table[c]) for start, _, word in places for k, c in enumerate(word) if c in table]


def found(text, pattern):
    return [(m.start(), m.end(), m.group()) for m in pattern.finditer(text)]


def first_stops(text):
    """The stop behind the heading of an item."""
    stops = [(label, re.compile(r"[^。\n]{2,30}(。)(?=[^\n])").match(text, label.end())) for label in labels(text)]
    return [(m.start(1), m.end(1), "") for _, m in stops if m]


def lines_with_labels(text):
    return [(m.start(), (text.find("\n", m.start()) + 1) or len(text)) for m in labels(text)]


def opening_lost(text):
    return [(m.start(), m.start() + 1, "") for m in lists(text)]


def closing_lost(text):
    return [(m.end() - 1, m.end(), "") for m in lists(text)]


def label_lost(text):
    return [(m.start("label"), m.end("label"), "") for m in labels(text)]


def ordinal_misread(text):
    return ordinal_moved(text, 2)


def lines_joined(text):
    return [(m.start(), m.end(), "") for label in labels(text) for m in [re.compile(r"[\s\u3000]*$").search(text[:label.start("label")])]
            if m.start() > 0]


def separator_lost(text):
    return [(start, end, "") for start, end, _ in in_lists(text, "、")]


def mark_misread(text):
    return misread([place for pattern in (MARK, VERB) for place in in_lists(text, pattern)], LOOK_ALIKES)


def stop_lost(text):
    return first_stops(text)


def year_cut(text):
    return [(start + 2, start + 3, "") for start, _, _ in found(text, YEAR)]


def digit_as_letter(text):
    return misread(found(text, NUMBER), LETTERS)


def list_lost(text):
    return [(m.start(), m.end(), "") for m in lists(text)]


def separator_changed(text):
    return [(start, end, "·/丶 |"[start % 5]) for start, end, _ in in_lists(text, "、")]


def unit_misread(text):
    return misread(in_lists(text, "[^、，；：,;:（）()]{3,12}"), UNIT_LOOK_ALIKES)


def verb_lost(text):
    return [(start, end, "") for start, end, _ in in_lists(text, VERB)]


def ordinal_doubled(text):
    return ordinal_moved(text, -1)


def line_broken(text):
    return [((m.start() + m.end()) // 2, (m.start() + m.end()) // 2, "\n") for m in lists(text)] + \
           [(m.end() + 4, m.end() + 4, "\n") for m in labels(text) if "\n" not in text[m.end():m.end() + 8]]


def bracket_turned(text):
    return [(m.end() - 1, m.end(), "（〕(】"[m.start() % 4]) for m in lists(text)]


def colon_lost(text):
    return [(end, end + 1, "") for start, end, _ in in_lists(text, MARK) if text[end] in ":："]


def number_lost(text):
    return [(start, end, "") for start, end, _ in found(text, NUMBER)]


def line_lost(text):
    return [(start, end, "") for start, end in lines_with_labels(text)]


def label_end_lost(text):
    return [(m.end("label") - 1, m.end("label"), "") for m in labels(text) if len(m.group("label")) > 1]


def line_doubled(text):
    return [(end, end, text[start:end]) for start, end in lines_with_labels(text) if text[start:end].endswith("\n")]


def line_cut(text):
    return [((start + 2 * end) // 3, end - 1, "") for start, end in lines_with_labels(text) if end - start > 20]


def brackets_lost(text):
    return [(m.start(), m.end(), m.group(1)) for m in lists(text)]


def name_cut(text):
    return [(end - 1, end, "") for start, end, word in in_lists(text, "[^、，；：，;,:（）()]{3,12}") if word[-1] in "局委部厅办会"]


def percent_lost(text):
    return [(start, start + 1, "") for start, _, _ in found(text, re.compile("(?<=\\d)[%％]"))]


def label_misread(text):
    table = {"一": "－", "二": "=", "三": "彡", "四": "匹", "五": "丑", "六": "大", "七": "匕", "八": "人", "九": "丸", "十": "＋",
             "1": "l", "2": "Z", "3": "З", "5": "S", "6": "b", "7": "/", "8": "B", "0": "O"}
    return misread([place for place in map(numeral, labels(text)) if place], table)


def title_mark_lost(text):
    return [(start, end, "") for start, end, _ in found(text, re.compile("[《》]"))]


def year_letter(text):
    return misread(found(text, YEAR), {"2": "Z", "0": "O", "5": "S", "1": "l"})


def label_broken(text):
    return [(m.end("label"), m.end("label"), "\n") for m in labels(text)]


def list_cut(text):
    return [((m.start() + m.end()) // 2, m.end(), "") for m in lists(text)]


def heading_start_lost(text):
    return [(m.end("label"), m.end("label") + 4, "") for m in labels(text) if "\n" not in text[m.end():m.end() + 8]]


TUNING = [opening_lost, closing_lost, label_lost, ordinal_misread, lines_joined, separator_lost, mark_misread, stop_lost, year_cut,
          digit_as_letter, list_lost, line_doubled, number_lost, verb_lost, percent_lost, title_mark_lost]
HELD_OUT = [separator_changed, unit_misread, ordinal_doubled, line_broken, bracket_turned, colon_lost, line_lost, label_end_lost,
            line_cut, brackets_lost, name_cut, label_misread, year_letter, label_broken, list_cut,
            heading_start_lost]
