"""A series of roll calls as published: one row a roll call, a member and its position.

The three columns are those named, or those whose heading is a usual one; the words for positions
are the usual ones of several languages, or those that the caller says. A word that is none of
these is no position: it is told with its rows, and never guessed. A member that stands twice in
one roll call is an error of the table.

>>> position_of("Yea"), position_of("a favor"), position_of("not voting"), position_of("maybe")
('for', 'for', 'not-participating', '')
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from tellers.errors import FormatError
from tellers.formats.csv_table import unreadable
from tellers.formats.mapping import FileForm
from tellers.formats.raw_table import verify_count
from tellers.formats.rejected_rows import verify_rows
from tellers.formats.table_file import read_raw
from tellers.model import Position
from tellers.tables import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tellers.formats.raw_table import RawTable

__all__ = ["LongRollCalls", "name_members", "position_of", "read_long_roll_calls"]

MOST_POSITIONS = 5_000_000
"""Rows of one table: five thousand roll calls of a thousand members."""
HEADINGS = {
    "roll call": (
        "roll_call", "rollcall", "roll_call_id", "vote_id", "voting_id", "rcid", "division", "votacion",
        "call",
    ),
    "member": (
        "member", "member_id", "state", "country", "name", "unit", "voter", "miembro", "estado", "pais",
    ),
    "position": ("position", "vote", "choice", "option", "posicion", "voto"),
}  # fmt: skip
"""Usual headings, the surest first."""
EITHER = ("vote", "voto")
"""Headings of a roll call where another column is the position, and else of the position itself."""
USUAL = {
    Position.FOR: ("for", "yes", "yea", "aye", "y", "in favour", "in favor", "pro", "si", "a favor", "sim"),
    Position.AGAINST: ("against", "no", "nay", "n", "contra", "en contra", "nao"),
    Position.ABSTAIN: ("abstain", "abstains", "abstained", "abstention", "a", "abstencion", "abstencao"),
    Position.PRESENT: ("present", "presente"),
    Position.NOT_PARTICIPATING: (
        "not participating", "not voting", "did not vote", "nv", "no participa", "no vota",
    ),
    Position.ABSENT: ("absent", "ausente", "excused"),
    Position.PAIRED: ("paired", "pair"),
    Position.NOT_ENTITLED: ("not entitled", "not in legislature", "not a member", "suspended"),
    Position.INVALID: ("invalid", "nulo"),
    Position.BLANK: ("blank", "en blanco"),
    Position.NOT_RECORDED: ("not recorded", "unknown"),
}  # fmt: skip
_POSITIONS = {word: position for position, words in USUAL.items() for word in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRollCalls:
    """The roll calls of a table, in the order of their first rows, and the words that are no position."""

    calls: Mapping[str, Mapping[str, str]]
    """By roll call, the position of each member."""
    unmapped: Mapping[str, int]
    """By word, the rows with it: they are in no roll call."""
    columns: tuple[str, str, str]
    """The headings that were read as roll call, member and position."""


def position_of(word: str, also: Mapping[str, str] | None = None) -> str:
    """Return the position a word stands for, '' for none; `also` goes before the usual words."""
    if also and word in also:
        return also[word]
    return str(_POSITIONS.get(_plain(word).replace("_", " ").replace("-", " "), ""))


def read_long_roll_calls(
    path: Path, *, columns: Sequence[str] = (), also: Mapping[str, str] | None = None
) -> LongRollCalls:
    """Return the roll calls of a CSV, Excel or Parquet file, packed or not.

    `columns` are the headings of roll call, member and position; `also` says what other words for
    positions stand for. Raises `FormatError` for what cannot be read, a heading that is not there,
    and a member that stands twice in one roll call.
    """
    tables = Tables.open(threads=2)
    with tempfile.TemporaryDirectory() as scratch:
        raw = read_raw(tables, path, FileForm(file=path.name), scratch=Path(scratch))
        call, member, position = chosen = _columns(raw, columns)
        picked = ", ".join(f"coalesce(trim({quoted(name)}), '')" for name in chosen)
        try:
            rows = tables.query(f"select {picked} from {raw.relation} limit {MOST_POSITIONS + 1}")
        except duckdb.Error as error:
            raise unreadable(error, raw) from error
        verify_rows(tables, raw)
        verify_count(len(rows), raw)
    if len(rows) > MOST_POSITIONS:
        raise FormatError(f"more than {MOST_POSITIONS:,} rows", where=raw.where, remedy="Split it.")
    calls, unmapped = _gather(rows, also or {}, where=raw.where)
    return LongRollCalls(calls=calls, unmapped=unmapped, columns=(call, member, position))


def name_members(
    calls: Mapping[str, Mapping[str, str]], names: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return the roll calls with members by name; who has none keeps its id, and no two are one.

    >>> name_members({"1": {"a": "for", "b": "for", "c": "for"}}, {"a": "Ana", "b": "Ana"})
    {'1': {'Ana (a)': 'for', 'Ana (b)': 'for', 'c': 'for'}}
    """
    members = {member for held in calls.values() for member in held}
    shown = {member: names.get(member) or member for member in members}
    twice = Counter(shown.values())
    shown = {member: name if twice[name] == 1 else f"{name} ({member})" for member, name in shown.items()}
    return {
        call: {shown[member]: position for member, position in held.items()} for call, held in calls.items()
    }


def _gather(
    rows: Sequence[tuple[str, str, str]], also: Mapping[str, str], *, where: str
) -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """Return the positions by roll call and member, and the words that are none."""
    meaning = {word: position_of(word, also) for word in {word for _, _, word in rows}}
    calls: dict[str, dict[str, str]] = {}
    unmapped: dict[str, int] = {}
    for place, (call, member, word) in enumerate(rows, start=2):
        if not call or not member:
            raise FormatError("no roll call or no member", where=f"{where}, row {place}")
        held = calls.setdefault(call, {})
        if not meaning[word]:
            unmapped[word] = unmapped.get(word, 0) + 1
        elif member in held:
            raise FormatError(
                f"{member!r} stands twice in the roll call {call!r}",
                where=f"{where}, row {place}",
                remedy="Keep the row that holds; or name the column that tells the two apart.",
            )
        else:
            held[member] = meaning[word]
    return calls, unmapped


def _columns(raw: RawTable, named: Sequence[str]) -> tuple[str, str, str]:
    """Return the headings of roll call, member and position: those named, else the usual ones."""
    lost = [name for name in named if name not in raw.columns]
    if named and (lost or len(named) != len(HEADINGS)):
        raise FormatError(
            f"no column {lost[0]!r}" if lost else f"{len(named)} columns are named",
            where=raw.where,
            expected=f"three of: {', '.join(raw.columns)}",
            remedy="Name the columns of roll call, member and position.",
        )
    if named:
        return named[0], named[1], named[2]
    plain = {_plain(name).replace(" ", "_"): name for name in raw.columns}
    found = {
        what: next((plain[heading] for heading in headings if heading in plain), "")
        for what, headings in HEADINGS.items()
    }
    others = [one for one in HEADINGS["position"] if one in plain and one not in EITHER]
    if not found["roll call"] and others:  # `vote, member, position`: the vote is the roll call
        found["roll call"] = next((plain[one] for one in EITHER if one in plain), "")
        found["position"] = plain[others[0]]
    if not all(found.values()):
        unknown = next(what for what, name in found.items() if not name)
        usual = (*HEADINGS[unknown], *(EITHER if unknown == "roll call" else ()))
        raise FormatError(
            f"no column is known to be the {unknown}",
            where=raw.where,
            expected=f"one of: {', '.join(usual)}",
            got=", ".join(raw.columns),
            remedy="Name the columns of roll call, member and position: --columns A,B,C.",
        )
    return found["roll call"], found["member"], found["position"]


def _plain(word: str) -> str:
    """Return a word in lower case and without accents, its blanks single."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip().casefold()
