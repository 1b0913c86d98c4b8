"""Voting together: on how many of the votes that two members both took part in did they agree.

Two definitions, and which one is said with every number. `VOTES`: only votes for and against
count, and an abstention is as an absence. `WITH_ABSTENTIONS`: an abstention is a position of its
own, with which only another abstention agrees. Each share has its denominator, the votes in which
both took a counted position, which differs from pair to pair; two members that never did have no
share, which is not zero.

Members are put in an order in which those that vote alike stand together: the two groups that
agree most, over all votes of all their pairs, are joined first, each turned so that the ends that
meet agree most (average linkage, pooled; Sokal and Michener 1958). Only whole numbers are compared
and ties go to who comes first, so that the same votes give the same order.

>>> calls = [{"A": "for", "B": "for", "C": "against"}, {"A": "for", "B": "abstain", "C": "abstain"}]
>>> found = measure_agreement(calls, counted=VOTES)
>>> found.pair("A", "B"), found.pair("B", "C")
(Together(agreed=1, votes=1), Together(agreed=0, votes=1))
>>> measure_agreement(calls, counted=WITH_ABSTENTIONS).pair("B", "C")
Together(agreed=1, votes=2)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["VOTES", "WITH_ABSTENTIONS", "Agreement", "Together", "measure_agreement"]

VOTES = (Position.FOR, Position.AGAINST)
"""Votes for and against; whoever abstained took no part."""
WITH_ABSTENTIONS = (*VOTES, Position.ABSTAIN)
"""An abstention is a position, which only another one agrees with."""


@dataclass(frozen=True, slots=True)
class Together:
    """How often two members agreed, of how many votes both took part in."""

    agreed: int
    votes: int

    @property
    def share(self) -> Fraction | None:
        """Return the share of agreement; None where there is no vote to tell it from."""
        return Fraction(self.agreed, self.votes) if self.votes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of every two members over a series of roll calls."""

    members: tuple[str, ...]
    """In the order in which those that vote alike stand together."""
    calls: int
    counted: tuple[str, ...]
    """The positions that count as taking part: the definition."""
    took_part: Mapping[str, int]
    """By member, the roll calls in which it took a counted position."""
    pairs: Mapping[tuple[str, str], Together]
    """By two members, the one that comes first in `members` first."""

    def pair(self, one: str, other: str) -> Together:
        """Return the agreement of two members, in either order; `KeyError` for a stranger."""
        return self.pairs[one, other] if (one, other) in self.pairs else self.pairs[other, one]


def measure_agreement(calls: Sequence[Mapping[str, str]], *, counted: Sequence[str] = VOTES) -> Agreement:
    """Return the agreement of members over roll calls, each the position by member.

    A member that a roll call does not name took no part in it. Cost: two words of machine
    arithmetic a pair and 64 roll calls; a tenth of a second for 100 members and 645 roll calls.
    """
    masks = _masks(calls, counted)
    took = {member: _union(held) for member, held in masks.items()}
    names = sorted(masks)
    pairs = {
        (one, other): Together(
            sum((a & b).bit_count() for a, b in zip(masks[one], masks[other], strict=True)),
            (took[one] & took[other]).bit_count(),
        )
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    }
    order = _alike_together(names, pairs)
    return Agreement(
        members=order,
        calls=len(calls),
        counted=tuple(str(position) for position in counted),
        took_part={member: took[member].bit_count() for member in order},
        pairs={
            (one, other): pairs[(one, other) if one < other else (other, one)]
            for place, one in enumerate(order)
            for other in order[place + 1 :]
        },
    )


def _masks(calls: Sequence[Mapping[str, str]], counted: Sequence[str]) -> dict[str, list[int]]:
    """Return by member and counted position the roll calls in which it took it, a bit each."""
    places = {str(position): place for place, position in enumerate(counted)}
    masks: dict[str, list[int]] = {}
    for number, call in enumerate(calls):
        for member, position in call.items():
            held = masks.setdefault(member, [0] * len(places))
            if position in places:
                held[places[position]] |= 1 << number
    return masks


def _union(masks: Sequence[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _alike_together(names: Sequence[str], pairs: Mapping[tuple[str, str], Together]) -> tuple[str, ...]:
    """Return the members in an order in which those that agree most stand together."""
    groups: list[tuple[str, ...]] = [(name,) for name in names]
    between = {
        (one, other): (pairs[names[one], names[other]].agreed, pairs[names[one], names[other]].votes)
        for one in range(len(names))
        for other in range(one + 1, len(names))
    }
    alive = list(range(len(names)))
    nearest = {one: _nearest(one, alive, between) for one in alive[:-1]}
    while len(alive) > 1:
        one = max(nearest, key=lambda place: (_Share(between[place, nearest[place]]), -place))
        other = nearest[one]
        groups[one] = _joined(groups[one], groups[other], pairs)
        alive.remove(other)
        nearest.pop(other, None)
        for third in alive:
            if third != one:
                gone = between[min(third, other), max(third, other)]
                kept = between[min(third, one), max(third, one)]
                between[min(third, one), max(third, one)] = (kept[0] + gone[0], kept[1] + gone[1])
        for place in alive[:-1]:
            if place == one or nearest.get(place) in {one, other, None}:
                nearest[place] = _nearest(place, alive, between)
            elif place < one:
                known = nearest[place]
                nearest[place] = _nearest(place, sorted((known, one)), between)
        nearest.pop(alive[-1], None)
    return groups[alive[0]] if alive else ()


def _nearest(one: int, alive: Sequence[int], between: Mapping[tuple[int, int], tuple[int, int]]) -> int:
    """Return the later group that agrees most with a group, the first of several."""
    later = [other for other in alive if other > one]
    return max(later, key=lambda other: (_Share(between[one, other]), -other))


@dataclass(frozen=True, slots=True)
class _Share:
    """A share that compares in whole numbers; one of no votes is less than any other."""

    of: tuple[int, int]

    def __lt__(self, other: _Share) -> bool:
        (agreed, votes), (others, of_others) = self.of, other.of
        if not votes or not of_others:
            return not votes and bool(of_others)
        return agreed * of_others < others * votes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Share) and not self < other and not other < self

    def __hash__(self) -> int:
        return hash(Fraction(*self.of) if self.of[1] else None)


def _joined(
    one: tuple[str, ...], other: tuple[str, ...], pairs: Mapping[tuple[str, str], Together]
) -> tuple[str, ...]:
    """Return two groups side by side, turned so that the members that meet agree most."""

    def meeting(turned: tuple[tuple[str, ...], tuple[str, ...]]) -> _Share:
        ends = turned[0][-1], turned[1][0]
        together = pairs[min(ends), max(ends)]
        return _Share((together.agreed, together.votes))

    first, second = max(_turned(one, other), key=meeting)
    return (*first, *second)


def _turned(
    one: tuple[str, ...], other: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    yield one, other
    yield one[::-1], other
    yield one, other[::-1]
    yield one[::-1], other[::-1]
