"""From votes and a roll to an outcome: plurality, a majority, several seats, a majority with runoff.

Each rule is a pure function of the votes of every option and the numbers a majority may be
counted on. Rules are data (`tellers.model.Rule`); this module is the only place that reads
their `kind`. Only whole numbers and fractions decide.

>>> votes = {OptionId("for"): 17, OptionId("against"): 0, OptionId("abstain"): 11}
>>> rule = Rule(kind="majority", wins=OptionId("for"), base="members")
>>> outcome = decide(rule, votes, Bases(members=34, present=28, cast=17))
>>> outcome.word.value, outcome.required, outcome.margin
('not adopted', 18, 1)
>>> decide(rule, votes, Bases(members=33, present=28, cast=17)).word.value
'adopted'
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import OptionId, Outcome, OutcomeWord, Position, Rule
from tellers.rules.bases import Bases, recount
from tellers.rules.majority import ALONE, Circumstances, decide_majority
from tellers.rules.threshold import required_of, required_votes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["decide", "possible_outcomes", "standing_of"]


def decide(
    rule: Rule, votes: Mapping[OptionId, int], bases: Bases, circumstances: Circumstances = ALONE
) -> Outcome:
    """Return the outcome of these votes under this rule.

    Raises `ValueError` for a kind of rule, a base, a weight or a strictness that does not exist.
    """
    if rule.kind not in _KINDS:
        message = f"unknown rule {rule.kind!r}; the rules are {', '.join(sorted(_KINDS))}"
        raise ValueError(message)
    return _KINDS[rule.kind](rule, votes, bases, circumstances)


def possible_outcomes(
    rule: Rule, votes: Mapping[OptionId, int], bases: Bases, *, missing: int
) -> tuple[Outcome, ...]:
    """Return the outcomes at the corners of what `missing` further votes could do.

    The first is the outcome if none of them is cast; then one for each option receiving all of
    them. For the rules of this module these corners decide whether an outcome is settled:
    adding votes to one option is the best that can happen to it and the worst to the others.
    `bases` are those of `votes`; what follows from the votes is counted again at each corner. A rule
    with a weight, a veto or a quorum needs the members themselves: `possible_rolls`.
    """
    corners = [dict(votes)]
    corners += [{**votes, option: votes[option] + missing} for option in votes if missing > 0]
    return tuple(decide(rule, corner, recount(rule, corner, bases)) for corner in corners)


def standing_of(rule: Rule, votes: Mapping[OptionId, int]) -> dict[OptionId, int]:
    """Return the votes of who can be elected: abstentions and blanks are votes for nobody.

    Where a rule names no abstentions, `abstain` is one.
    """
    abstentions = rule.abstentions or (OptionId(Position.ABSTAIN),)
    return {option: count for option, count in votes.items() if option not in abstentions}


def _plurality(
    rule: Rule, votes: Mapping[OptionId, int], bases: Bases, circumstances: Circumstances
) -> Outcome:
    """Elect the option with most votes; equal votes are a tie, which no rule here breaks."""
    del bases, circumstances
    ranked = sorted(standing_of(rule, votes).items(), key=lambda item: -item[1])
    leaders = tuple(option for option, count in ranked if count == ranked[0][1])
    if len(leaders) > 1 or not ranked:
        return Outcome(word=OutcomeWord.TIE, winners=leaders, margin=0)
    second = ranked[1][1] if len(ranked) > 1 else 0
    return Outcome(word=OutcomeWord.ELECTED, winners=leaders, margin=ranked[0][1] - second)


def _most_votes(
    rule: Rule, votes: Mapping[OptionId, int], bases: Bases, circumstances: Circumstances
) -> Outcome:
    """Elect as many as there are seats, by votes; the equal at the last seat are a tie among them.

    Block vote and approval differ in how many votes a ballot may hold, not in what follows from them.
    The margin is the last elected less the first that is not.
    """
    del bases, circumstances
    ranked = sorted(standing_of(rule, votes).items(), key=lambda item: -item[1])
    if len(ranked) <= rule.seats:
        return Outcome(word=OutcomeWord.ELECTED, winners=tuple(option for option, _ in ranked))
    edge, over = ranked[rule.seats - 1][1], ranked[rule.seats][1]
    if edge == over:
        equal = tuple(option for option, count in ranked if count == edge)
        return Outcome(word=OutcomeWord.TIE, winners=equal, margin=0)
    winners = tuple(option for option, _ in ranked[: rule.seats])
    return Outcome(word=OutcomeWord.ELECTED, winners=winners, margin=edge - over)


def _absolute(
    rule: Rule, votes: Mapping[OptionId, int], bases: Bases, circumstances: Circumstances
) -> Outcome:
    """Elect the leader when it reaches what is asked; nobody is elected otherwise.

    Abstentions, blanks among them, can be options and never win: the Speaker of the US House needs a
    majority of the votes for a person; the Chancellor (Basic Law art. 63) one of the members.
    """
    del circumstances
    _, required = required_of(rule.first, bases)
    ranked = sorted(standing_of(rule, votes).items(), key=lambda item: -item[1])
    over = ranked[0][1] - required if ranked else -required
    leaders = tuple(option for option, count in ranked if count == ranked[0][1])
    if over >= 0 and len(leaders) == 1:
        second = ranked[1][1] if len(ranked) > 1 else 0
        margin = min(ranked[0][1] - second, over + 1)
        return Outcome(word=OutcomeWord.ELECTED, winners=leaders, required=required, margin=margin)
    return Outcome(word=OutcomeWord.NO_ELECTION, required=required, margin=max(1, -over))


def _runoff(rule: Rule, votes: Mapping[OptionId, int], bases: Bases, circumstances: Circumstances) -> Outcome:
    """Elect the leader with a majority of the base, or with the rule's `lead`; else two go on.

    The margin is what clears, or misses, the easier of the two ways, in votes of the leader on the
    same base; never more than the lead itself, nor than what keeps the third from going on.
    """
    del circumstances
    ranked = sorted(standing_of(rule, votes).items(), key=lambda item: -item[1])
    (first, first_votes), (second, second_votes) = ranked[:2]
    _, required = required_of(rule.first, bases)
    lead = first_votes - second_votes
    over = first_votes - required
    if rule.lead:
        least, ahead = (
            required_votes(bases.cast, fraction=Fraction(part), strictness=strictness)
            for part, strictness in rule.lead_asked
        )
        over = max(over, min(first_votes - least, lead - ahead))
    if lead > 0 and over >= 0:
        margin = min(lead, over + 1)
        return Outcome(word=OutcomeWord.ELECTED, winners=(first,), required=required, margin=margin)
    third_votes = ranked[2][1] if len(ranked) > 2 else 0
    if len(ranked) > 2 and third_votes == second_votes:
        tied = tuple(option for option, count in ranked if count >= second_votes)
        return Outcome(word=OutcomeWord.TIE, winners=tied, required=required, margin=0)
    return Outcome(
        word=OutcomeWord.RUNOFF,
        winners=(first, second),
        required=required,
        margin=min(max(1, -over), second_votes - third_votes),
    )


_KINDS: dict[str, Callable[[Rule, Mapping[OptionId, int], Bases, Circumstances], Outcome]] = {
    "absolute": _absolute,
    "approval": _most_votes,
    "block": _most_votes,
    "majority": decide_majority,
    "plurality": _plurality,
    "runoff": _runoff,
}
