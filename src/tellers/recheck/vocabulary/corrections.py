"""Words about corrections: records that replace others, what is wrong with the link, what it changed.

A link is unsound when it is *dangling* (the record it replaces is not there), names a record of an
*other-unit*, belongs to a chain that returns to itself (*circular*), or is not the first to replace
that record (*forked*); of several faults the first in this order is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tellers.recheck.sheets import NOTHING, Sheets

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]


class Link(NamedTuple):
    """One link: the row that replaces, the row replaced (-1 if it is not there), what is wrong."""

    row: int
    replaced: int
    fault: str


def _links(ground: Ground, source: str) -> list[Link]:
    return ground.once(("links", source), lambda: list(_find_links(ground.sheets(source))))


def _find_links(sheets: Sheets) -> list[Link]:
    rows = {record: row for row, record in enumerate(sheets.record)}
    replaces = {
        record: other
        for record, other in zip(sheets.record, sheets.replaces, strict=True)
        if other != NOTHING
    }
    circular = _circular(replaces)
    taken: set[int] = set()
    found = []
    for record in sorted(replaces):
        other = replaces[record]
        row, replaced = rows[record], rows.get(other, -1)
        fault = ""
        if replaced < 0:
            fault = "dangling"
        elif sheets.unit[replaced] != sheets.unit[row]:
            fault = "other-unit"
        elif record in circular:
            fault = "circular"
        elif other in taken:
            fault = "forked"
        taken.add(other)
        found.append(Link(row, replaced, fault))
    return found


def _circular(replaces: dict[int, int]) -> set[int]:
    """Return the records from which following the links never ends."""
    ends: set[int] = set()
    circular: set[int] = set()
    for record in replaces:
        path: dict[int, None] = {}
        here = record
        while here in replaces and here not in ends and here not in circular and here not in path:
            path[here] = None
            here = replaces[here]
        (circular if here in circular or here in path else ends).update(path)
    return circular


def links(ground: Ground, source: str) -> int:
    """Records that replace another."""
    return len(_links(ground, source))


def units_corrected(ground: Ground, source: str) -> int:
    """Units with a record that replaces another."""
    unit = ground.sheets(source).unit
    return len({unit[link.row] for link in _links(ground, source)})


def unsound_links(ground: Ground, source: str, fault: str = "") -> int:
    """Unsound links; with a fault (dangling, other-unit, circular, forked), those that have it."""
    return sum(bool(link.fault) and fault in {"", link.fault} for link in _links(ground, source))


def unsound_votes(ground: Ground, source: str) -> int:
    """Votes for options on the records with an unsound link."""
    sheets = ground.sheets(source)
    rows = [link.row for link in _links(ground, source) if link.fault]
    return sum(sheets.value(option, row) or 0 for row in rows for option in ground.options)


def corrected(ground: Ground, source: str, option: str) -> int:
    """Votes an option gained (or lost) by all sound links; only counted records have votes."""
    ground.option(option)
    sheets = ground.sheets(source)

    def votes(row: int) -> int:
        return (sheets.value(option, row) or 0) if sheets.status[row] == "counted" else 0

    return sum(votes(link.row) - votes(link.replaced) for link in _links(ground, source) if not link.fault)


def _withdrawn(ground: Ground, source: str) -> list[int]:
    """Return the rows that withdraw a unit which no standing record accounts for."""
    sheets = ground.sheets(source)
    standing = {sheets.unit[row] for row in sheets.standing}
    return [
        row
        for row, (unit, status) in enumerate(zip(sheets.unit, sheets.status, strict=True))
        if status == "withdrawn" and unit not in standing
    ]


def withdrawn(ground: Ground, source: str) -> int:
    """Units whose account was taken back and not replaced."""
    unit = ground.sheets(source).unit
    return len({unit[row] for row in _withdrawn(ground, source)})


def withdrawn_votes(ground: Ground, source: str) -> int:
    """Votes for options on the accounts that were taken back."""
    sheets = ground.sheets(source)
    rows = {record: row for row, record in enumerate(sheets.record)}
    taken = [
        row if sheets.replaces[row] == NOTHING else rows.get(sheets.replaces[row], -1)
        for row in _withdrawn(ground, source)
    ]
    return sum(sheets.value(option, row) or 0 for row in taken if row >= 0 for option in ground.options)


WORDS = (links, units_corrected, unsound_links, unsound_votes, corrected, withdrawn, withdrawn_votes)
