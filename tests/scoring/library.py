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
STATES = {2: model.NO_VALUE, 3: model.NOT_APPLICABLE, 4: model.NOT_REPORTED}
AWARDS = {1: "yes", 2: "undecided", 3: "no-total", 4: "gate", 5: "veto", 6: "grade", 7: "score", 8: "quota"}
UNKNOWN, NO_VALUE_CODE = 0, 3

LINES = {1: "total", 2: "module", 3: "account", 4: "criterion", 5: "part", 6: "rule"}  # others only add something
NEEDS = {"grade": 1, "rank": 2}

# results: (unit, id of an element) -> model.Result of points and state alone, and of gates; refused: findings of tables;
# found: findings while scoring; each (name of the code, subject)
# lines: unit -> [Line] of its explanation, where asked for; needs: (unit, criterion, "grade" or "rank") -> change or None
Scored = namedtuple("Scored", "results totals ranks grades awards provisional eligible refused found json lines needs")
Line = namedtuple("Line", "depth what element points adds")


class Failed(Exception):
    """The library's own error: its code's name and its message."""


def xml_of(element, depth=0):
    attributes = {name: text for name, text in element.items() if name not in ("kind", "children")}
    if depth == 0:
        attributes = {"xmlns": "urn:kepu:scheme:1", "version": "0.1", **attributes}
    head = "  " * depth + "<" + element["kind"] + "".join(f" {name}={quoteattr(text)}" for name, text in attributes.items())
    inner = "".join(xml_of(child, depth + 1) for child in element.get("children", ()))
    return head + (f">\n{inner}{'  ' * depth}</{element['kind']}>\n" if inner else "/>\n")


def csv_of(rows, columns):
    out = io.StringIO()
    table = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


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

    def inputs(self, scheme, units, figures):
        """(handle, findings of the rows refused)"""
        handle, refused = ctypes.c_void_p(), []
        self.call("kepu_inputs_new", scheme, ctypes.byref(handle))
        for name, table in (("kepu_inputs_add_units_csv", csv_of(units, ("id", "name", "kind", "group")).replace(b"id,", b"unit,", 1)),
                            ("kepu_inputs_add_csv", csv_of(figures, COLUMNS))):
            findings = ctypes.c_void_p()
            self.call(name, handle, table, ctypes.c_size_t(len(table)), ctypes.byref(findings))
            refused += self.findings(findings)
        return handle, refused

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

    def score(self, scheme, units, figures, stage=None, form="json", explain=False):
        handle, inputs, score, findings = self.load(scheme, form), ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
        try:
            inputs, refused = self.inputs(handle, units, figures)
            named = stage.encode() if stage else None
            self.call("kepu_score_new", inputs, named, ctypes.c_size_t(len(named or b"")), ctypes.byref(score), ctypes.byref(findings))
            scored = self.read(scheme, score, refused, self.findings(findings))
            if explain and hasattr(self.c, "kepu_explanation_new"):
                self.explain(scheme, score, scored)
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
        scored = Scored({}, {}, {}, {}, {id_: {} for _, id_ in awards}, {}, {}, refused, found, self.written("kepu_score_to_json", score), {}, {})
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

    def explain(self, scheme, score, scored):
        elements = list(elements_of(scheme))
        for at in range(self.c.kepu_score_count(score)):
            row, explanation = ctypes.c_size_t(at), ctypes.c_void_p()
            unit = self.text("kepu_score_unit", score, row)
            self.call("kepu_explanation_new", score, row, ctypes.byref(explanation))
            lines = [ctypes.c_size_t(line) for line in range(self.c.kepu_explanation_count(explanation))]
            scored.lines[unit] = [Line(self.c.kepu_explanation_depth(explanation, line),
                                       LINES.get(self.c.kepu_explanation_what(explanation, line)),
                                       elements[self.c.kepu_explanation_element(explanation, line)].get("id"),
                                       self.number("kepu_explanation_points", explanation, line),
                                       self.number("kepu_explanation_adds", explanation, line)) for line in lines]
            self.c.kepu_explanation_free(explanation)
            for index, element in enumerate(elements):
                for which, code in NEEDS.items() if element["kind"] == "criterion" and hasattr(self.c, "kepu_score_need") else ():
                    scored.needs[unit, element["id"], which] = self.need(score, row, ctypes.c_size_t(index), code)

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

    def written(self, name, handle):
        at, length = ctypes.c_void_p(), ctypes.c_size_t()
        self.call(name, handle, ctypes.byref(at), ctypes.byref(length))
        raw = ctypes.string_at(at, length.value)
        self.c.kepu_free(at)
        return raw
