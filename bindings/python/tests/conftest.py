"""What the tests share: the sample notices, the plan of one, the vectors, and a builder's plan with a bit of everything."""

from __future__ import annotations

import gc
import os
import zlib
from pathlib import Path
from typing import Iterator, List

import pytest

import kepu
from kepu import _core

ROOT = Path(os.environ.get("KEPU_SOURCE") or Path(__file__).resolve().parents[3])
NOTICES = sorted((ROOT / "examples" / "data").glob("*.txt"))
QINGHE = ROOT / "examples" / "data" / "qinghe-2022.txt"
VECTORS = ROOT / "tests" / "vectors"


@pytest.fixture
def notice() -> kepu.Import:
    return kepu.import_notice(QINGHE)


@pytest.fixture
def plan(notice: kepu.Import) -> kepu.Plan:
    return notice.plan


@pytest.fixture
def full() -> kepu.Plan:
    """The vector that has every element of the file format."""
    return kepu.load(VECTORS / "good-full" / "plan.xml")


def owned() -> int:
    """How many objects of the library Python holds."""
    gc.collect()
    return sum(isinstance(thing, _core.Owned) for thing in gc.get_objects())


@pytest.fixture
def nothing_left() -> Iterator[None]:
    """The test holds nothing of the library when it ends that it did not hold when it began."""
    before = owned()
    yield
    assert owned() == before


def vector_bytes(folder: Path) -> bytes:
    """A vector's file; what is packed, damaged or large is made as its file ``make`` says, as by tests/vectors/vectors.h."""
    plain = next(folder.glob("plan.*")).read_bytes()
    recipe = folder / "make"
    if not recipe.exists():
        return plain
    words = recipe.read_text(encoding="utf-8").split()
    number = next((int(word) for word in words if word.isdigit()), 0)
    if words[0] == "gzip":
        return gzipped(plain, words, number)
    if words[0] == "bomb":
        return bomb(number)
    if words[0] == "deep":
        return plain + b'<f:d xmlns:f="urn:f">\n' * number
    if words[0] == "text":
        return plain + b"<title>" + b"x" * number
    assert words[0] == "far", words
    return plain + "科".encode() * number + b"\xff</text></node></nodes></plan>"


def packed(data: bytes) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, 31, 9)
    return stream.compress(data) + stream.flush()


def gzipped(plain: bytes, words: List[str], number: int) -> bytes:
    if "members" in words:
        half = len(plain) // 2
        return packed(plain[:half]) + packed(plain[half:])
    data = packed(plain)
    if "cut" in words:
        data = data[:-number]
    if "flip" in words:
        data = data[:number] + bytes([data[number] ^ 4]) + data[number + 1 :]
    return data + b"tail" if "append" in words else data


def bomb(number: int) -> bytes:
    """So many blanks, packed, without an end: after a full flush what is packed can be repeated."""
    stream = zlib.compressobj(9, zlib.DEFLATED, 31, 9)
    part = stream.compress(b" " * 1000000) + stream.flush(zlib.Z_FULL_FLUSH)
    return part[:10] + part[10:] * (number // 1000000)
