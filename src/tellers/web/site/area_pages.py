"""Where a reader is sent for an area: its own page, or the page that lists its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.web.site.layout import Layout

__all__ = ["ANY", "pages_by_area"]

ANY = "*"
"""What stands for the reader's language in a path."""


def pages_by_area(layout: Layout, levels: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return, by level, the path of each area's page by its code, `*` in place of the language.

    An area that takes several pages, or that has none because it lies below the pages that list sheets, is
    sent to the first page that has sheets of it.
    """
    found: dict[int, dict[str, str]] = {level: {} for level in levels}
    for area in layout.areas():
        path = layout.path(area, ANY)
        if area.level in found and not area.lists_sheets:
            found[area.level].setdefault(area.code, path)
        for unit in area.units:
            for level, pages in found.items():
                if level >= area.level:
                    pages.setdefault(unit.areas[level], path)
    return found
