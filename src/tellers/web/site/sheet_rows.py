"""The rows of a sheets page: what each unit's sources say of it, a row a distinct account, as HTML.

A browser that verifies holds each row to the entries that it names, so that the form is fixed
(web/script/ui/README.md): a body of rows for each lowest area; of a unit the first row bears its id; the last
cells are figures in the order that the table names, a number, `?` where it was not read, nothing where it is
not on the sheet. What HTML does not need is left out, closing tags and the scope of a row's only head: a
country has tens of thousands of rows.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from tellers.model import Status
from tellers.report.contents import unhidden
from tellers.tables import UNMATCHED
from tellers.web.site.layout import heading_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.web.site.accounts import Account
    from tellers.web.site.layout import Area, Layout, Unit
    from tellers.web.site.told import Teller

__all__ = ["SheetRows", "subjects_of"]

_BARE = re.compile(r"[A-Za-z0-9_.:=-]+")
"""What needs no quotes as the value of an attribute."""
TAKEN = frozenset({"main"})
"""Ids that the frame of every page has."""


def subjects_of(teller: Teller) -> str:
    """Return, as JSON, which entries name the contest and its sources: scripts read the names there."""
    contest = teller.telling.case.contest.id
    wanted = [f"contest/{contest}", *(f"source/{source}" for source in teller.telling.case.sources)]
    held = teller.count.standing.subjects
    return json.dumps({one: held[one] for one in wanted if one in held}, separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class SheetRows:
    """The rows of one contest on one page."""

    teller: Teller
    layout: Layout
    area: Area
    figures: tuple[str, ...]
    marked: bool
    """Whether scripts put the page into other languages, for which its few words are marked."""
    names: dict[str, str]
    """Of units, where they have names in the page's language."""

    def html(self) -> Markup:
        """Return the bodies of the table."""
        return Markup("".join(self._bodies()))  # noqa: S704 (every text in it is escaped below)

    def _bodies(self) -> Iterator[str]:
        above = self.area.codes
        for codes, units in groupby(self.area.units, key=lambda unit: unit.areas):
            for level in range(self.area.level + 1, len(codes)):
                if codes[: level + 1] != above[: level + 1]:
                    yield self._heading(codes[: level + 1], lowest=level + 1 == len(codes))
            above = codes
            if len(codes) <= self.area.level + 1:
                yield "<tbody>\n"
            for unit in units:
                yield self._unit(unit)

    def _heading(self, codes: tuple[str, ...], *, lowest: bool) -> str:
        """Return the body of an area and its heading; wider than the lowest, a body of its own."""
        level, code = self.layout.levels[len(codes) - 1], codes[-1]
        name = self.layout.named[codes]
        ident = heading_id(level, code)
        named = "" if lowest or ident in self._units or any(c.isspace() for c in ident) else _id(ident)
        told = self._text(name) if code else self._mark("areas-none")
        shown = f" {self._text(code)}" if code not in {"", name} else ""
        scope = "" if lowest else " class=wider"
        return (
            f"<tbody data-area={_quoted(code)}{scope}><tr{named}>"
            f"<th colspan={len(self.figures) + 2} scope=rowgroup>{told}{shown}\n"
        )

    def _unit(self, unit: Unit) -> str:
        """Return the rows of one unit."""
        sheet = self.teller.count.sheet(unit.id)
        count = len(sheet.accounts) + len(sheet.taken_back)
        ident = unit.id if not any(one.isspace() for one in unit.id) and unit.id not in TAKEN else ""
        first = _id(ident) if ident else f' data-unit="{escape(unit.id)}"'
        name = f"<th{f' rowspan={count}' if count > 1 else ''}>{self._name(unit)}"
        if not count:
            return f"<tr{first}>{name}<td colspan={len(self.figures) + 1}>{self._mark('sheets-none')}\n"
        counting = {record.index for record in sheet.counting}
        rows = [self._account(account, counting) for account in sheet.accounts]
        rows += [("", self._taken_back(source)) for source in sheet.taken_back]
        lines = [f"<tr{first}{rows[0][0]}>{name}{rows[0][1]}\n"]
        lines += [f"<tr{entries}>{cells}\n" for entries, cells in rows[1:]]
        return "".join(lines)

    def _name(self, unit: Unit) -> str:
        """Return what a unit is called on its page: its name, else its id without that of its area."""
        name = self.names.get(unit.id) or unit.name
        if name:
            return self._text(name)
        stray = unit.id.startswith(UNMATCHED)
        code = unit.areas[-1] if unit.areas else ""
        short = unit.id.removeprefix(UNMATCHED) if stray else unit.id
        if code and short.startswith(f"{code}.") and len(short) > len(code) + 1:
            short = short[len(code) + 1 :]
        told = f"“{self._text(short)}”" if stray else self._text(short)
        return told if unit.listed else f"{told} <small>{self._mark('sheets-unlisted')}</small>"

    def _account(self, account: Account, counting: set[int]) -> tuple[str, str]:
        """Return the entries of a row as an attribute, and its cells after the unit's."""
        entries = ",".join(str(record.index) for record in account.records)
        sources: dict[str, list[str]] = {}
        for record in account.records:
            notes = sources.setdefault(record.source, [])
            if record.corrected and "sheets-corrected" not in notes:
                notes.append("sheets-corrected")
            if record.status != Status.COUNTED:
                notes.append(f"status-{record.status}")
            elif record.index not in counting:
                notes.append("sheets-again")
        told = (" " if self.marked else ", ").join(
            self._source(source, notes) for source, notes in sources.items()
        )
        given = account.records[0].figures
        figures = "".join(
            [
                f"<td>{votes}" if (votes := given.get(figure)) is not None else self._figure(account, figure)
                for figure in self.figures
            ]
        )
        plain = self.marked and not any(sources.values())  # the cell's text is the ids, and no more
        said = "" if plain else f' data-s="{" ".join(sources)}"'
        return f" data-e={entries}", f"<td{said}>{told}{figures}"

    def _source(self, source: str, notes: list[str]) -> str:
        named = self._sources.get(source)
        if named is None:
            told = source if self.marked else self.teller.telling.write(source, "source")
            named = self._sources[source] = self._text(told)
        return named + "".join(f" <small>{self._mark(note)}</small>" for note in notes)

    def _taken_back(self, source: str) -> str:
        return f"<td>{self._source(source, ['sheets-taken-back'])}<td colspan={len(self.figures)}>"

    def _figure(self, account: Account, figure: str) -> str:
        """Return the cell of a figure that the first record does not give."""
        votes = account.figure(figure)
        if votes is not None:
            return f"<td>{votes}"
        return "<td>?" if account.unread(figure) else "<td>"

    def _mark(self, key: str) -> str:
        """Return a few words, marked for scripts on a page that is written once."""
        text = escape(self.teller.words[f"script-{key}"])
        return f"<span data-t={key}>{text}</span>" if self.marked else str(text)

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {}

    def _text(self, text: str) -> str:
        return str(escape(unhidden(text)))

    @cached_property
    def _units(self) -> set[str]:
        return {unit.id for unit in self.area.units}


def _quoted(value: str) -> str:
    """Return the value of an attribute, in quotes where it needs them."""
    return value if _BARE.fullmatch(value) else f'"{escape(value)}"'


def _id(ident: str) -> str:
    return f" id={_quoted(ident)}"
