"""What the sources cover: by source, by area, and on a map where the dossier has one.

A share of units by area is told only where the list of units is whole. Where somebody states
more units than are listed anywhere, nobody can say in which areas the others lie, and the report says
that instead of a percentage that would look complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import Block, Paragraphs, Section, Table
from tellers.report.sections.levels import CountedLevel
from tellers.report.sections.maps import coverage_map, points_map, share_map
from tellers.report.shapes import read_layers
from tellers.tables import count_units

if TYPE_CHECKING:
    from tellers.report.telling import Telling

__all__ = ["coverage_section"]


def coverage_section(telling: Telling) -> Section | None:
    """Return coverage by source, maps of the broadest source, and coverage by area of the widest level."""
    if telling.tally is None:
        return None
    blocks: list[Block] = [_by_source(telling)]
    contest = telling.case.contest
    layers = read_layers(telling.case.dossier)
    for level in contest.levels:
        counted = CountedLevel(telling=telling, level=level.id, tally=telling.tally)
        polygons = next((one for one in layers if one.level == level.id and one.polygons), None)
        points = next((one for one in layers if one.level == level.id and one.points), None)
        if level == contest.levels[0] and not counted.whole:
            blocks.append(Paragraphs(texts=(_unlisted(telling),)))
        if polygons and counted.whole:
            blocks.append(coverage_map(counted, polygons))
        if polygons:
            blocks.append(share_map(counted, polygons))
        if points:
            ground = next((one for one in layers if one.polygons), None)
            blocks.append(points_map(counted, points, ground))
        if level == contest.levels[0] and not polygons:
            blocks.append(
                counted.table(caption=telling.say("report-areas-caption", level=(level.id, "level")))
            )
    return Section(
        anchor=telling.anchor("coverage"), title=telling.say("report-coverage"), blocks=tuple(blocks)
    )


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
                ", ".join(
                    f"{telling.say(f'report-status-{status}')} {telling.write(count)}"
                    for status, count in tally.statuses.items()
                ),
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


def _unlisted(telling: Telling) -> str:
    listed = count_units(telling.case.tables)
    stated = telling.case.contest.applied("units")
    return telling.say(
        "report-unlisted", listed=(listed, "units"), stated=(stated.value if stated else listed, "units")
    )
