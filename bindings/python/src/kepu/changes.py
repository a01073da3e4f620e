"""What somebody changed who looked a plan over."""

from __future__ import annotations

from typing import Optional

from ._library import raw
from .enums import ChangeAction, PartKind
from .parts import PartBase

__all__ = ["Change"]


class Change(PartBase):
    """A change that was noted down: what stood there before and after, who changed it, and when."""

    __slots__ = ()

    @property
    def action(self) -> ChangeAction:
        """What it did: set a field, remove or move a part, take back or replace a check."""
        return ChangeAction(self._get(raw.kepu_change_action))

    @property
    def action_token(self) -> Optional[str]:
        """The same as its token, also where this version does not know it."""
        return self._text(raw.kepu_change_action_token)

    @property
    def part(self) -> PartKind:
        """What kind of part was changed."""
        return PartKind(self._get(raw.kepu_change_part))

    @property
    def part_token(self) -> Optional[str]:
        """The same as its token."""
        return self._text(raw.kepu_change_part_token)

    @property
    def id(self) -> Optional[str]:
        """Id of the part, which may be gone; None: the plan itself."""
        return self._text(raw.kepu_change_id)

    @property
    def parent(self) -> Optional[str]:
        """Id of the part that a removed one stood in."""
        return self._text(raw.kepu_change_parent)

    @property
    def field(self) -> Optional[str]:
        """The field, as :meth:`Builder.set` names it; ``value:0:low`` of a value, ``issuer:0`` of metadata."""
        return self._text(raw.kepu_change_field)

    @property
    def was(self) -> Optional[str]:
        """What stood there before; of what was removed the words it was read from."""
        return self._text(raw.kepu_change_was)

    @property
    def now(self) -> Optional[str]:
        """What stood there after."""
        return self._text(raw.kepu_change_now)

    @property
    def by(self) -> Optional[str]:
        """Who changed it."""
        return self._text(raw.kepu_change_by)

    @property
    def when(self) -> Optional[str]:
        """When that was, as the caller said."""
        return self._text(raw.kepu_change_when)

    def __repr__(self) -> str:
        return f"<Change {self.action_token} {self.id or 'plan'} {self.field or ''}>"
