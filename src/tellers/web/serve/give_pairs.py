"""Answers that hold two sources side by side: the count of units that agree, and every one that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tellers.tables import compare_sources, list_differences
from tellers.web.serve import answers
from tellers.web.serve.page import Page
from tellers.web.serve.service import NotThere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tellers.model import Contest, FigureId, SourceId
    from tellers.web.serve.asked import PairAsked
    from tellers.web.serve.service import Service

__all__ = ["give_comparison"]


def give_comparison(service: Service, _place: dict[str, str], asked: PairAsked) -> Page:
    """Two sources: how many units agree, and the units on which they do not."""
    contest = service.contest(asked.contest)
    first, second = (_source(service, contest, named) for named in (asked.first, asked.second))
    tables = service.archive.dossier.tables
    found = compare_sources(tables, contest, first, second)
    apart = service.kept(
        ("apart", contest.id, first, second), lambda: _lines(service, contest, (first, second))
    )
    units = apart.keys_after(asked.after, asked.limit + 1)
    shown = units[: asked.limit]
    answer = answers.Comparison(
        contest=contest.id,
        first=first,
        second=second,
        figures=[str(figure) for figure in found.figures],
        shared=found.shared,
        equal=found.equal,
        differ=found.differ,
        unread=found.unread,
        only_first=found.only_first,
        only_second=found.only_second,
        votes=int(found.votes),
        differences=[
            msgspec.json.decode(line, type=answers.Difference) for unit in shown for line in apart[unit]
        ],
    )
    return Page(answer, after=shown[-1] if len(units) > len(shown) else None)


def _source(service: Service, contest: Contest, named: str) -> SourceId:
    """Return the source of this id with records of the contest; `NotThere` names those there are."""
    sources = service.archive.dossier.tables.sources(contest.id)
    for source in sources:
        if source == named:
            return source
    expected = ", ".join(sources) or "none"
    raise NotThere(f"no source {named!r} has records of {contest.id!r}", expected=expected, got=named)


def _lines(service: Service, contest: Contest, pair: tuple[SourceId, SourceId]) -> Iterator[tuple[str, str]]:
    for one in list_differences(service.archive.dossier.tables, contest, *pair):
        told = answers.Difference(
            unit=one.unit, unread=one.unread, first=_figures(one.first), second=_figures(one.second)
        )
        yield one.unit, answers.encode_answer(told).decode()


def _figures(figures: Mapping[FigureId, int | None]) -> list[answers.Figure]:
    return [answers.Figure(figure, number) for figure, number in figures.items()]
