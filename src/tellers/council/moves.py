"""Who could have taken another position, and in which order it is enough to try them.

Members with the same position that weigh the same and share a veto are interchangeable, so only
how many of them move is tried, never which. Where the rule is a majority in heads and at most one
weight, more follows. Whatever the members do, a heavier one never does less: votes in favour stand
in the sum with the factor 1 and in the base with a fraction of at most 1. So of those with one
position the heaviest go first, and positions that the rule cannot tell apart are one pool.

>>> from tellers.model import OptionId, Roll, Rule, UnitId
>>> seats = tuple(UnitId(name) for name in "abc")
>>> roll = Roll(on="2024-07-31", reading="", members=seats, in_office=seats, entitled=seats, called=seats,
...     contested=())
>>> call = RollCall(positions=dict(zip(seats, ("for", "abstain", "absent"))), roll=roll)
>>> rule = Rule(kind="majority", wins=OptionId("for"), base="members")
>>> [pool.seats for pool in pools_into(rule, call, "for")[0]]
[('b', 'c')]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.model import PRESENT, OptionId, Position, RollCall
from tellers.rules import BASES, decide_roll
from tellers.rules.bases import ROLL_BASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tellers.model import Outcome, Rule, UnitId

__all__ = [
    "Pool",
    "after",
    "heaviest_first",
    "is_ordered",
    "movable",
    "pools_into",
    "takings",
    "weights_of",
    "winner",
]

NO_MOVE = {Position.NOT_ENTITLED, Position.NOT_RECORDED}
NEAREST = [
    Position.ABSTAIN, Position.PRESENT, Position.BLANK, Position.INVALID, Position.PAIRED,
    Position.NOT_PARTICIPATING, Position.ABSENT, Position.AGAINST, Position.FOR,
]  # fmt: skip
"""Of members the rule cannot tell apart, those named first: who changes least."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Members of whom any number may move, in the order in which they are taken."""

    seats: tuple[UnitId, ...]


def movable(call: RollCall) -> tuple[UnitId, ...]:
    """Return the members whose position could have been another, in the order of the call.

    Not those without a recorded position or without a vote; nor those that did not vote and are
    not called or not entitled on the roll.
    """
    roll = call.roll
    members, may = set(roll.members), set(roll.entitled) & set(roll.called)
    return tuple(
        seat
        for seat, position in call.positions.items()
        if position not in NO_MOVE and (position in call.options or seat not in members or seat in may)
    )


def after(rule: Rule, call: RollCall, moves: Iterable[tuple[UnitId, str]]) -> Outcome:
    """Return the outcome had these members taken these positions.

    An attendance that was recorded apart grows by whoever is no longer absent, and shrinks by
    whoever is. A casting vote stays what it was, and counts only where votes are equal.
    """
    positions, attending = dict(call.positions), call.attending
    for seat, position in moves:
        if attending is not None:
            attending = max(0, attending + _attends(position) - _attends(positions[seat]))
        positions[seat] = position
    return decide_roll(rule, replace(call, positions=positions, attending=attending))


def winner(rule: Rule) -> OptionId:
    """Return the option a majority is for: `for` where the rule names none."""
    return OptionId(Position.FOR) if rule.wins is None else rule.wins


def weights_of(rule: Rule) -> list[str]:
    """Return the weights that a rule counts in, besides heads."""
    asked = [*rule.requirements, *([rule.quorum.requirement] if rule.quorum else [])]
    return sorted({one.weight for one in asked} - {""})


def _attends(position: str) -> bool:
    return position != Position.ABSENT


def is_ordered(rule: Rule, call: RollCall) -> bool:
    """Return whether the argument at the head of this module holds for a rule.

    It does for majorities with at most one weight, with bases of the roll or of the votes, with a
    quorum on the roll, and with a veto that a vote against is. Not where a casting vote was used: it
    counts at equal votes only, so that an abstention can do more harm than a vote against.
    """
    wins = winner(rule)
    weights = weights_of(rule)
    bases = {one.base for one in rule.requirements if one.number is None}
    against = OptionId(Position.AGAINST)
    opposed = against in call.options and against not in {wins, *rule.abstentions}
    asked = rule.quorum.requirement if rule.quorum else None
    quorum = asked is None or (
        (asked.number is not None or asked.base in ROLL_BASES) and not (asked.weight and rule.veto)
    )
    veto = rule.veto is None or (against in rule.veto.by and wins not in rule.veto.by)
    plain = bases <= set(BASES) and not (weights and "cast-or-invalid" in bases)
    casting = rule.tie == "casting" and call.casting is not None
    one_weight = rule.kind == "majority" and len(weights) <= 1
    return (
        one_weight and plain and not casting and opposed and quorum and veto and wins not in rule.abstentions
    )


def heaviest_first(rule: Rule, call: RollCall, seats: Iterable[UnitId]) -> list[tuple[UnitId, ...]]:
    """Return the orders in which it is enough to take members of one position.

    Heaviest first; and, where the rule has a veto, those with one before all others: every member
    that uses it must give it up, and one that does not is enough to use it.
    """
    weights = weights_of(rule)
    veto = call.roll.groups.get(rule.veto.group, frozenset()) if rule.veto else frozenset()

    def order(seat: UnitId) -> tuple[int, ...]:
        return (*(-call.roll.weights[weight].get(seat, 0) for weight in weights), _nearest(call, seat))

    plain = sorted(seats, key=order)
    vetoes_first = sorted(plain, key=lambda seat: seat not in veto)
    return [tuple(plain), *([tuple(vetoes_first)] if vetoes_first != plain else [])]


def _nearest(call: RollCall, seat: UnitId) -> int:
    position = call.positions[seat]
    return NEAREST.index(Position(position)) if position in NEAREST else len(NEAREST)


def pools_into(rule: Rule, call: RollCall, target: str) -> list[list[Pool]]:
    """Return, for an ordered rule, the pools of all who could move to a position, once an order.

    With a veto: heaviest first everywhere; then those with a veto first among those who use it, for
    it must be given up; then among those who do not, for one of them is enough.
    """
    by_effect: dict[tuple[bool, ...], list[UnitId]] = {}
    for seat in movable(call):
        if call.positions[seat] != target:
            by_effect.setdefault(_effect(rule, call, call.positions[seat]), []).append(seat)
    orders = {effect: heaviest_first(rule, call, seats) for effect, seats in by_effect.items()}
    firsts = (None, True, False) if rule.veto else (None,)
    choices = [
        [Pool(every[-1] if effect[0] is first else every[0]) for effect, every in orders.items()]
        for first in firsts
    ]
    return [pools for place, pools in enumerate(choices) if pools not in choices[:place]]


def _effect(rule: Rule, call: RollCall, position: str) -> tuple[bool, ...]:
    """Return all a rule can see of a position: is it a veto, is it for, does it stand in each base."""
    wins = winner(rule)
    abstentions = rule.abstentions or (Position.ABSTAIN,)
    option = position in call.options
    cast = option and position not in abstentions
    stands = {
        "present": option or position in PRESENT,
        "cast": cast,
        "cast-or-abstaining": option,
        "cast-or-invalid": cast or position == Position.INVALID,
    }
    used = {one.base for one in rule.requirements}
    if rule.quorum is not None:
        used.add(rule.quorum.counts)
    if rule.tie == "casting":
        used.add("cast")
    return (
        rule.veto is not None and position in rule.veto.by,
        position == wins,
        call.attending is not None and position == Position.ABSENT,
        *(stands[base] for base in sorted(used & set(stands))),
    )


def takings(sizes: Sequence[int], number: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to take so many from pools of these sizes, most from the first pool first.

    >>> list(takings([2, 1], 2))
    [(2, 0), (1, 1)]
    """
    if not sizes:
        if number == 0:
            yield ()
        return
    for first in range(min(sizes[0], number), max(0, number - sum(sizes[1:])) - 1, -1):
        for rest in takings(sizes[1:], number - first):
            yield (first, *rest)
