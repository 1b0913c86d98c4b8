"""Tables on the screen, as CSV or as JSON: the same rows, three ways to read them."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import Number

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Column", "print_table"]

WIDE = 200
"""Columns of text assumed when the output is no terminal, so that nothing is folded."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether it holds numbers."""

    heading: str
    number: bool = False


def print_table(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | int | None]],
    *,
    form: str,
    language: str,
) -> None:
    """Print rows as `text`, `csv` or `json`; a number that is not known is left empty, never 0."""
    headings = [column.heading for column in columns]
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    elif form == "json":
        document = {"title": title, "columns": headings, "rows": [list(row) for row in rows]}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        _print_text(title, columns, rows, language)


def _print_text(
    title: str, columns: Sequence[Column], rows: Sequence[Sequence[str | int | None]], language: str
) -> None:
    from rich.box import SIMPLE  # noqa: PLC0415 (loaded only to print)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from tellers.report.language import Language  # noqa: PLC0415

    speech = Language.load(language)
    table = Table(title=title, title_justify="left", box=SIMPLE, pad_edge=False)
    for column in columns:
        table.add_column(column.heading, justify="right" if column.number else "left")
    for row in rows:
        table.add_row(
            *(
                speech.write(Number(name="cell", value=cell, unit="votes")) if not isinstance(cell, str) else cell
                for cell in row
            )
        )
    console = Console()
    if not console.is_terminal:
        console = Console(width=max(WIDE, 14 * len(columns)))
    console.print(table)
