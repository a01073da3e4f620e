"""Indicators judged for a day: actual value, target, attainment, expected level, light."""

from __future__ import annotations

import datetime
from ctypes import byref, c_int32
from decimal import Decimal
from typing import TYPE_CHECKING, Iterator, List, NamedTuple, Optional, Sequence, Union, overload

from ._abi import KEPU_JUDGE_EXACT
from ._core import Items, buffer_out, decimal_out, expect, handle_out, int32, sizes_out, terminated, text_in
from ._library import raw
from .data import Data
from .enums import Light, PathKind, ProgressNumber, State
from .parts import Indicator
from .plan import OnPlan, Plan
from .values import number_text

__all__ = ["Progress", "ProgressRow", "Tally"]

if TYPE_CHECKING:
    Number = Union[Decimal, int, str]
    Date = Union[datetime.date, str]


class Tally(NamedTuple):
    """Of an indicator whose target holds for each of something: how many have a value, and how many of them reach it."""

    counted: int
    reaching: int


class ProgressRow(NamedTuple):
    """How one indicator stands in one region. Numbers are exact; what is not there is None."""

    indicator: Indicator
    region: Optional[str]
    """As the plan or the figures name it; None: the plan's own region."""
    state: State
    """Whether there is a value, or why there is none. Zero is a value."""
    value: Optional[Decimal]
    target: Optional[Decimal]
    due: Optional[datetime.date]
    """Day that the target is due on."""
    expected: Optional[Decimal]
    """Level that the path to the target has on the day."""
    attainment: Optional[Decimal]
    """1 is all of it."""
    reached: Optional[bool]
    """Whether the target is reached; None: nothing was judged."""
    tally: Optional[Tally]
    """Of the plan's own row of an indicator whose target holds for each of something."""
    light: Light


class Progress(OnPlan, Sequence[ProgressRow]):
    """The indicators of a plan on a day: a row for each indicator and region, in document order. It never changes.

    It holds its plan, which may be closed before it.
    """

    __slots__ = ()

    @classmethod
    def _made(
        cls,
        plan: Plan,
        data: Optional[Data],
        date: Optional[Date],
        path: int,
        shares: Sequence[Optional[Number]],
        exact: bool,
    ) -> Progress:
        day = text_in(date.isoformat() if isinstance(date, datetime.date) else date)
        limits = [None if each is None else terminated(number_text(each)) for each in shares]
        flags = KEPU_JUDGE_EXACT if exact else 0
        held = plan._hold()

        def judge(figures: Optional[int]) -> int:
            return handle_out(raw.kepu_progress_new, held.address, figures, *day, int32(path), *limits, flags)

        if data is not None:
            expect(Data, data)
        address = judge(None) if data is None else data._together(judge)
        return cls._on(address, raw.kepu_progress_free, plan, held)

    @property
    def date(self) -> datetime.date:
        """The day that was judged for: a day after the plan's period is judged as its last."""
        return datetime.date.fromisoformat(self._read_text(raw.kepu_progress_date, self._address) or "")

    def _row(self, index: int) -> ProgressRow:
        address = self._address
        due = self._read_text(raw.kepu_progress_due, address, index)
        reached = c_int32()
        judged = self._read(raw.kepu_progress_reached, address, index, byref(reached)) == 0
        tally = self._read(sizes_out, 2, raw.kepu_progress_tally, address, index)
        return ProgressRow(
            indicator=Indicator._sure(self.plan, self._read(raw.kepu_progress_indicator, address, index)),
            region=self._read_text(raw.kepu_progress_region, address, index),
            state=State(self._read(raw.kepu_progress_state, address, index)),
            value=self._number(index, ProgressNumber.VALUE),
            target=self._number(index, ProgressNumber.TARGET),
            due=None if due is None else datetime.date.fromisoformat(due),
            expected=self._number(index, ProgressNumber.EXPECTED),
            attainment=self._number(index, ProgressNumber.ATTAINMENT),
            reached=bool(reached.value) if judged else None,
            tally=None if tally is None else Tally(*tally),
            light=Light(self._read(raw.kepu_progress_light, address, index)),
        )

    def _number(self, index: int, which: int) -> Optional[Decimal]:
        return self._read(decimal_out, raw.kepu_progress_number, self._address, index, int(which))

    def __len__(self) -> int:
        return self._read(raw.kepu_progress_count, self._address)

    @overload
    def __getitem__(self, index: int) -> ProgressRow: ...

    @overload
    def __getitem__(self, index: slice) -> List[ProgressRow]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[ProgressRow, List[ProgressRow]]:
        return Items("ProgressRow", len(self), self._row)[index]

    def __iter__(self) -> Iterator[ProgressRow]:
        return iter(Items("ProgressRow", len(self), self._row))

    def to_csv(self, *, bom: bool = False) -> bytes:
        """All rows as a table, in UTF-8; spreadsheets in China want the byte order mark."""
        return self._read(buffer_out, raw.kepu_progress_to_csv, self._address, int(bool(bom)))

    def to_json(self) -> bytes:
        """All rows as a JSON list of objects, in UTF-8."""
        return self._read(buffer_out, raw.kepu_progress_to_json, self._address)

    def __repr__(self) -> str:
        return "<Progress, closed>" if self.closed else f"<Progress on {self.date}, {len(self)} rows>"
