"""`tellers council import`: votes that others published, as a dossier."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.council_export import FormName
from tellers.cli.options import LanguageOption
from tellers.errors import UsageError

__all__ = ["council_import_command"]

NOTE = {
    "en": "note",
    "es": "nota",
    "pt": "nota",
    "fr": "note",
}


def council_import_command(
    file: Annotated[
        Path, Parameter(help="The file; a table of a set or its folder for sets of tables.", metavar="FILE")
    ],
    /,
    *,
    to: Annotated[Path, Parameter(help="The dossier's folder, which must not exist yet.", metavar="FOLDER")],
    as_: Annotated[
        FormName | None,
        Parameter(name="--as", help="The format; by default the one it looks like.", metavar="FORM"),
    ] = None,
    profile: Annotated[
        str, Parameter(help="The rules of the body, where the file names none.", metavar="PROFILE")
    ] = "",
    question: Annotated[
        str,
        Parameter(help="Which of the profile's questions; by default the ordinary one.", metavar="QUESTION"),
    ] = "",
    body: Annotated[
        Path | None,
        Parameter(help="The body's file; by default its members are the names printed.", metavar="BODY"),
    ] = None,
    lang: LanguageOption = "en",
) -> int:
    """Make a dossier of votes that others published, so that `tellers check` works on it.

    Reads Popolo, Akoma Ntoso, Open States, HowTheyVote and the UN's tables. A profile you name is used
    instead of the file's own rule. What was merged, doubtful or taken for granted is told. Exit code 0.
    """
    from tellers.council.profile import read_profile  # noqa: PLC0415 (loaded when needed)
    from tellers.council.vote_dossier import VoteImport, import_votes  # noqa: PLC0415
    from tellers.formats.vote_files import read_vote_files  # noqa: PLC0415
    from tellers.report.exchange import say_exchange, tell_remarks  # noqa: PLC0415

    if question and not profile:
        raise UsageError("a question without a profile", expected="--profile, whose questions these are")
    read = read_vote_files(file, form=as_ or "")
    votes = VoteImport(
        events=read.events,
        origin=file.name,
        question=read_profile(profile).question(question) if profile else None,
        body=_content(body) if body is not None else b"",
    )
    done, noted = import_votes(votes, to)
    lost = [one for one in noted if one.key.startswith("lost-")]
    for line in tell_remarks((*read.noted, *(one for one in noted if one not in lost)), lang):
        print(f"{NOTE[lang]}: {line}", file=sys.stderr)
    for warning in done.warnings:
        print(f"{NOTE[lang]}: {warning}", file=sys.stderr)
    print(say_exchange("imported", lang, votes=len(read.events), members=done.units, path=str(to)))
    if lost:
        print(say_exchange("unheld", lang))
        print("\n".join(f"  {line}" for line in tell_remarks(lost, lang)))
    print(say_exchange("next", lang, path=str(to)))
    return 0


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from error
