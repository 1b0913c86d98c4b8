"""The rows of a sheets page: what each unit's sources say of it, a row a distinct account, as HTML.

A browser that verifies holds each row to the entries that it names, so that the form is fixed
(web/script/ui/README.md). An area begins with the rows of what it adds up to (`area_rows`), whose head bears
its address; of a unit the first row bears its id. The cells after the sources are figures in the order that
the table names, a number, `?` where it was not read, nothing where it is not on the sheet. An area of one
unit with one account is one row, which heads it. What HTML does not need is left out, closing tags and the
scope of a row's only head: a country has tens of thousands of rows.
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
from tellers.web.site.layout import area_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.web.site.accounts import Account
    from tellers.web.site.area_rows import AreaRows
    from tellers.web.site.layout import Area, Layout, Unit
    from tellers.web.site.row_names import RowNames
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


@dataclass(kw_only=True)
class SheetRows:
    """The rows of one contest on one page."""

    teller: Teller
    layout: Layout
    area: Area
    figures: tuple[str, ...]
    names: RowNames
    areas: AreaRows
    addressed: bool = True
    """Whether its rows bear the addresses of units and areas: those of one contest on a page."""

    def html(self) -> Markup:
        """Return the bodies of the table."""
        return Markup("".join(self._bodies()))  # noqa: S704 (every text in it is escaped below)

    def _bodies(self) -> Iterator[str]:
        first, above, levels = self.area.level + 1, self.area.codes, len(self.layout.levels)
        wide = {
            codes: list(units) for depth in range(first + 1, levels) for codes, units in self._by_area(depth)
        }
        yield "<tbody>\n"
        for codes, grouped in self._by_area(levels):
            units = list(grouped)
            for depth in range(first + 1, levels):
                if codes[:depth] != above[:depth]:
                    yield self._head(codes[:depth], wide[codes[:depth]])
            above = codes
            if levels <= first:
                pass
            elif len(units) == 1 and self._is_one_row(units[0]):
                yield self._unit(units[0], heads=codes)
                continue
            else:
                yield self._head(codes, units)
            for unit in units:
                yield self._unit(unit)

    def _by_area(self, depth: int) -> Iterator[tuple[tuple[str, ...], Iterator[Unit]]]:
        return groupby(self.area.units, key=lambda unit: unit.areas[:depth])

    def _anchor(self, codes: tuple[str, ...]) -> str:
        """Return what an area is found by: its id, or where none will do its code for scripts.

        `data-wider` is how many levels of areas lie within it; the lowest have none.
        """
        ident = area_id(self.layout.levels[len(codes) - 1], codes[-1])
        taken = not self.addressed or ident in self._units or any(one.isspace() for one in ident)
        depth = len(self.layout.levels) - len(codes)
        wider = f" data-wider={depth}" if depth else ""
        return (f" data-area={_quoted(codes[-1])}" if taken else _id(ident)) + wider

    def _head(self, codes: tuple[str, ...], units: list[Unit]) -> str:
        """Return the rows that head an area: what it adds up to."""
        rows = self.areas.of_area(codes, units)
        lines = []
        for row in rows:
            groups = [
                f"{self.names.together(map(self.names.source, group))} {self._covered(covered)}".lstrip()
                for group, covered in row.sources
            ]
            ids = "|".join([" ".join(group) for group, _ in row.sources])
            said = "" if self.names.marked else _said(ids)
            lines.append(f"<td{said}>{self.names.together(groups)}{row.cells}\n")
        span = f" rowspan={len(rows)}" if len(rows) > 1 else ""
        return f"<tr><th{self._anchor(codes)}{span}>{self.names.area(codes)}" + "<tr>".join(lines)

    def _covered(self, covered: str) -> str:
        """Return `units/listed`, apart from names, which may have any sign; ids have none."""
        return covered if self.names.marked else f"<b>{covered}</b>"

    def _is_one_row(self, unit: Unit) -> bool:
        """Return whether a unit's account is all that its area adds up to."""
        sheet = self.teller.count.sheet(unit.id)
        once = len(sheet.counting) == len(sheet.stood)
        return once and len(sheet.accounts) < 2 and not sheet.taken_back

    def _unit(self, unit: Unit, *, heads: tuple[str, ...] = ()) -> str:
        """Return the rows of one unit; `heads` are the codes of the area that its only row heads."""
        sheet = self.teller.count.sheet(unit.id)
        count = len(sheet.accounts) + len(sheet.taken_back)
        told = self.names.only_unit(unit, heads) if heads else self.names.unit(unit)
        first = self._unit_id(unit.id)
        anchor = self._anchor(heads) if heads else ""
        name = f"<th{anchor}{f' rowspan={count}' if count > 1 else ''}>{told}"
        if not count:
            return f"<tr{first}>{name}<td colspan={len(self.figures) + 1}>{self.names.word('sheets-none')}\n"
        counting = {record.index for record in sheet.counting}
        rows = [self._account(account, counting) for account in sheet.accounts]
        rows += [("", self._taken_back(source)) for source in sheet.taken_back]
        more = self.areas.of_unit(heads, unit) if heads else ""
        lines = [f"<tr{first}{rows[0][0]}>{name}{rows[0][1]}{more}\n"]
        lines += [f"<tr{entries}>{cells}\n" for entries, cells in rows[1:]]
        return "".join(lines)

    def _unit_id(self, unit: str) -> str:
        addressed = self.addressed and not any(one.isspace() for one in unit) and unit not in TAKEN
        return _id(unit) if addressed else f' data-unit="{escape(unit)}"'

    def _account(self, account: Account, counting: set[int]) -> tuple[str, str]:
        """Return the entries of a row as an attribute, and its cells after the unit's."""
        entries = ",".join([str(record.index) for record in account.records])
        sources: dict[str, list[str]] = {}
        for record in account.records:
            notes = sources.setdefault(record.source, [])
            if record.corrected and "sheets-corrected" not in notes:
                notes.append("sheets-corrected")
            if record.status != Status.COUNTED:
                notes.append(f"status-{record.status}")
            elif record.index not in counting:
                notes.append("sheets-again")
        told = self.names.together(self.names.source(source, notes) for source, notes in sources.items())
        given = account.records[0].figures
        figures = "".join(
            [
                f"<td>{votes}" if (votes := given.get(figure)) is not None else self._figure(account, figure)
                for figure in self.figures
            ]
        )
        plain = self.names.marked and not any(sources.values())  # the cell's text is the ids, and no more
        said = "" if plain else _said(" ".join(sources))
        return f" data-e={entries}", f"<td{said}>{told}{figures}"

    def _taken_back(self, source: str) -> str:
        return f"<td>{self.names.source(source, ['sheets-taken-back'])}<td colspan={len(self.figures)}>"

    def _figure(self, account: Account, figure: str) -> str:
        """Return the cell of a figure that the first record does not give."""
        votes = account.figure(figure)
        if votes is not None:
            return f"<td>{votes}"
        return "<td>?" if account.unread(figure) else "<td>"

    @cached_property
    def _units(self) -> set[str]:
        return {unit.id for unit in self.area.units}


def _quoted(value: str) -> str:
    """Return the value of an attribute, in quotes where it needs them."""
    return value if _BARE.fullmatch(value) else f'"{escape(value)}"'


def _said(sources: str) -> str:
    return f' data-s="{escape(sources)}"'


def _id(ident: str) -> str:
    return f" id={_quoted(ident)}"
