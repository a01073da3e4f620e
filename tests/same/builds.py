"""Builds of the library and the command whose bytes are held against each other."""
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import arm64
from arm64 import Absent, Failed, run

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings" / "native"))
import build as native  # noqa: E402

# name: in words; command: kepu; program: tell; before: what runs them; libraries: where they find libkepu, if not by themselves
Build = namedtuple("Build", "name command program before libraries")
JOBS = os.cpu_count() or 2


def compiled(folder, compiler, library, beside=()):
    """tell, against a library."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "tell"
    run([compiler, "-std=c11", "-D_POSIX_C_SOURCE=200809L", f"-I{ROOT / 'include'}", ROOT / "tests" / "same" / "tell.c", library,
         f"-Wl,-rpath,{library.parent}", *beside, "-o", program])
    return program


def configured(folder, compiler, flags, *settings):
    """libkepu.so and kepu by another compiler, in the folder."""
    ninja = ["-G", "Ninja"] if shutil.which("ninja") else []
    run(["cmake", "-S", ROOT, "-B", folder, *ninja, f"-DCMAKE_C_COMPILER={compiler}", f"-DCMAKE_C_FLAGS={flags}", "-DCMAKE_BUILD_TYPE=",
         "-DKEPU_BUILD_TESTS=OFF", "-DKEPU_BUILD_DOCS=OFF", "-DKEPU_INSTALL=OFF", *settings])
    run(["cmake", "--build", folder, "--target", "kepu_command", "--parallel", JOBS])
    return folder / "examples" / "kepu", folder / "lib" / "libkepu.so"


def here(folder):
    """The build that is tested."""
    library = Path(os.environ["KEPU_LIBRARY"])
    return Build("this build", os.environ["KEPU_COMMAND"], compiled(folder / "here", os.environ["KEPU_CC"], library), [], None)


def packaged(folder, command):
    """Optimized, with libxml2 inside: what wheels and jars carry."""
    made = Path(os.environ["KEPU_BUILD"]) / "native"
    try:
        with native.alone(made):
            native.debian_source(made / "source")
    except Failed as failure:
        raise Absent(f"no source of libxml2: {failure}") from failure
    native.build(made)
    library = made / "kepu" / "lib" / "libkepu.so"
    return Build("the library of the packages", command, compiled(folder / "packaged", "cc", library), [], library.parent)


def by_the_other_compiler(folder):
    """gcc or clang, whichever did not make this build; and with characters that have no sign, as on other machines."""
    said = subprocess.run([os.environ["KEPU_CC"], "--version"], capture_output=True, text=True, check=False).stdout
    compiler = "gcc" if "clang" in said else "clang"
    if not shutil.which(compiler):
        raise Absent(f"no {compiler}")
    command, library = configured(folder / compiler, compiler, "-O2 -funsigned-char")
    return Build(compiler, command, compiled(folder / compiler, compiler, library), [], None)


def for_arm64(folder):
    """Another processor, played by an emulator."""
    system = arm64.system(folder / "arm64")
    settings = arm64.settings(system)
    command, library = configured(folder / "arm64-build", arm64.COMPILER, "-O2", *settings)
    beside = [setting.partition("=")[2] for setting in settings if setting.startswith("-DCMAKE_EXE_LINKER_FLAGS")]
    program = compiled(folder / "arm64-build", arm64.COMPILER, library, beside)
    return Build("arm64", command, program, [arm64.EMULATOR, "-L", system], None)
