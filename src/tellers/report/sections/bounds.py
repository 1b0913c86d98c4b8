"""What the missing units could change: least and most of every option, and of the margin.

Each interval is sharp under its assumptions: both ends are what some content of the missing
units gives (tellers.tally.bounds). Where a rule asks for a number of votes, that number is
shown on every base that somebody claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.told import room_numbers
from tellers.model import ClaimKind
from tellers.report.contents import Block, Paragraphs, Picture, Section, Table
from tellers.report.draw.rows import Bar, Dot, Row, RowChart
from tellers.report.draw.scale import scale_over
from tellers.report.sections.conditions import conditions_table, nearest_outcome
from tellers.report.sections.margins import margins_picture, pictured, required_pictures

if TYPE_CHECKING:
    from tellers.model import OptionId, SourceId
    from tellers.report.telling import Telling
    from tellers.tally import Bounds

__all__ = ["bounds_section"]


def bounds_section(telling: Telling) -> Section | None:
    """Return the intervals of the options, of the votes the rule asks for, and of the margin."""
    source = telling.source
    if source is None:
        return None
    bounds = telling.case.bounds(source)
    open_ = bounds if bounds is not None and bounds.capacity else None
    title = "report-bounds" if open_ or bounds is None else "report-hangs-on"
    key = "bounds-lead" if open_ else "bounds-unknown" if bounds is None else "hangs-not-on-missing"
    accounted = telling.accounted() if open_ else ()
    blocks: list[Block] = [Paragraphs(texts=(telling.say(f"report-{key}"), *accounted))]
    if open_ is not None:
        blocks.append(_options(telling, source, open_))
    if (asked := conditions_table(telling, source)) is not None:
        blocks.append(asked)
    if telling.case.outcome(source).required is not None:
        blocks += required_pictures(telling, source, bounds)
    if (nearest := nearest_outcome(telling, source)) is not None:
        blocks.append(nearest)
    if open_ is not None and telling.case.contest.rule.wins is None:
        blocks.append(margins_picture(telling, source))
    return Section(anchor=telling.anchor("bounds"), title=telling.say(title), blocks=tuple(blocks))


def _options(telling: Telling, source: SourceId, bounds: Bounds) -> Picture:
    """Return every option from its least to its most, with the counts announced for it."""
    votes = sorted(bounds.votes.items(), key=lambda pair: -pair[1][0])
    announced = {option: _announced(telling, option) for option, _ in votes}
    every = [count for found in announced.values() for count in found.values()]
    legend: list[tuple[Bar | Dot, str]] = [
        (Dot(at=0), telling.say("report-legend-records", source=telling.source_name(source))),
        (Bar(start=0, end=0), telling.say("report-legend-range")),
        (Dot(at=0, shape="diamond"), telling.say("report-legend-announced")),
    ]
    chart = RowChart(
        id=telling.anchor("bounds-options"),
        title=telling.say("report-bounds-options"),
        description=telling.speech.say(
            "report-bounds-options-told", room_numbers(telling.case, source, bounds)
        ),
        scale=scale_over(*(most for _, (_, most) in votes), *every),
        rows=tuple(_row(telling, option, ends, announced[option]) for option, ends in votes),
        legend=tuple(legend if every else legend[:2]),
    )
    proclaimed = telling.case.proclamations
    rows = tuple(
        (
            telling.write(str(option), "option"),
            *(telling.write(end) for end in ends),
            *(telling.write(announced[option].get(str(p.id))) for p in proclaimed),
        )
        for option, ends in votes
    )
    table = Table(
        caption=telling.say("report-bounds-options"),
        columns=(
            *telling.columns("report-option", "#report-least", "#report-most"),
            *(telling.announced_in(proclamation) for proclamation in proclaimed),
        ),
        rows=rows,
        note=telling.say("report-bounds-joint"),
    )
    return pictured(telling, chart, table)


def _row(telling: Telling, option: OptionId, ends: tuple[int, int], announced: dict[str, int]) -> Row:
    least, most = ends
    return Row(
        label=telling.write(str(option), "option"),
        note=telling.say("report-least-most", least=(least, "votes"), most=(most, "votes")),
        marks=(
            Bar(start=least, end=most),
            Dot(at=least),
            *(Dot(at=count, shape="diamond") for count in announced.values()),
        ),
    )


def _announced(telling: Telling, option: OptionId) -> dict[str, int]:
    """Return, by proclamation, the count announced for this option alone."""
    return {
        str(proclamation.id): claim.count
        for proclamation in telling.case.proclamations
        if (claim := proclamation.claim(ClaimKind.COUNT, option))
    }
