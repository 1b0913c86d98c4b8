"""What members said of a draft before, at and after its vote; states and no persons.

>>> Stance.OBJECTS.prevents_consensus, Stance.RESERVES.prevents_consensus
(True, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tellers.model.ids import ParagraphId, UnitId, VersionId
from tellers.model.text import Text

__all__ = ["Consultation", "Explanation", "Moment", "Reservation", "Stance"]


class Stance(StrEnum):
    """A member's position on a paragraph while it is being negotiated."""

    SUPPORTS = "supports"
    CAN_LIVE_WITH = "can-live-with"
    RESERVES = "reserves"
    """Would let the text pass and say in a footnote that it does not share this paragraph."""
    OBJECTS = "objects"
    """Would not let the text pass without a vote while the paragraph is in it."""

    @property
    def prevents_consensus(self) -> bool:
        """Return whether the text cannot go through without a vote while this is held."""
        return self is Stance.OBJECTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One recorded position of one member on one paragraph; a later one of the same takes its place."""

    member: UnitId
    paragraph: ParagraphId
    stance: Stance
    on: str
    """The day, `YYYY-MM-DD`."""
    version: VersionId | None = None
    """The version it was said of; None where that is not recorded."""
    note: Text = Text()
    source: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """A footnote: a member lets the text stand and says, in it, what it does not share."""

    member: UnitId
    text: Text
    paragraph: ParagraphId | None = None
    """None where it is of the whole text."""
    on: str = ""


class Moment(StrEnum):
    """When a position was explained."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An explanation of position or of vote, as a delegation gave it."""

    member: UnitId
    when: Moment
    text: Text
    on: str = ""
    paragraph: ParagraphId | None = None
