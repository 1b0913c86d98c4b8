"""Announced percentages against announced counts, in exact arithmetic, at the decimals announced.

A percentage may have been rounded to the nearest (a half up, or to the even digit) or cut off;
which of these gives the digits that were announced is part of the answer. A figure that was
announced under several names (registered in the sheets counted, registered in all) gives
several bases, and the percentage may follow from one and not from another.

>>> share = Fraction(4_445_978, 10_058_774)
>>> [rounding_of(share, Reading(value=text)) for text in ("44.2", "44.02")]
['nearest', '']
>>> rounding_of(Fraction(2, 3), Reading(value="66.6"))
'cut-off'
>>> [rounding_of(Fraction(1, 800), Reading(value=text)) for text in ("0.13", "0.12")]
['half-up', 'half-even']
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from tellers.check.announced import reading_of
from tellers.model import Claim, ClaimKind, Reading

if TYPE_CHECKING:
    from tellers.check.announced import Announced, Chosen

__all__ = ["ShareLine", "ShareSum", "list_share_lines", "list_share_sums", "rounding_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """One announced percentage, and announced counts of its figures and of its whole."""

    claim: Claim
    figures: tuple[Claim, ...]
    base: tuple[Claim, ...]

    def share(self, announced: Announced, chosen: Chosen | None = None) -> Fraction | None:
        """Return the share that the counts give under the readings chosen; None of nothing."""
        total = announced.value(self.base, chosen)
        return Fraction(announced.value(self.figures, chosen), total) if total else None

    def rounding(self, announced: Announced, chosen: Chosen | None = None) -> str:
        """Return how the announced digits follow from the counts; '' when they do not."""
        share = self.share(announced, chosen)
        return "" if share is None else rounding_of(share, reading_of(self.claim, chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSum:
    """Announced percentages of one whole that together are all of it."""

    claims: tuple[Claim, ...]

    def total(self, chosen: Chosen | None = None) -> Fraction:
        """Return the sum of the percentages as a part of 1."""
        return sum((reading.share for reading in self._readings(chosen)), Fraction(0))

    def slack(self, chosen: Chosen | None = None) -> Fraction:
        """Return by how much rounding to the nearest can move the sum: half a last digit of each."""
        return sum((reading.last_digit / 2 for reading in self._readings(chosen)), Fraction(0))

    def holds(self, chosen: Chosen | None = None) -> bool:
        """Return whether rounding explains the distance from 1; cutting off only loses, up to twice that."""
        off, slack = self.total(chosen) - 1, self.slack(chosen)
        return -2 * slack < off <= slack

    def _readings(self, chosen: Chosen | None) -> list[Reading]:
        return [reading_of(claim, chosen) for claim in self.claims]


def rounding_of(share: Fraction, reading: Reading) -> str:
    """Return by which rounding a share gives the digits announced: '' when by none.

    `nearest` where the two ways to treat a half agree, `half-up` or `half-even` where they do
    not, `cut-off` where only dropping the further digits gives it.
    """
    scaled, said = share / reading.last_digit, reading.share / reading.last_digit
    up, even = floor(scaled + Fraction(1, 2)) == said, round(scaled) == said
    if up or even:
        return "nearest" if up and even else "half-up" if up else "half-even"
    return "cut-off" if floor(scaled) == said else ""


def list_share_lines(announced: Announced) -> tuple[ShareLine, ...]:
    """Return every percentage whose figures and whole were announced as counts too, a line a base."""
    lines = []
    for claim in announced.proclamation.claims:
        if claim.kind is not ClaimKind.SHARE or claim.base is None:
            continue
        figures = announced.cover(claim.figures)
        if figures:
            lines += [
                ShareLine(claim=claim, figures=figures, base=base) for base in announced.bases(claim.base)
            ]
    return tuple(lines)


def list_share_sums(announced: Announced) -> tuple[ShareSum, ...]:
    """Return the percentages of each declared sum, where they cover its parts exactly."""
    found = []
    for figure in announced.contest.figures:
        shares = [
            c for c in announced.proclamation.claims if c.kind is ClaimKind.SHARE and c.base == figure.id
        ]
        named = [part for claim in shares for part in claim.figures]
        if figure.sum_of and sorted(named) == sorted(figure.sum_of):
            found.append(ShareSum(claims=tuple(shares)))
    return tuple(found)
