"""The order of a roll call: alphabetical, from a name drawn by lot with a public seed.

The draw, which anybody can do again: put the seed on the first line and every seat called on a line of
its own after it, in the body's order, then the number of the try, 0 first; take SHA-256 of these bytes
(UTF-8, each line with its end). Read as a whole number, it is used if it is below the largest multiple
of n that fits in 256 bits, else the next try is made, so that no seat is drawn more often than another
(n is the number of seats; a second try comes less often than once in 2**240). The number modulo n is
the place of the seat drawn, counted from 0.

The order is that of the names in one language, accents and case aside (`alphabetical_key`). Rule 87
of the UN General Assembly has a name drawn by lot and the English alphabetical order from there on
(named from memory in research on decision rules, section 1.2).

>>> lot = draw("closing figures of 30 July 2024", tuple(map(UnitId, ("chile", "peru", "cuba"))))
>>> lot.drawn, lot.place, lot.tries
('cuba', 2, 1)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.council.seat_names import alphabetical_key
from tellers.model import UnitId

if TYPE_CHECKING:
    from tellers.model import Body

__all__ = ["Lot", "calling_order", "draw", "draws_of"]

_BITS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A draw and everything it takes to do it again."""

    seed: str
    seats: tuple[UnitId, ...]
    digest: str
    """SHA-256, in hexadecimal, of the try that was used."""
    tries: int
    place: int
    announced: str = ""
    """How the seed was announced before anybody could know it; '' where it was not."""
    record: int = 0
    """The number of its entry in the journal, 0 outside a sitting."""
    earlier: tuple[Lot, ...] = ()
    """Draws before this one that nobody was called by: who draws until it suits is seen to."""

    @property
    def drawn(self) -> UnitId:
        """Return the seat that is called first."""
        return self.seats[self.place]


def draw(seed: str, seats: tuple[UnitId, ...]) -> Lot:
    """Return the seat that a seed draws among these; `ValueError` where there is no seat."""
    if not seats:
        message = "nobody is called, so nobody can be drawn"
        raise ValueError(message)
    limit = 2**_BITS - 2**_BITS % len(seats)
    tried = 0
    while True:
        lines = "".join(f"{line}\n" for line in (seed, *seats, str(tried)))
        digest = hashlib.sha256(lines.encode()).hexdigest()
        tried += 1
        if int(digest, 16) < limit:
            place = int(digest, 16) % len(seats)
            return Lot(seed=seed, seats=seats, digest=digest, tries=tried, place=place)


def draws_of(lot: Lot) -> tuple[Lot, ...]:
    """Return every draw that came to an order, in the order drawn; the last is the one in force."""
    return (*lot.earlier, lot)


def calling_order(
    body: Body, seats: tuple[UnitId, ...], language: str, first: UnitId | None = None
) -> tuple[UnitId, ...]:
    """Return the seats in the alphabetical order of a language, from `first` on and round again."""
    names = {seat.id: seat.name.in_language(language) or str(seat.id) for seat in body.seats}
    ordered = sorted(seats, key=lambda seat: (alphabetical_key(names[seat]), seat))
    if first not in ordered:
        return tuple(ordered)
    start = ordered.index(first)
    return (*ordered[start:], *ordered[:start])
