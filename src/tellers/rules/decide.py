"""From votes and a roll to an outcome: plurality, a majority, a majority with runoff.

Each rule is a pure function of the votes of every option and the numbers a majority may be
counted on. Rules are data (`tellers.model.Rule`); this module is the only place that reads
their `kind`. Only whole numbers and fractions decide.

>>> votes = {OptionId("for"): 17, OptionId("against"): 0, OptionId("abstain"): 11}
>>> rule = Rule(kind="majority", wins=OptionId("for"), base="members")
>>> decide(rule, votes, Bases(members=34, present=28, cast=17))
Outcome(word=<OutcomeWord.NOT_ADOPTED: 'not adopted'>, winners=(), required=18, margin=1)
>>> decide(rule, votes, Bases(members=33, present=28, cast=17)).word.value
'adopted'
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import OptionId, Outcome, OutcomeWord, Rule
from tellers.rules.threshold import required_votes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Bases", "bases_of", "decide", "possible_outcomes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """The whole numbers a majority may be counted on."""

    members: int
    """Members of the body, or registered voters."""
    present: int
    """All who took a position or abstained."""
    cast: int
    """Votes for an option that is not an abstention."""

    def named(self, base: str) -> int:
        """Return the number for a rule's base; `ValueError` names the bases that exist."""
        if base not in {"members", "present", "cast"}:
            message = f"unknown base {base!r}; the bases are members, present and cast"
            raise ValueError(message)
        return int(getattr(self, base))


def bases_of(rule: Rule, votes: Mapping[OptionId, int], *, members: int) -> Bases:
    """Return the bases that follow from the votes: abstentions count as present, not as cast."""
    present = sum(votes.values())
    cast = sum(count for option, count in votes.items() if option not in rule.abstentions)
    return Bases(members=members, present=present, cast=cast)


def decide(rule: Rule, votes: Mapping[OptionId, int], bases: Bases) -> Outcome:
    """Return the outcome of these votes under this rule.

    Raises `ValueError` for a kind of rule, a base or a strictness that does not exist.
    """
    if rule.kind not in _KINDS:
        message = f"unknown rule {rule.kind!r}; the rules are {', '.join(sorted(_KINDS))}"
        raise ValueError(message)
    return _KINDS[rule.kind](rule, votes, bases)


def possible_outcomes(
    rule: Rule, votes: Mapping[OptionId, int], *, missing: int, members: int
) -> tuple[Outcome, ...]:
    """Return the outcomes at the corners of what `missing` further votes could do.

    The first is the outcome if none of them is cast; then one for each option receiving all of
    them. For the rules of this module these corners decide whether an outcome is settled:
    adding votes to one option is the best that can happen to it and the worst to the others.
    """
    corners = [dict(votes)]
    corners += [{**votes, option: votes[option] + missing} for option in votes if missing > 0]
    return tuple(decide(rule, corner, bases_of(rule, corner, members=members)) for corner in corners)


def _plurality(rule: Rule, votes: Mapping[OptionId, int], bases: Bases) -> Outcome:
    """Elect the option with most votes; equal votes are a tie, which no rule here breaks."""
    del rule, bases
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    leaders = tuple(option for option, count in ranked if count == ranked[0][1])
    if len(leaders) > 1 or not ranked:
        return Outcome(word=OutcomeWord.TIE, winners=leaders, margin=0)
    second = ranked[1][1] if len(ranked) > 1 else 0
    return Outcome(word=OutcomeWord.ELECTED, winners=leaders, margin=ranked[0][1] - second)


def _majority(rule: Rule, votes: Mapping[OptionId, int], bases: Bases) -> Outcome:
    """Adopt when the votes of `wins` reach the majority of the base; a tie is lost."""
    wins = OptionId("for") if rule.wins is None else rule.wins
    required = required_votes(
        bases.named(rule.base), fraction=Fraction(rule.fraction), strictness=rule.strictness
    )
    votes_for = votes[wins]
    if votes_for >= required:
        return Outcome(word=OutcomeWord.ADOPTED, required=required, margin=votes_for - required + 1)
    return Outcome(word=OutcomeWord.NOT_ADOPTED, required=required, margin=required - votes_for)


def _runoff(rule: Rule, votes: Mapping[OptionId, int], bases: Bases) -> Outcome:
    """Elect the leader with a majority of the base, or with the rule's `lead`; else two go on.

    The margin is what clears, or misses, the easier of the two ways, in votes of the leader on the
    same base; never more than the lead itself, nor than what keeps the third from going on.
    """
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    (first, first_votes), (second, second_votes) = ranked[:2]
    required = required_votes(
        bases.named(rule.base), fraction=Fraction(rule.fraction), strictness=rule.strictness
    )
    lead = first_votes - second_votes
    over = first_votes - required
    if rule.lead:
        least, ahead = (
            required_votes(bases.cast, fraction=Fraction(part), strictness="at_least")
            for part in rule.lead.split("+")
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


_KINDS: dict[str, Callable[[Rule, Mapping[OptionId, int], Bases], Outcome]] = {
    "majority": _majority,
    "plurality": _plurality,
    "runoff": _runoff,
}
