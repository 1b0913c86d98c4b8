"""Every announced count beside what the records give, and the difference beside the margin.

The question: figure by figure, what was announced and what do the records add up to? The
statistic: the difference, and its size against the margin of the outcome. The assumptions: the
records are authentic; the additions outside the records are as stated. What it cannot tell: why
two figures differ. A difference of 249 votes under a margin of 369,591 and one of 1,977,376
over a margin of 1,082,740 are both differences; their weight is not the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check import formulas
from tellers.check.case import Case, number
from tellers.check.rival_sources import applied_source
from tellers.check.shares_told import HEAD, shares_side_by_side
from tellers.check.standing import CountStanding, count_standing, held_margin, is_complete
from tellers.check.weight import weigh
from tellers.model import ClaimKind, Finding, FindingStatus, Role, Severity, SourceId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Proclamation, Value

__all__ = ["check_claims", "records_formula"]

CHECK = "claims"
Standings = dict[str, CountStanding]


def check_claims(case: Case) -> Iterator[Finding]:
    """Yield, a proclamation: the figures and shares side by side, and each difference that can be told.

    Held against the source that the dossier states for it, else against the broadest.
    """
    for proclamation in case.proclamations:
        source = applied_source(case, proclamation) or case.broadest
        if source is None:
            return
        found = {
            claim.id: standing
            for claim in proclamation.claims
            if claim.kind is ClaimKind.COUNT
            and (standing := count_standing(case, proclamation, claim, source)) is not None
        }
        if found:
            yield _side_by_side(case, proclamation, source, found)
        yield from _shares(case, proclamation)
        if found and all(standing.complete for standing in found.values()):
            yield from _differences(case, proclamation, source, found)


def records_formula(case: Case, claim: Claim, source: SourceId) -> str:
    """Return the formula of what the records give for a count, additions left out."""
    if case.contest.with_role(Role.REGISTERED) not in claim.figures:
        return formulas.total(source, *claim.figures)
    known = case.tally(source).register
    return f'register_units("{source}")' if known.missing_listed_registered is None else f'listed("{source}")'


def _side_by_side(case: Case, proclamation: Proclamation, source: SourceId, found: Standings) -> Finding:
    """Return every count that proclamation and records both give."""
    head: tuple[Value, ...] = ("column-figure", "column-announced", "column-in-records", "column-difference")
    rows: list[tuple[Value, ...]] = [head]
    told: list[tuple[str, ...]] = []
    for claim in proclamation.claims:
        if (standing := found.get(claim.id)) is not None:
            records, claimed = _with_added(case, claim, source), formulas.claimed(proclamation.id, claim.id)
            given = standing.records + standing.added
            rows.append((f"about:{proclamation.id}/{claim.id}", standing.claimed, given, standing.difference))
            told.append(("", claimed, records, f"{claimed} - {records}"))
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
            number("count", len(found), "figures", f'claims_counted("{proclamation.id}", "{source}")'),
        ),
        sources=(source,),
        proclamation=proclamation.id,
        table=tuple(rows),
        table_formulas=tuple(told),
    )


def _shares(case: Case, proclamation: Proclamation) -> Iterator[Finding]:
    """Yield the shares that follow from the announced counts, beside the records' own."""
    shares = shares_side_by_side(case, proclamation)
    if not shares:
        return
    yield Finding(
        code="shares-side-by-side",
        check=CHECK,
        contest=case.contest.id,
        subject=str(proclamation.id),
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="claims-shares",
        numbers=(number("proclamation", str(proclamation.id), "proclamation"),),
        sources=tuple(dict.fromkeys(SourceId(share.source) for share in shares)),
        proclamation=proclamation.id,
        table=(HEAD, *(share.cells for share in shares)),
        table_formulas=tuple(share.formulas for share in shares),
    )


def _differences(
    case: Case, proclamation: Proclamation, source: SourceId, found: Standings
) -> Iterator[Finding]:
    """Yield one finding a count that is off, or one that says all of them come out."""
    for claim in proclamation.claims:
        if claim.id in found and found[claim.id].difference:
            yield _difference(case, proclamation, claim, (source, found[claim.id]))
    if any(standing.difference for standing in found.values()):
        return
    tally, part = case.tally(source), "" if is_complete(case, source) else "-part"
    added = "-added" if any(standing.added for standing in found.values()) else ""
    yield Finding(
        code="counts-equal",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{proclamation.id}",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message=f"claims-equal{part}{added}",
        numbers=(
            number("source", source, "source"),
            number("proclamation", str(proclamation.id), "proclamation"),
            number("count", len(found), "figures", f'claims_counted("{proclamation.id}", "{source}")'),
            number("units", tally.units, "units", f'units("{source}")'),
            *(
                (number("missing", tally.missing_units, "units", f'missing_units("{source}")'),)
                if part
                else ()
            ),
        ),
        assumptions=("assume-records-authentic", *(("assume-additions-as-stated",) if added else ())),
        sources=(source,),
        proclamation=proclamation.id,
    )


def _difference(
    case: Case, proclamation: Proclamation, claim: Claim, held: tuple[SourceId, CountStanding]
) -> Finding:
    """Return one count that is off, and by how much of the margin."""
    source, standing = held
    claimed, records = formulas.claimed(proclamation.id, claim.id), _with_added(case, claim, source)
    margin, margin_formula = held_margin(case, proclamation, source)
    way = "more" if standing.difference > 0 else "fewer"
    added = formulas.addition(*claim.figures)
    return Finding(
        code="count-differs",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{proclamation.id}/{claim.id}",
        status=FindingStatus.DIFFERS,
        severity=weigh(standing.difference, margin),
        message=f"claims-{way}{'-added' if standing.added else ''}",
        numbers=(
            number("source", source, "source"),
            number("proclamation", str(proclamation.id), "proclamation"),
            number("about", f"{proclamation.id}/{claim.id}", "about"),
            number("claimed", standing.claimed, "votes", claimed),
            number("records", standing.records, "votes", records_formula(case, claim, source)),
            *((number("added", standing.added, "votes", added),) if standing.added else ()),
            number("difference", standing.difference, "votes", f"{claimed} - {records}"),
            number("size", abs(standing.difference), "votes", f"abs({claimed} - {records})"),
            number("margin", margin, "votes", margin_formula),
        ),
        assumptions=(
            "assume-records-authentic",
            *(("assume-additions-as-stated",) if standing.added else ()),
        ),
        sources=(source,),
        proclamation=proclamation.id,
        claim=claim.id,
        settles="settle-correction-explained",
        margin=margin,
        votes_affected=abs(standing.difference),
    )


def _with_added(case: Case, claim: Claim, source: SourceId) -> str:
    """Return the formula of what the records and the additions outside them give for a count."""
    records = records_formula(case, claim, source)
    added = any(case.added(figure) for figure in claim.figures)
    return f"({records} + {formulas.addition(*claim.figures)})" if added else records
