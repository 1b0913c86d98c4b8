"""What the commands of a log share: their arguments, and how numbers of entries are said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = [
    "KeyFilesOption",
    "LogFolder",
    "Place",
    "PolicyOption",
    "TrustedKeys",
    "counted",
]

LogFolder = Annotated[
    Path, Parameter(name="LOG", help="The log's folder, as `tellers log init` made it.", metavar="LOG")
]
Place = Annotated[
    str,
    Parameter(
        name="LOG", help="A log: its folder, a copy of its public files, or an address.", metavar="LOG"
    ),
]
KeyFilesOption = Annotated[
    tuple[Path, ...],
    Parameter(
        name="--key",
        negative="",
        help="A key file of the log; old and new, one after the other, while keys change.",
        metavar="FILE",
    ),
]
PolicyOption = Annotated[
    Path | None,
    Parameter(
        help="Who is trusted: a file of logs, witnesses and a quorum; of a log of your own, else LOG/policy.",
        metavar="FILE",
    ),
]
TrustedKeys = Annotated[
    tuple[str, ...],
    Parameter(
        name="--trust",
        negative="",
        help="The log's verifier key, a line or a file of lines, instead of a policy; may be said again.",
        metavar="KEY",
    ),
]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number and its noun: `1 entry`, `25,073 entries`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
