"""Who took which position in a roll call: the standing records of a source, one figure of each a 1.

Only for contests whose units are members: a council has some hundreds of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import quoted

if TYPE_CHECKING:
    from collections.abc import Collection

    from tellers.model import Contest, SourceId
    from tellers.tables.engine import Tables

__all__ = ["UnitPosition", "list_positions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPosition:
    """One member and the figure that its standing record holds; '' for a record without any."""

    unit: str
    figure: str


def list_positions(
    tables: Tables, contest: Contest, source: SourceId, among: Collection[str]
) -> list[UnitPosition]:
    """Return every standing record and each of these figures that it holds, in the order of the records.

    Corrections are applied: a record that another replaces does not stand.
    """
    held = [figure for figure in tables.figures[contest.id, source] if figure in among]
    columns = "".join(f", {quoted(figure)}" for figure in held)
    rows = tables.query(
        f"select unit{columns} from {tables.standing(contest.id, source)} order by record, unit"
    )
    positions = []
    for unit, *numbers in rows:
        found = [str(figure) for figure, number in zip(held, numbers, strict=True) if number]
        positions += [UnitPosition(unit=unit, figure=figure) for figure in found or [""]]
    return positions
