"""The parts of a plan. Each holds its plan, so it can be used for as long as anything refers to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Callable, Iterator, Optional, Sequence, Type, TypeVar

from ._core import Items, decimal_out
from ._library import raw
from .enums import Comparison, Counting, Every, Kind, Level, Nature, Role, RollupRule, ValueKind, ValueStatus
from .provenance import Provenance

if TYPE_CHECKING:
    from .plan import Plan

__all__ = ["Annex", "Assignment", "Indicator", "Node", "Part", "Phase", "Unit", "Value"]

T = TypeVar("T")
P = TypeVar("P", bound="PartBase")


class PartBase:
    """What lives in a plan: equal to another where it is the same thing of the same plan."""

    __slots__ = ("_address", "_plan")
    _plan: Plan
    _address: int

    def __init__(self) -> None:
        raise TypeError(f"a {type(self).__name__} is read from a plan; a Builder makes new ones")

    @classmethod
    def _of(cls: Type[P], plan: Plan, address: Optional[int]) -> Optional[P]:
        return cls._sure(plan, address) if address else None

    @classmethod
    def _sure(cls: Type[P], plan: Plan, address: Optional[int]) -> P:
        """For what is always there."""
        if not address:
            raise LookupError(f"there is no such {cls.__name__.lower()}")
        made = cls.__new__(cls)
        made._plan, made._address = plan, address
        return made

    @property
    def plan(self) -> Plan:
        """The plan it is part of."""
        return self._plan

    def _get(self, function: Callable[..., T], *arguments: Any) -> T:
        return self._plan._read(function, self._address, *arguments)

    def _text(self, function: Callable[..., Optional[bytes]], *arguments: Any) -> Optional[str]:
        return self._plan._read_text(function, self._address, *arguments)

    def _provenance(self, function: Callable[[Optional[int]], Optional[int]]) -> Optional[Provenance]:
        return Provenance._of(self._plan, self._get(function))

    def _list(
        self, kind: Type[P], count: Callable[[Optional[int]], int], at: Callable[[Optional[int], int], Optional[int]]
    ) -> Sequence[P]:
        plan, address = self._plan, self._address
        return Items(kind.__name__, self._get(count), lambda index: kind._sure(plan, plan._read(at, address, index)))

    def _texts(
        self, count: Callable[[Optional[int]], int], at: Callable[[Optional[int], int, Any], Optional[bytes]]
    ) -> Sequence[str]:
        return Items("text", self._get(count), lambda index: self._text(at, index) or "")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PartBase):
            return NotImplemented
        return self._address == other._address and type(self) is type(other) and self._plan == other._plan

    def __hash__(self) -> int:
        return hash(self._address)


class Part(PartBase):
    """A part with an id: node, unit, assignment, indicator, phase or annex."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """Opaque, unique in its file, never reused."""
        raise NotImplementedError

    @property
    def line(self) -> Optional[int]:
        """Line of the plan file it was loaded from."""
        raise NotImplementedError

    @property
    def column(self) -> Optional[int]:
        """Column of the plan file it was loaded from."""
        raise NotImplementedError

    @property
    def provenance(self) -> Optional[Provenance]:
        """Where it was read, by which rule, and who checked it."""
        raise NotImplementedError


class Node(Part):
    """A numbered heading or item of a plan. Iterating over it gives its children."""

    __slots__ = ()

    @property
    def id(self) -> str:
        return self._text(raw.kepu_node_id) or ""

    @property
    def line(self) -> Optional[int]:
        return self._get(raw.kepu_node_line) or None

    @property
    def column(self) -> Optional[int]:
        return self._get(raw.kepu_node_column) or None

    @property
    def provenance(self) -> Optional[Provenance]:
        return self._provenance(raw.kepu_node_provenance)

    @property
    def kind(self) -> Kind:
        """Task, action, part and so on."""
        return Kind(self._get(raw.kepu_node_kind))

    @property
    def kind_token(self) -> Optional[str]:
        """The kind as it stands in the file, also where this version does not know it."""
        return self._text(raw.kepu_node_kind_token)

    @property
    def label(self) -> Optional[str]:
        """Label as printed, like （一）."""
        return self._text(raw.kepu_node_label)

    @property
    def ordinal(self) -> Optional[str]:
        """Ordinal of the label as digits: 1 for （一）."""
        return self._text(raw.kepu_node_ordinal)

    @property
    def path(self) -> str:
        """Ordinals from the top, joined by dots; a repeated one ends in #2. For people; it may change."""
        return self._text(raw.kepu_node_path) or ""

    @property
    def level(self) -> int:
        """Number of steps of the path, from 1."""
        return self._get(raw.kepu_node_level)

    @property
    def title(self) -> Optional[str]:
        """Title without label."""
        return self._text(raw.kepu_node_title)

    @property
    def title_provenance(self) -> Optional[Provenance]:
        """Where the title was read."""
        return self._provenance(raw.kepu_node_title_provenance)

    @property
    def text(self) -> Optional[str]:
        """Text without label, title and unit lists; paragraphs are separated by a line feed."""
        return self._text(raw.kepu_node_text)

    @property
    def text_provenance(self) -> Optional[Provenance]:
        """Where the text was read."""
        return self._provenance(raw.kepu_node_text_provenance)

    @property
    def due(self) -> Optional[str]:
        """Deadline in the words of the notice."""
        return self._text(raw.kepu_node_due)

    @property
    def due_date(self) -> Optional[str]:
        """Deadline as a date, to be taken apart by :func:`kepu.parse_date`."""
        return self._text(raw.kepu_node_due_date)

    @property
    def ongoing(self) -> bool:
        """Whether it is to be kept up without end."""
        return bool(self._get(raw.kepu_node_due_ongoing))

    @property
    def due_provenance(self) -> Optional[Provenance]:
        """Where the deadline was read."""
        return self._provenance(raw.kepu_node_due_provenance)

    @property
    def deliverable(self) -> Optional[str]:
        """What is to be handed in."""
        return self._text(raw.kepu_node_deliverable)

    @property
    def parent(self) -> Optional[Node]:
        """The node it stands under; None at the top."""
        return Node._of(self._plan, self._get(raw.kepu_node_parent))

    @property
    def children(self) -> Sequence[Node]:
        """The nodes below it."""
        return self._list(Node, raw.kepu_node_child_count, raw.kepu_node_child_at)

    def __iter__(self) -> Iterator[Node]:
        child = Node._of(self._plan, self._get(raw.kepu_node_first_child))
        while child is not None:
            yield child
            child = child.next

    def walk(self) -> Iterator[Node]:
        """The node itself and all below it, in document order."""
        yield self
        for child in self:
            yield from child.walk()

    @property
    def next(self) -> Optional[Node]:
        """The sibling after it."""
        return Node._of(self._plan, self._get(raw.kepu_node_next))

    @property
    def previous(self) -> Optional[Node]:
        """The sibling before it."""
        return Node._of(self._plan, self._get(raw.kepu_node_previous))

    @property
    def assignments(self) -> Sequence[Assignment]:
        """Its own assignments."""
        return self._list(Assignment, raw.kepu_node_assignment_count, raw.kepu_node_assignment_at)

    @property
    def indicators(self) -> Sequence[Indicator]:
        """Its own indicators."""
        return self._list(Indicator, raw.kepu_node_indicator_count, raw.kepu_node_indicator_at)

    @property
    def annex(self) -> Optional[Annex]:
        """The annex it stands in; None for a node of the plan itself."""
        return Annex._of(self._plan, self._get(raw.kepu_node_annex))

    def __repr__(self) -> str:
        return f"<Node {self.path} {self.title or ''}>"


class Unit(Part):
    """A body that answers for work."""

    __slots__ = ()

    @property
    def id(self) -> str:
        return self._text(raw.kepu_unit_id) or ""

    @property
    def line(self) -> Optional[int]:
        return self._get(raw.kepu_unit_line) or None

    @property
    def column(self) -> Optional[int]:
        return self._get(raw.kepu_unit_column) or None

    @property
    def provenance(self) -> Optional[Provenance]:
        return self._provenance(raw.kepu_unit_provenance)

    @property
    def name(self) -> str:
        """Name as written."""
        return self._text(raw.kepu_unit_name) or ""

    @property
    def canonical(self) -> Optional[str]:
        """Canonical name: what lists leave out restored, aliases left out."""
        return self._text(raw.kepu_unit_canonical)

    @property
    def aliases(self) -> Sequence[str]:
        """Its other names."""
        return self._texts(raw.kepu_unit_alias_count, raw.kepu_unit_alias_at)

    @property
    def level(self) -> Level:
        """Level of the territory that it serves."""
        return Level(self._get(raw.kepu_unit_level))

    @property
    def level_token(self) -> Optional[str]:
        """The level as it stands in the file, also where this version does not know it."""
        return self._text(raw.kepu_unit_level_token)

    @property
    def functions(self) -> Sequence[str]:
        """What it does, as tokens; the first is the primary one."""
        return self._texts(raw.kepu_unit_function_count, raw.kepu_unit_function_at)

    @property
    def is_group(self) -> bool:
        """Whether the name stands for several bodies."""
        return bool(self._get(raw.kepu_unit_is_group))

    @property
    def members(self) -> Sequence[Unit]:
        """The members of a group."""
        return self._list(Unit, raw.kepu_unit_member_count, raw.kepu_unit_member_at)

    @property
    def since(self) -> Optional[str]:
        """Since when the body exists."""
        return self._text(raw.kepu_unit_from)

    @property
    def until(self) -> Optional[str]:
        """Until when the body exists."""
        return self._text(raw.kepu_unit_until)

    @property
    def successor(self) -> Optional[Unit]:
        """The body that took its place."""
        return Unit._of(self._plan, self._get(raw.kepu_unit_successor))

    @property
    def code(self) -> Optional[str]:
        """Unified social credit code."""
        return self._text(raw.kepu_unit_code)

    @property
    def role(self) -> Optional[str]:
        """Role in the leading group."""
        return self._text(raw.kepu_unit_role)

    @property
    def liaison(self) -> Optional[str]:
        """Liaison person; left out of a public version."""
        return self._text(raw.kepu_unit_liaison)

    @property
    def assignments(self) -> Sequence[Assignment]:
        """Its assignments, in document order."""
        return self._list(Assignment, raw.kepu_unit_assignment_count, raw.kepu_unit_assignment_at)

    def __repr__(self) -> str:
        return f"<Unit {self.name}>"


class Assignment(Part):
    """Who does what: a unit, a node and a role."""

    __slots__ = ()

    @property
    def id(self) -> str:
        return self._text(raw.kepu_assignment_id) or ""

    @property
    def line(self) -> Optional[int]:
        return self._get(raw.kepu_assignment_line) or None

    @property
    def column(self) -> Optional[int]:
        return self._get(raw.kepu_assignment_column) or None

    @property
    def provenance(self) -> Optional[Provenance]:
        return self._provenance(raw.kepu_assignment_provenance)

    @property
    def node(self) -> Node:
        """The node."""
        return Node._sure(self._plan, self._get(raw.kepu_assignment_node))

    @property
    def unit(self) -> Unit:
        """The unit."""
        return Unit._sure(self._plan, self._get(raw.kepu_assignment_unit))

    @property
    def role(self) -> Role:
        """Lead, responsible or participant."""
        return Role(self._get(raw.kepu_assignment_role))

    @property
    def role_token(self) -> Optional[str]:
        """The role as it stands in the file, also where this version does not know it."""
        return self._text(raw.kepu_assignment_role_token)

    @property
    def since(self) -> Optional[str]:
        """Since when."""
        return self._text(raw.kepu_assignment_from)

    @property
    def until(self) -> Optional[str]:
        """Until when."""
        return self._text(raw.kepu_assignment_until)

    @property
    def leader(self) -> Optional[str]:
        """Responsible leader."""
        return self._text(raw.kepu_assignment_leader)

    @property
    def contact(self) -> Optional[str]:
        """Contact; left out of a public version."""
        return self._text(raw.kepu_assignment_contact)

    def __repr__(self) -> str:
        return f"<Assignment {self.node.path} {self.role_token} {self.unit.name}>"


class Indicator(Part):
    """What is measured. Iterating over it gives its targets, baselines and observations."""

    __slots__ = ()

    @property
    def id(self) -> str:
        return self._text(raw.kepu_indicator_id) or ""

    @property
    def line(self) -> Optional[int]:
        return self._get(raw.kepu_indicator_line) or None

    @property
    def column(self) -> Optional[int]:
        return self._get(raw.kepu_indicator_column) or None

    @property
    def provenance(self) -> Optional[Provenance]:
        return self._provenance(raw.kepu_indicator_provenance)

    @property
    def node(self) -> Optional[Node]:
        """The node it stands in; None for one of the plan as a whole."""
        return Node._of(self._plan, self._get(raw.kepu_indicator_node))

    @property
    def name(self) -> Optional[str]:
        """What is measured."""
        return self._text(raw.kepu_indicator_name)

    @property
    def unit(self) -> Optional[str]:
        """Unit of measure, like % or 人次."""
        return self._text(raw.kepu_indicator_unit)

    @property
    def comparison(self) -> Comparison:
        """How a value is compared with the target."""
        return Comparison(self._get(raw.kepu_indicator_comparison))

    @property
    def comparison_token(self) -> Optional[str]:
        """The comparison as it stands in the file, like >=."""
        return self._text(raw.kepu_indicator_comparison_token)

    @property
    def every(self) -> Every:
        """How often the target is to be reached."""
        return Every(self._get(raw.kepu_indicator_every))

    @property
    def every_token(self) -> Optional[str]:
        """The same as it stands in the file."""
        return self._text(raw.kepu_indicator_every_token)

    @property
    def per(self) -> Optional[str]:
        """What each the target holds for, like 县."""
        return self._text(raw.kepu_indicator_per)

    @property
    def counting(self) -> Counting:
        """What is counted: a level, a total, a flow."""
        return Counting(self._get(raw.kepu_indicator_counting))

    @property
    def counting_token(self) -> Optional[str]:
        """The same as it stands in the file."""
        return self._text(raw.kepu_indicator_counting_token)

    @property
    def numerator(self) -> Optional[str]:
        """What the numerator counts."""
        return self._text(raw.kepu_indicator_numerator)

    @property
    def denominator(self) -> Optional[str]:
        """What the denominator counts."""
        return self._text(raw.kepu_indicator_denominator)

    @property
    def factor(self) -> Optional[Decimal]:
        """Factor of the quotient, 100 for a percentage."""
        return self._plan._read(decimal_out, raw.kepu_indicator_factor, self._address)

    @property
    def weight(self) -> Optional[Indicator]:
        """The indicator that weighs this one in a roll-up."""
        return Indicator._of(self._plan, self._get(raw.kepu_indicator_weight))

    @property
    def rollup(self) -> RollupRule:
        """How results of lower levels are put together."""
        return RollupRule(self._get(raw.kepu_indicator_rollup))

    @property
    def rollup_token(self) -> Optional[str]:
        """The same as it stands in the file."""
        return self._text(raw.kepu_indicator_rollup_token)

    @property
    def nature(self) -> Nature:
        """Whether it binds (约束性) or is expected (预期性)."""
        return Nature(self._get(raw.kepu_indicator_nature))

    @property
    def nature_token(self) -> Optional[str]:
        """The same as it stands in the file."""
        return self._text(raw.kepu_indicator_nature_token)

    @property
    def values(self) -> Sequence[Value]:
        """Its targets, baselines and observations."""
        return self._list(Value, raw.kepu_indicator_value_count, raw.kepu_indicator_value_at)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def __repr__(self) -> str:
        return f"<Indicator {self.name or ''}>"


class Value(PartBase):
    """A target, baseline or observation. Numbers are exact: :class:`decimal.Decimal`."""

    __slots__ = ()

    @property
    def indicator(self) -> Indicator:
        """The indicator it belongs to."""
        return Indicator._sure(self._plan, self._get(raw.kepu_value_indicator))

    @property
    def provenance(self) -> Optional[Provenance]:
        """Where it was read."""
        return self._provenance(raw.kepu_value_provenance)

    @property
    def kind(self) -> ValueKind:
        """Target, baseline or observation."""
        return ValueKind(self._get(raw.kepu_value_kind))

    @property
    def kind_token(self) -> Optional[str]:
        """The kind as it stands in the file."""
        return self._text(raw.kepu_value_kind_token)

    @property
    def time(self) -> Optional[str]:
        """When it is due or was measured."""
        return self._text(raw.kepu_value_time)

    @property
    def low(self) -> Optional[Decimal]:
        """Lower end, or the number itself."""
        return self._plan._read(decimal_out, raw.kepu_value_low, self._address)

    @property
    def high(self) -> Optional[Decimal]:
        """Upper end."""
        return self._plan._read(decimal_out, raw.kepu_value_high, self._address)

    @property
    def low_text(self) -> Optional[str]:
        """Lower end as written."""
        return self._text(raw.kepu_value_low_text)

    @property
    def high_text(self) -> Optional[str]:
        """Upper end as written."""
        return self._text(raw.kepu_value_high_text)

    @property
    def quote(self) -> Optional[str]:
        """The clause that states it, as written."""
        return self._text(raw.kepu_value_quote)

    @property
    def region(self) -> Optional[str]:
        """Region it holds for: code or name."""
        return self._text(raw.kepu_value_region)

    @property
    def status(self) -> ValueStatus:
        """Status of an observation."""
        return ValueStatus(self._get(raw.kepu_value_status))

    @property
    def status_token(self) -> Optional[str]:
        """The status as it stands in the file."""
        return self._text(raw.kepu_value_status_token)

    @property
    def source(self) -> Optional[str]:
        """Where an observation comes from."""
        return self._text(raw.kepu_value_source)

    def __repr__(self) -> str:
        return f"<Value {self.kind_token} {self.time or ''} {self.low_text or ''}>"


class Phase(Part):
    """A step of the timetable."""

    __slots__ = ()

    @property
    def id(self) -> str:
        return self._text(raw.kepu_phase_id) or ""

    @property
    def line(self) -> Optional[int]:
        return self._get(raw.kepu_phase_line) or None

    @property
    def column(self) -> Optional[int]:
        return self._get(raw.kepu_phase_column) or None

    @property
    def provenance(self) -> Optional[Provenance]:
        return self._provenance(raw.kepu_phase_provenance)

    @property
    def label(self) -> Optional[str]:
        """The step's own name."""
        return self._text(raw.kepu_phase_label)

    @property
    def start(self) -> Optional[str]:
        """First date or year."""
        return self._text(raw.kepu_phase_start)

    @property
    def end(self) -> Optional[str]:
        """Last date or year."""
        return self._text(raw.kepu_phase_end)

    @property
    def text(self) -> Optional[str]:
        """What is to be done."""
        return self._text(raw.kepu_phase_text)

    def __repr__(self) -> str:
        return f"<Phase {self.label or ''} {self.start or ''}>"


class Annex(Part):
    """What stands after the plan's own text. Iterating over it gives its top-level nodes."""

    __slots__ = ()

    @property
    def id(self) -> str:
        return self._text(raw.kepu_annex_id) or ""

    @property
    def line(self) -> Optional[int]:
        return self._get(raw.kepu_annex_line) or None

    @property
    def column(self) -> Optional[int]:
        return self._get(raw.kepu_annex_column) or None

    @property
    def provenance(self) -> Optional[Provenance]:
        return self._provenance(raw.kepu_annex_provenance)

    @property
    def label(self) -> Optional[str]:
        """Label as printed, like 附件1."""
        return self._text(raw.kepu_annex_label)

    @property
    def title(self) -> Optional[str]:
        """Title."""
        return self._text(raw.kepu_annex_title)

    @property
    def text(self) -> Optional[str]:
        """Text; paragraphs are separated by a line feed."""
        return self._text(raw.kepu_annex_text)

    @property
    def roots(self) -> Sequence[Node]:
        """Its top-level nodes."""
        return self._list(Node, raw.kepu_annex_root_count, raw.kepu_annex_root_at)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.roots)

    def __repr__(self) -> str:
        return f"<Annex {self.label or ''} {self.title or ''}>"
