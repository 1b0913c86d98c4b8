"""`tellers tally`: what one source adds up to, by any level of areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.options import ContestOption, DossierFolder, FormatOption, LanguageOption, recorded_source
from tellers.cli.tables import Column, Row, Table, print_tables

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.model import Contest, SourceId

__all__ = ["tally_command"]

WORDS = {
    "en": {
        "units": "units",
        "name": "name",
        "silent": "* Not given by every unit added up: the sum is over the others.",
        "others": "Other contests of this dossier, by --contest: ",
    },
    "es": {
        "units": "unidades",
        "name": "nombre",
        "silent": "* No la dan todas las unidades sumadas: la suma es sobre las demás.",
        "others": "Otras votaciones de este expediente, con --contest: ",
    },
    "pt": {
        "units": "unidades",
        "name": "nome",
        "silent": "* Nem toda unidade somada a dá: a soma é das demais.",
        "others": "Outras votações deste dossiê, com --contest: ",
    },
    "fr": {
        "units": "unités",
        "name": "nom",
        "silent": "* Toutes les unités additionnées ne le donnent pas\xa0: la somme porte sur les autres.",
        "others": "Autres scrutins de ce dossier, avec --contest\xa0: ",
    },
}


def tally_command(
    dossier: DossierFolder,
    /,
    *,
    source: Annotated[
        str, Parameter(help="The source to add up; by default the one with most units.", metavar="SOURCE")
    ] = "",
    by: Annotated[
        str, Parameter(help="A level of areas, or `unit`; by default one total.", metavar="LEVEL")
    ] = "",
    contest: ContestOption = "",
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Add up the records of one source, in all or by area.

    Each row says how many units it adds up. A figure that some of them do not give is marked:
    its sum is over the others only.
    """
    from tellers.dossier import open_dossier  # noqa: PLC0415 (the table engine is loaded when needed)

    opened = open_dossier(dossier)
    one = opened.contest(contest)
    chosen = recorded_source(opened, one, source) if source else opened.broadest(one)
    notes = [WORDS[lang]["others"] + ", ".join(c.id for c in opened.contests if c is not one)]
    table = _table(opened, one, chosen, by=by, lang=lang, note=notes[0] if len(opened.contests) > 1 else "")
    print_tables([table if by or format != "text" else table.turned()], form=format, language=lang)
    return 0


def _table(opened: Dossier, contest: Contest, source: SourceId, *, by: str, lang: str, note: str) -> Table:
    """Return the totals as rows: the area and its name where there are areas, units, every figure."""
    totals = opened.tally(source, by=by, contest=contest.id)
    words = WORDS[lang]
    figures = [f for f in contest.figure_ids if any(f in row.figures for row in totals)]
    silent = {f for f in figures if any(row.silent.get(f) for row in totals)}
    named = any(row.name != row.area for row in totals)
    levels = {level.id: level.name.in_language(lang) for level in contest.levels}
    levels["unit"] = contest.unit_name.in_language(lang).partition("|")[0]
    columns = [Column(levels[by])] if by else []
    columns += [Column(words["name"])] if by and named else []
    columns.append(Column(words["units"], number=True))
    for figure in figures:
        mark = "*" if figure in silent else ""
        columns.append(Column(contest.figure_name(figure, lang) + mark, number=True, short=figure + mark))
    rows: list[Row] = []
    for row in totals:
        area: Row = [row.area] if by else []
        area += [row.name if row.name != row.area else ""] if by and named else []
        rows.append([*area, row.units, *(row.figures.get(figure) for figure in figures)])
    from tellers.report.names import contest_title  # noqa: PLC0415 (loaded when needed)

    source_name = opened.source(source).name.in_language(lang)
    return Table(
        title=f"{contest_title(contest, opened, lang)} · {source_name}",
        columns=tuple(columns),
        rows=rows,
        leading=len(columns) - len(figures),
        note=" ".join(part for part in (words["silent"] if silent else "", note) if part),
    )
