"""Three lines that read a vote, in DuckDB, pandas and R, and what they print: a test runs them.

They read the file of everything, unpacked by the program itself, and add up the leading options of the source
that the report judges by. Codes are told to be text, for they begin with zeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables import quoted, text
from tellers.web.site.tables_csv import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.web.site.site import Site

__all__ = ["Lesson", "Sum", "lessons", "sums_shown"]

MOST_OPTIONS = 3
PLACE = f"download/{EVERYTHING}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What the lines add up: columns of the file, what they are called, and what comes out."""

    contest: str
    source: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    votes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A program and its three lines."""

    program: str
    lines: tuple[str, ...]


def sums_shown(site: Site, language: str) -> Sum | None:
    """Return what the lines add up; None where no source says anything of any option."""
    for telling in site.tellings(language):
        source = telling.source or telling.case.broadest
        votes = telling.case.tally(source).votes(telling.case.contest) if source else {}
        if source and votes:
            plain = [
                option for option in votes if option.isprintable()
            ]  # what turns the writing is not typed
            first = sorted(plain, key=lambda option: -votes[option])[:MOST_OPTIONS]
            return Sum(
                contest=str(telling.case.contest.id),
                source=telling.source_name(source),
                columns=tuple(f"{source}.{option}" for option in first),
                names=tuple(telling.write(str(option), "option") for option in first),
                votes=tuple(votes[option] for option in first),
            )
    return None


def lessons(site: Site, shown: Sum) -> tuple[Lesson, ...]:
    """Return the lines of each program, to be run in the folder of the site."""
    codes = ("unit", *site.dossier.tables.levels)
    return (
        Lesson("DuckDB", tuple(_duckdb(shown, codes))),
        Lesson("pandas", tuple(_pandas(shown, codes))),
        Lesson("R", tuple(_r(shown, codes))),
    )


def _duckdb(shown: Sum, codes: Sequence[str]) -> Iterator[str]:
    types = ", ".join(f"{text(code)}: 'VARCHAR'" for code in codes)
    yield "SELECT " + ", ".join(f"sum({quoted(column)})" for column in shown.columns)
    yield f"FROM read_csv({text(PLACE)}, types = {{{types}}})"
    yield f"WHERE contest = {text(shown.contest)};"


def _pandas(shown: Sum, codes: Sequence[str]) -> Iterator[str]:
    types = ", ".join(f"{_literal(code)}: str" for code in codes)
    yield "import pandas"
    yield f"vote = pandas.read_csv({_literal(PLACE)}, dtype={{{types}}})"
    columns = ", ".join(map(_literal, shown.columns))
    yield f"print(vote[vote.contest == {_literal(shown.contest)}][[{columns}]].sum())"


def _r(shown: Sum, codes: Sequence[str]) -> Iterator[str]:
    types = ", ".join(f'{_literal(code)} = "character"' for code in codes)
    yield f"vote <- read.csv({_literal(PLACE)}, check.names = FALSE, colClasses = c({types}))"
    yield f"vote <- vote[vote$contest == {_literal(shown.contest)}, ]"
    yield f"colSums(vote[c({', '.join(map(_literal, shown.columns))})], na.rm = TRUE)"


def _literal(word: str) -> str:
    """Return a text between quotes, as Python and R both read it."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
