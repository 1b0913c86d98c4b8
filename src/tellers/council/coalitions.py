"""How many coalitions win, by size, and how many of them hold each member: exact whole numbers.

By monotony the swings of a member follow from these counts alone, so nothing else is needed for
Banzhaf and Shapley-Shubik. There are 2**27 coalitions of 27 members; none of the ways below walks
through them:

- *heads*: where only the number of members matters, binomials;
- *packed*: for weights with a small total, the generating function of Mann and Shapley (RM-3158,
  1962), the product of 1 + y x**w, each coefficient a field of one long integer;
- *halves*: for weights in millions, the sums of either half of the members, sorted, and pairs
  counted by bisection, all sizes at once (Horowitz and Sahni, JACM 21, 1974). Cost grows with 2**(n/2);
- *one by one*: for conditions in two different weights, up to 20 members.

>>> from tellers.council.game import Game
>>> winning = count_winning(Game.of_weights({"A": 3, "B": 2, "C": 1}, quota=4))
>>> winning.by_size, winning.holding["C"]
((0, 0, 2, 1), (0, 0, 1, 1))
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress
from math import comb, gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tellers.council.game import Game

__all__ = ["Winning", "count_winning"]

MOST_ONE_BY_ONE = 20
"""Members whose coalitions are walked through one by one, in about a second."""
MOST_IN_HALVES = 36
"""Members whose halves are counted in about a second; two more take twice the time and the memory."""
PACKED_COST = 5_000_000_000
"""Bits moved by a packed generating function in most of a second: above it halves are faster."""
MOST_PACKED = 10 * PACKED_COST
"""Bits moved before more members than halves can hold are refused."""

Counts = dict[int, tuple[int, list[int]]]
"""By size: the winning coalitions, and how many of them hold each member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Winning:
    """Winning coalitions by size, from none to all members."""

    by_size: tuple[int, ...]
    holding: dict[str, tuple[int, ...]]
    """By member: those that hold it, by size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Free:
    """The game of the members without a veto, those with one being in every winning coalition."""

    members: tuple[int, ...]
    quotas: dict[int, tuple[tuple[tuple[int, ...], int], ...]]
    """By size: weights and what they must reach; a size that cannot win is left out."""


def count_winning(game: Game) -> Winning:
    """Return the counts of a game.

    Raises `ValueError` where it is too large: conditions in two weights with more than 20 members
    without a veto, or large weights with more than 36.
    """
    vetoes = len(game.vetoes)
    free = _without_vetoes(game)
    counts = _count(free)
    members = len(game.members)
    by_size = [0] * (members + 1)
    holding = {member: [0] * (members + 1) for member in game.members}
    for size, (total, held) in counts.items():
        by_size[size + vetoes] = total
        for member in game.vetoes:
            holding[member][size + vetoes] = total
        for place, number in zip(free.members, held, strict=True):
            holding[game.members[place]][size + vetoes] = number
    return Winning(
        by_size=tuple(by_size), holding={member: tuple(numbers) for member, numbers in holding.items()}
    )


def _without_vetoes(game: Game) -> _Free:
    """Return the game left when all members with a veto are in favour."""
    places = tuple(place for place, member in enumerate(game.members) if member not in game.vetoes)
    vetoes = len(game.vetoes)
    quotas = {}
    for size in range(len(places) + 1):
        asked: dict[tuple[int, ...], int] = {}
        possible = True
        for one in game.conditions:
            if len(places) - size < one.waived_below:
                continue
            if one.by_head:
                possible = possible and one.weights[0] * (size + vetoes) >= one.quota
                continue
            unit = gcd(*one.weights)
            weights = tuple(one.weights[place] // unit for place in places)
            left = -(-(one.quota - (sum(one.weights) - unit * sum(weights))) // unit)
            asked[weights] = max(asked.get(weights, 0), left)
        if possible:
            quotas[size] = tuple((weights, quota) for weights, quota in asked.items() if quota > 0)
    return _Free(members=places, quotas=quotas)


def _count(free: _Free) -> Counts:
    """Return the counts of all sizes that can win, each in the cheapest way that is exact."""
    members = len(free.members)
    counts: Counts = {
        size: (comb(members, size), [comb(members - 1, size - 1) if size else 0] * members)
        for size, quotas in free.quotas.items()
        if not quotas
    }
    asked = {size: quotas for size, quotas in free.quotas.items() if quotas}
    several = {weights for quotas in asked.values() for weights, _ in quotas}
    if len(several) > 1:
        return counts | _one_by_one(members, asked)
    for weights in several:
        quota_of = {size: quotas[0][1] for size, quotas in asked.items()}
        cost = (sum(weights) + 1) * (members + 1) * members**2
        packed = cost <= (PACKED_COST if members <= MOST_IN_HALVES else MOST_PACKED)
        counts |= (_packed if packed else _halves)(weights, quota_of)
    return counts


def _packed(weights: tuple[int, ...], quota_of: dict[int, int]) -> Counts:
    """Count with the coefficients of a generating function as fields of long integers, one a size."""
    members = len(weights)
    bits = members + 1  # a size has at most 2**members coalitions, and fields must not reach all ones
    ones = (1 << bits) - 1
    product = [1] + [0] * members
    for done, weight in enumerate(weights):
        for size in range(done + 1, 0, -1):
            product[size] += product[size - 1] << (weight * bits)

    def at_least(fields: int, quota: int) -> int:
        """Sum the fields from a quota on: the remainder by 2**bits - 1 adds up all fields."""
        return (fields >> (max(0, quota) * bits)) % ones

    @cache  # members of equal weight have equal counts
    def held(weight: int) -> list[int]:
        without, found = 0, [0] * (members + 1)
        for size in range(1, members + 1):  # `without`: coalitions of size - 1 of the others
            without = product[size - 1] - (without << (weight * bits))
            if size in quota_of:
                found[size] = at_least(without, quota_of[size] - weight)
        return found

    return {
        size: (at_least(product[size], quota), [held(weight)[size] for weight in weights])
        for size, quota in quota_of.items()
    }


def _halves(weights: tuple[int, ...], quota_of: dict[int, int]) -> Counts:
    """Count pairs of a coalition of the one half and one of the other that reach the quota together."""
    members = len(weights)
    if members > MOST_IN_HALVES:
        message = (
            f"weights this large are exact for up to {MOST_IN_HALVES} members without a veto, not {members}"
        )
        raise ValueError(message)
    middle, bits = members // 2, members + 1
    first, second = _sorted_half(weights[:middle]), _sorted_half(weights[middle:])
    counts: Counts = {}
    for quota in set(quota_of.values()):
        total, held = _pairs(first, second, quota=quota, bits=bits)
        _, other = _pairs(second, first, quota=quota, bits=bits)
        for size in (size for size, asked in quota_of.items() if asked == quota):
            counts[size] = _field(total, size, bits), [_field(one, size, bits) for one in held + other]
    return counts


@dataclass(frozen=True, slots=True)
class _Half:
    """All coalitions of a half, in the order of their sums."""

    sums: list[int]
    sizes: list[int]
    holding: tuple[bytes, ...]
    """For each member, which of the coalitions hold it."""


def _sorted_half(weights: Sequence[int]) -> _Half:
    sums = _sums(weights)
    masks = sorted(range(len(sums)), key=sums.__getitem__)
    return _Half(
        sums=[sums[mask] for mask in masks],
        sizes=[mask.bit_count() for mask in masks],
        holding=tuple(bytes((mask >> place) & 1 for mask in masks) for place in range(len(weights))),
    )


def _pairs(one: _Half, other: _Half, *, quota: int, bits: int) -> tuple[int, list[int]]:
    """Return the pairs that reach the quota, and for each member of the one half those with it.

    Each is a long integer of fields, the pairs of a size in each. What the other half adds from a sum on is
    added up beforehand, so that one bisection finds it for all sizes at once.
    """
    unit = [1 << (bits * size) for size in range(len(other.holding) + 1)]
    from_here = list(accumulate((unit[size] for size in reversed(other.sizes)), initial=0))[::-1]
    found = [
        from_here[bisect_left(other.sums, quota - held)] << (bits * size)
        for held, size in zip(one.sums, one.sizes, strict=True)
    ]
    return sum(found), [sum(compress(found, holding)) for holding in one.holding]


def _field(packed: int, size: int, bits: int) -> int:
    return (packed >> (bits * size)) & ((1 << bits) - 1)


def _one_by_one(members: int, asked: dict[int, tuple[tuple[tuple[int, ...], int], ...]]) -> Counts:
    """Count by walking through every coalition."""
    if members > MOST_ONE_BY_ONE:
        message = (
            f"conditions in two weights are exact for up to {MOST_ONE_BY_ONE} members without a veto, "
            f"not {members}"
        )
        raise ValueError(message)
    sum_of: dict[tuple[int, ...], Callable[[int], int]] = {
        weights: _sums(weights).__getitem__
        for weights in {weights for quotas in asked.values() for weights, _ in quotas}
    }
    counts: Counts = {size: (0, [0] * members) for size in asked}
    for mask in range(1 << members):
        quotas = asked.get(mask.bit_count())
        if quotas is None or any(sum_of[weights](mask) < quota for weights, quota in quotas):
            continue
        total, held = counts[mask.bit_count()]
        for place in range(members):
            held[place] += (mask >> place) & 1
        counts[mask.bit_count()] = total + 1, held
    return counts


def _sums(weights: Sequence[int]) -> list[int]:
    """Return the sum of every coalition, by its mask."""
    sums = [0]
    for weight in weights:
        sums += [held + weight for held in sums]
    return sums
