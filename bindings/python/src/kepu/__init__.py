"""Plans for science literacy: from the published notice to a plan that software can work with.

>>> import kepu
>>> plan = kepu.import_notice("notice.txt").plan          # doctest: +SKIP
>>> for assignment in plan.assignments:                   # doctest: +SKIP
...     print(assignment.node.path, assignment.role, assignment.unit.name)

Everything is read from the C library that this package carries or finds; texts are ``str``, numbers ``Decimal``, lists
are sequences, failures are :class:`KepuError`. What is read from a plan holds the plan, so nothing has to be released in
any order, or at all.
"""

from typing import Dict, Optional

from . import _library, enums
from ._abi import VERSION as __version__
from ._library import LibraryError
from .builder import Builder
from .changes import Change
from .data import Data, Datum
from .enums import *  # noqa: F403  (each is listed in enums.__all__)
from .errors import BusyError, ClosedError, KepuError
from .findings import Finding, Findings
from .inputs import Inputs
from .matrix import Entry, Matrix
from .notices import Import, Segment, import_notice
from .parts import Annex, Assignment, Indicator, Node, Part, Phase, Unit, Value
from .plan import Basis, Paragraph, Period, Plan, Region, file_digest, load, save_bytes
from .progress import Progress, ProgressRow, Tally
from .provenance import Provenance, Span
from .regions import Regions, TreeRegion
from .rollup import Rolled, Rollup, Total, Totals
from .scheme import Element, Scheme, SchemeBuilder
from .score import Explanation, ExplanationLine, Score, ScoredUnit
from .values import DateRange, format_decimal, parse_date, parse_decimal

__all__ = [
    "Annex",
    "Assignment",
    "Basis",
    "Builder",
    "BusyError",
    "Change",
    "ClosedError",
    "Data",
    "DateRange",
    "Datum",
    "Element",
    "Entry",
    "Explanation",
    "ExplanationLine",
    "Finding",
    "Findings",
    "Import",
    "Indicator",
    "Inputs",
    "KepuError",
    "LibraryError",
    "Matrix",
    "Node",
    "Paragraph",
    "Part",
    "Period",
    "Phase",
    "Plan",
    "Progress",
    "ProgressRow",
    "Provenance",
    "Region",
    "Regions",
    "Rolled",
    "Rollup",
    "Scheme",
    "SchemeBuilder",
    "Score",
    "ScoredUnit",
    "Segment",
    "Span",
    "Tally",
    "Total",
    "Totals",
    "TreeRegion",
    "Unit",
    "Value",
    "__version__",
    "components",
    "file_digest",
    "format_decimal",
    "import_notice",
    "library_path",
    "library_version",
    "load",
    "parse_date",
    "parse_decimal",
    "save_bytes",
]
__all__ += enums.__all__


def library_version() -> str:
    """Version of the C library that is loaded."""
    return (_library.raw.kepu_version(None) or b"").decode("utf-8")


def library_path() -> str:
    """The name the C library was loaded by."""
    return _library.path


def components() -> Dict[str, Optional[str]]:
    """The libraries inside it with their versions; None for one that this build goes without."""
    found = {}
    for index in range(_library.raw.kepu_component_count()):
        name = (_library.raw.kepu_component_name(index, None) or b"").decode("utf-8")
        version = _library.raw.kepu_component_version(index, None)
        found[name] = None if version is None else version.decode("utf-8")
    return found
