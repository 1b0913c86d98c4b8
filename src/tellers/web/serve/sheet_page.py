"""One unit's own page, made when it is asked for: every source side by side, from the shelves alone.

Without script it shows what there is and says that nothing was verified. Where a log is served, the rows that
stand in it are on the page too, in the form of the sheets pages (web/script/ui/README.md), and the page's
script holds them to their entries.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from tellers.model import Missing, Status
from tellers.report.contents import unhidden
from tellers.web.serve.differing import figures_apart
from tellers.web.serve.give_units import area_places, standing_of
from tellers.web.serve.routes import API
from tellers.web.serve.service import NotThere
from tellers.web.site.frame import Address, Frame
from tellers.web.site.listed import lists_members
from tellers.web.site.numbers import Numbers
from tellers.web.site.site import title_of
from tellers.web.words import LANGUAGES, site_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tellers.model import FigureId
    from tellers.web.serve.archive import HeldRecord, UnitEntry
    from tellers.web.serve.found_units import FoundUnits
    from tellers.web.serve.service import Service
    from tellers.web.serve.settings import Settings

__all__ = ["SheetPages"]

MARKS = tuple(f"\ue000{name}\ue000".encode() for name in ("title", "path", "unit", "main"))
"""What stands in a frame for a page's title, its path, its unit and what is on it: no letter of any frame."""
_MARK = re.compile(b"(" + b"|".join(MARKS) + b")")
USUAL_DEPTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record as a column: its source, what became of it, and its cells."""

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
class _Told:
    """One contest on the page."""

    id: str
    title: str
    records: tuple[_Record, ...]
    rows: Markup
    """A row a figure, a cell a record; put together here, since these are most of a page."""
    held: tuple[_Record, ...]
    """Records that stand in the log."""
    heads: tuple[tuple[str, str], ...]
    figures: str
    sources: str
    subjects: str
    findings: list[str] | None
    """What was found of the unit; None while that is not known yet."""
    anchor: str
    """Of the findings, in the report's page."""


class SheetPages:
    """Makes pages of units."""

    def __init__(self, service: Service, settings: Settings) -> None:
        """Keep what is asked, who is trusted, and the site that pages lead to."""
        self._service, self._settings, self._language = service, settings, settings.language
        self._told: dict[str, list[_Contest]] = {}
        self._frames: dict[tuple[int, str], list[bytes]] = {}
        self._kept: Frame | None = None

    @property
    def _frame(self) -> Frame:
        """Return the frame of pages, which leads to the pages that are there by now."""
        archive, site = self._service.archive, self._settings.site
        linked = site.linked() if site is not None else ()
        if self._kept is None or self._kept.pages != linked:
            titles = {code: title_of(archive.dossier, code) for code in LANGUAGES}
            self._frames.clear()
            self._kept = Frame(
                title=titles[self._language],
                titles=titles,
                policy=self._settings.policy,
                logged=self._service.log is not None or site is not None,
                language=self._language,
                pages=linked,
                members=lists_members(archive.dossier),
            )
        return self._kept

    def page(self, path: str, language: str, unit: str) -> bytes:
        """Return the page of a unit, as it stands at a path of the site; `NotThere` for no unit."""
        service = self._service
        entry = service.archive.unit(unit)
        if entry is None:
            raise NotThere(f"there is no unit {unit!r}", expected="a unit of this dossier", got=unit)
        quoted, found = quote(unit, safe=""), service.found()
        heading = entry.name.in_language(language) or unit
        frame = self._frame
        framed = self._framed(frame, path.count("/"), language)
        main = frame.render(
            "sheet.html",
            Address(path=path, kind="sheets", language=language),
            unit=unit,
            heading=heading,
            subtitle=service.archive.dossier.contests[0].unit_name.in_language(language),
            trail=[
                (service.level_name(place.level, language), place.name)
                for place in area_places(service, entry.areas)
            ],
            facts=_facts(entry, language),
            verified_by=f"#{quoted}" if service.log is not None else "",
            contests=[contest.told(unit, found) for contest in self._contests(language)],
            report=f"{language}/report.html" if "index" in frame.pages else "",
            json_path=f"{API.removeprefix('/')}/units/{quoted}",
        )
        title = escape(f"{unhidden(heading)}, {frame.titles[language]}")
        own = dict(zip(MARKS, (title.encode(), path.encode(), quoted.encode(), main), strict=True))
        return b"".join(own.get(part, part) for part in framed)

    def _framed(self, frame: Frame, depth: int, language: str) -> list[bytes]:
        """Return the frame of pages so deep in the site, in parts, with marks for what is each page's own.

        Most of a page is its frame; it is made once a language.
        """
        key = (depth, language)
        if key in self._frames:
            return self._frames[key]
        title, path, unit, main = (mark.decode() for mark in MARKS)
        deep = path + "/" * depth
        made = frame.render(
            "sheet_frame.html",
            Address(
                path=deep,
                kind="sheets",
                language=language,
                languages=tuple((code, f"{code}/sheet/{unit}") for code in LANGUAGES),
            ),
            title=title,
            main=main,
        )
        parts = _MARK.split(made.replace(deep.encode(), path.encode()))
        if depth == USUAL_DEPTH:
            self._frames[key] = parts
        return parts

    def _contests(self, language: str) -> list[_Contest]:
        if language not in self._told:
            contests = self._service.archive.dossier.contests
            self._told[language] = [
                _Contest(self._service, place, language) for place in range(len(contests))
            ]
        return self._told[language]

    def nothing(self, path: str, language: str, *, key: str = "nothing") -> bytes:
        """Return the page that says that there is no page at a path, or not yet (`waiting`)."""
        named = language if language in LANGUAGES else self._language
        told = site_words(named)[f"sheet-{key}"]
        return self._frame.render(
            "nothing.html", Address(path=path, kind="nothing", language=named), told=told
        )


class _Contest:
    """One contest in a language, asked of one unit after the other."""

    def __init__(self, service: Service, place: int, language: str) -> None:
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

    def told(self, unit: str, found: FoundUnits | None) -> _Told:
        service, contest, archive = self._service, self._contest, self._service.archive
        held = {source: archive.records(contest.id, source, unit) for source in self._sources}
        standing = {source: one for source, some in held.items() if (one := standing_of(some))}
        # Of what the page shows: a sum that a source does not state is in no cell that could be marked.
        apart = figures_apart([(one, ()) for one in standing.values()])
        records = tuple(
            self._record(
                one, f"record/{contest.id}/{source}/{unit}/{place}", stands=one is standing.get(source)
            )
            for source, some in held.items()
            for place, one in enumerate(some, start=1)
        )
        replaced = [one.replaced for some in held.values() for one in some]
        kept = tuple(
            told for told, gone in zip(records, replaced, strict=True) if told.entry is not None and not gone
        )
        return _Told(
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

    def _rows(self, records: Sequence[_Record], apart: Collection[FigureId]) -> Markup:
        """Return the rows; the cells are digits, their separators and question marks, and need no escape."""
        lines: list[str] = []
        for at, figure in enumerate(self._figures):
            lines.append(self._apart[at] if figure in apart else self._alike[at])
            lines += [f'<td class="n">{one.cells[at]}</td>' for one in records]
            lines.append("</tr>\n")
        return Markup("".join(lines))  # noqa: S704 (as just said)

    def _record(self, held: HeldRecord, subject: str, *, stands: bool) -> _Record:
        service, record = self._service, held.record
        given = dict(record.figures)
        entry = service.log.standing(subject) if service.log is not None else None
        status = "replaced" if held.replaced else str(record.status)
        if status == Status.COUNTED and not stands:
            status = "repeated"
        return _Record(
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


def _facts(entry: UnitEntry, language: str) -> list[tuple[str, str]]:
    words, facts = site_words(language), []
    if entry.registered is not None:
        facts.append((words["sheet-registered"], Numbers.of(language).whole(entry.registered)))
    if note := entry.note.in_language(language):
        facts.append((words["sheet-note"], note))
    if not entry.listed:
        facts.append((words["sheet-list"], words["sheet-unlisted"]))
    return facts
