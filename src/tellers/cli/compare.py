"""`tellers compare`: two sources, unit by unit."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.options import ContestOption, DossierFolder, FormatOption, LanguageOption, recorded_source
from tellers.cli.tables import Column, Row, Table, print_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Contest
    from tellers.tables import Comparison, Difference

__all__ = ["compare_command"]

SHOWN = 50
"""Differing units shown on the screen; CSV and JSON list all."""
WORDS = {
    "en": {
        "shared": "units in both",
        "equal": "equal",
        "differ": "differing",
        "unread": "of these, failed readings",
        "only": "only in {}",
        "unit": "unit",
        "figure": "figure",
        "failed": "reading failed",
        "shown": "The first {} of {} differing units; --format csv lists all.",
    },
    "es": {
        "shared": "unidades en ambas",
        "equal": "iguales",
        "differ": "diferentes",
        "unread": "de ellas, lecturas fallidas",
        "only": "solo en {}",
        "unit": "unidad",
        "figure": "dato",
        "failed": "lectura fallida",
        "shown": "Las primeras {} de {} unidades diferentes; --format csv las da todas.",
    },
    "pt": {
        "shared": "unidades em ambas",
        "equal": "iguais",
        "differ": "diferentes",
        "unread": "delas, leituras falhas",
        "only": "só em {}",
        "unit": "unidade",
        "figure": "dado",
        "failed": "leitura falha",
        "shown": "As primeiras {} de {} unidades diferentes; --format csv dá todas.",
    },
    "fr": {
        "shared": "unités dans les deux",
        "equal": "identiques",
        "differ": "différentes",
        "unread": "dont lectures manquées",
        "only": "seulement dans {}",
        "unit": "unité",
        "figure": "chiffre",
        "failed": "lecture manquée",
        "shown": "Les {} premières de {} unités différentes\u202f; --format csv les donne toutes.",
    },
}
Source = Annotated[str, Parameter(help="A source's id.", metavar="SOURCE")]


def compare_command(
    dossier: DossierFolder,
    first: Source,
    second: Source,
    /,
    *,
    contest: ContestOption = "",
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Compare two sources unit by unit: shared, equal, differing, only in one.

    A reading that failed is told apart from a sheet of zeros. Exit code 0 when every shared unit
    is equal, 1 when some differ.
    """
    from tellers.dossier import open_dossier  # noqa: PLC0415 (the table engine is loaded when needed)
    from tellers.tables import compare_sources, list_differences  # noqa: PLC0415

    opened = open_dossier(dossier)
    one = opened.contest(contest)
    sources = recorded_source(opened, one, first), recorded_source(opened, one, second)
    names = [opened.source(source).name.in_language(lang) for source in sources]
    found = compare_sources(opened.tables, one, *sources)
    differences = list_differences(opened.tables, one, *sources)
    listed = islice(differences, SHOWN) if format == "text" else differences
    rows = [row for difference in listed for row in _rows(one, difference, lang)]
    differing = _differing(names, rows, found, lang)
    tables = [_counts(names, found, lang)] if format == "text" else []
    print_tables([*tables, *([differing] if rows or not tables else [])], form=format, language=lang)
    return 1 if found.differ else 0


def _counts(names: list[str], found: Comparison, lang: str) -> Table:
    words = WORDS[lang]
    rows: list[Row] = [
        [words["shared"], found.shared],
        [words["equal"], found.equal],
        [words["differ"], found.differ],
        [words["unread"], found.unread],
        [words["only"].format(names[0]), found.only_first],
        [words["only"].format(names[1]), found.only_second],
    ]
    return Table(title=" · ".join(names), columns=(Column(""), Column("", number=True)), rows=rows)


def _differing(names: list[str], rows: list[Row], found: Comparison, lang: str) -> Table:
    words = WORDS[lang]
    return Table(
        title="",
        columns=(
            Column(words["unit"]),
            Column(words["figure"]),
            *(Column(name, number=True) for name in names),
        ),
        rows=rows,
        leading=2,
        note=words["shown"].format(SHOWN, f"{found.differ:,}") if found.differ > SHOWN else "",
    )


def _rows(contest: Contest, difference: Difference, lang: str) -> Iterator[Row]:
    """Yield a row a figure on which a unit differs; one row where a reading of it failed."""
    if difference.unread:
        yield [difference.unit, WORDS[lang]["failed"], None, None]
        return
    for figure, value in difference.first.items():
        if value != difference.second[figure]:
            yield [difference.unit, contest.figure_name(figure, lang), value, difference.second[figure]]
