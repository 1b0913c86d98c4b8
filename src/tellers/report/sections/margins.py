"""The lead against zero, and the votes against the number required, under every figure claimed for it.

A margin is drawn once for each register that somebody states; a number required once for each
base. Which of them holds is not ours to say: the one applied is marked, and who claims each is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Self

from tellers.check.beside import beside_of
from tellers.check.rule import rival_outcomes
from tellers.check.told import key_of, room_numbers
from tellers.report.contents import Picture, Table
from tellers.report.draw.rows import Bar, Dot, Reference, Row, RowChart, draw_rows
from tellers.report.draw.scale import scale_over
from tellers.report.sections.conditions import votes_in_weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check.rule import BaseRow
    from tellers.model import SourceId
    from tellers.report.telling import Telling
    from tellers.tally import Bounds

__all__ = ["margins_picture", "pictured", "required_pictures"]

MOST_ROWS = 14
"""Rows of one drawing: what a sheet of paper holds. More go on in another under the same axis."""
DRAWN_SHARE = Fraction(9, 10)
"""A margin is drawn for sources of at least this part of the main one's units; the table has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """One source's lead under one register."""

    source: SourceId
    bounds: Bounds
    index: int
    """Which of the registers stated; 0 also where none is."""
    who: str


def pictured(telling: Telling, chart: RowChart, table: Table) -> Picture:
    """Return a chart as the report shows it, with the table that says the same."""
    pieces = [chart.rows[start : start + MOST_ROWS] for start in range(0, len(chart.rows), MOST_ROWS)] or [()]
    svgs = tuple(
        draw_rows(replace(chart, id=f"{chart.id}-{index}", rows=rows), tick=telling.short)
        for index, rows in enumerate(pieces, start=1)
    )
    return Picture(svgs=svgs, title=chart.title, description=chart.description, table=table)


def margins_picture(telling: Telling, main: SourceId) -> Picture:
    """Return, a source and register, how far the lead could fall and rise, against zero."""
    leads = list(_leads(telling))
    least = DRAWN_SHARE * telling.case.tally(main).units
    drawn = [lead for lead in leads if telling.case.tally(lead.source).units >= least]
    chart = RowChart(
        id=telling.anchor("bounds-margin"),
        title=telling.say("report-bounds-margin", lead=_lead(telling, main)),
        description=telling.say("report-bounds-margin-told"),
        scale=scale_over(*(end for lead in drawn for end in lead.bounds.margin)),
        rows=tuple(_lead_row(telling, main, lead) for lead in drawn),
        references=(Reference(at=0, label=telling.say("report-no-lead")),),
        legend=(
            (Dot(at=0), telling.say("report-legend-lead")),
            (Bar(start=0, end=0), telling.say("report-legend-range")),
        ),
    )
    rows = tuple(
        (
            telling.source_name(lead.source),
            _lead(telling, lead.source),
            telling.write(telling.case.lead(lead.source)),
            *(telling.write(number) for number in (lead.bounds.capacity, *lead.bounds.margin)),
            _room(telling, lead),
            telling.say("word-settled" if lead.bounds.settled else "word-open"),
        )
        for lead in leads
    )
    heads = (
        *("report-source", "report-lead", "#report-margin", "#report-capacity"),
        *("#report-least", "#report-most", "report-register", "report-outcome"),
    )
    return pictured(telling, chart, Table(caption=chart.title, columns=telling.columns(*heads), rows=rows))


def _leads(telling: Telling) -> Iterator[_Lead]:
    """Yield the lead of every source under the register applied, then under its rivals."""
    stated = telling.case.contest.stated("registered")
    registers: list[tuple[int | None, str]] = [(s.value, f"registered/{i}") for i, s in enumerate(stated)]
    for source in telling.case.sources:
        for index, (value, who) in enumerate(registers or [(None, "")]):
            if bounds := telling.case.bounds(source, value):
                told = telling.write(who, "statement")
                yield _Lead(source=source, bounds=bounds, index=index, who=told)


def _room(telling: Telling, lead: _Lead) -> str:
    """Return the numbers that the votes still possible add up from, and who states them."""
    numbers = room_numbers(telling.case, lead.source, lead.bounds, lead.index)
    key = next(str(number.value) for number in numbers if number.name == "room")
    return telling.speech.say(key, numbers)


def _lead(telling: Telling, source: SourceId) -> str:
    """Return who leads whom on the records of a source."""
    first, second = telling.case.leaders(source)
    return telling.say("report-lead-of", first=(str(first), "option"), second=(str(second), "option"))


def _lead_row(telling: Telling, main: SourceId, lead: _Lead) -> Row:
    name, (least, most) = telling.source_name(lead.source), lead.bounds.margin
    same = telling.case.leaders(lead.source) == telling.case.leaders(main)
    return Row(
        label=name if same else telling.speech.labelled(name, _lead(telling, lead.source)),
        note=telling.say(
            "report-margin-note",
            least=(least, "votes"),
            most=(most, "votes"),
            registered=(lead.bounds.registered, "voters"),
            who=lead.who,
        ),
        marks=(Bar(start=least, end=most), Dot(at=telling.case.lead(lead.source))),
    )


def required_pictures(telling: Telling, source: SourceId, bounds: Bounds | None) -> Iterator[Picture]:
    """Yield, on every base claimed, the votes needed beside the votes there are; a drawing a weight.

    Heads, population and shares are never drawn on one scale.
    """
    bases = list(enumerate(rival_outcomes(telling.case, source)))
    for weight in dict.fromkeys(base.rule.weight for _, base in bases):
        rows = [
            _Needed.of(telling, source, base, place) for place, base in bases if base.rule.weight == weight
        ]
        yield _required_picture(telling, source, rows, bounds=None if weight else bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Needed:
    """One base claimed, and the votes there are, in the weight that its rule counts."""

    base: BaseRow
    votes: int
    applied: bool

    @classmethod
    def of(cls, telling: Telling, source: SourceId, base: BaseRow, place: int) -> Self:
        votes, _ = votes_in_weight(telling, source, base.rule)
        return cls(base=base, votes=votes, applied=place == 0)

    def name(self, telling: Telling) -> str:
        """Return what is counted: heads by the dossier's own name for them, a weight, a number outright."""
        rule = self.base.rule
        if rule.number is not None:
            return telling.say("report-base-outright")
        heads = telling.write(rule.base, "base")
        if not rule.weight:
            return heads
        return telling.say("report-base-weighed", weight=(rule.weight, "weight"), base=heads)

    def outcome(self, telling: Telling) -> str:
        """Return the outcome there, and that something else decided it where it did."""
        word = telling.say(f"outcome-{key_of(self.base.outcome.word)}")
        return telling.say("report-base-beside", outcome=word) if beside_of(self.base.outcome) else word


def _required_picture(
    telling: Telling, source: SourceId, needed: list[_Needed], *, bounds: Bounds | None
) -> Picture:
    wins = telling.case.contest.rule.wins or telling.case.leaders(source)[0]
    more = bounds.votes[wins][1] - bounds.votes[wins][0] if bounds else 0
    weight, name = needed[0].base.rule.weight, telling.write(str(wins), "option")
    key = "report-bounds-weighed" if weight else "report-bounds-required"
    words = {"option": name, "weight": telling.write(weight, "weight")} if weight else {"option": name}
    ends = [(one.votes + more, one.base.outcome.required or 0) for one in needed]
    chart = RowChart(
        id=telling.anchor(f"bounds-required{'-' if weight else ''}{weight}"),
        title=telling.say(key, **words),
        description=telling.say("report-bounds-required-told", option=name),
        scale=scale_over(*(end for both in ends for end in both)),
        rows=tuple(_base_row(telling, one, more) for one in needed),
        legend=(
            (Bar(start=0, end=0, style="solid"), telling.say("report-legend-votes", option=name)),
            (Dot(at=0, shape="tick"), telling.say("report-legend-required")),
        ),
    )
    heads = (
        *("report-base", "#report-base-size", "report-claimed-by", "#report-required"),
        *("#report-votes", "report-outcome", "report-is-applied"),
    )
    rows = tuple(
        (
            one.name(telling),
            telling.write(one.base.size),
            telling.write(one.base.who, "statement"),
            telling.write(one.base.outcome.required),
            telling.write(one.votes),
            one.outcome(telling),
            telling.say("yes" if one.applied else "no"),
        )
        for one in needed
    )
    return pictured(telling, chart, Table(caption=chart.title, columns=telling.columns(*heads), rows=rows))


def _base_row(telling: Telling, needed: _Needed, more: int) -> Row:
    base, held, required = needed.base, needed.votes, needed.base.outcome.required or 0
    name = telling.say("report-base-of", base=needed.name(telling), size=(base.size, "count"))
    return Row(
        label=telling.say("report-applied", base=name) if needed.applied else name,
        note=telling.say(
            "report-base-note",
            required=(required, "votes"),
            votes=(held, "votes"),
            outcome=needed.outcome(telling),
        ),
        marks=(
            Bar(start=0, end=held, style="solid"),
            *((Bar(start=held, end=held + more),) if more else ()),
            Dot(at=required, shape="tick"),
        ),
    )
