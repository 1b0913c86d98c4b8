"""Words about registers by area: what they list, what of it has a record, and what they leave out.

Each counts the whole register, or with a level and an area the part of it in that wider area: a
listed area lies where the register's column `within_<level>` says, an area that is not listed where
its units lie, in the first of their areas where they lie in several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]


class Listed(NamedTuple):
    """One area that a register lists: its voters, and the wider areas by level."""

    voters: int
    within: dict[str, str]


class Listing(NamedTuple):
    """A register by area: the level of its areas, and each of them."""

    level: str
    areas: dict[str, Listed]


def _listing(ground: Ground, register: str) -> Listing:
    return ground.once(("listing", register), lambda: _read(ground, register))


def _read(ground: Ground, register: str) -> Listing:
    path = f"registers/{register}.parquet"
    if not ground.folder.has(path):
        raise ground.refuse("the dossier has no such register", register)
    wider = [name for name in ground.folder.columns(path) if name.startswith("within_")]
    areas: dict[str, Listed] = {}
    levels = set()
    for level, area, registered, *within in ground.folder.rows(path, ["level", "area", "registered", *wider]):
        levels.add(level)
        named = {name.removeprefix("within_"): place or "" for name, place in zip(wider, within, strict=True)}
        areas[area] = Listed(registered or 0, {**named, level: area})
    if len(levels) != 1:
        raise ground.refuse("a register of several levels", register)
    return Listing(levels.pop(), areas)


def _listed(ground: Ground, register: str, level: str, area: str) -> dict[str, Listed]:
    """Return the areas a register lists: all, or those in one wider area."""
    areas = _listing(ground, register).areas
    if not level:
        return areas
    if any(level not in one.within for one in areas.values()):
        raise ground.refuse("the register does not name areas of this level", level)
    return {name: one for name, one in areas.items() if one.within[level] == area}


def _recorded(ground: Ground, source: str, level: str) -> dict[str, int]:
    """Return, by area with a standing record, the voters registered in the units recorded there."""

    def collect() -> dict[str, int]:
        sheets, registers, areas = ground.sheets(source), ground.registers(), ground.areas(level)
        found: dict[str, int] = {}
        for row in sheets.standing:
            if area := areas.get(sheets.unit[row], ""):
                found[area] = found.get(area, 0) + (registers[sheets.unit[row]] or 0)
        return found

    return ground.once(("recorded by area", source, level), collect)


def register_areas(ground: Ground, register: str, level: str = "", area: str = "") -> int:
    """Areas that a register by area lists."""
    return len(_listed(ground, register, level, area))


def register_voters(ground: Ground, register: str, level: str = "", area: str = "") -> int:
    """Voters that a register by area lists."""
    return sum(one.voters for one in _listed(ground, register, level, area).values())


def register_seen(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, register: str, level: str = "", area: str = ""
) -> int:
    """Areas of a register with at least one standing record of a source."""
    recorded = _recorded(ground, source, _listing(ground, register).level)
    return sum(name in recorded for name in _listed(ground, register, level, area))


def register_covered(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, register: str, level: str = "", area: str = ""
) -> int:
    """Voters registered in the units recorded in those areas, where the unit's register is known."""
    recorded = _recorded(ground, source, _listing(ground, register).level)
    return sum(recorded.get(name, 0) for name in _listed(ground, register, level, area))


def register_unlisted(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, register: str, level: str = "", area: str = ""
) -> int:
    """Areas with a standing record of a source that a register does not list."""
    own, listed = _listing(ground, register)
    recorded = _recorded(ground, source, own)
    places = _places(ground, source, own, level) if level else {}
    return sum(name not in listed and (not level or places[name] == area) for name in recorded)


def _places(ground: Ground, source: str, own: str, level: str) -> dict[str, str]:
    """Return the wider area of each area with a record: the first its recorded units lie in."""

    def collect() -> dict[str, str]:
        sheets, narrow, wide = ground.sheets(source), ground.areas(own), ground.areas(level)
        found: dict[str, str] = {}
        for row in sheets.standing:
            area, place = narrow.get(sheets.unit[row], ""), wide.get(sheets.unit[row], "")
            if area and place:
                found[area] = min(found.get(area, place), place)
            elif area:
                found.setdefault(area, "")
        return found

    return ground.once(("places", source, own, level), collect)


WORDS = (register_areas, register_voters, register_seen, register_covered, register_unlisted)
