"""Which findings name a unit, as its page tells them: kinds of finding in each language, without numbers.

The check of the whole vote takes seconds. It is made at the desk when the first page is asked for, and nobody
waits for it: until it is done, pages say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check.rows import list_rows
from tellers.report.telling import tell
from tellers.web.serve.shelf import Shelf
from tellers.web.site.found import OF_AREAS, SEEN
from tellers.web.site.told import Speaker
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tellers.check import Result
    from tellers.report.telling import Telling

__all__ = ["FoundUnits", "find_units"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnits:
    """What a check found, by unit."""

    named: Shelf
    """Under each unit that a finding names: the contest's place and the finding's, from 0."""
    words: Mapping[str, tuple[tuple[str, ...], ...]]
    """By language: what each contest's findings say of a unit, in their order."""
    anchors: tuple[str, ...]
    """Of each contest's findings, in the report's page."""

    def of(self, unit: str, contest: int, language: str) -> list[str]:
        """Return what the findings of a contest say of a unit."""
        places = [line.split(" ") for line in self.named[unit]]
        return [self.words[language][contest][int(place)] for one, place in places if int(one) == contest]


def find_units(result: Result) -> FoundUnits:
    """Return what a check found of which units. Cost: the listing of every finding that names any."""
    tellings = {language: tell(result, language) for language in LANGUAGES}
    named = {place for telling in tellings["en"] for place in _places(telling)}
    return FoundUnits(
        named=Shelf.under_keys((unit, f"{contest} {place}") for unit, contest, place in sorted(named)),
        words={code: tuple(_words(one) for one in told) for code, told in tellings.items()},
        anchors=tuple(telling.anchor("findings") for telling in tellings["en"]),
    )


def _places(telling: Telling) -> Iterator[tuple[str, int, int]]:
    """Yield every unit that a finding names, with the contest's place and the finding's."""
    contest = telling.position - 1
    for place, finding in enumerate(telling.checked.findings):
        if finding.code not in (*OF_AREAS, *SEEN) and (finding.unit_count or finding.units):
            for row in list_rows(telling.case, finding):
                yield str(row.unit), contest, place


def _words(telling: Telling) -> tuple[str, ...]:
    speaker = Speaker(telling)
    return tuple(speaker.kind(finding) for finding in telling.checked.findings)
