"""What was published of a unit, when, and what each later entry changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.log.tile_tree import TileTree
from tellers.log.tiles import TILE_WIDTH
from tellers.publish.entry import Entry, ForeignEntry, MalformedEntry, decode_entry
from tellers.publish.subjects import READING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.canonical.json_text import Plain

__all__ = ["Told", "history_of", "list_entries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry, where it stands, and what it changed."""

    index: int
    entry: Entry
    changed: tuple[tuple[str, Plain, Plain], ...] = ()
    """Of a figure or a field: what stood before, and what stands now; None where there was nothing."""


def list_entries(tree: TileTree) -> Iterator[bytes]:
    """Yield every entry of a log, each shown to be under its root."""
    for index in range(-(-tree.head.size // TILE_WIDTH)):
        yield from tree.entries(index)


def history_of(
    entries: Iterable[bytes],
    unit: str,
    *,
    foreign: list[int] | None = None,
    malformed: list[int] | None = None,
) -> Iterator[Told]:
    """Yield what was published of a unit, or of any subject named whole, in the order of the log.

    What an entry changed is told against the entry that it replaces, or that stood under its subject; never
    against one of another dossier, which may have a unit of that name, nor against another sheet of the unit.

    Entries of strangers say nothing of a unit, and their indexes are added to `foreign`; nor do those that
    say to be of Tellers and are not in their form, whose indexes are added to `malformed`.
    """
    stated: dict[tuple[str, int | str], dict[str, Plain]] = {}
    for index, data in enumerate(entries):
        try:
            entry = decode_entry(data, where=f"entry {index}")
        except ForeignEntry:
            if foreign is not None:
                foreign.append(index)
            continue
        except MalformedEntry:
            if malformed is not None:
                malformed.append(index)
            continue
        if not is_about(entry.subject, unit):
            continue
        dossier, replaces = entry.dossier, -1 if entry.replaces is None else entry.replaces
        before = stated.get((dossier, replaces)) or stated.get((dossier, entry.subject))
        now = entry.stated or before
        if now is not None:  # what a withdrawal took back is what its own successor is held against
            stated[dossier, index] = stated[dossier, entry.subject] = now
        known = entry.stated is not None and before is not None
        changed = tuple(_changes(before or {}, entry.stated or {})) if known else ()
        yield Told(index=index, entry=entry, changed=changed)


def is_about(subject: str, unit: str) -> bool:
    """Return whether a subject is the one named, or a record of the unit named."""
    if subject == unit:
        return True
    parts = subject.split("/", 3)
    return len(parts) == 4 and parts[0] == "record" and parts[3].rpartition("/")[0] == unit


def _changes(before: dict[str, Plain], now: dict[str, Plain]) -> Iterator[tuple[str, Plain, Plain]]:
    """Yield what differs: of records, figure by figure, and never where they were read."""
    old, new = _flat(before), _flat(now)
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)


def _flat(stated: dict[str, Plain]) -> dict[str, Plain]:
    flat = {key: value for key, value in stated.items() if key not in {*READING, "figures", "type"}}
    figures = stated.get("figures")
    if isinstance(figures, list):
        flat |= {str(pair[0]): pair[1] for pair in figures if isinstance(pair, list) and len(pair) == 2}
    return flat
