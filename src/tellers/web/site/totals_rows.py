"""The table of totals as HTML: a row an option or figure, two cells a column of sources: votes, and share.

On a page that is written once, what has a sentence of its own is marked for scripts, which know the table's
numbers by where they stand. What HTML does not need is left out: there are hundreds of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from tellers.report.contents import unhidden

if TYPE_CHECKING:
    from tellers.web.site.told import Cell, Line, Named, Said, Totals

__all__ = ["json_attribute", "totals_rows"]


def totals_rows(totals: Totals, *, marked: bool) -> Markup:
    """Return the rest of the head, and the body, of a table of totals."""
    told = _Table(marked)
    heads = "".join([f"<th colspan=2>{told.sources(group)}" for group in totals.sources])
    lines = "".join([told.line(line) for line in totals.lines])
    return Markup(f"{heads}\n<tbody>\n{lines}")  # noqa: S704 (every text in it is escaped below)


@dataclass(frozen=True, slots=True)
class _Table:
    """Tells the parts of a table; `marked` on a page of all languages."""

    marked: bool

    def sources(self, group: tuple[Named, ...]) -> str:
        """Return what heads a column: those that add up alike share one."""
        named = [self._named(one.name, one.id) for one in group]
        if len(named) == 1:
            return named[0]
        # A line each: "the press, a translation" would be one source and what it is.
        *others, last = named
        return "".join([f"<span>{one},</span> " for one in others]) + f"<span>{last}</span>"

    def line(self, line: Line) -> str:
        """Return a row."""
        if line.name.key:
            name = f"<th{self._marks(line.name)}>{_text(line.name.text)}"
        else:
            name = f"<th>{self._named(line.name.text, line.id)}"
        shares = [share.text for share in line.shares] or [""] * len(line.cells)
        cells = [f"<td>{self._cell(cell)}<td>{share}" for cell, share in zip(line.cells, shares, strict=True)]
        return f"<tr>{name}{''.join(cells)}\n"

    def _cell(self, cell: Cell) -> str:
        if not cell.note:
            return cell.text
        note = _text(cell.note.text)
        marks = self._marks(cell.note)
        return f"{cell.text} <small>{f'<span{marks}>{note}</span>' if marks else note}</small>"

    def _named(self, name: str, ident: str) -> str:
        """Return a name, with its id on a page of all languages: there the heads of sheets say the id."""
        told = _text(name)
        return f"{told} <b>{_text(ident)}</b>" if self.marked and ident and ident != name else told

    def _marks(self, said: Said) -> str:
        """Return the attributes that tell scripts which sentence an element has."""
        if not self.marked or not said.key:
            return ""
        places = f" data-p='{json_attribute(said.places)}'" if said.places else ""
        return f" data-t={said.key}{places}"


def json_attribute(text: str) -> Markup:
    """Return JSON for an attribute in single quotes: JSON is full of double ones."""
    for sign, reference in (("&", "&amp;"), ("'", "&#39;"), ("<", "&lt;")):
        text = text.replace(sign, reference)
    return Markup(text)  # noqa: S704 (nothing in it ends the attribute)


def _text(text: str) -> str:
    return str(escape(unhidden(text)))
