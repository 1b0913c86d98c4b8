"""What was proclaimed beside what the records add up to, figure by figure, and percentage by percentage.

A difference is written beside the margin it is held against. Where the records are not all of
them, a difference is not yet a contradiction: the verdict on each claim says which it is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import ClaimKind
from tellers.report.contents import Paragraphs, Picture, Section, Table
from tellers.report.draw.rows import Bar, Dot, Row, RowChart
from tellers.report.draw.scale import scale_over
from tellers.report.sections.margins import pictured
from tellers.report.telling import NOTHING

if TYPE_CHECKING:
    from tellers.model import Claim, Proclamation, Value
    from tellers.report.telling import Telling
    from tellers.tally import Tally

__all__ = ["figures_section", "percentages_section"]

Pair = tuple["Claim", int, int]
"""A claim, the number announced, and what the records give with what was added outside them."""


def figures_section(telling: Telling) -> Section | None:
    """Return one picture a proclamation: every count announced beside the records'."""
    tally = telling.tally
    if tally is None:
        return None
    told = [(p, _pairs(telling, p, tally)) for p in telling.case.proclamations]
    pictures = tuple(_side_by_side(telling, p, tally, pairs) for p, pairs in told if pairs)
    if not pictures:
        return None
    lead = telling.say(
        "report-figures-lead" if tally.missing_units != 0 else "report-figures-lead-complete",
        source=telling.source_name(tally.source),
        units=(tally.units, "units"),
        margin=(telling.margin, "votes"),
    )
    return Section(
        anchor=telling.anchor("figures"),
        title=telling.say("report-figures"),
        blocks=(Paragraphs(texts=(lead, *telling.additions())), *pictures),
    )


def _pairs(telling: Telling, proclamation: Proclamation, tally: Tally) -> list[Pair]:
    """Return every count announced that the records have a figure for."""
    return [
        (
            claim,
            claim.count,
            sum(tally.figures[figure] + telling.case.added(figure) for figure in claim.figures),
        )
        for claim in proclamation.claims
        if claim.kind is ClaimKind.COUNT and claim.figures and set(claim.figures) <= set(tally.figures)
    ]


def _side_by_side(telling: Telling, proclamation: Proclamation, tally: Tally, pairs: list[Pair]) -> Picture:
    source, name = telling.source_name(tally.source), telling.write(str(proclamation.id), "proclamation")
    chart = RowChart(
        id=telling.anchor(f"figures-{telling.case.proclamations.index(proclamation)}"),
        title=telling.say("report-figures-title", proclamation=name, source=source),
        description=telling.say("report-figures-told"),
        scale=scale_over(*(number for _, announced, held in pairs for number in (announced, held))),
        rows=tuple(_row(telling, proclamation, pair) for pair in pairs),
        legend=(
            (Dot(at=0), telling.say("report-legend-records", source=source)),
            (Dot(at=0, shape="diamond"), telling.say("report-legend-announced-in", proclamation=name)),
        ),
    )
    return pictured(telling, chart, _table(telling, proclamation, pairs))


def _row(telling: Telling, proclamation: Proclamation, pair: Pair) -> Row:
    claim, announced, held = pair
    return Row(
        label=telling.write(f"{proclamation.id}/{claim.id}", "about"),
        note=telling.say(
            "report-pair",
            announced=(announced, "votes"),
            held=(held, "votes"),
            difference=telling.signed(held - announced),
        ),
        marks=(
            Bar(start=min(announced, held), end=max(announced, held)),
            Dot(at=held),
            Dot(at=announced, shape="diamond"),
        ),
    )


def _table(telling: Telling, proclamation: Proclamation, pairs: list[Pair]) -> Table:
    """Return the same as a table, rival readings in a column of their own where there are any."""
    margin = telling.margin
    rival = any(claim.readings[1:] for claim, _, _ in pairs)
    rows = tuple(
        (
            telling.write(f"{proclamation.id}/{claim.id}", "about"),
            telling.reading(claim, claim.text),
            *((telling.rivals(claim) or NOTHING,) if rival else ()),
            telling.write(held),
            telling.signed(held - announced),
            telling.of_margin(held - announced, margin),
        )
        for claim, announced, held in pairs
    )
    heads = (
        *("report-figure", "#report-announced", *(("report-rival",) if rival else ())),
        *("#report-in-records", "#report-difference", "#report-of-margin"),
    )
    return Table(
        caption=telling.write(str(proclamation.id), "proclamation"),
        columns=telling.columns(*heads),
        rows=rows,
        note=telling.say("report-of-margin-told", margin=(margin, "votes")),
    )


def percentages_section(telling: Telling) -> Section | None:
    """Return every percentage announced beside the records' own, with its bounds where they are known."""
    rows = tuple(
        _percentage(telling, proclamation, claim)
        for proclamation in telling.case.proclamations
        for claim in proclamation.claims
        if claim.kind is ClaimKind.SHARE
    )
    if not rows:
        return None
    heads = (
        *("report-figure", "report-percent-of", "report-proclamation", "#report-announced", "report-rival"),
        *("#report-in-records", "#report-least", "#report-most", "report-verdict"),
    )
    table = Table(
        caption=telling.say("report-percentages-caption"),
        columns=telling.columns(*heads),
        rows=rows,
        note=telling.say("report-percentages-note"),
    )
    return Section(
        anchor=telling.anchor("percentages"), title=telling.say("report-percentages"), blocks=(table,)
    )


def _percentage(telling: Telling, proclamation: Proclamation, claim: Claim) -> tuple[str, ...]:
    verdict = telling.verdict_on(proclamation, claim)
    numbers: dict[str, Value] = {n.name: n.value for n in verdict.numbers} if verdict else {}
    return (
        telling.write(f"{proclamation.id}/{claim.id}", "about"),
        telling.write(str(claim.base), "figure"),
        telling.write(str(proclamation.id), "proclamation"),
        telling.reading(claim, claim.text),
        telling.rivals(claim) or NOTHING,
        *(telling.write(_share(numbers.get(name)), "share") for name in ("records", "least", "most")),
        telling.verdict_label(verdict).sized if verdict else NOTHING,
    )


def _share(value: Value) -> Value:
    return Fraction(value) if isinstance(value, int | Fraction) else None
