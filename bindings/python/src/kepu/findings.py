"""What a check, an import or a load found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Iterator, List, Optional, Sequence, Union, overload

from ._core import Closable, Items, Owned, buffer_out, int32, sizes_out
from ._library import raw
from .enums import FindingCode, Language, Severity
from .provenance import Span

if TYPE_CHECKING:
    from .plan import Plan

__all__ = ["Finding", "Findings"]


class Finding:
    """One thing to look at again."""

    __slots__ = ("_findings", "index")
    _findings: Findings
    index: int
    """Its place in the list."""

    def __init__(self) -> None:
        raise TypeError("a Finding is read from a list of findings")

    @property
    def severity(self) -> Severity:
        """Note, warning or error."""
        return Severity(self._findings._read(raw.kepu_findings_severity, self._findings._address, self.index))

    @property
    def code(self) -> FindingCode:
        """What kind of finding; codes are listed in docs/codes.md."""
        return FindingCode(self._findings._read(raw.kepu_findings_code, self._findings._address, self.index))

    @property
    def name(self) -> str:
        """Name of the code, like ``task-without-lead``."""
        return (raw.kepu_finding_name(self.code, None) or b"").decode("utf-8")

    def message(self, language: int = Language.EN) -> str:
        """One line that says what was found."""
        findings = self._findings
        return findings._read_text(raw.kepu_findings_message, findings._address, self.index, int(language)) or ""

    @property
    def subject(self) -> Optional[str]:
        """Id of the plan's part that it is about."""
        return self._findings._read_text(raw.kepu_findings_subject, self._findings._address, self.index)

    @property
    def line(self) -> Optional[int]:
        """Line of the notice or plan file, from 1."""
        return self._findings._read(raw.kepu_findings_line, self._findings._address, self.index) or None

    @property
    def column(self) -> Optional[int]:
        """Column in characters, from 1."""
        return self._findings._read(raw.kepu_findings_column, self._findings._address, self.index) or None

    @property
    def span(self) -> Optional[Span]:
        """Its place in the plan's source text."""
        numbers = self._findings._read(sizes_out, 3, raw.kepu_findings_span, self._findings._address, self.index)
        return None if numbers is None else Span(*numbers)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.line, self.column) if part is not None)
        return f"{place}: {self.message()}" if place else self.message()

    def __repr__(self) -> str:
        return f"<Finding {self.name} {self}>"


class Findings(Closable, Sequence[Finding]):
    """A list of findings, in the order they were found."""

    __slots__ = ("_address",)
    _address: Optional[int]

    @classmethod
    def _of(cls, owned: Owned, address: Optional[int]) -> Findings:
        """Of an object that owns the list, or of the list itself."""
        made = cls.__new__(cls)
        made._owned, made._address = owned, address
        return made

    @classmethod
    def _none(cls) -> Findings:
        return cls._of(Owned(0, lambda address: None), None)

    @classmethod
    def _take(cls, address: Optional[int]) -> Findings:
        """Of a list that was handed out; none is an empty one."""
        return cls._of(Owned(address, raw.kepu_findings_free), address) if address else cls._none()

    def _items(self) -> Items[Finding]:
        return Items("finding", self._read(raw.kepu_findings_count, self._address), self._finding)

    def _finding(self, index: int) -> Finding:
        made = Finding.__new__(Finding)
        made._findings, made.index = self, index
        return made

    def __len__(self) -> int:
        return len(self._items())

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> List[Finding]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Finding, List[Finding]]:
        return self._items()[index]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._items())

    def count_of(self, severity: int) -> int:
        """How many are of a severity."""
        return self._read(raw.kepu_findings_count_severity, self._address, int(severity))

    def to_csv(self, plan: Optional[Plan] = None, language: int = Language.EN, *, bom: bool = False) -> bytes:
        """A table for spreadsheets: subject, path, severity, code, line, column, message, and the text that each is about
        with what stands around it, where the plan is given."""
        return self._with(plan, raw.kepu_findings_to_csv, int32(language), int(bool(bom)))

    def to_json(self, plan: Optional[Plan] = None, language: int = Language.EN) -> bytes:
        """The same as a JSON list of objects."""
        return self._with(plan, raw.kepu_findings_to_json, int32(language))

    def _with(self, plan: Optional[Plan], function: Callable[..., int], *arguments: int) -> bytes:
        held = plan._hold() if plan is not None else None
        made = self._read(buffer_out, function, self._address, held.address if held else None, *arguments)
        del held
        return made

    def __repr__(self) -> str:
        return "<Findings, closed>" if self.closed else f"<Findings, {len(self)}>"
