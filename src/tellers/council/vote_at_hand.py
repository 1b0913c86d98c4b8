"""One published vote under a rule: its outcome by its count, or by its names where the rule asks who.

A rule with a veto or a weight asks who voted how. Where names are missing it is decided only if it
stands whatever those not named did; where the names are as many as the published totals, whoever is not
named did not vote. A total that the record does not give is never taken to be zero.

>>> rule = Rule(kind="majority", base="cast")
>>> totals = {Position.FOR: 264, Position.AGAINST: 241, Position.ABSTAIN: 29}
>>> vote = VoteAtHand(day="2024-03-14", published=Published(totals=totals), positions=dict)
>>> record_vote(vote, rule, {}).outcome.word.value
'adopted'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tellers.council.chain import Published, Recorded
from tellers.model import FigureId, OptionId, Outcome, OutcomeWord, Position, Roll, RollCall, Rule, UnitId
from tellers.rules import Circumstances, bases_of, decide, possible_rolls, voting_of
from tellers.rules.bases import ROLL_BASES

__all__ = ["VoteAtHand", "record_vote"]

VOTES = {position: OptionId(position) for position in (Position.FOR, Position.AGAINST, Position.ABSTAIN)}
OTHERS = {position: FigureId(position) for position in Position if position not in VOTES}
ABSTAIN = OptionId(Position.ABSTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteAtHand:
    """What is known of one vote."""

    day: str
    published: Published
    positions: Callable[[], Mapping[UnitId, str]]
    """Who took which position; asked only where the rule asks who."""
    members: int | None = None
    known: Roll | None = None
    """The roll of that day, where there is a body to derive it from."""
    casting: OptionId | None = None
    twice: tuple[str, ...] = ()
    """Names that stand more than once."""
    unresolved: tuple[str, ...] = ()
    """Names that are of no member."""
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names_away: bool = False
    """Whether the record names those who were away too, so that the named are the members."""
    fixed_by: str = ""
    """The earlier vote that fixes the majority of this one, where one does."""


def record_vote(vote: VoteAtHand, rule: Rule | None, roll: Mapping[Position, int]) -> Recorded:
    """Return what one vote comes to; `roll` are the members named in each position.

    Under no rule, which an earlier vote was to fix and did not, there is no outcome: none is chosen for it.
    Where nobody says how many members there are, there are as many as are named, if the record names
    those who were away as well; a list of who voted says nothing of how many did not.
    """
    if vote.members is None and vote.names_away:
        vote = replace(vote, members=sum(roll.values()) or None)
    outcome, settled = _outcome_of(vote, rule, roll) if rule is not None else (None, False)
    called = len(vote.known.called) if vote.known is not None else None
    return Recorded(
        roll=roll,
        unresolved=vote.unresolved,
        twice=vote.twice,
        members=vote.members,
        called=called,
        listed=vote.known is not None,
        outcome=outcome,
        settled=settled,
        unfixed=vote.fixed_by if rule is None else "",
    )


def _outcome_of(vote: VoteAtHand, rule: Rule, roll: Mapping[Position, int]) -> tuple[Outcome | None, bool]:
    """Return the outcome, and whether it stands whatever those not named did, where the rule asks who."""
    by_name = rule.veto is not None or any(one.weight for one in rule.requirements)
    return _by_name(vote, rule, roll) if by_name else (_by_count(vote, rule, roll), False)


def _by_count(vote: VoteAtHand, rule: Rule, roll: Mapping[Position, int]) -> Outcome | None:
    """Return the outcome of the published totals, else of the names.

    None without a count, and where it rests on one that the record does not give. Where nobody says how
    many members there are, a rule that counts on them decides nothing, and no quorum is asked. A quorum
    is missed only where those of whom the record says nothing could not have made it.
    """
    counts = vote.published.totals or roll
    on_roll = any(one.base in ROLL_BASES and one.number is None for one in rule.requirements)
    if Position.FOR not in counts or (vote.members is None and on_roll) or _silent(vote, rule, roll):
        return None
    votes = {option: counts.get(position, roll.get(position, 0)) for position, option in VOTES.items()}
    others = {OTHERS[position]: number for position, number in counts.items() if position in OTHERS}
    rule = _with_abstentions(rule if vote.members is not None else replace(rule, quorum=None))
    bases = bases_of(rule, votes, members=vote.members or 0, others=others)
    outcome = decide(rule, votes, bases, Circumstances(casting=vote.casting))
    unknown = (vote.members or 0) - sum(counts.values()) + counts.get(Position.NOT_RECORDED, 0)
    if outcome.word is OutcomeWord.NOT_DECIDED and (outcome.margin or 0) <= unknown:
        return None
    return outcome


def _silent(vote: VoteAtHand, rule: Rule, roll: Mapping[Position, int]) -> bool:
    """Return whether the rule counts on votes against of which the record gives neither total nor names."""
    totals = vote.published.totals
    if not totals or Position.AGAINST in totals or Position.AGAINST in roll:
        return False
    return any(one.base not in ROLL_BASES and one.number is None for one in rule.requirements)


@lru_cache(maxsize=256)
def _with_abstentions(rule: Rule) -> Rule:
    """Return the rule with `abstain` as its abstention where it names none."""
    return rule if rule.abstentions else replace(rule, abstentions=(ABSTAIN,))


def _by_name(vote: VoteAtHand, rule: Rule, roll: Mapping[Position, int]) -> tuple[Outcome | None, bool]:
    """Return the outcome, and whether it stands whatever those not named did; None where it may not."""
    positions, totals = vote.positions(), vote.published.totals
    call = RollCall(
        positions=positions, roll=vote.known or _roll_of(vote, tuple(positions)), casting=vote.casting
    )
    whole = Position.FOR in totals and all(roll.get(p, 0) == total for p, total in totals.items())
    may = voting_of(call)
    unknown = () if whole else tuple(seat for seat in call.without_position if seat in may)
    try:
        outcomes = possible_rolls(rule, call, unknown)
    except ValueError:  # a weight or a group that nobody here knows of
        return None, False
    settled = len({one.word for one in outcomes}) == 1
    return (outcomes[0], bool(unknown)) if settled else (None, False)


def _roll_of(vote: VoteAtHand, named: tuple[UnitId, ...]) -> Roll:
    """Return a roll of those named, and of as many nameless seats as the members are more."""
    missing = max(0, (vote.members or 0) - len(named))
    seats = (*named, *(UnitId(f"unnamed:{place}") for place in range(missing)))
    return Roll(
        on=vote.day,
        reading="",
        members=seats,
        in_office=seats,
        entitled=seats,
        called=seats,
        contested=(),
        groups={name: frozenset(map(UnitId, held)) for name, held in vote.groups.items()},
    )
