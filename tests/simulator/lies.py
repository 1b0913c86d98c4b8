"""Lies by name: each takes an election and returns one whose publication departs from the truth.

What is proclaimed stays what it was unless the lie is about the proclamation. Where a lie is
about one source, it is `official` unless another is named.

>>> from tests.simulator.election import honest_election
>>> election = honest_election(seed=1)
>>> lied = padded_sheet(election, unit="01.01.01", option="A", votes=50)
>>> lied.total("A") - election.total("A"), lied.total("voters") - election.total("voters")
(50, 50)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tests.simulator.election import Election, Sheet

__all__ = [
    "copied_sheet",
    "corrected_position",
    "duplicated_sheet",
    "ghost_unit",
    "inflated_proclamation",
    "invented_vector",
    "late_correction",
    "miscopied_figure",
    "missing_station",
    "padded_sheet",
    "second_source",
    "swapped_lists",
    "unread_figure",
    "with_status",
    "withheld_area",
]

OFFICIAL = "official"
Change = Callable[[Sheet], Sheet]


def _changed(election: Election, units: Iterable[str], change: Change, source: str = OFFICIAL) -> Election:
    """Return the election with a change made to every sheet of these units in one source."""
    chosen = set(units)
    sheets = tuple(change(s) if s.unit in chosen else s for s in election.sheets(source))
    return election.with_sheets(sheets, source)


def _add(sheet: Sheet, more: dict[str, int]) -> Sheet:
    """Return the sheet with so many more in each figure; a figure without a number stays without."""
    figures = dict(sheet.figures)
    for figure, votes in more.items():
        before = figures.get(figure)
        figures[figure] = None if before is None else before + votes
    return replace(sheet, figures=figures)


def padded_sheet(election: Election, *, unit: str, option: str, votes: int) -> Election:
    """Add votes for an option, and to valid and voters, so that the sheet still adds up."""
    more = {option: votes, "valid": votes, "voters": votes}
    return _changed(election, [unit], lambda sheet: _add(sheet, more))


def miscopied_figure(election: Election, *, unit: str, figure: str, votes: int) -> Election:
    """Change one figure alone, so that the sheet no longer adds up."""
    return _changed(election, [unit], lambda sheet: _add(sheet, {figure: votes}))


def unread_figure(election: Election, *, unit: str, figure: str) -> Election:
    """Leave one figure of a sheet unread."""
    return _changed(
        election,
        [unit],
        lambda s: replace(s, figures={**s.figures, figure: None}, unread=(*s.unread, figure)),
    )


def swapped_lists(election: Election, *, unit: str, first: str, second: str) -> Election:
    """Write the figures of two options into each other's boxes."""
    return _changed(
        election,
        [unit],
        lambda s: replace(s, figures={**s.figures, first: s.figures[second], second: s.figures[first]}),
    )


def missing_station(election: Election, *, unit: str, source: str = OFFICIAL) -> Election:
    """Leave the sheet of one unit out."""
    return election.with_sheets(tuple(s for s in election.sheets(source) if s.unit != unit), source)


def withheld_area(election: Election, *, area: str, keep: int = 0, source: str = OFFICIAL) -> Election:
    """Leave the sheets of an area out, all but the first `keep` of them."""
    inside = {place.unit for place in election.places if area in place.areas}
    kept = set(sorted(inside)[:keep])
    sheets = tuple(s for s in election.sheets(source) if s.unit not in inside or s.unit in kept)
    return election.with_sheets(sheets, source)


def with_status(election: Election, *, unit: str, status: str) -> Election:
    """Publish a unit as annulled, not installed, pending ...: without figures but for the annulled."""
    return _changed(
        election,
        [unit],
        lambda s: replace(
            s, status=status, figures=s.figures if status == "annulled" else dict.fromkeys(s.figures)
        ),
    )


def _appended(election: Election, sheet: Sheet, source: str = OFFICIAL) -> Election:
    sheets = election.sheets(source)
    record = max(s.record for s in sheets) + 1
    return election.with_sheets((*sheets, replace(sheet, record=record)), source)


def late_correction(election: Election, *, unit: str, option: str, votes: int) -> Election:
    """Publish a second record that replaces the unit's last one, with more votes for an option."""
    last = [sheet for sheet in election.sheets() if sheet.unit == unit][-1]
    changed = _add(last, {option: votes, "valid": votes, "voters": votes})
    return _appended(election, replace(changed, replaces=last.record, reason="corrected"))


def corrected_position(election: Election, *, unit: str, position: str, source: str = "minutes") -> Election:
    """Publish a second record of a member that replaces the last one, with another position."""
    last = [sheet for sheet in election.sheets(source) if sheet.unit == unit][-1]
    taken: dict[str, int | None] = {figure: int(figure == position) for figure in last.figures}
    return _appended(election, replace(last, figures=taken, replaces=last.record, reason="misheard"), source)


def duplicated_sheet(election: Election, *, unit: str, votes: int = 0) -> Election:
    """Publish a unit twice without saying that one replaces the other; differing by some votes."""
    return _appended(election, _add(election.sheet(unit), {election.options[0]: votes}))


def copied_sheet(election: Election, *, unit: str, onto: str, image: bool = True) -> Election:
    """Publish one unit's figures, and its image, as those of another unit."""
    original = election.sheet(unit)

    def copy(sheet: Sheet) -> Sheet:
        copied = replace(sheet, figures=original.figures)
        if not image:
            return copied
        return replace(copied, image=original.image, image_sha256=original.image_sha256)

    return _changed(election, [onto], copy)


def invented_vector(election: Election, *, units: Iterable[str], figures: dict[str, int | None]) -> Election:
    """Publish the same figures for many units, each with an image of its own."""
    return _changed(election, units, lambda sheet: replace(sheet, figures=figures))


def ghost_unit(election: Election, *, unit: str, like: str) -> Election:
    """Publish a sheet of a unit that no list of units knows, with the figures of another."""
    return _appended(election, replace(election.sheet(like), unit=unit, image="", image_sha256=""))


def inflated_proclamation(election: Election, *, figure: str, votes: int) -> Election:
    """Proclaim more votes than the records hold."""
    before = election.proclaimed
    return replace(election, proclaimed={**before, figure: before[figure] + votes})


def second_source(election: Election, *, name: str, every: int = 1) -> Election:
    """Let another source publish the same sheets, or only every so many of them."""
    return election.with_sheets(election.sheets()[::every], name)
