"""`tellers show`: what a dossier holds, or everything known of one unit."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from tellers.cli.options import DossierFolder, LanguageOption
from tellers.cli.tables import print_tables

__all__ = ["show_command"]

Form = Annotated[
    Literal["text", "json"],
    Parameter(help="How to print it: text (default) or json.", metavar="FORM", show_choices=False),
]


def show_command(
    dossier: DossierFolder,
    unit: Annotated[
        str, Parameter(help="A unit's id; leave it out to see what the dossier holds.", metavar="UNIT")
    ] = "",
    /,
    *,
    format: Form = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Show what a dossier holds, or everything known of one unit.

    With a unit: each source's records of it, corrections included, and every finding that names
    it. Without: the contests, with their sources, options, levels of areas, proclamations and
    what was stated about them.
    """
    from tellers.cli.contents import contents_of, findings_on, records_of  # noqa: PLC0415 (loads the tables)
    from tellers.dossier import open_dossier  # noqa: PLC0415

    opened = open_dossier(dossier)
    tables = contents_of(opened, lang)
    if unit:
        tables = [*records_of(opened, unit, lang), *findings_on(opened, unit, lang)]
    print_tables(tables, form=format, language=lang)
    return 0
