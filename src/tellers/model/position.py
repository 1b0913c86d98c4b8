"""The positions a member can be recorded with, and which of them are presence and which a vote.

They stay apart in every record: whether an abstention stands in the base of a majority, or an
absence does, is what most disputed decisions turn on. In a contest each is the id of an option
or of a figure: `for`, `against` and `abstain` are options, the rest figures of the role
`position`.

>>> Position("not-participating") in PRESENT, Position.ABSTAIN in PRESENT
(False, True)
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["CAST", "PRESENT", "Position"]


class Position(StrEnum):
    """What one member did when the question was put."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    PRESENT = "present"
    """Present and not voting: answered the roll call and took no position."""
    NOT_PARTICIPATING = "not-participating"
    """Had a seat at the table and declared, or was recorded, to take no part in this vote."""
    ABSENT = "absent"
    PAIRED = "paired"
    """Agreed with a member of the other side that neither votes."""
    NOT_ENTITLED = "not-entitled"
    """A member without a vote that day: suspended, in arrears, a party to the matter."""
    INVALID = "invalid"
    """Cast a vote that does not count: for an ineligible person, unreadable."""
    BLANK = "blank"
    NOT_RECORDED = "not-recorded"
    """The record names the member and says nothing of its position."""


CAST = frozenset({Position.FOR, Position.AGAINST})
"""A vote cast, as most rules understand it: affirmative or negative."""
PRESENT = CAST | {Position.ABSTAIN, Position.PRESENT, Position.INVALID, Position.BLANK}
"""Who is taken to be present. Not who takes no part: some records put the absent there, so a quorum
is never reached by them; an assumption in the direction of fewer present."""
