"""The same positions on another base, on another membership, under another rule.

Most disputes about a vote are not about who voted how; they are about what it is counted on. Here
every candidate is decided side by side. None is called right: which base, reading or rule holds is
for the body's law to say, and the rule applied stands first.

>>> from tellers.model import OptionId, Roll, RollCall, Rule, UnitId
>>> seats = tuple(UnitId(name) for name in "abcd")
>>> roll = Roll(on="2024-07-31", reading="", members=seats, in_office=seats, entitled=seats, called=seats,
...     contested=())
>>> call = RollCall(positions={seats[0]: "for", seats[1]: "for", seats[2]: "abstain"}, roll=roll)
>>> rule = Rule(kind="majority", wins=OptionId("for"), base="members")
>>> for one in outcomes_by_base(rule, call, ("members", "present")):
...     print(one.name, one.base_number, one.outcome.word.value)
members 4 not adopted
present 3 adopted
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tellers.council.moves import winner
from tellers.rules import BASES, count_roll, decide_roll, required_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tellers.model import Body, Outcome, RollCall, Rule

__all__ = [
    "Rival",
    "RivalOutcome",
    "outcome_depends",
    "outcomes_by_base",
    "outcomes_by_reading",
    "outcomes_by_rule",
]


class Rival(StrEnum):
    """What is put in the place of what was applied."""

    BASE = "base"
    READING = "reading"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalOutcome:
    """One candidate and the outcome under it."""

    by: Rival
    name: str
    """The base, the id of the reading, or the name of the rule."""
    applied: bool
    """Whether it is what the rule, the roll or the mapping says was applied."""
    outcome: Outcome | None
    """None where this rule cannot decide these positions; `why_not` says why."""
    base_number: int | None = None
    """What the first requirement is counted on; None where it asks for a number outright."""
    required: int | None = None
    votes: int | None = None
    """In the first requirement's own weight."""
    why_not: str = ""


def outcomes_by_base(rule: Rule, call: RollCall, bases: Sequence[str] = BASES) -> tuple[RivalOutcome, ...]:
    """Return the outcome with the first requirement counted on each base, its fraction as it is.

    The rule's own base stands where it is in `bases`. Nothing for a rule without a base: one that
    asks for a number of votes outright, or for the most votes.
    """
    if rule.number is not None or rule.kind == "plurality":
        return ()
    return tuple(
        _decided(replace(rule, base=base), call, by=Rival.BASE, name=base, applied=base == rule.base)
        for base in bases
    )


def outcomes_by_reading(rule: Rule, call: RollCall, body: Body) -> tuple[RivalOutcome, ...]:
    """Return the outcome on the roll of the same day under every reading of the membership.

    Positions stay as recorded, those of seats that a reading does not count as members too: it is
    the base that changes. One outcome, of the common ground, for a body without readings.
    """
    readings = [reading.id for reading in body.readings] or [""]
    return tuple(
        _decided(
            rule,
            replace(call, roll=body.roll_on(call.roll.on, reading=reading)),
            by=Rival.READING,
            name=reading,
            applied=reading == body.applied_reading,
        )
        for reading in readings
    )


def outcomes_by_rule(
    rules: Mapping[str, Rule], call: RollCall, *, applied: str = ""
) -> tuple[RivalOutcome, ...]:
    """Return the outcome under each rule, in the mapping's order; `applied` names the one that was."""
    return tuple(
        _decided(rule, call, by=Rival.RULE, name=name, applied=name == applied)
        for name, rule in rules.items()
    )


def outcome_depends(outcomes: Iterable[RivalOutcome]) -> bool:
    """Return whether two of these candidates that can be decided come to different outcomes."""
    found = {(one.outcome.word, one.outcome.winners) for one in outcomes if one.outcome is not None}
    return len(found) > 1


def _decided(rule: Rule, call: RollCall, *, by: Rival, name: str, applied: bool) -> RivalOutcome:  # noqa: PLR0913 (a row says all five)
    """Return one candidate decided, or why the rule cannot."""
    if rule.veto is not None and not call.roll.groups.get(rule.veto.group):
        nobody = f"no member of this roll is of the group {rule.veto.group!r}, which has the veto"
        return RivalOutcome(by=by, name=name, applied=applied, outcome=None, why_not=nobody)
    try:
        counted = count_roll(rule, call)
        outcome = decide_roll(rule, call)
    except ValueError as error:  # a weight, group or base that this roll does not have
        return RivalOutcome(by=by, name=name, applied=applied, outcome=None, why_not=str(error))
    base_number, required = None, None
    first, votes, bases = rule.first, counted.votes, counted.bases
    if rule.kind != "plurality":
        if first.weight:
            poll = counted.circumstances.weighed[first.weight]
            votes, bases = dict(poll.votes), poll.bases
        base_number, required = required_of(first, bases)
    return RivalOutcome(
        by=by,
        name=name,
        applied=applied,
        outcome=outcome,
        base_number=base_number,
        required=required,
        votes=votes.get(winner(rule)),
    )
