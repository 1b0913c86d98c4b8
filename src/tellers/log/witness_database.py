"""How a witness's database is opened: with what settings, and what is looked at before anything is signed."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import LogError
from tellers.log.witness_schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DATABASE", "connect", "connection_to", "prepare", "unreadable", "verify_heads", "verify_tables"]

DATABASE = "witness.db"
BUSY_SECONDS = 20
"""How long the writer waits for somebody who reads the evidence."""


def prepare(connection: sqlite3.Connection) -> None:
    """Set what every writer needs, and see that it took."""
    mode = connection.execute("PRAGMA journal_mode = PERSIST").fetchone()[0]
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA recursive_triggers = ON")  # without it a replaced row is not a deleted one
    connection.execute("PRAGMA trusted_schema = OFF")
    if mode != "persist" or connection.execute("PRAGMA synchronous").fetchone()[0] != 2:
        raise LogError(f"the database does not take a synced rollback journal: {mode}")


def verify_tables(connection: sqlite3.Connection, database: Path) -> None:
    """Raise `LogError` where a table or trigger was altered, or the file is damaged. Cost: reads it all."""
    ask = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    with closing(sqlite3.connect(":memory:")) as ours:
        ours.executescript(SCHEMA)
        expected = ours.execute(ask).fetchall()
    if connection.execute(ask).fetchall() != expected:
        raise LogError("the tables or triggers are not those of a witness", where=str(database))
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LogError(f"the database is damaged: {found}", where=str(database))


def verify_heads(connection: sqlite3.Connection, database: Path) -> None:
    """Raise `LogError` where the latest state is not the largest checkpoint kept as cosigned."""
    heads = {origin: rest for origin, *rest in connection.execute("SELECT origin, size, root FROM heads")}
    largest = {
        origin: rest
        for origin, *rest in connection.execute(
            "SELECT origin, max(size), root FROM statements WHERE status = 200 GROUP BY origin"
        )
    }
    if heads != largest:
        raise LogError("what was cosigned and the latest state do not agree", where=str(database))


def connect(database: Path, mode: str) -> sqlite3.Connection:
    """Return a connection to a database that exists, `rw` or `ro`; `LogError` where it cannot be opened."""
    try:
        return sqlite3.connect(
            f"{database.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,  # one thread at a time: tellers.log.witness_service sees to it
        )
    except sqlite3.Error as error:
        raise unreadable(database, error) from error


@contextmanager
def connection_to(database: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Yield a connection and close it; errors as `connect`."""
    connection = connect(database, mode)
    try:
        yield connection
    except sqlite3.Error as error:
        raise unreadable(database, error) from error
    finally:
        connection.close()


def unreadable(database: Path, error: sqlite3.Error) -> LogError:
    """Return what is told of a database that SQLite refuses."""
    return LogError(f"the database cannot be read: {error}", where=str(database))
