"""What charts show besides areas: two sources unit by unit, in bins, and how records came into the log.

A cloud of 25,000 units is told by how many fall into each square of a grid: as many squares as an eye tells
apart, and a file that loads at once. The edge of a square is a whole number of votes.

>>> edge_of(largest=364), edge_of(largest=12)
(10, 1)
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from tellers.web.assets import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.web.site.pictured import PicturedContest
    from tellers.web.site.site import Site

__all__ = ["charts_files", "edge_of"]

SQUARES = 40
"""Squares along an edge of the grid."""
MOST_MOMENTS = 400
"""Moments that a line of the log's growth has; where there are more it is told by the day."""
DAY = len("2024-07-28")


def charts_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the data file of each contest's charts."""
    for one in site.pictured:
        name = f"charts-{one.position}"
        value = {"bins": list(_bins(one)), "entered": _entered(one)}
        yield f"data/{name}.js", data_file(name, value)


def edge_of(*, largest: int) -> int:
    """Return the edge of a square, in votes: 1, 2, 5, 10, ... so that the grid holds the largest number."""
    power = 1
    while True:
        for edge in (power, 2 * power, 5 * power):
            if largest < edge * SQUARES:
                return edge
        power *= 10


def _bins(one: PicturedContest) -> Iterator[dict[str, object]]:
    """Yield, of each two sources and each option, the squares with how many units are in each.

    A square is (votes in the first, votes in the second) by the grid's edge; only units on which both give
    the option a number. `same` counts the units on which the two are the same number, in whichever square.
    """
    options = tuple(map(str, one.telling.case.contest.option_ids))
    sheets = [
        {
            record.source: tuple(map(record.figures.get, options))
            for record in one.count.sheet(unit.id).counting
        }
        for area in one.site.layout.areas()
        for unit in area.units
    ]
    for pair in combinations(one.sources, 2):
        both = [(found[pair[0]], found[pair[1]]) for found in sheets if pair[0] in found and pair[1] in found]
        if not both:
            continue
        columns = [tuple(zip(*side, strict=True)) for side in zip(*both, strict=True)]
        for option, first, second in zip(options, *columns, strict=True):
            if squares := _squares(Counter(zip(first, second, strict=True))):
                yield {"sources": list(pair), "option": option, **squares}


def _squares(votes: Counter[tuple[int | None, int | None]]) -> dict[str, object]:
    """Return the grid of pairs of votes, each with how many units have it; nothing without a pair."""
    known = {(x, y): count for (x, y), count in votes.items() if x is not None and y is not None}
    if not known:
        return {}
    edge = edge_of(largest=max(max(two) for two in known))
    squares: Counter[tuple[int, int]] = Counter()
    for (x, y), count in known.items():
        squares[x // edge, y // edge] += count
    return {
        "edge": edge,
        "units": sum(known.values()),
        "same": sum(count for (x, y), count in known.items() if x == y),
        "squares": [[x, y, count] for (x, y), count in sorted(squares.items())],
    }


def _entered(one: PicturedContest) -> dict[str, list[list[object]]]:
    """Return, by source, the moments at which records that stand were published, and how many by then."""
    records = one.site.standing.records.get(str(one.telling.case.contest.id), {})
    found: dict[str, Counter[str]] = {}
    for stood in records.values():
        for record in stood:
            found.setdefault(record.source, Counter())[record.at] += 1
    if any(len(moments) > MOST_MOMENTS for moments in found.values()):
        for source, moments in found.items():
            days: Counter[str] = Counter()
            for moment, count in moments.items():
                days[moment[:DAY]] += count
            found[source] = days
    return {
        str(source): [
            [moment, total]
            for moment, total in zip(
                sorted(found[source]),
                accumulate(found[source][at] for at in sorted(found[source])),
                strict=True,
            )
        ]
        for source in one.telling.case.sources
        if source in found
    }
