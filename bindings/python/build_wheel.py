#!/usr/bin/env python3
"""Build a wheel that carries the library: py3-none-manylinux_2_N_MACHINE, where 2.N is the oldest C library it runs on.

    bindings/python/build_wheel.py [--output FOLDER] [--library FILE] [--python PYTHON]      prints the wheel's path

The library is made by bindings/native/build.py, with libxml2 and zlib inside; --library takes another one. pip gets
setuptools by itself. Nothing is written into the source folder.
"""
import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SYSTEM = r"(libc|libm|libpthread|libdl|librt|ld-linux[\w-]*)\.so(\.\d+)?"


def platform_tag(library):
    """What the library needs of a system, in the words of a wheel's name."""
    dump = subprocess.run(["objdump", "-p", library], check=True, capture_output=True, text=True).stdout
    needed = re.findall(r"NEEDED\s+(\S+)", dump)
    if not all(re.fullmatch(SYSTEM, name) for name in needed):
        print(f"{library} needs {', '.join(needed)}, so the wheel is for this machine only", file=sys.stderr)
        return f"linux_{platform.machine()}"
    versions = [tuple(map(int, version.split("."))) for version in re.findall(r"GLIBC_(\d+\.\d+)", dump)]
    major, minor = max([*versions, (2, 17)])
    return f"manylinux_{major}_{minor}_{platform.machine()}"


def build(output, library, licences, python):
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kepu-wheel-") as name:
        stage = Path(name) / "stage"
        shutil.copytree(HERE, stage, ignore=shutil.ignore_patterns("tests", "__pycache__", "*.egg-info", "build", ".*"))
        for file in licences:
            shutil.copy(file, stage / file.name)
        environment = dict(os.environ, KEPU_WHEEL_LIBRARY=str(library), KEPU_WHEEL_PLATFORM=platform_tag(library),
                           PIP_DISABLE_PIP_VERSION_CHECK="1")
        done = Path(name) / "done"
        ran = subprocess.run([python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", done, stage],
                             env=environment, stdin=subprocess.DEVNULL)
        if ran.returncode:
            sys.exit("the wheel could not be built")
        wheel = next(done.glob("kepu-*.whl"))
        return Path(shutil.copy(wheel, output / wheel.name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "python", help="folder (default: build/python)")
    parser.add_argument("--library", type=Path, help="a shared library to carry (default: build it)")
    parser.add_argument("--native", type=Path, default=ROOT / "build" / "native",
                        help="where it is built (default: build/native)")
    parser.add_argument("--python", default=sys.executable, help="the Python whose pip builds it")
    options = parser.parse_args()
    if options.library:
        library, licences = options.library.resolve(), [ROOT / "LICENSE"]
    else:
        made = subprocess.run([sys.executable, ROOT / "bindings" / "native" / "build.py", "--output", options.native],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        if made.returncode:
            sys.exit(made.returncode)
        library = Path(made.stdout.strip().splitlines()[-1])
        licences = sorted((library.parent / "licences").iterdir())
    print(build(options.output.resolve(), library, licences, options.python))


if __name__ == "__main__":
    main()
