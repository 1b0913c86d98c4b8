"""The units of a council's dossier: the members of the body on the days of its contests.

Each seat is found by its id, by its name in any language the body gives, and by its aliases; one that is
no member on the day is found too, and it is for a check to say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.tables import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.model import Body, Seat, UnitId

__all__ = ["names_of_seats", "seats_sql"]


def seats_sql(body: Body, days: Iterable[str]) -> str:
    """Return the query of all seats that are members on one of these days: `unit`, `unit_name`, 1 each."""
    members = {seat for day in days for seat in body.roll_on(day).members}
    rows = [
        f"({text(seat.id)}, {text(seat.name.in_language('en') or seat.id)}, 1::bigint, null::varchar)"
        for seat in body.seats
        if seat.id in members
    ]
    values = ", ".join(rows) or "(null, null, null, null)"
    return f"from (values {values}) s (unit, unit_name, registered, note) where unit is not null"


def names_of_seats(body: Body) -> Iterator[tuple[str, UnitId]]:
    """Yield every name by which a record may call a seat, with the seat's id."""
    for seat in body.seats:
        yield from ((name, seat.id) for name in _names(seat))


def _names(seat: Seat) -> list[str]:
    return list(dict.fromkeys([str(seat.id), *(words for _, words in seat.name.entries), *seat.aliases]))
