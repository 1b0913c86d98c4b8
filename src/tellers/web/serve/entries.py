"""Which entry of a log stands under a subject: sixteen bytes an entry in memory, found by bisection.

The log is read once, every entry shown to be under the root of its checkpoint before it is looked at. Who
signed that checkpoint is for the reader to judge: the pages verify it, this does not.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64encode
from bisect import bisect_left
from hashlib import blake2b
from os import urandom
from typing import TYPE_CHECKING

import msgspec

from tellers.log.checkpoint import read_checkpoint
from tellers.log.files import FolderFiles, read_latest
from tellers.log.note import read_note
from tellers.log.tile_tree import TileTree
from tellers.log.tiles import TILE_WIDTH
from tellers.publish.entry import TYPE, is_entry
from tellers.web.serve.answers import LogHead

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["LogEntries", "read_entries"]

_HEAD = re.compile(rb'\{"act":"(?P<act>[a-z]+)","at":"[^"]*","dossier":(?P<dossier>"(?:[^"\\]|\\.)*"),')
_SUBJECT = b',"subject":'
_TAIL = f',"type":"{TYPE}"}}'.encode()
WITHDRAWN = b"withdrawn"


class LogEntries:
    """The standing entries of one dossier in a log, by subject."""

    def __init__(self, told: LogHead, entries: Iterable[bytes], dossier: str) -> None:
        """Read every entry; one of another dossier, of a stranger or out of its form says nothing here.

        Subjects are kept as hashes of 64 bits under a key drawn here, so that nobody can make two meet.
        """
        self.told = told
        self._key = urandom(16)
        named, standing = msgspec.json.encode(dossier), {}
        for index, data in enumerate(entries):
            found = _HEAD.match(data) if data.endswith(_TAIL) else None
            if found is not None and found["dossier"] == named and is_entry(data):
                subject = data[data.rindex(_SUBJECT) + len(_SUBJECT) : -len(_TAIL)]
                standing[self._hash(subject)] = None if found["act"] == WITHDRAWN else index
        kept = sorted((subject, index) for subject, index in standing.items() if index is not None)
        self._subjects = array("Q", (subject for subject, _ in kept))
        self._indexes = array("Q", (index for _, index in kept))

    def standing(self, subject: str) -> int | None:
        """Return the index of the entry that stands under a subject; None where it has none."""
        hashed = self._hash(msgspec.json.encode(subject))
        at = bisect_left(self._subjects, hashed)
        found = at < len(self._subjects) and self._subjects[at] == hashed
        return self._indexes[at] if found else None

    def _hash(self, subject: bytes) -> int:
        return int.from_bytes(blake2b(subject, digest_size=8, key=self._key).digest(), "big")


def read_entries(folder: Path, dossier: str) -> LogEntries:
    """Return what a log's public folder says of a dossier; raises as `read_latest` and `TileTree` do."""
    files = FolderFiles(folder)
    checkpoint = read_checkpoint(read_note(read_latest(files)).text)
    tree = TileTree(files, checkpoint.head)
    told = LogHead(origin=checkpoint.origin, size=checkpoint.size, root=b64encode(checkpoint.root).decode())
    bundles = range(-(-checkpoint.size // TILE_WIDTH))
    return LogEntries(told, (entry for index in bundles for entry in tree.entries(index)), dossier)
