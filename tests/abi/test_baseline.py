#!/usr/bin/env python3
"""The interface is the stored one, or grew; what callers may rely on is removed or changed only with the next 0.x and a note.

    test_baseline.py            compare the library named by KEPU_LIBRARY, and the constants of the headers, with kepu.abi and
                                constants.txt beside this script. Where functions or constants were only added, the test passes
                                and stores them; what it wrote is to be committed. With CI set it passes and writes nothing.
    test_baseline.py --write    store removals and changes, too, once the rules allow them
    --root FOLDER               another copy of the project

docs/compatibility.md has the rules. A library without debug information, or one that is not of 64 bits, is not compared.
"""
import argparse
import os
import re
import shutil
import struct
import sys
from pathlib import Path

import interface

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
SKIPPED = 77


class Project:
    """What the comparison needs of a copy of the project."""

    def __init__(self, root):
        self.headers = root / "include" / "kepu"
        self.functions_file = root / "tests" / "abi" / "kepu.abi"
        self.constants_file = root / "tests" / "abi" / "constants.txt"
        self.changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
        sys.path.insert(0, str(ROOT / "bindings" / "abi"))
        import describe
        described = describe.describe(root)
        self.version = described["version"]
        self.constants = {c["name"]: c["value"] for c in described["constants"] if not c["name"].startswith("KEPU_VERSION_")}
        self.since = {item["name"]: item["since"] for part in ("functions", "constants") for item in described[part]}

    def stored(self):
        """The stored interface; one that was never stored is empty."""
        files = (self.functions_file, self.constants_file)
        functions, constants = (file.read_text(encoding="utf-8") if file.exists() else "" for file in files)
        if "<<<<<<<" in functions + constants:
            sys.exit("tests/abi is in the middle of a merge: take either side of its files, then run this script")
        return functions or interface.EMPTY, dict(line.split(" ") for line in constants.splitlines())

    def store(self, functions):
        constants = "".join(f"{name} {self.constants[name]}\n" for name in sorted(self.constants))
        for file, text in ((self.functions_file, functions), (self.constants_file, constants)):
            file.write_text(text, encoding="utf-8")

    def released(self):
        """The newest version that was released, or None: headings of the changelog that do not say otherwise."""
        found = re.findall(r"^## (\d+\.\d+\.\d+)(?! \(not released yet\))", self.changes, re.M)
        return found[0] if found else None

    def notes(self):
        """What the changelog says of the version in the making."""
        found = re.search(rf"^## {re.escape(self.version)}\b.*?$(.*?)(?=^## |\Z)", self.changes, re.M | re.S)
        return found.group(1) if found else ""


def series(version):
    """Versions of one series keep what they have: 0.1.x, and from 1.0 on 1.x."""
    major, minor, _ = (int(part) for part in version.split("."))
    return (major, minor) if major == 0 else (major,)


def compare(project, functions):
    """(names that were added, {name that was removed or changed: how}, what abidiff said)"""
    old_functions, old_constants = project.stored()
    said, changed = interface.differences(old_functions, functions)
    before, after = interface.functions(old_functions), interface.functions(functions)
    broken = {name: "removed" for name in before - after} | {name: "changed" for name in changed - (before - after)}
    if said and not broken:
        broken["a type"] = "changed"
    for name, old in old_constants.items():
        new = str(project.constants.get(name))
        if name not in project.constants:
            broken[name] = "removed"
        elif new != old:
            broken[name] = f"changed from {old} to {new}"
    return sorted((after - before) | (set(project.constants) - set(old_constants))), broken, said


def faults(project, added, broken, soname):
    """What the rules of docs/compatibility.md say against it."""
    number = ".".join(str(part) for part in series(project.version))
    found = [] if soname == f"libkepu.so.{number}" else [f"the library is called {soname}, expected libkepu.so.{number}"]
    found += [f"{name} is new and says @since {project.since.get(name)}, expected {project.version}"
             for name in added if project.since.get(name) != project.version]
    released = project.released()
    if broken and released and series(released) == series(project.version):
        found.append(f"{released} was released, so this needs the next series: raise KEPU_VERSION_MINOR (from 1.0 on "
                     f"KEPU_VERSION_MAJOR) in include/kepu/base.h, and the heading of CHANGELOG.md with it")
    found += [f"{name} was {how}: CHANGELOG.md has to name it under ## {project.version} and say what callers do instead"
              for name, how in sorted(broken.items()) if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", project.notes())]
    return found


def check(project, functions, soname, write):
    added, broken, said = compare(project, functions)
    found = faults(project, added, broken, soname)
    if found:
        return "\n".join([said.strip(), *found]).strip(), 1
    if broken and not write:
        return f"{said}The rules allow it. Store it with tests/abi/test_baseline.py --write and commit what it writes: " \
               + ", ".join(f"{name} ({how})" for name, how in sorted(broken.items())), 1
    changed = bool(added or broken) or functions != project.stored()[0]
    if changed and (write or not os.environ.get("CI")) and os.access(project.functions_file.parent, os.W_OK):
        project.store(functions)
        return f"stored in tests/abi, to be committed: {listed([*added, *sorted(broken)])}", 0
    return f"{len(interface.functions(functions))} functions and {len(project.constants)} constants, new: {listed(added)}", 0


def listed(names):
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "") or "nothing that callers see"


def skip(reason):
    print(f"not compared: {reason}")
    sys.exit(SKIPPED)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="store removals and changes that the rules allow")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    options = parser.parse_args()
    if not shutil.which("abidw") or not shutil.which("abidiff"):
        skip("abidw and abidiff are not installed (Debian: abigail-tools)")
    if struct.calcsize("P") != 8:
        skip("the stored interface is that of 64-bit systems")
    project = Project(options.root)
    library = os.environ.get("KEPU_LIBRARY") or options.root / "build" / "dev" / "lib" / "libkepu.so"
    try:
        functions = interface.of_library(library, project.headers)
    except interface.NotComparable as reason:
        skip(reason)
    message, code = check(project, functions, interface.soname(library), options.write)
    print(message)
    sys.exit(code)


if __name__ == "__main__":
    main()
