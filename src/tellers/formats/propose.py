"""Propose a mapping, a contest and an empty proclamation for a table nobody has described.

What was guessed stands in the files as it is and is returned as sentences with the reason; what
could not be guessed is returned too, and said first in the files. Three shapes are known: wide
(one column an option), long (one row an option of a unit), and a roll call (one row a member
with a position). The proposal can be imported as it is, unless a sentence names the line that
has to be changed first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tellers.errors import FormatError
from tellers.formats.header_words import FIGURE_ROLES, folded, role_of
from tellers.formats.look import SHOWN_ODD, distinct_rows, number_sql, odd_cells
from tellers.formats.unit_finding import LevelGuess, UnitGuess, find_levels, find_unit
from tellers.tables import quoted

if TYPE_CHECKING:
    from tellers.formats.look import ColumnLook, TableLook
    from tellers.tables import Tables

__all__ = ["Proposal", "Shape", "propose"]

MOST_POSITIONS = 8
MOST_OPTIONS = 300
FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a table gives its votes: option ids by column, or by value of a column."""

    kind: str
    """`wide`, `long` or `positions`."""
    options: dict[str, str]
    """Option id by column (wide) or value (long, positions)."""
    option_column: str = ""
    votes_column: str = ""
    counts: dict[str, str] = field(default_factory=dict)
    """Of a long table: the figure that a value of the option column is, where it is no option."""

    @property
    def columns(self) -> set[str]:
        """Return the columns that the shape uses."""
        return {*(self.options if self.kind == "wide" else ()), self.option_column, self.votes_column} - {""}


@dataclass(slots=True)
class Proposal:
    """What was proposed: the parts of the files, what was guessed, what could not be."""

    shape: Shape
    unit: UnitGuess
    levels: tuple[LevelGuess, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)
    """Column by figure, the options of a wide table left out."""
    sums: dict[str, list[str]] = field(default_factory=dict)
    """Parts by figure, where a sum holds in the table."""
    image: str = ""
    thousands: str = ""
    guessed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def propose(tables: Tables, look: TableLook, *, where: str) -> Proposal:
    """Return the proposal for a table that was looked at (it is still in `looked`).

    Raises `FormatError` for a table without votes: a register or a list of units.
    """
    guessed: list[str] = []
    shape = _shape(tables, look, guessed, where)
    beside = [shape.option_column] if shape.kind == "long" else []
    unit = find_unit(tables, look, beside=beside)
    made = Proposal(shape=shape, unit=unit or _by_row(look), guessed=guessed)
    if unit is None:
        made.unknown.append(
            "which columns name a unit: no three of them are different in every row, so a row's number "
            "is written. Mend `unit` in mapping.toml"
        )
    else:
        made.guessed.append(unit.reason)
    made.levels = find_levels(tables, look, made.unit.areas)
    if made.levels:
        told = [f"{one.column} with its name {one.name}" if one.name else one.column for one in made.levels]
        made.guessed.append(f"areas, the widest first: {', '.join(told)}: by their headers")
    _add_figures(tables, look, made)
    made.image = next((c.name for c in look.with_role("image")), "")
    made.thousands = look.thousands
    if look.thousands:
        made.guessed.append(
            f"thousands are separated by {look.thousands!r}: in cells like 1{look.thousands}234"
        )
    _tell_unknown(tables, look, made)
    return made


def _shape(tables: Tables, look: TableLook, guessed: list[str], where: str) -> Shape:
    """Return how the table gives its votes; `FormatError` if it does not seem to."""
    for column in look.with_role("position"):
        if not column.is_numeric and 1 < column.distinct <= MOST_POSITIONS:
            values = _values(tables, column.name)
            options = {value: folded(value) or value for value in values}
            guessed.append(f"a roll call: {column.name!r} holds a position, {', '.join(values)}")
            return Shape(kind="positions", options=options, option_column=column.name)
    votes = next((c for c in look.with_role("votes") if c.is_numeric), None)
    named = [c for c in look.with_role("option") if 1 < c.distinct <= MOST_OPTIONS and c.distinct < look.rows]
    if votes is not None and named:
        return _long(tables, named[0].name, votes.name, guessed)
    return _wide(tables, look, guessed, where)


def _long(tables: Tables, option_column: str, votes_column: str, guessed: list[str]) -> Shape:
    """Return the shape of a table with one row an option; values such as "Blancos" are no options."""
    values = _values(tables, option_column)
    counts: dict[str, str] = {}
    for value in values:
        role = role_of(value)
        if role in FIGURE_ROLES and role not in counts.values():
            counts[value] = role
    if len(values) - len(counts) < FEWEST_OPTIONS:
        counts = {}
    options = {value: value for value in values if value not in counts}
    guessed.append(
        f"a long table: {option_column!r} names {len(options)} options, {votes_column!r} their votes: "
        "by their headers"
    )
    guessed.extend(f"{role} = the rows of {value!r}: by that word" for value, role in counts.items())
    return Shape(
        kind="long", options=options, counts=counts, option_column=option_column, votes_column=votes_column
    )


def _wide(tables: Tables, look: TableLook, guessed: list[str], where: str) -> Shape:
    """Return the shape of a table with a column an option; `FormatError` where none seems to be one."""
    found = look.options
    if len(found.columns) < FEWEST_OPTIONS:
        raise FormatError(
            "no votes were found in it",
            where=where,
            expected="columns of whole numbers, or a column of options and one of votes, or one of positions",
            got="; ".join([", ".join(column.name for column in look.columns[:40]), *_nearly(tables, look)]),
            remedy="Mend these cells, or write in a mapping of your own what they mean (unread = [...])."
            if any(column.is_nearly_numeric for column in look.columns)
            else "A register or a list of units goes into a mapping as [[register]] or [[units]].",
        )
    if found.total:
        why = f"{found.reason} add up to {found.total!r} in {found.holds:,} of {look.rows:,} rows"
    else:
        why = f"{found.reason}; there is no total to check them by"
    guessed.append(f"{len(found.columns)} options, {', '.join(found.columns)}: {why}")
    return Shape(kind="wide", options={name: name.strip() for name in found.columns})


def _nearly(tables: Tables, look: TableLook) -> list[str]:
    """Return a sentence for each column that is nearly whole numbers, with the cells that are none."""
    told = []
    for column in look.columns:
        if column.is_nearly_numeric:
            odd = ", ".join(f"{cell!r} in row {row}" for row, cell in odd_cells(tables, column.name))
            more = column.filled - column.numbers
            rest = f" and {more - SHOWN_ODD:,} more" if more > SHOWN_ODD else ""
            told.append(
                f"{column.name!r} is nearly whole numbers, in {column.numbers:,} of {column.filled:,} rows, "
                f"but for {odd}{rest}"
            )
    return told


def _values(tables: Tables, column: str) -> list[str]:
    cell = f"trim({quoted(column)})"
    return [
        value
        for (value,) in tables.query(f"select distinct {cell} from looked where {cell} <> '' order by 1")
    ]


def _by_row(look: TableLook) -> UnitGuess:
    areas = sorted((c for c in look.with_role("area") if c.distinct > 1), key=lambda c: c.distinct)
    return UnitGuess(columns=(), areas=tuple(c.name for c in areas), reason="", template="{row}")


def _add_figures(tables: Tables, look: TableLook, made: Proposal) -> None:
    """Add the figures that a header names, and the sums that hold."""
    taken = {made.shape.option_column, made.shape.votes_column}
    in_rows = made.shape.counts.values()
    for role in FIGURE_ROLES:
        for column in look.with_role(role):
            if role in made.figures or role in in_rows or column.name in taken or not column.is_numeric:
                continue
            if made.shape.kind == "long" and not _same_within_unit(tables, column, made.unit):
                made.unknown.append(f"{column.name!r} differs between the rows of a unit and is not used")
                continue
            made.figures[role] = column.name
            made.guessed.append(f"{role} = {column.name!r}: by its header")
    options = look.options
    total = next((figure for figure, column in made.figures.items() if column == options.total), "")
    if made.shape.kind == "wide" and total:
        others = (
            [f for f in ("null", "blank", "not-counted") if f in made.figures] if not options.exact else []
        )
        made.sums[total] = [*made.shape.options.values(), *others]


def _same_within_unit(tables: Tables, column: ColumnLook, unit: UnitGuess) -> bool:
    return bool(unit.columns) and (
        distinct_rows(tables, [*unit.columns, column.name]) == distinct_rows(tables, unit.columns)
    )


def _tell_unknown(tables: Tables, look: TableLook, made: Proposal) -> None:
    """Add what a person has to say, each with the place to say it."""
    named = {one.name for one in made.levels}
    used = {
        *made.shape.columns,
        *made.figures.values(),
        *made.unit.columns,
        *made.unit.areas,
        *named,
        made.image,
    }
    made.unknown += [f"whether these are counts: {told}" for told in _nearly(tables, look)]
    if unused := [column.name for column in look.columns if column.name not in used]:
        made.unknown.append(f"what these columns are, which are not used: {', '.join(unused)}")
    if made.shape.kind == "wide":
        _tell_zeros(tables, made)
    for column in look.with_role("status"):
        if 1 < column.distinct <= MOST_POSITIONS:
            written = [repr(value) for value in _values(tables, column.name)]
            empty = look.rows - column.filled
            values = ", ".join([*written, *([f"'' in {empty:,} rows"] if empty else [])])
            made.unknown.append(
                f"what {column.name!r} says of a unit's account ({values}): "
                "if some were annulled or not installed, "
                "say status = { column = ..., values = { ... } } in mapping.toml"
            )
    made.unknown += [
        "the title, the date and the rule: a guess is written; mend them in contest.toml",
        "who published the table, and under which licence: [[source]] in contest.toml",
        "what was proclaimed: proclamations.toml",
    ]


def _tell_zeros(tables: Tables, made: Proposal) -> None:
    """Add what must be decided of columns and rows of zeros, and of rows with one vote."""
    columns = list(made.shape.options)
    numbers = [number_sql(column) for column in columns]
    votes = " + ".join(numbers)
    zero, one, *largest = tables.row(
        f"select count(*) filter ({votes} = 0), count(*) filter ({votes} = 1), "
        f"{', '.join(f'max({number})' for number in numbers)} from looked"
    )
    if still := [column for column, most in zip(columns, largest, strict=True) if not most]:
        made.unknown.append(f"whether these are options, zero in every row: {', '.join(still)}")
    if zero:
        made.unknown.append(
            f"whether {zero:,} rows with zero for every option are sheets of zeros, or readings that "
            'failed: for these say all_zero = "unread" in mapping.toml'
        )
    if one:
        made.unknown.append(
            f"what to do with {one:,} rows of one vote, which would show how a person voted and may be "
            'refused: one_ballot = "pool" in mapping.toml adds them up together'
        )
