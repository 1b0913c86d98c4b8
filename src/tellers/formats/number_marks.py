"""The number before a paragraph, as printed, and how deep it stands: 1., (a), i).

Whether `i` is the ninth letter or a Roman one follows from what came before: after `h` it is a
letter. A number is kept without its dot or brackets; they are no part of the text's hash.

>>> split_number("2 bis. Urges all concerned")
('2 bis', 'Urges all concerned')
>>> levels = Levels()
>>> [levels.of(number) for number in ("1", "a", "i", "ii", "b", "2", "")]
[1, 2, 3, 3, 2, 1, 1]
"""

from __future__ import annotations

import re

__all__ = ["Levels", "split_number"]

_BIS = r"(?:[ \u00a0](?:bis|ter|quater|quinquies))?"
_MARK = re.compile(
    rf"(?:(?P<plain>\d{{1,3}}{_BIS})(?:\.-?|\)|\u00ba\.?|\.\u00ba)"
    rf"|[(](?P<held>\d{{1,3}}{_BIS}|[a-zA-Z]|[ivxlIVXL]{{1,6}})[)]"
    r"|(?P<letter>[a-z]|[ivxl]{1,6}|[A-Z])[.)])[ \t\u00a0]+(?=\S)"
)
_ROMAN = re.compile(r"(?:x{0,3}(?:ix|iv|v?i{0,3}))")


def split_number(text: str) -> tuple[str, str]:
    """Return the number before a paragraph without what stands around it, '' for none, and the words."""
    found = _MARK.match(text)
    if not found:
        return "", text
    number = found["plain"] or found["held"] or found["letter"]
    return number.replace("\u00a0", " "), text[found.end() :]


class Levels:
    """The depth of one number after the other."""

    def __init__(self) -> None:
        """Begin at a text's first number."""
        self._styles: list[str] = []
        self._last: dict[str, str] = {}

    def of(self, number: str) -> int:
        """Return 1 for a figure or no number, 2 and more for letters and Roman figures under it."""
        if not number or number[0].isdigit():
            self._styles = []
            return 1
        style = self._style(number)
        if style in self._styles:
            self._styles = self._styles[: self._styles.index(style) + 1]
        else:
            self._styles.append(style)
        self._last[style] = number
        return len(self._styles) + 1

    def _style(self, number: str) -> str:
        case = "upper" if number.isupper() else "lower"
        letter, roman = f"{case} letter", f"{case} roman"
        lower = number.lower()
        if not _ROMAN.fullmatch(lower):
            return letter
        if len(lower) > 1 or not self._styles:
            return roman if len(lower) > 1 or lower == "i" else letter
        follows = ord(self._last.get(letter, "\0")[0].lower()) + 1 == ord(lower)
        return letter if self._styles[-1] == letter and follows else roman
