"""Rolls of any size, and roll calls on them, for tests of rules."""

from __future__ import annotations

from tellers.model import Position, Roll, RollCall, UnitId


def roll_of(members, *, vacant=0, suspended=0, weights=None, groups=None):
    """A roll of so many members: the last ones without a holder, those before them without a vote."""
    seats = tuple(UnitId(f"m{place}") for place in range(members))
    in_office = seats[: members - vacant]
    return Roll(
        on="2024-07-31",
        reading="",
        members=seats,
        in_office=in_office,
        entitled=in_office[: len(in_office) - suspended],
        called=in_office,
        contested=(),
        weights={name: dict(zip(seats, values, strict=True)) for name, values in (weights or {}).items()},
        groups={name: frozenset(seats[place] for place in held) for name, held in (groups or {}).items()},
    )


def call_of(counts, roll, **more):
    """A roll call in which so many members, from the first on, took each position; the rest none."""
    taken = [position for position, members in counts for _ in range(members)]
    return RollCall(positions=dict(zip(roll.members, map(str, taken), strict=False)), roll=roll, **more)


def votes(yes=0, no=0, abstaining=0, **others):
    """Counts by position: for, against, abstaining, and others by name."""
    named = [(Position(name.replace("_", "-")), members) for name, members in others.items()]
    return [(Position.FOR, yes), (Position.AGAINST, no), (Position.ABSTAIN, abstaining), *named]
