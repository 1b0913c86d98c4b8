"""How a figure is read from a source's columns: a column of its own, or the sum it is declared.

A sheet that prints valid and null votes and not the voters has no column `voters`; the contest
declares voters = valid + null, so the figure exists all the same. A figure that is neither is
one the source is silent on, and stays NULL: never zero.

>>> contest = Contest(id=ContestId("c"), title=Text.of("c"), date="", secret=True, levels=(), options=(),
...     figures=(Figure(id=FigureId("voters"), role=Role.VOTERS,
...                     sum_of=(FigureId("valid"), FigureId("null"))),),
...     rule=Rule(kind="plurality"))
>>> figure_sql(contest, {"valid", "null"}, FigureId("voters"))
'("valid" + "null")'
>>> figure_sql(contest, {"valid"}, FigureId("voters")) is None
True
>>> votes_sql(("A", "B"), {"A"}), votes_sql(("B",), {"A"})
('coalesce("A", 0)', '0')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.model import Contest, ContestId, Figure, FigureId, Role, Rule, Text
from tellers.tables.engine import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tellers.model import OptionId

__all__ = ["figure_sql", "given_options", "readable_figures", "votes_sql"]

_ = (ContestId, Figure, Role, Rule, Text)  # names the doctest uses


def figure_sql(contest: Contest, columns: Collection[str], figure: FigureId) -> str | None:
    """Return the SQL of a figure over these columns, or None where the source is silent on it."""
    if figure in columns:
        return quoted(figure)
    for declared in contest.figures:
        if declared.id == figure and declared.sum_of:
            parts = [figure_sql(contest, columns, part) for part in declared.sum_of]
            if all(parts):
                return "(" + " + ".join(part for part in parts if part) + ")"
    return None


def readable_figures(contest: Contest, columns: Collection[str]) -> tuple[FigureId, ...]:
    """Return the figures these columns give, in the contest's order."""
    return tuple(f for f in contest.figure_ids if figure_sql(contest, columns, f) is not None)


def given_options(contest: Contest, columns: Collection[str]) -> tuple[OptionId, ...]:
    """Return the options these columns have, in the order of the ballot."""
    return tuple(option for option in contest.option_ids if option in columns)


def votes_sql(options: Iterable[str], columns: Collection[str], *, of: str = "") -> str:
    """Return the SQL of the votes for these options together, on the rows of a relation named `of`.

    What a sheet leaves open, or has no column for, adds nothing.
    """
    row = f"{of}." if of else ""
    votes = [f"coalesce({row}{quoted(option)}, 0)" for option in options if option in columns]
    return " + ".join(votes) or "0"
