"""What the published tables of votes share: ids, totals by their words, cells that say nothing.

>>> seat_of(" 7"), seat_of("7")
(None, '7')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tellers.formats.position_words import PositionWords
from tellers.formats.remarks import Remark
from tellers.model import Position, UnitId

__all__ = ["drop_blank", "names_in_line", "remarks_of", "seat_of", "whole_totals"]


def seat_of(cell: str) -> UnitId | None:
    """Return an id in our form, or None."""
    try:
        return UnitId(cell)
    except ValueError:
        return None


def drop_blank(cells: Sequence[tuple[str, str]], columns: Collection[str]) -> list[tuple[str, str]]:
    """Return a row without the empty cells of the format's own columns; those of others are kept."""
    return [(name, cell) for name, cell in cells if cell or name not in columns]


def whole_totals(counts: Mapping[str, int], words: PositionWords) -> tuple[tuple[Position, int], ...]:
    """Return totals by position, in our order; a word that is none of the format's is left out."""
    found: dict[Position, int] = {}
    for word, number in counts.items():
        position = words.read(word)
        if position is not None:
            found.setdefault(position, number)
    return tuple((position, found[position]) for position in Position if position in found)


def names_in_line(head: bytes) -> set[str]:
    """Return the column names in the first line of a CSV file."""
    line = head.decode("utf-8", "replace").lstrip("\ufeff").partition("\n")[0]
    return {name.strip('"\r ') for name in line.split(",")}


def remarks_of(noted: Counter[tuple[str, str]]) -> tuple[Remark, ...]:
    """Return what was counted on reading, by key and what it is shown with."""
    return tuple(Remark(key=key, count=count, shown=shown[:200]) for (key, shown), count in noted.items())
