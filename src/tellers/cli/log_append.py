"""`tellers log append`: add entries to a log."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import LogFolder, counted
from tellers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["log_append_command"]

AT_ONCE = 4096


def log_append_command(
    folder: LogFolder,
    files: Annotated[
        tuple[str, ...],
        Parameter(name="FILE", help="Files, each an entry; - is the standard input.", metavar="FILE"),
    ],
    /,
    *,
    lines: Annotated[
        bool, Parameter(negative="", help="Each line of the files is an entry, without its newline.")
    ] = False,
) -> int:
    """Add entries, whatever they are; when the command ends, they are on the disk.

    The world is told of them once the log is signed; in `public` they stand as soon as 256 are together.
    To publish a dossier: `tellers publish`.
    """
    from tellers.log.opening import open_log  # noqa: PLC0415 (loaded when needed)

    if not files:
        raise UsageError("no entry is named", remedy="Name files, or - for the standard input.")
    log = open_log(folder)
    try:
        for notice in log.notices:
            print(notice, file=sys.stderr)
        first = log.size
        batch: list[bytes] = []
        for entry in _entries(files, lines=lines):
            batch.append(entry)
            if len(batch) == AT_ONCE:
                log.append(batch)
                batch = []
        log.append(batch)
        added = log.size - first
        where = f": {first} to {log.size - 1}" if added > 1 else f": {first}" if added else ""
        print(f"{counted(added, 'entry', 'entries')} added{where}.")
        print(f"Not signed yet: tellers log sign {folder} --key FILE")
    finally:
        log.close()
    return 0


def _entries(files: tuple[str, ...], *, lines: bool) -> Iterator[bytes]:
    for name in files:
        try:
            if lines:
                with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
                    yield from (line.removesuffix(b"\n") for line in file)
            else:
                yield sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}", where=name) from error
