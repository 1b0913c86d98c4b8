"""A roll call: who took which position when one question was put, on the roll of that day.

>>> RollCall(positions={UnitId("a"): "for"}, roll=Roll(on="2024-07-31", reading="", members=(UnitId("a"),),
...     in_office=(), entitled=(), called=(), contested=())).without_position
()
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tellers.model.ids import OptionId, UnitId
from tellers.model.position import Position
from tellers.model.roll import Roll

__all__ = ["OPTIONS", "RollCall"]

OPTIONS = (OptionId(Position.FOR), OptionId(Position.AGAINST), OptionId(Position.ABSTAIN))
"""The options of a roll call on a text; an election has persons instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """The positions of members on one question; a position is an option's id or a `Position`."""

    positions: Mapping[UnitId, str]
    roll: Roll
    options: tuple[OptionId, ...] = OPTIONS
    casting: OptionId | None = None
    """The casting vote, where one was used."""
    attending: int | None = None
    """How many were there when the question was put, where that was recorded apart from the vote."""
    members: int | None = None
    """How many members are counted, where another number than the roll's was stated; of heads only."""

    @property
    def without_position(self) -> tuple[UnitId, ...]:
        """Return the members of the roll that the call says nothing of, in the body's order."""
        return tuple(seat for seat in self.roll.members if seat not in self.positions)
