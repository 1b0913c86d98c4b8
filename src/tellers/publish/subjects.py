"""What a dossier states, subject by subject, in the order in which it is published.

First the contests and the sources, then the proclamations, then the records of every source in their order.
A unit's records in one source are told apart by their place among them: 1, 2, 3. What depends on how a table
was read, the record's number and its row, is published and is no difference: the same sheet read from
another file is the same statement.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.canonical import type_name
from tellers.canonical.form import to_plain
from tellers.model import Contest, Proclamation, Record, Source
from tellers.publish.entry import lean
from tellers.publish.record_form import record_subject
from tellers.tables import list_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.canonical.json_text import Plain
    from tellers.dossier import Dossier

__all__ = ["READING", "Statement", "record_statements", "same", "statements_of", "whole_record"]

RECORD = type_name(Record)
READING = ("id", "row", "replaces")
"""Fields of a record that say where it was read, and not what it says."""
EMPTY: dict[str, Plain] = {
    "figures": [],
    "image": "",
    "image_sha256": "",
    "reason": "",
    "replaces": None,
    "unread": [],
}
"""What a record's entry leaves out, where it is so."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One subject, what is stated of it, and the subject whose record it replaces within its source."""

    subject: str
    stated: dict[str, Plain]
    """As an entry has it: `tellers.publish.entry.lean`."""
    instead_of: str = ""


def statements_of(dossier: Dossier) -> Iterator[Statement]:
    """Yield everything that a dossier states; records are streamed."""
    for contest in dossier.contests:
        yield _statement(f"contest/{contest.id}", contest, Contest)
    for source in dossier.sources:
        yield _statement(f"source/{source.id}", source, Source)
    for proclamation in dossier.proclamations:
        yield _statement(f"proclamation/{proclamation.id}", proclamation, Proclamation)
    for contest in dossier.contests:
        for source_id in dossier.tables.sources(contest.id):
            yield from record_statements(list_records(dossier.tables, contest.id, source_id))


def record_statements(records: Iterable[Record]) -> Iterator[Statement]:
    """Yield the statements of one source's records, in their order."""
    places: Counter[str] = Counter()
    subjects: dict[str, str] = {}
    for record in records:
        places[record.unit] += 1
        subject = record_subject(record.contest, record.source, record.unit, places[record.unit])
        replaced = subjects.get(record.replaces, "") if record.replaces is not None else ""
        subjects[record.id] = subject
        yield Statement(subject, plain_record(record), replaced)


def plain_record(record: Record) -> dict[str, Plain]:
    """Return a record as `to_plain` and `lean` do, which ask every value; a test holds the two equal."""
    plain: dict[str, Plain] = {
        "contest": str(record.contest),
        "figures": [[str(figure), votes] for figure, votes in record.figures],
        "id": str(record.id),
        "image": record.image,
        "image_sha256": record.image_sha256,
        "reason": record.reason,
        "replaces": None if record.replaces is None else str(record.replaces),
        "row": record.row,
        "source": str(record.source),
        "status": record.status.value,
        "type": RECORD,
        "unit": str(record.unit),
        "unread": [str(figure) for figure in record.unread],
    }
    for name, empty in EMPTY.items():
        if plain[name] == empty:
            del plain[name]
    return plain


def whole_record(stated: dict[str, Plain]) -> dict[str, Plain]:
    """Return the model object that an entry states of a record: with the fields that it left out."""
    return {**EMPTY, **stated}


def same(one: dict[str, Plain], other: dict[str, Plain]) -> bool:
    """Return whether two objects say the same, wherever each was read."""
    if one == other:
        return True
    if one.get("type") != other.get("type") or one.get("type") != RECORD:
        return False
    keys = (one.keys() | other.keys()) - set(READING)
    return all(one.get(key) == other.get(key) for key in keys)


def _statement(subject: str, value: object, kind: type) -> Statement:
    plain = to_plain(value, kind)
    assert isinstance(plain, dict)  # noqa: S101 (every model object is a dataclass)
    return Statement(subject, lean({**plain, "type": type_name(kind)}))
