"""The responsibility matrix: units x nodes x roles."""

from __future__ import annotations

from ctypes import byref, c_int32, c_size_t, c_void_p
from typing import Callable, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Type, TypeVar, Union

from ._abi import KEPU_MATRIX_INHERITED
from ._core import Items, Owned, buffer_out, expect, handle_out, int32, size
from ._library import raw
from .enums import Cell, ErrorCode
from .errors import KepuError
from .parts import Assignment, Node, PartBase, Unit
from .plan import OnPlan, Plan

__all__ = ["Entry", "Matrix"]

P = TypeVar("P", bound=PartBase)


class Entry(NamedTuple):
    """One assignment of one node, its own or inherited from a section above."""

    row: int
    column: int
    inherited: bool
    assignment: Assignment


class Matrix(OnPlan):
    """Who answers for what: rows are nodes, columns are units, cells hold roles. It never changes.

    It holds its plan, which may be closed before it.
    """

    __slots__ = ()

    @classmethod
    def _of(cls, address: int, plan: Plan, plan_owned: Owned) -> Matrix:
        return cls._on(address, raw.kepu_matrix_free, plan, plan_owned)

    @classmethod
    def _made(cls, plan: Plan, inherited: bool) -> Matrix:
        expect(Plan, plan)
        held = plan._hold()
        flags = KEPU_MATRIX_INHERITED if inherited else 0
        return cls._of(handle_out(raw.kepu_matrix_new, held.address, flags), plan, held)

    @property
    def inherited(self) -> bool:
        """Whether nodes inherit from the sections they stand in."""
        return bool(self._read(raw.kepu_matrix_flags, self._address) & KEPU_MATRIX_INHERITED)

    def select(self, nodes: Optional[Iterable[Node]] = None, units: Optional[Iterable[Unit]] = None) -> Matrix:
        """A matrix of some rows and columns: nodes stand for themselves and all below them; None: all."""
        held = self._hold()
        kept: List[Owned] = []
        node_array, node_count = _addresses(Node, nodes, kept)
        unit_array, unit_count = _addresses(Unit, units, kept)
        make = raw.kepu_matrix_select
        address = handle_out(make, held.address, node_array, node_count, unit_array, unit_count)
        del kept
        return Matrix._of(address, self.plan, self._plan_owned)

    @property
    def rows(self) -> Sequence[Node]:
        """The nodes, in document order."""
        return self._parts(Node, self._read(raw.kepu_matrix_row_count, self._address), raw.kepu_matrix_row_node)

    @property
    def columns(self) -> Sequence[Unit]:
        """The units that have at least one assignment."""
        return self._parts(Unit, self._read(raw.kepu_matrix_column_count, self._address), raw.kepu_matrix_column_unit)

    def _parts(self, kind: Type[P], count: int, at: Callable[[Optional[int], int], Optional[int]]) -> Sequence[P]:
        def item(index: int) -> P:
            return kind._sure(self.plan, self._read(at, self._address, index))

        return Items(kind.__name__, count, item)

    def row_of(self, node: Node) -> Optional[int]:
        """Row of a node; None where it has none."""
        expect(Node, node)
        kept, row = node._plan._hold(), c_size_t()
        status = self._read(raw.kepu_matrix_find_row, self._address, node._address, byref(row))
        del kept
        return None if status else row.value

    def column_of(self, unit: Unit) -> Optional[int]:
        """Column of a unit; None where it has none."""
        expect(Unit, unit)
        kept, column = unit._plan._hold(), c_size_t()
        status = self._read(raw.kepu_matrix_find_column, self._address, unit._address, byref(column))
        del kept
        return None if status else column.value

    def _row(self, row: Union[int, Node]) -> int:
        return _index(row, self.row_of(row) if isinstance(row, Node) else row, "node", "条目")

    def _column(self, column: Union[int, Unit]) -> int:
        return _index(column, self.column_of(column) if isinstance(column, Unit) else column, "unit", "单位")

    def cell(self, row: Union[int, Node], column: Union[int, Unit]) -> Cell:
        """Roles of a unit on a node."""
        return Cell(self._read(raw.kepu_matrix_cell, self._address, self._row(row), self._column(column)))

    def row_cells(self, row: Union[int, Node]) -> List[Tuple[int, Cell]]:
        """The cells of a row that hold a role, with their columns."""
        at = self._row(row)
        count = self._read(raw.kepu_matrix_row_cell_count, self._address, at)
        return [self._cell(raw.kepu_matrix_row_cell, at, index) for index in range(count)]

    def column_cells(self, column: Union[int, Unit]) -> List[Tuple[int, Cell]]:
        """The cells of a column that hold a role, with their rows."""
        at = self._column(column)
        count = self._read(raw.kepu_matrix_column_cell_count, self._address, at)
        return [self._cell(raw.kepu_matrix_column_cell, at, index) for index in range(count)]

    def _cell(self, function: Callable[..., int], line: int, index: int) -> Tuple[int, Cell]:
        other, roles = c_size_t(), c_int32()
        self._read(function, self._address, line, index, byref(other), byref(roles))
        return other.value, Cell(roles.value)

    def tally(self, roles: int = Cell.ANY) -> int:
        """How many cells have any of some roles."""
        return self._read(raw.kepu_matrix_tally, self._address, int32(roles))

    def row_tally(self, row: Union[int, Node], roles: int = Cell.ANY) -> int:
        """How many cells of a row have any of some roles."""
        return self._read(raw.kepu_matrix_row_tally, self._address, self._row(row), int32(roles))

    def column_tally(self, column: Union[int, Unit], roles: int = Cell.ANY) -> int:
        """How many cells of a column have any of some roles."""
        return self._read(raw.kepu_matrix_column_tally, self._address, self._column(column), int32(roles))

    @property
    def entries(self) -> Sequence[Entry]:
        """All assignments row by row: a node's own in the order of the notice, then those it inherits."""
        return Items("Entry", self._read(raw.kepu_matrix_entry_count, self._address), self._entry)

    def _entry(self, index: int) -> Entry:
        row, column, inherited = c_size_t(), c_size_t(), c_int32()
        self._read(raw.kepu_matrix_entry, self._address, index, byref(row), byref(column), byref(inherited))
        address = self._read(raw.kepu_matrix_entry_assignment, self._address, index)
        return Entry(row.value, column.value, bool(inherited.value), Assignment._sure(self.plan, address))

    def row_entries(self, row: Union[int, Node]) -> List[Entry]:
        """The entries of a row."""
        first = c_size_t()
        count = self._read(raw.kepu_matrix_row_entries, self._address, self._row(row), byref(first))
        return [self._entry(index) for index in range(first.value, first.value + count)]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @property
    def idle_units(self) -> Sequence[Unit]:
        """Units that no assignment names."""
        count = self._read(raw.kepu_matrix_idle_unit_count, self._address)
        return self._parts(Unit, count, raw.kepu_matrix_idle_unit_at)

    @property
    def leaderless(self) -> Sequence[Node]:
        """Tasks without a lead of their own or of a section they stand in."""
        count = self._read(raw.kepu_matrix_leaderless_count, self._address)
        return self._parts(Node, count, raw.kepu_matrix_leaderless_at)

    @property
    def unassigned(self) -> Sequence[Node]:
        """Tasks without any unit."""
        count = self._read(raw.kepu_matrix_unassigned_count, self._address)
        return self._parts(Node, count, raw.kepu_matrix_unassigned_at)

    def to_csv(self, *, bom: bool = False) -> bytes:
        """The matrix as a table, in UTF-8; spreadsheets in China want the byte order mark."""
        return self._read(buffer_out, raw.kepu_matrix_to_csv, self._address, int(bool(bom)))

    def __repr__(self) -> str:
        return "<Matrix, closed>" if self.closed else f"<Matrix {len(self.rows)} x {len(self.columns)}>"


def _addresses(kind: Type[P], parts: Optional[Iterable[P]], kept: List[Owned]) -> Tuple[Optional[object], int]:
    """An array of the library's pointers, whose plans are kept for the call."""
    if parts is None:
        return None, 0
    addresses = []
    for part in parts:
        expect(kind, part)
        kept.append(part._plan._hold())
        addresses.append(part._address)
    return (c_void_p * max(1, len(addresses)))(*addresses), len(addresses)


def _index(given: object, found: Optional[int], what: str, chinese: str) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        if found is None:
            raise KepuError(ErrorCode.NO_VALUE, f"this {what} is not in the matrix", f"表中没有这个{chinese}")
        raise TypeError(f"expected an index or a {what}, got {type(given).__name__}")
    return size(found)
