#!/usr/bin/env python3
"""Build the Java package: the native library for this machine, then the jar, with Maven.

    bindings/java/build.py [--output FOLDER] [--native FOLDER] [--repository FOLDER] [GOAL...]

Goals are Maven's (default: package; install puts the jar into the repository, from where other projects have it). The jar
is FOLDER/kepu-VERSION.jar. Libraries for other machines that were built there are taken along from FOLDER/natives/natives.

libkepu, with libxml2 and zlib inside, is built by bindings/native/build.py in the folder --native. The shim is linked with
it into one file that exports the two functions Java looks for and needs nothing but the C library.

Maven goes to the network the first time only; what it gets stays in the repository (default: build/maven).
"""
import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHIM = HERE / "src" / "main" / "c"
FLAGS = ["-std=c11", "-O2", "-g", "-fPIC", "-fvisibility=hidden", "-ffunction-sections", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow",
         "-Wconversion", "-Wno-sign-conversion", "-Werror"]


def load_native():
    """bindings/native/build.py as a module."""
    spec = importlib.util.spec_from_file_location("kepu_native_build", ROOT / "bindings" / "native" / "build.py")
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


native = load_native()


def java_home():
    """The JDK of the javac in the path, or JAVA_HOME."""
    home = os.environ.get("JAVA_HOME")
    if not home:
        compiler = shutil.which("javac")
        if not compiler:
            raise native.Failed("there is no javac in the path and JAVA_HOME is not set (Debian: default-jdk-headless)")
        home = Path(compiler).resolve().parents[1]
    if not (Path(home) / "include" / "jni.h").exists():
        raise native.Failed(f"{home} has no include/jni.h")
    return Path(home)


def platform():
    """Operating system and architecture, as kepu.Library names the folders in the jar."""
    system, machine = os.uname().sysname.lower(), os.uname().machine.lower()
    return f"{'macos' if system == 'darwin' else system}-{'aarch64' if machine == 'arm64' else machine}"


def build_shim(output, folder, jobs):
    """The native library of the jar, for this machine."""
    native.build(folder, jobs=jobs)
    with native.alone(folder):
        native.run(["cmake", "--build", folder / "kepu", "--target", "kepu_static", "--parallel", jobs])
    place = output / "natives" / "natives" / platform()
    place.mkdir(parents=True, exist_ok=True)
    library, fresh = place / "libkepu_jni.so", output / "libkepu_jni.so.new"
    include = java_home() / "include"
    headers = [f"-I{include}", *(f"-I{path}" for path in include.iterdir() if path.is_dir())]
    native.run(["cc", *FLAGS, "-DKEPU_STATIC", "-shared", "-o", fresh, *headers, f"-I{ROOT / 'include'}", *sorted(SHIM.glob("*.c")),
                folder / "kepu" / "lib" / "libkepu.a", folder / "libxml2" / "prefix" / "lib" / "libxml2.a", native.static_zlib(),
                "-lm", "-pthread", "-static-libgcc", "-Wl,--exclude-libs,ALL", "-Wl,--gc-sections", "-Wl,--no-undefined",
                "-Wl,-z,relro,-z,now"])
    check(fresh)
    native.run(["strip", "--strip-unneeded", "-o", library, fresh])
    fresh.unlink()
    return library


def check(library):
    """What comes out is what Java looks for, and nothing but the C library is needed."""
    exported = {line.split()[-1] for line in native.run(["nm", "-D", "--defined-only", library]).splitlines()}
    if exported != {"Java_kepu_Jni_version", "Java_kepu_Jni_register"}:
        raise native.Failed(f"{library} exports {', '.join(sorted(exported)[:10]) or 'nothing'}")
    needed = re.findall(r"NEEDED\s+(\S+)", native.run(["objdump", "-p", library]))
    if any(not re.match(r"(libc|libm|libpthread|libdl|ld-linux[\w-]*)\.so", name) for name in needed):
        raise native.Failed(f"{library} needs {', '.join(needed)}")


def gather(output, folder):
    """Beside the libraries: which there are, for messages, and the licences of what is inside."""
    natives = output / "natives" / "natives"
    platforms = sorted(path.parent.name for path in natives.glob("*/*kepu_jni.*"))
    (natives / "platforms").write_text("".join(f"{name}\n" for name in platforms), encoding="utf-8")
    licences = output / "natives" / "META-INF" / "licences"
    shutil.copytree(folder / native.LICENCES, licences, dirs_exist_ok=True)


def proxies():
    """What the environment says of proxies, in the form that Java takes; Maven does not look there."""
    options = []
    for scheme in ("http", "https"):
        address = urllib.parse.urlsplit(os.environ.get(f"{scheme}_proxy") or os.environ.get(f"{scheme.upper()}_PROXY") or "")
        if address.hostname:
            options += [f"-D{scheme}.proxyHost={address.hostname}", f"-D{scheme}.proxyPort={address.port or 80}"]
    return options


def maven(output, repository, goals, *options, project=HERE):
    """Run Maven, without the network where the same was run with it before. Prints what it says where it fails."""
    command = ["mvn", "--batch-mode", "--no-transfer-progress", f"-Dmaven.repo.local={repository}", f"-Dkepu.target={output}",
               f"-Dkepu.natives={output / 'natives'}", f"-Dkepu.source={ROOT}", *options, "--file", project / "pom.xml", *goals]
    mark = hashlib.sha256(b"".join([(project / "pom.xml").read_bytes(), *(goal.encode() for goal in goals)])).hexdigest()
    known = repository / ".complete" / mark
    ran = once(command + ["--offline"]) if known.exists() else once(command)
    if ran.returncode and known.exists() and "offline" in ran.stdout:  # something was taken out of the repository
        ran = once(command)
    if ran.returncode:
        raise native.Failed(f"mvn {' '.join(goals)}\n{ran.stdout[-12000:]}")
    known.parent.mkdir(parents=True, exist_ok=True)
    known.touch()
    return ran.stdout


def once(command):
    environment = dict(os.environ, JAVA_HOME=str(java_home()))
    environment["MAVEN_OPTS"] = " ".join([os.environ.get("MAVEN_OPTS", ""), *proxies()]).strip()
    return subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", env=environment)


def version():
    return re.search(r"<version>([^<]+)</version>", (HERE / "pom.xml").read_text(encoding="utf-8")).group(1)


def build(output, folder, repository, goals=("package",), options=(), jobs=0):
    """Path of the jar, and what Maven printed."""
    output, folder, repository = Path(output).resolve(), Path(folder).resolve(), Path(repository).resolve()
    if not shutil.which("mvn"):
        raise native.Failed("there is no mvn in the path (Debian: maven)")
    build_shim(output, folder, jobs or os.cpu_count() or 2)
    gather(output, folder)
    printed = maven(output, repository, list(goals), *options)
    return output / f"kepu-{version()}.jar", printed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "java", help="folder (default: build/java)")
    parser.add_argument("--native", type=Path, default=ROOT / "build" / "native", help="folder of libkepu (default: build/native)")
    parser.add_argument("--repository", type=Path, default=ROOT / "build" / "maven", help="Maven's (default: build/maven)")
    parser.add_argument("--jobs", type=int, default=0, help="how many compilers at once")
    parser.add_argument("goals", nargs="*", default=["package"], help="Maven's goals (default: package)")
    options = parser.parse_args()
    try:
        jar, printed = build(options.output, options.native, options.repository, options.goals, jobs=options.jobs)
    except native.Failed as error:
        sys.exit(f"{Path(__file__).name}: {error}")
    print(printed)
    print(jar)


if __name__ == "__main__":
    main()
