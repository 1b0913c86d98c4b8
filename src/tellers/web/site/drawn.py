"""Whether a site has a map and charts: a council's roll has no places; some votes have nothing to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.web.site.roll_words import has_rolls

if TYPE_CHECKING:
    from tellers.web.site.site import Site

__all__ = ["has_charts", "has_map"]


def has_map(site: Site) -> bool:
    """Return whether a dossier has shapes or points of any level that its units lie in."""
    return any(one.layers and one.levels for one in site.pictured)


def has_charts(site: Site) -> bool:
    """Return whether there is anything to draw: areas, or a roll of members."""
    return any(one.levels for one in site.pictured) or has_rolls(site)
