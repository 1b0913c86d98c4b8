"""Sharp bounds: the least and the most that every option can have, given what is missing.

The units without an account can add at most as many votes as voters are registered in them.
That capacity is the smallest of what is known:

1. the register of the whole contest, as stated, less the register of every covered unit
   (less the ballots on its sheet where its register is unknown), less the closed units;
2. the sum of the missing units' own registers, where all of them are listed with one (and no
   record with an unread option lacks register and ballots both: nothing would bound it).

A stated register that is smaller than what the covered units account for contradicts the records
and bounds nothing. Which of the two gave the capacity is kept, so that it can be told beside it.

Added to it: what figures that are unread on standing records could still hold. The bounds are
sharp: giving the whole capacity to one option, or to none, is a possible content of the
missing units, so no narrower interval is true without a further assumption. Assumptions: the
records are authentic; nobody votes who is not registered; a unit's votes do not exceed its
register; the stated register is that of this contest.

>>> interval_of(7_156_462, capacity=3_576_566)
(7156462, 10733028)
>>> Room(by_list=False, outstanding=3_576_566, unread=0, covered=17_745_239).capacity
3576566
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tellers.rules import bases_of, possible_outcomes

if TYPE_CHECKING:
    from tellers.model import Contest, OptionId, Outcome, Rule
    from tellers.tally.count import Tally

__all__ = ["Bounds", "Room", "bound_votes", "covered_voters", "interval_of", "room_under"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where the votes that could still be added would come from."""

    by_list: bool
    """Whether the missing units' own registers gave the smaller bound, and not the whole register."""
    outstanding: int
    """Voters registered in units without an account, by the smaller of the two."""
    unread: int
    """Votes that figures unread on standing records could still hold."""
    covered: int
    """Voters accounted for: covered registers, ballots where unknown, and closed units."""

    @property
    def capacity(self) -> int:
        """Return the votes that could still be added, in all."""
        return self.outstanding + self.unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the missing units could do to one tally."""

    room: Room
    registered: int
    """The register of the whole contest; where nobody states one, what is accounted for and the room."""
    votes: dict[OptionId, tuple[int, int]]
    """Least and most votes of every option, both attained by some content of the missing units."""
    margin: tuple[int, int]
    """Least and most of leader less second, both named by the tally as it stands; where several are
    elected, of the last elected less the first that is not."""
    outcomes: tuple[Outcome, ...]
    """The outcome as it stands, then those at the corners of what could be added."""

    @property
    def capacity(self) -> int:
        """Return the votes that could still be added, in all."""
        return self.room.capacity

    @property
    def covered(self) -> int:
        """Return the voters accounted for."""
        return self.room.covered

    @property
    def settled(self) -> bool:
        """Return whether every content of the missing units gives the same word and winners.

        Who of the two that go on to another round is first is no part of the outcome.
        """
        return len({(outcome.word, frozenset(outcome.winners)) for outcome in self.outcomes}) == 1


def interval_of(votes: int, *, capacity: int) -> tuple[int, int]:
    """Return the least and the most votes an option can have."""
    return votes, votes + capacity


def covered_voters(tally: Tally) -> int:
    """Return the voters accounted for: covered registers, ballots where unknown, and closed units."""
    known = tally.register
    return known.registered + known.unknown_voters + known.closed_registered


def room_under(tally: Tally, registered: int | None) -> Room | None:
    """Return the room under this register of the whole contest, or None where nothing bounds it.

    `registered` is the register of the whole contest, as stated, or None. Of two equal bounds the
    register's is told.
    """
    known, covered = tally.register, covered_voters(tally)
    choices = []
    if registered is not None and registered >= covered:
        choices.append((registered - covered, False))
    listed_all = tally.coverage.of_units in {None, known.listed_units}
    if known.missing_listed_registered is not None and listed_all and not known.unread_unbounded:
        choices.append((known.missing_listed_registered, True))
    if not choices:
        return None
    outstanding, by_list = min(choices)
    return Room(by_list=by_list, outstanding=outstanding, unread=known.unread_slack, covered=covered)


class Decides(Protocol):
    """Votes to start from, and the outcomes at the corners of what could be added to them."""

    @property
    def votes(self) -> dict[OptionId, int]:
        """Return the votes of every option."""

    def outcomes(self, rule: Rule, *, missing: int) -> tuple[Outcome, ...]:
        """Return the outcome as it stands, then those at the corners of so many missing votes."""


def bound_votes(
    contest: Contest, tally: Tally, registered: int | None, *, by: Decides | None = None
) -> Bounds | None:
    """Return the bounds under this register of the whole contest; None where nothing bounds it.

    `by` gives the votes that the outcome starts from and the outcomes they allow, where others are
    added to the tally's own or the rule asks for more than votes.
    """
    room = room_under(tally, registered)
    if room is None:
        return None
    capacity = room.capacity
    votes = tally.votes(contest) if by is None else by.votes
    ranked = sorted(votes.values(), reverse=True)[contest.rule.seats - 1 :]
    margin = ranked[0] - ranked[1] if len(ranked) > 1 else ranked[0]
    members = registered if registered is not None else room.covered + capacity
    return Bounds(
        room=room,
        registered=members,
        votes={option: interval_of(count, capacity=capacity) for option, count in votes.items()},
        margin=(margin - capacity, margin + capacity),
        outcomes=by.outcomes(contest.rule, missing=capacity)
        if by is not None
        else possible_outcomes(
            contest.rule, votes, bases_of(contest.rule, votes, members=members), missing=capacity
        ),
    )
