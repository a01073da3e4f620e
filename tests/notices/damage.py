"""What happens to notices on their way through scanners, word processors and portals: each kind of damage as a list of single
edits that a text offers, (start, end, what stands there afterwards).

The kinds of TUNING served while the rules of doubt were written. Those of HELD_OUT were written before, and nobody looked at
what they do while the rules were made; a rule made for one of them, or a look at what it does, moves it to TUNING. Twice that
was done by lot, with new kinds written first to take the places of those that moved: the last ones are themselves drawn by
lot, of all that may happen to a character or two in any place.
"""
import random
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


def stopped_headings(text):
    """Headings with the stop behind them, before the text of the item."""
    stops = [re.compile(r"([^。\n]{2,30})(。)(?=[^\n])").match(text, label.end()) for label in labels(text)]
    return [m for m in stops if m]


def first_stops(text):
    return [(m.start(2), m.end(2), "") for m in stopped_headings(text)]


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



# ---- written before the rules were tuned on the kinds above; ten of them, drawn by lot, joined those ----

LINE_LIST = re.compile(r"^[ \u3000\t]*[（(【\[]?(?:(?:牵头|责任|配合|参加|参与)(?:责任)?(?:单位|部门)|责任分工|分工)[】\]）)]?[：:](?P<names>[^\n]+)", re.MULTILINE)
COMPARED = re.compile("达到|不低于|不少于|不超过|以上|以内|左右|超过")
HOMOPHONES = {"牵": "签", "头": "投", "责": "则", "任": "人", "配": "佩", "合": "和", "负": "付", "参": "餐", "加": "家", "单": "丹", "位": "为",
              "分": "份", "工": "公", "部": "步", "门": "们"}


def contents(text):
    """(start, end) of what stands in each list, in brackets or in a line of its own"""
    inside = [(m.start(1), m.end(1)) for m in lists(text)]
    return inside + [m.span("names") for m in LINE_LIST.finditer(text) if not any(a <= m.start("names") < b for a, b in inside)]


def in_contents(text, pattern):
    return [(start + m.start(), start + m.end(), m.group()) for start, end in contents(text)
            for m in re.finditer(pattern, text[start:end])]


def rotated(places, signs):
    """Each place has another of the signs instead."""
    return [(start, end, signs[k % len(signs)]) for k, (start, end) in enumerate(places)]


def own_line_headings(text):
    """(label, end of the line) where a short heading stands alone in its line, with text in the next one"""
    for label in labels(text):
        end = text.find("\n", label.end())
        after = text[end:].lstrip()
        if 3 < end - label.end() < 30 and "。" not in text[label.end():end] and after and not LABEL.match(after):
            yield label, end


def headings(text):
    """(start, end) of headings, in lines of their own or before a stop"""
    return [(label.end("label"), end) for label, end in own_line_headings(text)] + [m.span(1) for m in stopped_headings(text)]


def names(text):
    """Names in lists, with their places."""
    return [place for place in in_contents(text, "[^、，；：，;,:（）()。]{3,12}") if BODY.search(place[2]) and not LIST_WORDS.search(place[2])]


def opening_misread(text):
    return rotated([(m.start(), m.start() + 1) for m in lists(text)], "C〈{【")


def closing_as_letter(text):
    return rotated([(m.end() - 1, m.end()) for m in lists(text)], "Jl1!")


def bracket_early(text):
    """The bracket closes before the last name."""
    last = [(m, m.group(1).rfind("、")) for m in lists(text)]
    return [(m.start(1) + cut, m.end(), "）" + m.group(1)[cut:]) for m, cut in last if cut > 0]


def opening_doubled(text):
    return [(m.start(), m.start(), "（") for m in lists(text)]


def stop_as_comma(text):
    return [(start, end, "，") for start, end, _ in first_stops(text)]


def stop_as_dot(text):
    return rotated([(start, end) for start, end, _ in first_stops(text)], ".·o")


def label_mark_misread(text):
    return rotated([(m.end("label") - 1, m.end("label")) for m in labels(text) if m.group("label")[-1] in "、．."], "，·丶-")


def label_start_lost(text):
    return [(m.start("label"), m.start("label") + 1, "") for m in labels(text) if m.group("label")[0] in "（(第"]


def ordinal_cut(text):
    return [(place[1] - 1, place[1], "") for place in map(numeral, labels(text)) if place and len(place[2]) > 1]


def ordinal_restarted(text):
    return [(place[0], place[1], as_word(1, place[2])) for place in map(numeral, labels(text)) if place and as_number(place[2]) > 2]


def label_twice(text):
    return [(m.end("label"), m.end("label"), m.group("label")) for m in labels(text)]


def label_of_other_style(text):
    """（三） for 三、 and 三、 for （三）"""
    edits = []
    for m in labels(text):
        place, label = numeral(m), m.group("label")
        if place and label[0] in "（(":
            edits.append((m.start("label"), m.end("label"), place[2] + ("." if place[2].isdigit() else "、")))
        elif place and label[0] != "第":
            edits.append((m.start("label"), m.end("label"), f"（{place[2]}）"))
    return edits


def label_left_behind(text):
    """The label stands at the end of the line before."""
    ahead = [(len(text[:m.start("label")].rstrip()), m) for m in labels(text)]
    return [(start, m.end("label"), m.group("label") + "\n") for start, m in ahead if start > 0]


def line_start_lost(text):
    return [(m.start("label"), m.end("label") + 3, "") for m in labels(text)]


def lines_swapped(text):
    starts = [m.start() for m in labels(text)]
    ends = [text.find("\n", start) + 1 for start in starts]
    return [(a, d, text[c:d] + text[a:b]) for a, b, c, d in zip(starts, ends, starts[1:], ends[1:]) if b == c and d > c]


def heading_half_lost(text):
    return [((start + end) // 2, end, "") for start, end in headings(text)]


def heading_joined(text):
    return [(end, end + len(text[end:]) - len(text[end:].lstrip()), "") for _, end in own_line_headings(text)]


def text_lost(text):
    """The paragraph below a heading."""
    starts = [end + len(text[end:]) - len(text[end:].lstrip()) for _, end in own_line_headings(text)]
    return [(start, (text.find("\n", start) + 1) or len(text), "") for start in starts]


def line_end_lost(text):
    """The edge of the page."""
    ends = [(m.start(), text.find("\n", m.end())) for m in labels(text)]
    return [(end - 3, end, "") for start, end in ends if end - start > 30]


def header_inside(text):
    """A running head in the middle of a list."""
    middles = [(start + end) // 2 for start, end in contents(text)]
    return [(at, at, ("\n政府公报　2022年第6期\n", "\n— 7 —\n", "\n某某市人民政府办公室文件\n")[k % 3]) for k, at in enumerate(middles)]


def mark_lost(text):
    """责任单位： altogether."""
    places = in_contents(text, f"(?:{MARK.pattern})[：:]?")
    return [(start, end, "") for start, end, _ in places] + [(m.start(), m.start("names"), "") for m in LINE_LIST.finditer(text)]


def mark_swallowed(text):
    """The second of two lists in one has lost its mark and become part of the first."""
    return [(start, end, "、") for start, end, _ in in_contents(text, f"[；;，,。](?:{MARK.pattern})[：:]?")]


def mark_homophone(text):
    return misread([place for pattern in (MARK, VERB) for place in in_contents(text, pattern)], HOMOPHONES)


def colon_misread(text):
    marks = [m.start("names") for m in LINE_LIST.finditer(text)] + [end + 1 for _, end, _ in in_lists(text, MARK) if text[end] in ":："]
    return rotated([(end - 1, end) for end in sorted(set(marks))], "；.、·")


def separators_all_lost(text):
    return [(start, end, text[start:end].replace("、", "")) for start, end in contents(text) if "、" in text[start:end]]


def separator_as_stop(text):
    return [(start, end, "。") for start, end, _ in in_contents(text, "、")]


def separators_as_lines(text):
    """The cells of a table."""
    return [(start, end, text[start:end].replace("、", "\n")) for start, end in contents(text) if "、" in text[start:end]]


def character_as_box(text):
    """What the font does not have."""
    return rotated([((start + end) // 2, (start + end) // 2 + 1) for start, end, _ in names(text)], "□?�")


def entity_left(text):
    return rotated([(start, start) for start, _, _ in names(text)], ["&nbsp;", "<br>", "&ensp;"])


def name_transposed(text):
    return [(end - 2, end, word[-1] + word[-2]) for _, end, word in names(text) if word[-1] != word[-2]]


def name_character_doubled(text):
    return [((start + end) // 2, (start + end) // 2, text[(start + end) // 2]) for start, end, _ in names(text)]


def number_shortened(text):
    return [(end - 1, end, "") for _, end, word in found(text, NUMBER) if len(word) > 1]


def number_split(text):
    return rotated([(start + 1, start + 1) for start, _, word in found(text, NUMBER) if len(word) > 1 and "." not in word], "，、.\n")


def measure_lost(text):
    return [(end, end + 1, "") for _, end, _ in found(text, NUMBER) if not text[end].isspace()]


def measure_misread(text):
    table = {"个": "今", "场": "扬", "人": "入", "名": "各", "所": "斫", "次": "欢", "项": "顶", "家": "冢", "座": "痤", "支": "攴", "届": "屈",
             "期": "斯", "亿": "仡", "万": "方", "%": "96", "％": "96"}
    return misread([(end, end + 1, text[end]) for _, end, _ in found(text, NUMBER)], table)


def comparison_misread(text):
    table = {"到": "倒", "低": "底", "少": "小", "超": "趋", "上": "土", "内": "肉", "左": "在"}
    return misread(found(text, COMPARED), table)


def year_transposed(text):
    return [(start + 2, start + 4, word[3] + word[2]) for start, _, word in found(text, YEAR) if word[2] != word[3]]


def year_word_lost(text):
    return [(end, end + 1, "") for _, end, _ in found(text, YEAR)]


def date_cut(text):
    """The day of a signature."""
    return [(m.start(1), m.end(1), "") for m in re.finditer(r"20\d\d年\d{1,2}月(\d{1,2})日", text)]


def document_number_damaged(text):
    return [(place, place + 1, "") for m in re.finditer(r"[〔\[（(]20\d\d[〕\]）)]\d+号", text) for place in (m.start(), m.end() - 1)]


def title_doubled_in_text(text):
    """The title once more between two lines, as at the top of a page."""
    title = next((line for line in text.split("\n") if line.strip().endswith(("方案", "要点", "规划", "通知"))), "")
    return [(m.start(), m.start(), title + "\n") for m in labels(text)] if title else []


def list_to_next(text):
    """The list stands behind the next label."""
    edits = []
    for m in lists(text):
        label = LABEL.match(text, m.end() + 1) if text[m.end():m.end() + 1] == "\n" else None
        edits += [(m.start(), label.end("label"), text[m.end():label.end("label")] + m.group())] if label else []
    return edits


def bracket_as_comma(text):
    return [(m.start(), m.start() + 1, "，") for m in lists(text)]


def name_start_cut(text):
    return [(start, start + 1, "") for start, end, _ in names(text) if end - start > 3]


def and_lost(text):
    return [(start, end, "") for start, end, _ in in_contents(text, "(?<=[局委会厅办部协])[和及与](?=[^、]{2,})")]


def ordinal_start_cut(text):
    return [(place[0], place[0] + 1, "") for place in map(numeral, labels(text)) if place and len(place[2]) > 1]


def label_as_digit(text):
    return [(start, end, str(as_number(word))) for start, end, word in filter(None, map(numeral, labels(text))) if not word.isdigit()]


def year_broken(text):
    return [(start + 2, start + 2, "\n") for start, _, _ in found(text, YEAR)]


def year_lost(text):
    return [(start, end + 1, "") for start, end, _ in found(text, YEAR)]


def comma_lost(text):
    """The one before a clause with a number."""
    commas = [text.rfind("，", max(0, start - 20), start) for start, _, _ in found(text, NUMBER)]
    return [(at, at + 1, "") for at in sorted(set(commas)) if at > 0]


def period_dash_lost(text):
    return [(m.end(1), m.start(2), "") for m in re.finditer(r"(20\d\d)年?\s?[-—－–~～至]{1,2}\s?(20\d\d)", text)]


def recipients_colon_lost(text):
    return [(m.start(1), m.end(1), "") for m in re.finditer(r"^[^\n。]*(?:政府|单位|部门|委员会|局|科协|街道)[^\n。：]{0,8}([：:])$", text, re.MULTILINE)]


def title_end_lost(text):
    return [(m.start(1), m.end(1), "") for m in re.finditer(r"^[^\n。]{4,40}(方案|要点|规划|通知)$", text, re.MULTILINE)]


# ---- kinds drawn by lot: whatever may happen to a character or two, wherever a notice says something ----

def clauses(text):
    """The marks inside the text of items."""
    return [(m.start(), m.end()) for m in re.finditer("(?<=[\u4e00-\u9fff])[，；。](?=[\u4e00-\u9fff])", text)]


def spans(found):
    return [(start, end) for start, end, _ in found]


PLACES = {
    "ordinal": lambda text: spans(filter(None, map(numeral, labels(text)))),
    "label": lambda text: [m.span("label") for m in labels(text)],
    "heading": headings,
    "mark": lambda text: spans(in_contents(text, MARK) + in_contents(text, VERB)),
    "name": lambda text: spans(names(text)),
    "separator": lambda text: spans(in_contents(text, "、")),
    "list": contents,
    "number": lambda text: spans(found(text, NUMBER)),
    "figure": lambda text: [(start, min(end + 2, len(text))) for start, end, _ in found(text, NUMBER)],
    "year": lambda text: [(start, end + 1) for start, end, _ in found(text, YEAR)],
    "comparison": lambda text: spans(found(text, COMPARED)),
    "clause": clauses,
    "line": lambda text: lines_with_labels(text),
    "head": lambda text: [m.span() for m in re.finditer("^.*(?:号|[：:]|通知|方案|要点|规划|日|办公室)$", text, re.MULTILINE)],
}
CHANGES = {
    "lost": lambda word, chance: "",
    "doubled": lambda word, chance: word + word,
    "blotted": lambda word, chance: spoiled(word, chance, "■"),
    "bitten": lambda word, chance: spoiled(word, chance, ""),
    "transposed": lambda word, chance: transposed(word, chance),
    "broken": lambda word, chance: word[:len(word) // 2] + "\n" + word[len(word) // 2:],
    "halved": lambda word, chance: word[:len(word) // 2],
    "stuttered": lambda word, chance: word[:1] + word,
    "starred": lambda word, chance: "*" * len(word),
}


def spoiled(word, chance, instead):
    at = chance.randrange(len(word))
    return word[:at] + instead + word[at + 1:]


def transposed(word, chance):
    at = chance.randrange(max(len(word) - 1, 1))
    return word[:at] + word[at + 1:at + 2] + word[at:at + 1] + word[at + 2:]


def crossed(place, change):
    def kind(text):
        chance = random.Random(f"{place} {change}")
        return [(start, end, CHANGES[change](text[start:end], chance)) for start, end in PLACES[place](text) if end > start]
    kind.__name__ = f"{place}_{change}"
    return kind


# what has been written out above, or changes nothing
WRITTEN = {"clause_transposed", "label_lost", "mark_lost", "separator_lost", "number_lost", "number_halved", "year_lost", "line_lost", "line_doubled",
           "list_lost", "list_halved", "label_doubled", "heading_halved", "year_broken", "name_transposed", "label_bitten",
           "ordinal_bitten"}
DRAWN = sorted(random.Random("drawn by lot").sample([f"{place}_{change}" for place in PLACES for change in CHANGES
                                                     if f"{place}_{change}" not in WRITTEN], 44))

TUNING = [opening_lost, closing_lost, label_lost, ordinal_misread, lines_joined, separator_lost, mark_misread, stop_lost, year_cut,
          digit_as_letter, list_lost, line_doubled, number_lost, verb_lost, percent_lost, title_mark_lost, separator_changed,
          unit_misread, ordinal_doubled, line_broken, bracket_turned, colon_lost, line_lost, label_end_lost, line_cut,
          brackets_lost, name_cut, label_misread, year_letter, label_broken, list_cut, heading_start_lost, closing_as_letter,
          stop_as_comma, stop_as_dot, ordinal_restarted, mark_swallowed, separator_as_stop, separators_as_lines, measure_lost,
          comparison_misread, date_cut, opening_misread, bracket_early, label_mark_misread, label_of_other_style, label_left_behind,
          heading_joined, line_end_lost, header_inside, mark_lost, colon_misread, character_as_box, name_transposed, number_split,
          measure_misread, year_word_lost, document_number_damaged, list_to_next, ordinal_start_cut, label_as_digit, year_broken,
          title_end_lost]
HELD_OUT = [opening_doubled, label_start_lost, ordinal_cut, label_twice, line_start_lost, lines_swapped, heading_half_lost, text_lost,
            mark_homophone, separators_all_lost, entity_left, name_character_doubled, number_shortened, year_transposed,
            title_doubled_in_text, bracket_as_comma, name_start_cut, and_lost, year_lost, comma_lost, period_dash_lost,
            recipients_colon_lost] + \
           [crossed(*name.split("_")) for name in DRAWN]
