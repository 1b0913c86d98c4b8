"""Later announcements of one authority against its earlier ones.

A count in progress only grows: a later bulletin contains the earlier. The increments are what
the units counted in between gave; they are shown, and set beside the mean of all units. A
figure that falls is a correction or a mistake, and should be told as one.

>>> further_units((23_871, 24_170), (29_085, 29_087))
(4915, 5216)
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from tellers.check.announced import Announced, label
from tellers.check.bulletin_coverage import counted_units, coverage_of_units, votes_per_unit
from tellers.check.bulletin_finding import Row, differs, margin_formula, state, weigh_votes, with_rows
from tellers.check.case import Case, number
from tellers.check.formulas import counted
from tellers.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Finding, Number

__all__ = ["check_series", "further_units", "matched_counts"]

SERIES_COLUMNS = ("figure", "earlier", "later", "increment")


def check_series(case: Case) -> Iterator[Finding]:
    """Yield, for each two announcements of one authority that follow each other: what grew or fell."""
    by_authority: dict[object, list[Announced]] = {}
    for proclamation in case.proclamations:
        announced = Announced(contest=case.contest, proclamation=proclamation)
        by_authority.setdefault(proclamation.by, []).append(announced)
    for series in by_authority.values():
        for earlier, later in pairwise(series):
            yield from _figures(earlier, later)
            yield from _coverage(earlier, later)


def further_units(earlier: tuple[int, int], later: tuple[int, int]) -> tuple[int, int]:
    """Return the least and most units counted in between, from the ranges counted before and after."""
    return later[0] - earlier[1], later[1] - earlier[0]


def matched_counts(
    earlier: Announced, later: Announced
) -> list[tuple[Claim, tuple[Claim, ...], tuple[Claim, ...]]]:
    """Return the counts that both announce, by the same claim, the same figure or its parts.

    Each with the claim that names it and the claims that give it before and after.
    """
    found: list[tuple[Claim, tuple[Claim, ...], tuple[Claim, ...]]] = []
    seen: set[str] = set()
    for claim in (*later.counts, *earlier.counts):
        before, after = _given(earlier, claim), _given(later, claim)
        if before and after and claim.id not in seen:
            seen.add(claim.id)
            found.append((claim, before, after))
    return found


def _given(announced: Announced, claim: Claim) -> tuple[Claim, ...] | None:
    """Return the counts that give the claim's figures: itself by name, else the figures or their parts.

    A figure announced under several names (two registers) is matched by name only.
    """
    same = [one for one in announced.counts if one.id == claim.id and one.figures == claim.figures]
    if same:
        return (same[0],)
    alike = [one for one in announced.counts if one.figures == claim.figures]
    if len(alike) > 1:
        return None
    return (alike[0],) if alike else announced.cover(claim.figures)


def _about(earlier: Announced) -> Number:
    return number("earlier", str(earlier.proclamation.id), "proclamation")


def _figures(earlier: Announced, later: Announced) -> Iterator[Finding]:
    matched = matched_counts(earlier, later)
    rows: list[Row] = []
    for claim, before, after in matched:
        owner = later if claim in later.counts else earlier
        one, other = earlier.formula(before), later.formula(after)
        first, second = earlier.value(before), later.value(after)
        cells = (f"about:{label(owner, claim)}", first, second, second - first)
        rows.append((cells, ("", one, other, f"{other} - {one}")))
        if second < first:
            yield _falls(earlier, later, claim, (first, second, one, other))
    if matched and all(later.value(after) >= earlier.value(before) for _, before, after in matched):
        pair = f'"{earlier.proclamation.id}", "{later.proclamation.id}"'
        numbers = (_about(earlier), number("count", len(matched), "figures", f"figures_in_both({pair})"))
        found = replace(state(later, "later-contains-earlier", numbers), subject=_subject(earlier, later))
        yield with_rows(found, SERIES_COLUMNS, rows)


def _falls(earlier: Announced, later: Announced, claim: Claim, told: tuple[int, int, str, str]) -> Finding:
    first, second, one, other = told
    numbers = (
        _about(earlier),
        number("first", first, "votes", one),
        number("second", second, "votes", other),
        number("difference", first - second, "votes", f"{one} - {other}"),
        number("margin", later.margin, "votes", margin_formula(later)),
    )
    owner = later if claim in later.counts else earlier
    found = state(later, "figure-falls", (number("figure", label(owner, claim), "about"), *numbers))
    found = replace(found, subject=f"{_subject(earlier, later)}/{claim.id}", claim=claim.id)
    return differs(found, votes=first - second, weight=weigh_votes(later, first - second))


def _coverage(earlier: Announced, later: Announced) -> Iterator[Finding]:
    """Yield the units and valid votes between two coverages of units, or that coverage fell."""
    before, after = coverage_of_units(earlier), coverage_of_units(later)
    stated = later.contest.applied("units")
    if before is None or after is None or stated is None:
        return
    first, second = counted_units(stated.value, before.reading), counted_units(stated.value, after.reading)
    if first is None or second is None:
        return
    least, most = further_units(first, second)
    texts = (
        _about(earlier),
        number("before", before.text, "percent"),
        number("after", after.text, "percent"),
        number("units", stated.value, "units", 'stated("units", 0)'),
    )
    fewest, largest = _further(earlier, later)
    further = (number("least", least, "units", fewest), number("most", most, "units", largest))
    if most < 0:
        found = state(later, "coverage-falls", (*texts, *further))
        yield replace(differs(found, votes=None, weight=Severity.ATTENTION), subject=_subject(earlier, later))
        return
    votes, mean = _per_unit(earlier, later, (least, most)), later.contest.applied("registered")
    if votes and mean and least > 0:
        register = Fraction(mean.value, stated.value)
        average = number("mean", register, "", 'stated("registered", 0) / stated("units", 0)')
        found = state(later, "further-units", (*texts, *further, *votes, average))
        yield replace(found, subject=_subject(earlier, later))


def _per_unit(earlier: Announced, later: Announced, further: tuple[int, int]) -> tuple[Number, ...]:
    """Return the valid votes announced in between, and their range a further unit."""
    before, after = votes_per_unit(earlier), votes_per_unit(later)
    if before is None or after is None or further[0] <= 0:
        return ()
    votes, formula = after[0] - before[0], f"{after[1]} - {before[1]}"
    least, most = _further(earlier, later)
    return (
        number("votes", votes, "votes", formula),
        number("low", Fraction(votes, further[1]), "", f"({formula}) / ({most})"),
        number("high", Fraction(votes, further[0]), "", f"({formula}) / ({least})"),
    )


def _further(earlier: Announced, later: Announced) -> tuple[str, str]:
    """Return the formulas of the least and most units counted in between, as `further_units` has them."""
    before, after = (
        counted(one.proclamation.id, claim.id if (claim := coverage_of_units(one)) else "")
        for one in (earlier, later)
    )
    return f"{after[0]} - {before[1]}", f"{after[1]} - {before[0]}"


def _subject(earlier: Announced, later: Announced) -> str:
    return f"{earlier.proclamation.id}/{later.proclamation.id}"
