"""Figures of indicators from tables: what was measured, baselines, targets, denominators."""

from __future__ import annotations

from ctypes import byref, c_void_p
from decimal import Decimal
from typing import Any, Callable, Iterator, List, NamedTuple, Optional, Sequence, Union, overload

from ._core import Changing, Content, Items, Path, content_in, decimal_out, expect, handle_out, path_in
from ._library import raw
from .enums import DatumKind, Relative, State, ValueStatus
from .errors import call
from .findings import Findings
from .plan import Plan

__all__ = ["Data", "Datum"]


class Datum(NamedTuple):
    """One figure, as a row of a table gives it. Numbers are exact; what is not there is None."""

    indicator: str
    """An id or a name, as written."""
    region: Optional[str]
    """A code or a name, as written; None: the plan's own region, or none is said."""
    period: str
    """Like 2023, 2023-Q2, 2023-06-30, whatever it was written as; :func:`parse_date` has its days."""
    state: State
    """Whether there is a value, or why there is none. Zero is a value."""
    value: Optional[Decimal]
    unit: Optional[str]
    """What the value is in: with a plan the indicator's unit, into which it was converted."""
    status: ValueStatus
    """How far it is checked."""
    source: Optional[str]
    """Where it comes from, as written."""
    kind: DatumKind
    """What it is."""
    relative: Relative
    """What a target relates to; :attr:`Relative.UNKNOWN` for what is no relative target."""
    line: int
    """Line of its table that the indicator stands in, from 1."""


def _row(data: int, index: int) -> Datum:
    def text(function: Callable[..., Optional[bytes]]) -> Optional[str]:
        found = function(data, index, None)
        return None if found is None else found.decode("utf-8")

    return Datum(
        indicator=text(raw.kepu_data_indicator) or "",
        region=text(raw.kepu_data_region),
        period=text(raw.kepu_data_period) or "",
        state=State(raw.kepu_data_state(data, index)),
        value=decimal_out(raw.kepu_data_value, data, index),
        unit=text(raw.kepu_data_unit),
        status=ValueStatus(raw.kepu_data_status(data, index)),
        source=text(raw.kepu_data_source),
        kind=DatumKind(raw.kepu_data_kind(data, index)),
        relative=Relative(raw.kepu_data_relative(data, index)),
        line=raw.kepu_data_line(data, index),
    )


class Data(Changing, Sequence[Datum]):
    """A set of figures, filled table by table. docs/indicators.md says which columns a table has and how it may be written.

    It is the sequence of the rows that were taken, in the order in which they were added. With a plan, names and units
    of its indicators are looked at when a row is read, and what it is judged by; without one any will do. One thread at
    a time may add to a set, while nobody reads it; who comes in between gets a :class:`BusyError`. Many may judge plans
    by it at once.
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

    @overload
    def __getitem__(self, index: int) -> Datum: ...

    @overload
    def __getitem__(self, index: slice) -> List[Datum]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Datum, List[Datum]]:
        return self._rows()[index]

    def __iter__(self) -> Iterator[Datum]:
        return iter(self._rows())

    def _rows(self) -> Items[Datum]:
        return Items("Datum", len(self), lambda index: self._together(_row, index))

    def __bool__(self) -> bool:
        return True  # a set without rows is one, too

    def __repr__(self) -> str:
        return "<Data, closed>" if self.closed else f"<Data, {len(self)} rows>"
