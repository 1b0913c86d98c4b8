"""SHA-256 digests of the sheets' photographs, joined to records by the image's file name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import SHOWN_ROWS, RowErrors
from tellers.formats.raw_table import ROW
from tellers.formats.rejected_rows import verify_rows
from tellers.formats.row_faults import REMEDY
from tellers.formats.template import column_sql
from tellers.tables import quoted

if TYPE_CHECKING:
    from tellers.formats.mapping import ImageHashesForm
    from tellers.formats.raw_table import RawTable
    from tellers.tables import Tables

__all__ = ["join_digests"]

_IS_DIGEST = "regexp_full_match({0}, '[0-9a-f]{{64}}')"


def join_digests(tables: Tables, records: str, raw: RawTable, form: ImageHashesForm) -> None:
    """Give every record of a typed table the digest of its image, where the list has its name.

    Raises `MappingError` for a column that is not there, `RowErrors` for what is no SHA-256.
    """
    name, given = column_sql(form.name, raw), column_sql(form.sha256, raw)
    digest = f"lower(trim({given}))"
    bad = tables.query(
        f"select {ROW}, {given} from {raw.relation} "
        f"where {digest} <> '' and not {_IS_DIGEST.format(digest)} order by {ROW}"
    )
    verify_rows(tables, raw)
    if bad:
        told = [
            f"row {row}: {form.sha256} is {value[:80]!r}, expected 64 hexadecimal digits"
            for row, value in bad[:SHOWN_ROWS]
        ]
        raise RowErrors(told, count=len(bad), where=raw.where, remedy=REMEDY)
    tables.connection.execute(
        f"update {quoted(records)} set image_sha256 = h.digest from "
        f"(select {name} as name, min(nullif({digest}, '')) as digest from {raw.relation} group by 1) h "
        "where h.name = image"
    )
