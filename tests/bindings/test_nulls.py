#!/usr/bin/env python3
"""Every function of the headers is called with nothing: NULL for each pointer, 0 for each number.

None may crash; readers answer with nothing, calls that can fail say which argument is not acceptable.
"""
import ctypes
import math
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TYPES = {"int32_t": ctypes.c_int32, "kepu_status": ctypes.c_int32, "int64_t": ctypes.c_int64,
         "uint32_t": ctypes.c_uint32, "size_t": ctypes.c_size_t, "double": ctypes.c_double}
# What gives something although it is given nothing.
SOMETHING = {"kepu_version", "kepu_version_number", "kepu_component_count", "kepu_component_name",
             "kepu_component_version", "kepu_status_name"}
# Success with nothing to work on: no error has the code of success, and a buffer of no bytes asks how many there must be.
SUCCESS = {"kepu_error_code", "kepu_decimal_format"}
# What stands for nothing where it is not 0: an error without a place says -1 of its offset, a figure that is not there is no number, an index of
# what is not there is (size_t)-1.
NONE = 2**64 - 1
NOTHING = {"kepu_error_offset": -1, "kepu_totals_double": math.nan, "kepu_explanation_element": NONE, "kepu_scheme_find": NONE,
           "kepu_scheme_parent": NONE, "kepu_score_find": NONE}


def functions():
    for header in sorted((ROOT / "include" / "kepu").glob("*.h")):
        text = re.sub(r"/\*.*?\*/", " ", header.read_text(encoding="utf-8"), flags=re.S)
        for result, name, parameters in re.findall(r"^KEPU_API\s+([^;(]*?)\b(\w+)\s*\(([^;]*)\);", text, flags=re.M):
            kinds = [] if parameters.strip() == "void" else [
                ctypes.c_void_p if "*" in p else TYPES[p.replace("const", "").split()[0]] for p in parameters.split(",")]
            yield name, result.strip(), kinds


def call(wanted):
    lib = ctypes.CDLL(os.environ["KEPU_LIBRARY"])
    for name, result, kinds in functions():
        if wanted and name != wanted:
            continue
        entry = getattr(lib, name)
        entry.argtypes = kinds
        entry.restype = None if result == "void" else ctypes.c_void_p if "*" in result else TYPES[result]
        value = entry(*(None if kind is ctypes.c_void_p else 0 for kind in kinds))
        if name in SOMETHING or result == "void":
            continue
        if result == "kepu_status":
            if value == 0 and name not in SUCCESS:
                sys.exit(f"{name}: success with nothing to work on")
        elif str(value or 0) != str(NOTHING.get(name, 0)):
            sys.exit(f"{name}: gives {value} for nothing")


def main():
    if len(sys.argv) > 1:
        call(sys.argv[1])
        return
    ctypes.CDLL(os.environ["KEPU_LIBRARY"])
    names = [name for name, _, _ in functions()]
    if len(names) < 200:
        sys.exit(f"only {len(names)} functions found: the check itself is broken")
    if subprocess.run([sys.executable, __file__, ""]).returncode == 0:
        print(f"{len(names)} functions called with nothing")
        return
    for name in names:  # one by one, to say which
        code = subprocess.run([sys.executable, __file__, name]).returncode
        if code < 0:
            print(f"{name}: ended by signal {-code}")
    sys.exit(1)


if __name__ == "__main__":
    main()
