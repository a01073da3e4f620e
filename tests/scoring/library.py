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
VALUE, UNKNOWN = 1, 0

# results: (unit, id of an element) -> model.Result of points and state alone, and of gates; refused: findings of tables;
# found: findings while scoring; each (name of the code, subject)
Scored = namedtuple("Scored", "results totals ranks grades awards provisional eligible refused found json")


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


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        texts = ("kepu_error_message", "kepu_error_path", "kepu_status_name", "kepu_finding_name", "kepu_findings_subject",
                 "kepu_findings_message", "kepu_score_unit", "kepu_score_grade")
        for name in texts:
            getattr(self.c, name).restype = ctypes.c_void_p
        for name in ("kepu_findings_count", "kepu_score_count", "kepu_scheme_count"):
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

    def load(self, scheme, form="builder"):
        if form == "builder":
            return self.build(scheme)
        raw = (json.dumps(scheme, ensure_ascii=False) if form == "json" else xml_of(scheme)).encode()
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

    def score(self, scheme, units, figures, stage=None, form="builder"):
        handle, inputs, score, findings = self.load(scheme, form), ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
        try:
            inputs, refused = self.inputs(handle, units, figures)
            named = stage.encode() if stage else None
            self.call("kepu_score_new", inputs, named, ctypes.c_size_t(len(named or b"")), ctypes.byref(score), ctypes.byref(findings))
            return self.read(scheme, score, refused, self.findings(findings))
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
        elements = []

        def walk(element):
            elements.append(element)
            for child in element.get("children", ()):
                walk(child)
        walk(scheme)
        awards = [(at, element["id"]) for at, element in enumerate(elements) if element["kind"] == "award"]
        scored = Scored({}, {}, {}, {}, {id_: {} for _, id_ in awards}, {}, {}, refused, found, self.json(score))
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

    def result(self, score, row, index):
        state = self.c.kepu_score_state(score, row, index)
        if state == UNKNOWN:
            return model.OFF_CARD
        return model.Result(self.number("kepu_score_points", score, row, index), STATES.get(state))

    def json(self, score):
        at, length = ctypes.c_void_p(), ctypes.c_size_t()
        self.call("kepu_score_to_json", score, ctypes.byref(at), ctypes.byref(length))
        raw = ctypes.string_at(at, length.value)
        self.c.kepu_free(at)
        return raw
