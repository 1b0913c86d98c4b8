"""Of an open vote of a small body: every member in the order of the roll, with its position in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import Status
from tellers.report.telling import NOTHING
from tellers.tables import UNMATCHED
from tellers.web.site.told import Named

if TYPE_CHECKING:
    from tellers.web.site.layout import Area, Unit
    from tellers.web.site.standing import Stood
    from tellers.web.site.told import Teller

__all__ = ["Positions", "positions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """A table of members by source."""

    sources: tuple[Named, ...]
    rows: tuple[tuple[Named, tuple[str, ...]], ...]


def positions_of(teller: Teller, area: Area) -> Positions | None:
    """Return the positions on a page; None for a secret vote, one of areas, or one without records."""
    telling = teller.telling
    if telling.case.contest.secret or area.level >= 0 or not telling.case.sources:
        return None
    sources = tuple(str(source) for source in telling.case.sources)
    return Positions(
        sources=tuple(Named(one, telling.write(one, "source")) for one in sources),
        rows=tuple((_member(teller, unit), _cells(teller, unit, sources)) for unit in area.units),
    )


def _member(teller: Teller, unit: Unit) -> Named:
    name = teller.telling.seat(unit.id)
    return Named(unit.id, f"“{name}”" if unit.id.startswith(UNMATCHED) else name)


def _cells(teller: Teller, unit: Unit, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return what each source says of a member, marked where the main one says otherwise."""
    stood = teller.count.sheet(unit.id).stood
    main = next((_position(teller, one) for one in stood if one.source == teller.telling.source), "")
    corrected = teller.words["script-sheets-corrected"]
    cells = []
    for source in sources:
        words = [(_position(teller, one), one.corrected) for one in stood if one.source == source]
        apart = "≠ " if main and any(word != main for word, _ in words) else ""
        told = "; ".join(f"{word} ({corrected})" if again else word for word, again in words)
        cells.append(apart + (told or NOTHING))
    return tuple(cells)


def _position(teller: Teller, record: Stood) -> str:
    """Return a record in words: the figure that has its whole weight, else every figure it gives."""
    if record.status != Status.COUNTED:
        return teller.words[f"script-status-{record.status}"]
    held = {figure: votes for figure, votes in record.figures.items() if votes}
    if not any(votes is not None for votes in record.figures.values()):
        return teller.words["script-status-unread"]
    write = teller.telling.write
    if len(held) == 1:
        (figure, votes), *_ = held.items()
        return write(figure, "figure") if votes == 1 else f"{write(figure, 'figure')} {write(votes)}"
    return ", ".join(f"{write(figure, 'figure')} {write(votes)}" for figure, votes in held.items()) or "0"
