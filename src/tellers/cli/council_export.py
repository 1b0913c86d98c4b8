"""`tellers council export`: a dossier's votes in a format that others read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tellers.cli.options import DossierFolder, LanguageOption
from tellers.cli.output import bytes_beside, folder_beside

__all__ = ["FormName", "council_export_command"]

FormName = Literal["popolo", "akn", "openstates", "howtheyvote", "un"]


def council_export_command(
    dossier: DossierFolder,
    /,
    *,
    as_: Annotated[FormName, Parameter(name="--as", help="The format.", metavar="FORM")],
    to: Annotated[
        Path,
        Parameter(
            help="The file; for openstates and howtheyvote a folder, which must not exist yet.",
            metavar="PATH",
        ),
    ],
    contest: Annotated[
        str, Parameter(help="One contest; by default all that have names.", metavar="CONTEST")
    ] = "",
    source: Annotated[
        str,
        Parameter(help="Whose records; by default the source with most of them.", metavar="SOURCE"),
    ] = "",
    lang: LanguageOption = "en",
) -> int:
    """Write a dossier's votes for others: Popolo, Akoma Ntoso, Open States, HowTheyVote, the UN's table.

    The rule goes along where the format has a place for it. What the format cannot hold, and what of the
    dossier is in no vote event, is listed. Exit code 0.
    """
    from tellers.council.export import export_votes  # noqa: PLC0415 (loaded when needed)
    from tellers.dossier import open_dossier  # noqa: PLC0415
    from tellers.formats.vote_files import FORMS  # noqa: PLC0415
    from tellers.report.exchange import say_exchange, tell_remarks  # noqa: PLC0415

    exported = export_votes(open_dossier(dossier), contest=contest, source=source, language=lang)
    written = FORMS[as_].write(exported.events)
    if FORMS[as_].tables:
        folder_beside(to, written.files)
    else:
        bytes_beside(to, written.files[""])
    names = sum(len(event.positions) for event in exported.events)
    print(say_exchange("written", lang, path=str(to), votes=len(exported.events), names=names))
    for key, remarks in (("lost", written.lost), ("left", exported.left)):
        if remarks:
            print(say_exchange(key, lang))
            print("\n".join(f"  {line}" for line in tell_remarks(remarks, lang)))
    return 0
