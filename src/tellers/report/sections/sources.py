"""The sources against each other, unit by unit, and where each of them comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import Block, Paragraphs, Picture, Section, Table
from tellers.report.draw.rows import Bar, Row, RowChart, draw_rows
from tellers.report.draw.scale import scale_over

if TYPE_CHECKING:
    from tellers.check import Result
    from tellers.report.telling import Telling

__all__ = ["origins_section", "pairs_section"]

PARTS = (("equal", "solid"), ("differ", "first"), ("only_first", "second"), ("only_second", "third"))
"""The numbers of a pair that add up to all units of both, and how each part is drawn."""
MOST_DRAWN = 12
"""Pairs that are drawn; the table has all."""


def pairs_section(telling: Telling) -> Section | None:
    """Return how each pair of sources compares: units equal, differing, and only in one."""
    pairs = [
        f
        for f in telling.checked.findings
        if f.check == "sources" and {"shared", "equal"} <= {n.name for n in f.numbers}
    ]
    order = {source: place for place, source in enumerate(telling.case.sources)}
    pairs.sort(key=lambda finding: [order.get(source, 0) for source in finding.sources])
    if not pairs:
        return None
    rows, drawn, longest = [], [], 1
    for pair in pairs:
        numbers = {number.name: int(number.value) for number in pair.numbers if isinstance(number.value, int)}
        first, second = (telling.source_name(source) for source in pair.sources)
        rows.append(
            (
                first,
                second,
                *(
                    telling.write(numbers.get(name))
                    for name in ("shared", "equal", "differ", "unread", "only_first", "only_second")
                ),
                telling.write(numbers.get("votes")),
                telling.of_margin(numbers.get("votes", 0), pair.margin),
            )
        )
        marks, start = [], 0
        for name, style in PARTS:
            end = start + numbers.get(name, 0)
            marks += [Bar(start=start, end=end, style=style)] if end > start else []  # type: ignore[arg-type] # PARTS are styles
            start = end
        longest = max(longest, start)
        said = telling.say("report-pair-note", **{name: (numbers.get(name, 0), "count") for name, _ in PARTS})
        drawn.append(
            Row(
                label=telling.say("report-pair-of", first=first, second=second), note=said, marks=tuple(marks)
            )
        )
    chart = RowChart(
        id=telling.anchor("pairs"),
        title=telling.say("report-pairs-title"),
        description=telling.say("report-pairs-told"),
        scale=scale_over(longest),
        rows=tuple(drawn[:MOST_DRAWN]),
        legend=tuple(
            (Bar(start=0, end=0, style=style), telling.say(f"report-pairs-{name.replace('_', '-')}"))
            for name, style in PARTS
        ),  # type: ignore[arg-type] # as above
    )
    heads = (
        "report-first",
        "report-second",
        "#report-shared",
        "#report-equal",
        "#report-differ",
        "#report-unread",
        "#report-only-first",
        "#report-only-second",
        "#report-votes-apart",
        "#report-of-margin",
    )
    table = Table(
        caption=chart.title,
        columns=telling.columns(*heads),
        rows=tuple(rows),
        note=telling.say("report-pairs-note"),
    )
    picture = Picture(
        svgs=(draw_rows(chart, tick=telling.short),),
        title=chart.title,
        description=chart.description,
        table=table,
    )
    blocks: tuple[Block, ...] = (Paragraphs(texts=(telling.say("report-pairs-lead"),)), picture)
    return Section(anchor=telling.anchor("pairs"), title=telling.say("report-pairs"), blocks=blocks)


def origins_section(result: Result, telling: Telling) -> Section:
    """Return every source with who speaks in it, where its bytes come from, and its licence."""
    sources = tuple(
        (telling.text(s.name), telling.text(s.by), s.kind, s.origin, s.licence or "–", telling.text(s.note))
        for s in result.dossier.sources
    )
    files = tuple(
        (
            resource.path,
            "; ".join(origin.title for origin in resource.sources) or "–",
            "; ".join(licence.name for licence in resource.licenses) or "–",
            telling.write(resource.bytes, "bytes"),
            resource.hash.removeprefix("sha256:"),
        )
        for resource in result.dossier.package.resources
    )
    heads = ("report-source", "report-by", "report-kind", "report-origin", "report-licence", "report-note")
    named = Table(
        caption=telling.say("report-sources-caption"), columns=telling.columns(*heads), rows=sources
    )
    heads = ("report-file", "report-origin", "report-licence", "#report-bytes", "report-hash")
    listed = Table(caption=telling.say("report-files-caption"), columns=telling.columns(*heads), rows=files)
    return Section(
        anchor="sources",
        title=telling.say("report-sources"),
        blocks=(named,),
        folded=(listed,),
        fold=telling.say("report-files-fold"),
    )
