"""Totals by area of the widest level: every figure of every source, for whoever adds them up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import Column, Paragraphs, Section, Table
from tellers.tables import total_by_area

if TYPE_CHECKING:
    from tellers.model import SourceId
    from tellers.report.telling import Telling

__all__ = ["areas_section"]

MOST_AREAS = 400
"""Areas of a table; a contest with more of them is told by `tellers tally --by`."""


def areas_section(telling: Telling) -> Section | None:
    """Return every option's votes by area of the widest level, one table a source."""
    contest = telling.case.contest
    if not contest.levels:
        return None
    level = contest.levels[0].id
    tables = tuple(_totals(telling, source, level) for source in telling.case.sources)
    small = tuple(table for table in tables if len(table.rows) <= MOST_AREAS)
    if not small:
        return None
    return Section(
        anchor=telling.anchor("areas"),
        title=telling.say("report-areas", level=(level, "level")),
        blocks=(Paragraphs(texts=(telling.say("report-areas-lead"),)),),
        folded=small,
        fold=telling.say("report-areas-fold", count=(len(small), "count")),
    )


def _totals(telling: Telling, source: SourceId, level: str) -> Table:
    contest = telling.case.contest
    totals = total_by_area(telling.case.tables, contest, source, level)
    figures = [figure for figure in contest.figure_ids if totals and figure in totals[0].figures]
    rows = [
        (
            one.name or telling.say("report-no-area"),
            telling.write(one.units),
            *(telling.write(one.figures[f]) for f in figures),
        )
        for one in totals
    ]
    every = (sum(one.units for one in totals), *(sum(one.figures[f] for one in totals) for f in figures))
    rows.append((telling.say("report-total"), *(telling.write(number) for number in every)))
    columns = (
        Column(name=telling.write(level, "level")),
        *telling.columns("#report-units-with"),
        *(Column(name=telling.write(str(figure), "figure"), number=True) for figure in figures),
    )
    return Table(caption=telling.source_name(source), columns=columns, rows=tuple(rows))
