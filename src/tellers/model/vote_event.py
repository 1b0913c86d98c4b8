"""One vote as it is exchanged: what any published format says of it, in the house's words.

A vote event is what a file holds, not what is true: a file that names no rule has none here, and a
total that contradicts the names stands beside them. What the file says in fields that the house has no
word for is kept as raw text in `extra`, so that writing the file again gives it back byte for byte.

>>> event = VoteEvent(id="42", day="2024-07-31", title="A text", positions=(
...     VoterPosition(name="Peru", position=Position.FOR),
...     VoterPosition(name="Chile", position=Position.ABSENT)))
>>> event.counted
((<Position.FOR: 'for'>, 1), (<Position.ABSENT: 'absent'>, 1))
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model.ids import UnitId
from tellers.model.outcome import OutcomeWord
from tellers.model.position import Position
from tellers.model.rule import Rule

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["VoteEvent", "VoterPosition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterPosition:
    """One name of a roll call, and the position it stands with."""

    name: str
    """As it is printed; empty where the file gives an id alone."""
    position: Position
    seat: UnitId | None = None
    """The seat or voter's id, where there is one."""
    group: str = ""
    weight: Fraction | None = None
    pair: str = ""
    """Whom it is paired with, as the file calls that member."""
    called: bool = True
    """Whether it was called at all: a member may be counted and never called."""
    extra: tuple[tuple[str, str], ...] = ()
    """What else the file says of it, as raw text by name."""

    @property
    def printed(self) -> str:
        """Return what the record calls the voter: its name, else its id."""
        return self.name or str(self.seat or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteEvent:
    """One vote; what is empty or None is what the file is silent on."""

    id: str
    day: str = ""
    body: str = ""
    title: str = ""
    question: str = ""
    """What was required, as printed: "two thirds of the members"."""
    rule: Rule | None = None
    """The same as data."""
    positions: tuple[VoterPosition, ...] = ()
    totals: tuple[tuple[Position, int], ...] = ()
    """The published totals, in the order of the positions."""
    result: str = ""
    """As printed."""
    outcome: OutcomeWord | None = None
    required: int | None = None
    """The votes that were said to be required."""
    members: int | None = None
    """How many members there were said to be."""
    quorum: int | None = None
    """How many had to be there, as said."""
    attending: int | None = None
    """How many were said to be there."""
    casting: Position | None = None
    """The chair's casting vote, where one was used."""
    sources: tuple[str, ...] = ()
    form: str = ""
    """The format it was read from: whose raw text `extra` is."""
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def counted(self) -> tuple[tuple[Position, int], ...]:
        """Return how many names stand in each position, in the order of the positions."""
        counts = Counter(one.position for one in self.positions)
        return tuple((position, counts[position]) for position in Position if counts[position])
