"""What besides its first number decided an outcome: a quorum, another requirement, a veto, a casting vote.

Each has a sentence of its own, `told-<outcome>-<what>`, with the numbers it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.base_formulas import RuleFormulas
from tellers.model import Number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check.case import Case
    from tellers.model import Outcome, SourceId

__all__ = ["beside_numbers", "beside_of", "condition_numbers"]

ORDER = ("quorum", "veto", "requirement", "casting-vote")
"""The first of these that had a part in an outcome names its sentence; a waiver is told apart."""


def beside_of(outcome: Outcome) -> str:
    """Return the end of the sentence's key: `-veto`, or '' where the first number alone decided."""
    return next((f"-{reason}" for reason in ORDER if reason in outcome.reasons), "")


def beside_numbers(case: Case, source: SourceId, outcome: Outcome) -> tuple[Number, ...]:
    """Return the numbers that such a sentence names; nothing where the first number alone decided."""
    told = RuleFormulas(case=case, source=source, rule=case.contest.rule)
    match beside_of(outcome):
        case "-quorum":
            return tuple(_quorum(outcome, told))
        case "-veto":
            used = sum(outcome_vetoes(case, source).values())
            return (Number(name="vetoes", value=used, unit="units", formula=told.vetoes()),)
        case "-requirement":
            return tuple(_missed(outcome, told))
        case "-casting-vote":
            return (Number(name="casting", value=str(case.contest.casting), unit="option"),)
    return ()


def outcome_vetoes(case: Case, source: SourceId) -> dict[str, int]:
    """Return by option how many members with a veto used it so."""
    rule = case.contest.rule
    if rule.veto is None:
        return {}
    _, circumstances = case.deciding(source).counted(rule)
    held = circumstances.groups[rule.veto.group]
    return {str(option): held.get(option, 0) for option in rule.veto.by}


def condition_numbers(case: Case, source: SourceId, place: int) -> tuple[Number, ...]:
    """Return the numbers of one requirement of the rule, or of its quorum where `place` is -1."""
    rule, outcome = case.contest.rule, case.outcome(source)
    told = RuleFormulas(case=case, source=source, rule=rule)
    if place < 0:
        return tuple(_quorum(outcome, told))
    one, reached = rule.requirements[place], outcome.reached[place]
    kind = "votes" if not one.weight else "count"
    return (
        Number(name="got", value=reached.votes, unit=kind, formula=told.votes(one)),
        Number(name="asked", value=reached.required, unit=kind, formula=told.required(one)),
        Number(name="of", value=reached.base_number, unit="count", formula=told.base(one)),
        Number(name="weight", value=one.weight, unit="weight"),
        Number(name="base", value=one.base, unit="base"),
    )


def _quorum(outcome: Outcome, told: RuleFormulas) -> Iterator[Number]:
    reached = next((one for one in outcome.reached if one.base == "quorum"), None)
    if reached is not None and told.rule.quorum is not None:
        asked = told.required(told.rule.quorum.requirement)
        yield Number(name="there", value=reached.votes, unit="count", formula=told.there())
        yield Number(name="needed", value=reached.required, unit="count", formula=asked)


def _missed(outcome: Outcome, told: RuleFormulas) -> Iterator[Number]:
    """Yield the first requirement that was missed after the rule's own."""
    for one, reached in zip(told.rule.requirements, outcome.reached, strict=False):
        if not reached.met:
            yield Number(name="got", value=reached.votes, unit="count", formula=told.votes(one))
            yield Number(name="asked", value=reached.required, unit="count", formula=told.required(one))
            yield Number(name="weight", value=one.weight, unit="weight")
            return
