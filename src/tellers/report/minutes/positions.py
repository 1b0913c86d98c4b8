"""Who took which position, in the order of the roll: the alphabet of the language of the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.council.seat_names import alphabetical_key
from tellers.model import Position, Role, UnitId
from tellers.tables import UNMATCHED, positions_taken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.model import SourceId
    from tellers.report.telling import Telling

__all__ = ["Named", "Taken", "in_order", "positions_of", "recorded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A member by id and by its name in the language of the minutes."""

    seat: UnitId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One position, what the dossier calls it, and who took it."""

    id: str
    name: str
    is_option: bool
    seats: tuple[Named, ...]


def in_order(telling: Telling, seats: Iterable[str]) -> tuple[Named, ...]:
    """Return members by name, in alphabetical order of the language; a name of nobody as it was printed."""
    named = [
        Named(seat=UnitId(seat), name=f"“{telling.seat(seat)}”" if _of_nobody(seat) else telling.seat(seat))
        for seat in seats
    ]
    return tuple(sorted(named, key=lambda one: (_of_nobody(one.seat), alphabetical_key(one.name), one.seat)))


def _of_nobody(seat: str) -> bool:
    return seat.startswith(UNMATCHED)


def recorded(telling: Telling, source: SourceId) -> dict[UnitId, str]:
    """Return the position that each standing record gives; nothing is supposed of who has none."""
    case = telling.case
    others = [figure.id for figure in case.contest.figures if figure.role is Role.POSITION]
    figures = [*case.contest.option_ids, *others]
    return positions_taken(case.tables, case.contest, source, figures)


def positions_of(telling: Telling, source: SourceId) -> tuple[Taken, ...]:
    """Return every position of the contest in its order: options first, all of them; others where taken."""
    contest, found = telling.case.contest, recorded(telling, source)
    order = [str(option) for option in contest.option_ids]
    usual = [position.value for position in Position]
    others = sorted(
        (str(one.id) for one in contest.figures if one.role is Role.POSITION),
        key=lambda one: (usual.index(one) if one in usual else len(usual), one),
    )
    made = []
    for name in (*order, *others):
        seats = [seat for seat, taken in found.items() if taken == name]
        if seats or name in order:
            said = telling.write(name, "figure")
            made.append(Taken(id=name, name=said, is_option=name in order, seats=in_order(telling, seats)))
    return tuple(made)
