"""A majority and what stands beside it: quorum, second majorities, a casting vote, a veto.

The steps of `decide_majority` are those of a presiding officer: (1) is there a quorum; (2) is every
requirement reached, one in another weight (population, shares) as well, unless too few oppose it;
(3) are the votes equal and may somebody cast one more; (4) does a member with a veto stand against
what would be adopted. What misses its number fails by that: five votes of nine asked are not vetoed.

Sources: UN Charter art. 27 (nine of fifteen, and the veto); TEU art. 16(4) with Council documents
(55 % of members with 65 % of the population, unless fewer than four oppose); US Constitution art. I
section 3 (the Vice President votes only where they be equally divided).

>>> rule = Rule(kind="majority", wins=OptionId("for"), base="cast", abstentions=(OptionId("abstain"),),
...     tie="casting")
>>> votes = {OptionId("for"): 50, OptionId("against"): 50, OptionId("abstain"): 0}
>>> bases = Bases(members=100, present=100, cast=100)
>>> decide_majority(rule, votes, bases).word.value
'not adopted'
>>> decide_majority(rule, votes, bases, Circumstances(casting=OptionId("for"))).reasons
('casting-vote',)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tellers.model import OptionId, Outcome, OutcomeWord, Reached, Rule
from tellers.rules.bases import Bases
from tellers.rules.threshold import required_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tellers.model import Requirement

__all__ = ["Circumstances", "Poll", "decide_majority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """The same vote counted in another weight: what each option and each base weighs."""

    votes: Mapping[OptionId, int]
    bases: Bases


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a decision rests on besides the votes by head."""

    weighed: Mapping[str, Poll] = field(default_factory=dict)
    """By weight, the vote counted in it."""
    groups: Mapping[str, Mapping[OptionId, int]] = field(default_factory=dict)
    """By group of the roll, how its members voted, by head."""
    attending: int | None = None
    """How many were there when the question was put, where that was recorded apart from the vote."""
    casting: OptionId | None = None
    """The casting vote, where one was used."""


ALONE = Circumstances()


def decide_majority(
    rule: Rule, votes: Mapping[OptionId, int], bases: Bases, circumstances: Circumstances = ALONE
) -> Outcome:
    """Adopt when every requirement is reached, with a quorum and without a veto; a tie is lost.

    Raises `ValueError` for a base, weight or group that nothing is known of. The margin is in heads:
    what the first requirement is cleared by, or what the first that is not reached is missed by in
    its own weight.
    """
    wins = OptionId("for") if rule.wins is None else rule.wins
    poll = Poll(votes=votes, bases=bases)
    quorum = _quorum(rule, poll, circumstances)
    if quorum is not None and not quorum.met:  # 1
        return Outcome(
            word=OutcomeWord.NOT_DECIDED,
            margin=quorum.required - quorum.votes,
            reasons=("quorum",),
            reached=(quorum,),
        )
    reached = _reach(rule, wins, poll, circumstances)  # 2
    reasons = [f"waived:{one.weight or one.base}" for one in reached if one.waived]
    cast_more = _casting(rule, wins, poll, circumstances)  # 3
    if cast_more is not None and not all(one.met for one in reached):
        reached = _reach(rule, wins, cast_more, circumstances)
        reasons.append("casting-vote")
    missed = next((one for one in reached if not one.met), None)
    vetoed = _vetoed(rule, circumstances)  # 4
    shown = reached if rule.also or rule.number is not None else ()
    kept = (*shown, *((quorum,) if quorum is not None else ()))
    first = reached[0]
    if missed is not None:
        reasons += ["requirement"] if missed is not first else []
        word, margin = OutcomeWord.NOT_ADOPTED, missed.required - missed.votes
    elif vetoed:
        reasons.append("veto")
        word, margin = OutcomeWord.NOT_ADOPTED, vetoed
    else:
        word, margin = OutcomeWord.ADOPTED, first.votes - first.required + 1
    return Outcome(word=word, required=first.required, margin=margin, reasons=tuple(reasons), reached=kept)


def _quorum(rule: Rule, poll: Poll, circumstances: Circumstances) -> Reached | None:
    """Return the quorum resolved; None where the rule has none."""
    if rule.quorum is None:
        return None
    asked = rule.quorum.requirement
    counted = _weighed(asked, poll, circumstances)
    base, required = required_of(asked, counted.bases)
    there = counted.bases.named(rule.quorum.counts)
    if circumstances.attending is not None and rule.quorum.counts == "present" and not asked.weight:
        there = circumstances.attending
    return Reached(
        base="quorum",
        weight=asked.weight,
        base_number=base,
        required=required,
        votes=there + rule.quorum.besides,
    )


def _reach(rule: Rule, wins: OptionId, poll: Poll, circumstances: Circumstances) -> tuple[Reached, ...]:
    """Return every requirement resolved, in the rule's order."""
    opposed = poll.bases.named("entitled") - poll.votes[wins]
    return tuple(
        _reach_one(one, wins, _weighed(one, poll, circumstances), opposed) for one in rule.requirements
    )


def _weighed(requirement: Requirement, poll: Poll, circumstances: Circumstances) -> Poll:
    if not requirement.weight:
        return poll
    if requirement.weight not in circumstances.weighed:
        known = ", ".join(circumstances.weighed) or "none"
        message = f"nothing is known of the weight {requirement.weight!r}; known: {known}"
        raise ValueError(message)
    return circumstances.weighed[requirement.weight]


def _reach_one(requirement: Requirement, wins: OptionId, poll: Poll, opposed: int) -> Reached:
    base, required = required_of(requirement, poll.bases)
    return Reached(
        base=requirement.base,
        weight=requirement.weight,
        base_number=base,
        required=required,
        votes=poll.votes[wins],
        waived=0 <= opposed < requirement.waived_below,
    )


def _casting(rule: Rule, wins: OptionId, poll: Poll, circumstances: Circumstances) -> Poll | None:
    """Return the vote with the casting vote in it, where votes are equal and the rule allows one."""
    option, bases = circumstances.casting, poll.bases
    others = bases.cast - poll.votes[wins]
    if rule.tie != "casting" or option is None or poll.votes[wins] != others or option not in poll.votes:
        return None
    more = {**poll.votes, option: poll.votes[option] + 1}
    return Poll(votes=more, bases=replace(bases, cast=bases.cast + 1, present=bases.present + 1))


def _vetoed(rule: Rule, circumstances: Circumstances) -> int:
    """Return how many members with a veto used it."""
    if rule.veto is None:
        return 0
    if rule.veto.group not in circumstances.groups:
        message = f"nothing is known of the votes of the group {rule.veto.group!r}"
        raise ValueError(message)
    held = circumstances.groups[rule.veto.group]
    return sum(held.get(option, 0) for option in rule.veto.by)
