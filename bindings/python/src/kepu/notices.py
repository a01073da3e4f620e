"""From a published notice to a plan."""

from __future__ import annotations

from ctypes import byref, c_int32, c_size_t
from typing import Any, Callable, NamedTuple, Optional, Sequence, Union

from ._core import Closable, Data, Items, Owned, Path, data_in, handle_out, path_in, terminated, text_in
from ._library import raw
from .enums import SegmentClass
from .errors import call
from .findings import Findings
from .parts import Node
from .plan import Plan
from .provenance import Span

__all__ = ["Import", "Segment", "import_notice"]


class Segment(NamedTuple):
    """What a piece of the source text is, and the node it belongs to."""

    kind: SegmentClass
    span: Span
    node: Optional[Node]


class Import(Closable):
    """What came out of reading a notice: the plan, and what to look at again. The plan may be kept longer than this."""

    __slots__ = ("_address", "_plan")
    _address: int
    _plan: Plan

    @classmethod
    def _made(cls, uid: Optional[str], function: Callable[..., int], *source: Any) -> Import:
        options: Optional[Owned] = None
        if uid is not None:
            options = Owned(handle_out(raw.kepu_import_options_new), raw.kepu_import_options_free)
            call(raw.kepu_import_options_set_uid, options.address, *text_in(uid))
        address = handle_out(function, *source, options.address if options else None)
        made = cls.__new__(cls)
        made._owned, made._address = Owned(address, raw.kepu_import_free), address
        made._plan = Plan._share(raw.kepu_import_plan(address))
        return made

    @property
    def plan(self) -> Plan:
        """The plan that was read."""
        self._hold()
        return self._plan

    @property
    def findings(self) -> Findings:
        """What to look at again; lines are those of the notice."""
        held = self._hold()
        return Findings._of(held, raw.kepu_import_findings(held.address))

    @property
    def segments(self) -> Sequence[Segment]:
        """Every character of the source text lies in exactly one of these, in order."""
        return Items("segment", self._read(raw.kepu_import_segment_count, self._address), self._segment)

    def _segment(self, index: int) -> Segment:
        kind, paragraph, offset, length = c_int32(), c_size_t(), c_size_t(), c_size_t()
        read = raw.kepu_import_segment
        self._read(read, self._address, index, byref(kind), byref(paragraph), byref(offset), byref(length))
        node = self._read(raw.kepu_import_segment_node, self._address, index)
        span = Span(paragraph.value, offset.value, length.value)
        return Segment(SegmentClass(kind.value), span, Node._of(self._plan, node))

    def __repr__(self) -> str:
        return "<Import, closed>" if self.closed else f"<Import {self._plan!r}>"


def import_notice(source: Union[Path, Data], name: Optional[str] = None, *, uid: Optional[str] = None) -> Import:
    """Read a notice from a file, or from its bytes: plain text or a web page, in UTF-8, UTF-16 with a byte order mark, or GB18030.

    What it is the bytes tell, not the name. Of a page the notice is read, and what the portal put around it is left out.

    The name is for messages about bytes; uid is that of the plan to be made.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        content = data_in(source)
        return Import._made(uid, raw.kepu_import_bytes, content, len(content), terminated(name))
    return Import._made(uid, raw.kepu_import_file, path_in(source))
