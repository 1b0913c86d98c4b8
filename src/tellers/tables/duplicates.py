"""What stands twice in one source: a unit, an image; whole vectors of counts are in `coincidences`.

Corrections are no duplicates: a record that another replaces is left out everywhere here.

Recomputed in plain Python by tests/tables/test_duplicates.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import given_options, votes_sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Contest, SourceId

__all__ = [
    "RepeatedImages",
    "RepeatedUnits",
    "SharedImage",
    "UnitRepeat",
    "list_repeated_images",
    "list_repeated_units",
    "live_records",
    "repeated_images",
    "repeated_units",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedUnits:
    """Units with more than one record of which none replaces another."""

    units: int
    records: int
    differing: int
    """Of those units, how many whose records do not give the same figures."""
    votes: int
    """Over the differing units: the most less the least of every option, added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRepeat:
    """One unit that stands more than once."""

    unit: str
    records: int
    differs: bool
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedImages:
    """Images that stand under more than one unit."""

    images: int
    units: int
    votes: int
    """Votes for options on the units beyond the first of each image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedImage:
    """One image and the units it stands under."""

    image: str
    units: tuple[str, ...]


def live_records(tables: Tables, contest: Contest, source: SourceId) -> str:
    """Return SQL of the records that no other replaces."""
    records = tables.records(contest.id, source)
    replaced = f"(select replaces from {records} where replaces is not null)"
    return f"(from {records} where record not in {replaced})"


def repeated_units(tables: Tables, contest: Contest, source: SourceId) -> RepeatedUnits:
    """Return how many units stand more than once.

    Cost: two counts where every record stands, since of each unit only one does; else one pass.
    """
    records, standing = tables.records(contest.id, source), tables.standing(contest.id, source)
    whole, stand = tables.row(f"select (select count(*) from {records}), (select count(*) from {standing})")
    if whole == stand or not tables.row(f"select count(*) - count(distinct unit) from {records}")[0]:
        return RepeatedUnits(units=0, records=0, differing=0, votes=0)
    units, found, differing, votes = tables.row(
        f"select count(*), coalesce(sum(records), 0), count(*) filter (differs), coalesce(sum(votes), 0) "
        f"from ({_repeats(tables, contest, source)})"
    )
    return RepeatedUnits(units=units, records=int(found), differing=differing, votes=int(votes))


def list_repeated_units(tables: Tables, contest: Contest, source: SourceId) -> Iterator[UnitRepeat]:
    """Yield the units that stand more than once, those that differ most first; streamed."""
    query = f"from ({_repeats(tables, contest, source)}) order by votes desc, differs desc, unit"
    for unit, records, differs, votes in tables.stream(query):
        yield UnitRepeat(unit=unit, records=records, differs=differs, votes=int(votes))


def _repeats(tables: Tables, contest: Contest, source: SourceId) -> str:
    """Return SQL of every repeated unit: how many records, whether they differ, by how many votes."""
    columns = tables.figures[contest.id, source]
    differs = " or ".join(
        [
            "min(status) <> max(status)",
            *(f"min({c}) <> max({c}) or count({c}) not in (0, count(*))" for c in map(quoted, columns)),
        ]
    )
    options = map(quoted, given_options(contest, columns))
    votes = " + ".join(f"coalesce(max({option}) - min({option}), 0)" for option in options) or "0"
    return (
        f"select unit, count(*) as records, {differs} as differs, {votes} as votes "
        f"from {live_records(tables, contest, source)} group by unit having count(*) > 1"
    )


def repeated_images(
    tables: Tables, contest: Contest, source: SourceId, column: str = "image"
) -> RepeatedImages:
    """Return how many images stand under more than one unit; `column` may be `image_sha256`.

    Cost: nothing where no record names an image, else one pass, and another where one repeats.
    """
    records = tables.records(contest.id, source)
    image = quoted(column)
    named, distinct = tables.row(
        f"select count(h), count(distinct h) from "
        f"(select case when {image} <> '' then hash({image}) end as h from {records})"
    )
    if named == distinct:
        return RepeatedImages(images=0, units=0, votes=0)
    votes = votes_sql(contest.option_ids, tables.figures[contest.id, source])
    images, units, beyond = tables.row(
        f"""
        select count(*), coalesce(sum(units), 0), coalesce(sum(votes - largest), 0)
        from (
            select count(distinct unit) as units, sum({votes}) as votes, max({votes}) as largest
            from {live_records(tables, contest, source)} where {image} <> ''
            group by {image} having count(distinct unit) > 1
        )
        """
    )
    return RepeatedImages(images=images, units=int(units), votes=int(beyond))


def list_repeated_images(
    tables: Tables, contest: Contest, source: SourceId, column: str = "image"
) -> Iterator[SharedImage]:
    """Yield the images under more than one unit, those with most units first; streamed."""
    image = quoted(column)
    found = tables.stream(
        f"select {image}, list(distinct unit order by unit) as units "
        f"from {live_records(tables, contest, source)} where {image} <> '' "
        f"group by {image} having count(distinct unit) > 1 order by len(units) desc, {image}"
    )
    for name, units in found:
        yield SharedImage(image=name, units=tuple(units))
