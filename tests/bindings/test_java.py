#!/usr/bin/env python3
"""The Java package: built and tested with Maven, looked into, and used as its README shows by a fresh Maven project outside
the tree. Ten thousand cycles of loading, using and dropping leave memory where it was, closed or forgotten."""
import fcntl
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("KEPU_BUILD", ROOT / "build"))
REPOSITORY = ROOT / "build" / "maven"
NOTICE = Path("examples") / "data" / "qinghe-2022.txt"
SKIPPED = 77
JAVA_8 = 52  # the version of its class files
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
	<modelVersion>4.0.0</modelVersion>
	<groupId>fresh</groupId>
	<artifactId>fresh</artifactId>
	<version>1</version>
	<properties>
		<maven.compiler.source>8</maven.compiler.source>
		<maven.compiler.target>8</maven.compiler.target>
		<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
	</properties>
	<dependencies>
{dependency}
	</dependencies>
	<build>
		<plugins>
{plugins}
		</plugins>
	</build>
</project>
"""

sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "bindings" / "java"))


def skip(why):
    """Not where CI runs the tests: there it is a failure."""
    print(why)
    sys.exit(1 if os.environ.get("CI") else SKIPPED)


def run(command, **options):
    ran = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", **options)
    if ran.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)}\n{ran.stdout}")
    return ran.stdout


def package(build):
    """The jar, with its own tests passed."""
    try:
        jar, printed = build.build(BUILD / "java", BUILD / "native", REPOSITORY, ["install"])
    except build.native.Failed as failure:
        if re.search(r"Could not transfer|Unknown host|Network is unreachable", str(failure)):
            skip(f"Maven Central was not reached:\n{failure}")
        sys.exit(str(failure))
    dumps = "".join(path.read_text(encoding="utf-8", errors="replace") for path in (BUILD / "java").rglob("*.dump*"))
    if "in native method" in printed + dumps:
        sys.exit(f"-Xcheck:jni has something to say:\n{printed}{dumps}")
    total = re.findall(r"Tests run: (\d+), Failures: 0, Errors: 0, Skipped: 0\s*$", printed, re.M)
    if not total:
        sys.exit(f"no tests were run:\n{printed}")
    print(f"{total[-1]} tests")
    return jar


def look_into(jar, build):
    library = f"natives/{build.platform()}/libkepu_jni.so"
    with zipfile.ZipFile(jar) as archive:
        names = archive.namelist()
        licences = {f"META-INF/licences/{name}" for name in ("LICENSE", "LICENSE.libxml2", "LICENSE.zlib")}
        lacking = ({library, "natives/platforms", "kepu/Plan.class"} | licences) - set(names)
        if lacking:
            sys.exit(f"{jar.name} lacks {', '.join(sorted(lacking))}")
        for name in names:
            if name.endswith(".class") and struct.unpack(">H", archive.read(name)[6:8])[0] != JAVA_8:
                sys.exit(f"{name} is not for Java 8")
        if "Automatic-Module-Name: kepu" not in archive.read("META-INF/MANIFEST.MF").decode():
            sys.exit(f"{jar.name} has no name as a module")
        size = archive.getinfo(library).file_size
    print(f"{jar.name}: {jar.stat().st_size / 1024:.0f} KiB, the library in it {size / 1024:.0f} KiB")


def cycles(jar, java):
    """Only the quick compiler is used: the other one takes memory of its own while it warms up, 10 MB and more."""
    command = [java, "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
               f"-Dkepu.source={ROOT}", "-cp", f"{BUILD / 'java' / 'test-classes'}:{jar}", "kepu.MemoryCycles"]
    if os.path.exists("/proc/self/statm"):
        for mode in ("close", "forget"):
            print(run([*command, mode]).strip())


def strangers(jar, build, java, folder):
    """Libraries that are not this jar's are refused with a message, each time they are asked for."""
    include = build.java_home() / "include"
    for name, version, functions, wanted in (("newer", 200, 0, "is of libkepu 0.2.0, but this jar is"),
                                             ("older", 99, 0, "is of libkepu 0.0.99, but this jar"),
                                             ("other", 100, 7, "has other functions than this jar"),
                                             ("empty", 100, None, "has other functions than this jar"),
                                             ("none", None, None, "could not be loaded")):
        source = folder / f"{name}.c"
        source.write_text("#include <jni.h>\n" + "".join(
            f"JNIEXPORT jint JNICALL Java_kepu_Jni_{function}(JNIEnv *e, jclass c) {{ (void)e; (void)c; return {number}; }}\n"
            for function, number in (("version", version), ("register", functions)) if number is not None), encoding="utf-8")
        run(["cc", "-shared", "-fPIC", f"-I{include}", f"-I{include / 'linux'}", "-o", folder / f"{name}.so", source])
        printed = run([java, f"-Dkepu.library={folder / name}.so", "-cp", f"{jar}:{BUILD / 'java' / 'test-classes'}",
                       "kepu.LibraryTest", "2"])
        if printed.count(wanted) != 2 or printed.count("kepu.LibraryError: ") != 2:
            sys.exit(f"a library of another kind, {name}, should be refused with {wanted}:\n{printed}")


def plugins(build):
    """The versions that are in the repository already."""
    pom = (build.HERE / "pom.xml").read_text(encoding="utf-8")
    found = re.findall(r"<artifactId>(maven-(?:resources|compiler|surefire|jar)-plugin)</artifactId>\s*<version>([^<]+)", pom)
    return "\n".join(f"\t\t\t<plugin><artifactId>{name}</artifactId><version>{version}</version></plugin>" for name, version in found)


def fresh_project(build, java, folder):
    """README's blocks, as they stand, in a project that knows nothing of the tree."""
    for number, language in enumerate(("README.md", "README.zh-CN.md")):
        text = (build.HERE / language).read_text(encoding="utf-8")
        dependency, = re.findall(r"^```xml\n(.*?)^```", text, re.S | re.M)
        first, second = re.findall(r"^```java\n(.*?)^```", text, re.S | re.M)
        if len([line for line in first.splitlines() if re.search(r"\w", line)]) > 10:
            sys.exit(f"{language}: the first use takes more than ten lines")
        place = folder / f"fresh-{number}"
        sources = place / "src" / "main" / "java"
        sources.mkdir(parents=True)
        (place / "pom.xml").write_text(POM.format(dependency=dependency, plugins=plugins(build)), encoding="utf-8")
        (sources / "FirstUse.java").write_text(first, encoding="utf-8")
        (sources / "Making.java").write_text(
            "import java.nio.charset.StandardCharsets;\nimport kepu.*;\n\npublic class Making {\n"
            f"public static void main(String[] arguments) {{\n{second}}}\n}}\n", encoding="utf-8")
        run(["mvn", "--batch-mode", "--offline", "--quiet", f"-Dmaven.repo.local={REPOSITORY}", "package"], cwd=place)
        (place / NOTICE.parent).mkdir(parents=True)
        shutil.copy(ROOT / NOTICE, place / NOTICE)
        installed = next((REPOSITORY / "kepu" / "kepu").glob(f"*/kepu-{build.version()}.jar"))
        command = [java, "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp",
                   f"{place / 'target' / 'fresh-1.jar'}:{installed}"]
        if "3.1.1 上好校园科学课 市教育局" not in run([*command, "FirstUse"], cwd=place):
            sys.exit(f"{language}: the first use does not print what it should")
        if not (place / "qinghe.kepu.xml").exists():
            sys.exit(f"{language}: the first use saves no plan")
        if "市科协" not in run([*command, "Making"], cwd=place):
            sys.exit(f"{language}: the builder's plan has no unit")


def main():
    if not shutil.which("javac") and not os.environ.get("JAVA_HOME") or not shutil.which("mvn"):
        skip("there is no JDK or no Maven here (Debian: default-jdk-headless maven)")
    import build
    REPOSITORY.mkdir(parents=True, exist_ok=True)
    with open(REPOSITORY / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # other builds may use the same repository
        java = build.java_home() / "bin" / "java"
        jar = package(build)
        look_into(jar, build)
        with tempfile.TemporaryDirectory(prefix="kepu-java-") as folder:
            fresh_project(build, java, Path(folder))
            strangers(jar, build, java, Path(folder))
        cycles(jar, java)


main()
