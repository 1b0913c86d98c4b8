r"""Ranked ballots from a file: `count,first,second,...` in CSV, or BLT. Counted papers, never persons.

CSV, Excel, Parquet: a column of how many papers, then one column a preference, in their order; the
candidates are all who are named, in the order in which they first are. BLT is the form of most count
programs (Hill, Wichmann and Woodall, algorithm 123, Computer Journal 30, 1987, m): candidates and seats,
`-2` for one withdrawn, a line a kind of paper ending in 0, a line with 0 alone, then the names in quotes
and the title.

>>> found = read_blt('2 1\n3 1 2 0\n1 2 0\n0\n"Ana"\n"Bea"\n"Chair"\n', where="chair.blt")
>>> found.seats, found.ballots.candidates, found.ballots.papers[0].preferences
(1, ('Ana', 'Bea'), ('Ana', 'Bea'))
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tellers.errors import FormatError
from tellers.formats.bytes_in import text_file
from tellers.formats.header_words import folded
from tellers.formats.plain_rows import Faults, read_rows
from tellers.model import OptionId
from tellers.rules.ballots import MOST_CANDIDATES, Paper, RankedBallots

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BallotsFile", "read_ballots", "read_blt"]

T = TypeVar("T", int, OptionId)
_COUNTS = {"count", "papers", "votes", "papeletas", "votos", "cantidad"}
_NUMBER = re.compile(r"-?[0-9]{1,10}")
_NAME = re.compile(r'"([^"]*)"')
LARGEST_BLT = 64 << 20
"""Bytes of a BLT file: a ward of a million papers, each on a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsFile:
    """The papers of a file, and the seats it names, or 0 where it names none."""

    ballots: RankedBallots
    seats: int = 0


def read_ballots(path: Path, *, encoding: str = "", scratch: Path) -> BallotsFile:
    """Return the papers of a file, a BLT file by its name and any other as a table."""
    if path.name.lower().endswith(".blt"):
        file = text_file(path, encoding=encoding, scratch=scratch)
        if file.path.stat().st_size > LARGEST_BLT or file.compression != "none":
            raise FormatError(
                "too large, or packed", where=path.name, remedy="Count equal papers together first."
            )
        try:
            return read_blt(file.path.read_bytes().decode("utf-8-sig"), where=path.name)
        except UnicodeDecodeError as error:
            raise FormatError(
                "not UTF-8", where=path.name, remedy="Say its encoding: --encoding latin-1."
            ) from error
    return _read_table(path, encoding=encoding, scratch=scratch)


def _read_table(path: Path, *, encoding: str, scratch: Path) -> BallotsFile:
    table = read_rows(path, encoding=encoding, scratch=scratch)
    if len(table.columns) < 2 or folded(table.columns[0]) not in _COUNTS:
        raise FormatError(
            "the first column is not how many papers",
            where=f"{path.name}, header",
            expected="count, first, second, ...",
            got=", ".join(table.columns)[:200],
        )
    faults = table.faults
    papers: list[Paper] = []
    for row, cells in table.rows:
        count = faults.whole(row, "count", cells[0])
        given = [" ".join((cell or "").split()) for cell in cells[1:]]
        ranked = [faults.option(row, "preference", cell) for cell in given if cell]
        if given[: len(ranked)] != [cell for cell in given if cell]:
            faults.add(row, "a preference stands after an empty one")
        preferences = tuple(option for option in ranked if option is not None)
        for name in _twice(preferences):
            faults.add(row, f"{name} is preferred twice")
        papers.append(Paper(count=count, preferences=preferences))
    faults.raise_any()
    named = dict.fromkeys(option for paper in papers for option in paper.preferences)
    _verify_candidates(len(named), path.name)
    return BallotsFile(ballots=RankedBallots(candidates=tuple(named), papers=tuple(papers)))


def read_blt(content: str, *, where: str) -> BallotsFile:
    """Return the papers of a BLT file; `RowErrors` with every bad line."""
    lines = [(row, line.partition("#")[0].strip()) for row, line in enumerate(content.splitlines(), start=1)]
    lines = [(row, line) for row, line in lines if line]
    head = lines[0][1].split() if lines else []
    if len(head) != 2 or not all(_NUMBER.fullmatch(word) and int(word) > 0 for word in head):
        raise FormatError(
            "a BLT file begins with two numbers", where=where, expected="candidates and seats, as in 4 2"
        )
    candidates, seats = map(int, head)
    _verify_candidates(candidates, where)
    faults = Faults(where=where, remedy="Mend these lines; nothing was counted.")
    papers, withdrawn = list[tuple[int, list[int]]](), list[int]()
    end = next((place for place, (_, line) in enumerate(lines) if line == "0"), len(lines))
    if end == len(lines):
        raise FormatError(
            "no line of 0 ends the papers", where=where, remedy="Fetch the file again; it may be cut."
        )
    for row, line in lines[1:end]:
        numbers = [int(word) for word in line.split() if _NUMBER.fullmatch(word)]
        if len(numbers) < len(line.split()):
            faults.add(row, f"is {line[:40]!r}, expected numbers")
        elif all(number < 0 for number in numbers):
            withdrawn += [-number for number in numbers]
        else:
            _verify_paper(row, numbers, candidates, faults)
            papers.append((numbers[0], numbers[1:-1]))
    names = _names(lines[end + 1 :], candidates, faults)
    faults.raise_any()
    if out := [number for number in withdrawn if number > candidates]:
        raise FormatError(f"candidate {out[0]} withdrew and does not stand", where=where)
    ballots = RankedBallots(
        candidates=names,
        papers=tuple(Paper(count=n, preferences=tuple(names[i - 1] for i in ranked)) for n, ranked in papers),
        withdrawn=tuple(names[number - 1] for number in sorted(set(withdrawn))),
    )
    return BallotsFile(ballots=ballots, seats=seats)


def _verify_paper(row: int, numbers: Sequence[int], candidates: int, faults: Faults) -> None:
    """Keep what is wrong with a line of papers: how many, the preferences, 0."""
    ranked = numbers[1:-1]
    if numbers[-1] != 0 or len(numbers) < 2:
        faults.add(row, "does not end in 0")
    if numbers[0] < 0 or any(not 1 <= number <= candidates for number in ranked):
        faults.add(row, f"names a candidate that is not one of 1 to {candidates}")
    for number in _twice(ranked):
        faults.add(row, f"candidate {number} is preferred twice")


def _names(lines: Sequence[tuple[int, str]], candidates: int, faults: Faults) -> tuple[OptionId, ...]:
    """Return the candidates' names, which stand in quotes after the papers, the title after them."""
    found = [(row, name) for row, line in lines for name in _NAME.findall(line)]
    row = lines[0][0] if lines else 0
    if len(found) < candidates:
        faults.add(row, f"{len(found)} names in quotes for {candidates} candidates")
    names = [faults.option(place, "name", name) for place, name in found[:candidates]]
    given = tuple(name for name in names if name is not None)
    for name in _twice(given):
        faults.add(row, f"two candidates are called {name}")
    return given


def _twice(found: Sequence[T]) -> list[T]:
    return [one for one, times in Counter(found).items() if times > 1]


def _verify_candidates(number: int, where: str) -> None:
    if not 1 <= number <= MOST_CANDIDATES:
        raise FormatError(
            f"{number} candidates",
            where=where,
            expected=f"1 to {MOST_CANDIDATES}",
            remedy="Is this the right file?",
        )
