"""Findings on what was announced of the rule: the outcome, and the number of votes required.

An outcome that no content of the missing records can give is serious: it reaches the margin by
itself. A number required that does not follow from the rule applied should be explained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check import base_formulas, formulas
from tellers.check.case import Case, number
from tellers.check.outcome_standing import OutcomeStanding, outcome_standing, required_of
from tellers.check.rival_sources import applied_source
from tellers.check.told import assumed_outside, assumed_rule, outcome_numbers
from tellers.model import ClaimKind, Finding, FindingStatus, Severity, VerdictWord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Proclamation

__all__ = ["announced_findings"]

ASSUMED = ("assume-records-authentic", "assume-only-registered-vote")
CODES = {
    VerdictWord.CONFIRMED: ("agrees", FindingStatus.HOLDS),
    VerdictWord.CONSISTENT: ("consistent", FindingStatus.CANNOT_TELL),
    VerdictWord.CANNOT_TELL: ("cannot-tell", FindingStatus.CANNOT_TELL),
    VerdictWord.CONTRADICTED: ("contradicted", FindingStatus.DIFFERS),
}


def announced_findings(case: Case) -> Iterator[Finding]:
    """Yield one finding an announced outcome, and one an announced number of votes required."""
    for proclamation in case.proclamations:
        for claim in proclamation.claims:
            if claim.kind is ClaimKind.OUTCOME and (
                standing := outcome_standing(case, claim, applied_source(case, proclamation))
            ):
                yield _outcome(case, proclamation, claim, standing)
            if claim.kind is ClaimKind.REQUIRED:
                yield from _required(case, proclamation, claim)


def _outcome(case: Case, proclamation: Proclamation, claim: Claim, standing: OutcomeStanding) -> Finding:
    code, status = CODES[standing.word]
    against = standing.word is VerdictWord.CONTRADICTED
    margin = standing.state.outcome.margin
    return Finding(
        code=f"proclaimed-outcome-{code}",
        check="rule",
        contest=case.contest.id,
        subject=f"{proclamation.id}/{claim.id}",
        status=status,
        severity=Severity.SERIOUS if against else Severity.INFORMATION,
        message=f"rule-announced-{code}{'-named' if claim.winners else ''}",
        numbers=(
            number("proclamation", str(proclamation.id), "proclamation"),
            *outcome_numbers(case, standing.state, claim),
        ),
        assumptions=(*ASSUMED, *assumed_outside(case), *assumed_rule(case)),
        sources=(standing.state.source,),
        proclamation=proclamation.id,
        claim=claim.id,
        settles="settle-authority-records" if against else "",
        margin=margin,
    )


def _required(case: Case, proclamation: Proclamation, claim: Claim) -> Iterator[Finding]:
    """Yield whether the number announced follows from the rule applied; nothing where it asks for none."""
    found = required_of(case)
    if found is None:
        return
    source, required, base = found
    agrees, rule = required == claim.count, case.contest.rule
    told = "agrees" if agrees else "differs"
    yield Finding(
        code=f"proclaimed-required-{told}",
        check="rule",
        contest=case.contest.id,
        subject=f"{proclamation.id}/{claim.id}",
        status=FindingStatus.HOLDS if agrees else FindingStatus.DIFFERS,
        severity=Severity.INFORMATION if agrees else Severity.ATTENTION,
        message=f"rule-required-{told}",
        numbers=(
            number("proclamation", str(proclamation.id), "proclamation"),
            number("claimed", claim.count, "votes", formulas.claimed(proclamation.id, claim.id)),
            number("required", required, "votes", base_formulas.required(case, source, rule)),
            number("base", rule.base, "base"),
            number("base_number", base, "members", base_formulas.base_number(case, source, rule)),
        ),
        assumptions=assumed_rule(case),
        sources=(source,),
        proclamation=proclamation.id,
        claim=claim.id,
        settles="" if agrees else "settle-base-by-law",
        margin=case.outcome(source).margin,
    )
