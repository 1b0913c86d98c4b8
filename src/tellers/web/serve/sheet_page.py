"""One unit's own page, made when it is asked for: every source side by side, from the shelves alone.

Without script it shows what there is and says that nothing was verified. Where a log is served, the rows that
stand in it are on the page too, in the form of the sheets pages (web/script/ui/README.md), and the page's
script holds them to their entries.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from babel.numbers import format_decimal

from tellers.model import Missing
from tellers.report.names import DATES
from tellers.web.serve.differing import figures_apart
from tellers.web.serve.give_units import area_places, standing_of
from tellers.web.serve.routes import API
from tellers.web.serve.service import NotThere
from tellers.web.site.frame import Address, Frame
from tellers.web.words import LANGUAGES, site_words

if TYPE_CHECKING:
    from tellers.model import Contest, FigureId
    from tellers.web.serve.archive import HeldRecord, UnitEntry
    from tellers.web.serve.service import Service

__all__ = ["SheetPages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record as a column: its source, what became of it, and its cells."""

    id: str
    source: str
    status: str
    stands: bool
    entry: int | None
    reason: str
    image: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One figure as a row."""

    name: str
    differs: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One contest on the page."""

    id: str
    title: str
    records: tuple[_Record, ...]
    rows: tuple[_Row, ...]
    held: tuple[_Record, ...]
    """Records that stand in the log."""
    heads: tuple[tuple[str, str], ...]
    figures: str
    sources: str
    subjects: str


class SheetPages:
    """Makes pages of units."""

    def __init__(self, service: Service, *, policy: str, language: str) -> None:
        """Keep what is asked and who is trusted, as text of C2SP tlog-policy."""
        self._service, self._policy, self._language = service, policy, language

    @cached_property
    def _frame(self) -> Frame:
        titles = {code: _title(self._service, code) for code in LANGUAGES}
        return Frame(
            title=titles[self._language], titles=titles, policy=self._policy, language=self._language
        )

    def page(self, path: str, language: str, unit: str) -> bytes:
        """Return the page of a unit, as it stands at a path of the site; `NotThere` for no unit."""
        service = self._service
        entry = service.archive.unit(unit)
        if entry is None:
            raise NotThere(f"there is no unit {unit!r}", expected="a unit of this dossier", got=unit)
        named = f"sheet/{quote(unit, safe='')}"
        return self._frame.render(
            "sheet.html",
            Address(
                path=path,
                kind="sheets",
                language=language,
                languages=tuple((code, f"{code}/{named}") for code in LANGUAGES),
            ),
            unit=unit,
            heading=entry.name.in_language(language) or unit,
            subtitle=service.archive.dossier.contests[0].unit_name.in_language(language),
            trail=[
                (service.level_name(place.level, language), place.name)
                for place in area_places(service, entry.areas)
            ],
            facts=_facts(entry, language),
            verified_by=f"#{quote(unit, safe='')}" if service.log is not None else "",
            contests=[
                _Contest(service, contest, language).told(unit)
                for contest in service.archive.dossier.contests
            ],
            json_path=f"{API.removeprefix('/')}/units/{quote(unit, safe='')}",
        )

    def nothing(self, path: str, language: str, *, key: str = "nothing") -> bytes:
        """Return the page that says that there is no page at a path, or not yet (`waiting`)."""
        named = language if language in LANGUAGES else self._language
        told = site_words(named)[f"sheet-{key}"]
        return self._frame.render(
            "nothing.html", Address(path=path, kind="nothing", language=named), told=told
        )


class _Contest:
    """One contest, asked of one unit."""

    def __init__(self, service: Service, contest: Contest, language: str) -> None:
        self._service, self._contest, self._language = service, contest, language
        self._words = site_words(language)

    def told(self, unit: str) -> _Told:
        service, contest, archive = self._service, self._contest, self._service.archive
        sources = archive.dossier.tables.sources(contest.id)
        held = {source: archive.records(contest.id, source, unit) for source in sources}
        standing = {source: one for source, some in held.items() if (one := standing_of(some))}
        apart = figures_apart([(one, archive.sums[contest.id, source]) for source, one in standing.items()])
        figures = [f for f in contest.figure_ids if any(f in archive.columns(contest.id, s) for s in sources)]
        records = tuple(
            self._record(one, f"record/{contest.id}/{source}/{unit}/{place}", figures)
            for source, some in held.items()
            for place, one in enumerate(some, start=1)
        )
        kept = tuple(
            told
            for told, one in zip(records, (one for some in held.values() for one in some), strict=True)
            if told.entry is not None and not one.replaced
        )
        names = [contest.figure_name(figure, self._language) for figure in figures]
        return _Told(
            id=contest.id,
            title=contest.title.in_language(self._language),
            records=records,
            rows=tuple(
                _Row(name=name, differs=figure in apart, cells=tuple(one.cells[at] for one in records))
                for at, (figure, name) in enumerate(zip(figures, names, strict=True))
            ),
            held=kept,
            heads=tuple(zip(map(str, figures), names, strict=True)),
            figures=json.dumps(figures) if kept else "",
            sources=json.dumps(sources) if kept else "",
            subjects=service.subjects(contest.id) if kept else "",
        )

    def _record(self, held: HeldRecord, subject: str, figures: list[FigureId]) -> _Record:
        service, record = self._service, held.record
        given = dict(record.figures)
        stands = standing_of([held]) is held
        status = "replaced" if held.replaced else str(record.status)
        return _Record(
            id=record.source,
            source=service.source_name(record.source, self._language),
            status=self._words[f"sheet-{status}"],
            stands=stands,
            entry=service.log.standing(subject) if service.log is not None else None,
            reason=record.reason,
            image=record.image_sha256,
            cells=tuple(_cell(held, given.get(figure), figure, self._language) for figure in figures),
        )


def _cell(held: HeldRecord, number: int | None, figure: FigureId, language: str) -> str:
    if number is not None:
        return str(number) if number < 1000 else _number(number, language)
    return "?" if held.record.figure(figure) is Missing.UNREAD else ""


@lru_cache(maxsize=20_000)
def _number(number: int, language: str) -> str:
    return format_decimal(number, locale=DATES.get(language, language))


def _facts(entry: UnitEntry, language: str) -> list[tuple[str, str]]:
    words, facts = site_words(language), []
    if entry.registered is not None:
        facts.append((words["sheet-registered"], _number(entry.registered, language)))
    if note := entry.note.in_language(language):
        facts.append((words["sheet-note"], note))
    if not entry.listed:
        facts.append((words["sheet-list"], words["sheet-unlisted"]))
    return facts


def _title(service: Service, language: str) -> str:
    """Return what the vote is called, as the site's pages call it."""
    dossier = service.archive.dossier
    package = dossier.package
    if len(dossier.contests) == 1:
        return dossier.contests[0].title.in_language(language) or package.name
    return package.titles.get(language) or package.title or package.name
