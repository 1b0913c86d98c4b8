"""Every unit with what each source says of it: for open contests small enough to be read name by name.

Where a record gives a unit's whole weight to one figure, that figure is its position and is
named; otherwise the figures are written out. A unit of a secret contest is never shown so.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tellers.report.alphabet import alphabetical
from tellers.report.contents import Column, Paragraphs, Section, Table
from tellers.report.telling import NOTHING
from tellers.tables import UNMATCHED, count_units, list_accounts, list_units

if TYPE_CHECKING:
    from tellers.report.telling import Telling
    from tellers.tables import Account

__all__ = ["units_section"]

MOST_UNITS = 250


def units_section(telling: Telling) -> Section | None:
    """Return the table of units, or None for a secret contest, a large one, or one without records."""
    contest, tables = telling.case.contest, telling.case.tables
    if contest.secret or not telling.case.sources or count_units(tables) > MOST_UNITS:
        return None
    accounts: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for account in list_accounts(tables, contest):
        accounts[account.unit][account.source].append(account)
    listed = sorted(list_units(tables, telling.speech.code), key=lambda unit: alphabetical(unit.name))
    noted = any(unit.note for unit in listed)
    rows = []
    for unit in listed:
        given = _cells(telling, accounts[unit.unit])
        rows.append((unit.name, *given, *([unit.note] if noted else [])))
    known = {unit.unit for unit in listed}
    unknown = sorted((unit for unit in accounts if unit not in known), key=alphabetical)
    for name in unknown:
        given = _cells(telling, accounts[name])
        rows.append(
            (
                f"“{name.removeprefix(UNMATCHED)}”",
                *given,
                *([telling.say("report-unit-unknown")] if noted else []),
            )
        )
    columns = (
        Column(name=telling.unit(many=False)),
        *(Column(name=telling.source_name(source)) for source in telling.case.sources),
        *(telling.columns("report-note") if noted else ()),
    )
    table = Table(
        caption=telling.say("report-units-caption", units=(len(listed), "units")),
        columns=columns,
        rows=tuple(rows),
        note=telling.say("report-units-unmatched", count=(len(unknown), "count")) if unknown else "",
    )
    lead = Paragraphs(texts=(telling.say("report-units-lead"),))
    return Section(anchor=telling.anchor("units"), title=telling.say("report-units"), blocks=(lead, table))


def _cells(telling: Telling, accounts: dict[str, list[Account]]) -> list[str]:
    """Return what each source says of a unit, marked where the main one says otherwise."""
    said = {
        source: [_said(telling, account) for account in accounts[source] if not account.replaced]
        for source in telling.case.sources
    }
    main = said[telling.source][:1] if telling.source else []
    cells = []
    for source, words in said.items():
        apart = bool(main) and source != telling.source and any(word != main[0] for word in words)
        first = [_said(telling, account) for account in accounts[source] if account.replaced]
        told = telling.speech.listed(words) or NOTHING
        if first:
            told = telling.say("report-unit-corrected", stands=told, first=telling.speech.listed(first))
        cells.append(("≠ " if apart else "") + told)
    return cells


def _said(telling: Telling, account: Account) -> str:
    if account.status != "counted":
        return telling.say(f"report-status-{account.status}")
    held = {figure: number for figure, number in account.figures.items() if number}
    if not account.figures:
        return telling.say("report-status-unread")
    if len(held) == 1:
        (figure, number), *_ = held.items()
        name = telling.write(str(figure), "figure")
        return name if number == 1 else f"{name} {telling.write(number)}"
    return (
        ", ".join(
            f"{telling.write(str(figure), 'figure')} {telling.write(number)}"
            for figure, number in held.items()
        )
        or "0"
    )
