"""`tellers tally`: what one source adds up to, by any level of areas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tellers.cli.tables import Column, print_table

__all__ = ["tally_command"]


def tally_command(
    dossier: Path,
    *,
    source: Annotated[str, Parameter(help="The source to add up; by default the broadest.")] = "",
    by: Annotated[str, Parameter(help="A level of areas, or `unit`; by default one total.")] = "",
    contest: Annotated[str, Parameter(help="The contest, where the dossier has several.")] = "",
    format: Annotated[Literal["text", "csv", "json"], Parameter(help="How to print it.")] = "text",  # noqa: A002 (the option's name)
    lang: Literal["en", "es"] = "en",
) -> int:
    """Add up the records of one source, in all or by area.

    Each row says how many units it adds up. A figure that some of them do not give is marked:
    its sum is over the others only.
    """
    from tellers.dossier import open_dossier  # noqa: PLC0415

    opened = open_dossier(dossier)
    one = opened.contest(contest)
    chosen = opened.source(source).id if source else opened.broadest(one)
    totals = opened.tally(chosen, by=by, contest=one.id)
    figures = [f for f in one.figure_ids if any(f in row.figures for row in totals)]
    silent = {f for f in figures if any(row.silent.get(f) for row in totals)}
    area = {"": "", "unit": one.unit_name.in_language(lang)}
    area |= {level.id: level.name.in_language(lang) for level in one.levels}
    columns = [
        *([Column(area[by]), Column("")] if by else []),
        Column({"en": "units", "es": "unidades"}[lang], number=True),
        *(Column(one.figure_name(f, lang) + ("*" if f in silent else ""), number=True) for f in figures),
    ]
    rows = [
        [*([row.area, row.name if row.name != row.area else ""] if by else []), row.units, *(row.figures.get(f) for f in figures)]
        for row in totals
    ]
    title = f"{one.title.in_language(lang)} · {opened.source(chosen).name.in_language(lang)}"
    print_table(title, columns, rows, form=format, language=lang)
    if silent and format == "text":
        print({"en": "* not given by every unit added up", "es": "* no la dan todas las unidades sumadas"}[lang])
    return 0
