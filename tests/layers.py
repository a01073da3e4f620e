#!/usr/bin/env python3
"""A file's folder says what it may include, and nothing stands at the top of the project that does not belong there."""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# What each folder of lib may include of the others. Neighbours never include each other.
MAY = {
    "base": {"base"},
    "model": {"base", "model"},
    "notice": {"base", "model", "notice"},
    "work": {"base", "model", "work"},
    "score": {"base", "model", "work", "score"},
    "io": {"base", "model", "notice", "work", "score", "io"},
}
OUTSIDE_ONLY_IN_IO = re.compile(r"^(libxml/|zlib\.h|zip|iconv|unistd|fcntl|sys/|dirent|errno\.h)")
TOP = {".ci", ".clang-format", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "CMakeLists.txt",
    "CMakePresets.json", "CONTRIBUTING.md", "LICENSE", "README.md", "README.zh-CN.md", "SECURITY.md", "bindings", "docs",
    "examples", "include", "lib", "tests"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)


def includes(path):
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), path.read_text(encoding="utf-8"), flags=re.S)
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1), match.group(2)


def check_lib(faults):
    count = 0
    for path in sorted((ROOT / "lib").rglob("*.[ch]")):
        name = path.relative_to(ROOT)
        layer = name.parts[1]
        if layer not in MAY:
            faults.append(f"{name}: {layer} is no layer")
            continue
        for line, bracket, target in includes(path):
            count += 1
            place = f"{name}:{line}: "
            folder = target.split("/")[0]
            if bracket == '"':
                if not (ROOT / "lib" / target).is_file():
                    faults.append(place + f'"{target}" is no file of lib; include it as "folder/name.h"')
                elif folder not in MAY[layer]:
                    faults.append(place + f"{layer} may not include {target}")
            elif layer != "io" and OUTSIDE_ONLY_IN_IO.match(target):
                faults.append(place + f"only io may include <{target}>")
    return count


def check_users(faults):
    for path in sorted((ROOT / "include").rglob("*.h")):
        for line, bracket, target in includes(path):
            if bracket == '"' or not (target.startswith("kepu/") or target in ("stddef.h", "stdint.h")):
                faults.append(f"{path.relative_to(ROOT)}:{line}: a public header includes {target}")
    for path in sorted((ROOT / "examples").rglob("*.[ch]")):
        for line, bracket, target in includes(path):
            own = bracket == '"' and (path.parent / target).is_file()
            foreign = bracket == "<" and re.match(r"libxml|zlib|iconv", target)
            if bracket == '"' and not own or foreign:
                faults.append(f"{path.relative_to(ROOT)}:{line}: an example includes {target}")


def top_entries():
    try:
        listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True).stdout
        return {name.split("/")[0] for name in listed.decode().split("\0") if name}
    except (OSError, subprocess.CalledProcessError):  # no git, or not a clone
        return {path.name for path in ROOT.iterdir()} - {".git", "build", ".cache"}


def main():
    faults = []
    count = check_lib(faults)
    check_users(faults)
    faults += [f"{name} does not belong at the top of the project" for name in sorted(top_entries() - TOP)]
    if faults:
        sys.exit("\n".join(faults))
    if not count:
        sys.exit("no include found: the check itself is broken")
    print(f"{count} includes of lib keep to their layers")


main()
