"""The roll: who is a member on a day, by dated changes with their reasons and sources.

A body is its seats and everything that was stated to have happened to them: joined, left,
suspended, in arrears, contested, counted and never called. Where that is disputed a change belongs
to a *reading*; the roll of a day is derived under one reading, so that rival memberships stand side
by side and each number says whose it is.

>>> body = Body(id="council", name=Text.of("Council"),
...     seats=(Seat(id=UnitId("a"), name=Text.of("A")), Seat(id=UnitId("b"), name=Text.of("B"))),
...     changes=(Change(seat=UnitId("a"), kind=ChangeKind.JOINED, on="1951-12-13"),
...              Change(seat=UnitId("b"), kind=ChangeKind.JOINED, on="1951-12-13"),
...              Change(seat=UnitId("b"), kind=ChangeKind.LEFT, on="2023-11-19", reading="press")),
...     readings=(RollReading(id="applied", by=Text.of("the chair"), applied=True),
...               RollReading(id="press", by=Text.of("a paper"))))
>>> len(body.roll_on("2024-07-31").members), len(body.roll_on("2024-07-31", reading="press").members)
(2, 1)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tellers.model.ids import UnitId
from tellers.model.text import MEMBER, Text

__all__ = ["Body", "Change", "ChangeKind", "Roll", "RollReading", "Seat", "Weight"]


class ChangeKind(StrEnum):
    """What can happen to a seat; each but joining and leaving has one that ends it."""

    JOINED = "joined"
    LEFT = "left"
    VACATED = "vacated"
    """The seat remains a seat of the body and nobody holds it."""
    FILLED = "filled"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    IN_ARREARS = "in-arrears"
    """Without a vote for what it owes; a member all the same."""
    ARREARS_PAID = "arrears-paid"
    CONTESTED = "contested"
    """Who may speak for the seat is disputed; it changes no number by itself."""
    RECOGNISED = "recognised"
    NOT_CALLED = "not-called"
    """Counted among the members and never called."""
    CALLED = "called"

    @property
    def ends(self) -> ChangeKind | None:
        """Return the kind that this one puts an end to; None where it begins something."""
        return _ENDS.get(self)


_ENDS = {
    ChangeKind.LEFT: ChangeKind.JOINED,
    ChangeKind.FILLED: ChangeKind.VACATED,
    ChangeKind.RESTORED: ChangeKind.SUSPENDED,
    ChangeKind.ARREARS_PAID: ChangeKind.IN_ARREARS,
    ChangeKind.RECOGNISED: ChangeKind.CONTESTED,
    ChangeKind.CALLED: ChangeKind.NOT_CALLED,
}

_OUTLIVES_LEAVING = (ChangeKind.LEFT, ChangeKind.IN_ARREARS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat of the body: a unit of its contests. Its names resolve what a roll call prints."""

    id: UnitId
    name: Text
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Groups it belongs to for good: `permanent`; what a veto or a second majority may ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One dated statement about a seat, and who makes it."""

    seat: UnitId
    kind: ChangeKind
    on: str
    """The day from which it holds, `YYYY-MM-DD`."""
    reason: Text = Text()
    source: Text = Text()
    reading: str = ""
    """The reading that holds it; empty where it is common ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollReading:
    """One reading of a disputed membership, and who holds it; one of them was applied."""

    id: str
    by: Text
    document: str = ""
    note: Text = Text()
    applied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A number for every seat, as population or shares, from a day on."""

    id: str
    name: Text
    on: str
    values: tuple[tuple[UnitId, int], ...]
    source: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The seats of one day under one reading, each set in the body's own order."""

    on: str
    reading: str
    members: tuple[UnitId, ...]
    in_office: tuple[UnitId, ...]
    """Members whose seat is not vacant."""
    entitled: tuple[UnitId, ...]
    """Members in office whose vote is not suspended, for arrears or otherwise."""
    called: tuple[UnitId, ...]
    """Members in office that are called in a roll call, entitled or not."""
    contested: tuple[UnitId, ...]
    weights: dict[str, dict[UnitId, int]] = field(default_factory=dict)
    """By weight: the value of every seat that has one, as it stood that day."""
    groups: dict[str, frozenset[UnitId]] = field(default_factory=dict)
    """By group: its members on that day."""

    def weight_of(self, weight: str, seats: tuple[UnitId, ...]) -> int:
        """Return these seats' weight together; `KeyError` names a weight or a seat without one."""
        values = self.weights[weight]
        return sum(values[seat] for seat in seats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A deliberative body: its seats, what happened to them, and what each of them weighs."""

    id: str
    name: Text
    seats: tuple[Seat, ...]
    changes: tuple[Change, ...]
    readings: tuple[RollReading, ...] = ()
    weights: tuple[Weight, ...] = ()
    unit_name: Text = MEMBER
    profile: str = ""
    """The rules it decides by, a profile's id."""
    note: Text = Text()

    @property
    def applied_reading(self) -> str:
        """Return the id of the reading that was applied, '' where none is disputed."""
        return next((reading.id for reading in self.readings if reading.applied), "")

    @property
    def group_names(self) -> tuple[str, ...]:
        """Return the names of all groups, sorted."""
        return tuple(sorted({group for seat in self.seats for group in seat.groups}))

    def group(self, name: str) -> tuple[UnitId, ...]:
        """Return the seats of a group, in the body's order."""
        return tuple(seat.id for seat in self.seats if name in seat.groups)

    def roll_on(self, day: str, *, reading: str | None = None) -> Roll:
        """Return the roll of a day under a reading, the applied one where none is named.

        A change holds from its own day on; of two on one day the later in the list holds. A
        change of another reading is not seen. Cost: one pass over the changes.
        """
        named = self.applied_reading if reading is None else reading
        state = self.standing_on(day, reading=named)
        members = tuple(seat for seat, kinds in state.items() if ChangeKind.JOINED in kinds)
        in_office = tuple(seat for seat in members if ChangeKind.VACATED not in state[seat])
        without = {ChangeKind.SUSPENDED, ChangeKind.IN_ARREARS}
        return Roll(
            on=day,
            reading=named,
            members=members,
            in_office=in_office,
            entitled=tuple(seat for seat in in_office if not without & state[seat].keys()),
            called=tuple(seat for seat in in_office if ChangeKind.NOT_CALLED not in state[seat]),
            contested=tuple(seat for seat in members if ChangeKind.CONTESTED in state[seat]),
            weights=self._weights_on(day),
            groups={name: frozenset(self.group(name)) & set(members) for name in self.group_names},
        )

    def standing_on(self, day: str, *, reading: str | None = None) -> dict[UnitId, dict[ChangeKind, Change]]:
        """Return, for each seat, the changes that stand on a day under a reading, by kind.

        A change that ends another takes its place: a seat that left has no joining that stands. What is
        stated twice stands since the first time. What was so of a membership ends with it: who left and
        joins again comes with the vote of a new member; only what it owes is owed still.
        """
        named = self.applied_reading if reading is None else reading
        held = [change for change in self.changes if change.reading in {"", named} and change.on <= day]
        standing: dict[UnitId, dict[ChangeKind, Change]] = {seat.id: {} for seat in self.seats}
        begins = {ended: kind for kind, ended in _ENDS.items()}
        for change in sorted(held, key=lambda change: change.on):
            other = _ENDS.get(change.kind) or begins[change.kind]
            standing[change.seat].pop(other, None)
            standing[change.seat].setdefault(change.kind, change)
            if change.kind is ChangeKind.LEFT:
                ended = standing[change.seat]
                standing[change.seat] = {kind: ended[kind] for kind in _OUTLIVES_LEAVING if kind in ended}
        return standing

    def _weights_on(self, day: str) -> dict[str, dict[UnitId, int]]:
        """Return each weight as last stated on or before a day."""
        held = sorted((weight for weight in self.weights if weight.on <= day), key=lambda weight: weight.on)
        return {weight.id: dict(weight.values) for weight in held}
