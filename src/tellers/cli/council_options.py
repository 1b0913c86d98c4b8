"""The arguments that the commands of a council share, each said once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.errors import FormatError, UsageError

if TYPE_CHECKING:
    from tellers.model import Body

__all__ = [
    "BodyFile",
    "DayOption",
    "ReadingOption",
    "day_of",
    "file_bytes",
    "open_body",
    "verify_profile",
    "verify_reading",
]

BodyFile = Annotated[Path, Parameter(help="The body's file, body.toml.", metavar="BODY.toml")]
DayOption = Annotated[str, Parameter(help="The day, YYYY-MM-DD; by default today.", metavar="DAY")]
ReadingOption = Annotated[
    str,
    Parameter(help="A reading of a disputed membership; by default the one applied.", metavar="READING"),
]


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file; `FormatError` where there is none."""
    try:
        if path.exists() and not path.is_file():
            raise FormatError("neither a file nor a table", where=str(path), remedy="Name a regular file.")
        return path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"cannot be read: {(error.strerror or 'no reason given').lower()}",
            where=str(path),
            remedy="Check the name and the folder.",
        ) from error


def open_body(path: Path) -> Body:
    """Return the body of a file."""
    from tellers.dossier.body_file import read_body  # noqa: PLC0415 (loaded only when needed)

    body = read_body(file_bytes(path), where=path.name)
    verify_profile(body, where=path.name)
    return body


def verify_profile(body: Body, *, where: str) -> None:
    """Raise `UsageError` with the file's name where a body names a profile that there is not."""
    from tellers.council.profile import profile_ids  # noqa: PLC0415 (loaded only when needed)

    if body.profile and body.profile not in profile_ids():
        raise UsageError(
            f"there is no profile {body.profile!r}",
            where=f"{where}, profile",
            expected=", ".join(profile_ids()),
            remedy="See what each asks for: tellers council profiles",
        )


def day_of(said: str) -> str:
    """Return the day named, today where none is; `UsageError` where it is no day."""
    try:
        return date.fromisoformat(said).isoformat() if said else date.today().isoformat()  # noqa: DTZ011 (the secretariat's own day)
    except ValueError as error:
        raise UsageError(
            f"{said!r} is no day", expected="a day such as 2024-07-31", remedy="Write year, month and day."
        ) from error


def verify_reading(body: Body, reading: str) -> None:
    """Raise `UsageError` where the body declares no such reading."""
    known = [one.id for one in body.readings]
    if reading and reading not in known:
        raise UsageError(f"there is no reading {reading!r}", expected=", ".join(known) or "none is declared")
