"""Which lists take part: thresholds, each on a base of its own, and the seats that spare them.

Spain asks for 3 % of the valid votes of the district, blanks among them (LOREG art. 163.1 a with
96.5, m); Germany for 5 % of the votes of the country, unless three districts are won (BWahlG, m).

>>> given = ListVotes(votes={OptionId("A"): 970, OptionId("B"): 30}, blank=1)
>>> barred_lists((Threshold(fraction="3/100", base="cast"),), given, given)[0]
()
>>> barred_lists((Threshold(fraction="3/100", base="cast-or-blank"),), given, given)[0]
('B',)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tellers.model import OptionId
from tellers.rules.derivation import Step, step
from tellers.rules.list_votes import ListVotes
from tellers.rules.seat_rule import Threshold
from tellers.rules.threshold import required_votes

__all__ = ["barred_lists"]


def barred_lists(
    thresholds: Sequence[Threshold], given: ListVotes, across: ListVotes
) -> tuple[tuple[OptionId, ...], list[Step]]:
    """Return the lists that a threshold keeps out, in their order, and the steps that say so."""
    barred: set[OptionId] = set()
    steps: list[Step] = []
    for threshold in thresholds:
        counted = across if threshold.across == "country" else given
        base = counted.base(threshold.base)
        required = required_votes(
            base, fraction=Fraction(threshold.fraction), strictness=threshold.strictness
        )
        steps.append(
            step(
                "seats-threshold",
                fraction=threshold.fraction,
                strictness=threshold.strictness,
                base=threshold.base,
                base_number=base,
                required=required,
            )
        )
        held = _held(threshold, given, counted)
        for option in given.votes:
            if held[option] >= required:
                continue
            won = across.won.get(option, 0)
            spared = 0 < threshold.spared_by <= won
            key = "seats-spared" if spared else "seats-barred"
            steps.append(step(key, (option,), votes=held[option], won=won))
            barred |= set() if spared else {option}
    return tuple(option for option in given.votes if option in barred), steps


def _held(threshold: Threshold, given: ListVotes, counted: ListVotes) -> Mapping[OptionId, int]:
    """Return what each list is held against the threshold with: its own votes, or its alliance's."""
    if threshold.of == "list":
        return {option: counted.votes[option] for option in given.votes}
    whole: dict[OptionId, int] = {}
    for option, votes in counted.votes.items():
        group = counted.alliances.get(option, option)
        whole[group] = whole.get(group, 0) + votes
    return {option: whole[counted.alliances.get(option, option)] for option in given.votes}
