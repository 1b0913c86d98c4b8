"""What `tellers log stamp` and `tellers log ots` share: a checkpoint's file, and what is kept beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import counted
from tellers.cli.output import bytes_beside
from tellers.errors import UsageError

__all__ = ["BOUNDS", "CheckpointFile", "content", "keep_beside", "told_checkpoint"]

CheckpointFile = Annotated[
    Path, Parameter(help="The checkpoint, as `tellers log verify --to` keeps it.", metavar="CHECKPOINT")
]
BOUNDS = (
    "  This bounds when the checkpoint existed. Whether everybody is shown the same one is for\n"
    "  witnesses to say. The checkpoint's signatures are not checked here: tellers log verify."
)
MOST_BYTES = 1_000_000


def content(path: Path) -> bytes:
    """Return a file's bytes; `UsageError` for one that cannot be read or is too long to be meant."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if len(data) > MOST_BYTES:
        raise UsageError(f"over {MOST_BYTES} bytes: not a file of this kind", where=str(path))
    return data


def told_checkpoint(data: bytes, path: Path) -> None:
    """Print which checkpoint a file claims to be; `NoteError` where it is none."""
    from tellers.log.checkpoint import read_checkpoint  # noqa: PLC0415 (loaded when needed)
    from tellers.log.note import read_note  # noqa: PLC0415

    checkpoint = read_checkpoint(read_note(data, where=str(path)).text, where=str(path))
    print(f"{path}: {checkpoint.origin}, {counted(checkpoint.size, 'entry', 'entries')}")


def keep_beside(data: bytes, path: Path) -> None:
    """Write a stamp; `UsageError` where another one is already: a stamp cannot be had again."""
    if path.exists() and content(path) != data:
        raise UsageError(
            "there is a stamp already", where=str(path), remedy="Name another file with --to, and keep both."
        )
    bytes_beside(path, data)
    print(f"  Kept in {path}: it stands outside the signed text, so keep the two together.")
