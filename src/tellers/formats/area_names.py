"""Names of areas from a table of their own: codes and the names that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import FormatError
from tellers.formats.rejected_rows import verify_rows
from tellers.formats.template import template_sql
from tellers.tables import quoted

if TYPE_CHECKING:
    from tellers.formats.mapping import NamesForm
    from tellers.formats.raw_table import RawTable
    from tellers.tables import Tables

__all__ = ["names_query"]

SHOWN_AREAS = 20


def names_query(tables: Tables, raw: RawTable, form: NamesForm) -> str:
    """Return the query of a table's areas and names, once the table was read and found sound.

    Raises `MappingError` for a column that does not exist, `FormatError` for an area with two
    names: which of them is right is not guessed.
    """
    name = quoted(f"names:{form.level}:{raw.where}")
    area = template_sql(form.area, raw.columns, where=f"{raw.where}, area")
    called = template_sql(form.name, raw.columns, where=f"{raw.where}, name")
    tables.connection.execute(
        f"create or replace table {name} as select distinct trim({area}) as area, "
        f"nullif(trim({called}), '') as name from {raw.relation}"
    )
    verify_rows(tables, raw)
    twice = tables.query(
        f"select area, min(name), max(name) from {name} group by area having count(name) > 1 "
        f"order by area limit {SHOWN_AREAS}"
    )
    if twice:
        raise FormatError(
            "areas with two names",
            where=raw.where,
            expected="one name an area",
            got=", ".join(f"{area}: {one!r} and {other!r}" for area, one, other in twice),
            remedy="Mend the table, or mend `area` and `name` in the mapping's [[names]].",
        )
    return f"select area, name from {name} where name is not null"
