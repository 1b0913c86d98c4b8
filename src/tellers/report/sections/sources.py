"""The sources against each other, unit by unit, and where each of them comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import Paragraphs, Section, Table
from tellers.report.draw.rows import Bar, Row, RowChart
from tellers.report.draw.scale import scale_over
from tellers.report.sections.margins import pictured
from tellers.report.telling import NOTHING

if TYPE_CHECKING:
    from tellers.check import Result
    from tellers.model import Finding
    from tellers.report.draw.rows import Style
    from tellers.report.telling import Telling

__all__ = ["origins_section", "pairs_section"]

PARTS: tuple[tuple[str, Style], ...] = (
    ("equal", "solid"),
    ("differ", "first"),
    ("only_first", "second"),
    ("only_second", "third"),
)
"""The numbers of a pair that add up to all units of both, and how each part is drawn."""
COUNTED = ("shared", "equal", "differ", "unread", "only_first", "only_second", "votes")
MOST_DRAWN = 12
"""Pairs that are drawn; the table has all."""


def pairs_section(telling: Telling) -> Section | None:
    """Return how each pair of sources compares: units equal, differing, and only in one."""
    pairs = [
        f for f in telling.checked.findings if {"shared", "equal", "differ"} <= {n.name for n in f.numbers}
    ]
    order = {source: place for place, source in enumerate(telling.case.sources)}
    pairs.sort(key=lambda pair: [order.get(source, 0) for source in pair.sources])
    if not pairs:
        return None
    drawn = pairs[:MOST_DRAWN]
    chart = RowChart(
        id=telling.anchor("pairs"),
        title=telling.say("report-pairs-title"),
        description=telling.say("report-pairs-told"),
        scale=scale_over(*(sum(_counts(pair)[name] for name, _ in PARTS) for pair in drawn)),
        rows=tuple(_row(telling, pair) for pair in drawn),
        legend=tuple(
            (Bar(start=0, end=0, style=style), telling.say(f"report-pairs-{name.replace('_', '-')}"))
            for name, style in PARTS
        ),
    )
    picture = pictured(telling, chart, _table(telling, pairs, caption=chart.title))
    lead = Paragraphs(texts=(telling.say("report-pairs-lead"),))
    return Section(anchor=telling.anchor("pairs"), title=telling.say("report-pairs"), blocks=(lead, picture))


def _counts(pair: Finding) -> dict[str, int]:
    """Return the whole numbers of a pair by name; 0 for one it does not give."""
    given = {number.name: number.value for number in pair.numbers if isinstance(number.value, int)}
    return {name: given.get(name, 0) for name in COUNTED}


def _row(telling: Telling, pair: Finding) -> Row:
    counts, marks, start = _counts(pair), [], 0
    for name, style in PARTS:
        end = start + counts[name]
        if end > start:
            marks.append(Bar(start=start, end=end, style=style))
        start = end
    first, second = (telling.source_name(source) for source in pair.sources)
    return Row(
        label=telling.say("report-pair-of", first=first, second=second),
        note=telling.say("report-pair-note", **{name: (counts[name], "count") for name, _ in PARTS}),
        marks=tuple(marks),
    )


def _table(telling: Telling, pairs: list[Finding], *, caption: str) -> Table:
    rows = tuple(
        (
            *(telling.source_name(source) for source in pair.sources),
            *(telling.write(_counts(pair)[name]) for name in COUNTED),
            telling.of_margin(_counts(pair)["votes"], pair.margin),
        )
        for pair in pairs
    )
    heads = (
        *("report-first", "report-second", "#report-shared", "#report-equal", "#report-differ"),
        *("#report-unread", "#report-only-first", "#report-only-second", "#report-votes-apart"),
        "#report-of-margin",
    )
    note = telling.say("report-pairs-note")
    return Table(caption=caption, columns=telling.columns(*heads), rows=rows, note=note)


def origins_section(result: Result, telling: Telling) -> Section:
    """Return every source with who speaks in it, where its bytes come from, and its licence."""
    sources = tuple(
        (
            telling.text(source.name),
            telling.text(source.by),
            telling.text(source.kind),
            telling.text(source.origin),
            telling.text(source.licence) or NOTHING,
            telling.text(source.note) or NOTHING,
        )
        for source in result.dossier.sources
    )
    files = tuple(
        (
            resource.path,
            telling.speech.listed(telling.plain(one.title, one.titles) for one in resource.sources)
            or NOTHING,
            telling.speech.listed(telling.plain(one.name, one.names) for one in resource.licenses) or NOTHING,
            telling.write(resource.bytes, "bytes"),
            resource.hash.removeprefix("sha256:"),
        )
        for resource in result.dossier.package.resources
    )
    heads = ("report-source", "report-by", "report-kind", "report-origin", "report-licence", "report-note")
    named = Table(
        caption=telling.say("report-sources-caption"), columns=telling.columns(*heads), rows=sources
    )
    heads_of_files = ("report-file", "report-origin", "report-licence", "#report-bytes", "report-hash")
    listed = Table(
        caption=telling.say("report-files-caption"), columns=telling.columns(*heads_of_files), rows=files
    )
    return Section(
        anchor="sources",
        title=telling.say("report-sources"),
        blocks=(named,),
        folded=(listed,),
        fold=telling.say("report-files-fold"),
    )
