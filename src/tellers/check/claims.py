"""Every announced count beside what the records give, and the difference beside the margin.

The question: figure by figure, what was announced and what do the records add up to? The
statistic: the difference, and its size against the margin of the outcome. The assumptions: the
records are authentic; the additions outside the records are as stated. What it cannot tell: why
two figures differ. A difference of 249 votes under a margin of 369,591 and one of 1,977,376
over a margin of 1,082,740 are both differences; their weight is not the same.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.check.standing import CountStanding, count_standing, is_complete, weigh
from tellers.model import ClaimKind, Finding, FindingStatus, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Proclamation, SourceId, Value

__all__ = ["check_claims"]

CHECK = "claims"


def check_claims(case: Case) -> Iterator[Finding]:
    """Yield, a proclamation: the figures side by side, and each difference where it can be told."""
    source = case.broadest
    if source is None:
        return
    for proclamation in case.proclamations:
        found = {
            claim.id: standing
            for claim in proclamation.claims
            if claim.kind is ClaimKind.COUNT
            and (standing := count_standing(case, proclamation, claim, source)) is not None
        }
        if not found:
            continue
        yield _side_by_side(case, proclamation, source, found)
        if all(standing.complete for standing in found.values()):
            yield from _differences(case, proclamation, source, found)


def _side_by_side(
    case: Case, proclamation: Proclamation, source: SourceId, found: dict[str, CountStanding]
) -> Finding:
    """Return every figure that proclamation and records both give, with its share of the base."""
    valid = sum(
        s.claimed for c in proclamation.claims if (s := found.get(c.id)) and set(c.figures) <= set(case.contest.option_ids)
    )
    base = case.tally(source).base(case.contest)
    rows: list[tuple[Value, ...]] = [("figure", "proclaimed", "records", "difference", "proclaimed-share", "records-share")]
    for claim in proclamation.claims:
        standing = found.get(claim.id)
        if standing is None:
            continue
        records = standing.records + standing.added
        rows.append(
            (
                _label(claim),
                standing.claimed,
                records,
                standing.difference,
                Fraction(standing.claimed, valid) if valid else None,
                Fraction(records, base) if base else None,
            )
        )
    return Finding(
        code="figures-side-by-side",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{proclamation.id}",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="claims-side-by-side",
        numbers=(
            number("source", source, "source"),
            number("proclamation", str(proclamation.id), "proclamation"),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("figures", len(found), "figures", f'claims_counted("{proclamation.id}", "{source}")'),
        ),
        sources=(source,),
        proclamation=proclamation.id,
        margin=case.margin(source),
        table=tuple(rows),
    )


def _label(claim: Claim) -> str:
    """Return `figure:<id>` for one figure and `claim:<name>` for a set of several."""
    name = claim.id.rpartition(".")[0]
    return f"figure:{name}" if len(claim.figures) == 1 and claim.figures[0] == name else f"claim:{name}"


def _differences(
    case: Case, proclamation: Proclamation, source: SourceId, found: dict[str, CountStanding]
) -> Iterator[Finding]:
    """Yield one finding a count that is off, or one that says all of them come out."""
    off = {name: standing for name, standing in found.items() if standing.difference}
    margin = case.margin(source)
    added = bool(case.contest.additions)
    for claim in proclamation.claims:
        standing = off.get(claim.id)
        if standing is None:
            continue
        total = f'total("{source}", "{"+".join(claim.figures)}")'
        claimed = f'claimed("{proclamation.id}", "{claim.id}")'
        extra = f' + addition("{"+".join(claim.figures)}")' if added else ""
        yield Finding(
            code="count-differs",
            check=CHECK,
            contest=case.contest.id,
            subject=f"{source}/{proclamation.id}/{claim.id}",
            status=FindingStatus.DIFFERS,
            severity=weigh(standing.difference, margin),
            message="claims-differs-added" if standing.added else "claims-differs",
            numbers=(
                number("source", source, "source"),
                number("proclamation", str(proclamation.id), "proclamation"),
                number("figure", claim.id.rpartition(".")[0], "figure"),
                number("claimed", standing.claimed, "votes", claimed),
                number("records", standing.records, "votes", total),
                number("added", standing.added, "votes", f'addition("{"+".join(claim.figures)}")' if added else ""),
                number("difference", standing.difference, "votes", f"{claimed} - ({total}{extra})"),
                number("size", abs(standing.difference), "votes", f"abs({claimed} - ({total}{extra}))"),
                number("margin", margin, "votes", _margin_formula(case, source)),
            ),
            assumptions=("assume-records-authentic",),
            sources=(source,),
            proclamation=proclamation.id,
            claim=claim.id,
            settles="settle-correction-explained",
            margin=margin,
            votes_affected=abs(standing.difference),
        )
    if not off:
        yield Finding(
            code="counts-equal",
            check=CHECK,
            contest=case.contest.id,
            subject=f"{source}/{proclamation.id}",
            status=FindingStatus.HOLDS,
            severity=Severity.INFORMATION,
            message="claims-equal" if is_complete(case, source) else "claims-equal-part",
            numbers=(
                number("source", source, "source"),
                number("proclamation", str(proclamation.id), "proclamation"),
                number("figures", len(found), "figures", f'claims_counted("{proclamation.id}", "{source}")'),
                number("units", case.tally(source).units, "units", f'units("{source}")'),
                number("missing", case.tally(source).missing_units, "units", f'missing_units("{source}")'),
            ),
            assumptions=("assume-records-authentic",),
            sources=(source,),
            proclamation=proclamation.id,
            margin=margin,
        )


def _margin_formula(case: Case, source: SourceId) -> str:
    first, second = case.leaders(source)
    return f'total("{source}", "{first}") - total("{source}", "{second}")'
