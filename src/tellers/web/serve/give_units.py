"""Answers about units: everything that is said of one, and lists of them.

The speed of the server is that of `give_unit`: no table is asked, only shelves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tellers.model import Status, UnitId
from tellers.publish.subjects import record_statements, whole_record
from tellers.tables.unit_pages import UnitFilter, units_page
from tellers.web.serve import answers
from tellers.web.serve.differing import figures_apart, unread_beside
from tellers.web.serve.page import Page
from tellers.web.serve.service import NotThere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest
    from tellers.web.serve.archive import HeldRecord, UnitEntry
    from tellers.web.serve.asked import Nothing, UnitAsked, UnitsAsked
    from tellers.web.serve.service import Service

__all__ = ["area_places", "give_unit", "give_unit_by_id", "give_units", "unit_place"]

Place = dict[str, str]


def give_unit(service: Service, place: Place, _asked: Nothing) -> answers.Unit:
    """One unit: who may vote there, every record of every source, where they differ, their log entries."""
    return _unit(service, place["unit"])


def give_unit_by_id(service: Service, _place: Place, asked: UnitAsked) -> answers.Unit:
    """The same, for an id that a path does not carry: `.`, `..`, or two slashes on end."""
    return _unit(service, asked.id)


def give_units(service: Service, _place: Place, asked: UnitsAsked) -> Page:
    """Units: all, those of an area, those on which sources differ."""
    which = UnitFilter(
        level=service.level(asked.level) if asked.level or asked.area else "",
        area=asked.area,
        differing=service.contest(asked.contest) if asked.sources == "differ" else None,
    )
    archive = service.archive
    found = units_page(archive.dossier.tables, which, after=asked.after, most=asked.limit + 1)
    shown = found[: asked.limit]
    entries = [entry for unit in shown if (entry := archive.unit(unit)) is not None]
    answer = answers.Units(units=[unit_place(service, entry) for entry in entries])
    return Page(answer, after=shown[-1] if len(found) > len(shown) else None)


def unit_place(service: Service, entry: UnitEntry) -> answers.UnitPlace:
    """Return a unit as it stands in lists."""
    return answers.UnitPlace(unit=entry.unit, name=entry.name, areas=area_places(service, entry.areas))


def area_places(service: Service, codes: Sequence[str]) -> list[answers.AreaPlace]:
    """Return the areas of these codes, one a level from the widest; those of no area are left out."""
    places = []
    for level, code in zip(service.archive.levels, codes, strict=False):
        if code:
            found = service.archive.area(level, code)
            places.append(answers.AreaPlace(level=level, code=code, name=found.name if found else code))
    return places


def _unit(service: Service, unit: str) -> answers.Unit:
    entry = service.archive.unit(unit)
    if entry is None:
        raise NotThere(f"there is no unit {unit!r}", expected="a unit of this dossier", got=unit)
    contests = service.archive.dossier.contests
    return answers.Unit(
        unit=entry.unit,
        name=entry.name,
        note=entry.note,
        listed=entry.listed,
        registered=entry.registered,
        areas=area_places(service, entry.areas),
        contests=[_accounts(service, contest, UnitId(entry.unit)) for contest in contests],
        log=service.log.told if service.log is not None else None,
    )


def _accounts(service: Service, contest: Contest, unit: UnitId) -> answers.ContestAccounts:
    archive = service.archive
    held = {
        source: archive.records(contest.id, source, unit)
        for source in archive.dossier.tables.sources(contest.id)
    }
    standing = {source: one for source, records in held.items() if (one := standing_of(records))}
    apart = figures_apart([(one, archive.sums[contest.id, source]) for source, one in standing.items()])
    return answers.ContestAccounts(
        contest=contest.id,
        member=_member(service, contest, unit),
        differ=[figure for figure in contest.figure_ids if figure in apart] if apart else [],
        unread=unread_beside(held, standing),
        sources=[
            answers.SourceAccount(source=source, records=_records(service, records, standing.get(source)))
            for source, records in held.items()
        ],
    )


def standing_of(records: Sequence[HeldRecord]) -> HeldRecord | None:
    """Return the record of a unit that counts: the first that is counted and not replaced."""
    for held in records:
        if held.record.status is Status.COUNTED and not held.replaced:
            return held
    return None


def _records(
    service: Service, records: Sequence[HeldRecord], standing: HeldRecord | None
) -> list[answers.PublishedRecord]:
    statements = record_statements(held.record for held in records)
    return [
        answers.PublishedRecord(
            subject=statement.subject,
            entry=service.log.standing(statement.subject) if service.log is not None else None,
            stands=held is standing,
            stated=msgspec.Raw(answers.encode_answer(whole_record(statement.stated))),
        )
        for held, statement in zip(records, statements, strict=True)
    ]


def _member(service: Service, contest: Contest, unit: UnitId) -> answers.Member | None:
    """Return what a seat was on the contest's day; None without a body, or for no seat of it."""
    roll, body = service.roll(contest), service.archive.dossier.body
    if roll is None or body is None or all(seat.id != unit for seat in body.seats):
        return None
    return answers.Member(
        on=roll.on,
        member=unit in roll.members,
        in_office=unit in roll.in_office,
        entitled=unit in roll.entitled,
        called=unit in roll.called,
        contested=unit in roll.contested,
        groups=[name for name, seats in roll.groups.items() if unit in seats],
        weights=[answers.Figure(name, by[unit]) for name, by in roll.weights.items() if unit in by],
    )
