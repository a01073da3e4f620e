#!/usr/bin/env python3
"""The schemas of schemes accept every scheme that the library takes, and refuse what it refuses, but for what only it can see.

Looked at are the ready schemes, those of the tests and of the pages, random ones, and random ones with one thing wrong each. XML goes
through xmllint, JSON through jsonschema. Needs KEPU_LIBRARY and jsonschema (Debian: python3-jsonschema).
"""
import collections
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "scoring"))

import cards  # noqa: E402
import library  # noqa: E402
import random_schemes  # noqa: E402

XSD, JSON_SCHEMA = ROOT / "lib" / "io" / "scheme.xsd", ROOT / "lib" / "io" / "scheme.schema.json"
HEAD = "<scheme xmlns='urn:kepu:scheme:1' version='0.1'>"
RANDOM, MUTATED = 200, 600

# What the schemas cannot tell: of the whole, and of numbers too large.
BEYOND = {"dangling-reference", "duplicate-id", "cycle", "limit", "overflow"}
# What they can tell, but for an attribute that a measure has to have or has not, `target` beside elements of that name, `each` beside
# items, and parts of two kinds in one element: few of those that are refused for one of these.
SOMETIMES = {"unknown-field", "missing-attribute", "unexpected-element"}

# Each wrong in its own way; both schemas refuse them as the library does.
BROKEN = {
    "of no namespace": "<scheme version='0.1'><criterion id='c' points='1'><yes-no/></criterion></scheme>",
    "without a version": "<scheme xmlns='urn:kepu:scheme:1'><criterion id='c' points='1'><yes-no/></criterion></scheme>",
    "of another version": "<scheme xmlns='urn:kepu:scheme:1' version='2.0'><criterion id='c' points='1'><yes-no/></criterion></scheme>",
    "an element that is not known": HEAD + "<poem/><criterion id='c' points='1'><yes-no/></criterion></scheme>",
    "an attribute that is not known": HEAD + "<criterion id='c' points='1' colour='red'><yes-no/></criterion></scheme>",
    "an attribute of another element": HEAD + "<criterion id='c' points='1' from='1'><yes-no/></criterion></scheme>",
    "an attribute of another rule": HEAD + "<criterion id='c' points='1'><yes-no each='2'/></criterion></scheme>",
    "nothing to score": HEAD + "<grade id='a' from='1'/></scheme>",
    "a module without items": HEAD + "<module id='m'/></scheme>",
    "a criterion without points": HEAD + "<criterion id='c'><yes-no/></criterion></scheme>",
    "a criterion without id": HEAD + "<criterion points='1'><yes-no/></criterion></scheme>",
    "a criterion without rule": HEAD + "<criterion id='c' points='1'/></scheme>",
    "a criterion with two rules": HEAD + "<criterion id='c' points='1'><yes-no/><points/></criterion></scheme>",
    "points that are none": HEAD + "<criterion id='c' points='ten'><yes-no/></criterion></scheme>",
    "points that are zero": HEAD + "<criterion id='c' points='0'><yes-no/></criterion></scheme>",
    "points in percent": HEAD + "<criterion id='c' points='5%'><yes-no/></criterion></scheme>",
    "a word that is not known": HEAD + "<criterion id='c' points='1' missing='maybe'><yes-no/></criterion></scheme>",
    "an id of two words": HEAD + "<criterion id='c d' points='1'><yes-no/></criterion></scheme>",
    "an id of 65 characters": HEAD + f"<criterion id='{'c' * 65}' points='1'><yes-no/></criterion></scheme>",
    "steps without a step": HEAD + "<criterion id='c' points='1'><steps/></criterion></scheme>",
    "coefficient without bounds": HEAD + "<criterion id='c' points='1'><coefficient bad='1'/></criterion></scheme>",
    "when with one rule": HEAD + "<criterion id='c' points='1'><when><yes-no/></when></criterion></scheme>",
    "when with three rules": HEAD + "<criterion id='c' points='1'><when><yes-no/><yes-no/><yes-no/></when></criterion></scheme>",
    "a rule in a rule that holds none": HEAD + "<criterion id='c' points='1'><ratio target='1'><yes-no/></ratio></criterion></scheme>",
    "a target of a rule that has none": HEAD + "<criterion id='c' points='1'><yes-no><target value='1'/></yes-no></criterion></scheme>",
    "a stage in a module": HEAD + "<module id='m'><stage id='s'/><criterion id='c' points='1'><yes-no/></criterion></module></scheme>",
    "digits over nine": HEAD[:-1] + " decimals='10'><criterion id='c' points='1'><yes-no/></criterion></scheme>",
    "text in an element": HEAD + "scores<criterion id='c' points='1'><yes-no/></criterion></scheme>",
}


class Kepu(library.Library):
    """The library, loading schemes and writing them."""

    def code(self, data):
        """Name of the error; None: it takes the scheme."""
        scheme, error = library.ctypes.c_void_p(), library.ctypes.c_void_p()
        if self.c.kepu_scheme_load(data, len(data), library.ctypes.byref(scheme), library.ctypes.byref(error)) == 0:
            self.c.kepu_scheme_free(scheme)
            return None
        name = self.text("kepu_status_name", self.c.kepu_error_code(error))
        self.c.kepu_error_free(error)
        return name

    def written(self, data):
        """The scheme as XML and as JSON."""
        scheme, out = library.ctypes.c_void_p(), []
        self.call("kepu_scheme_load", data, len(data), library.ctypes.byref(scheme))
        for name in ("kepu_scheme_to_xml", "kepu_scheme_to_json"):
            text, length = library.ctypes.c_void_p(), library.ctypes.c_size_t()
            self.call(name, scheme, library.ctypes.byref(text), library.ctypes.byref(length))
            out.append(library.ctypes.string_at(text, length.value))
            self.c.kepu_free(text)
        self.c.kepu_scheme_free(scheme)
        return out


# ---- schemes ----

def held():
    """(where from, bytes) of the schemes that files of the project hold; not all of them are sound."""
    for path in sorted((ROOT / "examples" / "schemes").glob("*/scheme.xml")):
        yield path.parent.name, path.read_bytes()
    for path in sorted((ROOT / "tests" / "fuzz" / "corpus" / "scheme").iterdir()):
        yield path.name, path.read_bytes()
    for path in [*(ROOT / "docs").glob("*.md"), *ROOT.glob("README*.md"), *(ROOT / "bindings").glob("*/README*.md")]:
        for at, block in enumerate(re.findall(r"```xml\n(<scheme .*?)```", path.read_text(encoding="utf-8"), re.S)):
            yield f"{path.name} {at}", block.encode()
    for path in sorted((ROOT / "tests" / "conformance" / "cases").glob("*.case")):
        for at, text in enumerate(re.findall(r'^> scheme "((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8"), re.M)):
            yield f"{path.name} {at}", re.sub(r"\\(.)", lambda one: ESCAPED.get(one[1], one[1]), text).encode()
    for path in [*sorted((ROOT / "tests").glob("*/*.[ch]*")), *sorted((ROOT / "bindings").glob("**/*est*.*[ya]"))]:
        text = re.sub(r'"\s*(?:\+\s*)?"', "", path.read_text(encoding="utf-8"))  # literals of C, Java and Python, one behind the other
        for pattern, made in ((r'SCHEME\("((?:[^"\\]|\\.)*)"\)', lambda found: HEAD + found + "</scheme>"),
                              (r'"(<scheme (?:[^"\\]|\\.)*</scheme>)"', str), (r'"(scheme(?: (?:[^"\\]|\\.)*)?\\n (?:[^"\\]|\\.)*)"', in_lines)):
            for at, found in enumerate(re.findall(pattern, text)):
                yield f"{path.name} {made.__name__} {at}", made(re.sub(r"\\(.)", lambda one: ESCAPED.get(one[1], one[1]), found)).encode()


ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def in_lines(text):
    """XML of a scheme as tests/support/scores.h has it."""
    out, open_ones = [], []
    for line in text.rstrip("\n").split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        kind, _, rest = line.strip().partition(" ")
        attributes = "".join(f' {name}="{quoted or bare}"' for name, quoted, bare in re.findall(r"([\w-]+)=(?:'([^']*)'|(\S+))", rest))
        out += [f"</{open_ones.pop()}>" for _ in range(len(open_ones) - depth)]
        out.append(f"<{kind}{attributes}>" if depth else f"{HEAD[:-1]}{attributes}>")
        open_ones.append(kind)
    return "".join(out + [f"</{kind}>" for kind in reversed(open_ones)])


def carded():
    """Of published scorecards, see tests/scoring/cards.py; not each probe says enough for a scheme."""
    probes = json.loads((ROOT / "tests" / "scoring" / "probes.json").read_text(encoding="utf-8"))["probes"]
    for at, probe in enumerate(probes):
        try:
            yield f"card {probe['rule']} {at}", cards.card(probe["rule"], probe["input"]).scheme
        except KeyError:
            pass


def kinds_of(scheme):
    return list(library.elements_of(scheme))


def mutated(scheme, chance):
    """A copy with one thing changed, mostly to the worse."""
    made = copy.deepcopy(scheme)
    elements = kinds_of(made)
    one, other = chance.choice(elements), chance.choice(elements)
    names = [name for name in one if name not in ("kind", "children")]
    what = chance.randrange(7)
    if what == 0 and names:
        del one[chance.choice(names)]
    elif what == 1 and names:
        one[chance.choice([name for each in elements for name in each if name not in ("kind", "children")])] = one.pop(chance.choice(names))
    elif what == 2 and names:
        one[chance.choice(names)] = chance.choice(["0", "-1", "1.5", "5%", "none", "x", "a b", "@a", "1e3", "", "9.1234567891", "yes", "12", "００"])
    elif what == 3:
        one["kind"] = other["kind"]
    elif what == 4:
        one.setdefault("children", []).append({name: value for name, value in other.items() if name != "children"})
    elif what == 5 and one.get("children"):
        one["children"].pop(chance.randrange(len(one["children"])))
    elif names:
        one[chance.choice(["colour", "id", "points", "from", "each", "weight", "take"])] = "1"
    return made


def json_of(scheme):
    """As JSON has it, each attribute a text."""
    def element(one):
        return {name: [element(child) for child in value] if name == "children" else value for name, value in one.items()}
    return {"format": "urn:kepu:scheme:1", "version": "0.1", **element(scheme)}


def has_both(scheme):
    """Whether a step has `points` and `share`: a schema of XML cannot forbid two attributes together."""
    return any(one["kind"] == "step" and "points" in one and "share" in one for one in kinds_of(scheme))


# ---- the schemas ----

def valid_xml(folder, documents):
    """Of each document whether the XML schema accepts it."""
    paths = []
    for at, data in enumerate(documents):
        paths.append(Path(folder, f"{at}.xml"))
        paths[-1].write_bytes(data)
    said = ""
    for at in range(0, len(paths), 200):
        command = ["xmllint", "--noout", "--nonet", "--schema", XSD, *paths[at:at + 200]]
        said += subprocess.run([str(word) for word in command], capture_output=True, encoding="utf-8", errors="replace").stderr
    good = set(re.findall(r"^(\S+) validates$", said, re.M))
    if "failed to compile" in said or len(good | set(re.findall(r"^(\S+) fails to validate$", said, re.M))) < len(paths) - said.count("parser error"):
        sys.exit(said[-2000:])
    return [str(path) in good for path in paths]


def check_sound(kepu, validator, folder, schemes):
    """What the library takes, as it stands and as the library writes it; what it refuses is counted."""
    faults, names, documents, refused = [], [], [], 0
    for name, data in schemes:
        if kepu.code(data):
            refused += 1
            continue
        xml, text = kepu.written(data)
        for form, document in (("", data if data.lstrip()[:1] == b"<" else xml), (" written", xml)):
            names.append(name + form)
            documents.append(document)
        faults += [f"{name}: JSON: {fault.message[:200]}" for fault in list(validator.iter_errors(json.loads(text)))[:1]]
    faults += [f"{name}: XML" for name, good in zip(names, valid_xml(folder, documents)) if not good]
    return len(names) // 2, refused, faults


def check_mutated(kepu, validator, folder):
    chance, faults, counts = random.Random(7), [], collections.Counter()
    schemes = [mutated(random_schemes.make(seed)[0], chance) for seed in range(1, MUTATED + 1)]
    documents = [library.xml_of(scheme).encode() for scheme in schemes]
    for scheme, data, good in zip(schemes, documents, valid_xml(folder, documents)):
        text = json_of(scheme)
        code, as_json = kepu.code(data), kepu.code(json.dumps(text).encode())
        well = validator.is_valid(text)
        counts["taken" if not code else "beyond" if code in BEYOND else "refused"] += 1
        for form, own, accepted in (("XML", code, good), ("JSON", as_json, well)):
            if not own and not accepted:
                faults.append(f"{form} is taken and not valid:\n{data.decode()}")
            elif own and accepted and (own in SOMETIMES or form == "XML" and has_both(scheme)):
                counts["valid for lack of sight"] += 1
            elif own and own not in BEYOND and accepted:
                faults.append(f"{form} is refused ({own}) and valid:\n{data.decode()}")
    return counts, faults


def main():
    kepu = Kepu(os.environ["KEPU_LIBRARY"])
    schema = json.loads(JSON_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    with tempfile.TemporaryDirectory(prefix="kepu-schemes-") as folder:
        files, unsound, faults = check_sound(kepu, validator, folder, held())
        made = {library.xml_of(scheme).encode(): name for name, scheme in
                [*carded(), *((f"random {seed}", random_schemes.make(seed)[0]) for seed in range(1, RANDOM + 1))]}
        others, odd, more = check_sound(kepu, validator, folder, [(name, data) for data, name in made.items()])
        counts, wrong = check_mutated(kepu, validator, folder)
        valid = valid_xml(folder, [text.encode() for text in BROKEN.values()])
        faults += more + wrong + [f"accepted: {name}" for name, good in zip(BROKEN, valid) if good]
        faults += [f"the library takes: {name}" for name, text in BROKEN.items() if not kepu.code(text.encode())]
    print("\n".join(faults[:20]))
    print(f"{files} schemes of files and {others} others accepted, {len(BROKEN)} broken ones refused; changed ones: {dict(counts)}")
    if files < 60 or others < RANDOM or odd or counts["refused"] < MUTATED // 4 or counts["taken"] < MUTATED // 10:
        sys.exit(f"too few were looked at ({unsound} of the files and {odd} others are not taken): the test itself is broken")
    if counts["valid for lack of sight"] > counts["refused"] // 10:
        sys.exit("the schemas accept too much of what the library refuses")
    sys.exit(1 if faults else 0)


main()
