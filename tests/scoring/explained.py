"""Explanations, read from their JSON alone: at every line what stands below it adds up; each line has the points that the model has at that
place; limits, policies and roundings are lines of their own; text and HTML show the same numbers and words."""
import json
import re
import xml.etree.ElementTree
from fractions import Fraction

import model

TINY = Fraction(1, 10**7)  # what digits behind the ninth of some lines may come to
ADDS = 15  # columns for what a line adds, as text
ELEMENTS = ("total", "module", "account", "criterion")
STATE_NAMES = {None: "value", model.NO_VALUE: "no-value", model.NOT_APPLICABLE: "not-applicable", model.NOT_REPORTED: "not-reported"}
FULL_AT_MOST = ("yes-no", "reach", "deduct", "beyond", "points", "all", "any")  # P at most, and 0 at least


class Unlike(Exception):
    pass


class Line:
    def __init__(self, said, elements):
        self.depth, self.what, self.state = said["depth"], said["what"], said["state"]
        self.points, self.adds = said["points"], said["adds"]
        self.words = {"zh": said["zh"], "en": said["en"]}
        self.element, self.below, self.above = elements[said["element"]], [], None
        if said["id"] != self.element.get("id"):
            raise Unlike(f"{self}: the id is {said['id']}")

    def __str__(self):
        return f"{self.what} “{self.words['en']}”"

    def adding(self):
        return [line for line in self.below if line.adds is not None]


def read(raw, elements):
    """All lines of the JSON form, each with those directly below it."""
    whole = json.loads(raw, parse_int=Fraction, parse_float=Fraction)
    lines, opened = [], []
    for said in whole["lines"]:
        said.update(depth=int(said["depth"]), element=int(said["element"]))
        line = Line(said, elements)
        if line.depth > len(opened):
            raise Unlike(f"{line}: {line.depth} deep in a line that is {len(opened) - 1} deep")
        del opened[line.depth:]
        if opened:
            line.above = opened[-1]
            opened[-1].below.append(line)
        opened.append(line)
        lines.append(line)
    return whole, lines


# ---- what holds of each line

def adds_up(lines, came):
    for line in lines:
        adding = line.adding()
        if adding and line.points is None:
            raise Unlike(f"{line} has no points, but lines below that add some")
        if adding and sum(each.adds for each in adding) != line.points:
            raise Unlike(f"{line}: {line.points}, but {' + '.join(str(each.adds) for each in adding)} below")
        if line.what in ELEMENTS + ("part",) and line.points and not adding:
            raise Unlike(f"{line}: {line.points} of nothing")
        if line.adds is not None and line.above is None:
            raise Unlike(f"{line} adds {line.adds} to nothing")
        came["added up" if adding else "nothing to add", line.what] += 1


def same(line, what, got, expected):
    if got != expected:
        raise Unlike(f"{line}: {what} {got} instead of {expected}")


def shown(points):
    return None if points is None else model.rounded(points)


# ---- elements: a line's points are the model's there, and its limits hold

class Checker:
    """One unit's lines against the model and against the scheme's own words."""

    def __init__(self, judged, unit, came):
        self.judged, self.unit, self.came = judged, unit, came

    def slot(self, line, spot):
        """A line of an element, with those of its parts, items and rules."""
        element, judged = line.element, self.judged
        result = judged.result(element, self.unit, spot)
        total = element["kind"] == "scheme"
        points = judged.total(self.unit) if total else result.points
        same(line, "points", line.points, points)
        same(line, "state", line.state, STATE_NAMES[None if points is not None else result.state or model.NO_VALUE])
        account = element.get("account")
        same(line, "what", line.what, "account" if account else "total" if total else element["kind"])
        self.adding(line, -points if account == "deduction" and points is not None else points)
        self.limited(line)
        self.rounded(line)
        parts = judged.children(element, "part")
        if not result.on_card:  # a total of nothing
            self.came["total of nothing", ] += 1
        elif parts:
            same(line, "parts", [id(each.element) for each in line.below if each.what == "part"], [id(part) for part in parts])
            for each in line.below:
                if each.what == "part":
                    self.part(each, element, spot)
        else:
            self.inner(line, element, spot)

    def adding(self, line, points):
        """It adds its points, where what it lies in has some."""
        counts = points is not None and line.above is not None and line.above.points is not None
        same(line, "adds", line.adds, points if counts else None)

    def part(self, line, element, spot):
        judged, part = self.judged, line.element
        inside = judged.inside(spot, part)
        work = judged.criterion if element["kind"] == "criterion" else judged.adding_up
        result = work(element, self.unit, inside)
        same(line, "points", line.points, result.points)
        same(line, "state", line.state, STATE_NAMES[None if result.points is not None else result.state])
        weight = model.number(part.get("weight", "1"))
        self.adding(line, None if result.points is None else shown(weight * result.points))
        self.rounded(line)
        self.inner(line, element, inside)

    def inner(self, line, element, spot):
        judged = self.judged
        if element["kind"] == "criterion":
            return self.criterion(line, element, spot)
        items = [child for child in judged.children(element, *model.ITEMS) if judged.on_card(child, self.unit)]
        below = [each for each in line.below if each.what in ELEMENTS]
        same(line, "items", [id(each.element) for each in below], [id(item) for item in items])
        for each in below:
            self.slot(each, spot)
        whats = [each.what for each in line.below]
        results = [judged.result(item, self.unit, spot) for item in items if "account" not in item]
        left = [result for result in results if not result.left_out]
        mean = element.get("aggregate", "sum") != "sum"
        if line.points is not None:
            same(line, "lines of a mean", whats.count("mean"), int(mean and bool(left)))
            same(line, "lines of re-weighing", sum(each.what == "reweighing" and each.element is element for each in line.below),
                 int(not mean and 0 < len(left) < len(results)))
        return None

    def criterion(self, line, criterion, spot):
        """Its policy has a line where there is one, and its rule has what the model's gives."""
        own = self.judged.by_itself(criterion, self.unit, spot)
        policies = [each for each in line.below if each.what == "policy"]
        same(line, "policies", [each.state for each in policies], [STATE_NAMES[own.state]] if own.points is None else [])
        if policies:
            self.came["line of a policy", self.judged.policy(criterion, own.state)] += 1
        zero = own.points is None and self.judged.policy(criterion, own.state) == "value-zero"
        for each in line.below:
            if each.what == "rule":
                self.rule(each, model.Question(each.element, criterion, self.unit, spot, model.number(criterion["points"]), zero))
            elif each.what not in ("policy", "limit", "rounding", "reweighing"):
                raise Unlike(f"{line}: {each} in it")
        same(line, "rules", sum(each.what == "rule" for each in line.below), 1)

    # ---- limits and roundings, from the lines and the scheme alone

    def limited(self, line):
        """Each line of a limit leads from beyond it to it, and the points lie within."""
        element = line.element
        ceiling = element.get("ceiling", element["points"] if element["kind"] == "criterion" else "none")
        floor = element.get("floor", "0" if element["kind"] == "criterion" or "account" in element else "none")
        ceiling, floor = (None if text == "none" else Fraction(text) for text in (ceiling, floor))
        sum_ = Fraction(0)
        for each in line.adding():
            before, sum_ = sum_, sum_ + each.adds
            if each.what == "limit" and each.element is element:
                bit = "ceiling" if ceiling is not None and before > ceiling and sum_ == ceiling else \
                      "floor" if floor is not None and before < floor and sum_ == floor else None
                if not bit:
                    raise Unlike(f"{line}: {each} from {before} to {sum_}, the limits are {floor} and {ceiling}")
                self.came["line of a limit", line.what, bit] += 1
        if line.points is not None and floor is not None and line.points < floor or \
           line.points is not None and ceiling is not None and line.points > max(ceiling, ceiling if floor is None else floor):
            raise Unlike(f"{line}: {line.points}, the limits are {floor} and {ceiling}")

    def rounded(self, line):
        """A rounding is less than one in the last digit, and is one of the element's own way."""
        for each in line.below:
            if each.what == "rounding":
                decimals = int(self.judged.inherited(each.element, "decimals", "9"))
                way = self.judged.inherited(each.element, "rounding", "half-up")
                most = Fraction(1, 10**decimals) / (2 if way.startswith("half") else 1)
                if abs(each.adds) > most + TINY:
                    raise Unlike(f"{line}: {each} adds {each.adds}")
                self.came["line of a rounding", way] += 1

    # ---- rules

    def rule(self, line, question):
        outcome = self.judged.ask(question)
        rule = line.element
        same(line, "points", line.points, shown(outcome.points))
        same(line, "state", line.state, STATE_NAMES[outcome.state])
        full = model.number(rule["points"]) if "points" in rule else question.points
        self.rule_limits(line, rule, full)
        self.came["line of a rule", rule["kind"], line.state] += 1
        for each in line.below:
            if each.what == "rule":
                self.rule(each, question._replace(rule=each.element, points=full))
            elif each.what == "input":
                self.input(each, question)
            elif each.what == "rounding" and abs(each.adds) > TINY:
                raise Unlike(f"{line}: {each} adds {each.adds}")
            elif each.what == "limit":
                self.came["limit of a rule", rule["kind"], "most" if each.adds < 0 else "least"] += 1

    def rule_limits(self, line, rule, full):
        """What no rule may pass: its own attributes, read here anew."""
        kind, points = rule["kind"], line.points
        if points is None:
            return
        most = rule.get("most", "none") if kind in ("best", "sum", "count", "tiers") else "none"
        cap = rule.get("cap", "1" if kind in ("ratio", "goalposts") else "none") if kind in ("ratio", "coefficient", "goalposts", "distance") \
            else "1" if kind in FULL_AT_MOST else "none"
        least = rule.get("least", "0") if kind in ("ratio", "coefficient") else "0" if kind in FULL_AT_MOST + ("rank", "goalposts") else None
        if kind == "goalposts" and cap == "none":
            least = None
        high = [Fraction(most)] if most != "none" else []
        high += [full * model.number(cap)] if cap != "none" else []
        if high and points > max(shown(min(high)), shown(full * model.number(least or "0"))) or least is not None and points < shown(full * model.number(least)):
            raise Unlike(f"{line}: {points}, it is limited to {high}, at least {least}")

    def input(self, line, question):
        """A figure of the unit's has this value or state, and the line says its stage, evidence and reason."""
        judged = self.judged
        for key in judged.figures:
            if key[0] == self.unit and key[1] in (question.about["id"], None):
                figure = judged.last_stage(key)
                if figure and self.is_told(line, figure):
                    self.came["line of a figure", "of a stage" if judged.stages else "without stages"] += 1
                    return
        if line.state == "not-reported":
            self.came["line of a figure", "none"] += 1
            return
        raise Unlike(f"{line}: no such figure of {self.unit}")

    def is_told(self, line, figure):
        text, state = self.judged.reading({}, figure)
        stages = [stage for stage in self.judged.stages if figure.get("stage") in (stage["id"], stage["name"])] or self.judged.stages[:1]
        told = [stage["name"] for stage in stages] + [figure[name] for name in ("evidence", "reason", "object") if figure.get(name)]
        if not all(word in words for word in told for words in line.words.values()):
            return False
        if state:
            return line.state == STATE_NAMES[state]
        number = Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
        if line.points is None:  # evidence is required and there is none
            return line.state == "no-value" and not figure.get("evidence")
        return line.points == number if number is not None else text in line.words["zh"]


# ---- what follows from the total

def outcomes(lines, scored, judged, unit, came):
    roots = [line for line in lines if line.above is None]
    group = [line for line in roots if line.what == "rank"]
    same(roots[0], "lines of the rank", len(group), 1)
    same(group[0], "rank", group[0].points, scored.ranks.get(unit))
    same(roots[0], "provisional", any(line.what == "provisional" for line in roots), scored.provisional[unit])
    gates = [gate for gate in judged.children(judged.scheme, "gate") if judged.is_for(gate, unit)]
    same(roots[0], "gates", [line.element["id"] for line in roots if line.what == "gate"], [gate["id"] for gate in gates])
    for line in roots:
        if line.what == "gate":
            result = judged.results[unit, line.element["id"]]
            same(line, "points", line.points, result.points or 0)
            came["line of a gate", line.state, str(line.points)] += 1
            for each in line.below:
                Checker(judged, unit, came).rule(each, model.Question(each.element, line.element, unit, model.NOWHERE, Fraction(1), False))
        if line.what in ("veto", "downgrade"):
            same(line, "times", line.points, judged.times(line.element, unit))
            came["line of an event", line.what, "happened" if line.points else "not"] += 1
        if line.what == "grade":
            same(line, "grade", line.element.get("id") if line.state == "value" else None, scored.grades[unit])
        if line.what == "award":
            same(line, "award", line.state == "value", scored.awards[line.element["id"]][unit] == "yes")
    same(roots[0], "awards", {line.element["id"] for line in roots if line.what == "award"},
         {id_ for id_, said in scored.awards.items() if unit in said})


def needs(lines, scored, judged, unit, came):
    """{(criterion, "grade" or "rank"): change or None}: of all criteria, as kepu_score_need() says it where it was asked."""
    ids = [element["id"] for element in judged.elements if element["kind"] == "criterion"]
    found = {(id_, which): None for id_ in ids for which in ("grade", "rank")}
    for line in lines:
        if line.what == "need" and line.above is None:
            which = "grade" if line.points is None else "rank"
            came["line of a need", which] += 1
            for each in line.below:  # one line for all that do not do it
                if (each.points is None) != (each.element is lines[0].element):
                    raise Unlike(f"explanation of {unit}: {each}")
            found.update({(each.element["id"], which): each.points for each in line.below if each.points is not None})
    for key, change in found.items():
        asked = scored.needs.get((unit, *key), change)
        if change != asked:
            raise Unlike(f"explanation of {unit}: need of {key} is {change}, kepu_score_need() gives {asked}")
    return {(unit, *key): change for key, change in found.items()}


# ---- forms

def page_rows(text):
    """[(depth, classes, what it adds, words)] of the lists in lists."""
    rows = []

    def walk(list_, depth):
        for row in list_:
            line = row if row[0].tag != "details" else row[0][0]
            said = {each.tag: each.text for each in line}
            rows.append((depth, row.get("class").split(), said.get("b"), said["span"]))
            for inner in row.findall("details/ul"):
                walk(inner, depth + 1)

    section = xml.etree.ElementTree.fromstring(text.replace("<details open>", "<details>"))
    walk(section[0], 0)
    return rows


def written(value):
    """What a line adds, as its forms have it, read back."""
    return Fraction(value) if value else None


def columns(row):
    """What a row of text adds, the gap behind, and its words; a long number goes over its column."""
    if not row[:ADDS].strip():
        return "", row[ADDS:len(row) - len(row.lstrip())], row.lstrip()
    return re.match(r" *(\S+)( +)(.*)$", row).groups()


def forms_agree(said, lines):
    """`said`: (form, language) -> text."""
    for language in ("zh", "en"):
        rows = said["text", language].split("\n")[1:-1]
        page = page_rows(said["html", language])
        if not len(rows) == len(page) == len(lines):
            raise Unlike(f"{len(lines)} lines in JSON, {len(rows)} as text, {len(page)} in HTML")
        for line, row, (depth, classes, adds, words) in zip(lines, rows, page):
            expected = line.points if line.what == "total" else line.adds
            adds_text, gap, text = columns(row)
            same(line, "text", (written(adds_text), text), (expected, line.words[language]))
            same(line, "indent of the text", len(gap), 2 + 2 * line.depth)
            same(line, "HTML", (depth, written(adds), words), (line.depth, expected, line.words[language]))
            same(line, "class", classes, ["kepu-" + line.what] + ["kepu-none"] * (line.state != "value"))
        narrow = re.sub(r"\s+", "", "".join(columns(row)[2] for row in said["narrow", language].split("\n")[1:-1]))
        if narrow != re.sub(r"\s+", "", "".join(line.words[language] for line in lines)):
            raise Unlike(f"text of a narrow terminal, {language}: other words")


def numbers_in_words(lines):
    """What an element or a rule has stands in its words, in both languages."""
    for line in lines:
        if line.what in ELEMENTS + ("part",) and line.points is not None or line.what == "rank" and line.points is not None:
            for language, words in line.words.items():
                numbers = {Fraction(text) for text in re.findall(r"-?\d+(?:\.\d+)?", words)}
                if line.points not in numbers:
                    raise Unlike(f"{line}: {line.points} is not in the words ({language})")


def check(scored, judged, came):
    """All explanations of a score, whose needs are complete then."""
    for unit in scored.totals:
        said = scored.explanations[unit]
        whole, lines = read(said["json", None], judged.elements)
        if (whole["unit"], whole["name"]) != (unit, judged.units[unit].get("name") or unit):
            raise Unlike(f"explanation of {unit}: is of {whole['unit']}")
        accessors = [(line.depth, line.element, line.points, line.adds) for line in scored.lines[unit]]
        same(lines[0], "functions", accessors, [(line.depth, line.element.get("id"), line.points, line.adds) for line in lines])
        same(lines[0], "total", (lines[0].what, lines[0].points), ("total", scored.totals[unit]))
        adds_up(lines, came)
        Checker(judged, unit, came).slot(lines[0], model.NOWHERE)
        outcomes(lines, scored, judged, unit, came)
        scored.needs.update(needs(lines, scored, judged, unit, came))
        forms_agree(said, lines)
        numbers_in_words(lines)
