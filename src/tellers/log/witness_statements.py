"""What a witness keeps, read by whoever looks for evidence, also while it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tellers.log.keys import read_verifier_key
from tellers.log.witness_database import DATABASE, connection_to

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from tellers.log.keys import VerifierKey

__all__ = ["Statement", "logs_in", "read_logs", "read_statements"]

_SELECT = "SELECT number, origin, size, root, status, time, request, answer FROM statements"


class Statement(NamedTuple):
    """A checkpoint that a log signed, and what the witness answered."""

    number: int
    origin: str
    size: int
    root: bytes
    status: int
    time: int
    request: bytes
    answer: bytes


def read_logs(folder: Path) -> dict[str, tuple[VerifierKey, ...]]:
    """Return the keys of every log that a witness knows, also while it serves."""
    with connection_to(folder / DATABASE, "ro") as connection:
        return logs_in(connection)


def read_statements(folder: Path) -> list[Statement]:
    """Return all that a witness keeps, oldest first, also while it serves; `LogError` where it cannot."""
    with connection_to(folder / DATABASE, "ro") as connection:
        return [Statement(*row) for row in connection.execute(f"{_SELECT} ORDER BY number")]


def logs_in(connection: sqlite3.Connection) -> dict[str, tuple[VerifierKey, ...]]:
    """Return the keys of every log, by its origin."""
    found: dict[str, tuple[VerifierKey, ...]] = {}
    for origin, vkey in connection.execute("SELECT origin, vkey FROM log_keys ORDER BY vkey"):
        found[origin] = (*found.get(origin, ()), read_verifier_key(vkey))
    return found
