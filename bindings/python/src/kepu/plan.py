"""A plan: read-only once made, read by any number of threads, alive as long as anything refers to it."""

from __future__ import annotations

import datetime
import json
from ctypes import byref, c_void_p
from decimal import Decimal
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    Dict,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Type,
    TypeVar,
    Union,
)

from ._core import (
    Closable,
    Content,
    Data,
    Items,
    Owned,
    Path,
    addresses_out,
    buffer_out,
    content_in,
    data_in,
    expect,
    handle_out,
    int32,
    int64,
    path_in,
    size,
    terminated,
    terminated_out,
    text_in,
    view_out,
)
from ._library import raw
from .changes import Change
from .enums import Format, Language, Level, Limit, MetadataField, PathKind, PlanStatus
from .errors import call
from .findings import Findings
from .parts import Annex, Assignment, Indicator, Node, PartBase, Phase, Unit
from .provenance import Provenance, Span

if TYPE_CHECKING:
    from .builder import Builder
    from .data import Data as Figures
    from .matrix import Matrix
    from .progress import Progress

__all__ = ["Basis", "Paragraph", "Period", "Plan", "Region", "file_digest", "load", "save_bytes"]

Limits = Mapping[Limit, int]
O = TypeVar("O", bound="OnPlan")


class Basis(NamedTuple):
    """A document the plan is based on."""

    title: str
    number: Optional[str]


class Period(NamedTuple):
    """The time a plan is for."""

    start: Optional[str]
    end: Optional[str]


class Region(NamedTuple):
    """The region a plan is for."""

    name: Optional[str]
    level: Level
    level_token: Optional[str]
    code: Optional[str]
    scheme: Optional[str]
    year: Optional[str]


class Paragraph(NamedTuple):
    """A paragraph of the cleaned source text, and the line of the original that it began on."""

    text: str
    line: Optional[int]


class Plan(Closable):
    """One document in force for a region and a period.

    A plan never changes and may be read by any number of threads; a :class:`Builder` makes another one of it. Iterating
    over it gives its top-level nodes.
    """

    __slots__ = ("_address", "_findings", "_key")
    _address: int
    _key: object
    _findings: Findings

    @classmethod
    def _of(cls, owned: Owned, findings: Optional[Findings] = None, key: Optional[object] = None) -> Plan:
        made = cls.__new__(cls)
        made._owned, made._address = owned, owned.address
        made._key = object() if key is None else key
        made._findings = Findings._none() if findings is None else findings
        return made

    @classmethod
    def _take(cls, address: int, findings: Optional[Findings] = None) -> Plan:
        """Of a reference that was handed out."""
        return cls._of(Owned(address, raw.kepu_plan_unref), findings)

    @classmethod
    def _share(cls, address: Optional[int]) -> Plan:
        """Of a plan that another object holds: takes a reference of its own."""
        return cls._take(raw.kepu_plan_ref(address) or 0)

    @classmethod
    def load(cls, path: Path, *, limits: Optional[Limits] = None) -> Plan:
        """Load a plan file: XML or JSON, packed or not, told apart by content."""
        return cls._loaded(raw.kepu_plan_load_file, limits, path_in(path))

    @classmethod
    def loads(cls, data: Data, name: Optional[str] = None, *, limits: Optional[Limits] = None) -> Plan:
        """Load a plan from memory; the name is for messages."""
        content = data_in(data)
        return cls._loaded(raw.kepu_plan_load_bytes, limits, content, len(content), terminated(name))

    @classmethod
    def from_json(cls, data: Content, *, limits: Optional[Limits] = None) -> Plan:
        """Load a plan from JSON, and nothing else."""
        content = content_in(data)
        return cls._loaded(raw.kepu_plan_from_json, limits, content, len(content))

    @classmethod
    def _loaded(cls, function: Callable[..., int], limits: Optional[Limits], *source: Any) -> Plan:
        options = _load_options(limits)
        findings = c_void_p()
        try:
            address = handle_out(lambda out, error: function(*source, _address(options), out, byref(findings), error))
        except BaseException:
            Findings._take(findings.value).close()
            raise
        return cls._take(address, Findings._take(findings.value))

    def save(self, path: Path, *, format: int = Format.BY_NAME, expected: Optional[str] = None) -> None:
        """Save to a file, whole or not at all. With ``expected``, a digest by :func:`file_digest`, a file that was
        changed meanwhile is a conflict; an empty one expects that there is no file yet."""
        options = _save_options(format, expected)
        held = self._hold()
        call(raw.kepu_plan_save_file, held.address, path_in(path), _address(options))

    def to_bytes(self, format: int = Format.XML) -> bytes:
        """The plan as a file's bytes. The same plan gives the same bytes."""
        return self._read(buffer_out, raw.kepu_plan_save_bytes, self._address, int32(format))

    def to_json(self) -> bytes:
        """The whole plan as JSON, in UTF-8: one call of the library, and :meth:`from_json` gives the same plan again."""
        return self._read(buffer_out, raw.kepu_plan_to_json, self._address)

    def to_json_view(self) -> memoryview:
        """The same without a copy, for what takes a buffer: a file, a socket, :meth:`from_json`."""
        return self._read(view_out, raw.kepu_plan_to_json, self._address)

    def to_facts(self) -> bytes:
        """The facts of a notice as JSON, in UTF-8: a projection for people, not the whole plan."""
        return self._read(buffer_out, raw.kepu_plan_to_facts, self._address)

    def to_html(self, findings: Optional[Findings] = None, language: int = Language.EN) -> bytes:
        """The source text as an HTML page, each fact marked where it was read, with a list that leads to each mark.

        Findings, like those of the import, are marked and listed besides. The language is that of all but the text.
        """
        if findings is None:
            return self._read(buffer_out, raw.kepu_plan_to_html, self._address, None, int32(language))
        expect(Findings, findings)
        held = self._hold()
        page = findings._read(buffer_out, raw.kepu_plan_to_html, held.address, findings._address, int32(language))
        del held
        return page

    def facts(self) -> Dict[str, Any]:
        """The same as Python's dictionaries and lists."""
        facts: Dict[str, Any] = json.loads(self.to_facts())
        return facts

    def doubts(self) -> Findings:
        """What to look at, in the plan's order: findings about facts that nobody has looked at, what :meth:`onto` found
        about those that somebody has, and each other part that nobody has looked at."""
        return Findings._take(self._read(handle_out, raw.kepu_plan_doubts, self._address))

    def onto(self, reviewed: Plan) -> Plan:
        """Take this new reading of a notice over onto a plan that was looked over.

        What somebody confirmed, corrected, entered or removed there stays so, all else follows the reading. Where there is
        nothing new, that is the plan itself, else its next revision. Its :attr:`findings` are what no longer fits.
        """
        held, other, findings = self._hold(), reviewed._hold(), c_void_p()
        onto = raw.kepu_plan_onto
        try:
            address = handle_out(lambda out, error: onto(held.address, other.address, out, byref(findings), error))
        except BaseException:
            Findings._take(findings.value).close()
            raise
        key = reviewed._key if address == other.address else None
        return Plan._of(Owned(address, raw.kepu_plan_unref), Findings._take(findings.value), key)

    def check(self) -> Findings:
        """Look the plan over: references, periods, due dates, repeated paths, tasks without a lead or any unit."""
        return Findings._take(self._read(handle_out, raw.kepu_plan_check, self._address))

    def matrix(self, *, inherited: bool = False) -> Matrix:
        """The responsibility matrix; with ``inherited`` nodes have the units of the sections they stand in, too."""
        from .matrix import Matrix

        return Matrix._made(self, inherited)

    def progress(
        self,
        data: Optional[Figures] = None,
        date: Optional[Union[datetime.date, str]] = None,
        *,
        path: int = PathKind.LINEAR,
        green: Optional[Union[Decimal, int, str]] = None,
        yellow: Optional[Union[Decimal, int, str]] = None,
        tolerance: Optional[Union[Decimal, int, str]] = None,
        exact: bool = False,
    ) -> Progress:
        """The indicators judged for a day, by the figures of the plan and those given; docs/indicators.md has the rules.

        The day is a date or text like ``2023-06-30``, of a period like ``2023-Q2`` its last; None: the last day of the
        plan's period. Green and yellow are the lowest shares of what is expected that are so, 1 and 0.9; tolerance is by
        what share of a target that is about a number a value may differ, 0.05; with ``exact`` a bare number has to be met
        exactly.
        """
        from .progress import Progress

        return Progress._made(self, data, date, path, (green, yellow, tolerance), exact)

    def change(self) -> Builder:
        """A builder with a copy of this plan: what it finishes is the next revision, and this plan stays as it is."""
        from .builder import Builder

        return Builder.from_plan(self)

    @property
    def findings(self) -> Findings:
        """What was found and kept in the file though this version does not know it."""
        return self._findings

    @property
    def uid(self) -> Optional[str]:
        """The caller's uid, else ``sha256:`` and the digest of the source bytes."""
        return self._read_text(raw.kepu_plan_uid, self._address)

    @property
    def revision(self) -> int:
        """1 for an import, one more with each finished change."""
        return self._read(raw.kepu_plan_revision, self._address)

    @property
    def status(self) -> PlanStatus:
        """Draft, in force, superseded."""
        return PlanStatus(self._read(raw.kepu_plan_status, self._address))

    @property
    def status_token(self) -> Optional[str]:
        """The status as it stands in the file, also where this version does not know it."""
        return self._read_text(raw.kepu_plan_status_token, self._address)

    @property
    def supersedes(self) -> Optional[str]:
        """Uid of the plan that this one supersedes."""
        return self._read_text(raw.kepu_plan_supersedes, self._address)

    @property
    def superior(self) -> Optional[str]:
        """Uid or address of the superior plan."""
        return self._read_text(raw.kepu_plan_superior, self._address)

    @property
    def importer(self) -> Optional[str]:
        """Name and version of what imported the source text."""
        return self._read_text(raw.kepu_plan_importer, self._address)

    @property
    def source_digest(self) -> Optional[str]:
        """Digest of the original bytes."""
        return self._read_text(raw.kepu_plan_source_digest, self._address)

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The cleaned source text."""
        return Items("paragraph", self._read(raw.kepu_plan_paragraph_count, self._address), self._paragraph)

    def _paragraph(self, index: int) -> Paragraph:
        text = self._read_text(raw.kepu_plan_paragraph, self._address, index) or ""
        return Paragraph(text, self._read(raw.kepu_plan_paragraph_line, self._address, index) or None)

    def quote(self, span: Span) -> str:
        """The words of the source text that a span stands for."""
        text = self._read_text(raw.kepu_plan_paragraph, self._address, size(span.paragraph)) or ""
        return text[span.offset : span.offset + span.length]

    def metadata(self, field: int) -> List[str]:
        """All values of a field."""
        field = int32(field)
        count = self._read(raw.kepu_plan_metadata_count, self._address, field)
        return [self._read_text(raw.kepu_plan_metadata, self._address, field, index) or "" for index in range(count)]

    def metadata_provenance(self, field: int, index: int = 0) -> Optional[Provenance]:
        """Where a value of a field was read."""
        read = raw.kepu_plan_metadata_provenance
        return Provenance._of(self, self._read(read, self._address, int32(field), size(index)))

    def _first(self, field: int) -> Optional[str]:
        return self._read_text(raw.kepu_plan_metadata, self._address, field, 0)

    @property
    def title(self) -> Optional[str]:
        """Title of the plan."""
        return self._first(MetadataField.TITLE)

    @property
    def notice_title(self) -> Optional[str]:
        """Title of the covering notice."""
        return self._first(MetadataField.NOTICE_TITLE)

    @property
    def document_number(self) -> Optional[str]:
        """Document number of the notice."""
        return self._first(MetadataField.DOCUMENT_NUMBER)

    @property
    def issuers(self) -> List[str]:
        """Who issued it."""
        return self.metadata(MetadataField.ISSUER)

    @property
    def issue_date(self) -> Optional[str]:
        """When it was issued."""
        return self._first(MetadataField.ISSUE_DATE)

    @property
    def period(self) -> Period:
        """First and last date or year."""
        start = self._read_text(raw.kepu_plan_period_start, self._address)
        return Period(start, self._read_text(raw.kepu_plan_period_end, self._address))

    @property
    def recipients(self) -> List[str]:
        """Whom the notice is addressed to."""
        return self.metadata(MetadataField.RECIPIENT)

    @property
    def basis(self) -> List[Basis]:
        """Documents it is based on."""
        return [
            Basis(title, self._read_text(raw.kepu_plan_basis_number, self._address, index))
            for index, title in enumerate(self.metadata(MetadataField.BASIS))
        ]

    @property
    def region(self) -> Region:
        """The region it is for."""
        return Region(
            self._read_text(raw.kepu_plan_region_name, self._address),
            Level(self._read(raw.kepu_plan_region_level, self._address)),
            self._read_text(raw.kepu_plan_region_level_token, self._address),
            self._read_text(raw.kepu_plan_region_code, self._address),
            self._read_text(raw.kepu_plan_region_scheme, self._address),
            self._read_text(raw.kepu_plan_region_year, self._address),
        )

    @property
    def nodes(self) -> Sequence[Node]:
        """All nodes in document order, without those of annexes."""
        count = self._read(raw.kepu_plan_node_count, self._address)
        return Items("Node", count, lambda i: Node._sure(self, self._read(raw.kepu_plan_node_at, self._address, i)))

    @property
    def roots(self) -> Sequence[Node]:
        """The top-level nodes."""
        count = self._read(raw.kepu_plan_root_count, self._address)
        return Items("Node", count, lambda i: Node._sure(self, self._read(raw.kepu_plan_root_at, self._address, i)))

    def __iter__(self) -> Iterator[Node]:
        return iter(self.roots)

    @property
    def units(self) -> Sequence[Unit]:
        """The units."""
        count = self._read(raw.kepu_plan_unit_count, self._address)
        return Items("Unit", count, lambda i: Unit._sure(self, self._read(raw.kepu_plan_unit_at, self._address, i)))

    @property
    def assignments(self) -> Sequence[Assignment]:
        """All assignments in document order."""
        count, at = self._read(raw.kepu_plan_assignment_count, self._address), raw.kepu_plan_assignment_at
        return Items("Assignment", count, lambda i: Assignment._sure(self, self._read(at, self._address, i)))

    @property
    def indicators(self) -> Sequence[Indicator]:
        """All indicators in document order."""
        count, at = self._read(raw.kepu_plan_indicator_count, self._address), raw.kepu_plan_indicator_at
        return Items("Indicator", count, lambda i: Indicator._sure(self, self._read(at, self._address, i)))

    @property
    def phases(self) -> Sequence[Phase]:
        """The steps of the timetable."""
        count, at = self._read(raw.kepu_plan_phase_count, self._address), raw.kepu_plan_phase_at
        return Items("Phase", count, lambda i: Phase._sure(self, self._read(at, self._address, i)))

    @property
    def annexes(self) -> Sequence[Annex]:
        """The annexes."""
        count, at = self._read(raw.kepu_plan_annex_count, self._address), raw.kepu_plan_annex_at
        return Items("Annex", count, lambda i: Annex._sure(self, self._read(at, self._address, i)))

    @property
    def changes(self) -> Sequence[Change]:
        """What those changed who looked the plan over, oldest first."""
        count = self._read(raw.kepu_plan_change_count, self._address)
        at = raw.kepu_plan_change_at
        return Items("Change", count, lambda i: Change._sure(self, self._read(at, self._address, i)))

    def node(self, id: str) -> Optional[Node]:
        """The node with an id."""
        return Node._of(self, self._read(raw.kepu_plan_node_by_id, self._address, *text_in(id)))

    def nodes_by_path(self, path: str) -> List[Node]:
        """Nodes that a path stands for; paths may repeat."""
        found = self._read(addresses_out, raw.kepu_plan_nodes_by_path, self._address, *text_in(path))
        return [Node._sure(self, address) for address in found]

    def unit(self, id: str) -> Optional[Unit]:
        """The unit with an id."""
        return Unit._of(self, self._read(raw.kepu_plan_unit_by_id, self._address, *text_in(id)))

    def units_by_name(self, name: str) -> List[Unit]:
        """Units with a name: as written, canonical, or an alias."""
        found = self._read(addresses_out, raw.kepu_plan_units_by_name, self._address, *text_in(name))
        return [Unit._sure(self, address) for address in found]

    def owns(self, part: PartBase) -> bool:
        """Whether a part is of this plan."""
        return part.plan == self

    def __eq__(self, other: object) -> bool:
        return self._key is other._key if isinstance(other, Plan) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return "<Plan, closed>" if self.closed else f"<Plan {self.title or self.uid or ''}>"


class OnPlan(Closable):
    """Base of what was made of a plan, and holds it."""

    __slots__ = ("_address", "_plan", "_plan_owned")
    _address: int
    _plan: Plan
    _plan_owned: Owned

    @classmethod
    def _on(cls: Type[O], address: int, release: Callable[[int], None], plan: Plan, plan_owned: Owned) -> O:
        made = cls.__new__(cls)
        made._owned, made._address = Owned(address, release), address
        made._plan, made._plan_owned = plan, plan_owned
        return made

    @property
    def plan(self) -> Plan:
        """The plan it was made from."""
        self._hold()
        if self._plan.closed:
            self._plan = Plan._of(self._plan_owned, key=self._plan._key)
        return self._plan


def _address(options: Optional[Owned]) -> Optional[int]:
    return None if options is None else options.address


def _load_options(limits: Optional[Limits]) -> Optional[Owned]:
    if not limits:
        return None
    options = Owned(handle_out(raw.kepu_load_options_new), raw.kepu_load_options_free)
    for limit, value in limits.items():
        call(raw.kepu_load_options_set_limit, options.address, int32(limit), int64(value))
    return options


def _save_options(format: int, expected: Optional[str]) -> Optional[Owned]:
    if format == Format.BY_NAME and expected is None:
        return None
    options = Owned(handle_out(raw.kepu_save_options_new), raw.kepu_save_options_free)
    call(raw.kepu_save_options_set_format, options.address, int32(format))
    if expected is not None:
        call(raw.kepu_save_options_set_expected, options.address, terminated(expected))
    return options


def load(source: Union[Path, Data], name: Optional[str] = None, *, limits: Optional[Limits] = None) -> Plan:
    """Load a plan from a file, or from its bytes."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Plan.loads(source, name, limits=limits)
    return Plan.load(source, limits=limits)


def file_digest(path: Path) -> str:
    """Digest of a file's bytes, for ``expected`` of :meth:`Plan.save`. Take it before the file is loaded."""
    return terminated_out(raw.kepu_file_digest, path_in(path))


def save_bytes(path: Path, data: Data) -> None:
    """Write bytes to a file the way plans are saved: whole or not at all."""
    content = data_in(data)
    call(raw.kepu_file_save, path_in(path), content, len(content))
