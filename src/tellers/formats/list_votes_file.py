"""A table of votes by list: `list,votes[,alliance][,district][,won][,kind]`, in CSV, Excel or Parquet.

One row a list, or a list in a district. `won` is the seats it has won in districts already. A row of
the kind `blank` or `invalid` is no list: its votes are ballots left blank, or invalid ones, of the
district. Headings may be Spanish, and in any letters: `lista`, `votos`, `alianza`, `distrito`.

>>> columns_of(("Lista", "VOTOS"), where="votes.csv")
{'list': 0, 'votes': 1}
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import FormatError
from tellers.formats.header_words import folded
from tellers.formats.plain_rows import Faults, read_rows
from tellers.rules.list_votes import ListVotes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tellers.model import OptionId

__all__ = ["columns_of", "read_list_votes"]

_HEADINGS = {
    "list": {"list", "lista", "party", "partido", "candidatura", "option", "state"},
    "votes": {"votes", "votos", "population"},
    "alliance": {"alliance", "alianza", "apparentement"},
    "district": {"district", "distrito", "circunscripcion", "provincia", "constituency"},
    "won": {"won", "ganados", "mandates"},
    "kind": {"kind", "tipo"},
}
_KINDS = {
    "": "list",
    "list": "list",
    "lista": "list",
    "blank": "blank",
    "blanco": "blank",
    "invalid": "invalid",
    "nulo": "invalid",
}


@dataclass(kw_only=True)
class _District:
    """The rows of one district, as they come."""

    votes: dict[OptionId, int] = field(default_factory=dict)
    alliances: dict[OptionId, OptionId] = field(default_factory=dict)
    won: dict[OptionId, int] = field(default_factory=dict)
    aside: dict[str, int] = field(default_factory=dict)


def read_list_votes(path: Path, *, encoding: str = "", scratch: Path) -> tuple[ListVotes, ...]:
    """Return the votes of every district, in the file's order; one without a name where it has none.

    Raises `RowErrors` with every bad row, and `FormatError` for a table without lists or votes.
    """
    table = read_rows(path, encoding=encoding, scratch=scratch)
    columns = columns_of(table.columns, where=path.name)
    districts: dict[str, _District] = defaultdict(_District)
    for row, values in table.rows:
        cells = {name: values[place] for name, place in columns.items()}
        place = " ".join((cells.get("district") or "").split())
        if "district" in columns and not place:
            table.faults.add(row, "district is empty")
        _take(districts[place], row, cells, table.faults)
    table.faults.raise_any()
    return tuple(
        ListVotes(
            votes=one.votes,
            blank=one.aside.get("blank", 0),
            invalid=one.aside.get("invalid", 0),
            alliances=one.alliances,
            won=one.won,
            place=place,
        )
        for place, one in districts.items()
    )


def columns_of(headings: tuple[str, ...], *, where: str) -> dict[str, int]:
    """Return which column is which; `FormatError` for one nobody knows, or lists or votes missing."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = next((n for n, words in _HEADINGS.items() if folded(heading) in words), None)
        if name is None or name in found:
            raise FormatError(
                f"column {heading!r} is {'not known' if name is None else f'a second {name}'}",
                where=f"{where}, header",
                expected="list, votes, and where there are such: alliance, district, won, kind",
            )
        found[name] = place
    if missing := [name for name in ("list", "votes") if name not in found]:
        raise FormatError(
            f"there is no column {' or '.join(missing)}",
            where=f"{where}, header",
            expected="list, votes",
            got=", ".join(headings)[:200],
        )
    return found


def _take(district: _District, row: int, cells: Mapping[str, str | None], faults: Faults) -> None:
    """Add one row to its district, or keep what is wrong with it."""
    votes = faults.whole(row, "votes", cells["votes"])
    word = folded(cells.get("kind") or "")
    if word not in _KINDS:
        faults.add(row, f"kind is {word[:40]!r}, expected list, blank or invalid")
        return
    if (kind := _KINDS[word]) != "list":
        district.aside[kind] = district.aside.get(kind, 0) + votes
        return
    option = faults.option(row, "list", cells["list"])
    if option is None:
        return
    if option in district.votes:
        faults.add(row, f"{option} stands here a second time")
    district.votes[option] = votes
    if cells.get("alliance"):
        alliance = faults.option(row, "alliance", cells["alliance"])
        if alliance is not None:
            district.alliances[option] = alliance
    if cells.get("won"):
        district.won[option] = faults.whole(row, "won", cells["won"])
