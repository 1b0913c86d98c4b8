"""Which seat a name means: its id, its name in any language, an alias, or the beginning of one of them.

Accents, case and punctuation do not tell two names apart, as in the matching of records
(`tellers.dossier.naming`). A beginning is enough where it is the beginning of one seat's name only;
where it is of several, nobody guesses.

>>> seats = (Seat(id=UnitId("mexico"), name=Text((("en", "Mexico"), ("es", "México")))),
...          Seat(id=UnitId("saint-lucia"), name=Text.of("Saint Lucia")),
...          Seat(id=UnitId("saint-vincent"), name=Text.of("Saint Vincent")))
>>> find_seats(seats, "MÉX"), find_seats(seats, "saint l"), find_seats(seats, "saint"), find_seats(seats, "x")
(('mexico',), ('saint-lucia',), ('saint-lucia', 'saint-vincent'), ())
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tellers.council.names import folded_name
from tellers.errors import UsageError
from tellers.model import Seat, Text, UnitId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["alphabetical_key", "find_seats", "name_of_seat", "seat_named"]

_ = Text  # a name the doctest uses


def alphabetical_key(name: str) -> str:
    """Return what names are put in order by: accents taken off, then case folded.

    So `Perú` stands where `Peru` does and ñ as n. That is the order of an English list of states, and
    not that of every language's dictionary.
    """
    apart = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def name_of_seat(seat: Seat, language: str) -> str:
    """Return what a seat is called in a language, its id where it has no name."""
    return seat.name.in_language(language) or str(seat.id)


def find_seats(seats: Sequence[Seat], said: str) -> tuple[UnitId, ...]:
    """Return the seats that these words may mean: exactly one, several to ask about, or none."""
    wanted = folded_name(said)
    if not wanted:
        return ()
    exact = [seat.id for seat in seats if said == seat.id or wanted in _names(seat)]
    if exact:
        return tuple(exact)
    begun = [seat.id for seat in seats if any(name.startswith(wanted) for name in _names(seat))]
    if begun:
        return tuple(begun)
    inside = [seat.id for seat in seats if any(f" {wanted}" in name for name in _names(seat))]
    return tuple(inside)


def _names(seat: Seat) -> Iterable[str]:
    every = [str(seat.id), *(words for _, words in seat.name.entries), *seat.aliases]
    return {folded_name(name) for name in every}


def seat_named(seats: Sequence[Seat], said: str) -> UnitId:
    """Return the one seat these words mean; `UsageError` says which they may mean, or that there is none."""
    found = find_seats(seats, said)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{said!r} may be several seats", expected=", ".join(found))
    raise UsageError(f"no seat is called {said!r}", expected=", ".join(seat.id for seat in seats[:40]))
