#!/usr/bin/env python3
"""Build the shared library that packages of the bindings carry: libxml2 and zlib are inside, and only kepu_… is exported.

    bindings/native/build.py [--output FOLDER] [--libxml2 FOLDER] [--jobs N]      prints the library's path

libxml2 is compiled from source, for two reasons: the archive of a distribution is not position-independent, and it draws
in ICU (30 MB of tables), lzma and a network client, none of which libkepu calls. Only its parsers are built. The source is
Debian's, with its security patches; --libxml2 names another folder with the source of 2.9.4 or newer that CMake can build.

The library itself is built by the project's CMakeLists.txt, as anywhere else.
"""
import argparse
import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WANTED = {"HTML", "PUSH", "SAX1", "THREADS", "TREE"}
LICENCES = "licences"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


class Failed(Exception):
    """A step that did not work, with what it printed."""


def run(command, folder=None, log=None):
    ran = subprocess.run([str(part) for part in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(ran.stdout)
    if ran.returncode:
        raise Failed(f"{' '.join(str(part) for part in command)}\n{ran.stdout[-4000:]}")
    return ran.stdout


def debian_apt(folder, kind, *options):
    """An apt-get that looks into the machine's own mirrors of Debian for packages of a kind, "deb" or "deb-src". It keeps all
    its state in the folder: that of the machine is left alone."""
    for part in ("lists/partial", "cache/archives/partial", "parts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    targets = run(["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)", "Created-By: Packages",
                   "Component: main"])
    signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
    lines = {f"{kind} {signed}{target} main\n" for target in targets.splitlines() if "/debian" in target.split()[0]}
    if not lines:
        raise Failed("no mirror of Debian among the machine's sources")
    sources = folder / "sources.list"
    sources.write_text("".join(sorted(lines)), encoding="utf-8")
    apt = ["apt-get", "-q", "-o", f"Dir::Etc::SourceList={sources}", "-o", f"Dir::Etc::SourceParts={folder / 'parts'}",
           "-o", f"Dir::State::Lists={folder / 'lists'}", "-o", f"Dir::Cache={folder / 'cache'}",
           "-o", "APT::Sandbox::User=root", *options]
    run([*apt, "update"])
    return apt


def debian_source(folder):
    """libxml2 as Debian has it, unpacked and patched."""
    unpacked = folder / "libxml2"
    if (unpacked / "CMakeLists.txt").exists():
        return unpacked
    if not shutil.which("apt-get") or not shutil.which("dpkg-source"):
        raise Failed("there is no apt-get and dpkg-source to get libxml2's source with; name a folder with --libxml2")
    shutil.rmtree(folder, ignore_errors=True)
    run([*debian_apt(folder, "deb-src"), "source", "--download-only", "libxml2"], folder)
    description = next(folder.glob("libxml2_*.dsc"))
    run(["dpkg-source", "--no-check", "-x", description.name, unpacked], folder)  # apt has checked it
    return unpacked


def build_libxml2(source, folder, jobs):
    """The static library with nothing but the parsers; what it was made of is remembered."""
    options = re.findall(r"^option\(LIBXML2_WITH_(\w+)", (source / "CMakeLists.txt").read_text(encoding="utf-8"), re.M)
    settings = [f"-DLIBXML2_WITH_{name}={'ON' if name in WANTED else 'OFF'}" for name in options]
    mark = hashlib.sha256(" ".join([str(source), *settings]).encode()).hexdigest()
    stamp = folder / "stamp"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == mark):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        run(["cmake", "-S", source, "-B", folder / "build", "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_SHARED_LIBS=OFF",
             "-DCMAKE_POSITION_INDEPENDENT_CODE=ON", "-DCMAKE_C_FLAGS=-ffunction-sections -fdata-sections -w",
             f"-DCMAKE_INSTALL_PREFIX={folder / 'prefix'}", "-DCMAKE_INSTALL_LIBDIR=lib", *settings])
        run(["cmake", "--build", folder / "build", "--parallel", jobs])
        run(["cmake", "--install", folder / "build"])
        stamp.write_text(mark, encoding="utf-8")
    return folder / "prefix"


def static_zlib():
    """The archive beside the shared one, by the compiler's own search."""
    path = run(["cc", "-print-file-name=libz.a"]).strip()
    if not os.path.isabs(path):
        raise Failed("there is no libz.a (Debian: zlib1g-dev)")
    return path


def build_kepu(folder, prefix, jobs):
    run(["cmake", "-S", ROOT, "-B", folder, "-DCMAKE_BUILD_TYPE=Release", "-DKEPU_BUILD_TESTS=OFF", "-DKEPU_BUILD_EXAMPLES=OFF",
         f"-DLIBXML2_INCLUDE_DIR={prefix / 'include' / 'libxml2'}", f"-DLIBXML2_LIBRARY={prefix / 'lib' / 'libxml2.a'}",
         f"-DZLIB_LIBRARY={static_zlib()}",
         "-DCMAKE_SHARED_LINKER_FLAGS=-Wl,--exclude-libs,ALL -Wl,--gc-sections -Wl,-z,relro,-z,now -static-libgcc"])
    run(["cmake", "--build", folder, "--parallel", jobs, "--target", "kepu"])
    return (folder / "lib" / "libkepu.so").resolve()


def check(library):
    """Nothing but libkepu's own functions comes out, and nothing but the C library is needed."""
    exported = [line.split()[-1].split("@")[0] for line in run(["nm", "-D", "--defined-only", library]).splitlines()
                if line.split()[-2] != "A"]
    strangers = [name for name in exported if not name.startswith("kepu_")]
    if strangers or not exported:
        raise Failed(f"{library} exports {', '.join(strangers[:10]) or 'nothing'}")
    needed = re.findall(r"NEEDED\s+(\S+)", run(["objdump", "-p", library]))
    if any(not re.match(r"(libc|libm|libpthread|libdl|ld-linux[\w-]*)\.so", name) for name in needed):
        raise Failed(f"{library} needs {', '.join(needed)}")


def copy_licences(source, folder):
    """What has to go wherever the library goes."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")
    for name in ("Copyright", "COPYING"):
        if (source / name).exists():
            shutil.copy(source / name, folder / "LICENSE.libxml2")
            break
    else:
        raise Failed(f"{source} has no Copyright")
    for place in (Path("/usr/share/doc/zlib1g-dev/copyright"), Path("/usr/share/licenses/zlib/LICENSE")):
        if place.exists():
            shutil.copy(place, folder / "LICENSE.zlib")
            return
    header = Path(run(["cc", "-E", "-include", "zlib.h", "-x", "c", "/dev/null"]).partition('/zlib.h"')[0].rpartition('"')[2])
    text = (header / "zlib.h").read_text(encoding="utf-8", errors="replace")
    (folder / "LICENSE.zlib").write_text(text[text.index("Copyright"):text.index("*/")], encoding="utf-8")


@contextlib.contextmanager
def alone(output):
    """No other process builds in the folder meanwhile: tests of several bindings may run at once."""
    output.mkdir(parents=True, exist_ok=True)
    with open(output / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build(output, libxml2=None, jobs=0):
    """Path of the finished library, stripped, as output/libkepu.so; licences are in output/licences."""
    with alone(Path(output).resolve()):
        return build_alone(Path(output).resolve(), libxml2, jobs)


def build_alone(output, libxml2, jobs):
    jobs = jobs or os.cpu_count() or 2
    source = Path(libxml2).resolve() if libxml2 else debian_source(output / "source")
    prefix = build_libxml2(source, output / "libxml2", jobs)
    built = build_kepu(output / "kepu", prefix, jobs)
    check(built)
    library, fresh = output / "libkepu.so", output / "libkepu.so.new"
    run(["strip", "--strip-unneeded", "-o", fresh, built])
    os.replace(fresh, library)
    copy_licences(source, output / LICENCES)
    return library


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "native", help="folder (default: build/native)")
    parser.add_argument("--libxml2", type=Path, help="folder with libxml2's source (default: Debian's)")
    parser.add_argument("--jobs", type=int, default=0, help="how many compilers at once")
    options = parser.parse_args()
    try:
        print(build(options.output, options.libxml2, options.jobs))
    except Failed as error:
        sys.exit(f"{Path(__file__).name}: {error}")


if __name__ == "__main__":
    main()
