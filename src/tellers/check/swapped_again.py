"""How other sources give the sheets whose figures fit better exchanged.

Where another source has a record of the same unit, it says whether the two figures were copied
into each other's boxes on the way from the sheet: it then gives them exchanged. Where it gives
the same two, that way is closed, as far as the other source did not copy this one.

>>> Again(sources=2, same=1, exchanged=1).all_same
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables import two_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.check.case import Case
    from tellers.check.swapped_screen import Suspect
    from tellers.model import OptionId, SourceId

__all__ = ["Again", "read_again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One unit in the other sources: how many give both figures, and how many give them so."""

    sources: int
    same: int
    exchanged: int
    """Equal figures are the same, and never counted here."""

    @property
    def all_same(self) -> bool:
        """Return whether there is another source, and every one gives the same two figures."""
        return 0 < self.sources == self.same


def read_again(
    case: Case, source: SourceId, found: Sequence[tuple[Suspect, tuple[OptionId, OptionId]]]
) -> list[Again]:
    """Return, suspect by suspect, how the other sources give its two figures.

    Cost: a scan of each other source for each pair of options.
    """
    others = [other for other in case.sources if other != source]
    read: dict[tuple[OptionId, OptionId], list[dict[str, tuple[int, int]]]] = {}
    for pair in dict.fromkeys(pair for _, pair in found):
        units = [str(suspect.unit) for suspect, its in found if its == pair]
        read[pair] = [two_figures(case.tables, case.contest, other, pair, units) for other in others]
    again = []
    for suspect, pair in found:
        here, unit = (suspect.first, suspect.second), str(suspect.unit)
        there = [figures[unit] for figures in read[pair] if unit in figures]
        same = sum(figures == here for figures in there)
        turned = sum(figures == here[::-1] != here for figures in there)
        again.append(Again(sources=len(there), same=same, exchanged=turned))
    return again
