"""The arguments and options that several commands share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from tellers.errors import UsageError

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.model import Contest, SourceId

__all__ = [
    "ContestOption",
    "DossierFolder",
    "FormatOption",
    "LanguageOption",
    "SiteLanguageOption",
    "recorded_source",
]

DossierFolder = Annotated[Path, Parameter(help="The dossier's folder.", metavar="DOSSIER")]
ContestOption = Annotated[
    str,
    Parameter(help="The contest, where the dossier has several; by default the first.", metavar="CONTEST"),
]
FormatOption = Annotated[
    Literal["text", "csv", "json"],
    Parameter(help="How to print it: text (default), csv or json.", metavar="FORM", show_choices=False),
]
LanguageOption = Annotated[
    Literal["en", "es", "pt", "fr"],
    Parameter(help="The language: en (default), es, pt or fr.", metavar="LANGUAGE", show_choices=False),
]
SiteLanguageOption = Annotated[
    Literal["", "en", "es", "pt", "fr"],
    Parameter(
        name="--lang",
        help="The site's first language: en, es, pt or fr; else the dossier's.",
        metavar="LANGUAGE",
        show_choices=False,
    ),
]


def recorded_source(dossier: Dossier, contest: Contest, source: str) -> SourceId:
    """Return the source of this id; `UsageError` names those with records of the contest."""
    recorded = dossier.tables.sources(contest.id)
    for one in recorded:
        if one == source:
            return one
    known = source in {one.id for one in dossier.sources}
    message = (
        f"source {source!r} has no records of {contest.id!r}" if known else f"there is no source {source!r}"
    )
    raise UsageError(
        message,
        where=str(dossier.folder),
        expected=", ".join(recorded),
        remedy=f"See what it holds with: tellers show {dossier.folder}",
    )
