"""The interface as data: what include/kepu/*.h declare, as one description that can be written as JSON.

Everything a binding has to know is in the headers already: types in the declarations, direction in the names (out_), what
NULL means and whose a result is in the documentation. What this script does not understand is an error, never left out.
"""
import re
from pathlib import Path

NUMBERS = {"int32_t", "int64_t", "uint32_t", "size_t", "double", "kepu_status"}
STATUS = "kepu_status"
CODES = "codes.h"
CODE_GROUPS = {"KEPU_ERROR_": "errors", "KEPU_FINDING_": "findings", "KEPU_RULE_": "rules"}


class Misunderstood(Exception):
    """A header has something that this script does not know."""


def describe(root):
    """The description of the headers under root/include/kepu, ready for json.dumps()."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "include" / "kepu").glob("*.h"))}
    return describe_texts(texts)


def describe_texts(texts):
    """The same of {name of a header: its text}."""
    headers = [Header(name, text) for name, text in texts.items()]
    types = {t["name"]: t for header in headers for t in header.types()}
    constants = [constant for header in headers for constant in header.constants()]
    functions = [function for header in headers for function in header.functions(types)]
    names = [f["name"] for f in functions]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise Misunderstood(f"declared twice: {', '.join(repeated)}")
    link_releases(types, functions)
    link_documentation(functions)
    prefixes = {prefix for text in texts.values() for prefix in re.findall(r"\bKEPU_[A-Z0-9_]*[A-Z0-9]_(?![A-Z0-9_])", text)}
    group_constants(constants, prefixes | set(CODE_GROUPS))
    return {
        "library": "kepu",
        "version": ".".join(str(value(constants, f"KEPU_VERSION_{part}")) for part in ("MAJOR", "MINOR", "PATCH")),
        "headers": [{"name": header.name, "brief": header.brief()} for header in headers],
        "types": list(types.values()),
        "constants": constants,
        "functions": functions,
    }


def value(constants, name):
    found = [constant["value"] for constant in constants if constant["name"] == name]
    if not found:
        raise Misunderstood(f"{name} is not defined")
    return found[0]


def words(text):
    return " ".join(text.split())


class Header:
    """One header: its comments are kept beside its code, at the same offsets."""

    def __init__(self, name, text):
        self.name = name
        self.text = text
        self.code = re.sub(r"/\*.*?\*/", lambda match: re.sub(r"[^\n]", " ", match.group()), text, flags=re.S)
        self.body = re.sub(r"^[ \t]*#[^\n]*", lambda match: " " * len(match.group()), self.code, flags=re.M)

    def fault(self, offset, message):
        return Misunderstood(f"{self.name}:{self.text.count(chr(10), 0, offset) + 1}: {message}")

    def brief(self):
        found = re.search(r"@file\s+\S+\s*\n \* @brief\s+(.*?)(?=\n \*\s*\n|\n \*/)", self.text, re.S)
        return words(re.sub(r"\n \*", " ", found.group(1))) if found else ""

    def types(self):
        for match in re.finditer(r"^typedef struct (\w+) (\w+);[ \t]*(?:/\*\*<[ \t]*@brief (.*?)@since ([\d.]+)[ \t]*\*/)?",
                                 self.text, re.M):
            if match.group(1) != match.group(2) or not match.group(3):
                raise self.fault(match.start(), "an opaque type is declared as typedef struct kepu_x kepu_x; with @brief and @since")
            yield {"name": match.group(2), "header": self.name, "brief": words(match.group(3)), "since": match.group(4),
                   "release": None}

    def constants(self):
        for line in re.finditer(r"^#define[ \t]+(KEPU_\w+)[ \t]+(.*)$", self.text, re.M):
            name, rest = line.groups()
            if name == "KEPU_API":
                continue
            found = re.fullmatch(r"(-?\d+|\(\(size_t\)-1\))[ \t]*/\*\*<[ \t]*@brief (.*?)[ \t]*@since ([\d.]+)[ \t]*\*/", rest)
            if not found:
                raise self.fault(line.start(), f"{name} is no number with @brief and @since behind it on the same line")
            number = found.group(1)
            yield {"name": name, "value": int(number) if number.lstrip("-").isdigit() else "size_max", "header": self.name,
                   "group": None, "brief": words(found.group(2)), "since": found.group(3)}

    def doc_before(self, offset):
        comments = list(re.finditer(r"/\*\*(.*?)\*/", self.text[:offset], re.S))
        if not comments or self.text[comments[-1].end():offset].strip():
            raise self.fault(offset, "a function without documentation")
        return Doc(re.sub(r"^[ \t]*\* ?", "", comments[-1].group(1), flags=re.M))

    def functions(self, types):
        rest = self.body
        for match in re.finditer(r"\bKEPU_API\s+([^;(]*?)\b(kepu_\w+)\s*\(([^;]*)\)\s*;", self.body):
            result, name, parameters = (words(part) for part in match.groups())
            rest = rest[:match.start()] + " " * len(match.group()) + rest[match.end():]
            try:
                yield function(self.name, name, result, parameters, self.doc_before(match.start()), types)
            except Misunderstood as error:
                raise self.fault(match.start(), f"{name}: {error}") from None
        rest = re.sub(r'extern "C" \{|^\}', " ", rest, flags=re.M)
        rest = re.sub(r"typedef (?:struct (kepu_\w+) \1|int32_t kepu_status);", " ", rest)
        left = re.search(r"\S.*", rest)
        if left:
            raise self.fault(left.start(), f"neither function nor opaque type: {left.group()}")


class Doc:
    """A documentation block, taken apart."""

    def __init__(self, text):
        parts = re.split(r"^@", text, flags=re.M)
        self.parameters, self.sections = {}, {}
        for part in parts[1:]:
            key, _, rest = part.partition(" ")
            if key == "param":
                name, _, said = rest.partition(" ")
                self.parameters[name] = words(said)
            elif key.startswith("par"):
                title, _, said = rest.partition("\n")
                self.sections[words(title)] = words(said)
            else:
                self.sections[key.strip()] = words(rest.partition("\n\n")[0])

    def get(self, name):
        return self.sections.get(name, "")


def split_parameter(text):
    match = re.fullmatch(r"(const )?(\w+) ?(\**) ?(\w+)", text)
    if not match:
        raise Misunderstood(f"parameter not understood: {text}")
    return bool(match.group(1)), match.group(2), len(match.group(3)), match.group(4)


def function(header, name, result, parameters, doc, types):
    described = []
    for text in [] if parameters == "void" else parameters.split(","):
        constant, base, stars, label = split_parameter(text.strip())
        if label not in doc.parameters:
            raise Misunderstood(f"parameter {label} is not documented")
        described.append({"name": label, "kind": None, "type": base, "direction": "in", "doc": doc.parameters[label],
                          "_const": constant, "_stars": stars})
    for index, parameter in enumerate(described):
        classify(parameter, described[index + 1] if index + 1 < len(described) else None, types)
        if parameter["name"] == "out_len" and result.startswith("const char *"):
            parameter.update(kind="length", of="return")
    own = owner(described)
    for parameter in described:
        ownership(name, parameter, own)
        del parameter["_const"], parameter["_stars"]
    unpaired = [p["name"] for p in described if p["kind"] is None]
    if unpaired:
        raise Misunderstood(f"not understood: {', '.join(unpaired)}")
    return {
        "name": name,
        "header": header,
        "declaration": f"{result} {name}({parameters})".replace("* ", "*"),
        "brief": doc.get("brief"),
        "since": doc.get("since"),
        "threads": doc.get("Threads"),
        "parameters": described,
        "returns": returned(result, doc, own, types),
        "codes": re.findall(r"#(KEPU_(?:OK|NO_VALUE|ERROR_\w+))", doc.get("return")) if result == STATUS else [],
        "codes_as": re.findall(r"\b(?:as|of) (kepu_\w+)\(\)", doc.get("return")) if result == STATUS else [],
    }


def classify(parameter, following, types):
    """What a parameter is for. Some come in pairs: a text and its length, an array and its count."""
    base, stars, name = parameter["type"], parameter["_stars"], parameter["name"]
    if parameter["kind"]:  # the second of a pair, told by the first
        return
    out = name == "out" or name.startswith("out_") or name == "err"
    parameter["direction"] = "out" if out else "in"
    size_next = following is not None and following["type"] == "size_t" and following["_stars"] == 0
    if (base, stars) == ("kepu_error", 2) and name == "err":
        parameter["kind"] = "error"
    elif base == "char" and stars == 1 and parameter["_const"]:
        pair = size_next and following["name"] in (f"{name}_len", "len")
        parameter["kind"] = "text" if pair else "path" if name == "path" else "terminated"
        if pair:
            second(parameter, following, "length")
    elif base == "void" and stars == 1:
        parameter["kind"] = "bytes" if parameter["_const"] else "buffer"
        if parameter["_const"]:
            if not size_next:
                raise Misunderstood(f"{name} has no length behind it")
            second(parameter, following, "length")
    elif base == "char" and stars == 1 and out and size_next:
        parameter["kind"] = "fill"
        second(parameter, following, "capacity")
    elif base == "char" and stars == 2 and out:
        parameter["kind"] = "text" if parameter["_const"] else "buffer"
        if following is not None and (following["type"], following["_stars"]) == ("size_t", 1):
            second(parameter, following, "length")
            following["direction"] = "out"
    elif base in types and (stars == 1 or (stars == 2 and out and not parameter["_const"])):
        parameter["kind"] = "handle"
    elif base in types and stars == 2 and size_next:
        parameter["kind"] = "handles"
        second(parameter, following, "capacity" if out else "count")
    elif base in NUMBERS and (stars == 0 or (stars == 1 and out)):
        parameter["kind"] = "number"
    elif base in NUMBERS and stars == 1 and size_next:
        parameter["kind"] = "numbers"
        second(parameter, following, "count")


def second(parameter, following, kind):
    following["kind"] = kind
    following["of"] = parameter["name"]
    parameter[kind] = following["name"]


def owner(parameters):
    """The object that borrowed results belong to."""
    for parameter in parameters:
        if parameter["kind"] == "handle" and parameter["direction"] == "in":
            return parameter["name"]
    return None


def release_named(doc):
    found = re.search(r"(?:to be released by|to be given back by|released by) (kepu_\w+)\(\)", doc)
    return found.group(1) if found else None


def ownership(name, parameter, own):
    """Whose it is: borrowed (from), owned (by the caller, release), taken (by the call), lent (by the caller)."""
    kind, doc = parameter["kind"], parameter["doc"]
    if kind == "error" or re.search(r"\bNULL(?::| does nothing| gives)|may be NULL|; NULL\b|^NULL", doc):
        parameter["optional"] = True
    if kind in ("number", "length", "capacity", "count", "numbers"):
        return
    if parameter["direction"] == "in":
        parameter["ownership"] = "taken" if name.endswith(("_free", "_unref")) or name == "kepu_free" else "lent"
    elif kind == "error":
        parameter.update(ownership="owned", release="kepu_error_free")
    elif kind == "fill":
        parameter["ownership"] = "lent"
    elif kind in ("text", "handles"):
        parameter["ownership"] = "borrowed"
        parameter["from"] = own
    else:
        release = release_named(doc)
        if release is None and (doc.startswith("as in ") or re.search(r"kepu_free\(\)", doc)):
            release = "kepu_free" if kind == "buffer" else "as above"
        if release is None:
            raise Misunderstood(f"{parameter['name']}: the documentation does not say what releases it")
        parameter.update(ownership="owned", release=release)


def returned(result, doc, own, types):
    constant, base, stars, _ = split_parameter(f"{result} it")
    said = doc.get("return")
    described = {"kind": None, "type": base}
    if (base, stars) == ("void", 0):
        described["kind"] = "nothing"
    elif base == STATUS and stars == 0:
        described["kind"] = "status"
    elif base in NUMBERS and stars == 0:
        described["kind"] = "number"
    elif base == "char" and stars == 1 and constant:
        described["kind"] = "text"
        described["ownership"] = "static" if re.search(r"\bstatic\b", said) else "borrowed"
        if described["ownership"] == "borrowed":
            described["from"] = own
    elif base in types and stars == 1:
        described["kind"] = "handle"
        release = release_named(said)
        described.update({"ownership": "owned", "release": release} if release else {"ownership": "borrowed", "from": own})
    if described["kind"] is None or described.get("from", "") is None:
        raise Misunderstood(f"result not understood: {result}")
    return described


def link_releases(types, functions):
    """Which function gives an object back; outputs described as those of another function get its release."""
    for described in functions:
        parameters = described["parameters"]
        if len(parameters) == 1 and parameters[0].get("ownership") == "taken" and parameters[0]["type"] in types:
            types[parameters[0]["type"]]["release"] = described["name"]
    for described in functions:
        for parameter in described["parameters"]:
            if parameter.get("release") == "as above":
                parameter["release"] = types[parameter["type"]]["release"]
            if parameter.get("ownership") == "owned" and parameter["type"] in types and \
                    parameter["release"] != types[parameter["type"]]["release"]:
                raise Misunderstood(f"{described['name']}: {parameter['name']} is not released by {parameter['release']}()")


def link_documentation(functions):
    """What is documented as in another function is optional where it is there. The texts themselves are not kept."""
    by_name = {described["name"]: described for described in functions}
    for described in functions:
        for parameter in described["parameters"]:
            told = re.match(r"as in (kepu_\w+)\(\)", parameter["doc"])
            like = [p for p in by_name[told.group(1)]["parameters"] if p["name"] == parameter["name"]] if told else []
            if any(p.get("optional") for p in like):
                parameter["optional"] = True
    for described in functions:
        for parameter in described["parameters"]:
            del parameter["doc"]


def group_constants(constants, prefixes):
    """Constants of one set share a group: the prefix that documentation names them by, or that of their neighbours."""
    for constant in constants:
        known = [prefix for prefix in prefixes if constant["name"].startswith(prefix)]
        if known:
            constant["group"] = max(known, key=len)
            continue
        stem = constant["name"].rpartition("_")[0] + "_"
        neighbours = [c for c in constants if c["header"] == constant["header"] and c["name"].startswith(stem)]
        constant["group"] = stem if stem != "KEPU_" and len(neighbours) > 1 else None
    for constant in constants:
        if constant["header"] == CODES and constant["group"] not in CODE_GROUPS:
            constant["group"] = "KEPU_ERROR_"
    names = [constant["name"] for constant in constants]
    if len(names) != len(set(names)):
        raise Misunderstood("a constant is defined twice")


def root_of(file):
    return Path(file).resolve().parents[2]
