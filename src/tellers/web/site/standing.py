"""What a log says now of each unit: which entries stand, and where, for pages that are held to them.

The pages' numbers are read from the entries, not from the dossier's tables: what a visitor's browser will
hold them against is what they were made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from tellers.publish.entry import is_entry

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Standing", "Stood", "read_standing"]

_RECORD = "record/"


class _Stated(msgspec.Struct):
    """The part of a record that a page shows; of any other object, nothing."""

    contest: str = ""
    source: str = ""
    unit: str = ""
    status: str = ""
    figures: list[tuple[str, int | None]] = []
    unread: list[str] = []
    image_sha256: str = ""
    reason: str = ""


class _Entry(msgspec.Struct):
    act: str
    subject: str
    dossier: str
    at: str
    replaces: int | None
    stated: msgspec.Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A record that stands in the log."""

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


@dataclass(slots=True, kw_only=True)
class Standing:
    """What stands in a log of one dossier."""

    records: dict[str, dict[str, list[Stood]]] = field(default_factory=dict)
    """By contest and unit, in the order of the sources' entries; those that others replace left out."""
    taken_back: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By contest and unit: the sources that withdrew what they stated, and state nothing else there."""
    subjects: dict[str, int] = field(default_factory=dict)
    """Of contests, sources and proclamations: the index that stands."""
    size: int = 0


def read_standing(entries: Iterable[bytes], dossier: str) -> Standing:
    """Return what stands of a dossier in a log's entries.

    Those of strangers count for nothing, nor do those that are not in the form of an entry.

    A correction takes the place of the entry that it replaces, be it of the same subject or, where a source
    corrects a sheet by another, of that one's; for as long as the correction itself stands.
    """
    decode = msgspec.json.Decoder(_Entry).decode
    last: dict[str, tuple[int, _Entry]] = {}
    subjects: dict[int, str] = {}
    instead_of: dict[str, str] = {}
    size = 0
    for index, data in enumerate(entries):
        size = index + 1
        if not is_entry(data):  # before anything else reads it: what nests without end would end the reader
            continue
        entry = decode(data)
        if entry.dossier == dossier:
            subject = subjects[index] = entry.subject
            last[subject] = index, entry
            replaced = subject if entry.replaces is None else subjects.get(entry.replaces, subject)
            if replaced != subject:
                instead_of[subject] = replaced
    standing = Standing(size=size)
    read = msgspec.json.Decoder(_Stated).decode
    held = {subject for subject, (_, entry) in last.items() if entry.act != "withdrawn"}
    held -= {instead_of[subject] for subject in held & instead_of.keys()}
    for subject, (index, entry) in last.items():
        if subject not in held:
            continue
        if not subject.startswith(_RECORD):
            standing.subjects[subject] = index
            continue
        stated = read(entry.stated)
        units = standing.records.setdefault(stated.contest, {})
        units.setdefault(stated.unit, []).append(
            Stood(
                index=index,
                subject=subject,
                source=stated.source,
                status=stated.status,
                figures=dict(stated.figures),
                unread=frozenset(stated.unread),
                corrected=entry.act == "corrected",
                at=entry.at,
            )
        )
    for subject, (_, entry) in last.items():
        if entry.act == "withdrawn" and subject.startswith(_RECORD):
            _take_back(standing, subject)
    return standing


def _take_back(standing: Standing, subject: str) -> None:
    """Note what a source withdrew, where nothing else of it stands."""
    contest, source, rest = subject.removeprefix(_RECORD).split("/", 2)
    unit = rest.rpartition("/")[0]
    stood = standing.records.get(contest, {}).get(unit, [])
    taken = standing.taken_back.setdefault(contest, {}).setdefault(unit, [])
    if source not in taken and all(one.source != source for one in stood):
        taken.append(source)
