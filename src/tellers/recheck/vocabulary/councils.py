"""Words about a body and its roll: who was a member on the day, what members weigh, who has a veto.

The roll is derived here from `body.toml` alone: changes up to the day of the contest, those of the
reading applied and those that are common ground, in the order of their days. A weight is the last one
stated on or before the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS", "held", "rolled", "weighed"]

ENDS = {
    "left": "joined",
    "filled": "vacated",
    "restored": "suspended",
    "arrears-paid": "in-arrears",
    "recognised": "contested",
    "called": "not-called",
}


def _body(ground: Ground) -> dict[str, Any]:
    body = ground.folder.body
    if not body:
        raise ground.refuse("the dossier has no body", "body.toml")
    return body


def _states(ground: Ground, reading: str | None = None) -> dict[str, set[str]]:
    """Return what holds of every seat on the day of the contest, under a reading."""
    body = _body(ground)
    applied = [one["id"] for one in body.get("reading", []) if one.get("applied")]
    if reading is None:
        reading = applied[0] if applied else ""
    day = str(ground.contest.get("date", ""))
    joined = [("joined", seat["id"], seat["joined"]) for seat in body["seat"] if seat.get("joined")]
    changes = [
        (one["what"], one["seat"], one["on"])
        for one in body.get("change", [])
        if one.get("reading", "") in {"", reading}
    ]
    states: dict[str, set[str]] = {seat["id"]: set() for seat in body["seat"]}
    for what, seat, _ in sorted((one for one in joined + changes if one[2] <= day), key=lambda one: one[2]):
        if what == "left":
            states[seat] &= {"in-arrears"}  # what it owes is all that a membership leaves behind
        elif what in ENDS:
            states[seat].discard(ENDS[what])
        else:
            states[seat].add(what)
    return states


def _seats(ground: Ground, base: str, source: str) -> list[str]:
    """Return the members that a base is of; the entitled without those a source records as not entitled.

    A party to the matter has a vote that day, and by the source none on this question.
    """
    members = {seat: state for seat, state in _states(ground).items() if "joined" in state}
    if base == "members":
        return list(members)
    in_office = {seat: state for seat, state in members.items() if "vacated" not in state}
    if base == "in-office":
        return list(in_office)
    if base not in {"entitled", "without-parties"}:
        raise ground.refuse("no base of the roll", base)
    without = set(_units_with(ground, source, "not-entitled"))
    voting = [seat for seat, state in in_office.items() if not {"suspended", "in-arrears"} & state]
    if base == "without-parties":
        parties = without & set(voting)
        return [seat for seat in members if seat not in parties]
    return [seat for seat in voting if seat not in without]


def _units_with(ground: Ground, source: str, figure: str) -> list[str]:
    """Return the units of which a source's standing record has a 1 in a figure."""
    sheets = ground.sheets(source)
    if not sheets.knows(figure):
        return []
    return [sheets.unit[row] for row in sheets.standing if sheets.value(figure, row) == 1]


def _weights(ground: Ground, weight: str) -> dict[str, int]:
    """Return the value of every seat, as last stated on or before the day."""
    day = str(ground.contest.get("date", ""))
    stated = [one for one in _body(ground).get("weight", []) if one["id"] == weight and one["on"] <= day]
    if not stated:
        raise ground.refuse("the body has no such weight on that day", weight)
    _, last = max(enumerate(stated), key=lambda pair: (pair[1]["on"], pair[0]))
    return dict(last.get("values", {}))


def rolled(ground: Ground, base: str, weight: str, source: str) -> int:
    """Members, members in office or entitled members on the day, by head or in a weight."""
    seats = _seats(ground, base, source)
    if not weight:
        return len(seats)
    values = _weights(ground, weight)
    return sum(values[seat] for seat in seats)


def weighed(ground: Ground, source: str, weight: str, figures: str) -> int:
    """What the members together weigh whom a source records in one of these positions."""
    values = _weights(ground, weight)
    return sum(
        values.get(unit, 0) for name in ground.split(figures) for unit in _units_with(ground, source, name)
    )


def held(ground: Ground, source: str, group: str, figures: str) -> int:
    """How many members of a group a source records in one of these positions."""
    members = {seat for seat, state in _states(ground).items() if "joined" in state}
    inside = {seat["id"] for seat in _body(ground)["seat"] if group in seat.get("groups", [])} & members
    return sum(unit in inside for name in ground.split(figures) for unit in _units_with(ground, source, name))


def members_by(ground: Ground, reading: str) -> int:
    """How many members the body had on the day, under one reading of its membership."""
    return sum("joined" in state for state in _states(ground, reading).values())


def roll_readings(ground: Ground) -> int:
    """How many readings of its membership the body's file tells."""
    return len(_body(ground).get("reading", []))


def uncalled(ground: Ground) -> int:
    """Members on the day that are counted and never called, or whose seat is vacant."""
    return sum(
        "joined" in state and bool({"vacated", "not-called"} & state) for state in _states(ground).values()
    )


def contested(ground: Ground) -> int:
    """Members on the day whose seat is contested."""
    return sum({"joined", "contested"} <= state for state in _states(ground).values())


def strangers(ground: Ground, source: str) -> int:
    """Units that a source records as voting and that are no member on the day."""
    members = {seat for seat, state in _states(ground).items() if "joined" in state}
    return sum(unit not in members for unit in _voting(ground, source))


def barred(ground: Ground, source: str) -> int:
    """Members that a source records as voting and that have no vote on the day."""
    states = {seat: state for seat, state in _states(ground).items() if "joined" in state}
    without = {"suspended", "in-arrears", "vacated"}
    return sum(unit in states and bool(without & states[unit]) for unit in _voting(ground, source))


def _voting(ground: Ground, source: str) -> list[str]:
    """Return the units of which a source's record has one 1 in all, in an option."""
    sheets = ground.sheets(source)
    positions = [one["id"] for one in ground.figures if one.get("role") == "position"]
    given = [figure for figure in [*ground.options, *positions] if sheets.knows(figure)]
    found = []
    for row in sheets.standing:
        taken = {figure: sheets.value(figure, row) or 0 for figure in given}
        if sum(taken.values()) == 1 and any(taken.get(option) for option in ground.options):
            found.append(sheets.unit[row])
    return found


WORDS = (rolled, weighed, held, members_by, roll_readings, uncalled, contested, strangers, barred)
