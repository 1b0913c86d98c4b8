"""`tellers compare`: two sources, unit by unit."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tellers.cli.tables import Column, print_table

__all__ = ["compare_command"]

SHOWN = 50
"""Differing units shown on the screen; CSV and JSON list all."""
WORDS = {
    "en": ("units in both", "equal", "differing", "of these, failed readings", "only in", "unit", "figure", "differing units shown"),
    "es": ("unidades en ambas", "iguales", "diferentes", "de ellas, lecturas fallidas", "solo en", "unidad", "dato", "unidades diferentes mostradas"),
}


def compare_command(
    dossier: Path,
    first: str,
    second: str,
    *,
    contest: Annotated[str, Parameter(help="The contest, where the dossier has several.")] = "",
    format: Annotated[Literal["text", "csv", "json"], Parameter(help="How to print the differing units.")] = "text",  # noqa: A002 (the option's name)
    lang: Literal["en", "es"] = "en",
) -> int:
    """Compare two sources unit by unit: shared, equal, differing, only in one.

    A reading that failed is told apart from a sheet of zeros. Exit code 0 when every shared unit
    is equal, 1 when some differ.
    """
    from tellers.dossier import open_dossier  # noqa: PLC0415
    from tellers.tables import compare_sources, list_differences  # noqa: PLC0415

    opened = open_dossier(dossier)
    one = opened.contest(contest)
    a, b = opened.source(first), opened.source(second)
    found = compare_sources(opened.tables, one, a.id, b.id)
    both, equal, differ, unread, only, unit, figure, shown = WORDS[lang]
    names = a.name.in_language(lang), b.name.in_language(lang)
    if format == "text":
        rows: list[list[str | int | None]] = [
            [both, found.shared],
            [equal, found.equal],
            [differ, found.differ],
            [unread, found.unread],
            [f"{only} {names[0]}", found.only_first],
            [f"{only} {names[1]}", found.only_second],
        ]
        print_table(f"{names[0]} – {names[1]}", [Column(""), Column("", number=True)], rows, form=format, language=lang)
    differences = list_differences(opened.tables, one, a.id, b.id)
    listed = islice(differences, SHOWN) if format == "text" else differences
    rows = [
        [d.unit, one.figure_name(f, lang), d.first[f], d.second[f]]
        for d in listed
        for f in found.figures
        if d.first[f] != d.second[f]
    ]
    if rows or format != "text":
        columns = [Column(unit), Column(figure), Column(names[0], number=True), Column(names[1], number=True)]
        title = f"{shown}: {min(found.differ, SHOWN)} / {found.differ}"
        print_table(title, columns, rows, form=format, language=lang)
    return 1 if found.differ else 0
