r"""Cells of a CSV file that a spreadsheet will open: text stays text.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula and computes it,
whatever quotes stand around it; a name in a stranger's dossier could so fetch an address or start a
program. Such a text is given an apostrophe first, which spreadsheets take for "this is text"
(OWASP, "CSV Injection"). Numbers of Tellers' own are written as they are.

>>> safe_cell("=1+1"), safe_cell(-5), safe_cell("-5"), safe_cell(None), safe_cell("a\x1b[2J")
("'=1+1", -5, '-5', '', 'a\ufffd[2J')
"""

from __future__ import annotations

import re

from tellers.report.contents import unhidden

__all__ = ["safe_cell"]

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def safe_cell(cell: str | int | None) -> str | int:
    """Return the cell as it may stand in a CSV file; nothing for what is not known."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = unhidden(cell)
        return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
    return cell
