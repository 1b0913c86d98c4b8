"""How a site's own pages write numbers, moments and hashes, and where a unit's row is on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from tellers.report.language import Language
from tellers.report.names import day_written

if TYPE_CHECKING:
    from tellers.report.contents import Entry
    from tellers.web.site.layout import Area, Layout

__all__ = ["Writing"]


@dataclass(frozen=True)
class Writing:
    """One language, and the pages that a word may lead to."""

    language: str
    layout: Layout
    root: str
    """What leads from the page to the site's root."""

    def number(self, value: int) -> str:
        """Return a whole number as the language groups it."""
        return Language.load(self.language).decimal(value, 0)

    def moment(self, seconds: int) -> str:
        """Return a moment in UTC as the language writes it; a number of seconds beyond all calendars."""
        try:
            at = datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return str(seconds)
        return f"{day_written(f'{at:%Y-%m-%d}', self.language)}, {at:%H:%M:%S} UTC"

    def unit_address(self, unit: str) -> str:
        """Return where a unit's row is, '' for a unit that no page lists."""
        area = self._areas.get(unit)
        return f"{self.root}{self.layout.path(area, self.language)}#{quote(unit, safe='')}" if area else ""

    def units(self, entry: Entry) -> Markup:
        """Return the sentence that names a finding's units, each name leading to its row."""
        names = ", ".join(entry.unit_ids)
        before, found, after = entry.units.partition(names) if names else (entry.units, "", "")
        linked = Markup(", ").join(self._linked(unit) for unit in entry.unit_ids if found)
        return escape(before) + linked + escape(after)

    def _linked(self, unit: str) -> Markup:
        address = self.unit_address(unit)
        return Markup('<a href="{}">{}</a>').format(address, unit) if address else escape(unit)

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {unit.id: area for area in self.layout.areas() for unit in area.units}
