"""Can the units without a record change the outcome? The outstanding register against the margin.

The question: given the records of one source, is the outcome settled, whatever the units
without a record hold? The statistic: the leader's margin against the number of voters
registered in those units, under every rival figure for the register. The assumptions: the
records are authentic; nobody votes who is not on the register. What it cannot tell: whether
the records are authentic; for that it gives the fewest sheets that would have to be wrong.

Source: tellers.tally.bounds for the capacity; the fewest sheets follow from taking the sheets
in the order of the largest change of margin each could hide (its leader's lead plus all its
votes, when every vote on it really was for the second).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import fewest_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import SourceId, Statement

__all__ = ["check_outstanding"]

CHECK = "outstanding"
AUTHENTIC = "assume-records-authentic"
REGISTERED_ONLY = "assume-only-registered-vote"


def check_outstanding(case: Case) -> Iterator[Finding]:
    """Yield, a source: the outcome settled or open under each register, and the fewest sheets."""
    for source in case.principal:
        yield from _settled(case, source)
        yield from _fewest(case, source)


def _settled(case: Case, source: SourceId) -> Iterator[Finding]:
    stated: list[tuple[int, Statement | None]] = [
        (index, statement)
        for index, statement in enumerate(
            [s for s in (case.contest.applied("registered"),) if s] + list(case.contest.rivals("registered"))
        )
    ]
    for index, statement in stated or [(0, None)]:
        bounds = case.bounds(source, statement.value if statement else None)
        if bounds is None:
            continue
        first, second = case.leaders(source)
        margin = case.margin(source)
        register = f'stated("registered", {index})' if statement else "listed_register()"
        yield Finding(
            code="outcome-settled" if bounds.settled else "outcome-open",
            check=CHECK,
            contest=case.contest.id,
            subject=f"{source}/{index}",
            status=FindingStatus.HOLDS if bounds.settled else FindingStatus.CANNOT_TELL,
            severity=Severity.INFORMATION,
            message="outstanding-settled" if bounds.settled else "outstanding-open",
            numbers=(
                number("source", source, "source"),
                number("first", str(first), "option"),
                number("second", str(second), "option"),
                number("margin", margin, "votes", f'total("{source}", "{first}") - total("{source}", "{second}")'),
                number("capacity", bounds.capacity, "voters", f'capacity("{source}", {register})'),
                number("registered", bounds.registered, "voters", register),
                number("covered", bounds.covered, "voters", f'covered("{source}")'),
                number("units", case.tally(source).units, "units", f'units("{source}")'),
                number("who", f"registered/{index}" if statement else "", "statement"),
                number("least", bounds.margin[0], "votes"),
            ),
            assumptions=(AUTHENTIC, REGISTERED_ONLY),
            sources=(source,),
            settles="settle-publish-missing",
            margin=margin,
        )


def _fewest(case: Case, source: SourceId) -> Iterator[Finding]:
    """Yield how many sheets would have to be wrong, each by as much as its own ballots allow."""
    first, second = case.leaders(source)
    if first == second or case.contest.rule.kind == "majority":
        return
    found = fewest_sheets(case.tables, case.contest, source, first=first, second=second)
    if found is None:
        return
    yield Finding(
        code="fewest-sheets",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="outstanding-fewest",
        numbers=(
            number("source", source, "source"),
            number("sheets", found.sheets, "units", f'fewest_sheets("{source}", "{first}", "{second}")'),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("votes", found.votes, "votes"),
            number("first", str(first), "option"),
            number("second", str(second), "option"),
        ),
        assumptions=(AUTHENTIC,),
        sources=(source,),
        settles="settle-compare-sheets",
        margin=case.margin(source),
    )


