"""A record: one source's account of one unit in one contest. Never edited.

A correction is a new record that names the one it replaces. A figure is a whole number, or it
is unread (on the sheet, but illegible or empty), or the sheet does not carry it; the last two
are told apart and neither is zero.

>>> record = Record(id=RecordId("v1/2"), contest=ContestId("president"), source=SourceId("v1"),
...     unit=UnitId("010113042.01"), figures=((FigureId("A"), 232), (FigureId("B"), None)),
...     unread=(FigureId("B"),))
>>> record.figure(FigureId("A")), record.figure(FigureId("B")), record.figure(FigureId("C"))
(232, <Missing.UNREAD: 'unread'>, <Missing.NOT_ON_SHEET: 'not on the sheet'>)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tellers.model.ids import ContestId, FigureId, RecordId, SourceId, UnitId

__all__ = ["Missing", "Record", "Status"]


class Missing(StrEnum):
    """Why a figure has no number."""

    UNREAD = "unread"
    NOT_ON_SHEET = "not on the sheet"


class Status(StrEnum):
    """What the source says became of the unit's account."""

    COUNTED = "counted"
    ANNULLED = "annulled"
    """Counted, then declared void: it no longer adds to any total."""
    NOT_INSTALLED = "not-installed"
    """The unit never opened: it has no votes, and will have none."""
    NOT_CALLED = "not-called"
    """A member that is counted and was never called: it has no position, and will have none."""
    PENDING = "pending"
    """The source knows the unit and has not published its account yet."""
    WITHDRAWN = "withdrawn"
    """Published once, then taken back without a new account."""
    POOLED = "pooled"
    """Added up with other small sheets in one record, so that no single ballot shows."""
    UNREAD = "unread"
    """A reading that failed: the sheet exists and none of its figures was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One source's account of one unit, with the place it was read from."""

    id: RecordId
    contest: ContestId
    source: SourceId
    unit: UnitId
    figures: tuple[tuple[FigureId, int | None], ...]
    status: Status = Status.COUNTED
    unread: tuple[FigureId, ...] = ()
    replaces: RecordId | None = None
    reason: str = ""
    row: int = 0
    """The row of the source's table it was read from, its header being row 1; 0 if none."""
    image: str = ""
    """The sheet's photograph: its file name without any address."""
    image_sha256: str = ""

    def figure(self, figure: FigureId) -> int | Missing:
        """Return the number, or why there is none."""
        number = dict(self.figures).get(figure)
        if number is not None:
            return number
        if figure in self.unread or self.status is Status.UNREAD:
            return Missing.UNREAD
        return Missing.NOT_ON_SHEET
