"""Run every check on a dossier: findings worst first, and a verdict on every claim.

The order of the checks is the order in which a reader asks: what was proclaimed against what
the records give, whether what is missing could change it, whether the publications agree with
themselves and each other, whether the records are sound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.check.arithmetic import check_arithmetic
from tellers.check.bulletin import check_bulletin
from tellers.check.case import Case
from tellers.check.claims import check_claims
from tellers.check.conditions import check_conditions
from tellers.check.corrections import check_corrections
from tellers.check.coverage import check_coverage
from tellers.check.duplicates import check_duplicates
from tellers.check.membership import check_membership
from tellers.check.outstanding import check_outstanding
from tellers.check.partial_sum import check_partial_sum
from tellers.check.round_percentages import check_round_percentages
from tellers.check.rule import check_rule
from tellers.check.sequence import check_sequence
from tellers.check.sources import check_sources
from tellers.check.swapped import check_swapped
from tellers.check.text_voted import check_text_voted
from tellers.check.units import check_units
from tellers.check.verdict import judge
from tellers.model import Severity, VerdictWord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tellers.dossier import Dossier
    from tellers.model import Contest, Finding, Verdict
    from tellers.tally import Tally

__all__ = ["CHECKS", "CheckedContest", "Result", "check"]

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_rule,
    check_conditions,
    check_membership,
    check_sequence,
    check_text_voted,
    check_outstanding,
    check_partial_sum,
    check_claims,
    check_bulletin,
    check_round_percentages,
    check_sources,
    check_arithmetic,
    check_duplicates,
    check_corrections,
    check_coverage,
    check_units,
    check_swapped,
)
"""Every check, in the order a reader asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedContest:
    """One contest: its tallies by source, its findings with the worst first, its verdicts."""

    contest: Contest
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def agrees(self) -> bool:
        """Return whether no finding weighs more than information."""
        return all(finding.severity.weight == 0 for finding in self.findings)

    def with_code(self, code: str) -> tuple[Finding, ...]:
        """Return the findings of one code, in order."""
        return tuple(finding for finding in self.findings if finding.code == code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a check of a whole dossier came to."""

    dossier: Dossier
    contests: tuple[CheckedContest, ...]

    @property
    def agrees(self) -> bool:
        """Return whether every contest agrees with what was proclaimed."""
        return all(contest.agrees for contest in self.contests)


def check(dossier: Dossier, *, progress: Callable[[str], None] | None = None, deep: bool = False) -> Result:
    """Return findings and verdicts on every contest of a dossier.

    `progress` is called with the name of each check before it runs. `deep` runs, too, what costs
    more than it is likely to show on very many units. Pure but for the tables it
    asks: the same dossier gives the same result.
    """
    return Result(
        dossier=dossier,
        contests=tuple(
            _check_contest(Case(dossier=dossier, contest=contest, deep=deep), progress)
            for contest in dossier.contests
        ),
    )


def _check_contest(case: Case, progress: Callable[[str], None] | None) -> CheckedContest:
    findings: list[Finding] = []
    for one in CHECKS:
        if progress:
            progress(one.__name__.removeprefix("check_"))
        findings += one(case)
    verdicts = tuple(judge(case, findings))
    weighed = [_weigh_again(finding, verdicts) for finding in findings]
    ranked = sorted(enumerate(weighed), key=lambda pair: (-pair[1].severity.weight, pair[0]))
    return CheckedContest(
        contest=case.contest,
        tallies=tuple(case.tally(source) for source in case.sources),
        findings=tuple(finding for _, finding in ranked),
        verdicts=verdicts,
    )


def _weigh_again(finding: Finding, verdicts: tuple[Verdict, ...]) -> Finding:
    """Return the finding, made information where the records confirm every claim and it is slight.

    Slight is a notice (a difference far too small to touch the outcome, or a lead), and a
    difference between two sources that does not reach the margin: one of the two is then the
    complete record that gives exactly what was proclaimed. Both are told all the same. See
    docs/adr/0005.
    """
    confirmed = {VerdictWord.CONFIRMED, VerdictWord.SETTLED}
    between = finding.check == "sources" and finding.severity is Severity.ATTENTION
    slight = between or finding.severity is Severity.NOTICE
    if slight and verdicts and all(verdict.word in confirmed for verdict in verdicts):
        return replace(finding, severity=Severity.INFORMATION)
    return finding
