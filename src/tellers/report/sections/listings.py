"""Coverage by area on the base of a register by area, where nobody lists all units.

The base is told first: which areas the register lists, of how many, who is on it. An area of the
map is left empty where the register lists nothing, or fewer than half of the areas with a record
there: a share of such a list would look like coverage and be none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.dossier.layout import REGISTERS
from tellers.report.contents import Block, Column, Paragraphs, Table
from tellers.report.sections.maps import Filling, filled_map, say_filling
from tellers.tables import register_by_area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Finding
    from tellers.report.sections.levels import CountedLevel
    from tellers.report.shapes import Layer
    from tellers.tables import RegisterCoverage

__all__ = ["register_blocks"]

HEADS = (
    "#column-register-areas",
    "#column-register-seen",
    "#column-register-unlisted",
    "#column-register-voters",
    "#column-register-covered",
    "#column-register-share",
)


def register_blocks(counted: CountedLevel, layers: tuple[Layer, ...]) -> Iterator[Block]:
    """Yield, a register that tells areas of this level: its base in words, and its map or its table."""
    case, source = counted.telling.case, counted.tally.source
    polygons = next((one for one in layers if one.level == counted.level and one.polygons), None)
    for register in sorted(case.tables.registers):
        finding = _finding(counted, register)
        found = register_by_area(case.tables, case.contest, source, register, counted.level)
        if finding is None or not any(area.registered for area in found):
            continue
        narrow = str(finding.number("level"))
        title = counted.telling.say("report-register-base", level=(narrow, "level"))
        yield Paragraphs(title=title, texts=tuple(_base(counted, register, finding)))
        filling = _filling(counted, register, found, narrow)
        if polygons:
            yield filled_map(counted, polygons, filling)
        else:
            yield filling.table(say_filling(counted, filling))


def _finding(counted: CountedLevel, register: str) -> Finding | None:
    """Return the finding on this register and the main source; None where nothing is told of them."""
    subject = f"{counted.tally.source}/{register}"
    found = counted.telling.checked.with_code("coverage-of-register")
    return next((finding for finding in found if finding.subject == subject), None)


def _base(counted: CountedLevel, register: str, finding: Finding) -> Iterator[str]:
    """Yield what the register lists and what of it has a record, who is on it, and what that assumes."""
    speech, path = counted.telling.speech, f"{REGISTERS}/{register}.parquet"
    yield speech.say(finding.message, finding.numbers)
    for resource in counted.telling.case.dossier.package.resources:
        if resource.path == path and resource.description:
            yield counted.telling.plain(resource.description, resource.descriptions)
    yield from (speech.say(key) for key in finding.assumptions)


def _filling(counted: CountedLevel, register: str, found: list[RegisterCoverage], narrow: str) -> Filling:
    telling, by_area = counted.telling, {area.area: area for area in found}
    levels = telling.write(narrow, "levels")

    def words(area: str) -> str:
        one = by_area.get(area)
        return telling.say(
            "report-register-words",
            area=counted.names.get(area, "") or telling.say("report-map-unnamed"),
            levels=levels,
            areas=(one.areas if one else 0, "count"),
            unlisted=(one.unlisted if one else 0, "count"),
            value=(one.share if one else None, "share"),
        )

    return Filling(
        key="map-register",
        anchor=f"map-register-{register}",
        values={area.area: area.share if area.mostly_listed else None for area in found},
        words=words,
        none=telling.say("report-register-none", levels=levels),
        table=lambda caption: _table(counted, found, caption=caption, levels=levels),
        named={"levels": (narrow, "levels")},
    )


def _table(counted: CountedLevel, found: list[RegisterCoverage], *, caption: str, levels: str) -> Table:
    telling = counted.telling
    rows = tuple(
        (
            area.name or telling.say("report-no-area"),
            *(telling.write(n) for n in (area.areas, area.areas_seen, area.unlisted)),
            *(telling.write(n, "voters") for n in (area.registered, area.covered)),
            telling.write(area.share, "share"),
        )
        for area in found
    )
    columns = (Column(name=telling.write(counted.level, "level")), *telling.columns(*HEADS))
    return Table(
        caption=caption, columns=columns, rows=rows, note=telling.say("report-register-note", levels=levels)
    )
