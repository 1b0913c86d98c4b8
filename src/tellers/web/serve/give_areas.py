"""Answers about areas and totals: the walk from the widest to the units, and what every source adds up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tellers.tables import coverage_by_area, total_by_area, total_figures
from tellers.web.serve import answers
from tellers.web.serve.page import Page
from tellers.web.serve.service import NotThere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tellers.model import Contest, FigureId, SourceId
    from tellers.tables import AreaCoverage, Totals
    from tellers.web.serve.archive import AreaEntry
    from tellers.web.serve.asked import Paged, PagedInContest, TotalsAsked
    from tellers.web.serve.service import Service
    from tellers.web.serve.shelf import Shelf

__all__ = ["give_area", "give_areas", "give_areas_of", "give_totals"]

Place = dict[str, str]


def give_areas(service: Service, _place: Place, asked: Paged) -> Page:
    """The areas of the widest level, where the walk begins; none where units lie in no area."""
    levels = service.archive.levels
    if not levels:
        return Page(answers.Areas(level="", areas=[]))
    return _areas(service, levels[0], asked)


def give_areas_of(service: Service, place: Place, asked: Paged) -> Page:
    """The areas of a level."""
    return _areas(service, service.level(place["level"]), asked)


def give_area(service: Service, place: Place, asked: PagedInContest) -> Page:
    """One area: where it lies, what every source adds up to there, and the areas one level below."""
    level, contest = service.level(place["level"]), service.contest(asked.contest)
    entry = _entry(service, level, place["code"])
    levels = service.archive.levels
    below = levels.index(level) + 1
    totals = _totals(service, contest, level)
    children: list[answers.AreaTotals] = []
    after = None
    if below < len(levels):
        codes = service.archive.children_after(level, entry.code, asked.after)
        of_below = _totals(service, contest, levels[below])
        children = [_area_totals(service, of_below, levels[below], code) for code in codes[: asked.limit]]
        after = codes[asked.limit - 1] if len(codes) > asked.limit else None
    answer = answers.Area(
        contest=contest.id,
        area=answers.AreaPlace(level=level, code=entry.code, name=entry.name),
        within=_within(service, level, entry),
        units=entry.units,
        registered=entry.registered,
        sources=_sources(totals, entry.code),
        children_level=levels[below] if below < len(levels) else None,
        children=children,
    )
    return Page(answer, after=after)


def give_totals(service: Service, _place: Place, asked: TotalsAsked) -> Page:
    """What every source adds up to: over the whole contest, or by the areas of a level."""
    contest = service.contest(asked.contest)
    if not asked.by:
        everything = answers.AreaTotals(
            area=answers.AreaPlace(level="", code="", name=""), sources=list(_whole(service, contest))
        )
        return Page(answers.Totals(contest=contest.id, level="", areas=[everything]))
    level = service.level(asked.by)
    totals = _totals(service, contest, level)
    codes, after = _page(service, level, asked)
    areas = [_area_totals(service, totals, level, code) for code in codes]
    return Page(answers.Totals(contest=contest.id, level=level, areas=areas), after=after)


def _areas(service: Service, level: str, asked: Paged) -> Page:
    codes, after = _page(service, level, asked)
    entries = [_entry(service, level, code) for code in codes]
    areas = [answers.AreaPlace(level=level, code=entry.code, name=entry.name) for entry in entries]
    return Page(answers.Areas(level=level, areas=areas), after=after)


def _page(service: Service, level: str, asked: Paged) -> tuple[list[str], str | None]:
    """Return the codes of a page, and after which the next begins, None on the last."""
    found = service.archive.areas_after(level, asked.after, asked.limit + 1)
    return found[: asked.limit], found[asked.limit - 1] if len(found) > asked.limit else None


def _entry(service: Service, level: str, code: str) -> AreaEntry:
    entry = service.archive.area(level, code)
    if entry is None:
        raise NotThere(f"there is no {level} {code!r}", expected=f"the code of a {level}", got=code)
    return entry


def _within(service: Service, level: str, entry: AreaEntry) -> list[answers.AreaPlace]:
    """Return the wider areas, the widest first."""
    levels = service.archive.levels
    wider: list[answers.AreaPlace] = []
    for above in reversed(levels[: levels.index(level)]):
        if not entry.within:
            break
        entry = _entry(service, above, entry.within)
        wider.insert(0, answers.AreaPlace(level=above, code=entry.code, name=entry.name))
    return wider


def _area_totals(service: Service, totals: Shelf, level: str, code: str) -> answers.AreaTotals:
    place = answers.AreaPlace(level=level, code=code, name=_entry(service, level, code).name)
    return answers.AreaTotals(area=place, sources=_sources(totals, code))


def _sources(totals: Shelf, code: str) -> list[answers.SourceTotals]:
    return [msgspec.json.decode(line, type=answers.SourceTotals) for line in totals[code]]


def _totals(service: Service, contest: Contest, level: str) -> Shelf:
    """Return the totals of a level: under each area's code a line a source, as JSON."""

    def lines() -> list[tuple[str, str]]:
        found = [
            (area, answers.encode_answer(totals).decode())
            for source in service.archive.dossier.tables.sources(contest.id)
            for area, totals in _by_area(service, contest, source, level)
        ]
        return sorted(found, key=lambda told: told[0])  # of one area, the sources keep their order

    return service.kept(("totals", contest.id, level), lines)


def _by_area(
    service: Service, contest: Contest, source: SourceId, level: str
) -> Iterator[tuple[str, answers.SourceTotals]]:
    """Yield what a source adds up to in every area that is listed, or where it has a record."""
    tables = service.archive.dossier.tables
    covered = {one.area: one for one in coverage_by_area(tables, contest, source, level)}
    added = {one.area: one for one in total_by_area(tables, contest, source, level)}
    for area in sorted(covered.keys() | added.keys()):
        yield area, _source_totals(source, added.get(area), covered.get(area))


def _source_totals(
    source: SourceId, totals: Totals | None, covered: AreaCoverage | None
) -> answers.SourceTotals:
    return answers.SourceTotals(
        source=source,
        units=totals.units if totals else 0,
        figures=_figures(totals.figures if totals else {}),
        silent=_figures(
            {figure: count for figure, count in totals.silent.items() if count} if totals else {}
        ),
        of_units=covered.listed if covered else None,
        registered=covered.recorded_registered if covered else None,
        of_registered=covered.listed_registered if covered else None,
    )


def _whole(service: Service, contest: Contest) -> Iterator[answers.SourceTotals]:
    tables = service.archive.dossier.tables
    stated = contest.applied("units")
    for source in tables.sources(contest.id):
        totals = total_figures(tables, contest, source)
        yield answers.SourceTotals(
            source=source,
            units=totals.units,
            figures=_figures(totals.figures),
            silent=_figures({figure: count for figure, count in totals.silent.items() if count}),
            of_units=stated.value if stated else service.listed,
            registered=None,
            of_registered=None,
        )


def _figures(figures: Mapping[FigureId, int]) -> list[answers.Figure]:
    return [answers.Figure(figure, number) for figure, number in figures.items()]
