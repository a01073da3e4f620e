"""What a build for arm64 needs of another system, and what runs it here: libxml2, zlib and the C library of Debian for
arm64, unpacked into a folder. Nothing is installed, and the machine's own packages stay as they are."""
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings" / "native"))
from build import Failed, debian_apt, run  # noqa: E402

COMPILER, EMULATOR, TRIPLE = "aarch64-linux-gnu-gcc", "qemu-aarch64", "aarch64-linux-gnu"
LESS = ("Acquire::Languages=none", "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false")  # only names of packages


class Absent(Exception):
    """What this machine does not have, and cannot get."""


def system(folder):
    """The folder of the system, made where it is not there yet; Absent where that cannot be."""
    for program, package in ((COMPILER, "gcc-aarch64-linux-gnu"), (EMULATOR, "qemu-user"), ("apt-get", "apt"), ("dpkg-deb", "dpkg")):
        if not shutil.which(program):
            raise Absent(f"no {program} (Debian: {package})")
    if not (folder / "system").exists():
        try:
            unpacked(folder).rename(folder / "system")
        except Failed as failure:
            raise Absent(f"no packages for arm64: {failure}") from failure
    return folder / "system"


def unpacked(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "status").touch()  # nothing is installed there
    options = (f"Dir::State::status={folder / 'status'}", "APT::Architecture=arm64", "APT::Architectures::=arm64", *LESS)
    apt = debian_apt(folder, "deb", *(word for option in options for word in ("-o", option)))
    run([*apt, "install", "--yes", "--download-only", "--no-install-recommends", "libxml2", "zlib1g"])
    packages = folder / "cache" / "archives"
    run([*apt, "download", "libxml2-dev", "zlib1g-dev"], packages)  # for their headers
    for package in sorted(packages.glob("*.deb")):
        run(["dpkg-deb", "-x", package, folder / "unpacked"])
    for part in ("cache", "lists"):
        shutil.rmtree(folder / part)
    return folder / "unpacked"


def settings(system_folder):
    """Of a build by CMake."""
    libraries = system_folder / "usr" / "lib" / TRIPLE
    zlib = next((system_folder / "lib" / TRIPLE).glob("libz.so.1"), libraries / "libz.so.1")
    beside = f"-Wl,-rpath-link,{libraries}:{zlib.parent}"  # what libxml2 itself needs
    headers = system_folder / "usr" / "include"
    return ["-DCMAKE_SYSTEM_NAME=Linux", "-DCMAKE_SYSTEM_PROCESSOR=aarch64", f"-DCMAKE_EXE_LINKER_FLAGS={beside}",
            f"-DCMAKE_SHARED_LINKER_FLAGS={beside}", f"-DLIBXML2_INCLUDE_DIR={headers / 'libxml2'}",
            f"-DLIBXML2_LIBRARY={libraries / 'libxml2.so'}", f"-DZLIB_INCLUDE_DIR={headers}", f"-DZLIB_LIBRARY={zlib}"]
