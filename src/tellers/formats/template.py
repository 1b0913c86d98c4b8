"""Templates over the columns of a table: how a mapping makes a unit's or an area's id.

`{COL}` is the cell, `{COL[0:2]}` its first two characters, `{COL:02}` the cell padded with
zeros to two, `{row}` the number of the row with the header as row 1. Anything else stands as
it is. A cell that is empty adds nothing.

>>> print(template_sql("{CENTRO[0:2]}-{MESA[0:3]}", ["CENTRO", "MESA"], where="m.toml"))
coalesce("CENTRO"[1:2], '') || '-' || coalesce("MESA"[1:3], '')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tellers.errors import MappingError
from tellers.formats.raw_table import ROW
from tellers.tables import quoted, text

if TYPE_CHECKING:
    from collections.abc import Collection

    from tellers.formats.raw_table import RawTable

__all__ = ["column_sql", "template_columns", "template_sql", "verify_column"]

_FIELD = re.compile(r"\{([^{}]+?)(?:\[(\d+):(\d+)\]|:0(\d+))?\}")


def template_columns(template: str) -> list[str]:
    """Return the columns a template names, `row` left out."""
    return [field[1] for field in _FIELD.finditer(template) if field[1] != "row"]


def template_sql(template: str, columns: Collection[str], *, where: str) -> str:
    """Return the SQL of a template; `MappingError` names a column that does not exist."""
    missing = [column for column in template_columns(template) if column not in columns]
    if missing:
        raise _missing_column(missing[0], columns, where=where)
    if re.search(r"[{}]", _FIELD.sub("", template)):
        raise MappingError(
            f"a template that cannot be read: {template!r}",
            where=where,
            expected="{COLUMN}, {COLUMN[0:2]}, {COLUMN:02} or {row}",
            remedy="Mend the braces.",
        )
    parts, end = [], 0
    for field in _FIELD.finditer(template):
        if field.start() > end:
            parts.append(text(template[end : field.start()]))
        parts.append(_field_sql(field))
        end = field.end()
    if end < len(template):
        parts.append(text(template[end:]))
    return " || ".join(parts) if parts else "''"


def verify_column(name: str, raw: RawTable) -> None:
    """Raise `MappingError` with the columns there are where this is none of them."""
    if name not in raw.columns:
        raise _missing_column(name, raw.columns, where=raw.where)


def column_sql(name: str, raw: RawTable) -> str:
    """Return a column's name as SQL; `MappingError` where the table does not have it."""
    verify_column(name, raw)
    return quoted(name)


def _missing_column(name: str, columns: Collection[str], *, where: str) -> MappingError:
    """Return the error for a mapping that names a column the table does not have."""
    listed = ", ".join(repr(column) for column in list(columns)[:40])
    more = f" ... and {len(columns) - 40} more" if len(columns) > 40 else ""
    return MappingError(
        f"there is no column {name!r}",
        where=where,
        expected=f"one of {listed}{more}",
        remedy="Write the column's name as it stands in the table's header.",
    )


def _field_sql(field: re.Match[str]) -> str:
    name, first, last, width = field.groups()
    if name == "row":
        return f"{ROW}::varchar"
    column = quoted(name)
    if width:
        return f"coalesce(lpad({column}, greatest(length({column}), {int(width)})::integer, '0'), '')"
    if first is not None:
        return f"coalesce({column}[{int(first) + 1}:{int(last)}], '')"
    return f"coalesce({column}, '')"
