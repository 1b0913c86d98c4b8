"""The findings, the worst first: each with its numbers, assumptions, units and what would settle it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.report.contents import Column, Entry, Paragraphs, Section, Table
from tellers.report.telling import NOTHING

if TYPE_CHECKING:
    from tellers.model import Finding, Value
    from tellers.report.telling import Telling

__all__ = ["entries_of", "findings_section", "weight_of"]


def findings_section(telling: Telling, entries: tuple[Entry, ...]) -> Section:
    """Return the entries: those above information in sight, the rest folded."""
    weighty = tuple(entry for entry in entries if entry.severity.id != "information")
    rest = entries[len(weighty) :]
    return Section(
        anchor=telling.anchor("findings"),
        title=telling.say("report-findings"),
        blocks=(Paragraphs(texts=(weight_of(telling, entries),)), *weighty),
        folded=rest,
        fold=telling.say("report-findings-fold", count=(len(rest), "count")) if rest else "",
    )


def weight_of(telling: Telling, entries: tuple[Entry, ...]) -> str:
    """Return the sentence that says how many findings weigh more than information."""
    weighty = sum(entry.severity.id != "information" for entry in entries)
    key = "report-findings-lead" if weighty else "report-findings-none"
    return telling.say(key, count=(weighty, "count"), all=(len(entries), "count"))


def entries_of(telling: Telling) -> tuple[Entry, ...]:
    """Return every finding as an entry, in the order of the result: the worst first."""
    return tuple(
        _entry(telling, finding, index) for index, finding in enumerate(telling.checked.findings, start=1)
    )


def _entry(telling: Telling, finding: Finding, index: int) -> Entry:
    return Entry(
        anchor=telling.anchor(f"finding-{index}"),
        severity=telling.label(finding.severity),
        status=telling.say(f"status-{finding.status.value.replace(' ', '-')}"),
        text=telling.speech.say(finding.message, finding.numbers),
        weight=_weight(telling, finding),
        affected="" if finding.votes_affected is None else telling.write(finding.votes_affected),
        assumptions=tuple(telling.say(key) for key in finding.assumptions),
        settles=telling.say(finding.settles) if finding.settles else "",
        units=_units(telling, finding),
        unit_ids=tuple(map(str, finding.units)),
        table=_table(telling, finding),
        numbers=_numbers(telling, finding),
        code=f"{finding.code} · {finding.subject}",
        page=f"docs/reference/checks/{finding.check}.md",
    )


def _weight(telling: Telling, finding: Finding) -> str:
    """Return the votes a finding is about, held against the margin."""
    if finding.votes_affected is None:
        return ""
    if not finding.margin:
        return telling.say("report-weight-alone", votes=(finding.votes_affected, "votes"))
    share = Fraction(finding.votes_affected, finding.margin)
    return telling.say(
        "report-weight",
        votes=(finding.votes_affected, "votes"),
        margin=(finding.margin, "votes"),
        share=(share, "share"),
    )


def _units(telling: Telling, finding: Finding) -> str:
    if not finding.unit_count:
        return ""
    if not finding.units:
        return telling.say("report-units-counted", units=(finding.unit_count, "units"))
    key = "report-units-named" if finding.unit_count <= len(finding.units) else "report-units-some"
    return telling.say(
        key,
        units=(finding.unit_count, "units"),
        names=", ".join(finding.units),
        shown=(len(finding.units), "count"),
    )


def _table(telling: Telling, finding: Finding) -> Table | None:
    """Return a finding's own table; a column holds numbers when every cell of it that says anything does."""
    if not finding.table:
        return None
    head, *body = finding.table
    columns = tuple(
        Column(
            name=telling.speech.heading(name), number=all(_counts(row[place]) for row in body) and bool(body)
        )
        for place, name in enumerate(head)
    )
    rows = tuple(tuple(telling.speech.cell(value) for value in row) for row in body)
    return Table(caption=_caption(telling, finding), columns=columns, rows=rows)


def _caption(telling: Telling, finding: Finding) -> str:
    """Return what a table shows: by the kind of finding where that has its own words, else by the check."""
    kind, check = f"report-caption-{finding.code}", f"report-caption-{finding.check.replace('_', '-')}"
    return telling.say(kind if kind in telling.speech.messages else check)


def _counts(value: Value) -> bool:
    return value is None or not isinstance(value, str)


def _numbers(telling: Telling, finding: Finding) -> Table | None:
    """Return every number with the formula that `tellers recheck` works out from the records."""
    rows = tuple(
        (n.name, telling.speech.write(n), n.formula or NOTHING)
        for n in finding.numbers
        if not isinstance(n.value, str)
    )
    if not rows:
        return None
    heads = telling.columns("report-number", "#report-value", "report-formula")
    return Table(caption=telling.say("report-numbers-caption"), columns=heads, rows=rows)
