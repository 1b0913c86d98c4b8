"""Names as they are printed, resolved to seats: by id, by name in any language, by alias.

Accents, case, punctuation and white space do not matter; two seats of one folded name are told
apart by nobody, so neither is found by it. A name that finds no seat is reported, never guessed.

>>> book = NameBook({"mexico": ["Mexico", "México"], "peru": ["Peru"]})
>>> book.seat("MÉXICO "), book.seat("The Savior")
('mexico', None)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tellers.dossier.folded_names import folded_name
from tellers.dossier.seats import names_of_seats
from tellers.model import UnitId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tellers.model import Body

__all__ = ["NameBook", "folded_name"]


class NameBook:
    """Every name of every seat; each folded once."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take names by seat; the seat's own id is one of them."""
        self._seats: dict[str, UnitId | None] = {}
        for seat, called in names.items():
            for name in (seat, *called):
                self._add(folded_name(name), UnitId(seat))

    @classmethod
    def of(cls, body: Body) -> Self:
        """Return the book of a body."""
        names: dict[str, list[str]] = {seat.id: [] for seat in body.seats}
        for name, seat in names_of_seats(body):
            names[seat].append(name)
        return cls(names)

    def seat(self, name: str) -> UnitId | None:
        """Return the seat a name is of; None where it is of none, or of two."""
        return self._seats.get(folded_name(name))

    def _add(self, folded: str, seat: UnitId) -> None:
        if folded:
            self._seats[folded] = seat if self._seats.get(folded, seat) == seat else None
