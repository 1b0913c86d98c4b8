"""The site's pages, the same bytes that `tellers publish --site` writes, made by the same code.

They are made once, beside the server, by a process of its own: a page's numbers come from the whole vote, and
making them would leave those who ask for sheets waiting. Each is served as soon as it is there; the system's
own cache of files keeps those that are asked for often. A folder that is named is kept from one start to the
next, and then only what changed is made again.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tellers.errors import TellersError
from tellers.web.serve.tiles import read_inside
from tellers.web.site.build import Ordered, publish_site
from tellers.web.site.frame import PAGES
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

__all__ = ["SiteFiles", "made_site"]

MOST_BYTES = 256 << 20
"""Of one file: as much as a browser that verifies reads of any (script/verify/bounds.js)."""
BEHIND = 10
"""How far the making stands back (`nice`): whoever asks for a sheet meanwhile comes first."""
LOOK_SECONDS = 1.0
NOT_ALWAYS = ("map", "charts")
"""Pages that a site has where there is something to draw."""


@dataclass(slots=True)
class SiteFiles:
    """A folder that holds the site, or will."""

    folder: Path
    process: BaseProcess | None = None
    _linked: tuple[str, ...] = ()
    _look_at: float = 0.0
    """When to look again which pages are there, by the monotonic clock."""

    @property
    def being_made(self) -> bool:
        """Return whether more files may come."""
        return self.process is not None and self.process.is_alive()

    def wait(self) -> None:
        """Return when no more files will come."""
        if self.process is not None:
            self.process.join()

    def linked(self) -> tuple[str, ...]:
        """Return the pages that a sheet's page can lead to: those that are there, or will be for certain.

        Each page of a sheet asks; the folder is looked into once a second while the site is being made, and
        once after that.
        """
        now = time.monotonic()
        if now >= self._look_at:
            being_made = self.being_made
            self._look_at = now + LOOK_SECONDS if being_made else math.inf
            self._linked = tuple(
                page
                for page in PAGES
                if (self.folder / LANGUAGES[0] / f"{page}.html").is_file()
                or (being_made and page not in NOT_ALWAYS)
            )
        return self._linked

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None where there is none; nothing outside the folder."""
        return read_inside(self.folder, path, most=MOST_BYTES)


@contextmanager
def made_site(ordered: Ordered) -> Iterator[SiteFiles]:
    """Begin to make a site; where no folder is named (`.`), in one that is gone afterwards.

    Raises nothing of what goes wrong in making it: that is told on standard error, and pages are not there.
    """
    with TemporaryDirectory(prefix="tellers-site-") as scratch:
        folder = (Path(scratch) / "site" if ordered.folder == Path() else ordered.folder).absolute()
        spawned = multiprocessing.get_context("spawn")
        process = spawned.Process(target=_make, args=(replace(ordered, folder=folder),), daemon=True)
        process.start()
        try:
            yield SiteFiles(folder, process)
        finally:
            process.terminate()
            process.join()


def _make(ordered: Ordered) -> None:
    """Make the site; what is refused is told, as a command tells it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server hears it, and stops us
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    try:
        publish_site(ordered)
    except TellersError as error:
        sys.stderr.write(f"{error.diagnostics()}\n")
        raise SystemExit(error.exit_code) from error
