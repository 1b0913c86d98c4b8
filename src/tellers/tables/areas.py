"""What the table of units lists: units and voters by area, and every unit with its accounts.

The first says of how many a coverage is; the second is for contests small enough to be read
name by name. Recomputed in plain Python by tests/tables/test_areas.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model.text import NEAREST
from tellers.tables.engine import Tables, quoted

if TYPE_CHECKING:
    from tellers.model import Contest, FigureId, SourceId

__all__ = ["Account", "ListedArea", "ListedUnit", "count_units", "list_accounts", "list_areas", "list_units"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArea:
    """One area of a level: how many units are listed in it, and their voters where all are known."""

    area: str
    name: str
    within: str
    """The name of the wider area it lies in, or ''."""
    units: int
    registered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedUnit:
    """One unit of the table of units, with what the table notes of it."""

    unit: str
    name: str
    registered: int | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One record of one source on one unit: its status, and the figures that have a number."""

    unit: str
    source: SourceId
    status: str
    figures: dict[FigureId, int]
    replaced: bool = False
    """Whether another record of the same source stands in its place."""


def list_areas(tables: Tables, level: str, *, within: str = "") -> list[ListedArea]:
    """Return the areas of a level in the order of their ids; units of no area come last, as ''.

    `within` is a wider level, whose names tell areas of one name apart.
    """
    area = f"coalesce({quoted(level)}, '')"
    wider = (
        f"coalesce(any_value({quoted(within + '_name')}), any_value({quoted(within)}), '')"
        if within
        else "''"
    )
    rows = tables.query(
        f"select {area}, coalesce(any_value({quoted(level + '_name')}), ''), {wider}, "
        f"count(*), sum(registered), count(registered) from units group by 1 order by {area} = '', {area}"
    )
    return [
        ListedArea(
            area=area,
            name=name or area,
            within=wider,
            units=units,
            registered=int(voters) if known == units else None,
        )
        for area, name, wider, units, voters, known in rows
    ]


def count_units(tables: Tables) -> int:
    """Return how many units the table of units lists."""
    return int(tables.row("select count(*) from units")[0])


def list_units(tables: Tables, language: str = "en") -> list[ListedUnit]:
    """Return every listed unit in the order of the names; for a few hundred: ask `count_units` first.

    Names and notes are those of the language where the list gives them, else of the nearest; the plain
    ones stand for English.
    """
    told = {row[0] for row in tables.query("describe units")}
    near = ["" if code == "en" else f"_{code}" for code in (language, *NEAREST.get(language, ()))]
    name, note = (
        ", ".join(quoted(f"{plain}{code}") for code in dict.fromkeys([*near, ""]) if f"{plain}{code}" in told)
        for plain in ("unit_name", "note")
    )
    noted = f"coalesce({note}, '')" if note else "''"
    rows = tables.query(f"select unit, coalesce({name}, unit), registered, {noted} from units order by 2, 1")
    return [
        ListedUnit(unit=unit, name=name, registered=voters, note=note) for unit, name, voters, note in rows
    ]


def list_accounts(tables: Tables, contest: Contest) -> list[Account]:
    """Return every record of a contest, source by source in the order of its records.

    For a contest of a few hundred units: ask `count_units` first.
    """
    return [
        Account(
            unit=unit,
            source=source,
            status=status,
            replaced=replaced,
            figures={
                f: n
                for f, n in zip(tables.figures[contest.id, source], numbers, strict=True)
                if n is not None
            },
        )
        for source in tables.sources(contest.id)
        for unit, status, replaced, *numbers in tables.query(_records_of(tables, contest, source))
    ]


def _records_of(tables: Tables, contest: Contest, source: SourceId) -> str:
    """Return SQL of every record of a source: unit, status, whether another replaces it, its figures."""
    records = tables.records(contest.id, source)
    figures = "".join(f", {quoted(figure)}" for figure in tables.figures[contest.id, source])
    later = f"select replaces from {records} where replaces is not null"
    return f"select unit, status, record in ({later}){figures} from {records} order by record"
