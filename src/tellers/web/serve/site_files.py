"""The site's pages, the same bytes that `tellers publish --site` writes, made by the same code.

They are made once, beside the server, by a process of its own: a page's numbers come from the whole vote, and
making them would leave those who ask for sheets waiting. Each is served as soon as it is there; the disk's own
cache is what keeps those that are asked for often. A folder that is named is kept from one start to the next,
and then only what changed is made again.
"""

from __future__ import annotations

import multiprocessing
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tellers.errors import TellersError
from tellers.web.serve.tiles import read_inside
from tellers.web.site.build import Ordered, publish_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

__all__ = ["SiteFiles", "made_site"]

FAILED = 3


@dataclass(slots=True)
class SiteFiles:
    """A folder that holds the site, or will."""

    folder: Path
    process: BaseProcess | None = None

    @property
    def being_made(self) -> bool:
        """Return whether more files may come."""
        return self.process is not None and self.process.is_alive()

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None where there is none; nothing outside the folder."""
        return read_inside(self.folder, path)


@contextmanager
def made_site(dossier: Path, *, folder: Path | None, log: Path | None, policy: str) -> Iterator[SiteFiles]:
    """Begin to make a site, in this folder or in one that is gone afterwards; stop where it is not done.

    Raises nothing of what goes wrong in making it: that is told on standard error, and pages are not there.
    """
    with TemporaryDirectory(prefix="tellers-site-") as scratch:
        place = folder or Path(scratch) / "site"
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        ordered = Ordered(dossier=dossier.absolute(), folder=place.absolute(), at=at, log=log, policy=policy)
        process = multiprocessing.get_context("spawn").Process(target=_make, args=(ordered,), daemon=True)
        process.start()
        try:
            yield SiteFiles(place.absolute(), process)
        finally:
            process.terminate()
            process.join()


def _make(ordered: Ordered) -> None:
    """Make the site; what is refused is told, as a command tells it."""
    try:
        publish_site(ordered)
    except TellersError as error:
        print(error.diagnostics(), flush=True)  # noqa: T201 (a process of its own)
        raise SystemExit(FAILED) from error
