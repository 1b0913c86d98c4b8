"""`tellers council power`: how often a member decides under a rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.options import FormatOption, LanguageOption
from tellers.cli.tables import Column, Row, Table, print_tables
from tellers.errors import UsageError

__all__ = ["council_power_command"]


def council_power_command(
    *,
    weights: Annotated[
        Path | None,
        Parameter(help="A table of members and their weights, the first two columns.", metavar="FILE"),
    ] = None,
    column: Annotated[
        str, Parameter(help="The column of weights, where it is not the second.", metavar="NAME")
    ] = "",
    members: Annotated[
        int, Parameter(help="So many members of equal weight, instead of a table.", metavar="NUMBER")
    ] = 0,
    quota: Annotated[
        str,
        Parameter(
            help="The weight asked for: a number, at least 65/100 of it, or more than 1/2+ of it.",
            metavar="QUOTA",
        ),
    ] = "",
    heads: Annotated[
        str, Parameter(help="The members asked for, written in the same way.", metavar="QUOTA")
    ] = "",
    waived_below: Annotated[
        int,
        Parameter(help="The weight is not asked for with fewer members than this outside.", metavar="NUMBER"),
    ] = 0,
    veto: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="A member without whom nothing is adopted.", metavar="MEMBER"),
    ] = (),
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Measure voting power: Banzhaf and Shapley-Shubik of every member, exact.

    Both are of the rule alone, and know nothing of who votes with whom. On the screen they are
    percentages, in CSV and JSON exact fractions.
    """
    from tellers.council.power import measure_power  # noqa: PLC0415 (loaded when needed)
    from tellers.formats.member_column import read_weights  # noqa: PLC0415
    from tellers.report.language import Language  # noqa: PLC0415
    from tellers.report.power import AskedGame, power_table  # noqa: PLC0415

    if (weights is None) == (members == 0):
        raise UsageError("say --weights FILE or --members NUMBER", remedy="tellers council power --help")
    name, held = read_weights(weights, column=column) if weights else ("", AskedGame.numbered(members))
    asked = AskedGame(
        weights=held, weight=name, quota=quota, heads=heads, waived_below=waived_below, vetoes=veto
    )
    try:
        table = measure_power(asked.game())
    except ValueError as error:
        raise UsageError(str(error), remedy="tellers council power --help") from error
    told = power_table(asked, table, Language.load(lang), exact=format != "text")
    columns = tuple(Column(heading, number=place > 0) for place, heading in enumerate(told.headings))
    rows: list[Row] = [list(row) for row in told.rows]
    shown = Table(title=told.title, columns=columns, rows=rows, note=" ".join(told.notes))
    print_tables([shown], form=format, language=lang)
    return 0
