"""Tables on the screen, as CSV or as JSON: the same rows, three ways to read them.

On a terminal a table keeps to its width. Headings that would not fit give way to the ids of what
they name, with a legend below; columns that still do not fit are printed in blocks, each with the
leading columns again; a last column of words is folded. Where the output is no terminal nothing
is folded or parted. No colour anywhere. What a dossier says is printed without control characters,
so that no name can write elsewhere on the screen.

>>> table = Table(title="Votes", columns=(Column("area"), Column("List A", number=True)), rows=[["X", 1200]])
>>> print(table.as_text(80, "en"))
Votes
<BLANKLINE>
area  List A
────  ──────
X      1,200
<BLANKLINE>
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
import textwrap
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["HELD", "Cell", "Column", "Table", "print_tables"]

Cell = str | int | None
Row = list[Cell]
GAP = 2
LEAST_ROOM = 20
"""Columns of text below which a last column of words is not folded."""
UNLIMITED = 1_000_000
"""Columns of text where the output is no terminal: nothing is folded."""
HELD = "\u00a0\u202f"
"""Blanks that hold, as French sets them before a mark: not printable to Python, and printed by terminals."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, whether it holds numbers, and a short heading for where space is scarce."""

    heading: str
    number: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; the first `leading` columns stand again in every block."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    leading: int = 1
    note: str = ""
    prose: bool = False
    """Whether the last column is sentences: each row is then a paragraph."""

    def as_text(self, width: int, language: str) -> str:
        """Return the table in at most so many columns of text, where its widest cells allow."""
        cells = [[_written(cell, language) for cell in row] for row in self.rows]
        if self.prose:
            return "\n".join([_printable(self.title), "", *_paragraphs(cells, min(width, 100))])
        full = [_printable(column.heading) for column in self.columns]
        short = [_printable(column.short or column.heading) for column in self.columns]
        fits = sum(_widths(full, cells)) + GAP * (len(full) - 1) <= width
        headings = full if fits else short
        if not self.columns[-1].number:
            cells = _folded(headings, cells, width)
        blocks = self._blocks(_widths(headings, cells), width)
        lines = [*([_printable(self.title), ""] if self.title else [])]
        for block in blocks:
            lines += [*self._lines(block, headings, cells), ""]
        if headings != full:
            named = [f"{s} = {f}" for s, f in zip(short, full, strict=True) if s != f]
            lines += [*textwrap.wrap("; ".join(named), min(width, 100)), ""]
        if self.note:
            lines += [*textwrap.wrap(_printable(self.note), min(width, 100)), ""]
        return "\n".join(lines)

    def turned(self) -> Table:
        """Return a table of one row as two columns: each heading with its cell."""
        rows = [[column.heading, cell] for column, cell in zip(self.columns, self.rows[0], strict=True)]
        return replace(self, columns=(Column(""), Column("", number=True)), rows=rows, leading=1)

    def _blocks(self, widths: list[int], width: int) -> Iterator[list[int]]:
        """Yield the columns of each block, as many as fit, at least one besides the leading ones."""
        leading = list(range(min(self.leading, len(widths))))
        taken = sum(widths[i] + GAP for i in leading)
        block, used = list(leading), taken
        for i in range(len(leading), len(widths)):
            if len(block) > len(leading) and used + widths[i] > width:
                yield block
                block, used = list(leading), taken
            block.append(i)
            used += widths[i] + GAP
        yield block

    def _lines(self, block: list[int], headings: list[str], cells: list[list[str]]) -> Iterator[str]:
        widths = _widths(headings, cells)
        head = [headings, ["─" * width for width in widths]] if any(headings) else []
        for row in [*head, *cells]:
            placed = (_placed(row[i], widths[i], right=self.columns[i].number) for i in block)
            yield (" " * GAP).join(placed).rstrip()


def print_tables(tables: Sequence[Table], *, form: str, language: str) -> None:
    """Print tables as `text`, `csv` (the first of them) or `json`; an unknown number is empty, never 0."""
    if form == "csv":
        from tellers.report.csv_cells import safe_cell  # noqa: PLC0415 (loaded only when needed)

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(safe_cell(column.heading) for column in tables[0].columns)
        writer.writerows([safe_cell(cell) for cell in row] for row in tables[0].rows)
    elif form == "json":
        documents = [
            {"title": t.title, "columns": [c.heading for c in t.columns], "rows": list(t.rows)}
            for t in tables
        ]
        json.dump(
            documents[0] if len(documents) == 1 else documents, sys.stdout, ensure_ascii=False, indent=1
        )
        print()
    else:
        width = _width()
        print("\n".join(table.as_text(width, language) for table in tables))


def _folded(headings: list[str], cells: list[list[str]], width: int) -> list[list[str]]:
    """Return the rows with the last cell on as many lines as it needs, where there is room for words."""
    *others, widest = _widths(headings, cells)
    room = width - sum(others) - GAP * len(others)
    if widest <= room or room < LEAST_ROOM:
        return cells
    lines = []
    for *row, last in cells:
        first, *rest = textwrap.wrap(last, room) or [""]
        lines.append([*row, first])
        lines += [["" for _ in row] + [line] for line in rest]
    return lines


def _paragraphs(cells: list[list[str]], width: int) -> Iterator[str]:
    """Yield each row as a line of its words and its sentences below, indented."""
    for *words, sentences in cells:
        yield " · ".join(words)
        yield textwrap.indent(textwrap.fill(sentences, width - GAP), " " * GAP)
        yield ""


def _width() -> int:
    """Return the width asked for by COLUMNS, else the terminal's, else as much as is needed."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return UNLIMITED


def _written(cell: Cell, language: str) -> str:
    if cell is None:
        return "–"  # noqa: RUF001 (an en dash: not known)
    if isinstance(cell, str):
        return _printable(cell)
    from tellers.report.numerals import grouped  # noqa: PLC0415 (loads Babel: only to write a number)

    return grouped(cell, language)


def _printable(text: str) -> str:
    """Return a text with a replacement character for each control, format or bidirectional mark."""
    return "".join(c if c.isprintable() or c in HELD else "\N{REPLACEMENT CHARACTER}" for c in text)


def _length(text: str) -> int:
    """Return the columns a text takes on a terminal: two for wide letters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _widths(headings: list[str], cells: list[list[str]]) -> list[int]:
    widths = [_length(heading) for heading in headings]
    for row in cells:
        for i, cell in enumerate(row):
            widths[i] = max(widths[i], _length(cell))
    return widths


def _placed(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - _length(text))
    return blank + text if right else text + blank
