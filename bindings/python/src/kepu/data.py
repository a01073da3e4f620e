"""Figures of indicators from tables: what was measured, baselines, targets, denominators."""

from __future__ import annotations

from ctypes import byref, c_void_p
from typing import Any, Callable, Optional

from ._core import Changing, Content, Path, content_in, expect, handle_out, path_in
from ._library import raw
from .errors import call
from .findings import Findings
from .plan import Plan

__all__ = ["Data"]


class Data(Changing):
    """A set of figures, filled table by table. docs/indicators.md says which columns a table has and how it may be written.

    With a plan, names and units of its indicators are looked at when a row is read, and what it is judged by; without one
    any will do. One thread at a time may add to a set, while nobody reads it; who comes in between gets a
    :class:`BusyError`. Many may judge plans by it at once.
    """

    __slots__ = ()

    def __init__(self, plan: Optional[Plan] = None) -> None:
        if plan is not None:
            expect(Plan, plan)
        held = plan._hold() if plan is not None else None
        self._start(handle_out(raw.kepu_data_new, held.address if held else None), raw.kepu_data_free)

    def add_csv_file(self, path: Path) -> Findings:
        """Add the rows of a CSV file: UTF-8, or GB18030 as spreadsheets in China save it. Gives the rows that were refused,
        each with its line, its column and the reason."""
        return self._add(raw.kepu_data_add_csv_file, path_in(path))

    def add_csv(self, table: Content) -> Findings:
        """The same of a CSV table in memory: its text, or the bytes of a file."""
        content = content_in(table)
        return self._add(raw.kepu_data_add_csv, content, len(content))

    def _add(self, function: Callable[..., int], *source: Any) -> Findings:
        def add(data: int) -> Findings:
            findings = c_void_p()
            call(function, data, *source, byref(findings))
            return Findings._take(findings.value)

        return self._alone(add)

    def __len__(self) -> int:
        """How many rows were taken."""
        return self._together(raw.kepu_data_count)

    def __bool__(self) -> bool:
        return True  # a set without rows is one, too

    def __repr__(self) -> str:
        return "<Data, closed>" if self.closed else f"<Data, {len(self)} rows>"
