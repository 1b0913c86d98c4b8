"""A proclamation against itself: sums, percentages, rival readings, coverage, its own outcome.

The question: do the figures that an authority announced agree with each other? Nothing here
looks at a record. The statistic: declared sums, each percentage at its announced decimals, the
readings of a misreported figure that fit, the whole numbers of units that give the stated
coverage, later announcements against earlier ones, and whether the announced counts settle the
announced outcome. The assumptions: what was announced is as the dossier gives it. What it cannot
tell: whether a set of figures that agree with each other is true; all of it can be made up.

This module holds sums, percentages and readings; `bulletin_coverage`, `bulletin_series` and
`bulletin_outcome` the rest. Source: docs/reference/checks/bulletin.md.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.announced import Announced, Sum, label
from tellers.check.announced_shares import ShareLine, ShareSum, list_share_lines, list_share_sums
from tellers.check.bulletin_coverage import check_announced_coverage
from tellers.check.bulletin_finding import Row, differs, margin_formula, state, weigh_votes, with_rows
from tellers.check.bulletin_outcome import check_own_outcome
from tellers.check.bulletin_series import check_series
from tellers.check.case import Case, number
from tellers.check.readings import Fit, weigh_readings
from tellers.model import ClaimKind, FigureId, FindingStatus, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Finding

__all__ = ["check_bulletin"]

SHARE_COLUMNS = ("figure", "of", "announced", "recomputed", "rounding")
READING_COLUMNS = ("reading", "origin", "fits", "breaks")


def check_bulletin(case: Case) -> Iterator[Finding]:
    """Yield, a proclamation: sums, limits, percentages, readings, coverage, own outcome; then the series."""
    for proclamation in case.proclamations:
        announced = Announced(contest=case.contest, proclamation=proclamation)
        for total in announced.sums():
            yield from _sum(announced, total)
        yield from _limits(announced)
        yield from _shares(announced)
        for shares in list_share_sums(announced):
            yield _share_sum(announced, shares)
        for fit in weigh_readings(announced):
            yield _reading(announced, fit)
        yield from check_announced_coverage(announced)
        yield from check_own_outcome(announced)
    yield from check_series(case)


def _sum(announced: Announced, total: Sum) -> Iterator[Finding]:
    """Yield that a declared sum holds or not; parts that are incomplete can only be too many."""
    claimed, parts = total.whole.count, announced.value(total.parts)
    whole, added = announced.formula((total.whole,)), announced.formula(total.parts)
    size = abs(claimed - parts)
    numbers = (
        number("claimed", claimed, "votes", whole),
        number("sum", parts, "votes", added),
        number("difference", size, "votes", f"abs({whole} - {added})"),
        number("margin", announced.margin, "votes", margin_formula(announced)),
    )
    if total.complete and not size:
        yield state(announced, "sum-announced", numbers[:2], claim=total.whole)
    elif total.complete or parts > claimed:
        code = "sum-announced-differs" if total.complete else "parts-above-whole"
        found = state(announced, code, numbers, claim=total.whole)
        yield differs(found, votes=size, weight=weigh_votes(announced, size))


def _limits(announced: Announced) -> Iterator[Finding]:
    """Yield each announced figure beside the one it must not exceed: voters, and the registered."""
    for figure in announced.contest.figures:
        limits = announced.of(FigureId(figure.at_most)) if figure.at_most else ()
        for limited in announced.of(figure.id):
            for limit in limits:
                yield _limit(announced, limited, limit)


def _limit(announced: Announced, limited: Claim, limit: Claim) -> Finding:
    one, other = announced.formula((limited,)), announced.formula((limit,))
    over = max(0, limited.count - limit.count)
    share = Fraction(limited.count, limit.count) if limit.count else None
    numbers = (
        number("claimed", limited.count, "voters", one),
        number("limit", label(announced, limit), "about"),
        number("most", limit.count, "voters", other),
        number("share", share, "share", f"{one} / {other}" if limit.count else ""),
        number("difference", over, "voters", f"max(0, {one} - {other})"),
    )
    found = state(announced, "above-limit" if over else "within-limit", numbers, claim=limited)
    found = replace(found, subject=f"{found.subject}/{limit.id}")
    return differs(found, votes=over, weight=Severity.SERIOUS) if over else found


def _shares(announced: Announced) -> Iterator[Finding]:
    """Yield the announced percentages beside those of the counts, and each that follows from no base."""
    lines = list_share_lines(announced)
    claims = list(dict.fromkeys(line.claim for line in lines))
    wrong = [c for c in claims if not any(line.rounding(announced) for line in lines if line.claim == c)]
    if lines and not wrong:
        tested = number(
            "percentages", len(claims), "figures", f'shares_announced("{announced.proclamation.id}")'
        )
        yield with_rows(
            state(announced, "percentages-follow", (tested,)), SHARE_COLUMNS, _share_rows(announced, lines)
        )
    for claim in wrong:
        yield _share_differs(announced, [line for line in lines if line.claim == claim])


def _share_rows(announced: Announced, lines: tuple[ShareLine, ...] | list[ShareLine]) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        base = line.base[0].id if len(line.base) == 1 else ""
        of = f"about:{announced.proclamation.id}/{base}" if base else f"figure:{line.claim.base}"
        share = line.share(announced)
        rounding = f"message:bulletin-rounding-{line.rounding(announced) or 'none'}"
        formula = (
            f"{announced.formula(line.figures)} / {announced.formula(line.base)}" if share is not None else ""
        )
        cells = (f"about:{label(announced, line.claim)}", of, f"percent:{line.claim.text}", share, rounding)
        rows.append((cells, ("", "", "", formula, "")))
    return rows


def _share_differs(announced: Announced, lines: list[ShareLine]) -> Finding:
    """Return that a percentage follows from no announced base; the nearest base gives the votes."""
    claim = lines[0].claim
    line = min(lines, key=lambda one: abs((one.share(announced) or 0) - claim.share))
    base, figures = announced.formula(line.base), announced.formula(line.figures)
    said = announced.formula((claim,))
    votes = abs(round(claim.share * announced.value(line.base)) - announced.value(line.figures))
    numbers = (
        number("announced", claim.text, "percent"),
        number(
            "share",
            line.share(announced),
            "share",
            f"{figures} / {base}" if announced.value(line.base) else "",
        ),
        number("count", announced.value(line.figures), "votes", figures),
        number("base", announced.value(line.base), "votes", base),
        number("difference", votes, "votes", f"abs(nearest({said} * {base}) - {figures})"),
        number("margin", announced.margin, "votes", margin_formula(announced)),
    )
    found = state(announced, "percentage-differs", numbers, claim=claim)
    found = with_rows(found, SHARE_COLUMNS, _share_rows(announced, lines))
    return differs(found, votes=votes, weight=weigh_votes(announced, votes))


def _share_sum(announced: Announced, shares: ShareSum) -> Finding:
    """Return whether the percentages of one whole add up to it, as far as their decimals go."""
    said = " + ".join(announced.formula((claim,)) for claim in shares.claims)
    numbers = (
        number(
            "count",
            len(shares.claims),
            "figures",
            f'shares_announced_of("{announced.proclamation.id}", "{shares.claims[0].base}")',
        ),
        number("base", str(shares.claims[0].base), "figure"),
        number("total", shares.total(), "share", said),
    )
    holds = shares.holds()
    found = state(announced, "percentages-sum" if holds else "percentages-sum-differs", numbers)
    found = replace(found, subject=f"{found.subject}/{shares.claims[0].base}")
    return found if holds else differs(found, votes=None, weight=Severity.ATTENTION)


def _reading(announced: Announced, fit: Fit) -> Finding:
    """Return which reading of a claim fits the rest: one, several, none, or nothing bears on it."""
    claim = fit.claim
    fits = fit.fits[0] if len(fit.fits) == 1 else 0
    other = next((i for i in range(len(claim.readings)) if i not in fit.fits), 1 if fits == 0 else 0)
    numbers = (
        number("fits", *_said(announced, claim, fits)),
        number("other", *_said(announced, claim, other)),
        number(
            "readings",
            len(claim.readings),
            "readings",
            f'readings("{announced.proclamation.id}", "{claim.id}")',
        ),
    )
    rows: list[Row] = [
        (
            (
                _cell(claim, index),
                f"reading:{announced.proclamation.id}/{claim.id}/{index}" if reading.origin else "",
                None if not fit.kinds else f"message:bulletin-{'fits' if index in fit.fits else 'fits-not'}",
                f"message:bulletin-breaks-{'-and-'.join(fit.alone[index])}" if fit.alone[index] else None,
            ),
            (_said(announced, claim, index)[2], "", "", ""),
        )
        for index, reading in enumerate(claim.readings)
    ]
    code = (
        "reading-fits"
        if len(fit.fits) == 1
        else "reading-undecided"
        if fit.fits or not fit.kinds
        else "no-reading-fits"
    )
    found = with_rows(state(announced, code, numbers, claim=claim), READING_COLUMNS, rows)
    if code == "reading-fits":
        return found if fits == 0 else replace(found, severity=Severity.NOTICE, message="bulletin-rival-fits")
    found = replace(found, settles="settle-original-announcement", status=FindingStatus.CANNOT_TELL)
    return replace(found, severity=Severity.NOTICE) if code == "no-reading-fits" else found


def _said(announced: Announced, claim: Claim, index: int) -> tuple[int | str, str, str]:
    """Return value, unit and formula of one reading; digits with decimals stay as they were announced."""
    value = claim.readings[index].value
    if claim.kind in {ClaimKind.COUNT, ClaimKind.REQUIRED}:
        return int(value), "votes", f'reading("{announced.proclamation.id}", "{claim.id}", {index})'
    return value, "percent" if claim.kind in {ClaimKind.SHARE, ClaimKind.COVERAGE} else "", ""


def _cell(claim: Claim, index: int) -> int | str:
    """Return a reading as a cell of a table: a number, or digits with their decimals."""
    value = claim.readings[index].value
    if claim.kind in {ClaimKind.COUNT, ClaimKind.REQUIRED}:
        return int(value)
    return f"percent:{value}" if claim.kind in {ClaimKind.SHARE, ClaimKind.COVERAGE} else value
