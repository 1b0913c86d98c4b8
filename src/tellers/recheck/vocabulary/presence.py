"""Words about which units a source accounts for: of those listed, of those nobody listed, by area.

A listed unit with a register of zero is expected nowhere. A unit whose id begins with
`unmatched:` is one an import could not match to any listed unit, and counts as listed by nobody.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from tellers.recheck.vocabulary.arithmetic import nearest
from tellers.recheck.vocabulary.exact import Exact, whole
from tellers.recheck.vocabulary.totals import closed_units as closed

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]

UNMATCHED = "unmatched:"


def _absent(ground: Ground, source: str) -> dict[str, tuple[str, int]]:
    """Return every expected unit without a standing record: its latest status, its register or 0."""

    def collect() -> dict[str, tuple[str, int]]:
        sheets = ground.sheets(source)
        standing = {sheets.unit[row] for row in sheets.standing}
        latest: dict[str, tuple[int, str]] = {}
        for record, unit, status in zip(sheets.record, sheets.unit, sheets.status, strict=True):
            if status != "counted" and record > latest.get(unit, (-1, ""))[0]:
                latest[unit] = (record, status)
        return {
            unit: (latest.get(unit, (0, ""))[1], register or 0)
            for unit, register in ground.registers().items()
            if unit not in standing and register != 0 and not unit.startswith(UNMATCHED)
        }

    return ground.once(("absent", source), collect)


def absent(ground: Ground, source: str, status: str = "*") -> int:
    """Listed units without a standing record; with a status, those whose latest record has it ("" none)."""
    return sum(status in {"*", one} for one, _ in _absent(ground, source).values())


def absent_registered(ground: Ground, source: str, status: str = "*") -> int:
    """Voters registered in those units, where known."""
    return sum(register for one, register in _absent(ground, source).values() if status in {"*", one})


def closed_units(ground: Ground, source: str) -> int:
    """Listed units that the source calls annulled, not installed or never called."""
    return sum(unit in ground.registers() for unit in closed(ground, source))


def _unknown(ground: Ground, source: str) -> list[int]:
    sheets, listed = ground.sheets(source), ground.registers()
    units = ((row, sheets.unit[row]) for row in sheets.standing)
    return [row for row, unit in units if unit.startswith(UNMATCHED) or unit not in listed]


def unknown(ground: Ground, source: str) -> int:
    """Standing records of units that no list of units knows."""
    return len(_unknown(ground, source))


def unknown_votes(ground: Ground, source: str) -> int:
    """Votes for options on those records."""
    sheets = ground.sheets(source)
    return sum(
        sheets.value(option, row) or 0 for row in _unknown(ground, source) for option in ground.options
    )


def areas_seen(ground: Ground, source: str, level: str) -> int:
    """Areas of a level with at least one standing record."""
    sheets, areas = ground.sheets(source), ground.areas(level)
    return len({areas.get(sheets.unit[row], "") for row in sheets.standing} - {""})


def _numbers(ground: Ground, source: str, level: str) -> dict[str, set[int]]:
    """Return the numbers in use in each area whose units are called by the area, a dot and a number."""
    return ground.once(("numbers", source, level), lambda: _collect_numbers(ground, source, level))


def _collect_numbers(ground: Ground, source: str, level: str) -> dict[str, set[int]]:
    sheets, areas = ground.sheets(source), ground.areas(level)
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in sheets.standing:
        unit = sheets.unit[row]
        area = areas.get(unit, "")
        digits = unit.removeprefix(f"{area}.")
        if area and digits != unit and digits.isascii() and digits.isdigit() and int(digits[:19]):
            numbers[area].add(int(digits[:19]))
    return numbers


def numbered(ground: Ground, source: str, level: str, area: str = "") -> int:
    """Units numbered within their area of this level, each number once; in all or in one area."""
    numbers = _numbers(ground, source, level)
    return len(numbers.get(area, ())) if area else sum(len(used) for used in numbers.values())


def numbering_gaps(ground: Ground, source: str, level: str) -> int:
    """Numbers left out below the highest in use, over the areas of this level."""
    return sum(max(numbers) - len(numbers) for numbers in _numbers(ground, source, level).values())


class Area(NamedTuple):
    """One area under one source: units expected and recorded, votes by option."""

    expected: int
    recorded: int
    votes: dict[str, int]


def _areas(ground: Ground, source: str, level: str) -> dict[str, Area]:
    def collect() -> dict[str, Area]:
        sheets, registers = ground.sheets(source), ground.registers()
        rows = {sheets.unit[row]: row for row in sheets.standing}
        found: dict[str, Any] = defaultdict(lambda: [0, 0, dict.fromkeys(ground.options, 0)])
        for unit, area in ground.areas(level).items():
            one, row = found[area], rows.get(unit)
            one[0] += registers[unit] != 0 or row is not None
            if row is not None:
                one[1] += 1
                for option in ground.options:
                    one[2][option] += sheets.value(option, row) or 0
        return {area: Area(*one) for area, one in found.items()}

    return ground.once(("by area", source, level), collect)


def _area(ground: Ground, source: str, level: str, area: str) -> Area:
    areas = _areas(ground, source, level)
    if area not in areas:
        raise ground.refuse("the level has no such area", area)
    return areas[area]


def expected(ground: Ground, source: str, level: str, area: str) -> int:
    """Units listed in an area; those with a register of zero only where the source has a record."""
    return _area(ground, source, level, area).expected


def share(ground: Ground, source: str, option: str, level: str, area: str) -> Exact | None:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """An option's part of the votes for options in an area; nothing where there is no vote."""
    votes = _area(ground, source, level, area).votes
    return whole(Fraction(votes[ground.option(option)], sum(votes.values()))) if any(votes.values()) else None


def _sides(ground: Ground, source: str, level: str) -> tuple[list[Area], list[Area]]:
    """Return the areas with votes whose coverage is below that of all of them, and the others."""
    there = [
        area for area in _areas(ground, source, level).values() if area.recorded and any(area.votes.values())
    ]
    expected, recorded = sum(area.expected for area in there), sum(area.recorded for area in there)
    low = [area for area in there if area.recorded * expected < recorded * area.expected]
    return low, [area for area in there if area not in low]


def _share_of(ground: Ground, areas: list[Area], option: str) -> Exact | None:
    votes = sum(sum(area.votes.values()) for area in areas)
    given = sum(area.votes[ground.option(option)] for area in areas)
    return whole(Fraction(given, votes)) if votes else None


def areas_below(ground: Ground, source: str, level: str) -> int:
    """Areas with votes whose part of units recorded is below that of all such areas together."""
    return len(_sides(ground, source, level)[0])


def areas_above(ground: Ground, source: str, level: str) -> int:
    """Areas with votes whose part of units recorded is not below that of all such areas together."""
    return len(_sides(ground, source, level)[1])


def share_below(ground: Ground, source: str, level: str, option: str) -> Exact | None:
    """An option's part of the votes in the areas of low coverage."""
    return _share_of(ground, _sides(ground, source, level)[0], option)


def share_above(ground: Ground, source: str, level: str, option: str) -> Exact | None:
    """An option's part of the votes in the areas of high coverage."""
    return _share_of(ground, _sides(ground, source, level)[1], option)


def like_area(ground: Ground, source: str, level: str, first: str, second: str) -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """What first less second would gain, were the units without a record like the others of their area."""
    one, two = ground.option(first), ground.option(second)
    gained = Fraction(0)
    for area in (area for side in _sides(ground, source, level) for area in side):
        gained += Fraction(
            (area.votes[one] - area.votes[two]) * (area.expected - area.recorded), area.recorded
        )
    return nearest(gained)


def areas_without(ground: Ground, source: str, level: str) -> int:
    """Areas of a level, of listed units or registers by area, in which no unit has a standing record."""
    areas = _areas(ground, source, level)
    known = {name for name in areas if name}
    for path in ground.folder.files():
        if path.startswith("registers/") and path.endswith(".parquet"):
            rows = ground.folder.rows(path, ["level", "area"])
            known |= {area for one, area in rows if one == level and area}
    return sum(name not in areas or not areas[name].recorded for name in known)


WORDS = (
    absent,
    absent_registered,
    closed_units,
    unknown,
    unknown_votes,
    areas_seen,
    numbered,
    numbering_gaps,
    expected,
    share,
    areas_below,
    areas_above,
    share_below,
    share_above,
    like_area,
    areas_without,
)
