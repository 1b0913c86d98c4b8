"""One contest on a unit's page: every record of every source a column, those that stand in the log rows too.

Put together from the shelves, and from what a language says once for all units: heads, and the beginnings of
rows, which are most of a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from tellers.model import Missing, Status
from tellers.publish.record_form import record_subject
from tellers.report.contents import unhidden
from tellers.web.serve.differing import figures_apart
from tellers.web.serve.give_units import standing_of
from tellers.web.site.numbers import Numbers
from tellers.web.words import site_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tellers.model import FigureId
    from tellers.web.serve.archive import HeldRecord
    from tellers.web.serve.found_units import FoundUnits
    from tellers.web.serve.service import Service

__all__ = ["SheetContest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One record: its source, what became of it, and its cells."""

    id: str
    source: str
    status: str
    stands: bool
    entry: int | None
    told_entry: str
    """Its index as the language writes it, '' where it has none."""
    reason: str
    image: str
    cells: tuple[str, ...]
    """A number as the language writes it, `?` or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One contest, as the page of one unit has it."""

    id: str
    title: str
    records: tuple[Column, ...]
    rows: Markup
    """A row a figure, a cell a record; put together here, since these are most of a page."""
    held: tuple[Column, ...]
    """Records that stand in the log."""
    heads: tuple[tuple[str, str], ...]
    figures: str
    sources: str
    subjects: str
    findings: list[str] | None
    """What was found of the unit; None while that is not known yet."""
    anchor: str
    """Of the findings, in the report's page."""


class SheetContest:
    """One contest in a language, asked of one unit after the other."""

    def __init__(self, service: Service, place: int, language: str) -> None:
        """Put together what all units share; `place` is the contest's in the dossier."""
        contest = service.archive.dossier.contests[place]
        self._service, self._contest, self._language = service, contest, language
        self._place = place
        self._words = site_words(language)
        self._sources = service.archive.dossier.tables.sources(contest.id)
        columns = {figure for one in self._sources for figure in service.archive.columns(contest.id, one)}
        self._figures = [figure for figure in contest.figure_ids if figure in columns]
        self._heads = tuple((str(one), contest.figure_name(one, language)) for one in self._figures)
        differs = Markup('<span class="visually-hidden"> {}</span>').format(self._words["sheet-differs"])
        row = Markup('<tr{}><th scope="row">{}{}</th>').format
        self._alike = [row("", unhidden(name), "") for _, name in self._heads]
        self._apart = [row(Markup(' class="differs"'), unhidden(name), differs) for _, name in self._heads]

    def told(self, unit: str, found: FoundUnits | None) -> Told:
        """Return what a unit's page says of the contest; of findings only where they are known by now."""
        service, contest, archive = self._service, self._contest, self._service.archive
        held = {source: archive.records(contest.id, source, unit) for source in self._sources}
        standing = {source: one for source, some in held.items() if (one := standing_of(some))}
        # Of what the page shows: a sum that a source does not state is in no cell that could be marked.
        apart = figures_apart([(one, ()) for one in standing.values()])
        records = tuple(
            self._record(
                one, record_subject(contest.id, source, unit, place), stands=one is standing.get(source)
            )
            for source, some in held.items()
            for place, one in enumerate(some, start=1)
        )
        replaced = [one.replaced for some in held.values() for one in some]
        kept = tuple(
            told for told, gone in zip(records, replaced, strict=True) if told.entry is not None and not gone
        )
        return Told(
            id=contest.id,
            title=contest.title.in_language(self._language),
            records=records,
            rows=self._rows(records, apart),
            held=kept,
            heads=self._heads,
            figures=json.dumps(self._figures) if kept else "",
            sources=json.dumps(self._sources) if kept else "",
            subjects=service.subjects(contest.id) if kept else "",
            findings=found.of(unit, self._place, self._language) if found is not None else None,
            anchor=found.anchors[self._place] if found is not None else "",
        )

    def _rows(self, records: Sequence[Column], apart: Collection[FigureId]) -> Markup:
        """Return the rows; the cells are digits, their separators and question marks, and need no escape."""
        lines: list[str] = []
        for at, figure in enumerate(self._figures):
            lines.append(self._apart[at] if figure in apart else self._alike[at])
            lines += [f'<td class="n">{one.cells[at]}</td>' for one in records]
            lines.append("</tr>\n")
        return Markup("".join(lines))  # noqa: S704 (as just said)

    def _record(self, held: HeldRecord, subject: str, *, stands: bool) -> Column:
        service, record = self._service, held.record
        given = dict(record.figures)
        entry = service.log.standing(subject) if service.log is not None else None
        status = "replaced" if held.replaced else str(record.status)
        if status == Status.COUNTED and not stands:
            status = "repeated"
        return Column(
            id=record.source,
            source=service.source_name(record.source, self._language),
            status=self._words[f"sheet-{status}"],
            stands=stands,
            entry=entry,
            told_entry="" if entry is None else Numbers.of(self._language).whole(entry),
            reason=record.reason,
            image=record.image_sha256,
            cells=tuple(
                _cell(held, given[figure], figure, self._language) if figure in given else ""
                for figure in self._figures
            ),
        )


def _cell(held: HeldRecord, number: int | None, figure: FigureId, language: str) -> str:
    if number is not None:
        return Numbers.of(language).whole(number)
    return "?" if held.record.figure(figure) is Missing.UNREAD else ""
