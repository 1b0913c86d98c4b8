"""`tellers council sitting`: what a journal says, on the screen or as a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.council_sit import JournalFile
from tellers.cli.options import LanguageOption
from tellers.errors import printable

__all__ = ["sitting_command"]


def sitting_command(
    journal: JournalFile,
    /,
    *,
    to: Annotated[
        Path | None,
        Parameter(help="Write the decided questions as a dossier in this folder.", metavar="DOSSIER"),
    ] = None,
    replace: Annotated[
        bool, Parameter(help="Let it take the place of a dossier there.", negative="")
    ] = False,
    draft: Annotated[
        Path | None,
        Parameter(help="The draft that was put to the vote, for the dossier.", metavar="DRAFT"),
    ] = None,
    lang: LanguageOption = "en",
) -> int:
    """Show a sitting: every entry with its number and time, then what became of each question.

    The journal is only read, so this can be called while a sitting goes on. The SHA-256 of the last
    line stands at the end: in the minutes it fixes everything before it.
    """
    from tellers.cli.sitting_session import show  # noqa: PLC0415 (loaded when needed)
    from tellers.council.journal import read_journal  # noqa: PLC0415
    from tellers.council.sitting import fold  # noqa: PLC0415
    from tellers.council.sitting_dossier import write_sitting_dossier  # noqa: PLC0415
    from tellers.report.council_words import say  # noqa: PLC0415
    from tellers.report.sitting_words import sitting_lines  # noqa: PLC0415

    contents = read_journal(journal)
    sitting = fold(contents.lines, where=journal.name)
    if to is not None:
        done = write_sitting_dossier(sitting, to, last=contents.last, replace=replace, draft=draft)
        for warning in done.warnings:
            show([warning])
        print(printable(say(lang, "sitting-exported", folder=str(to))))
        return 0
    show(sitting_lines(sitting, lang))
    torn = [say(lang, "sitting-torn-read", number=str(len(contents.torn)))] if contents.torn else []
    chain = say(lang, "sitting-chain", number=str(contents.whole), digest=contents.last)
    show(["", *torn, chain])
    return 0
