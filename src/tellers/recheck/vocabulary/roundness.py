"""Words about announced counts that are the whole numbers nearest to rounded percentages.

A count is round with d decimals when it is the whole number nearest to some percentage of the base
with d decimals; of two equally near the even one is taken. What is asked is fixed beforehand:
every announced count of every larger announced total, with one, two and three decimals where the
total is at least ten times the number of such percentages (docs/reference/checks).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tellers.recheck.vocabulary.announced import claims_of
from tellers.recheck.vocabulary.arithmetic import attainable, nearest, round_decimals
from tellers.recheck.vocabulary.exact import Exact, whole

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]

MOST_DECIMALS = 3
ENOUGH = 10
BASE_ROLES = ("valid", "voters", "registered")
COSTLIEST = 200_000_000
"""Pairs looked at in all for `round_splits`, so that a hostile file cannot ask for ever."""


class Count(NamedTuple):
    """One announced count: its claim, its figures, its number."""

    claim: str
    figures: tuple[str, ...]
    votes: int


class Tried(NamedTuple):
    """One count asked of one base, with the decimals asked."""

    asked: Count
    base: tuple[Count, ...]
    total: int
    decimals: tuple[int, ...]


def counts_of(ground: Ground, proclamation: str) -> list[Count]:
    found = [one for one in ground.proclamations if one["id"] == proclamation]
    if not found:
        raise ground.refuse("there is no such proclamation", proclamation)
    return [
        Count(claim, tuple(said.figures), int(said.readings[0]))
        for claim, said in claims_of(found[0]).items()
        if said.kind == "count" and said.figures
    ]


def cover(ground: Ground, figures: list[str], counts: list[Count]) -> list[Count] | None:
    """Return the counts that add up to these figures: single ones first, then groups, then parts."""
    left = list(dict.fromkeys(figures))
    found: list[Count] = []
    for count in sorted(counts, key=lambda one: len(one.figures)):
        if set(count.figures) <= set(left):
            found.append(count)
            left = [figure for figure in left if figure not in count.figures]
    for figure in left:
        deeper = cover(ground, ground.parts(figure), counts)
        if deeper is None or set(deeper) & set(found):
            return None
        found += deeper
    return found or None


def _total(counts: tuple[Count, ...] | list[Count]) -> int:
    return sum(count.votes for count in counts)


def bases_of(ground: Ground, figure: str, counts: list[Count]) -> list[tuple[Count, ...]]:
    """Return every announced way to have a figure: each count of it alone, else the counts of its parts."""
    alone = [(count,) for count in counts if count.figures == (figure,)]
    parts = None if alone else cover(ground, ground.parts(figure), counts)
    return [*alone, *([tuple(parts)] if parts else [])]


def _bases(ground: Ground, counts: list[Count]) -> list[tuple[Count, ...]]:
    """Return the announced totals: by claim, or by the counts that add up to them."""
    bases: list[tuple[Count, ...]] = []
    for role in BASE_ROLES:
        figure = ground.figure_with_role(role)
        bases += bases_of(ground, figure, counts) if figure is not None else []
    options = cover(ground, ground.options, counts)
    if options and _total(options) not in {_total(base) for base in bases}:
        bases.append(tuple(options))
    return bases


def _tried(ground: Ground, proclamation: str) -> list[Tried]:
    """Return every count and base asked, with the decimals asked of it."""
    counts = counts_of(ground, proclamation)
    tried = []
    for base in _bases(ground, counts):
        total = _total(base)
        decimals = tuple(d for d in range(1, MOST_DECIMALS + 1) if total >= ENOUGH * 100 * 10**d)
        left_out = _larger_of_two(ground, base, counts)
        tried += [
            Tried(count, base, total, decimals)
            for count in counts
            if decimals and 0 < count.votes < total and count not in left_out
        ]
    return tried


def _larger_of_two(ground: Ground, base: tuple[Count, ...], counts: list[Count]) -> set[Count]:
    """Return the larger of two counts that make up a base: it is round whenever the smaller is."""
    makings = [list(base)]
    if len(base) == 1:
        figures = base[0].figures
        parts = ground.parts(figures[0]) if len(figures) == 1 else list(figures)
        makings.insert(0, cover(ground, parts, [one for one in counts if one is not base[0]]) or [])
    for making in makings:
        if len(making) == 2:
            return {making[1] if making[0].votes <= making[1].votes else making[0]}
    return set()


def options_announced(ground: Ground, proclamation: str) -> int:
    """How many announced counts together give every option; nothing where one is missing."""
    return len(cover(ground, ground.options, counts_of(ground, proclamation)) or [])


def round_tried(ground: Ground, proclamation: str) -> int:
    """How many combinations of count, base and decimals are asked."""
    return sum(len(one.decimals) for one in _tried(ground, proclamation))


def round_figures(ground: Ground, proclamation: str) -> int:
    """How many different counts are asked of some base."""
    return len({one.asked.claim for one in _tried(ground, proclamation)})


def round_bases(ground: Ground, proclamation: str) -> int:
    """How many different bases some count is asked of."""
    return len({one.base for one in _tried(ground, proclamation)})


def round_expected(ground: Ground, proclamation: str) -> Exact:
    """How many counts and bases are round by chance on average, with the most decimals asked."""
    tried = _tried(ground, proclamation)
    chances = (Fraction(attainable(one.total, max(one.decimals)), one.total + 1) for one in tried)
    return whole(sum(chances, Fraction(0)))


def round_found(ground: Ground, proclamation: str) -> int:
    """How many counts and bases are round; options round all together are told apart and left out."""
    counts = counts_of(ground, proclamation)
    options = cover(ground, ground.options, counts) or []
    together = _all_round(options)
    found = 0
    for one in _tried(ground, proclamation):
        decimals = round_decimals(one.asked.votes, one.total)
        told = together and one.asked in options and one.total == _total(options)
        found += decimals is not None and decimals <= max(one.decimals) and not told
    return found


def _all_round(options: list[Count]) -> bool:
    """Return whether every option's count is round of their sum with one or two decimals."""
    total = _total(options)
    if len(options) < 2 or any(count.votes == 0 for count in options):
        return False
    decimals = [round_decimals(count.votes, total) or MOST_DECIMALS for count in options]
    return max(decimals) < MOST_DECIMALS and total >= ENOUGH * 100 * 10 ** max(decimals)


def round_splits(ground: Ground, total: Exact, parts: Exact, decimals: Exact) -> int:
    """How many ways to write a total as that many counts (2 or 3) are round in every part."""
    if parts not in {2, 3} or decimals not in {1, 2, 3} or not 0 <= total < 2**63 or total.denominator != 1:
        raise ground.refuse("not a split into round parts", f"{total}, {parts}, {decimals}")

    def count() -> int:
        steps = 100 * 10 ** int(decimals)
        values = sorted({nearest(Fraction(i * int(total), steps)) for i in range(steps + 1)})
        ground.spend(len(values) ** (int(parts) - 1), most=COSTLIEST)
        known = set(values)
        if parts == 2:
            return sum(total - one in known for one in values)
        return sum(total - one - two in known for one in values for two in values)

    return ground.once(("splits", total, parts, decimals), count)


WORDS = (
    options_announced,
    round_tried,
    round_figures,
    round_bases,
    round_expected,
    round_found,
    round_splits,
)
