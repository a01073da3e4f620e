"""Finding the shared library, loading it, and seeing to it that it is one this package can work with."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from pathlib import Path
from typing import Iterator, NoReturn, Tuple

from . import _abi

_HELP = "set KEPU_LIBRARY to the path of a libkepu that fits, or install a package of kepu for this system"


class LibraryError(ImportError):
    """The shared library was not found, could not be loaded, or is of a version that does not fit."""


def _version() -> Tuple[int, int, int]:
    major, minor, patch = (int(part) for part in _abi.VERSION.split("."))
    return major, minor, patch


def _file_names() -> Tuple[str, str]:
    major, minor, _ = _version()
    if sys.platform == "darwin":
        return "libkepu.dylib", f"libkepu.{major}.{minor}.dylib"
    return "libkepu.so", f"libkepu.so.{major}.{minor}"


def _candidates() -> Iterator[str]:
    """Where to look after KEPU_LIBRARY: inside this package, then wherever the system keeps libraries."""
    plain, versioned = _file_names()
    inside = Path(__file__).resolve().parent / plain
    if inside.exists():
        yield str(inside)
        return
    yield versioned
    found = ctypes.util.find_library("kepu")
    if found:
        yield found


def _open(name: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(name)
    except OSError as error:
        raise LibraryError(f"the library {name} could not be loaded ({error}); {_HELP}") from error


def _refuse_version(name: str, number: int) -> NoReturn:
    found = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    major, minor, _ = _version()
    raise LibraryError(
        f"the library {name} is libkepu {found}, but this package kepu {_abi.VERSION} needs {major}.{minor}, "
        f"{_abi.VERSION} or newer; {_HELP}"
    )


def _checked(library: ctypes.CDLL, name: str) -> _abi.Functions:
    try:
        version_number = library.kepu_version_number
    except AttributeError as error:
        raise LibraryError(f"the library {name} is no libkepu (it lacks {error}); {_HELP}") from error
    version_number.restype, version_number.argtypes = ctypes.c_int32, ()
    number = version_number()
    major, minor, patch = _version()
    # Before 1.0 a minor release may change the interface; within one, functions are only added.
    same = number // 100 == major * 100 + minor if major == 0 else number // 10000 == major
    if not same or number < major * 10000 + minor * 100 + patch:
        _refuse_version(name, number)
    try:
        return _abi.Functions(library)
    except AttributeError as error:
        raise LibraryError(f"the library {name} lacks a function of kepu {_abi.VERSION} ({error}); {_HELP}") from error


def load() -> Tuple[_abi.Functions, str]:
    """The library's functions and the name it was found by."""
    named = os.environ.get("KEPU_LIBRARY")
    if named:
        return _checked(_open(named), named), named
    for name in _candidates():
        try:
            library = _open(name)
        except LibraryError:
            if os.path.isabs(name):  # the one inside the package: say what is wrong with it
                raise
            continue
        return _checked(library, name), name
    plain, versioned = _file_names()
    raise LibraryError(f"there is no {plain} in this package and no {versioned} on this system; {_HELP}")


raw, path = load()
