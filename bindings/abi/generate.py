#!/usr/bin/env python3
"""Draw the description of the interface from the headers, and from it what each binding's raw layer is made of.

    bindings/abi/generate.py             write kepu-abi.json and the generated files of all bindings
    bindings/abi/generate.py --check     write nothing; fail where a file would change or a function is not covered
    --root FOLDER                        another copy of the project

What it makes is committed, so users never run it. Each language is a module in languages/ with

    NAME                      as in coverage.json
    outputs(description)      {path of a generated file: its text}
    used(root)                names of the functions that the hand-written part of the binding calls

and a function that a binding leaves out needs a reason in coverage.json.
"""
import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import describe  # noqa: E402  (found beside this file)
import languages  # noqa: E402

ABI = Path("bindings") / "abi" / "kepu-abi.json"
COVERAGE = Path("bindings") / "abi" / "coverage.json"


def modules():
    return [importlib.import_module(f"languages.{found.name}") for found in pkgutil.iter_modules(languages.__path__)]


def as_json(description):
    """Readable and easy to compare: a line for each type, constant and parameter."""
    def line(item):
        return json.dumps(item, ensure_ascii=False)

    def rows(items, indent):
        return ("[\n" + ",\n".join(indent + "  " + item for item in items) + f"\n{indent}]") if items else "[]"

    def function(item):
        members = [f'"{key}": {rows([line(p) for p in item[key]], "      ") if key == "parameters" else line(item[key])}'
                   for key in item]
        return "{\n      " + ",\n      ".join(members) + "\n    }"

    members = []
    for key, content in description.items():
        if key == "functions":
            text = rows([function(item) for item in content], "  ")
        elif isinstance(content, list):
            text = rows([line(item) for item in content], "  ")
        else:
            text = line(content)
        members.append(f'  "{key}": {text}')
    return "{\n" + ",\n".join(members) + "\n}\n"


def uncovered(root, description):
    """What is wrong with the coverage of each binding."""
    names = {function["name"] for function in description["functions"]}
    excuses = json.loads((root / COVERAGE).read_text(encoding="utf-8"))
    faults = [f"{COVERAGE}: no binding is called {name}" for name in excuses if name not in {m.NAME for m in modules()}]
    for module in modules():
        used, excused = module.used(root), excuses.get(module.NAME, {})
        for name in sorted(names - used - set(excused)):
            faults.append(f"{module.NAME}: {name}() is neither used nor excused in {COVERAGE}")
        for name in sorted(set(excused) - names):
            faults.append(f"{module.NAME}: {name}() is excused, but there is no such function")
        for name in sorted(set(excused) & used):
            faults.append(f"{module.NAME}: {name}() is excused, but used")
        faults += [f"{module.NAME}: {name}() is excused without a reason" for name in sorted(excused)
                   if len(str(excused[name]).split()) < 3]
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail on any difference")
    parser.add_argument("--root", type=Path, default=describe.root_of(__file__), help="the project's folder")
    options = parser.parse_args()
    try:
        description = describe.describe(options.root)
    except describe.Misunderstood as error:
        sys.exit(f"include/kepu/{error}")
    files = {ABI: as_json(description)}
    for module in modules():
        files.update({Path(path): text for path, text in module.outputs(description).items()})
    faults = []
    for path, text in files.items():
        target = options.root / path
        if target.exists() and target.read_text(encoding="utf-8") == text:
            continue
        if options.check:
            faults.append(f"{path} is not what the headers say; run bindings/abi/generate.py and commit what it writes")
        else:
            target.write_text(text, encoding="utf-8")
            print(f"wrote {path}")
    faults += uncovered(options.root, description)
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(description['functions'])} functions, {len(description['constants'])} constants, "
          f"{len(files)} files, {len(modules())} bindings")


if __name__ == "__main__":
    main()
