"""A folder that a site is written into, in which a stranger may have left links: none of them is followed.

A link among its folders leads writing and taking out to files that are no site's; a link under the name of
a file that is about to be made has that file's bytes written over what it leads to.
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tellers.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["OwnFolder", "write_anew"]


class OwnFolder:
    """Looks once at each folder on the way to the files of a site."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it may itself be a link, for whoever named it named that."""
        self._folder = folder
        self._seen: set[PurePosixPath] = set()

    def refuse_links(self, path: str) -> None:
        """Raise `UsageError` where a folder on the way to a path, from the site's, is a link."""
        for parent in PurePosixPath(path).parents:
            if parent in self._seen:
                return
            self._seen.add(parent)
            place = self._folder / parent
            if parent.parts and place.is_symlink():
                raise UsageError(
                    "a link leads out of the site's folder",
                    where=str(place),
                    expected="a folder",
                    got=f"a link to {os.readlink(place)}",  # noqa: PTH115 (as it was written)
                    remedy="Take the link out, or name another folder.",
                )


def write_anew(place: Path, content: bytes) -> None:
    """Make a file with these bytes; what bore its name before is taken out, a link too."""
    place.unlink(missing_ok=True)
    with place.open("xb") as stream:
        stream.write(content)
