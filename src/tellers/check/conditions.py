"""What stands beside the majority: the quorum, other majorities, the veto, the casting vote.

The question: were enough members there, was every other number reached that the rule asks for, did a
member with a veto use it, was the casting vote used where it may be? The statistic: whole numbers, by
head or in the weight the rule names, each with the number it yields on the day. The assumptions: the
records are authentic; the rule, the body's roll and its weights are those the dossier states. What it
cannot tell: who was in the room and is not in the record, unless attendance is recorded.

Source: research on decision rules, sections 1.1 and 1.2; tellers.rules.majority.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.check.base_formulas import RuleFormulas, outcome_margin
from tellers.check.beside import condition_numbers, outcome_vetoes
from tellers.check.case import Case, number
from tellers.check.standing import best_source
from tellers.check.told import assumed_rule
from tellers.model import Finding, FindingStatus, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Number, SourceId

__all__ = ["check_conditions"]


def check_conditions(case: Case) -> Iterator[Finding]:
    """Yield one finding for the quorum, each further requirement, the veto and the casting vote."""
    source, rule = best_source(case), case.contest.rule
    if source is None or rule.kind != "majority":
        return
    outcome = case.outcome(source)
    if rule.quorum is not None:
        met = "quorum" not in outcome.reasons
        key = f"quorum-{'reached' if met else 'missed'}"
        yield _finding(case, source, key, condition_numbers(case, source, -1))
        yield from _rival_quorums(case, source, met=met)
        if not met:
            return
    for place, reached in enumerate(outcome.reached[1 : 1 + len(rule.also)], start=1):
        word = "waived" if reached.waived else "reached" if reached.met else "missed"
        yield _finding(case, source, f"requirement-{word}", condition_numbers(case, source, place))
    if rule.veto is not None:
        yield _veto(case, source)
    if case.contest.casting is not None:
        used = "casting-vote" in outcome.reasons
        option = number("casting", str(case.contest.casting), "option")
        yield _finding(case, source, f"casting-{'used' if used else 'idle'}", (option,))


def _rival_quorums(case: Case, source: SourceId, *, met: bool) -> Iterator[Finding]:
    """Yield every rival number of members under which there was a quorum where there was none, or none."""
    rule = case.contest.rule
    if rule.quorum is None or rule.quorum.requirement.weight or rule.quorum.requirement.base != "members":
        return
    asked = rule.quorum.requirement
    told = RuleFormulas(case=case, source=source, rule=rule)
    for index, statement in enumerate(case.contest.stated("registered")):
        reached = case.deciding(source, statement.value).quorum(rule)
        if reached is None or reached.met is met:
            continue
        numbers = (
            *condition_numbers(case, source, -1),
            number("registered", statement.value, "members", told.base(asked, index)),
            number("who", f"registered/{index}", "statement"),
            number("otherwise", reached.required, "count", told.required(asked, index)),
        )
        found = _finding(case, source, "quorum-disputed", numbers)
        yield replace(
            found,
            subject=f"{source}/{index}",
            severity=Severity.ATTENTION,
            settles="settle-base-by-law",
        )


def _veto(case: Case, source: SourceId) -> Finding:
    rule = case.contest.rule
    used = sum(outcome_vetoes(case, source).values())
    told = RuleFormulas(case=case, source=source, rule=rule)
    numbers = (
        number("vetoes", used, "units", told.vetoes()),
        number("group", rule.veto.group if rule.veto else "", "text"),
    )
    return _finding(case, source, f"veto-{'used' if used else 'none'}", numbers)


def _finding(case: Case, source: SourceId, key: str, numbers: tuple[Number, ...]) -> Finding:
    """Return one condition, what it asked and what there was; the outcome itself is judged apart."""
    margin = number("margin", case.outcome(source).margin, "count", outcome_margin(case, source))
    told = [str(one.value) for one in numbers if one.name in {"weight", "base"} and one.value]
    return Finding(
        code=key,
        check="conditions",
        contest=case.contest.id,
        subject="/".join([str(source), *told]),
        status=FindingStatus.HOLDS,
        severity=Severity.ATTENTION if key == "casting-idle" else Severity.INFORMATION,
        message=f"conditions-{key}",
        numbers=(number("source", source, "source"), *numbers, margin),
        assumptions=("assume-records-authentic", *assumed_rule(case)),
        sources=(source,),
        margin=case.outcome(source).margin,
    )
