"""A checkpoint from anywhere: a file that was kept, a log, a mirror, an address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tellers.cli.log_place import public_files
from tellers.errors import LogError, UsageError

if TYPE_CHECKING:
    from tellers.log.files import FolderFiles, WebFiles

__all__ = ["checkpoint_at"]


def checkpoint_at(place: str) -> tuple[bytes, FolderFiles | WebFiles | None]:
    """Return the bytes of a file, or of a log's checkpoint and its files, from a folder or the web."""
    from tellers.log.files import files_at  # noqa: PLC0415 (loaded when needed)

    if Path(place).is_dir() or "://" in place:
        files = public_files(place)
        data = files.read("checkpoint")
        if data is not None:
            return data, files
    folder, _, name = place.rpartition("/")
    if not name:
        raise UsageError("not a file", got=place, remedy="Name the checkpoint itself, or a log.")
    data = files_at(folder or ("/" if place.startswith("/") else ".")).read(name)
    if data is None:
        raise LogError("there is no such file", where=place)
    return data, None
