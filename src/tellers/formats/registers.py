"""Voters by area: a register known for a centre or a municipality and not for its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.formats.cells import CellReading, figure_cell
from tellers.formats.template import missing_column, template_sql
from tellers.tables import text

if TYPE_CHECKING:
    from tellers.formats.mapping import RegisterForm
    from tellers.formats.raw_table import RawTable

__all__ = ["register_query"]


def register_query(raw: RawTable, form: RegisterForm) -> str:
    """Return the query of a register: `level`, `area`, `name`, `registered`, by area."""
    if form.registered not in raw.columns:
        raise missing_column(form.registered, raw.columns, where=raw.where)
    name = template_sql(form.name, raw.columns, where=raw.where) if form.name else "null::varchar"
    return (
        f"select {text(form.level)} as level, {template_sql(form.area, raw.columns, where=raw.where)} as area, "
        f"{name} as name, {figure_cell(form.registered, CellReading()).value} as registered from {raw.relation} order by area"
    )
