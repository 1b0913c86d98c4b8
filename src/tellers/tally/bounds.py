"""Sharp bounds: the least and the most that every option can have, given what is missing.

The units without an account can add at most as many votes as voters are registered in them.
That capacity is the smallest of what is known:

1. the register of the whole contest, as stated, less the register of every covered unit
   (less the ballots on its sheet where its register is unknown), less the closed units;
2. the sum of the missing units' own registers, where all of them are listed with one (and no
   record with an unread option lacks register and ballots both: nothing would bound it).

Added to it: what figures that are unread on standing records could still hold. The bounds are
sharp: giving the whole capacity to one option, or to none, is a possible content of the
missing units, so no narrower interval is true without a further assumption. Assumptions: the
records are authentic; nobody votes who is not registered; a unit's votes do not exceed its
register; the stated register is that of this contest.

>>> interval_of(7_156_462, capacity=3_576_566)
(7156462, 10733028)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.rules import bases_of, possible_outcomes

if TYPE_CHECKING:
    from tellers.model import Contest, OptionId, Outcome
    from tellers.tally.count import Tally

__all__ = ["Bounds", "bound_votes", "capacity_under", "interval_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the missing units could do to one tally."""

    capacity: int
    """Votes that could still be added, in all."""
    registered: int
    """The register of the whole contest the capacity was taken from."""
    covered: int
    """Voters accounted for: covered registers, ballots where unknown, and closed units."""
    votes: dict[OptionId, tuple[int, int]]
    """Least and most votes of every option, both attained by some content of the missing units."""
    margin: tuple[int, int]
    """Least and most of leader less second, both named by the tally as it stands; where several are
    elected, of the last elected less the first that is not."""
    outcomes: tuple[Outcome, ...]
    """The outcome as it stands, then those at the corners of what could be added."""

    @property
    def settled(self) -> bool:
        """Return whether every content of the missing units gives the same word and winners.

        Who of the two that go on to another round is first is no part of the outcome.
        """
        return len({(outcome.word, frozenset(outcome.winners)) for outcome in self.outcomes}) == 1


def interval_of(votes: int, *, capacity: int) -> tuple[int, int]:
    """Return the least and the most votes an option can have."""
    return votes, votes + capacity


def capacity_under(tally: Tally, registered: int | None) -> tuple[int, int] | None:
    """Return (capacity, voters accounted for), or None where no register bounds it.

    `registered` is the register of the whole contest, as stated, or None.
    """
    known = tally.register
    covered = known.registered + known.unknown_voters + known.closed_registered
    choices = []
    if registered is not None:
        choices.append(max(0, registered - covered))
    listed_all = tally.coverage.of_units in {None, known.listed_units}
    if known.missing_listed_registered is not None and listed_all and not known.unread_unbounded:
        choices.append(known.missing_listed_registered)
    if not choices:
        return None
    return min(choices) + known.unread_slack, covered


def bound_votes(
    contest: Contest, tally: Tally, registered: int | None, *, votes: dict[OptionId, int] | None = None
) -> Bounds | None:
    """Return the bounds under this register of the whole contest; None where nothing bounds it.

    `votes` are those the outcome starts from: the tally's own, unless others are added to them.
    """
    found = capacity_under(tally, registered)
    if found is None:
        return None
    capacity, covered = found
    votes = tally.votes(contest) if votes is None else votes
    ranked = sorted(votes.values(), reverse=True)[contest.rule.seats - 1 :]
    margin = ranked[0] - ranked[1] if len(ranked) > 1 else ranked[0]
    members = registered if registered is not None else covered + capacity
    return Bounds(
        capacity=capacity,
        registered=members,
        covered=covered,
        votes={option: interval_of(count, capacity=capacity) for option, count in votes.items()},
        margin=(margin - capacity, margin + capacity),
        outcomes=possible_outcomes(
            contest.rule, votes, bases_of(contest.rule, votes, members=members), missing=capacity
        ),
    )
