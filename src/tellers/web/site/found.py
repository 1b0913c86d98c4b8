"""What was found of the units in each area: how many a finding names there, in words that need no more.

A finding speaks of the whole vote, and its numbers change with every publication. On the page of an area it
is told by its kind and by how many units it names there, so that the page changes when they do and not
before. A kind without a sentence of its own, which names few units, is told in the finding's words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tellers.check.rows import list_rows
from tellers.tables import UNMATCHED

if TYPE_CHECKING:
    from tellers.model import Finding
    from tellers.report.telling import Telling
    from tellers.web.site.layout import Layout

__all__ = ["LATE", "OF_AREAS", "SEEN", "Found", "find_in_areas"]

OF_AREAS = ("areas-without-record", "units-gaps")
"""Kinds of finding whose rows are areas, and not units."""
LATE = "coverage-late"
"""Of two sources one has more: on a page of sheets, what has no record says the same, source by source."""
SEEN = frozenset({LATE, "units-missing"})
"""Kinds of finding that rows show already: a source has no record of a unit."""


@dataclass(slots=True, kw_only=True)
class Found:
    """The findings that name anything, and how much each names where."""

    findings: tuple[Finding, ...]
    by_area: dict[tuple[str, ...], Counter[int]] = field(default_factory=dict)
    """By the codes of an area: how many units each finding names in it, by its place above."""
    by_unit: dict[str, list[int]] = field(default_factory=dict)
    """By unit, the findings that name it."""

    def within(self, codes: tuple[str, ...]) -> list[tuple[Finding, int]]:
        """Return the findings that name anything in an area and how much, in the order of the report."""
        held = self.by_area.get(codes) or Counter()
        return [(self.findings[place], held[place]) for place in sorted(held)]


def find_in_areas(telling: Telling, layout: Layout) -> Found:
    """Return where the findings of a contest name what. Cost: the listing of every finding that counts."""
    found = Found(findings=telling.checked.findings)
    units = {unit.id: unit.areas for area in layout.areas() for unit in area.units}
    areas = {codes[-1]: codes for codes in sorted(layout.named, key=len)}
    for place, finding in enumerate(found.findings):
        if not finding.unit_count and not finding.units:
            continue
        for name in dict.fromkeys(row.unit for row in list_rows(telling.case, finding)):
            if finding.code in OF_AREAS:
                _count(found, areas.get(name), place)
                continue
            unit = name if name in units else UNMATCHED + name
            if unit in units:
                found.by_unit.setdefault(unit, []).append(place)
                _count(found, units[unit], place)
    return found


def _count(found: Found, codes: tuple[str, ...] | None, place: int) -> None:
    """Add one to a finding in an area and in all that it lies in."""
    for depth in range(len(codes) + 1) if codes is not None else ():
        found.by_area.setdefault((codes or ())[:depth], Counter())[place] += 1
