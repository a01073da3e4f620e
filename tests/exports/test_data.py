#!/usr/bin/env python3
"""The library holds no data that it could write to: nothing to initialise, nothing that threads would share."""
import os
import re
import subprocess
import sys

# Tables of constants that hold pointers are written once by the loader, then protected; the others are never written.
PROTECTED = re.compile(r"^\.data\.rel\.ro|^\.rodata|^\.text|^\.eh_frame|^\.note|^\.comment|^\.debug|^\*")


def main():
    archive = os.path.join(os.path.dirname(os.environ["KEPU_LIBRARY"]), "libkepu.a")
    output = subprocess.run(["objdump", "-t", archive], check=True, capture_output=True, text=True).stdout
    member, faults, seen = "", [], 0
    for line in output.splitlines():
        if match := re.match(r"(\S+\.o):\s", line):
            member = match.group(1)
        elif match := re.match(r"[0-9a-f]+ .{7} (\S+)\s+([0-9a-f]+) (?:\.hidden )?(\S+)$", line):
            section, size, name = match.groups()
            seen += 1
            if int(size, 16) and not PROTECTED.match(section):
                faults.append(f"{member}: {name}, {int(size, 16)} bytes in {section}")
    if faults:
        sys.exit("\n".join(faults))
    if seen < 100:
        sys.exit(f"only {seen} symbols found: the check itself is broken")
    print(f"{seen} symbols, none of them data that can be written")


main()
