"""The interface of a shared library as abidw sees it, cut down to what its callers see, and what differs between two of them.

abidw describes a library by its debug information, private types included: `struct kepu_plan` with all its members. Callers
know of those types only that they exist, so what the public headers do not define is a declaration here; source lines, names
of parameters and the order of compilation are left out, and types are named as in C instead of numbered. What is left is the
same for gcc and clang, with and without optimization, and a change of it can be read in a diff. abidiff compares it.
"""
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

ABIDW = ["abidw", "--exported-interfaces-only", "--no-architecture", "--no-comp-dir-path", "--no-corpus-path", "--no-show-locs",
         "--no-parameter-names", "--no-elf-needed"]
EMPTY = "<abi-corpus/>"
SYMBOL = ("name", "version", "is-default-version", "type", "binding", "visibility", "is-defined")
AGGREGATES = {"class-decl": "struct", "union-decl": "union", "enum-decl": "enum"}
KEPT = {"type-decl": ("name", "size-in-bits"), "typedef-decl": ("name",), "pointer-type-def": ("size-in-bits",),
        "qualified-type-def": ("const", "volatile", "restrict"), "array-type-def": ("dimensions", "size-in-bits"),
        "class-decl": ("name", "size-in-bits", "is-struct"), "union-decl": ("name", "size-in-bits"), "enum-decl": ("name",)}


class NotComparable(Exception):
    """The types of the functions cannot be told from this build of the library."""


def defined_types(headers):
    """Names of structs, unions and enumerations that the headers define, which callers depend on."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(headers).glob("*.h")))
    text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
    return set(re.findall(r"\b(?:struct|union|enum)\s+(\w+)\s*\{", text))


def of_library(library, headers):
    """The interface of a library as the text of an ABIXML file."""
    dumped = subprocess.run([*ABIDW, library], check=True, capture_output=True, text=True).stdout
    corpus = xml.fromstring(dumped)
    if corpus.find("abi-instr") is None:
        raise NotComparable("the library has no debug information")
    merged = [symbol.get("name") for symbol in corpus.iter("elf-symbol") if symbol.get("alias")]
    if merged:
        raise NotComparable(f"the compiler made one function of several: {', '.join(merged)}")
    return Pruned(corpus, defined_types(headers)).text()


def soname(library):
    """The name under which programs that link the library ask for it."""
    read = subprocess.run(["readelf", "-d", library], check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    found = re.search(r"\(SONAME\).*\[(.*)\]", read.stdout)
    return found.group(1) if found else None


class Pruned:
    """An abi-corpus without what callers do not see."""

    def __init__(self, corpus, defined):
        self.defined = defined
        self.by_id = {e.get("id"): e for unit in corpus.iter("abi-instr") for e in unit.iter() if e.get("id")}
        self.types = {}
        self.symbols = sorted(corpus.find("elf-function-symbols"), key=lambda e: (e.get("name"), e.get("version", "")))
        functions = {e.get("elf-symbol-id"): e for e in corpus.iter("function-decl") if e.get("elf-symbol-id")}
        self.functions = [self.function(functions[key]) for key in sorted(functions)]

    def function(self, element):
        kept = xml.Element("function-decl", {key: element.get(key) for key in ("name", "mangled-name", "binding", "elf-symbol-id")})
        for part in element:
            attributes = {"is-variadic": "yes"} if part.get("is-variadic") else {"type-id": self.type(part.get("type-id"))}
            xml.SubElement(kept, part.tag, attributes)
        return kept

    def type(self, number):
        """Name of a type as in C, with the qualifier behind what it qualifies; the type and what it is made of are kept."""
        element = self.by_id[number]
        tag = element.tag
        if tag not in KEPT:
            raise ValueError(f"abidw describes a {tag}, which is not known here")
        inner = self.type(element.get("type-id")) if element.get("type-id") and tag != "enum-decl" else ""
        if tag in AGGREGATES:
            name = f"{AGGREGATES[tag]} {element.get('name')}"
        elif tag == "pointer-type-def":
            name = inner + "*"
        elif tag == "qualified-type-def":
            name = " ".join([inner, *(key for key in KEPT[tag] if element.get(key) == "yes")])
        elif tag == "array-type-def":
            name = f"{inner}[{element.get('size-in-bits')} bits]"
        else:
            name = element.get("name")
        if name not in self.types:
            self.keep(name, element, inner)
        return name

    def keep(self, name, element, inner):
        tag = element.tag
        kept = self.types[name] = xml.Element(tag, {key: element.get(key) for key in KEPT[tag] if element.get(key)}, id=name)
        if inner:
            kept.set("type-id", inner)
        if tag not in AGGREGATES:
            for part in element:  # the subranges of an array
                xml.SubElement(kept, part.tag, {key: text for key, text in part.attrib.items() if key not in ("type-id", "id")}
                               | {"type-id": self.type(part.get("type-id")), "id": f"{name} range"})
        elif element.get("name") not in self.defined and not element.get("is-anonymous"):
            kept.attrib.pop("size-in-bits", None)
            kept.set("is-declaration-only", "yes")
        elif tag == "enum-decl":
            xml.SubElement(kept, "underlying-type", {"type-id": self.type(element.find("underlying-type").get("type-id"))})
            kept.extend(element.iter("enumerator"))
        else:
            for member in element.iter("data-member"):
                variable = member.find("var-decl")
                place = {key: member.get(key) for key in ("access", "layout-offset-in-bits") if member.get(key)}
                xml.SubElement(xml.SubElement(kept, "data-member", place), "var-decl", {
                    "name": variable.get("name"), "type-id": self.type(variable.get("type-id")), "visibility": "default"})

    def text(self):
        corpus = xml.Element("abi-corpus", version="2.1")
        symbols = xml.SubElement(corpus, "elf-function-symbols")
        for symbol in self.symbols:
            xml.SubElement(symbols, "elf-symbol", {key: symbol.get(key) for key in SYMBOL if symbol.get(key)})
        unit = xml.SubElement(corpus, "abi-instr", {"address-size": "64", "path": "interface", "language": "LANG_C99"})
        unit.extend([self.types[name] for name in sorted(self.types)] + self.functions)
        xml.indent(corpus, " ")
        return xml.tostring(corpus, encoding="unicode") + "\n"


def functions(text):
    """Names of the functions of an interface."""
    return {element.get("name") for element in xml.fromstring(text).iter("function-decl")}


def differences(before, after):
    """What abidiff says was removed or changed, with the names of these functions: (text, names). ("", set()) for nothing."""
    if before in (EMPTY, after):
        return "", set()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("before.abi", "after.abi")]
        for file, text in zip(files, (before, after)):
            file.write_text(text, encoding="utf-8")
        ran = subprocess.run(["abidiff", "--harmless", "--redundant", "--no-added-syms", *files], capture_output=True, text=True)
    if ran.returncode & 3:  # an error of its own
        raise RuntimeError(f"abidiff failed: {ran.stdout}{ran.stderr}")
    if ran.returncode == 0:
        return "", set()
    return ran.stdout, set(re.findall(r"\[[DC]\] '(?:function|method) [^']*?\b(\w+)\(", ran.stdout))
