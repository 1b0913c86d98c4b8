r"""Whole numbers and shares as a language writes them, fast enough for a page of a thousand.

The signs are those of CLDR, by Babel; four digits are grouped too, as everywhere in a report
(`tellers.report.language`, which a test holds this against).

>>> numbers = Numbers.of("es")
>>> numbers.whole(7303480), numbers.share(2, 3), numbers.share(1, 0) == NOTHING
('7.303.480', '66,67\xa0%', True)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

__all__ = ["NOTHING", "Numbers"]

NOTHING = "\N{EN DASH}"
"""What stands where nothing is known."""
_SMALL = 1000
"""A share below one part in so many is told to one place more."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The signs of one language."""

    group: str
    point: str

    @staticmethod
    @lru_cache(maxsize=8)
    def of(code: str) -> Numbers:
        """Return those of a language."""
        signs = Locale.parse(code).number_symbols["latn"]
        return Numbers(str(signs["group"]), str(signs["decimal"]))

    def whole(self, value: int | None) -> str:
        """Return a whole number; a dash where there is none."""
        if value is None:
            return NOTHING
        return f"{value:,}".replace(",", self.group)

    def share(self, part: int | None, of: int | None) -> str:
        """Return a percentage of two places, three below 0.1 %; a dash where there is nothing to divide."""
        if part is None or not of:
            return NOTHING
        return f"{self.percent(part, of)}\xa0%"

    def percent(self, part: int, of: int) -> str:
        """Return the same without its sign, for a column whose head has it."""
        places = 3 if 0 < part * _SMALL < of else 2
        whole, rest = divmod(_rounded(part * 10 ** (places + 2), of), 10**places)
        return f"{self.whole(whole)}{self.point}{rest:0{places}}"


def _rounded(number: int, by: int) -> int:
    """Return a quotient as a whole number, half to even."""
    quotient, rest = divmod(number, by)
    return quotient + (2 * rest > by or (2 * rest == by and quotient % 2))
