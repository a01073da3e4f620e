"""Where a fact was read, by which rule, and who checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, NamedTuple, Optional, Sequence

from ._core import Items, sizes_out
from ._library import raw
from .enums import Check, Rule

if TYPE_CHECKING:
    from .plan import Plan

__all__ = ["Provenance", "Span"]


class Span(NamedTuple):
    """A piece of the source text: a paragraph, and characters in it (code points, as Python counts them)."""

    paragraph: int
    offset: int
    length: int


class Provenance:
    """Where a fact was read, by which rule, and who checked it."""

    __slots__ = ("_address", "_plan")
    _plan: Plan
    _address: int

    def __init__(self) -> None:
        raise TypeError("a Provenance is read from a part of a plan")

    @classmethod
    def _of(cls, plan: Plan, address: Optional[int]) -> Optional[Provenance]:
        if not address:
            return None
        made = cls.__new__(cls)
        made._plan, made._address = plan, address
        return made

    @property
    def spans(self) -> Sequence[Span]:
        """Pieces of the source text; a title or a list may be broken over lines."""
        count = self._plan._read(raw.kepu_provenance_span_count, self._address)
        return Items("span", count, self._span)

    def _span(self, index: int) -> Span:
        numbers = self._plan._read(sizes_out, 3, raw.kepu_provenance_span, self._address, index)
        if numbers is None:
            raise IndexError(index)
        return Span(*numbers)

    @property
    def quotes(self) -> List[str]:
        """The words of the source text that the spans stand for."""
        return [self._plan.quote(span) for span in self.spans]

    @property
    def rule(self) -> Rule:
        """The rule that read the fact."""
        return Rule(self._plan._read(raw.kepu_provenance_rule, self._address))

    @property
    def rule_token(self) -> Optional[str]:
        """The rule's name, also where this version does not know it."""
        return self._plan._read_text(raw.kepu_provenance_rule_token, self._address)

    @property
    def findings(self) -> Sequence[str]:
        """Names of findings about the fact."""
        count = self._plan._read(raw.kepu_provenance_finding_count, self._address)
        return Items("name", count, self._finding)

    def _finding(self, index: int) -> str:
        return self._plan._read_text(raw.kepu_provenance_finding_at, self._address, index) or ""

    @property
    def check(self) -> Check:
        """Whether somebody looked at the fact."""
        return Check(self._plan._read(raw.kepu_provenance_check, self._address))

    @property
    def check_token(self) -> Optional[str]:
        """The same as its token, also where this version does not know it."""
        return self._plan._read_text(raw.kepu_provenance_check_token, self._address)

    @property
    def by(self) -> Optional[str]:
        """Who confirmed, corrected or entered it."""
        return self._plan._read_text(raw.kepu_provenance_by, self._address)

    @property
    def when(self) -> Optional[str]:
        """When that was, as the caller said."""
        return self._plan._read_text(raw.kepu_provenance_when, self._address)

    def __repr__(self) -> str:
        return f"<Provenance {self.rule_token}>"
