"""What a log says now of each unit: which entries stand, and where, for pages that are held to them.

The pages' numbers are read from the entries, not from the dossier's tables: what a visitor's browser will
hold them against is what they were made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from tellers.publish.entry import Act, read_entry
from tellers.publish.record_form import SUBJECT, RecordEntry, record_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.publish.entry import Entry

__all__ = ["SILENT", "Standing", "Stood", "read_standing"]

SILENT = "silent"
"""In place of an act."""


class _Stated(msgspec.Struct):
    """The part of a record that a page shows, of one that was not read in one stroke."""

    contest: str
    source: str
    unit: str
    status: str
    figures: list[tuple[str, int | None]] = []
    unread: list[str] = []


class Stood(msgspec.Struct, frozen=True, kw_only=True):
    """A record that stands in the log; a struct, for of tens of thousands the making is felt."""

    index: int
    subject: str
    source: str
    status: str
    figures: dict[str, int | None]
    """By figure; None where the sheet was not read there."""
    unread: frozenset[str]
    corrected: bool
    """Whether it took the place of an earlier entry."""
    at: str = ""
    """When it was published, as its entry states."""


_Placed = tuple[str, str, Stood]
"""A record with its contest and its unit."""


@dataclass(slots=True, kw_only=True)
class Standing:
    """What stands in a log of one dossier."""

    records: dict[str, dict[str, list[Stood]]] = field(default_factory=dict)
    """By contest and unit, in the order of the sources' entries; those that others replace left out."""
    taken_back: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By contest and unit: the sources that withdrew what they stated, and state nothing else there."""
    subjects: dict[str, int] = field(default_factory=dict)
    """Of contests, sources and proclamations: the index that stands."""
    acts: list[str] = field(default_factory=list)
    """What each entry of the log does, another dossier's too; `SILENT` for one that states nothing."""


def read_standing(entries: Iterable[bytes], dossier: str) -> Standing:
    """Return what stands of a dossier in a log's entries.

    Those of strangers count for nothing, nor do those that are not in the form of an entry.

    A correction takes the place of the entry that it replaces, be it of the same subject or, where a source
    corrects a sheet by another, of that one's; for as long as the correction itself stands.
    """
    last: dict[str, tuple[int, str, _Placed | None]] = {}
    subjects: dict[int, str] = {}
    instead_of: dict[str, str] = {}
    acts: list[str] = []
    for index, data in enumerate(entries):
        entry = read_entry(data)
        acts.append(SILENT if entry is None else entry.act)
        if entry is not None and entry.dossier == dossier:
            subject = subjects[index] = entry.subject
            last[subject] = index, entry.act, _place(index, entry)
            replaced = subject if entry.replaces is None else subjects.get(entry.replaces, subject)
            if replaced != subject:
                instead_of[subject] = replaced
    standing = Standing(acts=acts)
    held = {subject for subject, (_, act, _) in last.items() if act != Act.WITHDRAWN}
    held -= {instead_of[subject] for subject in held & instead_of.keys()}
    for subject, (index, _, placed) in last.items():
        if subject in held and placed is None:
            standing.subjects[subject] = index
        elif subject in held and placed is not None:
            contest, unit, stood = placed
            standing.records.setdefault(contest, {}).setdefault(unit, []).append(stood)
    for subject, (_, act, _) in last.items():
        if act == Act.WITHDRAWN and (named := record_named(subject)) is not None:
            _take_back(standing, named)
    return standing


def _place(index: int, entry: Entry | RecordEntry) -> _Placed | None:
    """Return what an entry states of a record; None where it states something else, or nothing."""
    if entry.stated is None or not entry.subject.startswith(SUBJECT):
        return None
    stated = entry.stated if isinstance(entry, RecordEntry) else msgspec.convert(entry.stated, _Stated)
    stood = Stood(
        index=index,
        subject=entry.subject,
        source=stated.source,
        status=stated.status,
        figures=dict(stated.figures),
        unread=frozenset(stated.unread),
        corrected=entry.act == Act.CORRECTED,
        at=entry.at,
    )
    return stated.contest, stated.unit, stood


def _take_back(standing: Standing, named: tuple[str, str, str]) -> None:
    """Note what a source withdrew, where nothing else of it stands."""
    contest, source, unit = named
    stood = standing.records.get(contest, {}).get(unit, [])
    taken = standing.taken_back.setdefault(contest, {}).setdefault(unit, [])
    if source not in taken and all(one.source != source for one in stood):
        taken.append(source)
