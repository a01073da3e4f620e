"""Evaluation schemes: what units are scored by. Read, written, looked over, and built."""

from __future__ import annotations

from ctypes import byref, c_size_t, c_void_p
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Callable, Iterator, List, Optional, Sequence, Union, overload

from ._core import Changing, Closable, Content, Items, Owned, Path, buffer_out, content_in, expect, handle_out, path_in, size, text_in
from ._library import raw
from .errors import call
from .findings import Findings
from .values import number_text

if TYPE_CHECKING:
    from .inputs import Inputs

__all__ = ["Element", "Scheme", "SchemeBuilder"]

_NONE = c_size_t(-1).value  # an index that is none


class Element:
    """One element of a scheme: a module, a criterion, a rule, a grade, … equal to another where it is the same one of the
    same scheme. Iterating over it gives the elements directly below it."""

    __slots__ = ("_scheme", "index")
    _scheme: Scheme
    index: int
    """Its place in the order of the file."""

    def __init__(self) -> None:
        raise TypeError("an element is read from a Scheme")

    @property
    def scheme(self) -> Scheme:
        """The scheme it stands in."""
        return self._scheme

    @property
    def kind(self) -> str:
        """Its name in XML, like ``criterion`` or ``ratio``."""
        return self._scheme._read_text(raw.kepu_scheme_kind, self._scheme._address, self.index) or ""

    @property
    def id(self) -> Optional[str]:
        """Its id."""
        return self.get("id")

    @property
    def name(self) -> Optional[str]:
        """Its name."""
        return self.get("name")

    def get(self, attribute: str) -> Optional[str]:
        """Text of an attribute as it was written, like ``points``; None where it has none."""
        return self._scheme._read_text(raw.kepu_scheme_value, self._scheme._address, self.index, *text_in(attribute))

    @property
    def parent(self) -> Optional[Element]:
        """The element that holds it; None for the scheme itself."""
        above = self._scheme._above(self.index)
        return None if above is None else self._scheme._at(above)

    @property
    def children(self) -> List[Element]:
        """The elements directly below it."""
        return [below for below in self.walk() if self._scheme._above(below.index) == self.index]

    def walk(self) -> Iterator[Element]:
        """The element itself and all below it, each before those below it."""
        yield self
        for index in range(self.index + 1, len(self._scheme)):
            above = self._scheme._above(index)
            if above is None or above < self.index:
                return
            yield self._scheme._at(index)

    def __iter__(self) -> Iterator[Element]:
        return iter(self.children)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Element):
            return NotImplemented
        return self.index == other.index and self._scheme._key is other._scheme._key

    def __hash__(self) -> int:
        return hash((self._scheme._key, self.index))

    def __repr__(self) -> str:
        return "<Element, closed>" if self._scheme.closed else f"<Element {self.kind} {self.id or self.index}>"


class Scheme(Closable, Sequence[Element]):
    """What is scored, by which rules, in which groups, grades and awards: the sequence of its elements, of which the first
    is the scheme itself. It never changes, and any number of threads may read it. docs/scoring.md has the elements."""

    __slots__ = ("_address", "_key")
    _address: int
    _key: object

    @classmethod
    def load(cls, path: Path) -> Scheme:
        """Load a scheme file: XML or JSON, packed or not, told apart by content."""
        return cls._made(raw.kepu_scheme_load_file, path_in(path))

    @classmethod
    def loads(cls, content: Content) -> Scheme:
        """The same from memory."""
        data = content_in(content)
        return cls._made(raw.kepu_scheme_load, data, len(data))

    @classmethod
    def _made(cls, function: Callable[..., int], *source: Any) -> Scheme:
        address = handle_out(function, *source)
        return cls._of(Owned(address, raw.kepu_scheme_free), address, object())

    @classmethod
    def _of(cls, owned: Owned, address: int, key: object) -> Scheme:
        """Of what holds the scheme; those with the same key are the same scheme."""
        made = cls.__new__(cls)
        made._owned, made._address, made._key = owned, address, key
        return made

    @property
    def root(self) -> Element:
        """The scheme itself."""
        return self._at(0)

    def find(self, id: str) -> Optional[Element]:
        """The element with an id; None where there is none. Ids of parts, levels and items are not looked for."""
        found = self._read(raw.kepu_scheme_find, self._address, *text_in(id))
        return None if found == _NONE else self._at(found)

    def to_xml(self) -> bytes:
        """The scheme as XML. The same scheme gives the same bytes."""
        return self._read(buffer_out, raw.kepu_scheme_to_xml, self._address)

    def to_json(self) -> bytes:
        """The scheme as JSON, which :meth:`loads` turns into the same scheme again."""
        return self._read(buffer_out, raw.kepu_scheme_to_json, self._address)

    def save(self, path: Path) -> None:
        """Save to a file as XML, whole or not at all."""
        self._read(call, raw.kepu_scheme_save_file, self._address, path_in(path))

    def check(self, inputs: Optional[Inputs] = None) -> Findings:
        """What is likely wrong with it, though it can be used; with units and figures what these show, too."""
        findings = c_void_p()

        def check(figures: Optional[int]) -> Findings:
            self._read(call, raw.kepu_scheme_check, self._address, figures, byref(findings))
            return Findings._take(findings.value)

        if inputs is None:
            return check(None)
        from .inputs import Inputs

        expect(Inputs, inputs)
        return inputs._together(check)

    def _above(self, index: int) -> Optional[int]:
        found = self._read(raw.kepu_scheme_parent, self._address, index)
        return None if found == _NONE else found

    def _at(self, index: int) -> Element:
        made = Element.__new__(Element)
        made._scheme, made.index = self, index
        return made

    def __len__(self) -> int:
        return self._read(raw.kepu_scheme_count, self._address)

    @overload
    def __getitem__(self, index: int) -> Element: ...

    @overload
    def __getitem__(self, index: slice) -> List[Element]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Element, List[Element]]:
        return Items("Element", len(self), self._at)[index]

    def __iter__(self) -> Iterator[Element]:
        return iter(Items("Element", len(self), self._at))

    def __repr__(self) -> str:
        return "<Scheme, closed>" if self.closed else f"<Scheme {self.root.id or ''}, {len(self)} elements>"


class SchemeBuilder(Changing):
    """Makes a scheme, element by element. Elements are told by the numbers that :meth:`add` returns.

    Every mistake is a :class:`KepuError`, and a call that failed leaves the builder as it was. A builder belongs to one
    thread at a time: a call while another thread's is under way is a :class:`BusyError`.
    """

    __slots__ = ()

    def __init__(self) -> None:
        self._start(handle_out(raw.kepu_scheme_builder_new), raw.kepu_scheme_builder_free)

    def add(self, kind: str, parent: Optional[int] = None) -> int:
        """Add an element behind those that its parent holds already; the first one has none and is the ``scheme``."""
        above = _NONE if parent is None else size(parent)

        def add(builder: int) -> int:
            made = c_size_t()
            call(raw.kepu_scheme_builder_add, builder, above, *text_in(kind), byref(made))
            return made.value

        return self._alone(add)

    def set(self, element: int, attribute: str, value: Union[str, int, Decimal, None]) -> None:
        """Set an attribute, which is checked at once; None takes it away."""
        text = text_in(None if value is None else number_text(value))
        at, name = size(element), text_in(attribute)
        self._alone(lambda builder: call(raw.kepu_scheme_builder_set, builder, at, *name, *text))

    def finish(self) -> Scheme:
        """Check the scheme as a whole and give it out. After a failure the builder can go on."""
        return self._alone(lambda builder: Scheme._made(raw.kepu_scheme_builder_finish, builder))

    def __repr__(self) -> str:
        return "<SchemeBuilder, closed>" if self.closed else "<SchemeBuilder>"
