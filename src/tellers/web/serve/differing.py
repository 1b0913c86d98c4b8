"""Where the sources of one unit do not agree: as `tellers.tables.compare` tells it of all units at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tellers.model import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from tellers.model import Contest, FigureId, SourceId
    from tellers.web.serve.archive import HeldRecord

__all__ = ["Sums", "figures_apart", "sums_of", "unread_beside"]

Sums = tuple[tuple["FigureId", tuple["FigureId", ...]], ...]
"""Figures that a source has no column for, each with the columns it is declared the sum of."""


def sums_of(contest: Contest, columns: Collection[FigureId]) -> Sums:
    """Return the figures that a source gives as sums only."""
    found = []
    for declared in contest.figures:
        parts = _parts(contest, columns, declared.id)
        if declared.id not in columns and parts:
            found.append((declared.id, parts))
    return tuple(found)


def _parts(contest: Contest, columns: Collection[FigureId], figure: FigureId) -> tuple[FigureId, ...]:
    """Return the columns that a figure adds up; none where one of them is missing."""
    if figure in columns:
        return (figure,)
    summed = next((declared.sum_of for declared in contest.figures if declared.id == figure), ())
    parts = [_parts(contest, columns, part) for part in summed]
    return tuple(column for part in parts for column in part) if all(parts) else ()


def figures_apart(accounts: Sequence[tuple[HeldRecord, Sums]]) -> set[FigureId]:
    """Return the figures on which two of these records differ.

    A figure that one of the two does not give, or gives no number for, is no difference.
    """
    given = [_numbers(held, sums) for held, sums in accounts]
    return {
        figure
        for first, second in combinations(given, 2)
        for figure, number in first.items()
        if second.get(figure, number) != number
    }


def _numbers(held: HeldRecord, sums: Sums) -> dict[FigureId, int]:
    """Return the figures that have a number, sums of figures that all have one included."""
    found = {figure: number for figure, number in held.record.figures if number is not None}
    for figure, parts in sums:
        if all(part in found for part in parts):
            found[figure] = sum(found[part] for part in parts)
    return found


def unread_beside(held: Mapping[SourceId, Sequence[HeldRecord]], standing: Collection[SourceId]) -> bool:
    """Return whether the reading of a source failed where another has an account, or a failed one too."""
    failed = [
        source
        for source, records in held.items()
        if source not in standing and any(one.record.status is Status.UNREAD for one in records)
    ]
    return bool(failed) and len(standing) + len(failed) > 1
