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

import msgspec

from tellers.web.assets import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.web.site.pictured import PicturedContest
    from tellers.web.site.site import Site
    from tellers.web.site.standing import Stood

__all__ = ["chart_files", "edge_of"]

SQUARES = 40
"""Squares along an edge of the grid."""
MOST_MOMENTS = 400
"""Moments that a line of the log's growth has; where there are more it is told by the day."""
DAY = len("2024-07-28")


class _Timed(msgspec.Struct):
    at: str = ""


def chart_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the data file of each contest's charts."""
    times = _times(site) if site.pictured else []
    for one in site.pictured:
        name = f"charts-{one.position}"
        value = {"bins": list(_bins(one)), "entered": _entered(one, times)}
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
    sheets = [
        {record.source: record for record in one.count.sheet(unit.id).counting}
        for area in one.site.layout.areas()
        for unit in area.units
    ]
    for pair in combinations(one.sources, 2):
        both = [(found[pair[0]], found[pair[1]]) for found in sheets if pair[0] in found and pair[1] in found]
        for option in map(str, one.telling.case.contest.option_ids):
            votes = list(_votes(both, option))
            if not votes:
                continue
            edge = edge_of(largest=max(max(two) for two in votes))
            squares = Counter((first // edge, second // edge) for first, second in votes)
            yield {
                "sources": list(pair),
                "option": option,
                "edge": edge,
                "units": len(votes),
                "same": sum(first == second for first, second in votes),
                "squares": [[x, y, count] for (x, y), count in sorted(squares.items())],
            }


def _votes(both: list[tuple[Stood, Stood]], option: str) -> Iterator[tuple[int, int]]:
    for one, other in both:
        first, second = one.figures.get(option), other.figures.get(option)
        if first is not None and second is not None:
            yield first, second


def _times(site: Site) -> list[str]:
    """Return when each entry of the log says that it was published; '' of what is no entry."""
    read = msgspec.json.Decoder(_Timed).decode
    times = []
    for data in site.log.entries():
        try:
            times.append(read(data).at)
        except msgspec.MsgspecError:
            times.append("")
    return times


def _entered(one: PicturedContest, times: list[str]) -> dict[str, list[list[object]]]:
    """Return, by source, the moments at which records that stand were published, and how many by then."""
    records = one.site.standing.records.get(str(one.telling.case.contest.id), {})
    found: dict[str, Counter[str]] = {}
    for stood in records.values():
        for record in stood:
            found.setdefault(record.source, Counter())[times[record.index]] += 1
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
