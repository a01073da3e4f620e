"""What goes wrong, as exceptions."""

from __future__ import annotations

from ctypes import byref, c_void_p
from typing import Any, Callable, Optional

from ._library import raw
from .enums import ErrorCode, Language

__all__ = ["BusyError", "ClosedError", "KepuError"]


class KepuError(Exception):
    """A call of the library that failed. ``str()`` gives place and message in English, :meth:`message` either language."""

    code: ErrorCode
    """What kind of failure; codes are listed in docs/codes.md and never change."""
    name: str
    """Name of the code, like ``duplicate-id``."""
    file: Optional[str]
    """The file as the caller named it."""
    line: Optional[int]
    """Line of the fault, from 1."""
    column: Optional[int]
    """Column of the fault, from 1, in characters."""
    offset: Optional[int]
    """Byte offset of the fault in the unpacked bytes, from 0."""
    path: Optional[str]
    """Element path of the fault, like ``/plan/nodes/node[3]/title``; of a builder the id that the mistake is about."""

    def __init__(
        self,
        code: int,
        english: str,
        chinese: str,
        file: Optional[str] = None,
        line: Optional[int] = None,
        column: Optional[int] = None,
        offset: Optional[int] = None,
        path: Optional[str] = None,
    ) -> None:
        super().__init__(code, english, chinese, file, line, column, offset, path)
        self.code = ErrorCode(code)
        self.name = (raw.kepu_status_name(code, None) or b"").decode("utf-8")
        self._messages = {Language.ZH: chinese, Language.EN: english}
        self.file, self.line, self.column, self.offset, self.path = file, line, column, offset, path

    def message(self, language: int = Language.EN) -> str:
        """What was found and what was expected, without the place."""
        return self._messages.get(Language(language), self._messages[Language.EN])

    def __str__(self) -> str:
        parts = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        return f"{':'.join(parts)}: {self.message()}" if parts else self.message()


class ClosedError(KepuError):
    """Something was used after ``close()``."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(ErrorCode.STATE, english, chinese)
        self.args = (english, chinese)  # what it is made from again after pickling


class BusyError(ClosedError):
    """A builder was used by two threads at the same time."""


def taken(error: Optional[int], status: int) -> KepuError:
    """The exception for an error object, which is released."""

    def text(data: Optional[bytes]) -> Optional[str]:
        return None if data is None else data.decode("utf-8", "replace")

    line, column, offset = raw.kepu_error_line(error), raw.kepu_error_column(error), raw.kepu_error_offset(error)
    made = KepuError(
        raw.kepu_error_code(error) or status,
        text(raw.kepu_error_message(error, Language.EN, None)) or "",
        text(raw.kepu_error_message(error, Language.ZH, None)) or "",
        text(raw.kepu_error_file(error, None)),
        line or None,
        column or None,
        offset if error and offset >= 0 else None,
        text(raw.kepu_error_path(error, None)),
    )
    raw.kepu_error_free(error)
    return made


def call(function: Callable[..., int], *arguments: Any) -> None:
    """Call a function whose last parameter is the error; raise :class:`KepuError` where it fails."""
    error = c_void_p()
    status = function(*arguments, byref(error))
    if status:
        raise taken(error.value, status)
