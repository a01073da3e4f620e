"""Units scored by a scheme: points, totals, ranks, grades, awards, why they are so, and what it would take."""

from __future__ import annotations

from ctypes import byref, c_int32, c_int64, c_void_p
from decimal import Decimal
from typing import Any, Callable, Iterator, List, Optional, Sequence, TypeVar, Union, overload

from ._core import Closable, Items, Owned, buffer_out, decimal_out, expect, handle_out, int32, made_decimal, size, text_in
from ._library import raw
from .enums import AwardResult, ErrorCode, Language, LineKind, Need, State
from .errors import call
from .findings import Findings
from .scheme import _NONE, Element, Scheme

__all__ = ["Explanation", "ExplanationLine", "Score", "ScoredUnit"]

T = TypeVar("T")


class Score(Closable, Sequence["ScoredUnit"]):
    """The units of :class:`Inputs` as a scheme scores them: group by group, in a group by rank. It never changes, any number
    of threads may read it, and it needs neither inputs nor scheme to stay open."""

    __slots__ = ("_address", "_findings", "_key")
    _address: int
    _findings: Findings
    _key: object

    @classmethod
    def _made(cls, inputs: int, key: object, stage: Optional[str]) -> Score:
        findings = c_void_p()
        wanted = text_in(stage)
        address = handle_out(lambda out, err: raw.kepu_score_new(inputs, *wanted, out, byref(findings), err))
        made = cls.__new__(cls)
        made._owned, made._address, made._key = Owned(address, raw.kepu_score_free), address, key
        made._findings = Findings._take(findings.value)
        return made

    @property
    def scheme(self) -> Scheme:
        """The scheme that the units were scored by."""
        return Scheme._of(self._hold(), self._read(raw.kepu_score_scheme, self._address) or 0, self._key)

    @property
    def findings(self) -> Findings:
        """What was found while scoring, as a divisor that is zero."""
        return self._findings

    @property
    def stage(self) -> Optional[str]:
        """Id of the stage that was scored; None where the scheme has no stages."""
        return self._read_text(raw.kepu_score_stage, self._address)

    @property
    def rank_decimals(self) -> int:
        """The precision at which ranks were taken: digits after the point."""
        return self._read(raw.kepu_score_rank_decimals, self._address)

    def find(self, unit: str) -> Optional[ScoredUnit]:
        """The unit with an id; None where there is none."""
        found = self._read(raw.kepu_score_find, self._address, *text_in(unit))
        return None if found == _NONE else self._at(found)

    def to_csv(self, *, bom: bool = False) -> bytes:
        """All units as a table, in UTF-8; spreadsheets in China want the byte order mark."""
        return self._read(buffer_out, raw.kepu_score_to_csv, self._address, int(bool(bom)))

    def to_json(self) -> bytes:
        """All units as JSON, with the points and states of all elements."""
        return self._read(buffer_out, raw.kepu_score_to_json, self._address)

    def _element(self, element: Union[Element, str]) -> int:
        """Index of an element of the same scheme, which may be given by its id."""
        if isinstance(element, str):
            held = self._hold()
            found = raw.kepu_scheme_find(raw.kepu_score_scheme(held.address), *text_in(element))
            if found == _NONE:
                raise KeyError(element)
            return found
        expect(Element, element)
        if element.scheme._key is not self._key:
            raise ValueError("the element is of another scheme")
        return element.index

    def _at(self, row: int) -> ScoredUnit:
        made = ScoredUnit.__new__(ScoredUnit)
        made._score, made.row = self, row
        return made

    def __len__(self) -> int:
        return self._read(raw.kepu_score_count, self._address)

    @overload
    def __getitem__(self, index: int) -> ScoredUnit: ...

    @overload
    def __getitem__(self, index: slice) -> List[ScoredUnit]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[ScoredUnit, List[ScoredUnit]]:
        return Items("ScoredUnit", len(self), self._at)[index]

    def __iter__(self) -> Iterator[ScoredUnit]:
        return iter(Items("ScoredUnit", len(self), self._at))

    def __repr__(self) -> str:
        return "<Score, closed>" if self.closed else f"<Score, {len(self)} units>"


class ScoredUnit:
    """One unit of a score. Elements of the scheme are given as they are, or by their ids; KeyError where there is no such
    id. Numbers are exact; what is not there is None."""

    __slots__ = ("_score", "row")
    _score: Score
    row: int
    """Its place in the score."""

    def __init__(self) -> None:
        raise TypeError("a unit is read from a Score")

    def _get(self, function: Callable[..., T], *more: Any) -> T:
        return self._score._read(function, self._score._address, self.row, *more)

    def _text(self, function: Callable[..., Optional[bytes]]) -> Optional[str]:
        return self._score._read_text(function, self._score._address, self.row)

    def _decimal(self, function: Callable[..., int], *more: Any) -> Optional[Decimal]:
        return self._score._read(decimal_out, function, self._score._address, self.row, *more)

    @property
    def id(self) -> str:
        """Id of the unit."""
        return self._text(raw.kepu_score_unit) or ""

    @property
    def name(self) -> str:
        """Its name, or else its id."""
        return self._text(raw.kepu_score_name) or ""

    @property
    def group(self) -> Optional[str]:
        """Id of the group that it is ranked in."""
        return self._text(raw.kepu_score_group)

    @property
    def grade(self) -> Optional[str]:
        """Id of its grade, after downgrades, gates and vetoes."""
        return self._text(raw.kepu_score_grade)

    @property
    def total(self) -> Optional[Decimal]:
        """Its total."""
        return self._decimal(raw.kepu_score_total)

    @property
    def rank(self) -> Optional[Decimal]:
        """Its rank in the group; equal units may share a mean, as 2.5."""
        return self._decimal(raw.kepu_score_rank)

    @property
    def provisional(self) -> bool:
        """Whether a stage that is required has not been done for it yet."""
        return bool(self._get(raw.kepu_score_provisional))

    @property
    def eligible(self) -> bool:
        """Whether it passed all gates and no veto has happened."""
        return bool(self._get(raw.kepu_score_eligible))

    def state(self, element: Union[Element, str]) -> State:
        """Whether an element has points, or why not."""
        return State(self._get(raw.kepu_score_state, self._score._element(element)))

    def points(self, element: Union[Element, str]) -> Optional[Decimal]:
        """Points of the scheme, a module or a criterion; of a gate 1 where it was passed, else 0; of a veto or downgrade how
        often it has happened."""
        return self._decimal(raw.kepu_score_points, self._score._element(element))

    def award(self, element: Union[Element, str]) -> AwardResult:
        """Whether it gets an award, or why not."""
        return AwardResult(self._get(raw.kepu_score_award, self._score._element(element)))

    def explain(self) -> Explanation:
        """Why it has this score, line by line."""
        made = Explanation.__new__(Explanation)
        address = self._get(lambda score, row: handle_out(raw.kepu_explanation_new, score, row))
        made._owned, made._address = Owned(address, raw.kepu_explanation_free), address
        made._scheme = self._score.scheme
        return made

    def need(self, element: Union[Element, str], what: int = Need.GRADE) -> Optional[Decimal]:
        """The smallest change of a criterion's raw value alone by which it has a better grade, or at least the total of the
        next unit above; None where no change does it."""
        at, wanted = self._score._element(element), int32(what)

        def ask(*outputs: Any) -> int:
            status = self._get(raw.kepu_score_need, at, wanted, *outputs)
            found.append(status == 0)
            return 0 if status == ErrorCode.NO_VALUE else status

        found: List[bool] = []
        coefficient, scale = c_int64(), c_int32()
        call(ask, byref(coefficient), byref(scale))
        return made_decimal(coefficient.value, scale.value) if found[0] else None

    def __repr__(self) -> str:
        return "<ScoredUnit, closed>" if self._score.closed else f"<ScoredUnit {self.id} {self.total}>"


class ExplanationLine:
    """One line of an explanation. Numbers are exact; what is not there is None."""

    __slots__ = ("_explanation", "index")
    _explanation: Explanation
    index: int
    """Its place in the explanation."""

    def __init__(self) -> None:
        raise TypeError("a line is read from an Explanation")

    def _get(self, function: Callable[..., T], *more: Any) -> T:
        return self._explanation._read(function, self._explanation._address, self.index, *more)

    @property
    def what(self) -> LineKind:
        """What it is about."""
        return LineKind(self._get(raw.kepu_explanation_what))

    @property
    def depth(self) -> int:
        """How deep it stands: it lies in the nearest line above it that is less deep."""
        return self._get(raw.kepu_explanation_depth)

    @property
    def element(self) -> Element:
        """The element of the scheme that it is about, or belongs to."""
        return self._explanation._scheme._at(self._get(raw.kepu_explanation_element))

    @property
    def points(self) -> Optional[Decimal]:
        """Its points; of a figure, measure or target the value, of a rank the rank, of a need the change."""
        return self._explanation._read(decimal_out, raw.kepu_explanation_points, self._explanation._address, self.index)

    @property
    def adds(self) -> Optional[Decimal]:
        """What it adds to the line that it lies in; less than zero: what it takes off."""
        return self._explanation._read(decimal_out, raw.kepu_explanation_adds, self._explanation._address, self.index)

    @property
    def state(self) -> State:
        """Whether it has a value, or why not."""
        return State(self._get(raw.kepu_explanation_state))

    def text(self, language: int = Language.EN) -> str:
        """The line in words."""
        address = self._explanation._address
        return self._explanation._read_text(raw.kepu_explanation_text, address, self.index, int32(language)) or ""

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return "<ExplanationLine, closed>" if self._explanation.closed else f"<ExplanationLine {self.what.name} {self}>"


class Explanation(Closable, Sequence[ExplanationLine]):
    """Why a unit has its score: a list of lines, each with its depth. What the lines directly below one add makes up its
    points exactly. It never changes and stays when the score is closed."""

    __slots__ = ("_address", "_scheme")
    _address: int
    _scheme: Scheme

    def to_text(self, language: int = Language.EN, *, width: int = 0) -> str:
        """A table for a terminal of so many columns; 0: no line is broken."""
        wanted = (int32(language), size(width))
        return self._read(buffer_out, raw.kepu_explanation_to_text, self._address, *wanted).decode("utf-8")

    def to_json(self) -> bytes:
        """All lines as JSON, with the words in both languages."""
        return self._read(buffer_out, raw.kepu_explanation_to_json, self._address)

    def to_html(self, language: int = Language.EN) -> str:
        """A part of an HTML page: a section of the class ``kepu-score``, without scripts."""
        return self._read(buffer_out, raw.kepu_explanation_to_html, self._address, int32(language)).decode("utf-8")

    def _at(self, index: int) -> ExplanationLine:
        made = ExplanationLine.__new__(ExplanationLine)
        made._explanation, made.index = self, index
        return made

    def __len__(self) -> int:
        return self._read(raw.kepu_explanation_count, self._address)

    @overload
    def __getitem__(self, index: int) -> ExplanationLine: ...

    @overload
    def __getitem__(self, index: slice) -> List[ExplanationLine]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[ExplanationLine, List[ExplanationLine]]:
        return Items("ExplanationLine", len(self), self._at)[index]

    def __iter__(self) -> Iterator[ExplanationLine]:
        return iter(Items("ExplanationLine", len(self), self._at))

    def __repr__(self) -> str:
        return "<Explanation, closed>" if self.closed else f"<Explanation, {len(self)} lines>"
