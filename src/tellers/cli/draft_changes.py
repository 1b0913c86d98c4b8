"""Changes of a text as lines: what went in brackets with a minus, what came in braces with a plus.

The marks are those of `git diff --word-diff`; on a terminal they have a colour as well, never a
colour alone.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tellers.cli.draft_words import label, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.council import ParagraphChange

__all__ = ["CHANGES", "change_lines", "coloured"]

CHANGES = {
    "en": {
        "same": "the same", "changed": "changed", "moved": "moved", "moved-and-changed": "moved and changed",
        "added": "added", "removed": "removed", "renumbered": "renumbered",
    },
    "es": {
        "same": "igual", "changed": "cambiado", "moved": "movido", "moved-and-changed": "movido y cambiado",
        "added": "añadido", "removed": "suprimido", "renumbered": "renumerado",
    },
    "pt": {
        "same": "igual", "changed": "alterado", "moved": "movido", "moved-and-changed": "movido e alterado",
        "added": "acrescentado", "removed": "suprimido", "renumbered": "renumerado",
    },
    "fr": {
        "same": "identique", "changed": "modifié", "moved": "déplacé",
        "moved-and-changed": "déplacé et modifié",
        "added": "ajouté", "removed": "supprimé", "renumbered": "renuméroté",
    },
}  # fmt: skip
_RED, _GREEN, _END = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def coloured() -> bool:
    """Return whether the screen is a terminal and nobody asked for no colour."""
    return bool(sys.stdout and sys.stdout.isatty()) and not os.environ.get("NO_COLOR")


def change_lines(changes: Sequence[ParagraphChange], *, lang: str, colour: bool) -> Iterator[str]:
    """Yield a heading and the words of each paragraph that changed."""
    words = CHANGES[lang]
    for change in changes:
        before, after = change.before, change.after
        if change.word == "same":
            continue
        names = [label(paragraph) for paragraph in (before, after) if paragraph is not None]
        name = plain(" → ".join(dict.fromkeys(names)))
        renumbered = change.word == "changed" and not change.pieces
        yield f"{name}: {words['renumbered' if renumbered else change.word]}"
        if change.pieces:
            yield "  " + " ".join(_piece(piece.op, piece.text, colour=colour) for piece in change.pieces)
        elif before is None and after is not None:
            yield "  " + _piece("insert", after.text, colour=colour)
        elif after is None and before is not None:
            yield "  " + _piece("delete", before.text, colour=colour)
        elif after is not None:
            yield f"  {plain(after.text)}"


def _piece(op: str, text: str, *, colour: bool) -> str:
    if op == "equal":
        return plain(text)
    marked = f"[-{plain(text)}-]" if op == "delete" else f"{{+{plain(text)}+}}"
    return f"{_RED if op == 'delete' else _GREEN}{marked}{_END}" if colour else marked
