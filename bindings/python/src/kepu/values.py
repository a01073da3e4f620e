"""Dates with a precision, and exact numbers, as the library writes them."""

from __future__ import annotations

import datetime
from ctypes import byref, c_int32, c_int64, c_size_t, create_string_buffer
from decimal import Decimal
from typing import NamedTuple, Union

from ._core import made_decimal, text_in
from ._library import raw
from .enums import ErrorCode, Precision
from .errors import KepuError, call

__all__ = ["DateRange", "format_decimal", "parse_date", "parse_decimal"]


class DateRange(NamedTuple):
    """The days that a date stands for: all of 2023-Q2, say."""

    precision: Precision
    first: datetime.date
    last: datetime.date


def _day(number: int) -> datetime.date:
    return datetime.date(number // 10000, number // 100 % 100, number % 100)


def parse_date(text: str) -> DateRange:
    """Take apart 2023, 2023-H1, 2023-Q2, 2023-06, 2023-06-T1 (the first ten days) or 2023-06-30."""
    precision, first, last = c_int32(), c_int32(), c_int32()
    call(raw.kepu_date_parse, *text_in(text), byref(precision), byref(first), byref(last))
    return DateRange(Precision(precision.value), _day(first.value), _day(last.value))


def parse_decimal(text: str) -> Decimal:
    """Read an exact number: digits with an optional sign and point, nothing else."""
    coefficient, scale = c_int64(), c_int32()
    call(raw.kepu_decimal_parse, *text_in(text), byref(coefficient), byref(scale))
    return made_decimal(coefficient.value, scale.value)


def format_decimal(number: Union[Decimal, int]) -> str:
    """Write an exact number the way the library does, with no more and no fewer digits after the point than it has."""
    if isinstance(number, bool) or not isinstance(number, (Decimal, int)):
        raise TypeError(f"expected a Decimal or an int, got {type(number).__name__}")
    sign, digits, exponent = Decimal(number).as_tuple()
    if not isinstance(exponent, int):
        raise KepuError(ErrorCode.BAD_NUMBER, f'not a number: "{number}"', f"不是数：“{number}”")
    coefficient, scale = int("".join(map(str, digits)) or "0"), max(0, -exponent)
    if exponent > 0:
        coefficient *= 10**exponent
    if coefficient >= 2**63 or scale > 9:
        raise KepuError(ErrorCode.OVERFLOW, f'number out of range: "{number}"', f"数太大：“{number}”")
    needed = c_size_t()
    room = create_string_buffer(32)
    status = raw.kepu_decimal_format(-coefficient if sign else coefficient, scale, room, len(room), byref(needed))
    if status:
        raise KepuError(status, f'number out of range: "{number}"', f"数太大：“{number}”")
    return room.value.decode("ascii")


def number_text(number: Union[Decimal, int, str]) -> str:
    """A number for the builder: exact, or text as written."""
    return number if isinstance(number, str) else format_decimal(number)
