"""What was proclaimed beside what the records add up to, figure by figure, and percentage by percentage.

A difference is written beside the margin it is held against. Where the records are not all of
them, a difference is not yet a contradiction: the verdict on each claim says which it is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import ClaimKind
from tellers.report.contents import Block, Paragraphs, Picture, Section, Table
from tellers.report.draw.rows import Bar, Dot, Row, RowChart, draw_rows
from tellers.report.draw.scale import scale_over

if TYPE_CHECKING:
    from tellers.model import Claim, Proclamation, Value
    from tellers.report.telling import Telling
    from tellers.tally import Tally

__all__ = ["figures_section", "percentages_section"]


def figures_section(telling: Telling) -> Section | None:
    """Return one picture a proclamation: every count announced beside the records'."""
    tally = telling.tally
    if tally is None:
        return None
    told = [(p, _counts(telling, p, tally)) for p in telling.case.proclamations]
    pictures = tuple(_side_by_side(telling, p, tally, found) for p, found in told if found)
    if not pictures:
        return None
    lead = telling.say(
        "report-figures-lead" if tally.missing_units != 0 else "report-figures-lead-complete",
        source=telling.source_name(tally.source),
        units=(tally.units, "units"),
        margin=(telling.case.margin(tally.source), "votes"),
    )
    blocks: tuple[Block, ...] = (Paragraphs(texts=(lead,)), *pictures)
    return Section(anchor=telling.anchor("figures"), title=telling.say("report-figures"), blocks=blocks)


def _counts(telling: Telling, proclamation: Proclamation, tally: Tally) -> list[tuple[Claim, int, int]]:
    """Return (claim, announced, in the records with what was added outside them) of every count."""
    return [
        (
            claim,
            claim.count,
            sum(tally.figures[figure] + telling.case.added(figure) for figure in claim.figures),
        )
        for claim in proclamation.claims
        if claim.kind is ClaimKind.COUNT and claim.figures and set(claim.figures) <= set(tally.figures)
    ]


def _side_by_side(
    telling: Telling, proclamation: Proclamation, tally: Tally, found: list[tuple[Claim, int, int]]
) -> Picture:
    margin = telling.case.margin(tally.source)
    source, name = telling.source_name(tally.source), telling.write(str(proclamation.id), "proclamation")
    rival = any(claim.readings[1:] for claim, _, _ in found)
    rows, drawn = [], []
    for claim, announced, held in found:
        about = telling.write(f"{proclamation.id}/{claim.id}", "about")
        difference = held - announced
        rows.append(
            (
                about,
                telling.reading(claim, claim.text),
                *((telling.rivals(claim) or "–",) if rival else ()),
                telling.write(held),
                telling.signed(difference),
                telling.of_margin(difference, margin),
            )
        )
        note = telling.say(
            "report-pair",
            announced=(announced, "votes"),
            held=(held, "votes"),
            difference=telling.signed(difference),
        )
        marks = (
            Bar(start=min(announced, held), end=max(announced, held)),
            Dot(at=held),
            Dot(at=announced, shape="diamond"),
        )
        drawn.append(Row(label=about, note=note, marks=marks))
    chart = RowChart(
        id=telling.anchor(f"figures-{telling.case.proclamations.index(proclamation)}"),
        title=telling.say("report-figures-title", proclamation=name, source=source),
        description=telling.say("report-figures-told"),
        scale=scale_over(*(number for _, announced, held in found for number in (announced, held))),
        rows=tuple(drawn),
        legend=(
            (Dot(at=0), telling.say("report-legend-records", source=source)),
            (Dot(at=0, shape="diamond"), telling.say("report-legend-announced-in", proclamation=name)),
        ),
    )
    table = Table(
        caption=chart.title,
        columns=telling.columns(
            "report-figure",
            "#report-announced",
            *(["report-rival"] if rival else []),
            "#report-in-records",
            "#report-difference",
            "#report-of-margin",
        ),
        rows=tuple(rows),
        note=telling.say("report-of-margin-told", margin=(margin, "votes")),
    )
    return Picture(
        svgs=(draw_rows(chart, tick=telling.short),),
        title=chart.title,
        description=chart.description,
        table=table,
    )


def percentages_section(telling: Telling) -> Section | None:
    """Return every percentage announced beside the records' own, with its bounds where they are known."""
    rows = []
    for proclamation in telling.case.proclamations:
        for claim in proclamation.claims:
            verdict = telling.verdict_on(proclamation, claim)
            if claim.kind is not ClaimKind.SHARE or verdict is None:
                continue
            numbers: dict[str, Value] = {number.name: number.value for number in verdict.numbers}
            rows.append(
                (
                    telling.write(f"{proclamation.id}/{claim.id}", "about"),
                    telling.write(str(proclamation.id), "proclamation"),
                    telling.reading(claim, claim.text),
                    telling.rivals(claim) or "–",
                    *(
                        telling.write(_share(numbers.get(name)), "share")
                        for name in ("records", "least", "most")
                    ),
                    telling.write(str(claim.base), "figure"),
                    telling.label(verdict.word).word,
                )
            )
    if not rows:
        return None
    heads = (
        "report-figure",
        "report-proclamation",
        "#report-announced",
        "report-rival",
        "#report-in-records",
        "#report-least",
        "#report-most",
        "report-percent-of",
        "report-verdict",
    )
    table = Table(
        caption=telling.say("report-percentages-caption"),
        columns=telling.columns(*heads),
        rows=tuple(rows),
        note=telling.say("report-percentages-note"),
    )
    return Section(
        anchor=telling.anchor("percentages"), title=telling.say("report-percentages"), blocks=(table,)
    )


def _share(value: Value) -> Value:
    return Fraction(value) if isinstance(value, int | Fraction) else None
