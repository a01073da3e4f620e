"""The only way to make or change a plan: start, add, set, move and remove parts, finish."""

from __future__ import annotations

from ctypes import byref, c_char_p
from decimal import Decimal
from typing import Any, Callable, Optional, Union

from ._abi import KEPU_REMOVE_REFERENCES
from ._core import Changing, expect, handle_out, int32, int64, size, text_in
from ._library import raw
from .enums import Check, Comparison, Kind, MetadataField, Role, ValueKind
from .errors import call
from .parts import Part
from .plan import Plan
from .provenance import Span
from .values import number_text

__all__ = ["Builder"]

Id = Union[str, Part]
Number = Union[Decimal, int, str]


class Builder(Changing):
    """Makes a plan, or the next revision of one. Parts are named by their ids, which the ``add_`` methods return; a part of
    a plan stands for its id. Values of an indicator and metadata have an index instead.

    Every mistake is a :class:`KepuError` that names the id and leaves the builder as it was. A builder belongs to one
    thread at a time: a call while another thread's is under way is a :class:`BusyError`.
    """

    __slots__ = ()

    def __init__(self) -> None:
        self._start(handle_out(raw.kepu_builder_new), raw.kepu_builder_free)

    @classmethod
    def from_plan(cls, plan: Plan) -> Builder:
        """Start to change a plan: the builder holds a copy, and finishing gives the next revision."""
        expect(Plan, plan)
        held = plan._hold()
        made = cls.__new__(cls)
        made._start(handle_out(raw.kepu_builder_from_plan, held.address), raw.kepu_builder_free)
        return made

    def _call(self, function: Callable[..., int], *arguments: Any) -> None:
        self._alone(lambda builder: call(function, builder, *arguments))

    def _add(self, function: Callable[..., int], *arguments: Any) -> str:
        def add(builder: int) -> str:
            id = c_char_p()
            call(function, builder, *arguments, byref(id))
            return (id.value or b"").decode("utf-8")

        return self._alone(add)

    def add_node(
        self,
        kind: int = Kind.OTHER,
        *,
        parent: Optional[Id] = None,
        label: Optional[str] = None,
        title: Optional[str] = None,
    ) -> str:
        """Add a node after the last child of its parent, a node or an annex; without one, at the top of the plan."""
        return self._add(raw.kepu_builder_add_node, *_id(parent), int32(kind), *text_in(label), *text_in(title))

    def add_unit(self, name: str, *, group: bool = False) -> str:
        """Add a unit; a group stands for several bodies."""
        return self._add(raw.kepu_builder_add_unit, *text_in(name), int(bool(group)))

    def add_assignment(self, node: Id, unit: Id, role: int = Role.RESPONSIBLE) -> str:
        """Say that a unit has a role on a node."""
        return self._add(raw.kepu_builder_add_assignment, *_id(node), *_id(unit), int32(role))

    def add_indicator(
        self, name: str, comparison: int = Comparison.AT_LEAST, *, node: Optional[Id] = None, unit: Optional[str] = None
    ) -> str:
        """Add an indicator without values; without a node it is of the plan as a whole. The unit is that of measure."""
        return self._add(raw.kepu_builder_add_indicator, *_id(node), *text_in(name), *text_in(unit), int32(comparison))

    def add_value(
        self,
        indicator: Id,
        kind: int = ValueKind.TARGET,
        *,
        time: Optional[str] = None,
        low: Optional[Number] = None,
        high: Optional[Number] = None,
    ) -> None:
        """Add a target, baseline or observation. Numbers are exact: Decimal, int, or text as written."""
        ends = (*text_in(_number(low)), *text_in(_number(high)))
        self._call(raw.kepu_builder_add_value, *_id(indicator), int32(kind), *text_in(time), *ends)

    def add_phase(
        self,
        *,
        label: Optional[str] = None,
        start: Optional[str] = None,
        end: Optional[str] = None,
        text: Optional[str] = None,
    ) -> str:
        """Add a step of the timetable."""
        return self._add(raw.kepu_builder_add_phase, *text_in(label), *text_in(start), *text_in(end), *text_in(text))

    def add_annex(self, *, label: Optional[str] = None, title: Optional[str] = None) -> str:
        """Add an annex; its nodes are added with its id as parent."""
        return self._add(raw.kepu_builder_add_annex, *text_in(label), *text_in(title))

    def add_metadata(self, field: int, text: str, *, number: Optional[str] = None) -> None:
        """Add a value of a field, see :class:`MetadataField`; a field of one value takes the new one instead."""
        self._call(raw.kepu_builder_add_metadata, int32(field), *text_in(text), *text_in(number))

    def set_title(self, title: str) -> None:
        """Set the plan's title."""
        self.add_metadata(MetadataField.TITLE, title)

    def add_paragraph(self, text: str, line: int = 0) -> None:
        """Add a paragraph of the source text, to which spans refer; the line is that of the original, from 1."""
        self._call(raw.kepu_builder_add_paragraph, *text_in(text), int64(line))

    def set(self, part: Optional[Id], field: str, value: Union[str, bool, int, Decimal, Part, None]) -> None:
        """Set a field of a part, or of the plan itself (None). The value None takes a value away.

        plan: uid, status, supersedes, superior, digest, importer, region-name, region-level, region-code, region-scheme,
        region-year; node: kind!, label, title, text, due, due-date, ongoing, deliverable, ordinal; unit: name!, group,
        canonical, alias*, level, function*, member*, from, until, successor, code, role, liaison; assignment: node!, unit!,
        role!, from, until, leader, contact; indicator: node, name!, unit, comparison!, every, per, counting, numerator,
        denominator, factor, weight, rollup, nature, and of its last value quote, region, status, source; phase: label,
        start, end, text; annex: label, title, text. Fields marked * take one more value each time, those marked ! cannot be
        taken away. Kinds, roles and the like are set by their tokens.
        """
        self._call(raw.kepu_builder_set, *_id(part), *text_in(field), *text_in(_value(value)))

    def set_value(self, indicator: Id, index: int, field: str, value: Union[str, int, Decimal, None]) -> None:
        """Set a field of one of an indicator's values: kind (a token), time, low, high, quote, region, status, source."""
        self._call(raw.kepu_builder_set_value, *_id(indicator), size(index), *text_in(field), *text_in(_value(value)))

    def move_value(self, indicator: Id, index: int, to: int) -> None:
        """Give one of an indicator's values another index among them."""
        self._call(raw.kepu_builder_move_value, *_id(indicator), size(index), size(to))

    def remove_value(self, indicator: Id, index: int) -> None:
        """Remove one of an indicator's values."""
        self._call(raw.kepu_builder_remove_value, *_id(indicator), size(index))

    def set_metadata(self, field: int, index: int, text: str, *, number: Optional[str] = None) -> None:
        """Set a value of a metadata field that is there."""
        self._call(raw.kepu_builder_set_metadata, int32(field), size(index), *text_in(text), *text_in(number))

    def move_metadata(self, field: int, index: int, to: int) -> None:
        """Give a value of a metadata field another index among them."""
        self._call(raw.kepu_builder_move_metadata, int32(field), size(index), size(to))

    def remove_metadata(self, field: int, index: int) -> None:
        """Remove a value of a metadata field."""
        self._call(raw.kepu_builder_remove_metadata, int32(field), size(index))

    def move(self, part: Id, parent: Optional[Id] = None, *, before: Optional[Id] = None) -> None:
        """Move a part before another of its kind, or behind the last.

        The parent of a node is a node, an annex, or None for the top of the plan; that of an assignment a node; that of an
        indicator a node, or None for the plan as a whole. Units, phases and annexes have none.
        """
        self._call(raw.kepu_builder_move, *_id(part), *_id(parent), *_id(before))

    def remove(self, part: Id, *, references: bool = False) -> None:
        """Remove a part with all below it.

        A unit or an indicator that others refer to is an error that names them, unless ``references`` says that they go,
        too: assignments are removed, other references taken away.
        """
        self._call(raw.kepu_builder_remove, *_id(part), KEPU_REMOVE_REFERENCES if references else 0)

    def add_span(self, part: Optional[Id], span: Span, *, field: Optional[str] = None) -> None:
        """Say where a fact stands in the source text: the part, or its ``title``, ``text``, ``due``, ``value`` (the last),
        ``value:3``; of the plan (None) the metadata: ``title``, ``issuer:0``."""
        numbers = (size(span.paragraph), size(span.offset), size(span.length))
        self._call(raw.kepu_builder_add_span, *_id(part), *text_in(field), *numbers)

    def set_check(
        self,
        part: Optional[Id],
        check: int = Check.CONFIRMED,
        *,
        by: Optional[str] = None,
        when: Optional[str] = None,
        field: Optional[str] = None,
    ) -> None:
        """Say who looked at a fact, and when."""
        self._call(raw.kepu_builder_set_check, *_id(part), *text_in(field), int32(check), *text_in(by), *text_in(when))

    def set_reviewer(self, by: Optional[str], when: Optional[str] = None) -> None:
        """Say who looks the plan over: what is done from now on is noted down, with who and when, until ``by`` is None.

        What is set is then corrected, what is added entered; :attr:`Plan.changes` has what stood there before.
        """
        self._call(raw.kepu_builder_set_reviewer, *text_in(by), *text_in(when))

    def confirm(self, part: Optional[Id] = None, *, field: Optional[str] = None) -> None:
        """Confirm a fact, or all of a part's own; without a part, the plan's metadata. A reviewer must be set."""
        self._call(raw.kepu_builder_confirm, *_id(part), *text_in(field))

    def undo(self, part: Optional[Id] = None) -> None:
        """Take back what was noted down about a part, or the plan: fields are what they were at first, facts unseen."""
        self._call(raw.kepu_builder_undo, *_id(part))

    def set_fact(self, part: Optional[Id], name: str, value: Union[str, bool, int, Decimal, Part, None]) -> None:
        """Set a fact by its name in :meth:`Plan.facts`, with a value as it stands there: op, value, year, quote, unit (its
        name as written) and so on; the metadata of the plan (None) as ``issuer`` or ``recipients:2``."""
        self._call(raw.kepu_builder_set_fact, *_id(part), *text_in(name), *text_in(_value(value)))

    def remove_provenance(self, part: Optional[Id], *, field: Optional[str] = None) -> None:
        """Take away all that is said of where a fact was read and who looked at it."""
        self._call(raw.kepu_builder_remove_provenance, *_id(part), *text_in(field))

    def finish(self) -> Plan:
        """The plan. The builder is spent then and can only be closed; after a failure it is as it was."""
        return Plan._take(self._alone(lambda builder: handle_out(raw.kepu_builder_finish, builder)))

    def __repr__(self) -> str:
        return "<Builder, closed>" if self.closed else "<Builder>"


def _id(part: Optional[Id]) -> Any:
    return text_in(part.id if isinstance(part, Part) else part)


def _number(number: Optional[Number]) -> Optional[str]:
    return None if number is None else number_text(number)


def _value(value: Union[str, bool, int, Decimal, Part, None]) -> Optional[str]:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Part):
        return value.id
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)
