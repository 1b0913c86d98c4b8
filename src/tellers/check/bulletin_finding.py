"""The form that every finding on a proclamation's own figures has.

A finding starts as a fact that holds and weighs nothing; what differs replaces status and weight.

>>> differs(Finding(code="a", check="bulletin", contest="c", subject="s", status=FindingStatus.HOLDS,
...     severity=Severity.INFORMATION, message="m"), votes=3, weight=Severity.NOTICE).status.value
'differs'
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.check.announced import label
from tellers.check.case import number
from tellers.check.weight import weigh
from tellers.model import Finding, FindingStatus, Severity

if TYPE_CHECKING:
    from tellers.check.announced import Announced
    from tellers.model import Claim, Number, Value

__all__ = ["Row", "differs", "margin_formula", "state", "weigh_votes", "with_rows"]

CHECK = "bulletin"

Row = tuple[tuple["Value", ...], tuple[str, ...]]
"""One row of a table with the formulas of its cells."""


def state(
    announced: Announced, code: str, numbers: tuple[Number, ...], *, claim: Claim | None = None
) -> Finding:
    """Return a finding that holds, on one claim or on the proclamation as a whole."""
    proclamation = announced.proclamation.id
    head = [number("proclamation", str(proclamation), "proclamation")]
    if claim is not None:
        head.append(number("figure", label(announced, claim), "about"))
    if announced.margin is not None and not any(one.name == "margin" for one in numbers):
        numbers = (*numbers, number("margin", announced.margin, "votes", margin_formula(announced)))
    return Finding(
        code=code,
        check=CHECK,
        contest=announced.contest.id,
        subject=f"{proclamation}/{claim.id}" if claim else str(proclamation),
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message=f"bulletin-{code}",
        numbers=(*head, *numbers),
        proclamation=proclamation,
        claim=claim.id if claim else "",
        margin=announced.margin,
    )


def differs(finding: Finding, *, votes: int | None, weight: Severity) -> Finding:
    """Return the finding as one whose statement does not hold, by so many votes."""
    return replace(
        finding,
        status=FindingStatus.DIFFERS,
        severity=weight,
        votes_affected=votes,
        settles="settle-announcement-corrected",
    )


def with_rows(finding: Finding, columns: tuple[str, ...], rows: list[Row]) -> Finding:
    """Return the finding with a table; its columns are named `bulletin-column-<name>`."""
    head = tuple(f"bulletin-column-{name}" for name in columns)
    table = (head, *(cells for cells, _ in rows))
    return replace(finding, table=table, table_formulas=tuple(formulas for _, formulas in rows))


def weigh_votes(announced: Announced, votes: int) -> Severity:
    """Return the weight of a difference against the announced margin; attention where there is none."""
    margin = announced.margin
    return Severity.ATTENTION if margin is None else weigh(votes, margin)


def margin_formula(announced: Announced) -> str:
    """Return the formula of the announced margin."""
    ranked = announced.ranked
    if len(ranked) < 2:
        return ""
    return f"{announced.formula(ranked[:1])} - {announced.formula(ranked[1:2])}"
