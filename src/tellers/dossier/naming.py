"""Lists of units: a roll of members or of stations, and the names by which records find them.

A name is matched with the list as it stands, then through the mapping's aliases, then without
accents, case and punctuation. A name that matches nothing is kept as `unmatched:<name>`: the
check of unknown units tells it, and nobody's position is lost or guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.dossier.seats import names_of_seats, seats_sql
from tellers.errors import FormatError, MappingError
from tellers.formats.cells import CellReading, figure_cell
from tellers.formats.records import area_columns
from tellers.formats.rejected_rows import verify_rows
from tellers.formats.row_faults import IS_NO_ID, verify_numbers
from tellers.formats.template import column_sql, template_sql
from tellers.formats.toml import plain, told_apart
from tellers.tables import UNMATCHED, quoted, text

if TYPE_CHECKING:
    from tellers.dossier.desk import Desk
    from tellers.formats.mapping import TableForm, UnitsForm
    from tellers.formats.raw_table import RawTable
    from tellers.formats.toml import Words
    from tellers.tables import Tables

__all__ = ["LISTED", "UNMATCHED", "UnitNaming", "name_units"]

LISTED = "listed_units"
"""The table of all listed units."""
_FOLDED = r"nullif(trim(regexp_replace(lower(strip_accents({0})), '[^\p{{L}}\p{{N}}]+', ' ', 'g')), '')"
"""Letters of every script are kept: without them all Cyrillic names were one. A name without any is none."""
SHOWN_NAMES = 20
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNaming:
    """Whether there is a list of units, and whether it gives them names to match."""

    listed: bool
    named: bool
    known: tuple[tuple[str, str], ...] = ()
    """Names that the body of a council gives its seats, each with the seat."""

    def resolve(self, tables: Tables, table: str, form: TableForm) -> list[str]:
        """Give every record of a table its listed unit; return a warning for what matched nothing.

        Raises `MappingError` for an alias of a unit that is not listed.
        """
        if not self.named:
            return []
        self._verify_aliases(tables, form)
        every = [*form.unit_aliases.items(), *self.known]
        aliases = [f"({text(name)}, {text(unit)})" for name, unit in every]
        known = f"values {', '.join(aliases)}" if aliases else "select null, null where false"
        printed, alias, called = (_FOLDED.format(name) for name in ("n.unit", "a.name", "l.unit_name"))
        tables.connection.execute(
            f"""
            update {quoted(table)} set unit = coalesce(found.listed, '{UNMATCHED}' || {quoted(table)}.unit)
            from (
                select n.unit as printed, coalesce(
                    (select min(l.unit) from {LISTED} l where l.unit = n.unit),
                    (select min(a.unit) from ({known}) a (name, unit) where {alias} = {printed}),
                    (select min(l.unit) from {LISTED} l where {called} = {printed})
                ) as listed
                from (select distinct unit from {quoted(table)}) n
            ) found where found.printed = {quoted(table)}.unit
            """
        )
        return self._unmatched(tables, table)

    def _unmatched(self, tables: Tables, table: str) -> list[str]:
        """Return a warning with the names that matched nothing, if there are any."""
        names = [
            name
            for (name,) in tables.query(
                f"select distinct unit[{len(UNMATCHED) + 1}:] from {quoted(table)} "
                f"where starts_with(unit, '{UNMATCHED}') order by 1"
            )
        ]
        if not names:
            return []
        shown = ", ".join(repr(name) for name in names[:SHOWN_NAMES])
        more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
        many = "1 name matches" if len(names) == 1 else f"{len(names)} names match"
        return [f"{many} no listed unit, kept as printed: {shown}{more}"]

    def _verify_aliases(self, tables: Tables, form: TableForm) -> None:
        listed = (
            {unit for (unit,) in tables.query(f"select unit from {LISTED}")} if form.unit_aliases else set()
        )
        if unknown := sorted(set(form.unit_aliases.values()) - listed):
            raise MappingError(
                f"aliases of units that are not listed: {', '.join(unknown[:SHOWN_NAMES])}",
                where=f"{form.file}, unit_aliases",
                expected="ids in the list of [[units]]",
                remedy='Mend the ids; the name comes first: "Name as printed" = "unit-id".',
            )


def name_units(desk: Desk) -> UnitNaming:
    """Read the lists of units of a mapping into the table `LISTED`; without one there is no naming."""
    forms, body = desk.plan.mapping.units, desk.plan.body
    if body is not None and not forms:
        days = [contest.date for contest in desk.plan.contests]
        desk.tables.connection.execute(f"create table {LISTED} as {seats_sql(body, days)}")
        return UnitNaming(listed=True, named=True, known=tuple(names_of_seats(body)))
    parts = []
    for index, form in enumerate(forms):
        raw, name = desk.raw(form), quoted(f"units:{index}")
        if form.registered:
            verify_numbers(desk.tables, raw, form.registered, _reading(form))
        desk.tables.connection.execute(f"create table {name} as {_listed(form, raw)}")
        verify_rows(desk.tables, raw)
        parts.append(f"select * from {name}")
    if parts:
        desk.tables.connection.execute(f"create table {LISTED} as {' union all by name '.join(parts)}")
        _verify_listed(desk.tables, where=", ".join(form.file for form in forms))
    known = tuple(names_of_seats(body)) if body is not None else ()
    return UnitNaming(listed=bool(parts), named=any(form.unit_name for form in forms), known=known)


def _verify_listed(tables: Tables, *, where: str) -> None:
    """Raise `FormatError` for units without an id and for units listed twice."""
    query = (
        f"select unit, count(*) from {LISTED} group by unit "
        f"having count(*) > 1 or {IS_NO_ID.format('unit')} order by unit limit {SHOWN_NAMES}"
    )
    if faulty := tables.query(query):
        shown = ", ".join(f"{unit!r} ({count} times)" for unit, count in faulty)
        raise FormatError(
            "units that are no id or stand more than once", where=where, got=shown, expected="every unit once"
        )


def _listed(form: UnitsForm, raw: RawTable) -> str:
    """Return the query of one list of units."""
    made = {
        "unit": f"trim({template_sql(form.unit, raw.columns, where=raw.where)})",
        "unit_name": f"nullif({_named(plain(form.unit_name), raw)}, '')",
        "registered": figure_cell(form.registered, _reading(form)).value
        if form.registered
        else "null::bigint",
        "note": _remark(plain(form.note), raw),
        **{f"unit_name_{c}": f"nullif({_named(w, raw)}, '')" for c, w in _by_language(form.unit_name, raw)},
        **{f"note_{code}": _remark(words, raw) for code, words in _by_language(form.note, raw)},
        **area_columns(form.levels, raw.columns, where=raw.where),
    }
    return f"select {', '.join(f'{sql} as {quoted(name)}' for name, sql in made.items())} from {raw.relation}"


def _by_language(words: Words, raw: RawTable) -> list[tuple[str, str]]:
    """Return (language, template or column) of the languages beside the plain one."""
    by_language = told_apart(words)
    for code in by_language:
        if not _LANGUAGE.fullmatch(code):
            raise MappingError(
                f"not a language: {code[:40]!r}", where=raw.where, expected="en, es, pt, fr ..."
            )
    return [(code, one) for code, one in by_language.items() if one != plain(words)]


def _named(template: str, raw: RawTable) -> str:
    return template_sql(template, raw.columns, where=raw.where) if template else "''"


def _remark(column: str, raw: RawTable) -> str:
    return f"nullif(trim({column_sql(column, raw)}), '')" if column else "null::varchar"


def _reading(form: UnitsForm) -> CellReading:
    return CellReading(thousands=form.numbers.thousands)
