"""Every unit behind a finding, row by row, however many there are.

A finding names at most twenty units and counts the rest; here they all are, streamed from the
tables, so that nothing grows with their number. Which listing belongs to a finding follows from
its code; a finding whose code is not listed here names all its units itself.

    code                  value                     against                     note
    sources-differ        first source's figure     second source's             unread: no figure was read
    coverage-late                                                               (units of the fuller source)
    sum-broken            the stated figure         its parts, added
    sum-bounds-unread     the stated figure         its parts that were read
    over-limit            the figure                its limit
    unit-repeated         most less least, votes                                equal, differs
    image-repeated                                                              the image
    figures-coincide      votes of the unit         units with these figures    the first of them
    units-missing         its register                                          the status of its record
    units-unknown         the figure
    units-withdrawn       its register                                          withdrawn
    areas-without-record                                                        the area's name
    units-gaps            numbers seen              the highest number
    corrections           votes gained              the record it replaces      the reason given
    corrections-unsound   votes gained              the record it replaces      what is unsound
    swapped-suspected     the figure                the figure if exchanged

In the two kinds about areas, areas-without-record and units-gaps, the unit is an area.

>>> Row(unit="010101001.01", figure="EG", value=310, against=301)
Row(unit='010101001.01', record=None, figure='EG', value=310, against=301, note='')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check.swapped import list_suspects
from tellers.model import FigureId, SourceId
from tellers.tables import (
    Limit,
    areas_without_record,
    list_bounded,
    list_coincidences,
    list_corrections,
    list_differences,
    list_gaps,
    list_missing,
    list_only,
    list_over,
    list_repeated_images,
    list_repeated_units,
    list_unbalanced,
    list_unknown,
)

if TYPE_CHECKING:
    from tellers.check.case import Case
    from tellers.model import Finding

__all__ = ["LISTINGS", "Row", "list_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One unit behind a finding: what stands there, and what it was held against."""

    unit: str
    record: int | None = None
    figure: str = ""
    value: int | None = None
    against: int | None = None
    note: str = ""


def list_rows(case: Case, finding: Finding) -> Iterator[Row]:
    """Yield the rows behind a finding; those it names itself where its kind has no listing."""
    listing = LISTINGS.get(finding.code)
    if listing and finding.unit_count:
        yield from listing(case, finding)
    else:
        yield from (Row(unit=unit) for unit in finding.units)


def _parts(finding: Finding) -> tuple[SourceId, str]:
    """Return the source of a subject and what follows it: "v1", "v1/valid", "v1/v2"."""
    source, _, rest = finding.subject.partition("/")
    return SourceId(source), rest


def _differences(case: Case, finding: Finding) -> Iterator[Row]:
    first, second = finding.sources
    for one in list_differences(case.tables, case.contest, first, second):
        if one.unread:
            yield Row(unit=one.unit, note="unread")
            continue
        for figure, value in one.first.items():
            if value != one.second[figure]:
                yield Row(unit=one.unit, figure=figure, value=value, against=one.second[figure])


def _late(case: Case, finding: Finding) -> Iterator[Row]:
    less, more = finding.sources
    for unit in list_only(case.tables, case.contest, more, less):
        yield Row(unit=unit)


def _broken(case: Case, finding: Finding) -> Iterator[Row]:
    source, figure = _parts(finding)
    for one in list_unbalanced(case.tables, case.contest, source, FigureId(figure)):
        yield Row(unit=one.unit, record=one.record, figure=figure, value=one.stated, against=one.against)


def _bounded(case: Case, finding: Finding) -> Iterator[Row]:
    source, figure = _parts(finding)
    for one in list_bounded(case.tables, case.contest, source, FigureId(figure)):
        yield Row(unit=one.unit, record=one.record, figure=figure, value=one.stated, against=one.against)


def _over(case: Case, finding: Finding) -> Iterator[Row]:
    source, figure = _parts(finding)
    limit = Limit(figure=FigureId(figure), most=FigureId(str(finding.number("limit"))), declared=True)
    for one in list_over(case.tables, case.contest, source, limit):
        yield Row(unit=one.unit, record=one.record, figure=figure, value=one.stated, against=one.against)


def _repeated_units(case: Case, finding: Finding) -> Iterator[Row]:
    for one in list_repeated_units(case.tables, case.contest, _parts(finding)[0]):
        yield Row(unit=one.unit, value=one.votes, note="differs" if one.differs else "equal")


def _repeated_images(case: Case, finding: Finding) -> Iterator[Row]:
    source, column = _parts(finding)
    for one in list_repeated_images(case.tables, case.contest, source, column):
        for unit in one.units:
            yield Row(unit=unit, note=one.image)


def _coinciding(case: Case, finding: Finding) -> Iterator[Row]:
    source, _ = _parts(finding)
    for one in list_coincidences(case.tables, case.contest, source, case.leaders(source)):
        for unit in one.units:
            yield Row(unit=unit, value=one.votes, against=len(one.units), note=one.units[0])


def _missing(case: Case, finding: Finding) -> Iterator[Row]:
    withdrawn = finding.code == "units-withdrawn"
    for one in list_missing(case.tables, case.contest, _parts(finding)[0]):
        if withdrawn and one.status != "withdrawn":
            continue
        yield Row(unit=one.unit, figure="registered", value=one.registered, note=one.status)


def _unknown(case: Case, finding: Finding) -> Iterator[Row]:
    for one in list_unknown(case.tables, case.contest, _parts(finding)[0]):
        for figure, value in one.figures.items():
            yield Row(unit=one.unit, record=one.record, figure=figure, value=value)


def _areas(case: Case, finding: Finding) -> Iterator[Row]:
    source, level = _parts(finding)
    for area, name in areas_without_record(case.tables, case.contest, source, level):
        yield Row(unit=area, note=name)


def _gaps(case: Case, finding: Finding) -> Iterator[Row]:
    level = str(finding.number("level"))
    for one in list_gaps(case.tables, case.contest, _parts(finding)[0], level):
        yield Row(unit=one.area, value=one.units, against=one.highest)


def _corrections(case: Case, finding: Finding) -> Iterator[Row]:
    """Yield every option that a correction changed; one row without a figure where it changed none."""
    unsound = finding.code == "corrections-unsound"
    for one in list_corrections(case.tables, case.contest, _parts(finding)[0]):
        if unsound and not one.fault:
            return  # the unsound come first
        note = one.fault if unsound else one.reason
        changed = [(str(option), votes) for option, votes in one.votes.items() if votes]
        for figure, votes in changed or [("", 0)]:
            yield Row(
                unit=one.unit, record=one.record, figure=figure, value=votes, against=one.replaces, note=note
            )


def _suspects(case: Case, _finding: Finding) -> Iterator[Row]:
    for suspect, (first, second) in list_suspects(case):
        unit = str(suspect.unit)
        yield Row(unit=unit, figure=first, value=suspect.first, against=suspect.second)
        yield Row(unit=unit, figure=second, value=suspect.second, against=suspect.first)


LISTINGS: dict[str, Callable[[Case, Finding], Iterator[Row]]] = {
    "sources-differ": _differences,
    "coverage-late": _late,
    "sum-broken": _broken,
    "sum-bounds-unread": _bounded,
    "over-limit": _over,
    "unit-repeated": _repeated_units,
    "image-repeated": _repeated_images,
    "figures-coincide": _coinciding,
    "units-missing": _missing,
    "units-withdrawn": _missing,
    "units-unknown": _unknown,
    "areas-without-record": _areas,
    "units-gaps": _gaps,
    "corrections": _corrections,
    "corrections-unsound": _corrections,
    "swapped-suspected": _suspects,
}
"""The listing of each kind of finding; a new kind that counts units adds itself here."""
