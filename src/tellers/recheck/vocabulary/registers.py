"""Words about the register: how many voters the records cover, and how many could still add votes.

The register of a unit is what the table of units says, else what its own record says. Where
neither does, at least as many are registered as voted: fewer are then taken as covered, and
more as outstanding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.recheck.vocabulary.exact import Exact
from tellers.recheck.vocabulary.totals import POOLED, closed_units

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = [
    "WORDS",
    "capacity",
    "covered",
    "listed",
    "listed_register",
    "listed_units",
    "missing_register",
    "register_units",
    "unread_votes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The register under one source, unit by unit added up."""

    known: int
    unknown_units: int
    unknown_voters: int
    closed: int
    missing: int | None
    """Of the listed units with no record; None where it is not known for all of them."""
    slack: int
    """Votes that figures unread on standing records could still hold."""
    unbounded: int
    """Records with an option unread, and neither a register nor the ballots known."""
    listed_units: int


def _register(ground: Ground, source: str) -> Register:
    return ground.once(("register", source), lambda: _add_up(ground, source))


def _add_up(ground: Ground, source: str) -> Register:
    """Return the register under one source. Steps: 1 covered units; 2 closed units; 3 missing units."""
    sheets, listed = ground.sheets(source), ground.registers()
    on_sheet, voters = ground.figure_with_role("registered"), ground.figure_with_role("voters")
    options = [option for option in ground.options if option in sheets.columns]
    known = unknown_units = unknown_voters = slack = unbounded = 0
    for row in sheets.standing:  # 1
        unit = sheets.unit[row]
        register = listed.get(unit)
        if register is None and on_sheet is not None:
            register = sheets.value(on_sheet, row)
        votes = [sheets.value(option, row) for option in options]
        ballots = (
            sheets.value(voters, row) if voters is not None and sheets.knows(voters) else _all(votes, ground)
        )
        if register is None:
            unknown_units += 1
            unknown_voters += ballots or 0
        else:
            known += register
        if None in votes:
            most = register if register is not None else ballots or 0
            slack += max(0, most - (0 if _several(ground) else sum(vote or 0 for vote in votes)))
            unbounded += register is None and ballots is None
    closed = [unit for unit in closed_units(ground, source) if unit in listed]  # 2
    pooled = {unit for unit, status in zip(sheets.unit, sheets.status, strict=True) if status == POOLED}
    gone = {sheets.unit[row] for row in sheets.standing} | set(closed) | pooled
    rest = [register for unit, register in listed.items() if unit not in gone]  # 3
    return Register(
        known=known,
        unknown_units=unknown_units,
        unknown_voters=unknown_voters,
        closed=sum(listed[unit] or 0 for unit in closed),
        missing=None if None in rest else sum(register or 0 for register in rest),
        slack=slack,
        unbounded=unbounded,
        listed_units=len(listed),
    )


def _all(votes: list[int | None], ground: Ground) -> int | None:
    """Return the ballots where the sheet gives every option: the sum of the votes, or the most of one."""
    if len(votes) < len(ground.options) or None in votes:
        return None
    together = max if _several(ground) else sum
    return together(vote or 0 for vote in votes)


def _several(ground: Ground) -> bool:
    """Return whether a ballot may hold votes for several options."""
    return ground.contest["rule"]["kind"] in {"block", "approval"}


def covered(ground: Ground, source: str, level: str = "", area: str = "") -> int | None:
    """Voters accounted for: the register of covered units, ballots where unknown, and closed units.

    In one area: the listed register of the covered units alone; nothing where that is nought.
    """
    found = _register(ground, source)
    if level:
        sheets, listed = ground.sheets(source), ground.registers()
        return sum(listed.get(sheets.unit[row]) or 0 for row in ground.within(sheets, level, area)) or None
    return _covered(found)


def _covered(found: Register) -> int:
    return found.known + found.unknown_voters + found.closed


def capacity(ground: Ground, source: str, register: Exact) -> int | None:
    """Votes that could still be added when the whole register is this: the smallest bound known.

    A register below what is accounted for bounds nothing.
    """
    found = _register(ground, source)
    choices = [int(register) - _covered(found)] if register >= _covered(found) else []
    stated = [
        s["value"] for s in ground.contest.get("statement", []) if s["about"] == "units" and s.get("applied")
    ]
    listed_all = not stated or stated[0] == found.listed_units
    if found.missing is not None and listed_all and not found.unbounded:
        choices.append(found.missing)
    return min(choices) + found.slack if choices else None


def missing_register(ground: Ground, source: str) -> int | None:
    """Voters on the registers of the listed units that have no account; nothing where one is not known."""
    return _register(ground, source).missing


def unread_votes(ground: Ground, source: str) -> int:
    """Votes that figures unread on standing records could still hold."""
    return _register(ground, source).slack


def listed_register(ground: Ground, source: str = "") -> int | None:
    """Voters on the register of every listed unit; with a source, its covered and all missing units'."""
    if source:
        found = _register(ground, source)
        if found.missing is None:
            return None
        return _covered(found) + found.missing + (found.slack if found.unknown_units else 0)
    known = [register for register in ground.registers().values() if register is not None]
    return sum(known) if known else None


def listed_units(ground: Ground, level: str = "", area: str = "") -> int:
    """Units in the table of units, in all or in one area."""
    if not level:
        return len(ground.registers())
    return sum(one == area for one in ground.areas(level).values())


def register_units(ground: Ground, source: str) -> int:
    """Voters on the register of the covered units, where known."""
    return _register(ground, source).known


def listed(ground: Ground, source: str) -> int | None:
    """Register of covered, closed and missing units added up; nothing where one is not known."""
    found = _register(ground, source)
    return None if found.missing is None else found.known + found.closed + found.missing


WORDS = (
    covered,
    capacity,
    missing_register,
    unread_votes,
    listed_register,
    listed_units,
    register_units,
    listed,
)
