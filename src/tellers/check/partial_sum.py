"""Whether a proclamation can be true of the records, whatever the missing ones hold.

The question: given one source's records, is there any content of the units without a record,
and any choice of the units the proclamation left out, that makes its counts true? The
statistic: the certificates of `tellers.check.completion`. The assumptions: the records are
authentic; the proclamation counted at least the share of units it says (if it says none, all
of them); nobody votes who is not on the register, taken as the largest number stated for it.
What it cannot tell: which of the two is wrong.

Records that are whole, held to a proclamation that leaves nothing out, are held to each count by
`tellers.check.claims` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.check.completion import Completion, Proclaimed, Room, find_completion
from tellers.check.figure_sets import figure_sets, pools_of
from tellers.check.formulas import left_out
from tellers.check.partial_sum_figures import tell
from tellers.check.partial_sum_told import Account
from tellers.check.standing import gives_options, is_complete, units_skipped
from tellers.model import ClaimKind, FigureId, Finding, FindingStatus, OptionId, Severity
from tellers.tables import largest_rest, sum_of_heaviest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Proclamation, SourceId

__all__ = ["check_partial_sum", "completion_of", "proclaimed_counts"]

CHECK = "partial_sum"


def check_partial_sum(case: Case) -> Iterator[Finding]:
    """Yield, a source and proclamation: the smallest certificates, or that a completion exists.

    A proof is told of any source; that there is none, only of those that cover enough to say so.
    """
    if case.contest.rule.several:  # votes may exceed ballots: what is missing bounds no sum of options
        return
    for proclamation in case.proclamations:
        for source in case.sources:
            proclaimed = proclaimed_counts(case, proclamation, source)
            whole = is_complete(case, source) and not proclaimed.units_left_out
            if not proclaimed.counts or not gives_options(case, source) or whole:
                continue
            found = completion_of(case, proclaimed, source)
            account = Account(case=case, proclamation=proclamation, source=source, proclaimed=proclaimed)
            yield from (tell(account, certificate) for certificate in found.certificates)
            if not found.certificates and source in case.principal:
                yield _undisputed(account, exists=bool(found.exists))


def proclaimed_counts(case: Case, proclamation: Proclamation, source: SourceId) -> Proclaimed:
    """Return the counts a proclamation claims for sets of options, less additions outside the records.

    Smaller sets come first; a set that overlaps one already taken is left to `tellers.check.claims`.
    """
    options = set(case.contest.option_ids)
    counts: list[tuple[tuple[OptionId, ...], int]] = []
    taken: set[str] = set()
    claims = [c for c in proclamation.claims if c.kind is ClaimKind.COUNT and c.figures]
    for claim in sorted(claims, key=lambda claim: len(claim.figures)):
        if set(claim.figures) <= options - taken:
            taken |= set(claim.figures)
            added = sum(case.added(figure) for figure in claim.figures)
            counts.append((tuple(OptionId(figure) for figure in claim.figures), claim.count - added))
    return Proclaimed(
        counts=tuple(counts),
        units_left_out=units_skipped(case, proclamation, source),
        figures=figure_sets(case, proclamation, source),
        pools=pools_of(case.contest),
    )


def completion_of(case: Case, proclaimed: Proclaimed, source: SourceId) -> Completion:
    """Return whether a completion exists for one source's records."""

    def heaviest(weights: dict[FigureId, int], units: int) -> dict[FigureId, int]:
        return sum_of_heaviest(case.tables, case.contest, source, weights, units=units)

    def freed(more: tuple[FigureId, ...], less: tuple[FigureId, ...]) -> int:
        units = proclaimed.units_left_out
        return largest_rest(case.tables, case.contest, source, (more, less), units=units) if units else 0

    votes, room = case.tally(source).votes(case.contest), _room(case, source)
    return find_completion(votes, proclaimed, room=room, heaviest=heaviest, freed=freed)


def _room(case: Case, source: SourceId) -> Room:
    """Return how many votes the units without a record can hold, at most and for certain.

    At most: under the largest register stated, with what unread figures could hold. For certain:
    under the register applied, without it. None can be added where every unit has a record.
    """
    tally = case.tally(source)
    if is_complete(case, source):
        return Room(capacity=0, fillable=0)
    stated = [s.value for s in case.contest.statements if s.about == "registered"]
    most, applied = case.bounds(source, max(stated, default=None)), case.bounds(source)
    unread = any(option in tally.silent for option in case.contest.option_ids)
    certain = applied.capacity - tally.register.unread_slack if applied else 0 if unread else None
    return Room(capacity=most.capacity if most else None, fillable=0 if tally.missing_units == 0 else certain)


def _undisputed(account: Account, *, exists: bool) -> Finding:
    """Return that a completion exists, or that neither one nor a proof against it was found."""
    case, source, proclamation = account.case, account.source, account.proclamation
    numbers = [
        number("source", source, "source"),
        number("proclamation", str(proclamation.id), "proclamation"),
        number("units", case.tally(source).units, "units", f'units("{source}")'),
    ]
    skipped = account.proclaimed.units_left_out
    if skipped:
        numbers.append(number("left_out", skipped, "units", left_out(case, proclamation, source)))
    return Finding(
        code="completion-exists" if exists else "completion-unknown",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{proclamation.id}",
        status=FindingStatus.HOLDS if exists else FindingStatus.CANNOT_TELL,
        severity=Severity.INFORMATION,
        message=f"partial_sum-exists{'-part' if skipped else ''}" if exists else "partial_sum-unknown",
        numbers=tuple(numbers),
        assumptions=("assume-records-authentic", "assume-coverage-as-stated", "assume-only-registered-vote"),
        sources=(source,),
        proclamation=proclamation.id,
        settles="settle-publish-missing",
    )
