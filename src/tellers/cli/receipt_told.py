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

__all__ = ["EntryOption", "PolicyOption", "ReceiptFile", "close", "print_steps"]

ReceiptFile = Annotated[Path, Parameter(help="The receipt's file.", metavar="RECEIPT")]
PolicyOption = Annotated[
    Path, Parameter(help="Which logs and witnesses you trust, and how many of them.", metavar="POLICY")
]
EntryOption = Annotated[
    Path | None,
    Parameter(help="The file that is claimed to be logged; else the entry in the receipt.", metavar="FILE"),
]


def print_steps(steps: Iterable[Step], *, lang: str) -> None:
    """Print steps in a language, without what a terminal obeys."""
    from tellers.model import Number  # noqa: PLC0415 (loaded only here)
    from tellers.report.language import Language  # noqa: PLC0415

    language = Language.load(lang)
    for step in steps:
        numbers = tuple(Number(name=name, value=value) for name, value in step.words.items())
        for line in language.say(step.key, numbers).split("\n"):
            print(printable(line))


def close(found: Explanation) -> int:
    """Tell why a receipt does not hold, if it does not, and return the exit code."""
    if found.refused is None:
        return 0
    sys.stdout.flush()
    print(found.refused.diagnostics(), file=sys.stderr)
    return found.refused.exit_code
