"""`tellers council sit`: hold a sitting, live in the terminal or from a file of the same lines."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from cyclopts import Parameter

from tellers.cli.council_options import DayOption, day_of, file_bytes
from tellers.cli.options import LanguageOption
from tellers.errors import EntryRefused, FormatError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["JournalFile", "sit_command"]

JournalFile = Annotated[Path, Parameter(help="The sitting's journal.", metavar="JOURNAL")]


def sit_command(
    journal: JournalFile,
    /,
    *,
    body: Annotated[
        Path | None,
        Parameter(help="The body's file; asked for when the journal is new.", metavar="BODY.toml"),
    ] = None,
    commands: Annotated[
        Path | None, Parameter(help="Lines to enter, instead of the terminal's.", metavar="FILE")
    ] = None,
    on: DayOption = "",
    title: Annotated[str, Parameter(help="What the sitting is called.", metavar="TITLE")] = "",
    presiding: Annotated[
        str, Parameter(help="The office that presides; never a person's name.", metavar="OFFICE")
    ] = "",
    order: Annotated[
        str,
        Parameter(help="In whose alphabetical order members are called: en (default).", metavar="LANGUAGE"),
    ] = "en",
    lang: LanguageOption = "en",
) -> int:
    """Hold a sitting: attendance, questions, votes by name or by hands, corrections, announcements.

    Every line is on the disk before it is shown with its number; whatever happens to the machine,
    call the same command again and go on. `?` lists what can be typed. From a file or a pipe the first
    line that is refused ends it, with exit code 2.
    """
    from tellers.cli.sitting_session import Session, from_lines, from_terminal  # noqa: PLC0415 (when needed)
    from tellers.council.journal import open_journal  # noqa: PLC0415
    from tellers.council.live import Live, opening  # noqa: PLC0415
    from tellers.dossier.body_file import read_body  # noqa: PLC0415

    with _told_in(lang):
        content = None if body is None else file_bytes(body)
        if content is None and not journal.exists():
            raise EntryRefused("body-missing")
        if content is not None:
            read_body(content, where=body.name if body else "")
        lines: Iterator[str] | None = None
        if commands is not None:
            lines = _lines(file_bytes(commands).splitlines(), where=commands.name)
        elif not sys.stdin.isatty():
            lines = _lines(sys.stdin.buffer, where="what was piped in")
        with open_journal(journal, clock=_now) as opened:
            live = Live.resume(opened)
            if live.sitting is None:
                if content is None:
                    raise EntryRefused("body-missing")
                first = opening(content, day=day_of(on), title=title, presiding=presiding)
                live.enter([msgspec.structs.replace(first, language=order)])
            elif content is not None and content != live.sitting.body_text:
                raise EntryRefused("journal-of-another-body", digest=_digest(live.sitting.body_text))
            elif on and day_of(on) != live.sitting.day:
                raise EntryRefused("journal-of-another-day", day=live.sitting.day)
            session = Session(live, lang)
            session.begin(title=title, presiding=presiding)
            return from_terminal(session) if lines is None else from_lines(session, lines)


@contextmanager
def _told_in(language: str) -> Iterator[None]:
    """Tell in a sentence why a sitting cannot begin, or go on; inside it the session tells."""
    from tellers.report.sitting_words import refusal  # noqa: PLC0415 (only to refuse)

    try:
        yield
    except EntryRefused as error:
        raise UsageError(refusal(error, None, language)) from error


def _digest(content: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 (only to refuse)

    return sha256(content).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _lines(lines: Iterable[bytes], *, where: str) -> Iterator[str]:
    """Yield lines as they come, so that a program that feeds them is answered line by line."""
    for number, line in enumerate(lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            place = f"{where}, line {number}"
            raise FormatError("not UTF-8", where=place, remedy="Save it as UTF-8.") from error
