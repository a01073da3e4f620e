"""What a scheme scores: units and their figures, from tables, plans, roll-ups or by hand."""

from __future__ import annotations

from ctypes import byref, c_void_p
from decimal import Decimal
from typing import Any, Callable, Dict, Optional, Union

from ._core import Changing, Content, Path, content_in, expect, handle_out, path_in, text_in
from ._library import raw
from .errors import call
from .findings import Findings
from .progress import Progress
from .rollup import Rollup
from .scheme import Scheme
from .score import Score
from .values import number_text

__all__ = ["Inputs"]


class Inputs(Changing):
    """Units and figures for a scheme. docs/scoring.md says which columns the tables have, how figures may be written, and why
    a row is refused; in which order rows come never matters.

    One thread at a time may add, while nobody reads; who comes in between gets a :class:`BusyError`. When a score was made
    of them, nothing can be added any more.
    """

    __slots__ = ("_scheme",)

    def __init__(self, scheme: Scheme) -> None:
        expect(Scheme, scheme)
        held = scheme._hold()
        self._start(handle_out(raw.kepu_inputs_new, scheme._address), raw.kepu_inputs_free)
        self._scheme = Scheme._of(held, scheme._address, scheme._key)

    @property
    def scheme(self) -> Scheme:
        """The scheme that is to score them."""
        return self._scheme

    def add_unit(
        self, id: str, name: Optional[str] = None, *, kind: Optional[str] = None, group: Optional[str] = None
    ) -> None:
        """Add a unit. Without a group it is in the one that its kind belongs to, or in none."""
        texts = (*text_in(id), *text_in(name), *text_in(kind), *text_in(group))
        self._alone(lambda inputs: call(raw.kepu_inputs_add_unit, inputs, *texts))

    def add_units_csv_file(self, path: Path) -> Findings:
        """Add the units of a CSV file. Gives the rows that were refused, each with its line, its column and the reason."""
        return self._add(raw.kepu_inputs_add_units_csv_file, path_in(path))

    def add_units_csv(self, table: Content) -> Findings:
        """The same of a CSV table in memory: its text, or the bytes of a file."""
        content = content_in(table)
        return self._add(raw.kepu_inputs_add_units_csv, content, len(content))

    def add(self, row: Dict[str, Union[str, int, Decimal, None]]) -> Findings:
        """Add one figure: its cells by the names of their columns, in English or Chinese, like
        ``{"unit": "a", "criterion": "lectures", "value": 3}``. What is returned says why it was refused, if it was."""
        cells = [(text_in(column), text_in(None if value is None else number_text(value))) for column, value in row.items()]

        def add(inputs: int) -> Findings:
            done = []
            try:
                for column, value in cells:
                    call(raw.kepu_inputs_set, inputs, *column, *value)
                    done.append(column)
            except BaseException:
                for column in done:  # nothing of this row gets into the next one
                    call(raw.kepu_inputs_set, inputs, *column, None, 0)
                raise
            return _refused(raw.kepu_inputs_add, inputs)

        return self._alone(add)

    def add_csv_file(self, path: Path) -> Findings:
        """Add the figures of a CSV file, whose units are there."""
        return self._add(raw.kepu_inputs_add_csv_file, path_in(path))

    def add_csv(self, table: Content) -> Findings:
        """The same of a CSV table in memory."""
        content = content_in(table)
        return self._add(raw.kepu_inputs_add_csv, content, len(content))

    def add_progress(self, progress: Progress, unit: Optional[str] = None) -> Findings:
        """Add what the indicators of a plan came to, for each criterion that names one of them: of a unit, or each row of
        the unit that its region has the id or name of."""
        expect(Progress, progress)
        held = progress._hold()
        return self._add(raw.kepu_inputs_add_progress, *text_in(unit), held.address)

    def add_rollup(self, rollup: Rollup, period: Optional[str] = None) -> Findings:
        """Add the totals of a roll-up, for each criterion that takes actual values of one of its indicators and each unit that
        is one of its regions: those of a period, or of the last one that each indicator has."""
        expect(Rollup, rollup)
        return rollup._together(lambda totals: self._add(raw.kepu_inputs_add_rollup, totals, *text_in(period)))

    def score(self, stage: Optional[str] = None) -> Score:
        """Score all units, at a stage or the last. Nothing can be added afterwards."""
        return self._alone(lambda inputs: Score._made(inputs, self._scheme._key, stage))

    @property
    def unit_count(self) -> int:
        """How many units there are."""
        return self._together(raw.kepu_inputs_unit_count)

    def __len__(self) -> int:
        """How many figures were taken."""
        return self._together(raw.kepu_inputs_count)

    def __bool__(self) -> bool:
        return True  # those without figures are some, too

    def _add(self, function: Callable[..., int], *source: Any) -> Findings:
        return self._alone(lambda inputs: _refused(function, inputs, *source))

    def __repr__(self) -> str:
        return "<Inputs, closed>" if self.closed else f"<Inputs, {self.unit_count} units, {len(self)} figures>"


def _refused(function: Callable[..., int], *arguments: Any) -> Findings:
    findings = c_void_p()
    call(function, *arguments, byref(findings))
    return Findings._take(findings.value)
