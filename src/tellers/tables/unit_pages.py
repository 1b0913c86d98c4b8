"""Units a page at a time, in the order of their ids: all, those of an area, those on which sources differ.

And the search for names, which looks at every name once: at 500,000 units some ten milliseconds
(benchmarks/serve.py). Recomputed in plain Python by tests/tables/test_unit_pages.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.tables.compare import differing_sql
from tellers.tables.engine import quoted, text
from tellers.tables.lines import all_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tellers.model import Contest
    from tellers.tables.engine import Tables

__all__ = ["NAMED", "UnitFilter", "find_named", "load_names", "plain_names", "units_page"]

NAMED = quoted("names:folded")
"""What can be searched for: `level` ('' of a unit), `code`, `folded`, and `rank`, the widest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which units: of an area of a level, where a level is named; where sources differ, in a contest."""

    level: str = ""
    area: str = ""
    differing: Contest | None = None


def units_page(tables: Tables, which: UnitFilter, *, after: str, most: int) -> list[str]:
    """Return at most so many units that come after one, in order. Cost: one scan of the units."""
    conditions, parameters = ["unit > ?"], [after]
    if which.level:
        conditions.append(f"coalesce({quoted(which.level)}, '') = ?")
        parameters.append(which.area)
    if which.differing is not None:
        conditions.append(f"unit in (select unit from {_differing(tables, which.differing)})")
    rows = tables.query(
        f"select unit from {all_units(tables)} where {' and '.join(conditions)} order by unit limit {most}",
        parameters,
    )
    return [unit for (unit,) in rows]


def _differing(tables: Tables, contest: Contest) -> str:
    """Return the relation of the units on which any two sources differ, as SQL; made on first use."""
    name = quoted(f"differing:{contest.id}")
    pairs = combinations(tables.sources(contest.id), 2)
    found = " union ".join(differing_sql(tables, contest, first, second) for first, second in pairs)
    tables.run(f"create table if not exists {name} as {found or 'select unit from units where false'}")
    return name


def plain_names(tables: Tables) -> list[str]:
    """Return every name of an area or a unit, each once: what is to be folded."""
    parts = [f"select {quoted(name)} as name from {all_units(tables)}" for name in _name_columns(tables)]
    return [name for (name,) in tables.query(f"select name from ({' union '.join(parts)}) where name <> ''")]


def load_names(tables: Tables, folded: Mapping[str, str]) -> None:
    """Load what can be searched for, with every name as it is folded here; once."""
    pairs = [list(folded), list(folded.values())]
    tables.run("create or replace temp table folds (name varchar, folded varchar)")
    tables.query("insert into folds select unnest(?::varchar[]), unnest(?::varchar[])", pairs)
    units = all_units(tables)
    parts = [
        f"select {text(level)} as level, {quoted(level)} as code, any_value(folded) as folded, {rank} as rank"
        f" from {units} left join folds on name = {quoted(level + '_name')} where code <> '' group by code"
        for rank, level in enumerate(tables.levels)
    ]
    named = [name for name in _name_columns(tables) if name.startswith("unit_name")]
    joins = "".join(f" left join folds f{i} on f{i}.name = u.{quoted(name)}" for i, name in enumerate(named))
    words = ", ".join(f"f{i}.folded" for i in range(len(named))) or "''"
    parts.append(
        f"select '' as level, u.unit as code, concat_ws('', {words}) as folded, {len(tables.levels)} as rank "
        f"from {units} u{joins}"
    )
    tables.run(f"create or replace table {NAMED} as {' union all '.join(parts)}")
    tables.run("drop table folds")


def _name_columns(tables: Tables) -> list[str]:
    told = [row[0] for row in tables.query(f"describe {all_units(tables)}")]
    return [f"{level}_name" for level in tables.levels] + [
        name for name in told if name.startswith("unit_name")
    ]


def find_named(
    tables: Tables, code: str, choices: Sequence[Sequence[str]], *, most: int
) -> list[tuple[str, str]]:
    """Return level and code ('' and the id of a unit) of what has a code that begins so, or such a name.

    A name holds, of each of the choices, one of the words; the code's zeros at the front may be left out.
    The code itself comes first, then the widest areas, then the shortest names.
    """
    held = " and ".join(f"({' or '.join('contains(folded, ?)' for _ in words)})" for words in choices)
    begins = "starts_with(lower(code), ?) or starts_with(ltrim(lower(code), '0'), ?)"
    return tables.query(
        f"select level, code from {NAMED} where {begins} or ({held or 'false'}) "
        f"order by lower(code) <> ?, rank, length(folded), code limit {most}",
        [code, code, *(word for words in choices for word in words), code],
    )
