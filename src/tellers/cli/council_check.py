"""`tellers council check`: a published series of roll calls, each vote held to its rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.options import FormatOption, LanguageOption
from tellers.cli.tables import Column, Table, print_tables

if TYPE_CHECKING:
    from tellers.report.series import SeriesTold

__all__ = ["council_check_command"]

SHOWN = 50
"""Steps that differ shown on the screen; CSV and JSON list all."""


def council_check_command(
    series: Annotated[
        Path, Parameter(help="The file that says how the series is to be read.", metavar="SERIES")
    ],
    /,
    *,
    files: Annotated[
        Path | None,
        Parameter(help="The folder of its tables; by default that of the series.", metavar="FOLDER"),
    ] = None,
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Check a published series of roll calls: names, totals, members, quorum, rule, outcome.

    Says how many published results are what their counts give, by question, and every step on which
    a record denies itself. Exit code 0 when nothing differs, 1 when something does.
    """
    from tellers.council.series import Series, open_series  # noqa: PLC0415 (loaded when needed)
    from tellers.report.series import tell_series  # noqa: PLC0415

    opened: Series = open_series(series, files=files)
    votes = tuple(opened.checked())
    told = tell_series(opened, votes, lang)
    differing = _differing(told, cut=format == "text")
    tables = [_questions(told)] if format == "text" else []
    tables += [differing] if told.differing or not tables else []
    print_tables(tables, form=format, language=lang)
    return 1 if told.differing else 0


def _questions(told: SeriesTold) -> Table:
    words = ("right", "wrong", "contradictory", "uncounted")
    return Table(
        title=told.title,
        columns=(
            Column(told.words["question"]),
            Column(told.words["assigned"]),
            Column(told.words["votes"], number=True),
            *(Column(told.words[word], number=True) for word in words),
        ),
        rows=[list(row) for row in told.questions],
        leading=2,
        note=" ".join(told.notes),
    )


def _differing(told: SeriesTold, *, cut: bool) -> Table:
    rows = told.differing[:SHOWN] if cut else told.differing
    return Table(
        title="",
        columns=tuple(Column(told.words[key]) for key in ("vote", "day", "text", "word", "finding")),
        rows=[list(row) for row in rows],
        note=f"... +{len(told.differing) - SHOWN}" if cut and len(told.differing) > SHOWN else "",
    )
