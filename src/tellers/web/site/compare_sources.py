"""Two sources of one contest held against each other: the lists behind the counts, and a file of all of them.

A page shows the first `MOST_SHOWN` units of each list; the file beside it has every one: units that both
have and that are not equal, readings that failed, and units that only one has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import TYPE_CHECKING

from tellers.dossier.layout import records_path
from tellers.tables import compare_sources, list_differences, list_only, only_by_area
from tellers.web.site.tables_csv import CsvTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.dossier import Dossier
    from tellers.model import Contest, SourceId
    from tellers.tables import Comparison, Difference, Tables

__all__ = ["MOST_SHOWN", "Pair", "pairs_of"]

MOST_SHOWN = 200
"""Units of one list on a page."""
FIELDS = (
    ("unit", "string"),
    ("what", "string"),
    ("figure", "string"),
    ("first", "integer"),
    ("second", "integer"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sources, how they compare, and where the first of the lists."""

    contest: Contest
    found: Comparison
    differing: tuple[Difference, ...]
    """The first `MOST_SHOWN` shared units whose accounts are not equal."""
    areas: tuple[tuple[str, str, int, int], ...]
    """By widest area: code, name, units only in the first, and only in the second."""
    table: CsvTable
    """The file with every unit."""

    @property
    def key(self) -> str:
        """Return what tells this pair from the others of the dossier, in an address and a file's name."""
        return f"{self.contest.id}+{self.found.first}+{self.found.second}"

    @property
    def path(self) -> str:
        """Return the path of the file with every unit, from the site's root."""
        return f"download/{self.table.name}"


def apart(one: Difference) -> Iterator[tuple[str, int | None, int | None]]:
    """Yield the figures on which two accounts are not equal, with both numbers."""
    for figure, here in one.first.items():
        there = one.second.get(figure)
        if here is not None and there is not None and here != there:
            yield str(figure), here, there


def pairs_of(dossier: Dossier) -> list[Pair]:
    """Return every pair of sources of every contest, in the order of the dossier."""
    return [
        _pair(dossier, contest, first, second)
        for contest in dossier.contests
        for first, second in combinations(dossier.tables.sources(contest.id), 2)
    ]


def _pair(dossier: Dossier, contest: Contest, first: SourceId, second: SourceId) -> Pair:
    tables = dossier.tables
    areas = only_by_area(tables, contest, first, second, contest.levels[0].id) if contest.levels else []
    table = CsvTable.of(
        f"differences-{contest.id}-{first}-{second}.csv.gz",
        FIELDS,
        _differences(tables, contest, first, second),
        files=[records_path(contest.id, source) for source in (first, second)],
    )
    return Pair(
        contest=contest,
        found=compare_sources(tables, contest, first, second),
        differing=tuple(islice(list_differences(tables, contest, first, second), MOST_SHOWN)),
        areas=tuple(areas),
        table=replace(table, between=(first, second)),
    )


def _differences(
    tables: Tables, contest: Contest, first: SourceId, second: SourceId
) -> Iterator[tuple[str, str, str, int | None, int | None]]:
    """Yield every difference: unit, what it is (differs, failed reading, only first or second), figure.

    Streamed; a unit with several figures that differ has a row for each.
    """
    for one in list_differences(tables, contest, first, second):
        if one.unread:
            yield one.unit, "failed reading", "", None, None
            continue
        for figure, here, there in apart(one):
            yield one.unit, "differs", figure, here, there
    for unit in list_only(tables, contest, first, second):
        yield unit, "only first", "", None, None
    for unit in list_only(tables, contest, second, first):
        yield unit, "only second", "", None, None
