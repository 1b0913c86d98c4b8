"""What `tellers verify` and `tellers explain` share: their arguments, and steps in a language."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.log.explain import Explanation, Step

__all__ = ["EntryOption", "PolicyOption", "ReceiptFile", "close", "print_entry", "print_steps"]

ReceiptFile = Annotated[Path, Parameter(name="RECEIPT", help="The receipt's file.", metavar="RECEIPT")]
PolicyOption = Annotated[
    Path, Parameter(help="Which logs and witnesses you trust, and how many of them.", metavar="POLICY")
]
EntryOption = Annotated[
    Path | None,
    Parameter(help="The file that is claimed to be logged; else the entry in the receipt.", metavar="FILE"),
]


SAYS = {
    "en": {"says": "It says", "published": "published", "corrected": "corrected", "withdrawn": "withdrawn"},
    "es": {"says": "Dice", "published": "publicado", "corrected": "corregido", "withdrawn": "retirado"},
    "pt": {"says": "Diz", "published": "publicado", "corrected": "corrigido", "withdrawn": "retirado"},
    "fr": {"says": "Dit", "published": "publié", "corrected": "corrigé", "withdrawn": "retiré"},
}
"""By language, what stands before what an entry says, and what it does."""
OF = {"en": "of", "es": "de", "pt": "de", "fr": "sur"}


def print_steps(steps: Iterable[Step], *, lang: str) -> None:
    """Print steps in a language, without what a terminal obeys."""
    from tellers.model import Number  # noqa: PLC0415 (loaded only here)
    from tellers.report.language import Language  # noqa: PLC0415

    language = Language.load(lang)
    for step in steps:
        numbers = tuple(
            Number(name=name, value=_of(value, lang) if name == "needed" else value)
            for name, value in step.words.items()
        )
        for line in language.say(step.key, numbers).split("\n"):
            print(printable(line))


def print_entry(receipt: Path, entry: Path | None, *, lang: str) -> None:
    """Print what an entry of a dossier says; nothing where it is an entry of another kind."""
    from tellers.errors import TellersError  # noqa: PLC0415 (loaded only here)
    from tellers.log.receipt import read_receipt  # noqa: PLC0415
    from tellers.log.receipt_files import read_whole  # noqa: PLC0415
    from tellers.publish.entry import decode_entry  # noqa: PLC0415

    data = read_whole(entry) if entry is not None else read_receipt(read_whole(receipt)).extra
    try:
        said = decode_entry(data or b"", where=str(receipt))
    except TellersError:
        return
    words = SAYS[lang]
    print(printable(f"  {words['says']}: {words[said.act]}, {said.at}, {said.subject}, {said.dossier}"))
    figures = (said.stated or {}).get("figures")
    if isinstance(figures, list):
        pairs = [pair for pair in figures if isinstance(pair, list) and len(pair) == 2]
        told = ", ".join(f"{name} {'-' if votes is None else votes}" for name, votes in pairs)
        print(printable(f"    {told}"))


def _of(value: str | int, lang: str) -> str | int:
    """Return a quorum in words, as `2 of (anna, berta)`, in a language: no name in it has a space."""
    return value.replace(" of (", f" {OF[lang]} (") if isinstance(value, str) else value


def close(found: Explanation) -> int:
    """Tell why a receipt does not hold, if it does not, and return the exit code."""
    if found.refused is None:
        return 0
    sys.stdout.flush()
    print(found.refused.diagnostics(), file=sys.stderr)
    return found.refused.exit_code
