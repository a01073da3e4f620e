"""The library at the same work as the model: Library(path).score(...) has the fields of model.Scoring, told by its functions."""
import csv
import ctypes
import io
import json
from collections import namedtuple
from fractions import Fraction
from xml.sax.saxutils import quoteattr

import model

COLUMNS = ("unit", "criterion", "item", "object", "period", "source", "stage", "value", "reason", "evidence", "origin")
UNIT_COLUMNS = ("unit", "name", "kind", "group")
CHINESE = dict(zip(COLUMNS + UNIT_COLUMNS[1:], ("单位", "指标项", "要素", "对象", "时间", "评价方", "阶段", "数值", "理由", "佐证", "来源", "名称", "类型", "组别")))
STATES = {2: model.NO_VALUE, 3: model.NOT_APPLICABLE, 4: model.NOT_REPORTED}
AWARDS = {1: "yes", 2: "undecided", 3: "no-total", 4: "gate", 5: "veto", 6: "grade", 7: "score", 8: "quota"}
UNKNOWN, NO_VALUE_CODE = 0, 3

NEEDS = {"grade": 1, "rank": 2}
LANGUAGES = {"zh": 1, "en": 2}
NARROW = 40

# results: (unit, id of an element) -> model.Result of points and state alone, and of gates; refused: findings of tables;
# found: findings while scoring; each (name of the code, subject)
# lines: unit -> [Line] of its explanation, where asked for; explanations: unit -> {(form, language): text}
# needs: (unit, criterion, "grade" or "rank") -> change or None, of the unit in the row `asked`
Scored = namedtuple("Scored", "results totals ranks grades awards provisional eligible refused found json lines explanations needs")
Line = namedtuple("Line", "depth element points adds")


class Failed(Exception):
    """The library's own error: its code's name and its message."""


def xml_of(element, depth=0):
    attributes = {name: text for name, text in element.items() if name not in ("kind", "children")}
    if depth == 0:
        attributes = {"xmlns": "urn:kepu:scheme:1", "version": "0.1", **attributes}
    head = "  " * depth + "<" + element["kind"] + "".join(f" {name}={quoteattr(text)}" for name, text in attributes.items())
    inner = "".join(xml_of(child, depth + 1) for child in element.get("children", ()))
    return head + (f">\n{inner}{'  ' * depth}</{element['kind']}>\n" if inner else "/>\n")


def csv_of(rows, columns, heads=None):
    out = io.StringIO()
    table = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    table.writerow(heads or {column: column for column in columns})
    table.writerows(rows)
    return out.getvalue().encode()


class Tables:
    """How units and figures are handed over: in how many tables, with which columns where, and which rows one by one. One table
    each where nobody says otherwise."""

    def __init__(self, chance=None):
        self.chance = chance

    def columns(self, columns):
        """(the columns in some order, their heads in one language or the other)"""
        if not self.chance:
            return columns, None
        return self.chance.sample(columns, len(columns)), {column: self.chance.choice((column, CHINESE[column])) for column in columns}

    def pieces(self, rows):
        """Neighbours together."""
        if not self.chance or len(rows) < 2:
            return [rows]
        cuts = sorted(self.chance.sample(range(1, len(rows)), min(len(rows) - 1, self.chance.randint(0, 3))))
        return [rows[low:high] for low, high in zip([0] + cuts, cuts + [len(rows)])]

    def one_by_one(self):
        return bool(self.chance) and self.chance.random() < 0.2


AS_IT_IS = Tables()


def elements_of(element):
    """It and all in it, in their order."""
    yield element
    for child in element.get("children", ()):
        yield from elements_of(child)


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        texts = ("kepu_error_message", "kepu_error_path", "kepu_status_name", "kepu_finding_name", "kepu_findings_subject",
                 "kepu_findings_message", "kepu_score_unit", "kepu_score_grade")
        for name in texts:
            getattr(self.c, name).restype = ctypes.c_void_p
        for name in ("kepu_findings_count", "kepu_score_count", "kepu_scheme_count", "kepu_explanation_count",
                     "kepu_explanation_depth", "kepu_explanation_element"):
            if not hasattr(self.c, name):
                continue
            getattr(self.c, name).restype = ctypes.c_size_t

    def text(self, name, *arguments):
        length = ctypes.c_size_t()
        at = getattr(self.c, name)(*arguments, ctypes.byref(length))
        return ctypes.string_at(at, length.value).decode() if at else None

    def call(self, name, *arguments):
        error = ctypes.c_void_p()
        if getattr(self.c, name)(*arguments, ctypes.byref(error)) != 0:
            said = f"{name}: {self.text('kepu_status_name', self.c.kepu_error_code(error))}: {self.text('kepu_error_message', error, 2)}" \
                   f" at {self.text('kepu_error_path', error)}"
            self.c.kepu_error_free(error)
            raise Failed(said)

    def findings(self, findings):
        found = [(self.text("kepu_finding_name", self.c.kepu_findings_code(findings, ctypes.c_size_t(at))),
                  self.text("kepu_findings_subject", findings, ctypes.c_size_t(at)))
                 for at in range(self.c.kepu_findings_count(findings))]
        self.c.kepu_findings_free(findings)
        return found

    def load(self, scheme, form="json"):
        if form == "builder":
            return self.build(scheme)
        whole = {"format": "urn:kepu:scheme:1", "version": "0.1", **scheme}
        raw = (json.dumps(whole, ensure_ascii=False) if form == "json" else xml_of(scheme)).encode()
        handle = ctypes.c_void_p()
        self.call("kepu_scheme_load", raw, ctypes.c_size_t(len(raw)), ctypes.byref(handle))
        return handle

    def build(self, scheme):
        builder, handle = ctypes.c_void_p(), ctypes.c_void_p()
        self.call("kepu_scheme_builder_new", ctypes.byref(builder))
        try:
            self.add(builder, ctypes.c_size_t(-1), scheme)
            self.call("kepu_scheme_builder_finish", builder, ctypes.byref(handle))
        finally:
            self.c.kepu_scheme_builder_free(builder)
        return handle

    def add(self, builder, parent, element):
        at, ends = ctypes.c_size_t(), ctypes.c_size_t(-1)
        self.call("kepu_scheme_builder_add", builder, parent, element["kind"].encode(), ends, ctypes.byref(at))
        for name, text in element.items():
            if name not in ("kind", "children"):
                self.call("kepu_scheme_builder_set", builder, at, name.encode(), ends, text.encode(), ends)
        for child in element.get("children", ()):
            self.add(builder, at, child)

    def inputs(self, scheme, units, figures, tables=AS_IT_IS):
        """(handle, findings of the rows refused)"""
        handle, refused = ctypes.c_void_p(), []
        self.call("kepu_inputs_new", scheme, ctypes.byref(handle))
        rows = [{**{name: text for name, text in unit.items() if name != "id"}, "unit": unit["id"]} for unit in units]
        for some in tables.pieces(rows):
            if tables.one_by_one():
                self.add_units(handle, some)
            else:
                refused += self.add_table("kepu_inputs_add_units_csv", handle, some, *tables.columns(UNIT_COLUMNS))
        for some in tables.pieces(figures):
            if tables.one_by_one():
                refused += self.add_rows(handle, some)
            else:
                refused += self.add_table("kepu_inputs_add_csv", handle, some, *tables.columns(COLUMNS))
        return handle, refused

    def add_table(self, name, handle, rows, columns, heads):
        table, findings = csv_of(rows, columns, heads), ctypes.c_void_p()
        self.call(name, handle, table, ctypes.c_size_t(len(table)), ctypes.byref(findings))
        return self.findings(findings)

    def add_units(self, handle, rows):
        for row in rows:
            texts = [row[name].encode() if row.get(name) else None for name in UNIT_COLUMNS]
            self.call("kepu_inputs_add_unit", handle, *(each for text in texts for each in (text, ctypes.c_size_t(len(text or b"")))))

    def add_rows(self, handle, rows):
        refused, ends = [], ctypes.c_size_t(-1)
        for row in rows:
            findings = ctypes.c_void_p()
            for column, text in {"origin": "table", **row}.items():
                self.call("kepu_inputs_set", handle, column.encode(), ends, text.encode(), ends)
            self.call("kepu_inputs_add", handle, ctypes.byref(findings))
            refused += self.findings(findings)
        return refused

    def check(self, scheme, units=None, figures=()):
        """What the checker says: (name, subject) of each finding."""
        handle, inputs, findings = self.load(scheme), ctypes.c_void_p(), ctypes.c_void_p()
        try:
            if units is not None:
                inputs, _ = self.inputs(handle, units, figures)
            self.call("kepu_scheme_check", handle, inputs, ctypes.byref(findings))
            return self.findings(findings)
        finally:
            self.c.kepu_inputs_free(inputs)
            self.c.kepu_scheme_free(handle)

    def score(self, scheme, units, figures, stage=None, form="json", explain=False, tables=AS_IT_IS, asked=None):
        handle, inputs, score, findings = self.load(scheme, form), ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
        try:
            inputs, refused = self.inputs(handle, units, figures, tables)
            named = stage.encode() if stage else None
            self.call("kepu_score_new", inputs, named, ctypes.c_size_t(len(named or b"")), ctypes.byref(score), ctypes.byref(findings))
            scored = self.read(scheme, score, refused, self.findings(findings))
            if explain:
                self.explain(scheme, score, scored, asked)
            return scored
        finally:
            self.c.kepu_score_free(score)
            self.c.kepu_inputs_free(inputs)
            self.c.kepu_scheme_free(handle)

    def number(self, name, *arguments):
        coefficient, scale = ctypes.c_int64(), ctypes.c_int32()
        if getattr(self.c, name)(*arguments, ctypes.byref(coefficient), ctypes.byref(scale)) != 0:
            return None
        return Fraction(coefficient.value, 10**scale.value)

    def read(self, scheme, score, refused, found):
        elements = list(elements_of(scheme))
        awards = [(at, element["id"]) for at, element in enumerate(elements) if element["kind"] == "award"]
        scored = Scored({}, {}, {}, {}, {id_: {} for _, id_ in awards}, {}, {}, refused, found, self.written("kepu_score_to_json", score), {}, {}, {})
        for at in range(self.c.kepu_score_count(score)):
            row = ctypes.c_size_t(at)
            unit = self.text("kepu_score_unit", score, row)
            scored.totals[unit] = self.number("kepu_score_total", score, row)
            rank = self.number("kepu_score_rank", score, row)
            if rank is not None:
                scored.ranks[unit] = rank
            scored.grades[unit] = self.text("kepu_score_grade", score, row)
            scored.provisional[unit] = bool(self.c.kepu_score_provisional(score, row))
            scored.eligible[unit] = bool(self.c.kepu_score_eligible(score, row))
            for index, element in enumerate(elements):
                if element["kind"] in model.ITEMS + ("gate",):
                    scored.results[unit, element["id"]] = self.result(score, row, ctypes.c_size_t(index))
            for index, id_ in awards:
                code = self.c.kepu_score_award(score, row, ctypes.c_size_t(index))
                if code != UNKNOWN:
                    scored.awards[id_][unit] = AWARDS[code]
        return scored

    def explain(self, scheme, score, scored, asked):
        """All units; what it would take is asked for of one of them, too: it takes long."""
        elements, count = list(elements_of(scheme)), self.c.kepu_score_count(score)
        ask = asked % count if count and asked is not None else None
        for at in range(count):
            row, explanation = ctypes.c_size_t(at), ctypes.c_void_p()
            unit = self.text("kepu_score_unit", score, row)
            self.call("kepu_explanation_new", score, row, ctypes.byref(explanation))
            lines = [ctypes.c_size_t(line) for line in range(self.c.kepu_explanation_count(explanation))]
            scored.lines[unit] = [Line(self.c.kepu_explanation_depth(explanation, line),
                                       elements[self.c.kepu_explanation_element(explanation, line)].get("id"),
                                       self.number("kepu_explanation_points", explanation, line),
                                       self.number("kepu_explanation_adds", explanation, line)) for line in lines]
            scored.explanations[unit] = self.forms_of(explanation)
            self.c.kepu_explanation_free(explanation)
            for index, element in enumerate(elements if at == ask else ()):
                for which, code in NEEDS.items() if element["kind"] == "criterion" else ():
                    scored.needs[unit, element["id"], which] = self.need(score, row, ctypes.c_size_t(index), code)

    def forms_of(self, explanation):
        forms = {("json", None): self.written("kepu_explanation_to_json", explanation).decode()}
        for language, code in LANGUAGES.items():
            for form, width in (("text", 0), ("narrow", NARROW)):
                text = self.written("kepu_explanation_to_text", explanation, code, ctypes.c_size_t(width))
                forms[form, language] = text.decode()
            forms["html", language] = self.written("kepu_explanation_to_html", explanation, code).decode()
        return forms

    def need(self, score, row, index, which):
        coefficient, scale = ctypes.c_int64(), ctypes.c_int32()
        status = self.c.kepu_score_need(score, row, index, which, ctypes.byref(coefficient), ctypes.byref(scale), None)
        if status not in (0, NO_VALUE_CODE):
            raise Failed(f"kepu_score_need: {self.text('kepu_status_name', status)}")
        return Fraction(coefficient.value, 10**scale.value) if status == 0 else None

    def result(self, score, row, index):
        state = self.c.kepu_score_state(score, row, index)
        if state == UNKNOWN:
            return model.OFF_CARD
        return model.Result(self.number("kepu_score_points", score, row, index), STATES.get(state))

    def xml(self, scheme, form):
        """The scheme as the library writes it, read from one form."""
        handle = self.load(scheme, form)
        try:
            return self.written("kepu_scheme_to_xml", handle)
        finally:
            self.c.kepu_scheme_free(handle)

    def written(self, name, handle, *more):
        at, length = ctypes.c_void_p(), ctypes.c_size_t()
        self.call(name, handle, *more, ctypes.byref(at), ctypes.byref(length))
        raw = ctypes.string_at(at, length.value)
        self.c.kepu_free(at)
        return raw
