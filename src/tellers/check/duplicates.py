"""Duplicates: the same unit, the same image, or the same figures throughout, more than once in one source.

The question: does a source give a unit twice without saying that one record replaces the other;
does one image stand under two units; and do more units give the same figures throughout than
chance would? The statistic: counts of the first two. For the third, pairs of units that are
equal in every figure against pairs that differ only by 1 to 3 votes between the two largest
(tellers.tables.coincidences). Were the split of votes smooth, one of every seven such pairs
would be equal; sampling alone spreads ten votes against ten so far that it is never more than
0.172 of them. The bound used is 1/5, by size of unit, and the chance of a count is Chernoff's
upper bound of the binomial tail. The assumptions: a unit's votes are drawn, each voter for
himself. What it cannot tell: why figures are equal (a sheet typed twice, a copied file), and
copies with any figure changed, or of units with under ten votes for one of the two largest.

Source: H. Chernoff, A measure of asymptotic efficiency for tests of a hypothesis based on the
sum of observations, Annals of Mathematical Statistics 23 (1952).

>>> round(1 / chance_of(SizeClass(least_votes=128, equal=6, near=0)))
15625
>>> chance_of(SizeClass(least_votes=128, equal=1, near=6))
1.0
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.check.told import margin_number
from tellers.check.weight import weigh_records
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import (
    SizeClass,
    count_coincidences,
    list_coincidences,
    list_repeated_images,
    list_repeated_units,
    repeated_images,
    repeated_units,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import OptionId, SourceId, Value

__all__ = ["chance_of", "check_duplicates"]

CHECK = "duplicates"
EQUAL_SHARE = 0.2
"""Of the pairs equal or nearly so, the largest part that chance makes equal; conservative."""
FALSE_ALARMS = 1 / 1000
"""How often a source without a copy may be told, at most."""
LEAD = 10
"""A lead asks for attention where its votes reach one tenth of the margin."""
IMAGE_COLUMNS = ("image", "image_sha256")


def check_duplicates(case: Case) -> Iterator[Finding]:
    """Yield, a source: units repeated, images repeated, and what the equal figures amount to."""
    for source in case.sources:
        yield from _units(case, source)
        for column in IMAGE_COLUMNS:
            yield from _images(case, source, column)
        yield from _coincidences(case, source)


def _units(case: Case, source: SourceId) -> Iterator[Finding]:
    found = repeated_units(case.tables, case.contest, source)
    if not found.units:
        return
    shown = tuple(islice(list_repeated_units(case.tables, case.contest, source), SHOWN_UNITS))
    margin = case.margin(source)
    weight = weigh_records(found.votes, margin, records=found.differing, of_records=case.tally(source).units)
    yield Finding(
        code="unit-repeated",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.DIFFERS if found.differing else FindingStatus.HOLDS,
        severity=weight,
        message="duplicates-unit-differs" if found.differing else "duplicates-unit-equal",
        numbers=(
            number("units", found.units, "units", f'repeated("{source}")'),
            number("source", source, "source"),
            number("records", found.records, "records", f'repeated_records("{source}")'),
            number("differing", found.differing, "units", f'repeated_differing("{source}")'),
            number("votes", found.votes, "votes", f'repeated_votes("{source}")'),
            margin_number(case, source),
        ),
        sources=(source,),
        units=tuple(row.unit for row in shown),
        unit_count=found.units,
        settles="settle-publisher-says-which" if found.differing else "",
        margin=margin,
        votes_affected=found.votes or None,
    )


def _images(case: Case, source: SourceId, column: str) -> Iterator[Finding]:
    found = repeated_images(case.tables, case.contest, source, column)
    if not found.images:
        return
    shown = tuple(islice(list_repeated_images(case.tables, case.contest, source, column), SHOWN_UNITS))
    margin = case.margin(source)
    of_column = f'("{source}", "{column}")'
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (one.image, ", ".join(one.units[:SHOWN_UNITS])) for one in shown
    )
    yield Finding(
        code="image-repeated",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{column}",
        status=FindingStatus.DIFFERS,
        severity=weigh_records(found.votes, margin, records=found.units, of_records=case.tally(source).units),
        message=f"duplicates-{column.replace('_', '-')}",
        numbers=(
            number("count", found.images, "images", f"shared_images{of_column}"),
            number("source", source, "source"),
            number("units", found.units, "units", f"units_sharing_images{of_column}"),
            number("votes", found.votes, "votes", f"votes_sharing_images{of_column}"),
            margin_number(case, source),
        ),
        sources=(source,),
        units=tuple(unit for one in shown for unit in one.units)[:SHOWN_UNITS],
        unit_count=found.units,
        settles="settle-compare-sheets",
        margin=margin,
        votes_affected=found.votes or None,
        table=(("column-image", "column-units"), *rows),
    )


def chance_of(size: SizeClass) -> float:
    """Return an upper bound of the chance of so many equal pairs among the equal and the near.

    Chernoff: P(X >= k) <= exp(-n D(k/n || p)), D the divergence of two binomials.
    """
    pairs = size.equal + size.near
    share = size.equal / pairs if pairs else 0.0
    if share <= EQUAL_SHARE:
        return 1.0
    divergence = share * math.log(share / EQUAL_SHARE)
    if size.near:
        divergence += (1 - share) * math.log((1 - share) / (1 - EQUAL_SHARE))
    return math.exp(-pairs * divergence)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coincidences:
    """Equal and near pairs of units in one source, by size of unit, under the two largest options."""

    case: Case
    source: SourceId
    pair: tuple[OptionId, OptionId]
    classes: tuple[SizeClass, ...]

    @property
    def of_pair(self) -> str:
        """Return the arguments that every formula of the pair begins with."""
        return f'"{self.source}", "{self.pair[0]}", "{self.pair[1]}"'

    @property
    def equal(self) -> int:
        """Return the equal pairs of all classes."""
        return sum(one.equal for one in self.classes)

    @property
    def beyond(self) -> list[SizeClass]:
        """Return the classes with more equal pairs than chance gives in so many classes."""
        return [one for one in self.classes if self.alarms(one) < FALSE_ALARMS]

    @property
    def votes(self) -> int:
        """Return the votes on the units beyond what chance gives, at the least."""
        return sum(max(0, one.equal - one.near // 6) * 2 * one.least_votes for one in self.beyond)

    def alarms(self, one: SizeClass) -> float:
        """Return how often chance gives as many equal pairs in any of the classes, at most."""
        return chance_of(one) * len(self.classes)

    def finding(self) -> Finding:
        """Return what every such source says: its pairs by size, and no more."""
        margin, of_pair = self.case.margin(self.source), self.of_pair
        return Finding(
            code="figures-vary",
            check=CHECK,
            contest=self.case.contest.id,
            subject=self.source,
            status=FindingStatus.HOLDS,
            severity=Severity.INFORMATION,
            message="duplicates-vary",
            numbers=(
                number("source", self.source, "source"),
                number("equal", self.equal, "pairs", f"equal_pairs({of_pair})"),
                number("near", sum(one.near for one in self.classes), "pairs", f"near_pairs({of_pair})"),
                number("first", str(self.pair[0]), "option"),
                number("second", str(self.pair[1]), "option"),
                margin_number(self.case, self.source),
            ),
            assumptions=("assume-votes-drawn",),
            sources=(self.source,),
            margin=margin,
            table=(
                ("column-votes-from", "column-pairs-equal", "column-pairs-near"),
                *(
                    (f"{one.least_votes} - {2 * one.least_votes - 1}", one.equal, one.near)
                    for one in self.classes
                ),
            ),
            table_formulas=tuple(
                ("", *(f"{word}({of_pair}, {one.least_votes})" for word in ("equal_pairs", "near_pairs")))
                for one in self.classes
            ),
        )

    def lead(self) -> Finding:
        """Return the same as a lead: more equal pairs than chance gives, which units, how many votes."""
        told, votes = self.finding(), self.votes
        *head, margin = told.numbers
        shown = islice(
            list_coincidences(self.case.tables, self.case.contest, self.source, self.pair), SHOWN_UNITS
        )
        once_in = _one_in(min(map(self.alarms, self.classes)))
        return replace(
            told,
            code="figures-coincide",
            status=FindingStatus.LEAD,
            severity=Severity.NOTICE if votes * LEAD < (told.margin or 0) else Severity.ATTENTION,
            message="duplicates-coincide",
            numbers=(
                *head,
                number("votes", votes, "votes", f"coinciding_votes({self.of_pair})"),
                number("chance", once_in, "chance", f"coincidence_chance({self.of_pair})"),
                margin,
            ),
            units=tuple(unit for one in shown for unit in one.units)[:SHOWN_UNITS],
            unit_count=self.equal,
            settles="settle-compare-sheets",
            votes_affected=votes or None,
        )


def _coincidences(case: Case, source: SourceId) -> Iterator[Finding]:
    """Yield what equal figures amount to; a lead where a class has more than chance gives."""
    pair = case.leaders(source)
    if pair[0] == pair[1] or not set(pair) <= set(case.tables.figures[case.contest.id, source]):
        return
    classes = tuple(count_coincidences(case.tables, case.contest, source, pair))
    if classes:
        found = _Coincidences(case=case, source=source, pair=pair, classes=classes)
        yield found.lead() if found.beyond else found.finding()


def _one_in(chance: float) -> int:
    """Return N of "at most once in N", its first two digits, and never above a thousand million."""
    times = min(1 / max(chance, 1e-9), 1e9)
    step: int = 10 ** max(0, math.floor(math.log10(times)) - 1)
    return math.floor(times / step) * step
