"""What the rows of a sheets page call areas, units and sources, as HTML; and the few words beside them.

On a page that is written once sources are called by their ids, and its words are marked for scripts, which
put it into the visitor's language. Every text is escaped, and nothing that hides or reorders it is left in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import escape

from tellers.report.contents import unhidden
from tellers.tables import UNMATCHED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.web.site.layout import Layout, Unit
    from tellers.web.site.told import Teller

__all__ = ["RowNames"]


@dataclass(kw_only=True)
class RowNames:
    """The names on one page, of one contest."""

    teller: Teller
    layout: Layout
    marked: bool
    """Whether scripts put the page into other languages, for which its few words are marked."""
    units: dict[str, str]
    """Of units, where they have names in the page's language."""

    def area(self, codes: tuple[str, ...]) -> str:
        """Return an area's name and code."""
        code, name = codes[-1], self.layout.named[codes]
        told = _text(name) if code else self.word("areas-none")
        return f"{told} {_text(code)}" if code not in {"", name} else told

    def unit(self, unit: Unit) -> str:
        """Return what a unit is called on its page: its name, else its id without that of its area."""
        if name := self._given(unit):
            return _text(name)
        stray = unit.id.startswith(UNMATCHED)
        code = unit.areas[-1] if unit.areas else ""
        short = unit.id.removeprefix(UNMATCHED) if stray else unit.id
        if code and short.startswith(f"{code}.") and len(short) > len(code) + 1:
            short = short[len(code) + 1 :]
        told = f"“{_text(short)}”" if stray else _text(short)
        return told if unit.listed else f"{told} <small>{self.word('sheets-unlisted')}</small>"

    def only_unit(self, unit: Unit, codes: tuple[str, ...]) -> str:
        """Return the name of a unit that is all of its area, after the area's."""
        area, code = self.area(codes), _text(codes[-1])
        inside = code and unit.listed and unit.id.startswith(f"{codes[-1]}.") and area.endswith(code)
        if inside and not self._given(unit):
            return f"{area.removesuffix(code)}{_text(unit.id)}"
        return f"{area} · {self.unit(unit)}"

    def source(self, source: str, notes: Iterable[str] = ()) -> str:
        """Return a source's name, with notes on what it says."""
        named = self._sources.get(source)
        if named is None:
            told = source if self.marked else self.teller.telling.write(source, "source")
            named = self._sources[source] = _text(told)
        return named + "".join(f" <small>{self.word(note)}</small>" for note in notes)

    def together(self, names: Iterable[str]) -> str:
        """Return names one after the other: ids parted by blanks, since they have none."""
        return (" " if self.marked else ", ").join(names)

    def word(self, key: str) -> str:
        """Return a few words, marked for scripts on a page that is written once."""
        text = escape(self.teller.words[f"script-{key}"])
        return f"<span data-t={key}>{text}</span>" if self.marked else str(text)

    def _given(self, unit: Unit) -> str:
        return self.units.get(unit.id) or unit.name

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {}


def _text(text: str) -> str:
    return str(escape(unhidden(text)))
