"""Words about what stands more than once in a source: a unit, an image, a whole set of figures.

Live records are those that no other record replaces. Two standing records are compared as sets of
figures by every column that is neither a declared sum nor the register; a *pair* of records agrees
on all of them but two, named first and second, and on the sum of those two, both being at least ten;
of a near pair on one of the two records at least.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tellers.recheck.sheets import NOTHING, Sheets
from tellers.recheck.vocabulary.exact import Exact

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]

LEAST = 10
NEAR = 3
EQUAL_SHARE = 0.2
"""Of the pairs equal or nearly so, the most that chance makes equal (checks/duplicates.md)."""
FALSE_ALARMS = 1 / 1000


def _live(sheets: Sheets) -> list[int]:
    """Return the rows of the records that no other replaces."""
    replaced = {record for record in sheets.replaces if record != NOTHING}
    return [row for row, record in enumerate(sheets.record) if record not in replaced]


def _repeats(ground: Ground, source: str) -> list[list[int]]:
    """Return the rows of each unit with more than one live record."""

    def collect() -> list[list[int]]:
        sheets = ground.sheets(source)
        rows: dict[str, list[int]] = defaultdict(list)
        for row in _live(sheets):
            rows[sheets.unit[row]].append(row)
        return [one for one in rows.values() if len(one) > 1]

    return ground.once(("repeats", source), collect)


def repeated(ground: Ground, source: str) -> int:
    """Units with more than one live record."""
    return len(_repeats(ground, source))


def repeated_records(ground: Ground, source: str) -> int:
    """Live records of those units."""
    return sum(len(rows) for rows in _repeats(ground, source))


def repeated_differing(ground: Ground, source: str) -> int:
    """Of those units, the ones whose live records differ in a figure or in their status."""
    sheets = ground.sheets(source)
    whole = [
        {(sheets.status[row], *(column[row] for column in sheets.columns.values())) for row in rows}
        for rows in _repeats(ground, source)
    ]
    return sum(len(different) > 1 for different in whole)


def repeated_votes(ground: Ground, source: str) -> int:
    """Over those units, the most less the least votes of every option, added."""
    sheets = ground.sheets(source)
    apart = 0
    for rows in _repeats(ground, source):
        for option in ground.options:
            votes = [number for row in rows if (number := sheets.value(option, row)) is not None]
            apart += max(votes) - min(votes) if votes else 0
    return apart


def _images(ground: Ground, source: str, column: str) -> list[list[int]]:
    """Return the live rows of each image that stands under more than one unit."""
    if column not in {"image", "image_sha256"}:
        raise ground.refuse("not a column that names an image", column)

    def collect() -> list[list[int]]:
        sheets = ground.sheets(source)
        live = set(_live(sheets))
        rows: dict[str, list[int]] = defaultdict(list)
        for row, image in enumerate(ground.column(source, column)):
            if image and row in live:
                rows[image].append(row)
        return [one for one in rows.values() if len({sheets.unit[row] for row in one}) > 1]

    return ground.once(("images", source, column), collect)


def shared_images(ground: Ground, source: str, column: str) -> int:
    """Images (by `image`, its name, or `image_sha256`) that stand under more than one unit."""
    return len(_images(ground, source, column))


def units_sharing_images(ground: Ground, source: str, column: str) -> int:
    """Units under which those images stand, counted once an image."""
    unit = ground.sheets(source).unit
    return sum(len({unit[row] for row in rows}) for rows in _images(ground, source, column))


def votes_sharing_images(ground: Ground, source: str, column: str) -> int:
    """Votes for options on those records, without the largest record of each image."""
    sheets = ground.sheets(source)
    total = 0
    for rows in _images(ground, source, column):
        votes = [sum(sheets.value(option, row) or 0 for option in ground.options) for row in rows]
        total += sum(votes) - max(votes)
    return total


def _pairs(ground: Ground, source: str, first: str, second: str) -> dict[int, tuple[int, int]]:
    """Return pairs (equal, near) by size: the power of two at or below the sum of their figures."""

    def count() -> dict[int, tuple[int, int]]:
        cells = _cells(ground, source, first, second)
        pairs: dict[int, tuple[int, int]] = {}
        for splits, whole, votes in cells:
            enough = {split for split in splits if min(split, whole - split) >= LEAST}
            equal = sum(splits[split] * (splits[split] - 1) // 2 for split in enough)
            near = sum(
                n * splits[split + step]
                for split, n in list(splits.items())
                for step in range(1, NEAR + 1)
                if {split, split + step} & enough
            )
            size = 1 << (votes.bit_length() - 1)
            before = pairs.get(size, (0, 0))
            pairs[size] = before[0] + equal, before[1] + near
        return {size: found for size, found in sorted(pairs.items()) if any(found)}

    return ground.once(("pairs", source, first, second), count)


def _cells(ground: Ground, source: str, first: str, second: str) -> list[tuple[Counter[int], int, int]]:
    """Return, for records that agree on all but the split, how many have each; both and all their votes."""
    sheets = ground.sheets(source)
    sums = {f["id"] for f in ground.figures if f.get("sum_of") or f.get("role") == "registered"}
    others = [name for name in sheets.columns if name not in sums | {first, second}]
    cells: dict[tuple[int | None, ...], Counter[int]] = defaultdict(Counter)
    for row in sheets.standing:
        one, two = sheets.value(first, row), sheets.value(second, row)
        if one is not None and two is not None and min(one, two) >= LEAST - NEAR:
            cells[one + two, *(sheets.value(other, row) for other in others)][one] += 1
    return [(splits, key[0] or 0, sum(number or 0 for number in key)) for key, splits in cells.items()]


def equal_pairs(ground: Ground, source: str, first: str, second: str, least_votes: Exact = 0) -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """Pairs of records with the same figures throughout; with `least_votes`, of that size class only."""
    pairs = _pairs(ground, source, first, second)
    return sum(equal for size, (equal, _) in pairs.items() if least_votes in {0, size})


def near_pairs(ground: Ground, source: str, first: str, second: str, least_votes: Exact = 0) -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """Pairs that differ by 1 to 3 votes between first and second and in nothing else; likewise."""
    pairs = _pairs(ground, source, first, second)
    return sum(near for size, (_, near) in pairs.items() if least_votes in {0, size})


def _chance(equal: int, near: int) -> float:
    """Return Chernoff's upper bound of the chance of so many equal pairs: exp(-n D(share || 1/5))."""
    pairs = equal + near
    if equal <= EQUAL_SHARE * pairs:
        return 1.0
    share = equal / pairs
    apart = share * math.log(share / EQUAL_SHARE)
    if near:
        apart += (1 - share) * math.log((1 - share) / (1 - EQUAL_SHARE))
    return math.exp(-pairs * apart)


def coinciding_votes(ground: Ground, source: str, first: str, second: str) -> int:
    """Over the size classes with more equal pairs than chance gives: the surplus, twice its least votes."""
    pairs = _pairs(ground, source, first, second)
    beyond = [(size, *found) for size, found in pairs.items() if _chance(*found) * len(pairs) < FALSE_ALARMS]
    return sum(max(0, equal - near // 6) * 2 * size for size, equal, near in beyond)


def coincidence_chance(ground: Ground, source: str, first: str, second: str) -> int:
    """Chance would show the rarest class at most once in so many sources: two digits, at most 10**9."""
    pairs = _pairs(ground, source, first, second)
    rarest = min((_chance(*found) * len(pairs) for found in pairs.values()), default=1.0)
    times = min(1 / max(rarest, 1e-9), 1e9)
    step: int = 10 ** max(0, math.floor(math.log10(times)) - 1)
    return math.floor(times / step) * step


WORDS = (
    repeated,
    repeated_records,
    repeated_differing,
    repeated_votes,
    shared_images,
    units_sharing_images,
    votes_sharing_images,
    equal_pairs,
    near_pairs,
    coinciding_votes,
    coincidence_chance,
)
