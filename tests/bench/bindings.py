"""The same calls as bench_bindings.c makes, from Python. Prints the seconds of processor time that they took together.

bindings.py json COUNT PLAN...       Plan.to_json
bindings.py view COUNT PLAN...       Plan.to_json_view
bindings.py import COUNT NOTICE...   import_notice of bytes, so many in all
"""
import sys
import time
from pathlib import Path

import kepu


def repeat(function, count):
    begin = time.process_time()
    for _ in range(count):
        function()
    return time.process_time() - begin


def main():
    what, count, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    took = 0.0
    for path in paths:
        if what == "import":
            notice = Path(path).read_bytes()
            took += repeat(lambda: kepu.import_notice(notice), count // len(paths))
        else:
            plan = kepu.load(path)
            took += repeat(plan.to_json if what == "json" else plan.to_json_view, count)
    print(f"{took:.9f}")


main()
