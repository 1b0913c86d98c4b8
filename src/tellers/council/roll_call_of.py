"""The roll call that a source of a dossier records: each unit's position, on the roll of that day.

A record of a roll call holds one 1: an option, or a figure of the role `position`. A unit whose
record holds none, and one without a record, has no position; that is not an absence. Where the
dossier has a body the roll is derived from it. Where it has none the roll is its units, and as many
nameless seats as the members stated are more.

>>> position_in({FigureId("for"): 0, FigureId("abstain"): 1}, ("for", "abstain", "absent"))
'abstain'
>>> position_in({FigureId("for"): 0}, ("for", "abstain", "absent"))
''
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.deciding import attending_of
from tellers.errors import DossierError, UsageError
from tellers.model import FigureId, Role, Roll, RollCall, UnitId
from tellers.tables import count_units, list_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tellers.dossier import Dossier
    from tellers.model import Contest, SourceId

__all__ = ["MOST_MEMBERS", "position_in", "roll_call_of"]

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
    return RollCall(
        positions=positions,
        roll=roll,
        options=contest.option_ids,
        casting=contest.casting,
        attending=attending_of(contest),
    )


def _positions(dossier: Dossier, contest: Contest, source: SourceId) -> dict[UnitId, str]:
    """Return the position of every unit whose standing record gives one."""
    others = [one.id for one in contest.figures if one.role == Role.POSITION]
    taken = [str(figure) for figure in (*contest.option_ids, *others)]
    positions: dict[UnitId, str] = {}
    for record in dossier.tally(source, by="unit", contest=contest.id):
        try:
            position = position_in(record.figures, taken)
        except ValueError as error:
            raise DossierError(
                f"{record.area!r} has more than one position",
                where=f"{contest.id}, {source}",
                got=str(error),
                remedy="In a roll call each record holds one 1.",
            ) from error
        if position:
            positions[UnitId(record.area)] = position
    return positions


def position_in(figures: Mapping[FigureId, int], taken: Sequence[str]) -> str:
    """Return the position whose figure is 1, '' where none is; `ValueError` for several, or for a 2."""
    held = {name: number for name, number in figures.items() if name in taken and number}
    if sum(held.values()) > 1:
        raise ValueError(", ".join(f"{name} {number}" for name, number in held.items()))
    return str(next(iter(held), ""))


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
