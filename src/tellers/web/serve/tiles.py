"""A log's public files under their standard paths (C2SP tlog-tiles), and nothing else of the disk.

A path is one that the specification knows, or it is not there: what is opened is made of its checked parts,
never of what was sent. A link in the folder, a pipe or a device is not there either.
"""

from __future__ import annotations

import asyncio
import os
import re
import stat
import time
from typing import TYPE_CHECKING

from tellers.errors import NoteError
from tellers.log.tiles import TILE_WIDTH, read_tile_path
from tellers.web.serve.asked import Nothing, read_query
from tellers.web.serve.endpoint import Endpoint
from tellers.web.serve.reply import Reply
from tellers.web.serve.service import NotThere

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.types import Scope

    from tellers.web.serve.site_files import SiteFiles

__all__ = ["LogEndpoint", "read_inside"]

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
IMMUTABLE = "public, max-age=31536000, immutable"
MOST_BYTES = 20_000_000
WAIT_SECONDS, STEP_SECONDS, AGAIN_SECONDS = 60, 0.1, 5
"""Of what is not made yet: how long it is waited for, how often looked for, and when to ask once more."""
_CHECKPOINT = re.compile(r"checkpoint|head\.txt|checkpoints/(?:0|[1-9]\d{0,18})", re.ASCII)


class LogEndpoint(Endpoint):
    """Everything below the log's address."""

    def __init__(self, log: Path | None, site: SiteFiles | None) -> None:
        """Keep where the files are: the log's public folder, then what a site keeps of it."""
        super().__init__(self._answer)
        kept = (log, site.folder / "log" if site is not None else None)
        self._folders = [folder for folder in kept if folder is not None]
        self._awaited = site if log is None else None
        """The site whose own tree is read, where no log is served: pages are there before its tree is."""

    async def _answer(self, scope: Scope, _asked: Mapping[str, str]) -> Reply:
        path = scope["path_params"]["path"]
        read_query(scope["query_string"], Nothing, where=scope["path"])
        media, cache = _kind(path)
        data = await self._wait(path)
        if data is None and self._being_made:
            again = {"retry-after": str(AGAIN_SECONDS)}
            return Reply(status=503, body=b"being made\n", media=TEXT, cache="no-store", headers=again)
        if data is None:
            raise NotThere("the log has no such file", where=scope["path"], got=path[:80])
        return Reply(body=data, media=media, cache=cache, zippable="/entries/" in path)

    @property
    def _being_made(self) -> bool:
        return self._awaited is not None and self._awaited.being_made

    async def _wait(self, path: str) -> bytes | None:
        """Return a file, waited for while the site is being made: a page would call it missing."""
        until = time.monotonic() + WAIT_SECONDS
        while True:
            being_made = self._being_made  # before it is looked for: the last file may come in between
            data = await asyncio.to_thread(self._read, path)
            if data is not None or not being_made or time.monotonic() > until:
                return data
            await asyncio.sleep(STEP_SECONDS)

    def _read(self, path: str) -> bytes | None:
        found = (read_inside(folder, path) for folder in self._folders)
        return next((data for data in found if data is not None), None)


def _kind(path: str) -> tuple[str, str]:
    """Return what a path of a log gives, and for how long; `NotThere` for any other path.

    `head.txt` stands for the checkpoint of a log that nobody signed. A full tile and an old checkpoint never
    change. A partial tile does not either, but need not be there for long: once the full one is, it may be
    taken away.
    """
    if _CHECKPOINT.fullmatch(path):
        return TEXT, IMMUTABLE if "/" in path else "no-cache"
    try:
        _, _, width = read_tile_path(path)
    except NoteError as error:
        raise NotThere(
            "not a path of a log",
            expected="checkpoint, checkpoints/<size>, tile/<level>/<index>, tile/entries/<index>",
            got=path[:80],
        ) from error
    return BYTES, IMMUTABLE if width == TILE_WIDTH else "public, max-age=3600"


def read_inside(folder: Path, path: str, *, most: int = MOST_BYTES) -> bytes | None:
    """Return the bytes of a regular file below a folder, None where there is none.

    No link is followed, and no part of a path that would lead elsewhere (`..`) is a name. A file of more than
    `most` bytes is not there.
    """
    if any(part in {"", ".", ".."} for part in path.split("/")):
        return None
    opened: list[int] = []
    try:
        opened.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
        *folders, name = path.split("/")
        for above in folders:
            opened.append(os.open(above, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=opened[-1]))
        opened.append(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=opened[-1]))
        if not stat.S_ISREG(os.fstat(opened[-1]).st_mode):
            return None
        with os.fdopen(opened[-1], "rb", closefd=False) as stream:
            data = stream.read(most + 1)
        return data if len(data) <= most else None
    except (OSError, ValueError):  # not there, a link, a name that no file may have
        return None
    finally:
        for descriptor in opened:
            os.close(descriptor)
