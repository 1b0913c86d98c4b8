"""What the sources cover: by source, by area, and on a map where the dossier has one.

A share of units by area is told only where the list of units is whole. Where somebody states
more units than are listed anywhere, nobody can say in which areas the others lie, and the report says
that instead of a percentage that would look complete; a register by area then gives another base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.model import Status
from tellers.report.contents import Block, Paragraphs, Section, Table
from tellers.report.sections.levels import CountedLevel
from tellers.report.sections.listings import register_blocks
from tellers.report.sections.maps import coverage_map, points_map, share_map
from tellers.report.shapes import read_layers
from tellers.tables import count_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.report.contents import Picture
    from tellers.report.shapes import Layer
    from tellers.report.telling import Telling
    from tellers.tally import Tally

__all__ = ["coverage_section"]

MOST_ROWS = 60
"""Rows of a table that stand in sight; a longer one is folded away."""


def coverage_section(telling: Telling, *, drawn: int | None = None) -> Section | None:
    """Return coverage by source, maps of the main source, and coverage by area of the widest level.

    `drawn` is the most areas that a map may have; None draws every map.
    """
    if telling.tally is None:
        return None
    levels = [
        CountedLevel(telling=telling, level=level.id, tally=telling.tally)
        for level in telling.case.contest.levels
    ]
    layers = read_layers(telling.case.dossier)
    blocks: list[Block] = [_by_source(telling)]
    if levels and not levels[0].whole:
        blocks.append(Paragraphs(texts=(_not_whole(levels[0]),)))
        blocks += register_blocks(levels[0], layers)
    maps = [picture for counted in levels for picture in _maps(counted, layers, drawn)]
    tables = []
    if levels and not maps:
        level = (levels[0].level, "level")
        tables.append(levels[0].table(caption=telling.say("report-areas-caption", level=level)))
    long = [table for table in tables if len(table.rows) > MOST_ROWS]
    return Section(
        anchor=telling.anchor("coverage"),
        title=telling.say("report-coverage"),
        blocks=(*blocks, *maps, *(table for table in tables if table not in long)),
        folded=tuple(long),
        fold=long[0].caption if long else "",
    )


def _maps(counted: CountedLevel, layers: tuple[Layer, ...], drawn: int | None) -> Iterator[Picture]:
    """Yield the maps of one level: what is covered where that is known, who leads, and the points."""
    if drawn is not None and len(counted.areas) > drawn:
        return
    polygons = next((one for one in layers if one.level == counted.level and one.polygons), None)
    points = next((one for one in layers if one.level == counted.level and one.points), None)
    if polygons and counted.whole:
        yield coverage_map(counted, polygons)
    if polygons:
        yield share_map(counted, polygons)
    if points:
        yield points_map(counted, points, next((one for one in layers if one.polygons), None))


def _by_source(telling: Telling) -> Table:
    rows = []
    for tally in (telling.case.tally(source) for source in telling.case.sources):
        share = tally.coverage.share
        rows.append(
            (
                telling.source_name(tally.source),
                telling.write(tally.units),
                telling.write(tally.coverage.of_units),
                telling.write(share, "share"),
                telling.write(tally.missing_units),
                telling.write(tally.register.registered or None, "voters"),
                _by_status(telling, tally),
            )
        )
    heads = (
        "report-source",
        "#report-units-with",
        "#report-units-of",
        "#report-coverage-share",
        "#report-units-without",
        "#report-covered",
        "report-records-by-status",
    )
    return Table(
        caption=telling.say("report-by-source-caption", units=telling.unit()),
        columns=telling.columns(*heads),
        rows=tuple(rows),
    )


def _by_status(telling: Telling, tally: Tally) -> str:
    """Return how many records have each status, and how many of those counted stand for a unit again."""
    told = []
    for status, count in tally.statuses.items():
        again = count - tally.units if status == Status.COUNTED else 0
        more = f" ({telling.say('report-status-again', count=(again, 'count'))})" if again > 0 else ""
        told.append(f"{telling.say(f'report-status-{status}')} {telling.write(count)}{more}")
    return ", ".join(told)


def _not_whole(counted: CountedLevel) -> str:
    """Return why no coverage by area can be given: units in no list, or in no area."""
    telling, listed = counted.telling, count_units(counted.telling.case.tables)
    if counted.unplaced:
        unplaced = (counted.unplaced, "units")
        return telling.say("report-unplaced", unplaced=unplaced, listed=(listed, "units"))
    stated = telling.case.contest.applied("units")
    of_units = stated.value if stated else listed
    return telling.say("report-unlisted", listed=(listed, "units"), stated=(of_units, "units"))
