#!/usr/bin/env python3
"""The C and C++ in docs/*.md compiles, and whole programs among it are run on a sample notice; a plan in docs/*.md, as XML or as JSON,
is valid and comes back from the library as it stands there. Of an evaluation scheme the checker finds nothing."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Path(os.environ["KEPU_LIBRARY"])
HEAD = "#include <kepu/kepu.h>\n#include <stdio.h>\n"
NOTICE = ROOT / "examples" / "data" / "qinghe-2022.txt"


def check_plan(place, xml):
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.kepu.xml"), Path(folder, "after.kepu.xml")
        before.write_text(xml, encoding="utf-8")
        subprocess.run(["xmllint", "--noout", "--schema", ROOT / "lib" / "io" / "plan.xsd", before], check=True)
        subprocess.run([os.environ["KEPU_COMMAND"], "convert", before, after], check=True)
        subprocess.run(["diff", before, after], check=True)
    print(f"{place} comes back as it is")


def check_scheme(place, xml):
    with tempfile.TemporaryDirectory() as folder:
        scheme = Path(folder, "scheme.xml")
        scheme.write_text(xml, encoding="utf-8")
        run = subprocess.run([os.environ["KEPU_COMMAND"], "scheme", "check", scheme], capture_output=True, text=True, encoding="utf-8")
        if run.returncode or run.stderr:
            sys.exit(f"{place}: exit status {run.returncode}, {run.stderr or run.stdout}")
    print(f"{place} is a scheme")


def check_json(place, text):
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.kepu.json"), Path(folder, "after.kepu.json")
        before.write_text(text, encoding="utf-8")
        subprocess.run([os.environ["KEPU_COMMAND"], "convert", before, after], check=True)
        subprocess.run(["diff", before, after], check=True)
    print(f"{place} comes back as it is")


def main():
    programs = functions = 0
    for page in sorted((ROOT / "docs").glob("*.md")):
        for number, (language, code) in enumerate(re.findall(r"^```(c|cpp)\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M), 1):
            place = f"{page.name}, snippet {number}"
            whole = "int main(" in code
            plus = language == "cpp"
            with tempfile.TemporaryDirectory() as folder:
                source, program = Path(folder, f"snippet.{language}"), Path(folder, "snippet")
                source.write_text(code if whole or plus else HEAD + code, encoding="utf-8")
                command = [os.environ["KEPU_CXX" if plus else "KEPU_CC"], "-std=c++17" if plus else "-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror",
                           f"-I{ROOT / 'include'}", source]
                if whole:
                    command += ["-o", program, f"-L{LIBRARY.parent}", f"-Wl,-rpath,{LIBRARY.parent}", "-lkepu"]
                else:
                    command += ["-Wno-unused-function", "-fsyntax-only"]
                if subprocess.run(command).returncode:
                    sys.exit(f"{place} does not compile")
                if whole:
                    run = subprocess.run([program, NOTICE], capture_output=True, text=True, encoding="utf-8")
                    if run.returncode or not run.stdout.strip():
                        sys.exit(f"{place}: exit status {run.returncode}, {run.stderr or 'nothing printed'}")
            programs += whole
            functions += not whole
        for number, xml in enumerate(re.findall(r"^```xml\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M), 1):
            check = check_scheme if "urn:kepu:scheme:1" in xml else check_plan
            check(f"{page.name}, XML {number}", xml)
        for number, text in enumerate(re.findall(r"^```json\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M), 1):
            if "urn:kepu:plan:1" in text:
                check_json(f"{page.name}, plan as JSON {number}", text)
    if not programs:
        sys.exit("no program found in docs: the check itself is broken")
    print(f"{programs} programs run, {functions} other snippets compiled")


main()
