"""A published series in the table engine: one row a vote, one row a vote and name.

Everything row by row happens here, in queries: a hundred thousand roll calls of two hundred members
are twenty million rows. What comes back is one row a vote with its counts.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tellers.council.names import NameBook
from tellers.council.series_form import PositionForm, PositionsForm, SeriesForm, VotesForm
from tellers.dossier.naming import UNMATCHED
from tellers.errors import FormatError, MappingError
from tellers.formats.json_rows import flat, json_objects, json_table, names_in
from tellers.formats.table_file import read_raw
from tellers.formats.template import column_sql, template_sql
from tellers.model import Position, UnitId
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from tellers.formats.raw_table import RawTable
    from tellers.model import Body

__all__ = ["LoadedSeries", "file_below", "load_series"]

SHOWN = 20
FEW_NAMES = 10_000
"""Up to so many names a vote's members are told apart by one bit each, at a tenth of the cost."""
TOTALS = "total:"
"""Before the name of a position: the column of its published total."""


@dataclass(slots=True)
class LoadedSeries:
    """The tables of a series, and what was noticed on the way.

    `votes` has one row a vote; `names` one row a printed name, with the seat it is of; `positions` one
    row a vote and name, all in whole numbers: votes and names by their place.
    """

    tables: Tables
    named: bool
    """Whether there is a table of names at all."""
    unresolved: tuple[str, ...] = ()
    """Names that the body does not know, each once."""
    words: dict[str, int] = field(default_factory=dict)
    """Words of a position that the form does not know, with how often each stands."""
    strays: int = 0
    """Rows of names whose vote is not in the table of votes."""

    def votes(self) -> list[dict[str, Any]]:
        """Return every vote in the order of its table, each a mapping of column to value."""
        cursor = self.tables.connection.execute("select * from votes order by place")
        columns = [one[0] for one in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def counts(self) -> dict[int, dict[Position, int]]:
        """Return by vote the members in each position; of a member that stands twice, its first line."""
        found: dict[int, dict[Position, int]] = {}
        words = {str(position): position for position in Position}
        for vote, position, members in self.tables.query(
            "select vote, position, count(*) from held group by vote, position order by vote, position"
        ):
            found.setdefault(vote, {})[words[position]] = members
        return found

    def twice(self) -> dict[int, list[str]]:
        """Return by vote the names of members that stand more than once."""
        found: dict[int, list[str]] = {}
        for vote, name in self.tables.query(
            "select vote, min(name) from positions join names using (seat) where vote in (select vote from "
            "repeated) group by vote, seat having count(*) > 1 order by vote, min(name)"
        ):
            found.setdefault(vote, []).append(name)
        return found

    def unmatched(self) -> dict[int, list[str]]:
        """Return by vote the names that the body does not know."""
        found: dict[int, list[str]] = {}
        query = (
            "select distinct vote, name from positions join names using (seat) "
            f"where unit = '{UNMATCHED}' || name order by vote, name"
        )
        for vote, name in self.tables.query(query) if self.unresolved else ():
            found.setdefault(vote, []).append(name)
        return found

    def positions_of(self, vote: int) -> dict[UnitId, str]:
        """Return who took which position in one vote."""
        query = (
            "select distinct n.unit, h.position from held h join names n using (seat) "
            "where h.vote = ? order by n.unit"
        )
        return {UnitId(unit): position for unit, position in self.tables.query(query, [vote])}


_BEGINS_A_DAY = r"^\d{4}(-\d{2}(-\d{2}([T ].*)?)?)?$"
"""Days are compared as text: a year, or what begins with year, month and day."""


def load_series(form: SeriesForm, *, home: Path, body: Body | None = None) -> LoadedSeries:
    """Return the series loaded from the files the form names, below `home`.

    Raises `InputError` for a file, column or template that is not there. A word of a position that the
    form does not know is no error: it is counted, and told.
    """
    tables = Tables.open()
    with tempfile.TemporaryDirectory(prefix="tellers-") as scratch:
        loaded = LoadedSeries(tables=tables, named=form.positions is not None)
        _load_votes(tables, form, home=home, scratch=Path(scratch))
        printed = "(select '' as vote, '' as name, '' as word where false)"
        if form.positions is not None:
            printed = _printed(tables, form.positions, home=home, scratch=Path(scratch))
        _load_positions(loaded, form.positions, printed=printed, body=body)
    return loaded


def file_below(name: str, home: Path) -> Path:
    """Return where a file is that a series names: below a folder; `MappingError` for one elsewhere."""
    found = Path(name)
    if found.is_absolute() or ".." in found.parts:
        raise MappingError("a file outside the folder", where=name, expected="a file below the folder given")
    return home / found


def _table(tables: Tables, form: VotesForm | PositionsForm, *, home: Path, scratch: Path) -> RawTable:
    """Return a table file of the form, JSON flattened."""
    path = file_below(form.file, home)
    if not path.name.lower().endswith(".json"):
        return read_raw(tables, path, form, scratch=scratch)
    rows = [flat(one) for one in json_objects(path, rows=form.rows)]
    return json_table(
        tables, rows, name=f"raw:{'votes' if isinstance(form, VotesForm) else 'rows'}", path=path
    )


def _load_votes(tables: Tables, form: SeriesForm, *, home: Path, scratch: Path) -> None:
    """Fill the table `votes`: id, day, title, totals as text, result, the number required, its question."""
    votes = form.votes
    raw = _table(tables, votes, home=home, scratch=scratch)
    made = {
        "place": '"tellers:row"',
        "id": template_sql(votes.id, raw.columns, where=raw.where),
        "day": _cell(votes.date, raw),
        "title": _cell(votes.title, raw) if votes.title else "''",
        "result": _cell(votes.outcome.column, raw) if votes.outcome.column else "''",
        "required": _cell(votes.required, raw) if votes.required else "''",
        "voters": _cell(votes.voters, raw) if votes.voters else "''",
        **{f"{TOTALS}{position}": _cell(column, raw) for position, column in votes.totals.items()},
        "question": _question_sql(form, raw),
    }
    columns = ", ".join(f"{sql} as {quoted(name)}" for name, sql in made.items())
    tables.connection.execute(f"create table votes as select {columns} from {raw.relation}")
    repeated = tables.query(f"select id from votes group by id having count(*) > 1 order by id limit {SHOWN}")
    if repeated:
        shown = ", ".join(repr(one) for (one,) in repeated)
        raise FormatError(
            "votes that stand more than once", where=raw.where, got=shown, expected="one row a vote"
        )
    strange = tables.query(
        "select id, day from votes where day <> '' and not regexp_matches(day, ?) order by place limit 1",
        [_BEGINS_A_DAY],
    )
    for vote, day in strange:
        raise FormatError(
            f"vote {vote}: {day[:40]!r} is no day; who was a member then could not be told",
            where=raw.where,
            expected="year, month and day, such as 2024-07-31, or a year",
        )


def _question_sql(form: SeriesForm, raw: RawTable) -> str:
    """Return which entry of the form's questions a row is of, by its number; -1 where it is of none."""
    cases = []
    for place, question in enumerate(form.question):
        asked = [
            f"regexp_matches({_cell(column, raw)}, {text(like)})" for column, like in question.when.items()
        ]
        asked += [f"{_cell(form.votes.date, raw)} >= {text(question.since)}"] if question.since else []
        asked += [f"{_cell(form.votes.date, raw)} <= {text(question.until)}"] if question.until else []
        cases.append(f"when {' and '.join(asked) or 'true'} then {place}")
    return f"case {' '.join(cases)} else -1 end" if cases else "-1"


def _printed(tables: Tables, form: PositionsForm, *, home: Path, scratch: Path) -> str:
    """Return the relation of (vote, name, word) as printed."""
    if form.lists:
        return _printed_in_lists(tables, form, path=file_below(form.file, home))
    raw = _table(tables, form, home=home, scratch=scratch)
    vote = template_sql(form.vote, raw.columns, where=raw.where)
    kept = [f"regexp_matches({_cell(column, raw)}, {text(like)})" for column, like in form.when.items()]
    rows = f"{raw.relation} where {' and '.join(kept)}" if kept else raw.relation
    word = _cell(form.position.column, raw) if form.position.column else "''"
    members = [form.member] if isinstance(form.member, str) else form.member
    parts = [f"select {vote} as vote, {_cell(m, raw)} as name, {word} as word from {rows}" for m in members]
    return f"({' union all '.join(parts)})"


def _printed_in_lists(tables: Tables, form: PositionsForm, *, path: Path) -> str:
    """Return the same of names listed inside the JSON of the votes."""
    objects = json_objects(path, rows=form.rows)
    raw = json_table(tables, [flat(one, apart=(form.lists,)) for one in objects], name="raw:lists", path=path)
    vote = template_sql(form.vote, raw.columns, where=raw.where)
    ids = [str(one) for (one,) in tables.query(f'select {vote} from {raw.relation} order by "tellers:row"')]
    found = [
        (one, name, word)
        for one, held in zip(ids, objects, strict=True)
        for name, word in names_in(held.get(form.lists))
    ]
    tables.connection.execute('create table "raw:names" (vote varchar, name varchar, word varchar)')
    if found:
        tables.connection.executemany('insert into "raw:names" values (?, ?, ?)', found)
    return '"raw:names"'


def _load_positions(
    loaded: LoadedSeries, form: PositionsForm | None, *, printed: str, body: Body | None
) -> None:
    """Fill `names` and `positions`, and make `held`: one position a vote and member.

    Steps: 1 the rows that are of a member; 2 every name once, with its seat; 3 the positions.
    """
    tables, known = loaded.tables, form.position if form is not None else PositionForm()
    skipped = ", ".join(text(word) for word in known.skip)
    wanted = "coalesce(name, '') <> ''" + (f" and word not in ({skipped})" if skipped else "")
    tables.connection.execute(
        f"create temp table printed as select v.place as vote, p.name, p.word from {printed} p "
        f"left join votes v on v.id = p.vote where {wanted}"
    )  # 1
    _load_names(loaded, body)  # 2
    words = known.values or {str(one): one for one in Position}
    cases = " ".join(f"when {text(word)} then {text(position)}" for word, position in words.items())
    said = text(known.always) if known.always else f"case word {cases} end"
    every = ", ".join(text(position) for position in Position)
    tables.connection.execute(f"create type stance as enum ({every})")
    tables.connection.execute(
        f"create table positions as select p.vote, n.seat, "
        f"coalesce({said}, '{Position.NOT_RECORDED}')::stance as position "
        "from printed p join names n using (name) where p.vote is not null"
    )  # 3
    if not known.always:
        listed = ", ".join(text(word) for word in words)
        query = f"select word, count(*) from printed where word not in ({listed}) group by word order by word"
        loaded.words = {str(word): int(count) for word, count in tables.query(query)}
    (strays,) = tables.row("select count(*) from printed where vote is null")
    loaded.strays = int(strays)
    tables.connection.execute("drop table printed")
    _hold(tables)


def _load_names(loaded: LoadedSeries, body: Body | None) -> None:
    """Fill `names`: each printed name with the unit it is of, and the unit's number."""
    tables = loaded.tables
    names = [str(name) for (name,) in tables.query("select distinct name from printed order by name")]
    units = {name: name for name in names}
    if body is not None:
        book = NameBook.of(body)
        found = {name: book.seat(name) for name in names}
        loaded.unresolved = tuple(name for name, seat in found.items() if seat is None)
        units = {name: seat or f"{UNMATCHED}{name}" for name, seat in found.items()}
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(units.values()))}
    tables.connection.execute("create table names (name varchar, unit varchar, seat integer)")
    if names:
        rows = [(name, units[name], numbers[units[name]]) for name in names]
        tables.connection.executemany("insert into names values (?, ?, ?)", rows)


def _hold(tables: Tables) -> None:
    """Make `held`; only where a member stands twice in a vote must every row be looked at again."""
    run = tables.connection.execute
    (seats,) = tables.row("select coalesce(max(seat), 0) + 1 from names")
    once = f"bit_count(bitstring_agg(seat, 0, {seats}))" if seats <= FEW_NAMES else "count(distinct seat)"
    run(f"create table repeated as select vote from positions group by vote having count(*) > {once}")
    (any_twice,) = tables.row("select count(*) from repeated")
    if not any_twice:
        run("create view held as select vote, seat, position from positions")
        return
    run(
        "create table held as select vote, seat, position from positions where vote not in (select vote from "
        "repeated) union all select vote, seat, arg_min(position, rowid) from positions where vote in "
        "(select vote from repeated) group by vote, seat"
    )


def _cell(column: str, raw: RawTable) -> str:
    return f"coalesce(trim({column_sql(column, raw)}), '')"
