"""Which rules there are, as a dossier may write them: known words, exact fractions of bounded size.

A rule comes from a stranger's file. Here it is refused before anything is decided by it: a kind
nobody knows, a fraction like `1/0`, or one like `1e999999999` that would fill the memory.

>>> verify_rule(Rule(kind="majority", wins=OptionId("for"), fraction="2/3"), (OptionId("for"),))
>>> verify_rule(Rule(kind="majority", wins=OptionId("for"), fraction="1e9"), (OptionId("for"),))
Traceback (most recent call last):
    ...
ValueError: the fraction '1e9' of a rule is not one such as 1/2, from 0 to 1
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import OptionId, Requirement, Rule
from tellers.rules.bases import BASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.model import FigureId

__all__ = ["verify_rule"]

KINDS = ("absolute", "approval", "block", "majority", "plurality", "runoff")
STRICTNESS = ("more_than", "at_least")
TIES = ("lost", "casting")
_FRACTION = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}")
LARGEST = 10**13
ROUND = 2
"""Options that a round between two needs."""


def verify_rule(rule: Rule, options: Sequence[OptionId], figures: Sequence[FigureId] = ()) -> None:
    """Return nothing where the rule can decide between these options; `ValueError` says why not.

    `figures` are the contest's: the id of one may be a base.
    """
    _known("kind", rule.kind, KINDS)
    _known("tie", rule.tie, TIES)
    for requirement in _requirements(rule):
        _verify_requirement(requirement, figures)
    for fraction in filter(None, (part for part, _ in rule.lead_asked)):
        _verify_fraction(fraction)
    if not all(part for part, _ in rule.lead_asked):
        message = (
            f"the lead {rule.lead[:60]!r} of a rule is not two fractions such as 40/100+10/100, "
            "or 40/100>10/100 where it has to be passed"
        )
        raise ValueError(message)
    if rule.quorum is not None:
        _known("quorum counts", rule.quorum.counts, BASES)
    wins = OptionId("for") if rule.wins is None else rule.wins
    if rule.kind == "majority" and wins not in options:
        message = f"a majority is for an option, and there is no option {wins!r}"
        raise ValueError(message)
    if not 1 <= rule.seats < max(2, len(options)):
        message = f"of {len(options)} options at least one and not all are elected, not {rule.seats}"
        raise ValueError(message)
    if rule.seats > 1 and not rule.several:
        message = f"{rule.kind} elects one; several are elected by block or approval"
        raise ValueError(message)
    _verify_kind(rule, options)


def _verify_kind(rule: Rule, options: Sequence[OptionId]) -> None:
    """Return nothing where somebody can win, and what stands beside the rule goes with its kind."""
    if set(options) <= set(rule.abstentions):
        message = "every option is an abstention, so that nothing can be carried and nobody elected"
        raise ValueError(message)
    if rule.tie == "casting" and rule.weight:
        message = f"a casting vote is one vote more, and this majority is of the weight {rule.weight[:60]!r}"
        raise ValueError(message)
    if rule.tie == "casting" and rule.number is None and 2 * Fraction(rule.fraction) > 1:
        message = f"a casting vote breaks equal votes, and this majority is of {rule.fraction}"
        raise ValueError(message)
    if rule.kind == "runoff" and len(set(options) - set(rule.abstentions)) < ROUND:
        message = "a runoff needs two options"
        raise ValueError(message)
    if rule.kind != "majority" and (
        rule.also or rule.veto or rule.quorum or rule.weight or rule.tie != "lost"
    ):
        message = f"only a majority has a quorum, a veto, weights or a casting vote, not {rule.kind}"
        raise ValueError(message)


def _requirements(rule: Rule) -> Iterator[Requirement]:
    yield from rule.requirements
    if rule.quorum is not None:
        yield rule.quorum.requirement


def _verify_requirement(requirement: Requirement, figures: Sequence[FigureId]) -> None:
    _known("base", requirement.base, (*BASES, *figures))
    _known("strictness", requirement.strictness, STRICTNESS)
    _verify_fraction(requirement.fraction)
    if requirement.strictness == "more_than" and Fraction(requirement.fraction) == 1:
        message = (
            f"more than {requirement.fraction} is never reached; unanimity is at_least {requirement.fraction}"
        )
        raise ValueError(message)
    if requirement.number is not None and not 1 <= requirement.number < LARGEST:
        message = f"a rule asks for a number of votes from 1 on, not {requirement.number}"
        raise ValueError(message)
    if not 0 <= requirement.waived_below < LARGEST:
        message = f"waived_below is a number of members, not {requirement.waived_below}"
        raise ValueError(message)


def _known(what: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        message = f"a rule's {what} is one of {', '.join(known)}, not {word[:60]!r}"
        raise ValueError(message)


def _verify_fraction(fraction: str) -> None:
    if not _FRACTION.fullmatch(fraction) or Fraction(fraction) > 1:
        message = f"the fraction {fraction[:60]!r} of a rule is not one such as 1/2, from 0 to 1"
        raise ValueError(message)
