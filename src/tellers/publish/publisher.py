"""A dossier put into a log: what the log says already is read from it, and the rest added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from tellers.errors import LogError, UsageError
from tellers.log.files import FolderFiles
from tellers.log.tiles import MOST_ENTRY_BYTES, TILE_WIDTH, bundle_path, read_bundle
from tellers.publish.entry import encode_entry
from tellers.publish.plan import plan_entries, read_published
from tellers.publish.subjects import statements_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tellers.dossier import Dossier
    from tellers.log.writer import LogWriter
    from tellers.publish.entry import Entry

__all__ = ["Done", "entries_of", "publish_dossier"]

One = TypeVar("One")
AT_ONCE = 4096
"""Entries in one durable batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a publication added, and what it found in the log and went on in spite of."""

    acts: Counter[str]
    """By what they do, how many entries were added."""
    malformed: list[int]
    """Indexes of the log's entries that state nothing, out of their form."""
    ahead: list[int]
    """Indexes of the dossier's entries that state a time after this publication's."""


def publish_dossier(
    dossier: Dossier, log: LogWriter, *, at: str, told: Callable[[int], None] | None = None
) -> Done:
    """Return what was added; each batch is on the disk before the next.

    `told` is told of every entry read and of every statement held against them.
    Stopped half-way, what was added stays, and the same call again adds the rest. Raises as `open_log`'s
    writer does, and `UsageError` for the time and for what is too long.
    """
    published = read_published(_told(entries_of(log), told), dossier.package.name, until=at)
    planned = plan_entries(published, _told(statements_of(dossier), told), at=at)
    acts: Counter[str] = Counter()
    while batch := list(islice(planned, AT_ONCE)):
        log.append([_encoded(entry) for entry in batch])
        acts.update(entry.act.value for entry in batch)
    return Done(acts=acts, malformed=published.malformed, ahead=published.ahead)


def _encoded(entry: Entry) -> bytes:
    """Return an entry's bytes; `UsageError` that names its subject where they are too many for a log."""
    data = encode_entry(entry)
    if len(data) > MOST_ENTRY_BYTES:
        raise UsageError(
            f"what is stated of it has {len(data)} bytes",
            where=entry.subject,
            expected=f"at most {MOST_ENTRY_BYTES}, as an entry of a log",
            remedy="Shorten its names and notes, or split it. What was added before it stays.",
        )
    return data


def entries_of(log: LogWriter) -> Iterator[bytes]:
    """Yield the entries of a log that is open for writing, signed or not.

    They are read from its own bundles, which are as safe as its journal; `LogError` for one that is missing.
    """
    files, size = FolderFiles(log.places.public), log.size
    for index in range(size // TILE_WIDTH):
        path = bundle_path(index)
        data = files.read(path)
        if data is None:
            raise LogError("this file of the log is missing", where=path, remedy="tellers log fsck")
        yield from read_bundle(data, TILE_WIDTH, where=path)
    yield from list(log.edge.entries)


def _told(some: Iterable[One], told: Callable[[int], None] | None) -> Iterator[One]:
    for one in some:
        if told is not None:
            told(1)
        yield one
