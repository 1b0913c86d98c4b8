"""Every unit that a site has a place for: those listed, and those that a record alone names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables import quoted

if TYPE_CHECKING:
    from tellers.dossier import Dossier

__all__ = ["Unit", "lists_members", "read_units"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its id, its name or '', and the codes of its areas, the widest first."""

    id: str
    name: str
    areas: tuple[str, ...]
    registered: int | None = None
    listed: bool = True
    """Whether the list of units has it; else a record alone names it."""

    @property
    def expected(self) -> bool:
        """Return whether somebody may be waiting for its record: it is listed, and with voters."""
        return self.listed and self.registered != 0


def lists_members(dossier: Dossier) -> bool:
    """Return whether the units of a dossier are members of a body, whose votes are open, and no tables."""
    return not dossier.tables.levels and not any(contest.secret for contest in dossier.contests)


def read_units(dossier: Dossier, levels: tuple[str, ...]) -> tuple[list[Unit], dict[tuple[str, ...], str]]:
    """Return every unit that is listed or has a record, and the areas' names by their chain of codes.

    In the order of their areas and ids, those that no list places last; the seats of a body in the order of
    its roll.
    """
    tables = dossier.tables
    recorded = " union ".join(
        f"select unit from {tables.records(contest.id, source)}"
        for contest in dossier.contests
        for source in tables.sources(contest.id)
    )
    stray = (
        f" union all by name select unit, false as listed from ({recorded}) anti join units using (unit)"
        if recorded
        else ""
    )
    columns = "".join(f", coalesce({quoted(level)}, '')" for level in levels)
    named = "".join(f", coalesce({quoted(level + '_name')}, '')" for level in levels)
    order = "".join(
        f"coalesce({quoted(level)}, '') = '', coalesce({quoted(level)}, ''), " for level in levels
    )
    rows = tables.query(
        f"select unit, coalesce(unit_name, ''), registered, listed{columns}{named} "
        f"from (select *, true as listed from units{stray}) order by {order}unit"
    )
    names: dict[tuple[str, ...], str] = {}
    units = []
    for unit, name, registered, listed, *rest in rows:
        codes = tuple(rest[: len(levels)])
        for level, area in enumerate(rest[len(levels) :], start=1):
            if not names.get(codes[:level]):
                names[codes[:level]] = area or codes[level - 1]
        units.append(Unit(unit, name, codes, registered, listed))
    if dossier.body is not None and not levels:
        place = {str(seat.id): index for index, seat in enumerate(dossier.body.seats)}
        units.sort(key=lambda unit: place.get(unit.id, len(place)))
    return units, names
