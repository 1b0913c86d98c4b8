"""What a proclamation's own claims give: counts of figures, sums of them, and the margin.

A figure may be announced alone, in a group (`others`), or only through its parts. *Cover* finds
the announced counts that add up to a set of figures: single claims first, then groups that fill
what nobody claims singly, then the declared parts of a figure. Nothing is filled in: where a
part is missing there is no cover.

>>> from tellers.model import Reading
>>> def count(figures: str, votes: str) -> Claim:
...     return Claim(id=f"{figures}.count", kind=ClaimKind.COUNT, figures=tuple(map(FigureId, figures)),
...         readings=(Reading(value=votes),))
>>> claims = (count("A", "60"), count("BC", "40"))
>>> [claim.text for claim in cover_figures(("A", "B", "C"), claims, {})]
['60', '40']
>>> cover_figures(("A", "B"), claims, {}) is None
True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check.formulas import claimed
from tellers.model import Claim, ClaimKind, Contest, FigureId, Proclamation, Reading, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Announced", "Chosen", "Sum", "cover_figures", "label", "reading_of"]

Chosen = dict[str, int]
"""Which reading of each claim is taken, by claim id; a claim that is not named takes its first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A count that was announced, and the announced counts it is declared to be the sum of."""

    whole: Claim
    parts: tuple[Claim, ...]
    complete: bool
    """Whether no part is missing; otherwise the parts can only be too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One proclamation, asked for what its counts give."""

    contest: Contest
    proclamation: Proclamation

    @property
    def counts(self) -> tuple[Claim, ...]:
        """Return the announced counts of votes or voters."""
        return tuple(c for c in self.proclamation.claims if c.kind is ClaimKind.COUNT and c.figures)

    def of(self, figure: FigureId) -> tuple[Claim, ...]:
        """Return the counts announced for this figure alone; several when it was named twice."""
        return tuple(claim for claim in self.counts if claim.figures == (figure,))

    def cover(self, figures: Sequence[FigureId]) -> tuple[Claim, ...] | None:
        """Return the counts that add up to these figures, or None."""
        return cover_figures(figures, self.counts, self._parts)

    def bases(self, figure: FigureId) -> tuple[tuple[Claim, ...], ...]:
        """Return every announced way to have this figure: each claim of it, else its parts."""
        alone = tuple((claim,) for claim in self.of(figure))
        parts = self.cover(self._parts.get(figure, ())) if not alone else None
        return alone or ((parts,) if parts else ())

    @property
    def options(self) -> tuple[Claim, ...] | None:
        """Return the counts that together give every option, or None where one is missing."""
        return self.cover(self.contest.option_ids)

    @property
    def decisive(self) -> tuple[Claim, ...] | None:
        """Return the counts that the rule looks at: where it does not count abstentions, none is missed.

        Of votes cast, or of all members, no majority is larger or smaller for how many abstained.
        """
        rule = self.contest.rule
        counts_them = rule.base not in {"cast", "members"} or rule.also
        if self.options is not None or rule.kind != "majority" or counts_them:
            return self.options
        named = tuple(option for option in self.contest.option_ids if option not in rule.abstentions)
        return self.cover(named)

    def sums(self) -> tuple[Sum, ...]:
        """Return every announced count that other announced counts should add up to."""
        found = []
        for whole in self.counts:
            single = len(whole.figures) == 1
            parts = self._parts.get(whole.figures[0], ()) if single else whole.figures
            others = tuple(claim for claim in self.counts if claim is not whole)
            cover = cover_figures(parts, others, self._parts)
            some = cover if cover is not None else _disjoint(others, parts)
            if some:
                found.append(Sum(whole=whole, parts=some, complete=cover is not None))
        return tuple(found)

    def value(self, claims: Sequence[Claim], chosen: Mapping[str, int] | None = None) -> int:
        """Return the sum of these counts under the readings chosen."""
        return sum(reading_of(claim, chosen).count for claim in claims)

    def formula(self, claims: Sequence[Claim]) -> str:
        """Return the formula of the sum of these counts as applied."""
        terms = " + ".join(claimed(self.proclamation.id, claim.id) for claim in claims)
        return f"({terms})" if len(claims) > 1 else terms

    @property
    def ranked(self) -> tuple[Claim, ...]:
        """Return the announced counts of options, most votes first; a group counts as one option."""
        options = set(self.contest.option_ids)
        singles = [c for c in self.counts if len(c.figures) == 1 and c.figures[0] in options]
        alone = {figure for claim in singles for figure in claim.figures}
        groups = [c for c in self.counts if len(c.figures) > 1 and set(c.figures) <= options - alone]
        return tuple(sorted([*singles, *groups], key=lambda claim: -claim.count))

    @property
    def margin(self) -> int | None:
        """Return first less second of the announced counts; None where fewer than two were announced."""
        ranked = self.ranked
        return ranked[0].count - ranked[1].count if len(ranked) > 1 else None

    @property
    def registers(self) -> tuple[Claim, ...]:
        """Return the announced numbers of registered voters, the largest first."""
        register = self.contest.with_role(Role.REGISTERED)
        return tuple(sorted(self.of(register), key=lambda c: -c.count)) if register else ()

    @property
    def _parts(self) -> dict[FigureId, tuple[FigureId, ...]]:
        return {figure.id: figure.sum_of for figure in self.contest.figures if figure.sum_of}


def reading_of(claim: Claim, chosen: Mapping[str, int] | None = None) -> Reading:
    """Return what was announced, by the reading chosen."""
    return claim.readings[(chosen or {}).get(claim.id, 0)]


def cover_figures(
    figures: Sequence[FigureId], claims: Sequence[Claim], parts: Mapping[FigureId, tuple[FigureId, ...]]
) -> tuple[Claim, ...] | None:
    """Return the counts that add up to these figures, each figure once; None where one is missing.

    A figure that was announced under two names is taken under the first.
    """
    if not figures:
        return None
    left, found = list(dict.fromkeys(figures)), []
    for claim in sorted(claims, key=lambda claim: len(claim.figures)):
        if set(claim.figures) <= set(left):
            found.append(claim)
            left = [figure for figure in left if figure not in claim.figures]
    for figure in left:
        deeper = cover_figures(parts.get(figure, ()), claims, parts)
        if deeper is None or set(deeper) & set(found):
            return None
        found += deeper
    return tuple(found)


def _disjoint(claims: Sequence[Claim], figures: Sequence[FigureId]) -> tuple[Claim, ...]:
    """Return counts of some of these figures that overlap nowhere."""
    found: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: len(claim.figures)):
        taken = {figure for other in found for figure in other.figures}
        if set(claim.figures) <= set(figures) - taken:
            found.append(claim)
    return tuple(found)


def label(announced: Announced, claim: Claim) -> str:
    """Return the id by which a claim's figure is named: `<proclamation>/<claim>`, of unit `about`."""
    return f"{announced.proclamation.id}/{claim.id}"
