"""What to add to a log so that it says what a dossier says, and nothing twice.

No disk and no clock: from what stands in the log and what is to stand, the entries that lead from the one
to the other.
A subject that is new is published; one that says something else is corrected; one that is gone is withdrawn;
one that was withdrawn and is back is published again and names the withdrawal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.publish.entry import Act, Entry, ForeignEntry, MalformedEntry, decode_entry, is_time
from tellers.publish.subjects import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.canonical.json_text import Plain
    from tellers.publish.subjects import Statement

__all__ = ["LATEST", "Published", "Standing", "plan_entries", "read_published"]

LATEST = "9999-12-31T23:59:59Z"
"""The last time that an entry can state."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The last entry of a subject: its index, and what it states; None where it withdrew it."""

    index: int
    stated: dict[str, Plain] | None


@dataclass(slots=True, kw_only=True)
class Published:
    """What a log says now, of one dossier."""

    dossier: str
    until: str = LATEST
    """The last time that is believed."""
    size: int = 0
    """Entries of the log, those of other dossiers included."""
    last_at: str = ""
    subjects: dict[str, Standing] = field(default_factory=dict)
    malformed: list[int] = field(default_factory=list)
    """Indexes of entries that say to be of the form and are not: they state nothing."""
    ahead: list[int] = field(default_factory=list)
    """Indexes of the dossier's entries that state a time after `until`: they count, their time does not."""

    def take(self, entry: Entry) -> None:
        """Add the log's next entry."""
        if entry.dossier == self.dossier:
            self.subjects[entry.subject] = Standing(self.size, entry.stated)
            if entry.at > self.until:
                self.ahead.append(self.size)
            else:
                self.last_at = max(self.last_at, entry.at)
        self.size += 1


def read_published(entries: Iterable[bytes], dossier: str, *, until: str = LATEST) -> Published:
    """Return what a log's entries say of a dossier.

    Those of strangers say nothing and have their number, and so has one that says to be of the form and is
    not: whoever could put it there would else end the publishing of everybody. So would one of the year 9999:
    a time after `until`, that of the publication at hand, holds nothing up and is told of in `ahead`.
    """
    published = Published(dossier=dossier, until=until)
    for index, data in enumerate(entries):
        try:
            published.take(decode_entry(data, where=f"entry {index}"))
        except ForeignEntry:
            published.size += 1
        except MalformedEntry:
            published.malformed.append(index)
            published.size += 1
    return published


def plan_entries(published: Published, statements: Iterable[Statement], *, at: str) -> Iterator[Entry]:
    """Yield the entries to add, in their order, and take each as added.

    Withdrawals come last, in the order of their subjects. Raises `UsageError` for a time that is not in
    UTC to the second, or before one that is believed of an entry that the log has of this dossier.
    """
    if not is_time(at):
        raise UsageError("not a time", expected="UTC to the second, as 2031-05-18T20:15:00Z", got=at)
    if at < published.last_at:
        raise UsageError(
            "the time is before that of what is published already",
            expected=f"{published.last_at} or later",
            got=at,
            remedy="Set the clock of this machine right, or say --at.",
        )
    told: set[str] = set()
    for statement in statements:
        told.add(statement.subject)
        entry = _entry(published, statement, at)
        if entry is not None:
            published.take(entry)
            yield entry
    for subject in sorted(published.subjects.keys() - told):
        standing = published.subjects[subject]
        if standing.stated is not None:
            entry = Entry(
                act=Act.WITHDRAWN,
                subject=subject,
                at=at,
                replaces=standing.index,
                dossier=published.dossier,
                stated=None,
            )
            published.take(entry)
            yield entry


def _entry(published: Published, statement: Statement, at: str) -> Entry | None:
    """Return what makes a statement stand, None where it does."""
    standing = published.subjects.get(statement.subject)
    replaces = standing.index if standing is not None else None
    act = Act.PUBLISHED
    if standing is not None and standing.stated is not None:
        if same(standing.stated, statement.stated):
            return None
        act = Act.CORRECTED
    elif standing is None and statement.instead_of:
        instead = published.subjects.get(statement.instead_of)
        act, replaces = (Act.CORRECTED, instead.index) if instead is not None else (Act.PUBLISHED, None)
    return Entry(
        act=act,
        subject=statement.subject,
        at=at,
        replaces=replaces,
        dossier=published.dossier,
        stated=statement.stated,
    )
