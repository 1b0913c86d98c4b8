"""A draw of lots as a recorded state: what is to be drawn among whom, and the draw that was made.

Nothing is drawn here, ever. A count that comes to a lot stops and says so (`Lot`); when the lot was
drawn, where everybody could see it, what came out is written down with its source (`Draw`), and the
same count with that draw goes on. Two countings of the same papers so give the same result.

>>> lot = Lot(purpose="seat", at=5, among=(OptionId("A"), OptionId("B")), take=1)
>>> drawn_for(lot, ()) is None
True
>>> draw = Draw(lot=lot, chosen=(OptionId("B"),), source="minutes of the board, page 3")
>>> drawn_for(lot, (draw,)).chosen
('B',)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.model import OptionId

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PURPOSES", "Draw", "Lot", "drawn_for", "verify_draws"]

PURPOSES = ("seat", "remainder", "exclude", "transfer", "elect")
"""What a lot can be for: a seat of a divisor method, one by remainder, whom to exclude, whose surplus
goes first, who is elected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot that has to be drawn: so many are taken from among these, for this."""

    purpose: str
    at: int
    """The number of the seat, or of the stage of a ranked count; 1 for remainders."""
    among: tuple[OptionId, ...]
    """Sorted, so that the same lot is the same value."""
    take: int
    place: str = ""
    """The district or alliance it is drawn in; empty where there is only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A lot that was drawn, what came out, and who says so."""

    lot: Lot
    chosen: tuple[OptionId, ...]
    source: str


def drawn_for(lot: Lot, draws: Sequence[Draw]) -> Draw | None:
    """Return the draw of exactly this lot, or None where none is recorded."""
    return next((draw for draw in draws if draw.lot == lot), None)


def verify_draws(draws: Sequence[Draw]) -> None:
    """Return nothing where each draw is one; `ValueError` where it takes too many, or others, or twice."""
    for draw in draws:
        lot, chosen = draw.lot, set(draw.chosen)
        if lot.purpose not in PURPOSES:
            message = f"a draw's purpose is one of {', '.join(PURPOSES)}, not {lot.purpose[:60]!r}"
            raise ValueError(message)
        if not 0 < lot.take < len(set(lot.among)) or lot.among != tuple(sorted(set(lot.among))):
            message = f"a draw is among two or more, each named once in their order, not {lot.among}"
            raise ValueError(message)
        if len(chosen) != lot.take or len(draw.chosen) != lot.take or not chosen <= set(lot.among):
            message = f"a draw of {lot.take} among {', '.join(lot.among)} cannot give {draw.chosen}"
            raise ValueError(message)
        if not draw.source:
            message = f"the draw among {', '.join(lot.among)} has no source"
            raise ValueError(message)
    if len({draw.lot for draw in draws}) < len(draws):
        message = "the same lot is recorded twice"
        raise ValueError(message)


def placed(lot: Lot, place: str) -> Lot:
    """Return the same lot in a district or alliance, within the place it has already.

    >>> placed(Lot(purpose="seat", at=1, among=(), take=1, place="left"), "Soria").place
    'Soria/left'
    """
    return replace(lot, place=f"{place}/{lot.place}" if lot.place else place)
