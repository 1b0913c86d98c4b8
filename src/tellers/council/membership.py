"""What each seat is on a day, since when and who says so; and the numbers that follow, by reading.

The numbers are what a majority is counted on. Where readings of the membership differ they stand
side by side, and none is preferred but the one that was applied.

>>> from tellers.dossier.body_file import read_body
>>> body = read_body(b'''
... id = "council"
... name = "Council"
... seat = [
...   { id = "a", name = "A", joined = "1951-12-13" },
...   { id = "b", name = "B", joined = "1951-12-13" },
... ]
... change = [ { seat = "b", what = "left", on = "2023-11-19", reading = "press" } ]
... reading = [ { id = "applied", by = "the chair", applied = true }, { id = "press", by = "a paper" } ]
... ''', where="body.toml")
>>> [(state.seat, state.kind.value, state.since) for state in seat_states(body, "2024-01-01", "press")]
[('a', 'joined', '1951-12-13'), ('b', 'left', '2023-11-19')]
>>> [(numbers.reading, numbers.members) for numbers in roll_numbers(body, "2024-01-01")]
[('applied', 2), ('press', 1)]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import Change, ChangeKind, UnitId

if TYPE_CHECKING:
    from tellers.model import Body, Roll

__all__ = ["RollNumbers", "SeatState", "readings_of", "roll_numbers", "seat_states"]

_SPECIAL = (
    ChangeKind.VACATED,
    ChangeKind.SUSPENDED,
    ChangeKind.IN_ARREARS,
    ChangeKind.CONTESTED,
    ChangeKind.NOT_CALLED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatState:
    """One thing that is so of a seat on a day; a seat may have several."""

    seat: UnitId
    kind: ChangeKind | None
    """None before its first change: not a member yet."""
    change: Change | None = None

    @property
    def since(self) -> str:
        """Return the day from which it is so, '' where nobody says."""
        return self.change.on if self.change else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollNumbers:
    """The numbers of one day under one reading."""

    reading: str
    applied: bool
    roll: Roll

    @property
    def members(self) -> int:
        """Return how many members the body has."""
        return len(self.roll.members)

    @property
    def in_office(self) -> int:
        """Return how many seats somebody holds."""
        return len(self.roll.in_office)

    @property
    def entitled(self) -> int:
        """Return how many have a vote."""
        return len(self.roll.entitled)

    @property
    def called(self) -> int:
        """Return how many are called in a roll call."""
        return len(self.roll.called)


def seat_states(body: Body, day: str, reading: str | None = None) -> tuple[SeatState, ...]:
    """Return what is so of every seat on a day under a reading, in the body's order."""
    states = []
    for seat, standing in body.standing_on(day, reading=reading).items():
        joined = standing.get(ChangeKind.JOINED)
        special = [standing[kind] for kind in _SPECIAL if kind in standing] if joined else []
        left = standing.get(ChangeKind.LEFT)
        told = special or [change for change in (joined or left,) if change]
        states += [SeatState(seat=seat, kind=change.kind, change=change) for change in told]
        states += [] if told else [SeatState(seat=seat, kind=None)]
    return tuple(states)


def readings_of(body: Body) -> tuple[str, ...]:
    """Return the readings to show, the applied one first; '' is what is common ground."""
    rivals = [reading.id for reading in body.readings if not reading.applied]
    return (body.applied_reading, *rivals)


def roll_numbers(body: Body, day: str) -> tuple[RollNumbers, ...]:
    """Return the numbers of a day under every reading, the applied one first."""
    return tuple(
        RollNumbers(reading=one, applied=not place, roll=body.roll_on(day, reading=one))
        for place, one in enumerate(readings_of(body))
    )
