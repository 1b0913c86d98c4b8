"""Words about the records themselves: sums that do not add up, limits passed.

A figure declared a sum is looked at where a standing record states it in a column of its own. Its
parts are the columns it is the sum of; a part without a column is replaced by its own parts. The
record breaks the sum when the parts it gives are above the stated figure, or when it gives all of
them and they are below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tellers.recheck.sheets import Sheets
from tellers.recheck.vocabulary.exact import Exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]


class Account(NamedTuple):
    """One record that states a sum: its row, the stated figure, its given parts added, how many unread."""

    row: int
    stated: int
    added: int
    unread: int

    @property
    def breaks(self) -> bool:
        """Return whether the record does not keep to the sum."""
        return self.stated < self.added or (self.unread == 0 and self.stated > self.added)


def _columns_of(ground: Ground, sheets: Sheets, figure: str) -> list[str]:
    """Return the columns a figure is the sum of; none when a part has neither a column nor parts."""
    columns: list[str] = []
    for part in ground.parts(figure):
        beneath = [part] if part in sheets.columns else _columns_of(ground, sheets, part)
        if not beneath:
            return []
        columns += beneath
    return columns


def _accounts(ground: Ground, source: str, figure: str) -> Iterator[Account]:
    sheets = ground.sheets(source)
    parts = _columns_of(ground, sheets, figure)
    if figure not in sheets.columns or not parts:
        raise ground.refuse(f"source {source} does not state this figure and its parts", figure)
    for row in sheets.standing:
        stated = sheets.value(figure, row)
        if stated is not None:
            given = [number for part in parts if (number := sheets.value(part, row)) is not None]
            yield Account(row, stated, sum(given), len(parts) - len(given))


def checked(ground: Ground, source: str, figure: str) -> int:
    """Standing records that state this figure and every part it is declared the sum of."""
    return sum(one.unread == 0 for one in _accounts(ground, source, figure))


def broken(ground: Ground, source: str, figure: str) -> int:
    """Standing records whose parts are above the stated figure, or all given and below it."""
    return sum(one.breaks for one in _accounts(ground, source, figure))


def imbalance(ground: Ground, source: str, figure: str) -> int:
    """Stated figure less its parts, added over the records that break the sum."""
    return sum(one.stated - one.added for one in _accounts(ground, source, figure) if one.breaks)


def imbalance_size(ground: Ground, source: str, figure: str) -> int:
    """The same, added without sign."""
    return sum(abs(one.stated - one.added) for one in _accounts(ground, source, figure) if one.breaks)


def bounded(ground: Ground, source: str, figure: str) -> int:
    """Records with a part unread whose given parts are not above the stated figure."""
    return sum(one.unread > 0 and not one.breaks for one in _accounts(ground, source, figure))


def bounded_votes(ground: Ground, source: str, figure: str) -> int:
    """What the unread parts of those records hold, all together."""
    accounts = _accounts(ground, source, figure)
    return sum(one.stated - one.added for one in accounts if one.unread > 0 and not one.breaks)


def _paths(ground: Ground, sheets: Sheets, figure: str) -> dict[str, list[str]]:
    """Return every option beneath a figure, with the smaller sums between that have a column."""
    paths: dict[str, list[str]] = {}
    for part in _columns_of(ground, sheets, figure):
        if part in ground.options:
            paths[part] = []
        else:
            below = _paths(ground, sheets, part)
            paths.update({option: [part, *between] for option, between in below.items()})
    return paths


def _exposed(ground: Ground, source: str, figure: str, option: str) -> Iterator[tuple[Account, int | None]]:
    """Yield every broken record on which no smaller sum vouches for the option, with the option's votes."""
    sheets = ground.sheets(source)
    paths = _paths(ground, sheets, figure)
    if option not in paths:
        raise ground.refuse("this option is no part of the figure", option)
    for one in _accounts(ground, source, figure):
        if one.breaks and not any(_holds(ground, sheets, sum_, one.row) for sum_ in paths[option]):
            yield one, sheets.value(option, one.row)


def _holds(ground: Ground, sheets: Sheets, figure: str, row: int) -> bool:
    stated = sheets.value(figure, row)
    parts = [sheets.value(part, row) for part in _columns_of(ground, sheets, figure)]
    return stated is not None and None not in parts and stated == sum(part or 0 for part in parts)


def option_touched(ground: Ground, source: str, figure: str, option: str) -> int:
    """Records that break the sum and on which the option's figure could be what is wrong."""
    exposed = _exposed(ground, source, figure, option)
    return sum(one.stated > one.added or (votes or 0) > 0 for one, votes in exposed)


def option_more(ground: Ground, source: str, figure: str, option: str) -> int:
    """Votes the option would have more, had each of those records dropped its own."""
    exposed = _exposed(ground, source, figure, option)
    return sum(max(0, one.stated - one.added) for one, _ in exposed)


def option_fewer(ground: Ground, source: str, figure: str, option: str) -> int:
    """Votes the option would have fewer, were each of those records' surplus the option's."""
    exposed = _exposed(ground, source, figure, option)
    return sum(
        min(one.added - one.stated, votes) for one, votes in exposed if one.stated < one.added and votes
    )


def touching(ground: Ground, source: str, figure: str) -> int:
    """The largest number of such records for any option beneath the figure."""
    paths = _paths(ground, ground.sheets(source), figure)
    return max((option_touched(ground, source, figure, option) for option in paths), default=0)


def _pairs(ground: Ground, source: str, figure: str, limit: str) -> Iterator[tuple[int, int]]:
    """Yield a figure and its limit, of every standing record that gives both."""
    sheets = ground.sheets(source)
    for row in sheets.standing:
        number, most = sheets.value(figure, row), _on_row(ground, sheets, row, limit)
        if number is not None and most is not None:
            yield number, most


def _on_row(ground: Ground, sheets: Sheets, row: int, figure: str) -> int | None:
    """Return a figure of one row; the register is what the table of units says, else the sheet."""
    if figure == ground.figure_with_role("registered"):
        register = ground.registers().get(sheets.unit[row])
        if register is not None:
            return register
    return sheets.value(figure, row)


def limited(ground: Ground, source: str, figure: str, limit: str) -> int:
    """Standing records that give both this figure and its limit."""
    return sum(1 for _ in _pairs(ground, source, figure, limit))


def over(ground: Ground, source: str, figure: str, limit: str) -> int:
    """Standing records on which this figure is above its limit."""
    return sum(number > most for number, most in _pairs(ground, source, figure, limit))


def excess(ground: Ground, source: str, figure: str, limit: str) -> int:
    """By how much, added over those records."""
    return sum(max(0, number - most) for number, most in _pairs(ground, source, figure, limit))


def over_zero(ground: Ground, source: str, figure: str, limit: str) -> int:
    """Of those records, the ones whose limit is zero."""
    return sum(number > most == 0 for number, most in _pairs(ground, source, figure, limit))


def on_record(ground: Ground, source: str, record: Exact, figure: str) -> int | None:
    """A figure of one record; a register is what the table of units says, else the record."""
    sheets = ground.sheets(source)
    return _on_row(ground, sheets, _row(ground, source, record), figure)


def parts_on_record(ground: Ground, source: str, record: Exact, figure: str) -> int:
    """The given parts of a figure on one record, added."""
    sheets = ground.sheets(source)
    row = _row(ground, source, record)
    return sum(sheets.value(part, row) or 0 for part in _columns_of(ground, sheets, figure))


def _row(ground: Ground, source: str, record: Exact) -> int:
    rows = ground.once(
        ("rows", source), lambda: {n: row for row, n in enumerate(ground.sheets(source).record)}
    )
    if record not in rows:
        raise ground.refuse(f"source {source} has no such record", str(record))
    return rows[int(record)]


WORDS = (
    checked,
    broken,
    imbalance,
    imbalance_size,
    bounded,
    bounded_votes,
    option_touched,
    option_more,
    option_fewer,
    touching,
    limited,
    over,
    excess,
    over_zero,
    on_record,
    parts_on_record,
)
