#!/usr/bin/env python3
"""The cases of tests/conformance by the Java package, compiled from its sources with its native library.

tests/conformance/test_java.py            run all, write the results for the table
tests/conformance/test_java.py NUMBER...  run some
tests/conformance/test_java.py --noted HEADER   run all through the layer of noted.py, without results for the table
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import transcripts

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("KEPU_BUILD", ROOT / "build"))
SKIPPED = 77

sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "bindings" / "java"))


def main():
    noted = sys.argv[2] if sys.argv[1:2] == ["--noted"] else None
    folder = transcripts.RESULTS / ("java-noted" if noted else "java")
    results = folder / "results" if noted else transcripts.RESULTS / "java.tsv"
    if len(sys.argv) == 1:
        results.unlink(missing_ok=True)
    if not shutil.which("javac") and not os.environ.get("JAVA_HOME"):
        print("there is no JDK here (Debian: default-jdk-headless)")
        sys.exit(1 if os.environ.get("CI") else SKIPPED)
    import build
    if noted:
        build.FLAGS += ["-include", noted]
    classes = folder / "classes"
    shutil.rmtree(classes, ignore_errors=True)
    classes.mkdir(parents=True)
    sources = sorted([*(build.HERE / "src" / "main" / "java").rglob("*.java"), *(transcripts.HERE / "java").rglob("*.java")])
    programs = build.java_home() / "bin"
    try:
        library = build.build_shim(folder, BUILD / "native", os.cpu_count() or 2)
        build.native.run([programs / "javac", "-Xlint:all,-options,-try", "-Werror", "-encoding", "UTF-8", "-source", "8",
                          "-target", "8", "-d", classes, *sources])
    except build.native.Failed as failure:
        sys.exit(str(failure))
    command = [programs / "java", "-Xcheck:jni", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", f"-Dkepu.library={library}",
               "-cp", classes, "kepu.Conformance", results, *([] if noted else sys.argv[1:])]
    sys.exit(subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL).returncode)


main()
