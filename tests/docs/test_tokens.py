#!/usr/bin/env python3
"""The tables of docs/file-format.md say what the code knows: tokens with their numbers, elements, attributes; docs/json-format.md
has every key of the schema."""
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETS = {"kind` of a change": "parts", "action": "actions", "kind": "kinds", "role": "roles", "status` of a plan": "statuses", "level": "levels", "comparison": "comparisons",
        "every": "everies", "counting": "countings", "rollup": "rollups", "nature": "natures",
        "status` of a value": "value_statuses", "check": "checks"}


def section(page, title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page, re.S | re.M).group(1)


def check_tokens(page, faults):
    code = (ROOT / "lib" / "model" / "tokens.c").read_text(encoding="utf-8")
    known = {name: re.findall(r'T\(\d+, "([^"]+)"\)', body)
             for name, body in re.findall(r"static const token (\w+)\[\] = \{(.*?)\};", code, re.S)}
    told = {}
    for where, tokens in re.findall(r"^\| `(.+?) \| (`.*`) \|$", section(page, "Tokens"), re.M):
        told[next(name for key, name in SETS.items() if where.startswith(key))] = re.findall(r"`([^`]+)`", tokens)
    for name in SETS.values():
        if told.get(name) != known.get(name):
            faults.append(f"tokens, {name}: the page has {told.get(name)}, the code {known.get(name)}")


def check_elements(page, faults):
    code = (ROOT / "lib" / "io" / "xml_names.c").read_text(encoding="utf-8")
    known = set(re.findall(r'NAMED\("([^"]+)"\)', code))
    attributes = set(re.findall(r'\[AT_\w+\] = "([^"]+)"', code))
    body = section(page, "Elements")
    told = set()
    for line in re.search(r"^```\n(.*?)^```", body, re.S | re.M).group(1).splitlines():
        words = re.split(r"\s{3,}", line)
        told |= {words[0]} | set(re.findall(r"[a-z-]+", words[1]))
    if told != known:
        faults.append(f"elements: only on the page {sorted(told - known)}, only in the code {sorted(known - told)}")
    named = set(re.findall(r"`([a-z-]+)`", body + section(page, "Provenance"))) | {"content"}
    if attributes - named:
        faults.append(f"attributes that the page does not tell of: {sorted(attributes - named)}")
    if named - attributes - known - {"true", "false"}:
        faults.append(f"neither element nor attribute: {sorted(named - attributes - known - {'true', 'false'})}")


def keys_of(schema):
    found = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    for part in schema.values():
        for item in part if isinstance(part, list) else [part]:
            if isinstance(item, dict):
                found |= keys_of(item)
    return found


def check_keys(faults):
    page = (ROOT / "docs" / "json-format.md").read_text(encoding="utf-8")
    schema = json.loads((ROOT / "lib" / "io" / "plan.schema.json").read_text(encoding="utf-8"))
    known = keys_of(schema)
    told = set(re.findall(r"[a-z_]+", re.search(r"^```\n(.*?)^```", section(page, "Objects"), re.S | re.M).group(1)))
    if len(known) < 60:
        faults.append("few keys found in the schema: the check itself is broken")
    if known - told:
        faults.append(f"keys that docs/json-format.md does not tell of: {sorted(known - told)}")


def main():
    page = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
    faults = []
    check_tokens(page, faults)
    check_elements(page, faults)
    check_keys(faults)
    if faults:
        sys.exit("\n".join(faults))
    print("tokens, elements and attributes of docs/file-format.md agree with the code, keys of docs/json-format.md with the schema")


main()
