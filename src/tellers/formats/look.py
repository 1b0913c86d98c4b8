"""Look at a table nobody has described: what each column seems to be, and why.

Every guess carries its reason, and nothing is guessed from the content alone where the header
says something else. Names of columns are known in English, Spanish, Portuguese, French and
Polish.

>>> role_of("VOTOS_NULOS"), role_of("Inscritos"), role_of("zzz")
('null', 'registered', None)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables import Tables, quoted

if TYPE_CHECKING:
    from tellers.formats.raw_table import RawTable

__all__ = ["ColumnLook", "TableLook", "look_at", "role_of"]

_ROLES = {
    "registered": r"re|ln|registered|registered_voters|roll|eligible(_voters)?|electores.*|inscritos|padron|habilitados|lista_nominal|nnume_habilm|aptos|eleitores|inscrits|uprawnieni",
    "valid": r"valid(_votes)?|(votos_)?validos|afirmativos|total_valido|exprimes|votos_validos|glosy_wazne|wazne",
    "null": r"null(_votes)?|(votos_|total_)?nul[ols]s?|rejected|spoil(t|ed)|invalid(_votes)?|niewazne",
    "blank": r"blank(_votes)?|(votos_|voto_|en_)?blancos?|brancos|(votos_)?en_blanco|blancs",
    "not-counted": r"impugnados|recurridos|disputed|challenged|observados",
    "voters": r"voters|votantes.*|ballots(_cast)?|emitidos|votaron|tot_ciudadanos_votaron|total_votos|votants|comparecimento|total",
    "image": r"image|imagen|foto|archivo|photo|scan",
    "option-name": r"option|candidate|candidato|party|partido|lista|candidat|list",
    "votes": r"votes|votos|voix|glosy",
    "position": r"position|vote|posicion|voto",
    "unit": r"mesa|(cod(igo)?|numero|nro|num)_mesa|table|station|polling_(station|place|district)(_id)?|casilla(_id)?|unit|acta|precinct|bureau|secao|obwod|member|state_name|miembro|name",
    "area": r"(cod(igo)?_)?(edo|estado|state|departamento|department|dept|region|provincia|province|mun|municipio|municipality|par|parroquia|parish|distrito|district|circuito|circuit|seccion|section|county|commune|canton|localidad|centro|centre|center|recinto|ubigeo|country|pais|uf|powiat|gmina|wojewodztwo|teryt_(gmina|powiat))(_id|_code|_name)?|codigo_(distrito|seccion|circuito)",
}
NUMERIC_SHARE = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """One column: what its header suggests, and what its cells are."""

    name: str
    role: str | None
    numbers: int
    """Cells that are whole numbers."""
    filled: int
    """Cells that are not empty."""
    distinct: int
    example: str

    @property
    def is_numeric(self) -> bool:
        """Return whether nearly all filled cells are whole numbers."""
        return self.filled > 0 and self.numbers >= NUMERIC_SHARE * self.filled


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """A table: its rows and columns, and the sums that hold in it."""

    rows: int
    columns: tuple[ColumnLook, ...]
    options: tuple[str, ...]
    """Columns that seem to be the options' votes."""
    options_reason: str
    valid_holds: int | None
    """Rows in which the options add up to the valid votes; None when there is no such column."""
    all_zero: int
    """Rows in which every option is zero."""

    def with_role(self, role: str) -> list[str]:
        """Return the columns whose header suggests this role, in their order."""
        return [column.name for column in self.columns if column.role == role]


def role_of(header: str) -> str | None:
    """Return what a column's header suggests it is, or None."""
    plain = "".join(c for c in unicodedata.normalize("NFD", header.lower()) if not unicodedata.combining(c))
    plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return next((role for role, names in _ROLES.items() if re.fullmatch(names, plain)), None)


def look_at(tables: Tables, raw: RawTable) -> TableLook:
    """Return what a table seems to be. Cost: the table is read once into memory."""
    tables.connection.execute(f"create or replace temp table looked as select * from {raw.relation}")
    (rows,) = tables.row("select count(*) from looked")
    columns = tuple(_column(tables, name) for name in raw.columns)
    free = [c.name for c in columns if c.is_numeric and c.role is None]
    valid = next((c.name for c in columns if c.role == "valid" and c.is_numeric), None)
    options, reason, holds = tuple(free), "numeric columns whose header says nothing else", None
    if valid and (found := _run_that_sums(tables, [c.name for c in columns if c.is_numeric], valid)):
        options, holds = found
        reason = f"neighbouring columns that add up to {valid!r} in {holds:,} of {rows:,} rows"
    zero = " and ".join(f"try_cast({quoted(o)} as bigint) = 0" for o in options) or "false"
    (all_zero,) = tables.row(f"select count(*) filter ({zero}) from looked")
    return TableLook(
        rows=rows,
        columns=columns,
        options=options,
        options_reason=reason,
        valid_holds=holds,
        all_zero=all_zero,
    )


def _column(tables: Tables, name: str) -> ColumnLook:
    cell = quoted(name)
    numbers, filled, distinct, example = tables.row(
        f"select count(*) filter (regexp_full_match(trim({cell}), '[0-9]{{1,15}}')), "
        f"count(*) filter (trim({cell}) <> ''), approx_count_distinct({cell}), any_value({cell}) from looked"
    )
    return ColumnLook(
        name=name,
        role=role_of(name),
        numbers=numbers,
        filled=filled,
        distinct=distinct,
        example=str(example or "")[:40],
    )


def _run_that_sums(tables: Tables, numeric: list[str], valid: str) -> tuple[tuple[str, ...], int] | None:
    """Return the run of neighbouring columns that adds up to `valid` in most rows, and in how many.

    Looks at two thousand rows to choose and at all rows to count; a run must hold in half of them.
    """
    names = [name for name in numeric if name != valid]
    cells = ", ".join(f"coalesce(try_cast({quoted(n)} as bigint), 0)" for n in (*names, valid))
    sample = [
        row
        for row in tables.query(f"select {cells} from looked where trim({quoted(valid)}) <> '' limit 2000")
        if row[-1]
    ]
    best, held = (0, 0), 0
    for first in range(len(names)):
        sums = [0] * len(sample)
        for last in range(first, len(names)):
            sums = [total + row[last] for total, row in zip(sums, sample, strict=True)]
            count = sum(total == row[-1] for total, row in zip(sums, sample, strict=True))
            if count > held and last > first:
                best, held = (first, last + 1), count
    if not sample or held * 2 < len(sample):
        return None
    chosen = tuple(names[best[0] : best[1]])
    total = " + ".join(f"coalesce(try_cast({quoted(n)} as bigint), 0)" for n in chosen)
    (holds,) = tables.row(
        f"select count(*) filter ({total} = try_cast({quoted(valid)} as bigint)) from looked"
    )
    return chosen, int(holds)
