"""Small bodies by a letter a seat, for tests that try every position of every member."""

from __future__ import annotations

from tellers.model import Body, Change, ChangeKind, RollCall, RollReading, Seat, Text, UnitId, Weight

JOINED = "2000-01-01"


def body(
    names: str,
    *,
    groups: dict[str, str] | None = None,
    weights: dict[str, tuple[int, ...]] | None = None,
    changes: tuple[Change, ...] = (),
    readings: tuple[RollReading, ...] = (),
) -> Body:
    """A body whose seats joined on one day; the values of a weight stand in the order of the seats."""
    seats = tuple(
        Seat(
            id=UnitId(name),
            name=Text.of(name),
            groups=tuple(group for group, inside in (groups or {}).items() if name in inside),
        )
        for name in names
    )
    joined = tuple(Change(seat=seat.id, kind=ChangeKind.JOINED, on=JOINED) for seat in seats)
    return Body(
        id="body",
        name=Text.of("Body"),
        seats=seats,
        changes=(*joined, *changes),
        readings=readings,
        weights=tuple(
            Weight(
                id=weight,
                name=Text.of(weight),
                on=JOINED,
                values=tuple((seat.id, value) for seat, value in zip(seats, values, strict=True)),
            )
            for weight, values in (weights or {}).items()
        ),
    )


def call_of(held: Body, positions: dict[str, str], **more: object) -> RollCall:
    """A roll call on the roll of 2020."""
    return RollCall(
        positions={UnitId(name): position for name, position in positions.items()},
        roll=held.roll_on("2020-01-01"),
        **more,
    )
