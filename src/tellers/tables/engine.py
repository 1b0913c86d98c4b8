"""The bulk of a dossier as tables in one DuckDB connection.

Records are stored wide, one row a record and one column a figure (docs/adr/0002), and queried
here only: every other room asks a named function of `tellers.tables`. Two relations matter:

- `records(contest, source)`: every record as published, corrections and duplicates included;
- `standing(contest, source)`: the records that count: not replaced by a later one, with the
  status `counted`, one a unit (the first, where a source repeats a unit; the check of
  duplicates tells which).

Sums are 64-bit and wider: DuckDB adds BIGINT columns as HUGEINT, so 2**31 and 2**63 are no
edges (tests/tables add up past both).

>>> tables = Tables.open(threads=1)
>>> tables.query("select sum(votes) from (values (2147483647), (1)) as t (votes)")
[(2147483648,)]
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

import duckdb

from tellers.errors import DossierError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tellers.model import ContestId, FigureId, SourceId

__all__ = ["WITHIN", "Tables", "quoted", "text"]


WITHIN = "within_"
"""How a column of a register begins that names the wider area; the level's id follows."""
SPILL_ABOVE = "400MB"
"""Memory the table engine may take where it was given a folder to spill to."""
AT_A_TIME = 1000
"""Rows of a stream that are held."""


def quoted(name: str) -> str:
    """Return a name as an SQL identifier; any character may stand in it.

    >>> quoted("EG")
    '"EG"'
    """
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a string as an SQL literal.

    >>> text("D'Hondt")
    "'D''Hondt'"
    """
    return "'" + value.replace("'", "''") + "'"


class Tables:
    """One connection and what is loaded in it: units, and records by contest and source."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Keep the connection; `Tables.open` makes one."""
        self.connection = connection
        self.figures: dict[tuple[ContestId, SourceId], tuple[FigureId, ...]] = {}
        self.levels: tuple[str, ...] = ()
        self.registers: dict[str, str] = {}
        """The relation, as SQL, of each register that gives the voters of areas."""
        self._confined = False
        self._standing: set[tuple[ContestId, SourceId]] = set()

    @classmethod
    def open(cls, *, threads: int = 2, spill: Path | None = None) -> Self:
        """Return an empty set of tables in memory, without access to the network or extensions.

        With a folder to `spill` to, what does not fit in `SPILL_ABOVE` goes there and not into
        more memory; without one, everything stays in memory.
        """
        connection = duckdb.connect(config={"threads": threads, "autoinstall_known_extensions": False})
        connection.execute("set autoload_known_extensions = false")
        connection.execute("set preserve_insertion_order = true")
        if spill is not None:
            connection.execute(f"set temp_directory = {text(str(spill))}")
            connection.execute(f"set memory_limit = {text(SPILL_ABOVE)}")
        return cls(connection)

    def confine(self, folder: Path) -> None:
        """Let the engine open files in this folder only, no network, and nothing undo it.

        The queries are ours and every name in them is quoted; should one ever not be, it reads
        nothing that the dossier does not hold.
        """
        self.connection.execute(f"set allowed_directories = [{text(str(folder))}]")
        self.connection.execute("set enable_external_access = false")
        self.connection.execute("set lock_configuration = true")
        self._confined = True

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query. `Any`: a row's types are the query's own.

        Over a dossier raises `DossierError` where a file was changed or cut while it is read, where
        its numbers leave the bounds of the engine, or where the memory does not hold it.
        """
        with self._told():
            return self.connection.execute(sql, parameters).fetchall()

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, a thousand in memory at a time; raises as `query` does, at any row."""
        cursor = self.connection.cursor()
        with self._told():
            cursor.execute(sql, parameters)
        while True:
            with self._told():
                rows = cursor.fetchmany(AT_A_TIME)
            if not rows:
                return
            yield from rows

    def named(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return all rows of a query by the names of their columns; raises as `query` does."""
        with self._told():
            cursor = self.connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def run(self, sql: str) -> None:
        """Make, change or drop a table; raises as `query` does."""
        with self._told():
            self.connection.execute(sql)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Let the engine's error be ours, where the tables are a dossier's."""
        try:
            yield
        except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
            raise  # the query is wrong, and that is ours
        except duckdb.Error as error:
            if not self._confined:  # an import's own reader says what is wrong with its file
                raise
            raise DossierError(
                "the tables cannot be worked with",
                got=str(error).splitlines()[0][:200],
                remedy="Ask for a sound copy; `tellers validate` tells every fault of a dossier.",
            ) from error

    def row(self, sql: str, parameters: Sequence[object] = ()) -> tuple[Any, ...]:
        """Return the only row of a query. `Any`: a row's types are the query's own."""
        (row,) = self.query(sql, parameters)
        return row

    def load_units(self, path: Path, *, levels: Sequence[str]) -> None:
        """Load the units: `unit`, one column a level, `<level>_name`, `unit_name`, `registered`."""
        self.levels = tuple(levels)
        self.run(f"create or replace view units as from read_parquet({text(str(path))})")

    def load_records(
        self, path: Path, *, contest: ContestId, source: SourceId, figures: Sequence[FigureId]
    ) -> None:
        """Load one source's records of one contest; nothing is read before it is asked for."""
        self.figures[contest, source] = tuple(figures)
        name = quoted(f"records:{contest}:{source}")
        self.run(f"create or replace view {name} as from read_parquet({text(str(path))})")

    def load_register(self, path: Path, *, name: str) -> None:
        """Load voters by area: `level`, `area`, `name`, `registered`."""
        self.registers[name] = quoted(f"registers:{name}")
        self.run(f"create or replace view {self.registers[name]} as from read_parquet({text(str(path))})")

    def sources(self, contest: ContestId) -> tuple[SourceId, ...]:
        """Return the sources that have records of this contest, in the order they were loaded."""
        return tuple(source for one, source in self.figures if one == contest)

    def has(self, contest: ContestId, source: SourceId, *figures: FigureId) -> bool:
        """Return whether this source's records have a column for each of these figures."""
        return set(figures) <= set(self.figures.get((contest, source), ()))

    def records(self, contest: ContestId, source: SourceId) -> str:
        """Return the relation of all records, as SQL."""
        return quoted(f"records:{contest}:{source}")

    def standing(self, contest: ContestId, source: SourceId) -> str:
        """Return the relation of the records that count, as SQL; made on first use.

        Columns: `record`, `unit` and every figure. Cost: one pass over the source's records,
        and a sort only where a unit is repeated.
        """
        name = quoted(f"standing:{contest}:{source}")
        if (contest, source) not in self._standing:
            self._make_standing(contest, source, name)
            self._standing.add((contest, source))
        return name

    def _make_standing(self, contest: ContestId, source: SourceId, name: str) -> None:
        """Materialise the standing records: counted, not replaced, the first of each unit."""
        records = self.records(contest, source)
        replaced, repeated = self.row(
            f"select count(replaces), count(*) - count(distinct unit) from {records}"
        )
        figures = ", ".join(quoted(figure) for figure in self.figures[contest, source])
        conditions = ["status = 'counted'"]
        if replaced:
            conditions.append(f"record not in (select replaces from {records} where replaces is not null)")
        first = "qualify row_number() over (partition by unit order by record) = 1" if repeated else ""
        self.query(
            f"create table {name} as select record, unit, {figures} from {records} "
            f"where {' and '.join(conditions)} {first}"
        )
