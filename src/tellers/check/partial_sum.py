"""Can a proclamation be true of the records, whatever the missing ones hold?

The question: given one source's records, is there any content of the units without a record,
and any choice of the units the proclamation left out, that makes its counts true? The
statistic: the certificates of `tellers.check.completion`. The assumptions: the records are
authentic; the proclamation counted at least the share of units it says (if it says none, all
of them). What it cannot tell: which of the two is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.check.completion import Certificate, Completion, Proclaimed, find_completion
from tellers.check.standing import is_complete, units_skipped, weigh
from tellers.model import ClaimKind, Finding, FindingStatus, OptionId, Severity
from tellers.tables import sum_of_heaviest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Number, Proclamation, SourceId

__all__ = ["check_partial_sum", "completion_of", "proclaimed_counts"]

CHECK = "partial_sum"
ASSUMED = ("assume-records-authentic", "assume-coverage-as-stated")


def check_partial_sum(case: Case) -> Iterator[Finding]:
    """Yield, a source and proclamation: the smallest certificates, or that a completion exists."""
    for proclamation in case.proclamations:
        for source in case.principal:
            proclaimed = proclaimed_counts(case, proclamation)
            whole = is_complete(case, source) and not proclaimed.units_left_out
            known = set(case.contest.option_ids) <= set(case.tables.figures[case.contest.id, source])
            if proclaimed.counts and known and not whole:  # whole records are held to each count by `claims`
                yield from _findings(case, proclamation, source, proclaimed)


def proclaimed_counts(case: Case, proclamation: Proclamation) -> Proclaimed:
    """Return the counts a proclamation claims for sets of options, less additions outside the records."""
    options = set(case.contest.option_ids)
    counts: list[tuple[tuple[OptionId, ...], int]] = []
    taken: set[str] = set()
    for claim in proclamation.claims:
        if claim.kind is ClaimKind.COUNT and claim.figures and set(claim.figures) <= options - taken:
            taken |= set(claim.figures)
            added = sum(case.added(figure) for figure in claim.figures)
            counts.append((tuple(OptionId(figure) for figure in claim.figures), claim.count - added))
    return Proclaimed(counts=tuple(counts), units_left_out=units_skipped(case, proclamation))


def completion_of(case: Case, proclaimed: Proclaimed, source: SourceId) -> Completion:
    """Return whether a completion exists for one source's records."""
    bounds = case.bounds(source)

    def heaviest(weights: dict[OptionId, int]) -> dict[OptionId, int]:
        return sum_of_heaviest(case.tables, case.contest, source, weights, units=proclaimed.units_left_out)

    return find_completion(
        case.tally(source).votes(case.contest),
        proclaimed,
        capacity=bounds.capacity if bounds else None,
        heaviest=heaviest,
    )


def _findings(case: Case, proclamation: Proclamation, source: SourceId, proclaimed: Proclaimed) -> Iterator[Finding]:
    found = completion_of(case, proclaimed, source)
    for certificate in found.certificates:
        yield _certificate(case, proclamation, source, proclaimed, certificate)
    if not found.certificates:
        yield Finding(
            code="completion-exists" if found.exists else "completion-unknown",
            check=CHECK,
            contest=case.contest.id,
            subject=f"{source}/{proclamation.id}",
            status=FindingStatus.HOLDS if found.exists else FindingStatus.CANNOT_TELL,
            severity=Severity.INFORMATION,
            message="partial_sum-exists" if found.exists else "partial_sum-unknown",
            numbers=(
                number("source", source, "source"),
                number("proclamation", str(proclamation.id), "proclamation"),
                number("left_out", proclaimed.units_left_out, "units", _left_out_formula(proclamation, proclaimed)),
                number("units", case.tally(source).units, "units", f'units("{source}")'),
            ),
            assumptions=ASSUMED,
            sources=(source,),
            proclamation=proclamation.id,
            settles="settle-publish-missing",
            margin=case.margin(source),
        )


def _certificate(
    case: Case, proclamation: Proclamation, source: SourceId, proclaimed: Proclaimed, certificate: Certificate
) -> Finding:
    """Return one certificate as a finding, in the words of the set it is about."""
    names = tuple(str(option) for option in certificate.options)
    rest = tuple(o for group, _ in proclaimed.counts for o in group if o not in certificate.options)
    complement = certificate.kind == "above" and len(names) > 1 and _is_claimed(proclaimed, rest)
    claims = [c for c in proclamation.claims if c.kind is ClaimKind.COUNT and set(c.figures) <= set(names) and c.figures]
    numbers = [
        number("source", source, "source"),
        number("proclamation", str(proclamation.id), "proclamation"),
        number("options", "+".join(names), "options"),
        number("records", certificate.records, "votes", _records_formula(case, source, certificate)),
        number("claimed", certificate.proclaimed, "votes", _claimed_formula(case, proclamation, certificate)),
        number(
            "excess",
            certificate.excess,
            "votes",
            _difference(
                _records_formula(case, source, certificate),
                _claimed_formula(case, proclamation, certificate),
                above=certificate.kind == "above",
            ),
        ),
        number("left_out", proclaimed.units_left_out, "units", _left_out_formula(proclamation, proclaimed)),
        number(
            "left_out_votes",
            certificate.left_out,
            "votes",
            f'largest_sum("{source}", "{"+".join(names)}", {_left_out_formula(proclamation, proclaimed) or 0})',
        ),
        number("surplus", certificate.surplus, "votes"),
        number("units", case.tally(source).units, "units", f'units("{source}")'),
    ]
    if complement:
        numbers += _needed(case, proclamation, source, rest, proclaimed)
    kind = "complement" if complement else certificate.kind
    return Finding(
        code=f"partial-sum-{kind}",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{proclamation.id}/{'+'.join(rest if complement else names)}",
        status=FindingStatus.DIFFERS,
        severity=weigh(certificate.excess, case.margin(source)),
        message=f"partial_sum-{kind}",
        numbers=tuple(numbers),
        assumptions=ASSUMED,
        sources=(source,),
        proclamation=proclamation.id,
        claim=claims[0].id if len(claims) == 1 and not complement else _claim_of(proclamation, rest),
        settles="settle-authority-records",
        margin=case.margin(source),
        votes_affected=certificate.surplus,
    )


def _is_claimed(proclaimed: Proclaimed, group: tuple[OptionId, ...]) -> bool:
    return any(set(options) == set(group) for options, _ in proclaimed.counts)


def _claim_of(proclamation: Proclamation, group: tuple[OptionId, ...]) -> str:
    """Return the id of the count claimed for exactly this set, or ''."""
    for claim in proclamation.claims:
        if claim.kind is ClaimKind.COUNT and set(claim.figures) == set(group):
            return claim.id
    return ""


def _needed(
    case: Case, proclamation: Proclamation, source: SourceId, rest: tuple[OptionId, ...], proclaimed: Proclaimed
) -> list[Number]:
    """Return how many more votes the rest would need, of how many that the proclamation leaves."""
    votes = case.tally(source).votes(case.contest)
    every = tuple(option for group, _ in proclaimed.counts for option in group)
    claimed_rest = next(count for options, count in proclaimed.counts if set(options) == set(rest))
    held, claimed = sum(votes[o] for o in every), sum(count for _, count in proclaimed.counts)
    rest_formula = f'total("{source}", "{"+".join(rest)}")'
    every_formula = f'total("{source}", "{"+".join(every)}")'
    return [
        number("rest", "+".join(rest), "options"),
        number(
            "needed",
            claimed_rest - sum(votes[o] for o in rest),
            "votes",
            f"{_claims_sum(case, proclamation, rest)} - {rest_formula}",
        ),
        number("left", claimed - held, "votes", f"{_claims_sum(case, proclamation, every)} - {every_formula}"),
    ]


def _records_formula(case: Case, source: SourceId, certificate: Certificate) -> str:
    held = f'total("{source}", "{"+".join(certificate.options)}")'
    return held if certificate.kind == "above" else f'{held} + capacity("{source}", {_register(case)})'


def _register(case: Case) -> str:
    return 'stated("registered", 0)' if case.contest.applied("registered") else "listed_register()"


def _claims_sum(case: Case, proclamation: Proclamation, options: tuple[OptionId, ...]) -> str:
    """Return the formula of what was claimed for these options, additions taken off."""
    parts, covered = [], set()
    for claim in proclamation.claims:
        if claim.kind is ClaimKind.COUNT and claim.figures and set(claim.figures) <= set(options) - covered:
            covered |= set(claim.figures)
            parts.append(f'claimed("{proclamation.id}", "{claim.id}")')
    added = [option for option in options if case.added(option)]
    return "(" + " + ".join(parts) + "".join(f' - addition("{option}")' for option in added) + ")"


def _claimed_formula(case: Case, proclamation: Proclamation, certificate: Certificate) -> str:
    return _claims_sum(case, proclamation, certificate.options)


def _difference(records: str, claimed: str, *, above: bool) -> str:
    return f"{records} - {claimed}" if above else f"{claimed} - ({records})"


def _left_out_formula(proclamation: Proclamation, proclaimed: Proclaimed) -> str:
    coverage = proclamation.claim(ClaimKind.COVERAGE)
    if not proclaimed.units_left_out or coverage is None:
        return ""
    return f'left_out("{proclamation.id}", "{coverage.id}")'
