"""A part of the check of coverage: what a register by area says of a source that leaves units out.

Where nobody says how many units an area has, a register by area (voters by polling centre) is the
only base there is for coverage by area: of the areas that it lists, how many have a record, and
which part of their voters is registered in units with a record. The base is told beside every
share: what is listed, and how many areas with a record are not. A list that somebody made out of
the records would show full coverage and mean nothing, and only that count tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import coverage_of_register, register_by_area
from tellers.tables.register_coverage import register_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import SourceId, Value
    from tellers.tables import RegisterCoverage

__all__ = ["check_register"]

HEAD = (
    "column-register-areas",
    "column-register-seen",
    "column-register-unlisted",
    "column-register-voters",
    "column-register-covered",
    "column-register-share",
)


def check_register(case: Case, source: SourceId, register: str) -> Iterator[Finding]:
    """Yield what a register lists, what of it has a record, and the same by area of the widest level."""
    found, level = (
        coverage_of_register(case.tables, case.contest, source, register),
        register_level(case.tables, register),
    )
    if found is None or level is None or not found.covered:
        return
    of_register = f'"{source}", "{register}"'
    numbers = [
        number("source", source, "source"),
        number("register", register, "source"),
        number("level", level, "level"),
        number("areas", found.areas, "areas", f'register_areas("{register}")'),
        number("registered", found.registered, "voters", f'register_voters("{register}")'),
        number("seen", found.areas_seen, "areas", f"register_seen({of_register})"),
        number("unlisted", found.unlisted, "areas", f"register_unlisted({of_register})"),
        number("covered", found.covered, "voters", f"register_covered({of_register})"),
    ]
    message = "coverage-of-register"
    if stated := case.contest.applied(level):
        message = "coverage-of-register-stated"
        numbers.append(number("stated", stated.value, "areas", f'stated("{level}", 0)'))
    rows, formulas = _by_area(case, source, register)
    yield Finding(
        code="coverage-of-register",
        check="coverage",
        contest=case.contest.id,
        subject=f"{source}/{register}",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message=message,
        numbers=tuple(numbers),
        assumptions=("assume-register-as-listed", "assume-register-not-chosen"),
        sources=(source,),
        table=((f"level:{case.contest.levels[0].id}", *HEAD), *rows) if rows else (),
        table_formulas=tuple(formulas),
    )


def _by_area(
    case: Case, source: SourceId, register: str
) -> tuple[list[tuple[Value, ...]], list[tuple[str, ...]]]:
    """Return a row and its formulas for each area of the widest level that the register can tell."""
    level = case.contest.levels[0].id
    rows: list[tuple[Value, ...]] = []
    formulas = []
    for area in register_by_area(case.tables, case.contest, source, register, level):
        row = _row(area)
        rows.append(row)
        told = _formulas(source, register, f'"{level}", "{area.area}"')
        formulas.append(tuple(f if cell is not None else "" for f, cell in zip(told, row, strict=True)))
    return rows, formulas


def _row(area: RegisterCoverage) -> tuple[Value, ...]:
    return (
        area.name or None,
        area.areas,
        area.areas_seen,
        area.unlisted,
        area.registered,
        area.covered,
        area.share,
    )


def _formulas(source: str, register: str, place: str) -> tuple[str, ...]:
    listed, of_source = f'"{register}", {place}', f'"{source}", "{register}", {place}'
    voters, covered = f"register_voters({listed})", f"register_covered({of_source})"
    return (
        "",
        f"register_areas({listed})",
        f"register_seen({of_source})",
        f"register_unlisted({of_source})",
        voters,
        covered,
        f"{covered} / {voters}",
    )
