"""The records of a source one by one, as model objects; recomputed from Parquet in tests/tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.model import FigureId, Record, RecordId, Status, UnitId
from tellers.tables.engine import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import ContestId, SourceId
    from tellers.tables.engine import Tables

__all__ = ["list_records"]


def list_records(tables: Tables, contest: ContestId, source: SourceId) -> Iterator[Record]:
    """Yield every record of a source, those that do not count included, in the order of their numbers.

    Streamed. A record's id is its source and its number, `v1/17`.
    """
    figures = tables.figures[contest, source]
    columns = "".join(f", {quoted(figure)}" for figure in figures)
    rows = tables.stream(
        "select record, unit, status, replaces, coalesce(reason, ''), coalesce(row, 0), coalesce(image, ''), "
        f"coalesce(image_sha256, ''), coalesce(unread, []){columns} "
        f"from {tables.records(contest, source)} order by record"
    )
    for record, unit, status, replaces, reason, row, image, digest, unread, *votes in rows:
        yield Record(
            id=RecordId(f"{source}/{record}"),
            contest=contest,
            source=source,
            unit=UnitId(unit),
            figures=tuple(zip(figures, votes, strict=True)),
            status=Status(status),
            unread=tuple(FigureId(one) for one in unread),
            replaces=None if replaces is None else RecordId(f"{source}/{replaces}"),
            reason=reason,
            row=row,
            image=image,
            image_sha256=digest,
        )
