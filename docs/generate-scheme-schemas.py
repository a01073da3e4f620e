#!/usr/bin/env python3
"""Makes the schemas of schemes, lib/io/scheme.xsd and lib/io/scheme.schema.json, of the tables that the library itself goes by.

Elements, attributes and words are those of lib/score/elements.c, rules those of lib/score/rule_*.c. With --check it writes nothing
and fails where a schema is not what it would write. What the tables do not say stands here, under the names that the code of
lib/score has for it; tests/schema/test_schemes.py sets schemes that are a little wrong before the library and the schemas.
"""
import json
import re
import sys
from xml.sax.saxutils import escape, quoteattr

from in_step import ROOT, write

NAMESPACE = "urn:kepu:scheme:1"

# finish_scheme.c: what an element needs.
NEEDED = {"module": ["id"], "criterion": ["id", "points"], "part": ["by", "id"], "gate": ["id"], "group": ["id"], "stage": ["id"], "veto": ["id"],
          "downgrade": ["id"], "grade": ["id"], "award": ["id"], "tie-breaker": ["of"], "item": ["id", "each"], "place": ["rank", "points"],
          "target": ["value"]}
# build_scheme.c: attributes of a rule that has a measure.
MEASURE = ["measure", "item", "under", "last", "per", "of", "population", "factor"]

DIGITS = r"[0-9]+(\.[0-9]{1,9})?"
ABOVE = r"\+?([0-9]*[1-9][0-9]*(\.[0-9]{1,9})?|0+\.0{0,8}[1-9][0-9]{0,8})"
ZERO = r"[+\-]?0+(\.0{1,9})?"
# scheme_value.c: what a text of a type is; beside it the bounds of a number in JSON.
TYPES = {
    "TEXT": ("text", None, {}),
    "ID": ("id", r"\S{1,64}", {}),
    "NUMBER": ("number", rf"[+\-]?{DIGITS}", {}),
    "POSITIVE": ("positive", ABOVE, {"exclusiveMinimum": 0}),
    "PORTION": ("portion", rf"({ABOVE})%?", {"exclusiveMinimum": 0}),
    "SHARE": ("share", rf"[+\-]?{DIGITS}%?", {}),
    "WEIGHT": ("weight", rf"(\+?{DIGITS}|{ZERO})%?", {"minimum": 0}),
    "AIM": ("aim", rf"[+\-]?{DIGITS}%?|@\S{{1,64}}", {}),
    "COUNT": ("count", r"\+?0*[1-9][0-9]{0,9}(\.0{1,9})?", {"minimum": 1}),
    "DIGITS": ("digits", rf"\+?0*[0-9](\.0{{1,9}})?|{ZERO}", {"minimum": 0, "maximum": 9}),
    "QUOTA": ("quota", rf"(\+?{DIGITS}|{ZERO})%?", {"minimum": 0}),
    "LIST": ("list", r"\s*\S{1,64}(\s+\S{1,64})*\s*", {}),
}
SAYS = ("It is made of the tables of the library, which checks more than a schema can: references, what a measure needs, "
        "weights that add up. docs/scoring.md says what all of it means.")


# ---- the tables ----

def fail(why):
    sys.exit(f"docs/generate-scheme-schemas.py: {why}")


class Tables:
    def __init__(self):
        score = ROOT / "lib" / "score"
        elements, kinds = ((score / name).read_text(encoding="utf-8") for name in ("elements.c", "rules.c"))
        rules = "".join(path.read_text(encoding="utf-8") for path in sorted(score.glob("rule_*.c")))
        self.macros = dict(re.findall(r"^#define (LIMITS|ROUNDING|POLICIES|CARD|ITEM_OF_CARD) (.*)$", elements, re.M))
        self.words = dict(re.findall(r"\[KP_WORD_(\w+)\] = \"([^\"]+)\"", elements))
        lists = re.findall(r"static const uint8_t (\w+)\[\] = \{([^}]*)\}", elements)
        self.lists = {name: self.words_in(body) for name, body in lists}
        self.attributes = {}
        for key, name, kind, words in re.findall(r"\[KP_ATTR_(\w+)\] = \{ \"([^\"]+)\", KP_TYPE_(\w+),\s*(NULL|WORDS\([^)]*\)|\w+) \}", elements):
            known = [] if words == "NULL" else self.words_in(words) if words.startswith("WORDS") else self.lists[words]
            self.attributes[key] = (name, kind, known)
        self.kinds = {}
        for key, name, parents, own in re.findall(r"\[KP_SCHEME_(\w+)\] = \{ \"([^\"]+)\", ([^,]+),\s*(NOTHING|LIST\([^)]*\)) \}", elements):
            self.kinds[key] = (name, re.findall(r"BIT\((\w+)\)", parents), self.attributes_in(own))
        bodies = dict(re.findall(r"^const kp_rule kp_rule_(\w+) = \{\n(.*?)^\};", rules, re.M | re.S))
        self.rules = [self.rule(bodies[kind]) for kind in re.findall(r"ROW\((\w+)\)(?= |$)", kinds, re.M)]
        self.check(elements, rules)

    def words_in(self, text):
        return [self.words[key] for key in re.findall(r"KP_WORD_(\w+)", text)]

    def attributes_in(self, text):
        for _ in range(2):
            text = re.sub(r"\b(" + "|".join(self.macros) + r")\b", lambda found: self.macros[found.group(1)], text)
        return re.findall(r"KP_ATTR_(\w+)", text)

    def rule(self, body):
        fields = dict(re.findall(r"\.(\w+) = ((?:KP_LIST|KP_HOLDS)\([^)]*\)|[^,]+?)(?:,\s|$)", body))
        own = self.attributes_in(fields["attributes"])
        return {"name": fields["name"].strip('"'), "own": own, "needed": self.attributes_in(fields.get("needed", "")),
                "holds": re.findall(r"HOLDS\((\w+)\)", fields.get("children", "")), "least": int(fields.get("least_rules", 0)),
                "most": int(fields.get("most_rules", 0)), "measured": fields.get("measured") == "true", "targeted": fields.get("targeted") == "true"}

    def check(self, elements, rules):
        """That nothing was passed over."""
        counts = [(len(self.attributes), elements.count("[KP_ATTR_")), (len(self.kinds), elements.count("\n\t[KP_SCHEME_")),
                  (len(self.words), elements.count("[KP_WORD_")), (len(self.rules), rules.count("\n\t.name ="))]
        if any(read != there or not read for read, there in counts) or set(NEEDED) - {kind[0] for kind in self.kinds.values()}:
            fail(f"the tables are written in another way than this reads: {counts}")
        if {kind for _, kind, _ in self.attributes.values()} - {*TYPES, "WORD"}:
            fail("an attribute has a type that is not known here")


class Element:
    """A kind of element: its attributes by name, each (type, words), those it needs, and what it holds.

    `holds` are kinds, `first` those of which one has to be there, `least` and `most` how many of them; most None: any number."""

    def __init__(self, name, kind):
        self.name, self.kind, self.attributes, self.needed = name, kind, {}, []
        self.holds, self.first, self.least, self.most, self.either = [], [], 0, None, []


def type_of(tables, key, kind):
    name, of, words = tables.attributes[key]
    if name == "points" and kind in ("ROOT", "MODULE", "CRITERION", "RULE"):  # kp_scheme_type_of
        of = "POSITIVE"
    elif name == "most" and kind == "LEVEL":
        of = "SHARE"
    elif name in ("from", "to") and kind != "STEP":
        of = "NUMBER"
    return name, (of, words)


def elements_of(tables):
    """All kinds, rules among them under ("rule", name)."""
    made = {}
    for key, (name, _, own) in tables.kinds.items():
        if key == "RULE":
            continue
        one = made[key] = Element(name, key)
        one.attributes = dict(type_of(tables, attribute, key) for attribute in own)
        one.needed = NEEDED.get(name, [])
        one.holds = [other for other, (_, parents, _) in tables.kinds.items() if key in parents and other != "RULE"]
    for key in ("ROOT", "MODULE"):
        made[key].first, made[key].least = ["MODULE", "CRITERION"], 1
    for key in ("CRITERION", "GATE"):
        made[key].first, made[key].least, made[key].most = ["RULE"], 1, 1
    made["STEP"].either = ["points", "share"]
    by_name = {name: key for key, (name, _, _) in tables.attributes.items()}
    for rule in tables.rules:
        one = made["rule", rule["name"]] = Element(rule["name"], "RULE")
        own = ["POINTS", *rule["own"], *([by_name[name] for name in MEASURE] if rule["measured"] else [])]
        own += ["TARGET_VALUE"] if rule["targeted"] else []
        one.attributes = dict(type_of(tables, attribute, "RULE") for attribute in own)
        one.needed = [tables.attributes[key][0] for key in rule["needed"]]
        one.holds = [kind for kind in rule["holds"] if kind != "RULE"] + (["TARGET"] if rule["targeted"] else [])
        if "RULE" in rule["holds"]:
            one.first, one.least, one.most = ["RULE"], rule["least"], None if rule["most"] == 255 else rule["most"]
        elif rule["holds"] and rule["holds"][0] in ("STEP", "LEVEL"):
            one.first, one.least = rule["holds"], 1
    return made


# ---- XML ----

def words_name(made, words):
    """Of a list of words, the attribute that is the first to have it."""
    return next(f"words-{name}" for one in made.values() for name, (_, known) in one.attributes.items() if known == words)


def xsd_words(made):
    """A type for each list of words, alone or beside the values of another type."""
    out = {}
    for one in made.values():
        for of, words in one.attributes.values():
            if words:
                listed = [f'   <xs:enumeration value="{word}"/>' for word in words]
                out[words_name(made, words)] = ['  <xs:restriction base="xs:string">', *listed, "  </xs:restriction>"]
            if words and of != "WORD":
                both = f"{TYPES[of][0]} {words_name(made, words)}"
                out[f"{TYPES[of][0]}-or-words"] = [f'  <xs:union memberTypes="{both}"/>']
    return [line for name, inner in out.items() for line in (f' <xs:simpleType name="{name}">', *inner, " </xs:simpleType>")]


def xsd_attribute(made, name, of, words, needed):
    known = words_name(made, words) if of == "WORD" else f"{TYPES[of][0]}-or-words" if words else TYPES[of][0]
    return f'  <xs:attribute name="{name}" type="{known}"{" use=" + chr(34) + "required" + chr(34) if needed else ""}/>'


def xsd_name(key):
    return f"rule-{key[1]}" if isinstance(key, tuple) else {"ROOT": "scheme"}.get(key, key.lower().replace("_", "-"))


def xsd_one(made, kind, indent):
    return indent + ('<xs:group ref="rule"/>' if kind == "RULE" else f'<xs:element name="{made[kind].name}" type="{xsd_name(kind)}"/>')


def xsd_choice(made, kinds, indent):
    inner = [xsd_one(made, kind, indent + " ") for kind in kinds] + [
        f'{indent} <xs:any namespace="{namespace}" processContents="lax"/>' for namespace in ("##other", "##local")]
    return [f'{indent}<xs:choice minOccurs="0" maxOccurs="unbounded">', *inner, f"{indent}</xs:choice>"]


def xsd_content(made, one):
    others = [kind for kind in one.holds if kind not in one.first]
    before = xsd_choice(made, others, "   ")
    if not one.first:
        inner = before
    elif one.first == ["RULE"]:
        times = f' minOccurs="{one.least}" maxOccurs="{one.most or "unbounded"}"'
        inner = [*before, f"   <xs:sequence{times}>", xsd_one(made, "RULE", "    "), *xsd_choice(made, others, "    "), "   </xs:sequence>"]
    else:
        first = [xsd_one(made, kind, "    ") for kind in one.first]
        inner = [*before, "   <xs:choice>", *first, "   </xs:choice>", *xsd_choice(made, [*one.first, *others], "   ")]
    return ["  <xs:sequence>", *inner, "  </xs:sequence>"]


def xsd(made):
    out = ['<?xml version="1.0" encoding="UTF-8"?>',
           f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}" targetNamespace="{NAMESPACE}"',
           '           elementFormDefault="qualified" version="0.1">',
           f' <xs:annotation><xs:documentation xml:lang="en">Schemes of libkepu, version 0.1. {SAYS} Elements and attributes of other',
           "namespaces may stand anywhere. Generated by docs/generate-scheme-schemas.py.</xs:documentation></xs:annotation>", "",
           " <!-- values -->", ""]
    for name, pattern, _ in [*TYPES.values(), ("version", r"0\.[0-9]+", {})]:
        facet = f"<xs:pattern value={quoteattr(pattern)}/>" if pattern else '<xs:minLength value="1"/>'
        out += [f' <xs:simpleType name="{name}">', f'  <xs:restriction base="xs:string">{facet}</xs:restriction>', " </xs:simpleType>"]
    out += xsd_words(made)
    out += ["", " <!-- elements -->", ""]
    rules = [key for key in made if isinstance(key, tuple)]
    out += [' <xs:group name="rule">', "  <xs:choice>",
            *(f'   <xs:element name="{key[1]}" type="{xsd_name(key)}"/>' for key in rules), "  </xs:choice>", " </xs:group>"]
    for key, one in made.items():
        out += [f' <xs:complexType name="{xsd_name(key)}">', *xsd_content(made, one)]
        if key == "ROOT":
            out.append('  <xs:attribute name="version" type="version" use="required"/>')
        out += [xsd_attribute(made, name, of, words, name in one.needed) for name, (of, words) in one.attributes.items()]
        out += ['  <xs:anyAttribute namespace="##other" processContents="lax"/>', " </xs:complexType>"]
    return "\n".join(out + ["", ' <xs:element name="scheme" type="scheme">', *unique(made), " </xs:element>", "</xs:schema>", ""])


def unique(made):
    """Ids: of parts, levels and items within their parent, of all others in the scheme."""
    found = [one.name for key, one in made.items() if "id" in one.attributes and key not in ("ROOT", "PART", "LEVEL", "ITEM")]
    paths = "|".join(f".//s:{name}" for name in found)
    return [f'  <xs:unique name="ids"><xs:selector xmlns:s="{NAMESPACE}" xpath="{escape(paths)}"/><xs:field xpath="@id"/></xs:unique>']


# ---- JSON ----

def json_value(of, words):
    if of == "WORD":
        return {"enum": words}
    name, pattern, bounds = TYPES[of]
    plain = {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [plain, {"enum": words}]} if words else plain


def json_types():
    made = {}
    for name, pattern, bounds in TYPES.values():
        text = {"pattern": f"^({pattern})$"} if pattern else {"minLength": 1}
        made[name] = {"type": ["string", "number"], **text, **bounds}
    return made


def kinds_in(made, keys):
    """Of each key that may stand somewhere the names of its elements, beside their own keys."""
    return [(made[own].name, own) for key in keys for own in ([own for own in made if isinstance(own, tuple)] if key == "RULE" else [key])]


def json_choice(made, keys):
    """One of several elements: its kind says which, so that a validator need not try all of them, and all in them."""
    kinds = kinds_in(made, keys)
    return {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": [name for name, _ in kinds]}},
            "allOf": [{"if": {"properties": {"kind": {"const": name}}}, "then": {"$ref": f"#/$defs/element-{xsd_name(own)}"}}
                      for name, own in kinds]}


def json_element(made, one, key):
    properties = {"kind": {"const": one.name}, **{name: json_value(*what) for name, what in one.attributes.items()}}
    required = ["kind", *one.needed]
    if key == "ROOT":
        properties = {"format": {"const": NAMESPACE}, "version": {"type": "string", "pattern": r"^0\.[0-9]+$"}, **properties}
        required = ["format", "version", *required]
    properties["foreign"] = {"description": "Elements of other namespaces, as XML.", "type": "string"}
    properties["foreign-attributes"] = {"description": "Attributes of other namespaces, as XML.", "type": "string"}
    keys = list(dict.fromkeys([*one.first, *one.holds]))
    rules_alone = keys == ["RULE"]
    children = {"type": "array", "items": {"$ref": "#/$defs/rule"} if rules_alone else json_choice(made, keys)} if keys else \
        {"type": "array", "maxItems": 0}
    if one.first:
        names = [name for name, _ in kinds_in(made, one.first)]
        children["contains"] = {"properties": {"kind": {"enum": names}}}
        children["minContains"] = one.least
        if one.most:
            children["maxContains"] = one.most
        required.append("children")
    properties["children"] = children
    schema = {"type": "object", "required": required, "properties": properties, "additionalProperties": False}
    if one.either:
        schema["oneOf"] = [{"required": [name]} for name in one.either]
    return schema


def json_schema(made):
    defs = {**json_types(), "rule": json_choice(made, ["RULE"]),
            **{f"element-{xsd_name(key)}": json_element(made, one, key) for key, one in made.items()}}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{NAMESPACE}:schema", "title": "Scheme JSON",
              "description": f"An evaluation scheme, as kepu_scheme_to_json() writes it and kepu_scheme_load() reads it. {SAYS} "
                             "Generated by docs/generate-scheme-schemas.py.",
              "$ref": "#/$defs/element-scheme", "$defs": defs}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main():
    made = elements_of(Tables())
    return write({"lib/io/scheme.xsd": xsd(made), "lib/io/scheme.schema.json": json_schema(made)})


if __name__ == "__main__":
    sys.exit(main())
