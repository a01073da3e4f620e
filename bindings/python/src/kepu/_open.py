"""Enumerations that take numbers they do not know."""

from __future__ import annotations

from enum import IntEnum
from typing import Optional


class OpenEnum(IntEnum):
    """An open set: a number that a newer library gives becomes a member of its own instead of an error."""

    @classmethod
    def _missing_(cls, value: object) -> Optional[OpenEnum]:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    def __str__(self) -> str:
        return f"{type(self).__name__}.{self.name}"
