"""The roll call that a source of a dossier records: each unit's position, on the roll of that day.

A record of a roll call holds one 1: an option, or a figure of the role `position`. A unit whose
record holds none, and one without a record, has no position; that is not an absence. Where the
dossier has a body the roll is derived from it. Where it has none the roll is its units, and as many
nameless seats as the members stated are more.

>>> from tellers.dossier import open_dossier
>>> opened = open_dossier("examples/oas-2024-07-31")  # doctest: +SKIP
>>> call = roll_call_of(opened, opened.contest(), opened.broadest(opened.contest()))  # doctest: +SKIP
>>> len(call.roll.members), len(call.positions)  # doctest: +SKIP
(34, 33)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import DossierError, UsageError
from tellers.model import Role, Roll, RollCall, UnitId
from tellers.tables import count_units, list_units

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.model import Contest, SourceId

__all__ = ["MOST_MEMBERS", "roll_call_of"]

MOST_MEMBERS = 5_000
"""Units of a contest above which it is no roll call; the largest parliament has 2,977 seats."""


def roll_call_of(
    dossier: Dossier, contest: Contest, source: SourceId, *, reading: str | None = None
) -> RollCall:
    """Return the positions that a source records, on the roll under a reading of the membership.

    Raises `UsageError` for a contest that is no roll call, for more named units than the members
    stated, and for a reading of a dossier without a body; `DossierError` for a unit with two positions.
    """
    where = str(dossier.folder)
    if contest.secret or count_units(dossier.tables) > MOST_MEMBERS:
        raise UsageError(
            f"{contest.id!r} is no roll call: its units are not members with a position", where=where
        )
    positions = _positions(dossier, contest, source)
    body = dossier.body
    if body is None and reading:
        raise UsageError(f"there is no body, so no reading {reading!r} of its membership", where=where)
    if body is not None and reading and reading not in {one.id for one in body.readings}:
        known = ", ".join(one.id for one in body.readings) or "none"
        raise UsageError(f"there is no reading {reading!r}", where=where, expected=known)
    roll = (
        _roll_of_units(dossier, contest, positions)
        if body is None
        else body.roll_on(contest.date, reading=reading or None)
    )
    return RollCall(positions=positions, roll=roll, options=contest.option_ids)


def _positions(dossier: Dossier, contest: Contest, source: SourceId) -> dict[UnitId, str]:
    """Return the position of every unit whose standing record gives one."""
    taken = [*contest.option_ids, *(one.id for one in contest.figures if one.role == Role.POSITION)]
    positions: dict[UnitId, str] = {}
    for record in dossier.tally(source, by="unit", contest=contest.id):
        held = [figure for figure in taken if record.figures.get(figure)]
        if len(held) > 1 or any(record.figures[figure] != 1 for figure in held):
            raise DossierError(
                f"{record.area!r} has more than one position",
                where=f"{contest.id}, {source}",
                got=", ".join(held),
                remedy="In a roll call each record holds one 1.",
            )
        if held:
            positions[UnitId(record.area)] = str(held[0])
    return positions


def _roll_of_units(dossier: Dossier, contest: Contest, positions: dict[UnitId, str]) -> Roll:
    """Return the listed units as members, and nameless ones up to the number stated.

    Where more are listed than are members, those with a position are, and who the others are is
    not known: the list has former members too.
    """
    units = sorted({*(UnitId(one.unit) for one in list_units(dossier.tables)), *positions})
    stated = contest.applied("registered")
    members = len(units) if stated is None else stated.value
    if members < len(units):
        units = sorted(positions)
    if members < len(units):
        raise UsageError(
            f"{len(units)} positions and {members} members: whose seat is none is not known",
            where=str(dossier.folder),
            remedy="Say who is a member in body.toml.",
        )
    seats = (*units, *(UnitId(f"unnamed:{place}") for place in range(members - len(units))))
    return Roll(
        on=contest.date,
        reading="",
        members=seats,
        in_office=seats,
        entitled=seats,
        called=seats,
        contested=(),
    )
