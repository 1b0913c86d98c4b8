"""A register by area held against the units that have a record: in all, and by a wider area.

A register lists areas of one level, such as polling centres, with their voters; it need not list
all there are, and often lists those somebody happened to see. So three things are counted apart:
what it lists, what of that has a record, and which areas with a record it does not list. The
voters of recorded units are a floor of what they hold: a unit whose register nobody gives adds
nothing.

Recomputed in plain Python by tests/tables/test_register_coverage.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.tables.engine import WITHIN, Tables, quoted, text

if TYPE_CHECKING:
    from tellers.model import Contest, SourceId

__all__ = ["RegisterCoverage", "coverage_of_register", "register_by_area", "register_level"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCoverage:
    """A register by area, or the part of it in one wider area, against the units with a record."""

    area: str
    """The wider area; '' for the whole register, and for areas that nobody places."""
    name: str
    areas: int
    registered: int
    """Areas listed, and their voters."""
    areas_seen: int
    """Areas listed with at least one unit recorded."""
    covered: int
    """Voters registered in the units recorded in those areas, where the unit's register is known."""
    unlisted: int
    """Areas with a unit recorded that the register does not list."""

    @property
    def share(self) -> Fraction | None:
        """Return the part of the listed voters that belong to units with a record; None of no voters."""
        return Fraction(self.covered, self.registered) if self.registered else None

    @property
    def mostly_listed(self) -> bool:
        """Return whether the register lists at least half of the areas that have a record."""
        return self.areas_seen >= self.unlisted


def register_level(tables: Tables, register: str) -> str | None:
    """Return the level of a register's areas; None where it has several, or one no unit has."""
    levels = [row[0] for row in tables.query(f"select distinct level from {tables.registers[register]}")]
    return levels[0] if len(levels) == 1 and levels[0] in tables.levels else None


def coverage_of_register(
    tables: Tables, contest: Contest, source: SourceId, register: str
) -> RegisterCoverage | None:
    """Return how much of a register by area the recorded units hold; None for a level no unit has."""
    found = _joined(tables, contest, source, register, wider="")
    return found[0] if found else None


def register_by_area(
    tables: Tables, contest: Contest, source: SourceId, register: str, level: str
) -> list[RegisterCoverage]:
    """Return the same by area of a level, in the order of ids; [] where the register names no such areas.

    A listed area lies where the register says, an unlisted one where its first unit says.
    """
    return _joined(tables, contest, source, register, wider=level)


def _joined(
    tables: Tables, contest: Contest, source: SourceId, register: str, *, wider: str
) -> list[RegisterCoverage]:
    level, relation = register_level(tables, register), tables.registers[register]
    if level is None:
        return []
    columns = {row[0] for row in tables.query(f"describe {relation}")}
    place, seen_place, name = "''", "''", "''"
    if wider:
        named = "area" if wider == level else quoted(f"{WITHIN}{wider}")
        if wider != level and f"{WITHIN}{wider}" not in columns:
            return []
        place, seen_place = f"coalesce({named}, '')", f"coalesce(min({quoted(wider)}), '')"
        name = (
            f"coalesce((select any_value({quoted(f'{wider}_name')}) from units "
            f"where {quoted(wider)} = place), place)"
        )
    rows = tables.query(
        f"""
        with listed as (
            select area, {place} as place, registered from {relation} where level = {text(level)}
        ), seen as (
            select {quoted(level)} as area, {seen_place} as place, coalesce(sum(registered), 0) as registered
            from units where unit in (select unit from {tables.standing(contest.id, source)})
            and {quoted(level)} is not null group by 1
        ), counted as (
            select coalesce(l.place, s.place) as place, count(l.area) as areas,
                   coalesce(sum(l.registered), 0) as registered,
                   count(*) filter (l.area is not null and s.area is not null) as areas_seen,
                   coalesce(sum(s.registered) filter (l.area is not null), 0) as covered,
                   count(*) filter (l.area is null) as unlisted
            from listed l full join seen s on s.area = l.area group by 1
        )
        select place, {name}, areas, registered, areas_seen, covered, unlisted from counted order by place
        """
    )
    return [
        RegisterCoverage(
            area=row[0],
            name=row[1],
            areas=row[2],
            registered=int(row[3]),
            areas_seen=row[4],
            covered=int(row[5]),
            unlisted=row[6],
        )
        for row in rows
    ]
