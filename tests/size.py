#!/usr/bin/env python3
"""No function over 80 lines and no file over 800 under lib and examples. Tables of generated code do not count."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FUNCTION_LINES, FILE_LINES = 80, 800


def functions(lines):
    """(name, first line, length): a brace alone in column 1 opens a function, the next one there closes it."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line.startswith("}") and start:
            head = " ".join(lines[max(0, start - 8):start - 1])
            names = re.findall(r"(\w+)\(", re.split(r"[;}] |\*/", head)[-1])
            yield names[0] if names else "?", start, number - start + 1
            start = None


def main():
    faults, seen, longest = [], 0, 0
    for folder in ("lib", "examples"):
        for path in sorted((ROOT / folder).rglob("*.[ch]")):
            lines = path.read_text(encoding="utf-8").splitlines()
            name = path.relative_to(ROOT)
            generated = any("enerated by" in line for line in lines[:3])
            if len(lines) > FILE_LINES and not generated:
                faults.append(f"{name}: {len(lines)} lines, at most {FILE_LINES}")
            for function, line, length in functions(lines):
                seen += 1
                longest = max(longest, length)
                if length > FUNCTION_LINES:
                    faults.append(f"{name}:{line}: {function} has {length} lines, at most {FUNCTION_LINES}")
    if faults:
        sys.exit("\n".join(faults))
    if not seen:
        sys.exit("no function found: the check itself is broken")
    print(f"{seen} functions, the longest of {longest} lines")


main()
