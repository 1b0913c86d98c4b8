"""What the missing units could change: least and most of every option, and of the margin.

Each interval is sharp under its assumptions: both ends are what some content of the missing
units gives (tellers.tally.bounds). Where a rule asks for a number of votes, that number takes
the place of the second option: it is shown on every base that somebody claims.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.rule import rival_outcomes
from tellers.check.told import key_of
from tellers.model import ClaimKind
from tellers.report.contents import Block, Column, Paragraphs, Picture, Section, Table
from tellers.report.draw.rows import Bar, Dot, Reference, Row, RowChart, draw_rows
from tellers.report.draw.scale import scale_over

if TYPE_CHECKING:
    from tellers.model import OptionId, SourceId
    from tellers.report.telling import Telling
    from tellers.tally import Bounds

__all__ = ["bounds_section"]


DRAWN_SHARE = Fraction(9, 10)
"""A margin is drawn for sources of at least this part of the broadest one's units; the table has all."""


def bounds_section(telling: Telling) -> Section | None:
    """Return the intervals of the options, then of the margin or of the votes the rule asks for."""
    source = telling.source
    if source is None:
        return None
    blocks: list[Block] = [Paragraphs(texts=(telling.say("report-bounds-lead"),))]
    bounds = telling.case.bounds(source)
    if bounds is not None and bounds.capacity:
        blocks.append(_options(telling, source, bounds))
    elif bounds is not None:
        blocks = [Paragraphs(texts=(telling.say("report-nothing-open"),))]
    outcome = telling.case.outcome(source)
    if outcome.required is not None:
        blocks.append(_required(telling, source, bounds))
    if bounds is not None and bounds.capacity and telling.case.contest.rule.wins is None:
        blocks.append(_margins(telling))
    if bounds is None and len(blocks) == 1:
        blocks.append(Paragraphs(texts=(telling.say("report-bounds-unknown"),)))
    return Section(anchor=telling.anchor("bounds"), title=telling.say("report-bounds"), blocks=tuple(blocks))


def _options(telling: Telling, source: SourceId, bounds: Bounds) -> Picture:
    """Return every option from its least to its most, with the counts announced for it."""
    votes = sorted(bounds.votes.items(), key=lambda pair: -pair[1][0])
    announced = {option: _announced(telling, option) for option, _ in votes}
    rows = tuple(
        Row(
            label=telling.write(str(option), "option"),
            note=telling.say("report-least-most", least=(least, "votes"), most=(most, "votes")),
            marks=(
                Bar(start=least, end=most),
                Dot(at=least, shape="dot"),
                *(Dot(at=n, shape="diamond") for _, n in announced[option]),
            ),
        )
        for option, (least, most) in votes
    )
    every = [number for found in announced.values() for _, number in found]
    legend: list[tuple[Bar | Dot, str]] = [
        (Dot(at=0, shape="dot"), telling.say("report-legend-records", source=telling.source_name(source))),
        (Bar(start=0, end=0), telling.say("report-legend-range")),
    ]
    if every:
        legend.append((Dot(at=0, shape="diamond"), telling.say("report-legend-announced")))
    chart = RowChart(
        id=telling.anchor("bounds-options"),
        title=telling.say("report-bounds-options"),
        description=telling.say("report-bounds-options-told", capacity=(bounds.capacity, "votes")),
        scale=scale_over(*(most for _, (_, most) in votes), *every),
        rows=rows,
        legend=tuple(legend),
    )
    proclaimed = telling.case.proclamations
    table = Table(
        caption=telling.say("report-bounds-options"),
        columns=(
            *telling.columns("report-option", "#report-least", "#report-most"),
            *(
                Column(
                    name=telling.say(
                        "report-announced-in", proclamation=telling.write(str(p.id), "proclamation")
                    ),
                    number=True,
                )
                for p in proclaimed
            ),
        ),
        rows=tuple(
            (
                telling.write(str(option), "option"),
                telling.write(least),
                telling.write(most),
                *(telling.write(dict(announced[option]).get(p.id)) for p in proclaimed),
            )
            for option, (least, most) in votes
        ),
        note=telling.say("report-bounds-joint"),
    )
    return Picture(
        svgs=(draw_rows(chart, tick=telling.short),),
        title=chart.title,
        description=chart.description,
        table=table,
    )


def _announced(telling: Telling, option: OptionId) -> list[tuple[str, int]]:
    """Return (proclamation, count) of every count announced for this option alone."""
    return [
        (str(proclamation.id), claim.count)
        for proclamation in telling.case.proclamations
        if (claim := proclamation.claim(ClaimKind.COUNT, option))
    ]


def _margins(telling: Telling) -> Picture:
    """Return, a source and register, how far the lead could fall and rise, against zero."""
    contest, drawn, rows = telling.case.contest, [], []
    statements = [s for s in (contest.applied("registered"),) if s] + list(contest.rivals("registered"))
    for source in telling.case.sources:
        first, second = telling.case.leaders(source)
        for index, statement in [*enumerate(statements)] or [(0, None)]:
            bounds = telling.case.bounds(source, statement.value if statement else None)
            if bounds is None:
                continue
            margin, (least, most) = telling.case.margin(source), bounds.margin
            who = telling.write(f"registered/{index}" if statement else "", "statement")
            lead = telling.say("report-lead-of", first=(str(first), "option"), second=(str(second), "option"))
            same = (first, second) == telling.case.leaders(telling.case.sources[0])
            label = telling.source_name(source) if same else f"{telling.source_name(source)}: {lead}"
            note = telling.say(
                "report-margin-note",
                least=(least, "votes"),
                most=(most, "votes"),
                registered=(bounds.registered, "voters"),
                who=who,
            )
            if telling.case.tally(source).units >= DRAWN_SHARE * telling.case.tally(telling.source).units:
                drawn.append(
                    (
                        Row(label=label, note=note, marks=(Bar(start=least, end=most), Dot(at=margin))),
                        least,
                        most,
                    )
                )
            word = telling.say("word-settled" if bounds.settled else "word-open")
            rows.append(
                (
                    telling.source_name(source),
                    lead,
                    *(telling.write(n) for n in (margin, bounds.capacity, least, most)),
                    f"{telling.write(bounds.registered, 'voters')} ({who})",
                    word,
                )
            )
    chart = RowChart(
        id=telling.anchor("bounds-margin"),
        title=telling.say("report-bounds-margin", lead=rows[0][1]),
        description=telling.say("report-bounds-margin-told"),
        scale=scale_over(*(n for _, least, most in drawn for n in (least, most))),
        rows=tuple(row for row, *_ in drawn),
        references=(Reference(at=0, label=telling.say("report-no-lead")),),
        legend=(
            (Dot(at=0), telling.say("report-legend-lead")),
            (Bar(start=0, end=0), telling.say("report-legend-range")),
        ),
    )
    heads = (
        "report-source",
        "report-lead",
        "#report-margin",
        "#report-capacity",
        "#report-least",
        "#report-most",
        "report-register",
        "report-outcome",
    )
    table = Table(caption=chart.title, columns=telling.columns(*heads), rows=tuple(rows))
    return Picture(
        svgs=(draw_rows(chart, tick=telling.short),),
        title=chart.title,
        description=chart.description,
        table=table,
    )


def _required(telling: Telling, source: SourceId, bounds: Bounds | None) -> Picture:
    """Return, on every base claimed, the votes needed beside the votes there are."""
    contest, case = telling.case.contest, telling.case
    wins = contest.rule.wins or case.leaders(source)[0]
    votes = case.tally(source).votes(contest)[wins]
    drawn, rows, needed = [], [], [votes]
    most = bounds.votes[wins][1] if bounds else votes
    for place, row in enumerate(rival_outcomes(case, source)):
        required, base = row.outcome.required or 0, telling.say(f"base-{row.rule.base}")
        needed.append(required)
        word = telling.say(f"outcome-{key_of(row.outcome.word)}")
        label = telling.say("report-base-of", base=base, size=(row.size, "count"))
        drawn.append(
            Row(
                label=label if place else telling.say("report-applied", base=label),
                note=telling.say(
                    "report-base-note", required=(required, "votes"), votes=(votes, "votes"), outcome=word
                ),
                marks=(
                    Bar(start=0, end=votes, style="solid"),
                    *((Bar(start=votes, end=most),) if most > votes else ()),
                    Dot(at=required, shape="tick"),
                ),
            )
        )
        numbers = (
            telling.write(row.size),
            telling.write(row.who, "statement"),
            telling.write(required),
            telling.write(votes),
        )
        rows.append((base, *numbers, word, telling.say("no" if place else "yes")))
    name = telling.write(str(wins), "option")
    chart = RowChart(
        id=telling.anchor("bounds-required"),
        title=telling.say("report-bounds-required", option=name),
        description=telling.say("report-bounds-required-told", option=name),
        scale=scale_over(*needed, most),
        rows=tuple(drawn),
        legend=(
            (Bar(start=0, end=0, style="solid"), telling.say("report-legend-votes", option=name)),
            (Dot(at=0, shape="tick"), telling.say("report-legend-required")),
        ),
    )
    heads = (
        "report-base",
        "#report-base-size",
        "report-claimed-by",
        "#report-required",
        "#report-votes",
        "report-outcome",
        "report-is-applied",
    )
    table = Table(caption=chart.title, columns=telling.columns(*heads), rows=tuple(rows))
    return Picture(
        svgs=(draw_rows(chart, tick=telling.short),),
        title=chart.title,
        description=chart.description,
        table=table,
    )
