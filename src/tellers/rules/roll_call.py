"""A roll call as a rule sees it: who took which position, on the roll of that day.

A tally is not enough for a rule with a veto, a weight or a quorum: it asks who. Here the positions
of members become the votes, bases and circumstances that `decide` takes. A member without a position
adds to no count; one that is not on the roll is counted as recorded, and it is for a check to say so.

>>> from tellers.model import Body, Change, ChangeKind, Seat, Text
>>> seats = tuple(Seat(id=UnitId(name), name=Text.of(name), groups=("permanent",)) for name in "abc")
>>> joined = tuple(Change(seat=s.id, kind=ChangeKind.JOINED, on="1946-01-17") for s in seats)
>>> roll = Body(id="x", name=Text.of("X"), seats=seats, changes=joined).roll_on("1950-01-01")
>>> rule = Rule(kind="majority", wins=OptionId("for"), number=2, veto=Veto(group="permanent"))
>>> call = RollCall(positions={UnitId("a"): "for", UnitId("b"): "for", UnitId("c"): "against"}, roll=roll)
>>> outcome = decide_roll(rule, call)
>>> outcome.word.value, outcome.reasons
('not adopted', ('veto',))
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.model import FigureId, OptionId, Position, RollCall, Rule, UnitId, Veto
from tellers.rules.bases import Bases, bases_of
from tellers.rules.decide import decide
from tellers.rules.majority import Circumstances, Poll

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from tellers.model import Outcome

__all__ = ["Counted", "count_roll", "decide_roll", "entitled_of", "possible_rolls", "voting_of"]

_ = (UnitId, Veto)  # names the doctest uses
ABSTAIN = OptionId(Position.ABSTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One roll call as `decide` takes it."""

    votes: dict[OptionId, int]
    bases: Bases
    circumstances: Circumstances


def count_roll(rule: Rule, call: RollCall) -> Counted:
    """Return a roll call counted by head, in each weight the rule asks for, and in each group with a veto.

    Where the rule names no abstentions, `abstain` is one. Raises `ValueError` for a weight that the
    roll does not have for every member, and for a veto that no member of it has: nobody can say then
    that it was not used.
    """
    roll = call.roll
    poll = _poll(
        rule,
        call,
        held=Counter(call.positions.values()),
        of_roll=_of_roll(call, len),
    )
    asked = [*rule.requirements, *([rule.quorum.requirement] if rule.quorum else [])]
    weights = {requirement.weight for requirement in asked} - {""}
    groups = {}
    if rule.veto is not None:
        members = roll.groups.get(rule.veto.group, frozenset())
        if not members:
            message = (
                f"no member of the roll of {roll.on} is of the group {rule.veto.group!r}, which has the veto"
            )
            raise ValueError(message)
        inside = Counter(position for seat, position in call.positions.items() if seat in members)
        groups[rule.veto.group] = {option: inside[option] for option in call.options}
    return Counted(
        votes=dict(poll.votes),
        bases=poll.bases,
        circumstances=Circumstances(
            weighed={weight: _weigh(rule, call, weight) for weight in sorted(weights)},
            groups=groups,
            attending=call.attending,
            casting=call.casting,
        ),
    )


def decide_roll(rule: Rule, call: RollCall) -> Outcome:
    """Return the outcome of a roll call under a rule."""
    counted = count_roll(rule, call)
    return decide(rule, counted.votes, counted.bases, counted.circumstances)


def possible_rolls(rule: Rule, call: RollCall, missing: Collection[UnitId]) -> tuple[Outcome, ...]:
    """Return the outcome as recorded, then those where every missing member takes one and the same position.

    Who may not vote, or is never called, is left as recorded: it cannot change the outcome. Where an
    option fares the same or better with every further vote for it, as under all majorities, these corners
    decide whether the outcome is settled.
    """
    may = voting_of(call)
    missing = [seat for seat in missing if seat in may]
    corners = [dict(call.positions)]
    corners += [{**call.positions, **dict.fromkeys(missing, str(o))} for o in call.options if missing]
    return tuple(decide_roll(rule, replace(call, positions=corner)) for corner in corners)


def voting_of(call: RollCall) -> frozenset[UnitId]:
    """Return who could take a position on this question: who has a vote on it, and is called."""
    return frozenset(entitled_of(call)) & frozenset(call.roll.called)


def entitled_of(call: RollCall) -> tuple[UnitId, ...]:
    """Return who could vote on this question: the entitled of the roll, less those recorded as not entitled.

    A party to a dispute has its vote on everything else that day.
    """
    if Position.NOT_ENTITLED not in call.positions.values():
        return call.roll.entitled
    return tuple(s for s in call.roll.entitled if call.positions.get(s) != Position.NOT_ENTITLED)


def _of_roll(call: RollCall, size: Callable[[tuple[UnitId, ...]], int]) -> dict[str, int]:
    """Return the numbers of the roll by the field of `Bases` each is, as `size` counts seats.

    A party to the matter is who has a vote that day and none on this question.
    """
    roll, entitled = call.roll, entitled_of(call)
    return {
        "members": size(roll.members),
        "in_office": size(roll.in_office),
        "entitled": size(entitled),
        "without_parties": size(roll.members) - size(roll.entitled) + size(entitled),
    }


def _poll(rule: Rule, call: RollCall, *, held: Mapping[str, int], of_roll: Mapping[str, int]) -> Poll:
    """Return votes and bases from what each position holds, in any weight."""
    votes = {option: held.get(option, 0) for option in call.options}
    others = {FigureId(position): number for position, number in held.items() if position not in votes}
    if not rule.abstentions and ABSTAIN in votes:
        rule = replace(rule, abstentions=(ABSTAIN,))
    bases = bases_of(rule, votes, members=of_roll["members"], others=others)
    return Poll(
        votes=votes,
        bases=replace(
            bases,
            in_office=of_roll["in_office"],
            entitled=of_roll["entitled"],
            without_parties=of_roll["without_parties"],
        ),
    )


def _weigh(rule: Rule, call: RollCall, weight: str) -> Poll:
    """Return the roll call counted in a weight: every member is worth its value that day."""
    roll, values = call.roll, call.roll.weights.get(weight)
    lacking = [seat for seat in roll.members if values is None or seat not in values]
    if values is None or lacking:
        told = ", ".join(lacking[:5]) or "any member"
        message = f"the roll of {roll.on} has no {weight!r} for {told}"
        raise ValueError(message)
    held: Counter[str] = Counter()
    for seat, position in call.positions.items():
        held[position] += values.get(seat, 0)
    of_roll = _of_roll(call, lambda seats: _sum(values, seats))
    return _poll(rule, call, held=held, of_roll=of_roll)


def _sum(values: Mapping[UnitId, int], seats: Iterable[UnitId]) -> int:
    return sum(values[seat] for seat in seats)
