"""Regions as a tree: which lies under which, their codes and levels, how many people live there."""

from __future__ import annotations

from ctypes import byref, c_int64, c_void_p
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Union, overload

from ._core import Closable, Content, Items, Owned, Path, content_in, handle_out, int32, path_in, sizes_out, text_in
from ._library import raw
from .enums import Level
from .findings import Findings

__all__ = ["Regions", "TreeRegion"]


class TreeRegion:
    """One region of a tree, equal to another where it is the same one of the same tree. Iterating over it gives the
    regions directly below it."""

    __slots__ = ("_regions", "index")
    _regions: Regions
    index: int
    """Its place in the order of the tree."""

    def __init__(self) -> None:
        raise TypeError("a region is read from Regions")

    def _text(self, function: Callable[[Optional[int], int, Any], Optional[bytes]]) -> Optional[str]:
        return self._regions._read_text(function, self._regions._address, self.index)

    @property
    def regions(self) -> Regions:
        """The tree it stands in."""
        return self._regions

    @property
    def code(self) -> str:
        """Its code, which no other one of the tree has."""
        return self._text(raw.kepu_regions_code) or ""

    @property
    def name(self) -> Optional[str]:
        """Its name, which others may have, too."""
        return self._text(raw.kepu_regions_name)

    @property
    def level(self) -> Level:
        """Its level."""
        return Level(self._regions._read(raw.kepu_regions_level, self._regions._address, self.index))

    @property
    def level_token(self) -> Optional[str]:
        """The level as it stands in the table, like ``county``."""
        return self._text(raw.kepu_regions_level_token)

    def is_of_level(self, level: str) -> bool:
        """Whether it is of a level (``county``), or of a depth (``1``: it lies under none)."""
        return bool(self._regions._read(raw.kepu_regions_is_of_level, self._regions._address, self.index, *text_in(level)))

    @property
    def scheme(self) -> Optional[str]:
        """What the code is one of, like GB/T 2260."""
        return self._text(raw.kepu_regions_scheme)

    @property
    def year(self) -> Optional[str]:
        """Year of the list that the code stands in."""
        return self._text(raw.kepu_regions_year)

    @property
    def parent(self) -> Optional[TreeRegion]:
        """The region it lies under; None for a root."""
        found = self._regions._read(sizes_out, 1, raw.kepu_regions_parent, self._regions._address, self.index)
        return None if found is None else self._regions._at(found[0])

    @property
    def children(self) -> List[TreeRegion]:
        """The regions directly below it."""
        return self._regions._children(self.index + 1, self._end)

    def walk(self) -> Iterator[TreeRegion]:
        """The region itself and all below it, each before those below it."""
        return map(self._regions._at, range(self.index, self._end))

    @property
    def _end(self) -> int:
        return self._regions._read(raw.kepu_regions_end, self._regions._address, self.index)

    def population(self, year: int) -> Optional[int]:
        """How many people lived there in a year; None where the table does not say."""
        people = c_int64()
        read = raw.kepu_regions_population
        status = self._regions._read(read, self._regions._address, self.index, int32(year), byref(people))
        return None if status else people.value

    @property
    def populations(self) -> Dict[int, int]:
        """The population of each year that the table has one for."""
        known = ((year, self.population(year)) for year in self._regions.population_years)
        return {year: people for year, people in known if people is not None}

    def __iter__(self) -> Iterator[TreeRegion]:
        return iter(self.children)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TreeRegion):
            return NotImplemented
        return self.index == other.index and self._regions._key is other._regions._key

    def __hash__(self) -> int:
        return hash((self._regions._key, self.index))

    def __repr__(self) -> str:
        return "<TreeRegion, closed>" if self._regions.closed else f"<TreeRegion {self.code} {self.name or ''}>"


class Regions(Closable, Sequence[TreeRegion]):
    """Regions in the order of the tree, each before those below it. They never change, and any number of threads may read
    them. docs/indicators.md has the columns of the table and says which rows are refused."""

    __slots__ = ("_address", "_findings", "_key")
    _address: int
    _findings: Findings
    _key: object

    @classmethod
    def from_csv_file(cls, path: Path) -> Regions:
        """Read the tree from a CSV file: UTF-8, or GB18030 as spreadsheets in China save it."""
        return cls._made(raw.kepu_regions_from_csv_file, path_in(path))

    @classmethod
    def from_csv(cls, table: Content) -> Regions:
        """Read the tree from a CSV table in memory: its text, or the bytes of a file."""
        content = content_in(table)
        return cls._made(raw.kepu_regions_from_csv, content, len(content))

    @classmethod
    def _made(cls, function: Callable[..., int], *source: Any) -> Regions:
        findings = c_void_p()
        address = handle_out(lambda out, error: function(*source, out, byref(findings), error))
        made = cls.__new__(cls)
        made._owned, made._address, made._key = Owned(address, raw.kepu_regions_free), address, object()
        made._findings = Findings._take(findings.value)
        return made

    @property
    def findings(self) -> Findings:
        """The rows that were refused, each with its line, its column and the reason."""
        return self._findings

    def find(self, text: str) -> Optional[TreeRegion]:
        """The region with a code, or else the only one with a name; None where there is none, or several have the name."""
        found = self._read(sizes_out, 1, raw.kepu_regions_find, self._address, *text_in(text))
        return None if found is None else self._at(found[0])

    @property
    def roots(self) -> List[TreeRegion]:
        """The regions that lie under none."""
        return self._children(0, len(self))

    @property
    def population_years(self) -> List[int]:
        """The years that the table has a column of populations for, in the order of the columns."""
        count = self._read(raw.kepu_regions_population_year_count, self._address)
        return [self._read(raw.kepu_regions_population_year, self._address, index) for index in range(count)]

    def _children(self, index: int, end: int) -> List[TreeRegion]:
        """From the first child to where what lies below the parent ends."""
        found = []
        while index < end:
            found.append(self._at(index))
            index = max(index + 1, self._read(raw.kepu_regions_end, self._address, index))
        return found

    def _at(self, index: int) -> TreeRegion:
        made = TreeRegion.__new__(TreeRegion)
        made._regions, made.index = self, index
        return made

    def __len__(self) -> int:
        return self._read(raw.kepu_regions_count, self._address)

    @overload
    def __getitem__(self, index: int) -> TreeRegion: ...

    @overload
    def __getitem__(self, index: slice) -> List[TreeRegion]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[TreeRegion, List[TreeRegion]]:
        return Items("TreeRegion", len(self), self._at)[index]

    def __iter__(self) -> Iterator[TreeRegion]:
        return iter(Items("TreeRegion", len(self), self._at))

    def __repr__(self) -> str:
        return "<Regions, closed>" if self.closed else f"<Regions, {len(self)}>"
