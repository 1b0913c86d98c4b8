"""Which announced counts are asked whether they are rounded percentages, and of which totals.

What is asked is fixed before looking: every count of every larger total, with one, two and
three decimals. The number of tries is part of every answer.

>>> pair = Pair(claim=None, base=(), count=50_785, total=12_386_669)
>>> pair.tried, pair.decimals, nearest(1 / pair.chance)
((1, 2, 3), 2, 1239)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.round_splits import attainable, fewest_decimals, nearest, steps_of
from tellers.model import Claim, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.check.announced import Announced

__all__ = [
    "ASKED_FROM",
    "Pair",
    "chance_of_round",
    "count_tries",
    "expected_by_chance",
    "list_pairs",
    "nearest",
]

MOST_DECIMALS = 3
ASKED_FROM = 10
"""A base is asked only when it is at least so many times the steps: below, most numbers are round."""
BASE_ROLES = (Role.VALID, Role.VOTERS, Role.REGISTERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One announced count against one larger announced total."""

    claim: Claim
    base: tuple[Claim, ...]
    """The announced counts that add up to the total; one where it was announced itself."""
    count: int
    total: int

    @property
    def tried(self) -> tuple[int, ...]:
        """Return the numbers of decimals that can be asked of this total."""
        return tuple(d for d in range(1, MOST_DECIMALS + 1) if self.total >= ASKED_FROM * steps_of(d))

    @property
    def decimals(self) -> int | None:
        """Return the fewest decimals with which the count is round, or None."""
        return fewest_decimals(self.count, self.total, most=max(self.tried, default=0))

    @property
    def chance(self) -> Fraction:
        """Return how likely a count is round with so few decimals; 0 when this one is not."""
        return chance_of_round(self.total, self.decimals) if self.decimals else Fraction(0)


def list_pairs(announced: Announced) -> tuple[Pair, ...]:
    """Return every count and total that are asked, in the order of the claims.

    Totals are the announced valid votes (or the sum of all options), voters and registered
    voters. A count is asked of every total larger than it, except nought; of two parts that make
    up a total only the smaller is asked, since the other is round whenever it is.
    """
    pairs = []
    for base in _bases(announced):
        total = announced.value(base)
        asked = [claim for claim in announced.counts if 0 < claim.count < total]
        asked = [claim for claim in asked if not _larger_of_two(announced, claim, base)]
        pairs += [Pair(claim=claim, base=base, count=claim.count, total=total) for claim in asked]
    return tuple(pair for pair in pairs if pair.tried)


def chance_of_round(total: int, decimals: int) -> Fraction:
    """Return which part of the whole numbers from 0 to the total is round with so many decimals."""
    return Fraction(attainable(total, steps=steps_of(decimals)), total + 1)


def count_tries(pairs: Sequence[Pair]) -> int:
    """Return how many combinations of figure, total and number of decimals are asked."""
    return sum(len(pair.tried) for pair in pairs)


def expected_by_chance(pairs: Sequence[Pair]) -> Fraction:
    """Return how many pairs are round by chance on average, with as many decimals as are asked."""
    return sum((chance_of_round(pair.total, max(pair.tried)) for pair in pairs), Fraction(0))


def _bases(announced: Announced) -> list[tuple[Claim, ...]]:
    """Return the announced totals: by their claims, or by the counts that add up to them."""
    found: list[tuple[Claim, ...]] = []
    for role in BASE_ROLES:
        figure = announced.contest.with_role(role)
        if figure is not None:
            found += announced.bases(figure)
    options = announced.options
    if options and not any(announced.value(base) == announced.value(options) for base in found):
        found.append(options)
    return found


def _larger_of_two(announced: Announced, claim: Claim, base: tuple[Claim, ...]) -> bool:
    """Return whether this count and one smaller one make up the total."""
    makings = [s.parts for s in announced.sums() if (s.whole,) == base and s.complete] + [base]
    for parts in makings:
        if len(parts) == 2 and claim in parts:
            first, second = parts
            return claim is (second if first.count <= second.count else first)
    return False
