"""A witness's memory: one SQLite file, written by one connection, on the disk before anything is answered.

A transaction reads the state, decides, and stores under compare-and-swap; the answers leave it only after
its commit. Durability: a rollback journal that is overwritten (`journal_mode=PERSIST`, never WAL, whose
reset can lose a commit before SQLite 3.51.3) and `synchronous=FULL`; so the end of a commit is itself
synced, which with a *deleted* journal it is not. After an error of the disk nothing more is answered: what
reads back well from the cache may not be on the disk.

Every checkpoint that a known log signed is kept with its text, the log's signatures, the proof that came and
the time: those cosigned and those refused. Signatures of strangers are left out, since anybody can add them,
and of one log no more refusals are kept than a person could read. Cost: some kilobytes for each checkpoint
that a log signs, not for each request.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Self

from tellers.errors import LogError, UsageError, VerificationError
from tellers.log.checkpoint import Checkpoint
from tellers.log.note import SignatureLine
from tellers.log.policy import LOG_KINDS
from tellers.log.tree import EMPTY_HEAD, TreeHead
from tellers.log.witness import Answer, Decision, Signed, Stored
from tellers.log.witness_database import (
    DATABASE,
    connect,
    connection_to,
    prepare,
    unreadable,
    verify_heads,
    verify_tables,
)
from tellers.log.witness_place import Place, lock_folder, verify_mark, verify_place, write_mark
from tellers.log.witness_schema import FORMAT, SCHEMA
from tellers.log.witness_statements import logs_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tellers.log.keys import VerifierKey

__all__ = ["WitnessStore", "create_store"]

KEPT = frozenset({200, 400, 409, 422, 500})
"""Decisions on a signed checkpoint that are kept; a clock that went back says nothing of the log."""
MOST_NAME_BYTES = 255
MOST_REFUSED = 10_000
"""Of one log, kept: a log that signs so many checkpoints that do not hold has been found out."""
REFUSED = """
SELECT origin, count(*) FROM statements AS refused
WHERE status <> 200 AND NOT EXISTS (
  SELECT 1 FROM statements
  WHERE origin = refused.origin AND text_hash = refused.text_hash AND status = 200)
GROUP BY origin
"""


def create_store(folder: Path, keys: Iterable[VerifierKey], *, final: Path) -> None:
    """Make the database of a new witness in a folder that will be renamed to `final`."""
    database = folder / DATABASE
    database.touch(mode=0o600, exist_ok=False)
    place, session = Place.of(database), token_hex(16)
    with connection_to(database, "rw") as connection:
        prepare(connection)
        connection.executescript("BEGIN;" + SCHEMA)
        path = str(final.resolve() / DATABASE)
        connection.execute(
            "INSERT INTO witness VALUES (1, ?, ?, ?, ?, ?)",
            (FORMAT, session, place.inode, place.device, path),
        )
        connection.executemany("INSERT INTO own_keys VALUES (?)", [(str(key),) for key in keys])
        connection.execute("COMMIT")
    write_mark(folder, session)


class WitnessStore:
    """The open database of a witness; `close` it, or use it in a `with`."""

    def __init__(
        self, folder: Path, keys: Iterable[VerifierKey], *, clock: Callable[[], int] | None = None
    ) -> None:
        """Open what `init` made, and no other.

        Raises `LogError` where there is no database, it is a copy, somebody else has it open, its tables
        or triggers were altered, what it holds does not agree with itself, or the keys are not its own.
        """
        self.folder = folder
        self._broken = ""
        """Why nothing more is answered; empty while all is well."""
        self._clock = clock or (lambda: int(time.time()))
        database = folder / DATABASE
        if not database.is_file():
            raise LogError(
                "there is no database of a witness here",
                where=str(database),
                remedy="A new witness begins with `tellers witness init`. One whose database is lost must "
                "not begin again under the same keys: it would sign a second history.",
            )
        self._lock = lock_folder(folder)
        try:
            found = Place.of(database)  # before SQLite opens it
            self._connection = connect(database, "rw")
            try:
                self._open(found, frozenset(map(str, keys)))
            except BaseException:
                self._connection.close()
                raise
        except BaseException:
            self._lock.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
        self._lock.close()

    def add_log(self, key: VerifierKey) -> None:
        """Trust a key to sign for the log of its name, for ever; `UsageError` for a key that cannot."""
        if key.kind not in LOG_KINDS or len(key.name.encode()) > MOST_NAME_BYTES:
            raise UsageError(
                "not the key of a log",
                expected=f"kind 0x01 or 0x06, a name of at most {MOST_NAME_BYTES} bytes",
                got=f"kind 0x{int(key.kind):02x}, {key.name[:80]}",
            )
        try:  # a key that is no point of its curve is found here, and not when the log asks
            text = Checkpoint(key.name, *EMPTY_HEAD).encode()
            key.verify(text, SignatureLine(key.name, key.key_id, bytes(key.kind.signature_bytes)))
        except VerificationError:
            pass
        except ValueError as error:
            raise UsageError("not a public key", got=str(key)[:80]) from error
        with self._transaction():
            self._connection.execute("INSERT OR IGNORE INTO log_keys VALUES (?, ?)", (str(key), key.name))

    def logs(self) -> dict[str, tuple[VerifierKey, ...]]:
        """Return the keys of every log known, by its origin."""
        return logs_in(self._connection)

    def stored(self, origin: str) -> Stored:
        """Return what is known of a log."""
        halted = self._connection.execute(
            "SELECT 1 FROM statements WHERE origin = ? AND status = 500 LIMIT 1", (origin,)
        ).fetchone()
        row = self._connection.execute(
            "SELECT size, root, time, note FROM heads WHERE origin = ?", (origin,)
        ).fetchone()
        if row is None:
            return Stored(halted=halted is not None)
        size, root, signed_at, note = row
        return Stored(head=TreeHead(size, root), time=signed_at, note=note, halted=halted is not None)

    def answer(
        self, asked: Sequence[Signed], decide: Callable[[Signed, Stored, int], Decision]
    ) -> list[Answer]:
        """Return the answers to requests taken in order, once all are stored and synced: one commit.

        Raises `LogError` where the disk or the database refuses; then none of them was answered, and
        none ever is by this store: open it anew.
        """
        with self._transaction():
            return [self._answer(one, decide) for one in asked]

    def _answer(self, signed: Signed, decide: Callable[[Signed, Stored, int], Decision]) -> Answer:
        checkpoint = signed.request.checkpoint
        before, now = self.stored(checkpoint.origin), self._clock()
        decision = decide(signed, before, now)
        if decision.stored is not None:
            self._swap(checkpoint.origin, before, decision.stored)
        if decision.answer.status in KEPT:
            self._keep(signed, decision.answer, now)
        return decision.answer

    def _swap(self, origin: str, before: Stored, new: Stored) -> None:
        row = (*new.head, new.time, new.note, origin)
        if not before.note:
            self._connection.execute(
                "INSERT INTO heads (size, root, time, note, origin) VALUES (?, ?, ?, ?, ?)", row
            )
            return
        changed = self._connection.execute(
            "UPDATE heads SET size = ?, root = ?, time = ?, note = ? "
            "WHERE origin = ? AND size = ? AND root = ? AND time = ?",
            (*row, *before.head, before.time),
        )
        if changed.rowcount != 1:
            raise LogError("the state changed while it was decided on", where=origin)

    def _keep(self, signed: Signed, answer: Answer, now: int) -> None:
        """Keep a statement, unless the same text is kept with this answer, or was cosigned.

        Of one log only so many refusals are kept whose text was never cosigned; what halts always is.
        """
        checkpoint, text_hash = signed.request.checkpoint, sha256(signed.request.note.text).digest()
        origin, status = checkpoint.origin, answer.status
        rows = self._connection.execute(
            "SELECT status FROM statements WHERE origin = ? AND text_hash = ?", (origin, text_hash)
        )
        kept = {row[0] for row in rows}
        halts = status == 500 and not self.stored(origin).halted
        if status in kept or (not halts and 200 in kept):
            return
        if status == 200:
            self._refused[origin] -= len(kept)
        elif self._refused[origin] < MOST_REFUSED or halts:
            self._refused[origin] += 1
        else:
            return
        self._connection.execute(
            "INSERT INTO statements (origin, size, root, text_hash, status, time, request, answer) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(origin, checkpoint.size, checkpoint.root, text_hash),
                *(status, now, signed.kept().encode(), answer.body),
            ),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._broken:
            raise LogError(f"nothing more is answered after an error: {self._broken}")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            self._broken = f"{type(error).__name__}: {error}"
            if self._connection.in_transaction:
                self._connection.rollback()
            if isinstance(error, sqlite3.Error):
                raise LogError(
                    f"the database refuses: {error}",
                    where=str(self.folder / DATABASE),
                    remedy="Nothing was signed. Look at the disk, then start the witness again.",
                ) from error
            raise

    def _open(self, found: Place, keys: frozenset[str]) -> None:
        database = self.folder / DATABASE
        try:
            prepare(self._connection)
            verify_tables(self._connection, database)
            row = self._connection.execute("SELECT session, inode, device, path FROM witness").fetchone()
            own = {vkey for (vkey,) in self._connection.execute("SELECT vkey FROM own_keys")}
            verify_heads(self._connection, database)
        except sqlite3.Error as error:
            raise unreadable(database, error) from error
        self._refused = Counter(dict(self._connection.execute(REFUSED)))
        session, *place = row
        verify_place(Place(*place), found)
        verify_mark(self.folder, session)
        if own != keys:
            raise LogError("the keys are not those of this database", where=str(self.folder))
        new = token_hex(16)
        write_mark(self.folder, new, session)  # both, so that a start cut off here can be made again
        with self._transaction():
            self._connection.execute("UPDATE witness SET session = ?", (new,))
        write_mark(self.folder, new)
