"""Words about the records themselves: sums that do not add up, limits passed, units repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS", "broken", "over", "repeated"]


def broken(ground: Ground, source: str, figure: str) -> int:
    """Standing records on which this figure is not the sum of the parts the contest declares."""
    sheets = ground.sheets(source)
    parts = next((f.get("sum_of", []) for f in ground.figures if f["id"] == figure), [])
    count = 0
    for row in sheets.standing:
        whole = sheets.value(figure, row)
        numbers = [sheets.value(part, row) for part in parts]
        if parts and whole is not None and None not in numbers:
            count += whole != sum(number or 0 for number in numbers)
    return count


def over(ground: Ground, source: str, figure: str) -> int:
    """Standing records on which this figure exceeds the one it is declared never to exceed."""
    sheets, listed = ground.sheets(source), ground.registers()
    limit = next((f.get("at_most") for f in ground.figures if f["id"] == figure), None)
    if limit is None:
        raise ground.refuse("this figure has no limit", figure)
    count = 0
    for row in sheets.standing:
        number, most = sheets.value(figure, row), sheets.value(limit, row)
        if most is None and limit == ground.figure_with_role("registered"):
            most = listed.get(sheets.unit[row])
        count += number is not None and most is not None and number > most
    return count


def repeated(ground: Ground, source: str) -> int:
    """Units of which this source has more than one record."""
    seen: set[str] = set()
    twice = {unit for unit in ground.sheets(source).unit if unit in seen or seen.add(unit)}  # type: ignore[func-returns-value]  # adds, and is false
    return len(twice)


WORDS = (broken, over, repeated)
