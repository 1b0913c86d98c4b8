"""The numbers of a row's entries, written as steps from the row above: a country has tens of thousands.

Units stand in the order in which most sources give them, so that most entries follow each other. A number is
the step from that at the same place in the last row that has one there, and nothing at all is a step of one;
the first at a place is an entry's index. script/ui/sheet_rows.js reads it.

>>> steps = EntrySteps()
>>> [steps.write(row) for row in ([12, 2454], [13, 2455], [900, 2456], [899], [900, 7])]
['12,2454', ',', '887,', '-1', ',-2449']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EntrySteps"]


class EntrySteps:
    """Writes the rows of one table, from above."""

    def __init__(self) -> None:
        """Begin a table."""
        self._last: list[int] = []

    def write(self, entries: Iterable[int]) -> str:
        """Return a row's entries."""
        told = []
        for place, index in enumerate(entries):
            if place == len(self._last):
                self._last.append(index)
                told.append(str(index))
                continue
            step = index - self._last[place]
            self._last[place] = index
            told.append("" if step == 1 else str(step))
        return ",".join(told)
