"""The units of a council's dossier: the members of the body on the days of its contests.

Each seat is found by its id, by its name in any language the body gives, and by its aliases; one that is
no member on the day is found too, and it is for a check to say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.tables import quoted, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.model import Body, Seat, UnitId

__all__ = ["names_of_seats", "seats_sql"]


def seats_sql(body: Body, days: Iterable[str]) -> str:
    """Return the query of all seats that are members on one of these days: `unit`, `unit_name`, 1 each.

    Every further language of their names has its column, `unit_name_es`.
    """
    members = {seat for day in days for seat in body.roll_on(day).members}
    listed = [seat for seat in body.seats if seat.id in members]
    others = sorted({language for seat in listed for language, _ in seat.name.entries} - {"", "en"})
    columns = ["unit", "unit_name", "registered", "note", *(f"unit_name_{code}" for code in others)]
    rows = [
        ", ".join([text(seat.id), text(seat.name.in_language("en") or seat.id), "1::bigint", "null::varchar"])
        + "".join(f", {text(seat.name.in_language(code) or seat.id)}" for code in others)
        for seat in listed
    ]
    values = ", ".join(f"({row})" for row in rows) or f"({', '.join(['null'] * len(columns))})"
    named = ", ".join(quoted(column) for column in columns)
    return f"from (values {values}) s ({named}) where unit is not null"


def names_of_seats(body: Body) -> Iterator[tuple[str, UnitId]]:
    """Yield every name by which a record may call a seat, with the seat's id."""
    for seat in body.seats:
        yield from ((name, seat.id) for name in _names(seat))


def _names(seat: Seat) -> list[str]:
    return list(dict.fromkeys([str(seat.id), *(words for _, words in seat.name.entries), *seat.aliases]))
