"""Figures of many plans and tables added up a tree of regions."""

from __future__ import annotations

from ctypes import byref, c_void_p
from decimal import Decimal
from typing import Any, Callable, Iterator, List, Optional, Sequence, TypeVar, Union, overload

from ._core import (
    Changing,
    Closable,
    Content,
    Items,
    Owned,
    Path,
    buffer_out,
    content_in,
    decimal_out,
    expect,
    handle_out,
    int32,
    path_in,
    sizes_out,
    terminated,
    text_in,
)
from ._library import raw
from .data import Data
from .enums import RollupRule, TotalSum
from .errors import call
from .findings import Findings
from .plan import Limits, Plan, _address, _load_options
from .regions import Regions, TreeRegion

__all__ = ["Rolled", "Rollup", "Total", "Totals"]

T = TypeVar("T")


class Rollup(Changing, Sequence["Rolled"]):
    """Adds figures up, file by file: of each it keeps no more than the figures, so that thousands take the memory of one.
    It is a sequence of the indicators that were mentioned; what is refused comes back as findings.

    One thread at a time may add, while nobody reads; who comes in between gets a :class:`BusyError`."""

    __slots__ = ("_regions",)

    def __init__(self, regions: Regions, rule: int = RollupRule.UNKNOWN) -> None:
        expect(Regions, regions)
        held = regions._hold()
        self._start(handle_out(raw.kepu_rollup_new, held.address, int32(rule)), raw.kepu_rollup_free)
        self._regions = regions

    def _add(self, function: Callable[..., int], *source: Any) -> Findings:
        findings = c_void_p()
        self._alone(lambda address: call(function, address, *source, byref(findings)))
        return Findings._take(findings.value)

    def add(self, figures: Union[Plan, Data]) -> Findings:
        """Add the observations of a plan, or a set of figures; what was refused is returned."""
        if isinstance(figures, Data):
            return figures._together(lambda data: self._add(raw.kepu_rollup_add_data, data))
        expect(Plan, figures)
        held = figures._hold()
        return self._add(raw.kepu_rollup_add_plan, held.address)

    def add_file(self, path: Path, *, limits: Optional[Limits] = None) -> Findings:
        """Add a plan file (XML or JSON, packed or not) or a CSV table; its content says which. After an error nothing of
        the file is added, unless memory is out."""
        options = _load_options(limits)
        return self._add(raw.kepu_rollup_add_file, path_in(path), _address(options))

    def add_content(self, content: Content, name: Optional[str] = None, *, limits: Optional[Limits] = None) -> Findings:
        """The same with the content of a file; its name is for errors."""
        options, data = _load_options(limits), content_in(content)
        return self._add(raw.kepu_rollup_add_bytes, data, len(data), terminated(name), _address(options))

    @property
    def regions(self) -> Regions:
        """The tree that is added up."""
        return self._regions

    def find(self, name: str) -> Optional[Rolled]:
        """The indicator with a name; None where nothing mentioned it."""
        found = self._together(lambda address: sizes_out(1, raw.kepu_rollup_find_indicator, address, *text_in(name)))
        return None if found is None else self._at(found[0])

    def to_csv(self, indicator: Optional[str] = None, level: Optional[str] = None, *, bom: bool = False) -> bytes:
        """All totals as a table; only those of an indicator, and of a level (``county``) or depth (``1``), where said."""
        return self._together(
            lambda it: buffer_out(raw.kepu_rollup_to_csv, it, *text_in(indicator), *text_in(level), int(bom))
        )

    def to_json(self, indicator: Optional[str] = None, level: Optional[str] = None) -> bytes:
        """The same as JSON, with the codes of the regions that are missing."""
        return self._together(lambda it: buffer_out(raw.kepu_rollup_to_json, it, *text_in(indicator), *text_in(level)))

    def _text(self, function: Callable[..., Optional[bytes]], *indexes: int) -> Optional[str]:
        data = self._together(function, *indexes, None)
        return None if data is None else data.decode("utf-8")

    def _at(self, index: int) -> Rolled:
        made = Rolled.__new__(Rolled)
        made._rollup, made.index = self, index
        return made

    def __len__(self) -> int:
        return self._together(raw.kepu_rollup_indicator_count)

    @overload
    def __getitem__(self, index: int) -> Rolled: ...

    @overload
    def __getitem__(self, index: slice) -> List[Rolled]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Rolled, List[Rolled]]:
        return Items("Rolled", len(self), self._at)[index]

    def __iter__(self) -> Iterator[Rolled]:
        return iter(Items("Rolled", len(self), self._at))

    def __repr__(self) -> str:
        return "<Rollup, closed>" if self.closed else f"<Rollup, {len(self)}>"


class Rolled:
    """The indicators of one name in a roll-up."""

    __slots__ = ("_rollup", "index")
    _rollup: Rollup
    index: int
    """Its place, in the order of first mention."""

    def __init__(self) -> None:
        raise TypeError("an indicator is read from a Rollup")

    @property
    def name(self) -> str:
        """Name of the indicator."""
        return self._rollup._text(raw.kepu_rollup_indicator_name, self.index) or ""

    @property
    def unit(self) -> Optional[str]:
        """Its unit of measure."""
        return self._rollup._text(raw.kepu_rollup_indicator_unit, self.index)

    @property
    def rule(self) -> RollupRule:
        """The rule its figures are added up by."""
        return RollupRule(self._rollup._together(raw.kepu_rollup_indicator_rule, self.index))

    @property
    def periods(self) -> List[str]:
        """The periods that it has figures for, by first day and then by last."""
        text = self._rollup._text

        def read(address: int) -> List[str]:
            count = raw.kepu_rollup_period_count(address, self.index)
            return [text(raw.kepu_rollup_period, self.index, period) or "" for period in range(count)]

        return self._rollup._together(read)

    def totals(self, period: str) -> Totals:
        """Add up the figures of one of its periods, for all regions. KeyError where it has none for it."""

        def add_up(rollup: int) -> int:
            periods = self.periods  # while nobody adds one before those that there are
            if period not in periods:
                raise KeyError(period)
            return handle_out(raw.kepu_rollup_total, rollup, self.index, periods.index(period))

        made = Totals.__new__(Totals)
        address = self._rollup._together(add_up)
        made._owned, made._address = Owned(address, raw.kepu_totals_free), address
        made._regions = self._rollup.regions
        return made

    def __repr__(self) -> str:
        return "<Rolled, closed>" if self._rollup.closed else f"<Rolled {self.name}>"


class Totals(Closable, Sequence["Total"]):
    """What a roll-up gives for an indicator in a period: a :class:`Total` for each region, in the order of the tree. It stays
    when the roll-up goes on or is closed."""

    __slots__ = ("_address", "_regions")
    _address: int
    _regions: Regions

    def of(self, region: Union[TreeRegion, str]) -> Total:
        """The total of a region, which may be given by its code or name. KeyError where there is no such one."""
        found = self._regions.find(region) if isinstance(region, str) else region
        if found is None:
            raise KeyError(region)
        expect(TreeRegion, found)
        if found.regions._key is not self._regions._key:
            raise ValueError("the region is of another tree")
        return self._at(found.index)

    def _at(self, index: int) -> Total:
        made = Total.__new__(Total)
        made._totals, made._index = self, index
        return made

    def __len__(self) -> int:
        return self._read(raw.kepu_totals_count, self._address)

    @overload
    def __getitem__(self, index: int) -> Total: ...

    @overload
    def __getitem__(self, index: slice) -> List[Total]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Total, List[Total]]:
        return Items("Total", len(self), self._at)[index]

    def __iter__(self) -> Iterator[Total]:
        return iter(Items("Total", len(self), self._at))

    def __repr__(self) -> str:
        return "<Totals, closed>" if self.closed else f"<Totals, {len(self)}>"


class Total:
    """The figure of a region, what it is made of, and what it covers."""

    __slots__ = ("_index", "_totals")
    _totals: Totals
    _index: int

    def __init__(self) -> None:
        raise TypeError("a total is read from Totals")

    def _get(self, function: Callable[..., T], *more: Any) -> T:
        return self._totals._read(function, self._totals._address, self._index, *more)

    @property
    def region(self) -> TreeRegion:
        """The region."""
        return self._totals._regions[self._index]

    @property
    def value(self) -> Optional[Decimal]:
        """The figure; None where no region below has one."""
        return self._totals._read(decimal_out, raw.kepu_totals_value, self._totals._address, self._index)

    def __float__(self) -> float:
        """The figure, of means and ratios the quotient of the exact sums; not a number where there is none."""
        return self._get(raw.kepu_totals_double)

    def _sum(self, which: TotalSum) -> Optional[Decimal]:
        text = self._totals._read_text(raw.kepu_totals_sum, self._totals._address, self._index, which)
        return None if text is None else Decimal(text)

    @property
    def numerator(self) -> Optional[Decimal]:
        """Of a mean or a ratio the exact sum that is divided."""
        return self._sum(TotalSum.NUMERATOR)

    @property
    def denominator(self) -> Optional[Decimal]:
        """Of a mean or a ratio the exact sum that it is divided by."""
        return self._sum(TotalSum.DENOMINATOR)

    @property
    def own(self) -> Optional[Decimal]:
        """What a region with others below it observed itself, whether the figure was made of it or not."""
        return self._totals._read(decimal_out, raw.kepu_totals_own, self._totals._address, self._index)

    @property
    def covered(self) -> int:
        """How many of the lowest regions under it the figure covers."""
        return self._get(raw.kepu_totals_covered)

    @property
    def leaves(self) -> int:
        """How many lowest regions there are under it, without those to which the indicator does not apply."""
        return self._get(raw.kepu_totals_leaves)

    @property
    def missing(self) -> List[TreeRegion]:
        """The lowest regions under it that the figure does not cover."""
        missing: List[TreeRegion] = []
        at = 0
        while True:
            read = raw.kepu_totals_missing
            found = self._totals._read(sizes_out, 1, read, self._totals._address, self._index, at)
            if found is None:
                return missing
            missing.append(self._totals._regions[found[0]])
            at = found[0] + 1

    def __repr__(self) -> str:
        if self._totals.closed:
            return "<Total, closed>"
        return f"<Total {self.region.code} {self.value}, {self.covered}/{self.leaves}>"
