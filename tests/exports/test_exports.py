#!/usr/bin/env python3
"""The functions declared in include/kepu, those listed in lib/kepu.map and those the library exports are the same.

test_exports.py            compare (the library named by KEPU_LIBRARY)
test_exports.py --write    write lib/kepu.map from the headers; symbols of earlier nodes stay where they are
"""
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "lib" / "kepu.map"


def declared():
    names = set()
    for header in sorted((ROOT / "include" / "kepu").glob("*.h")):
        text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", header.read_text(encoding="utf-8"), flags=re.S)
        text = re.sub(r"^[ \t]*#.*?(?<!\\)$", "", text, flags=re.M | re.S)
        for match in re.finditer(r"\bKEPU_API\b([^;(]*?)\b(\w+)\s*\(", text):
            name = match.group(2)
            if name in names:
                sys.exit(f"{header.name}: {name} is declared twice")
            names.add(name)
    return names


def mapped():
    """Nodes in the file's order: {node: [symbols]}."""
    text = re.sub(r"/\*.*?\*/|#[^\n]*", " ", MAP.read_text(encoding="utf-8"), flags=re.S)
    nodes = {}
    for name, body in re.findall(r"(\w[\w.]*)\s*\{(.*?)\}", text, flags=re.S):
        body = re.sub(r"\blocal:\s*\*;", "", body)
        nodes[name] = re.findall(r"(\w+);", body)
    return nodes


def exported(library):
    output = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    symbols = {}
    for line in output.splitlines():
        kind, name = line.split()[-2:]
        if kind != "A":  # the nodes of the map themselves
            symbols[name] = kind
    return symbols


def write(names):
    version = re.findall(r"#define KEPU_VERSION_(?:MAJOR|MINOR) (\d+)",
                         (ROOT / "include" / "kepu" / "base.h").read_text(encoding="utf-8"))
    current = "KEPU_" + ".".join(version)
    nodes = mapped() if MAP.exists() else {}
    older = {name: symbols for name, symbols in nodes.items() if name != current}
    kept = {symbol for symbols in older.values() for symbol in symbols}
    nodes = dict(older)
    nodes[current] = sorted(names - kept)
    lines, previous = [], None
    for node, symbols in nodes.items():
        lines += [f"{node} {{", "global:"] + [f"\t{symbol};" for symbol in symbols]
        lines += ["local:", "\t*;", "};"] if previous is None else [f"}} {previous};"]
        previous = node
    MAP.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    names = declared()
    if sys.argv[1:] == ["--write"]:
        write(names)
        return
    faults = []
    nodes = mapped()
    listed = [symbol for symbols in nodes.values() for symbol in symbols]
    for node, symbols in nodes.items():
        if symbols != sorted(symbols):
            faults.append(f"kepu.map: the symbols of {node} are not in order")
    for symbol in sorted({s for s in listed if listed.count(s) > 1}):
        faults.append(f"kepu.map: {symbol} is listed twice")
    found = exported(os.environ["KEPU_LIBRARY"])
    versioned = {}
    for symbol, kind in found.items():
        name, _, node = symbol.partition("@")
        versioned[name] = node.lstrip("@")
        if kind != "T":
            faults.append(f"library: {name} is exported but no function ({kind})")
    for node, symbols in nodes.items():
        faults += [f"library: {s} is in node {versioned[s]} instead of {node}"
                   for s in symbols if s in versioned and versioned[s] != node]
    listed, versioned = set(listed), set(versioned)
    faults += [f"kepu.map: {name} of the headers is missing" for name in sorted(names - listed)]
    faults += [f"kepu.map: {name} is in no header" for name in sorted(listed - names)]
    faults += [f"library: {name} of the headers is not exported" for name in sorted(names - versioned)]
    faults += [f"library: {name} is exported but in no header" for name in sorted(versioned - names)]
    faults += [f"header: {name} lacks the prefix kepu_" for name in sorted(names) if not name.startswith("kepu_")]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(names)} functions agree in headers, map and library")


if __name__ == "__main__":
    main()
