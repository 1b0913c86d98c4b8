"""Which sources say the same of an area: what they add up to there is told once, under all their names.

Sources say the same where each figure that both give adds up to one number on as many records, and both have
a record of as many units; as on a sheet, a figure that one of them does not give is no difference.

>>> two = Sum(figures=[5, None], known=[2, 0], units=2)
>>> accounts_of({"v1": two, "v2": replace(two, figures=[5, 7], known=[2, 2]), "qr": replace(two, units=1)})
[('v1', 'v2'), ('qr',)]
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.web.site.counted import Sum

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["accounts_of", "together"]


def accounts_of(sums: dict[str, Sum]) -> list[tuple[str, ...]]:
    """Return the sources that say the same of an area, those of each account together, in their order."""
    groups: list[list[str]] = []
    for source, one in sums.items():
        for group in groups:
            if all(_alike(one, sums[other]) for other in group):
                group.append(source)
                break
        else:
            groups.append([source])
    return [tuple(group) for group in groups]


def _alike(one: Sum, two: Sum) -> bool:
    if one is two:
        return True
    if one.units != two.units or (one.turnout[2] and two.turnout[2] and one.turnout != two.turnout):
        return False
    both = zip(one.figures, two.figures, one.known, two.known, strict=True)
    return all(a is None or b is None or (a, on) == (b, other) for a, b, on, other in both)


def together(sums: Sequence[Sum]) -> Sum:
    """Return what sources that say the same add up to: of each figure what the first gives that gives it."""
    if all(one is sums[0] for one in sums):
        return sums[0]
    figures, known = [], []
    for place, first in enumerate(sums[0].figures):
        given = next((one for one in sums if one.figures[place] is not None), None)
        figures.append(given.figures[place] if given else first)
        known.append(given.known[place] if given else 0)
    turnout = next((one.turnout for one in sums if one.turnout[2]), sums[0].turnout)
    return replace(sums[0], figures=figures, known=known, turnout=turnout)
