"""The private files of a log's own folder checked: what opening does not read again, because it is quick.

Every frame of the journal must hold, and every checkpoint ever signed must be one of this log's, signed by
its keys, never shorter than the one before, and have the root that the journal's entries give. The leaf
hashes and `head` must be what is made from the two, and the public checkpoint must be one that was signed.
Nothing is written. Cost: two hashes an entry, the tree in memory (65 bytes an entry).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tellers.errors import LogError, TellersError, VerificationError
from tellers.log.frames import read_frames, start_of
from tellers.log.head import read_head
from tellers.log.keys import read_verifier_key
from tellers.log.memory import MemoryTree
from tellers.log.note import read_note
from tellers.log.opening import read_about
from tellers.log.policy import read_signed
from tellers.log.tiles import split_entries
from tellers.log.tree import HASH_SIZE, hash_leaf
from tellers.log.writer import Places

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from tellers.log.keys import VerifierKey

__all__ = ["check_folder"]

KEEP = "Keep this folder as it is: the public copies, mirrors and witnesses hold what was published."
MADE_ANEW = "It is made from the journal: remove it, and the next opening makes it anew."


def check_folder(folder: Path, *, also: Collection[VerifierKey] = ()) -> list[TellersError]:
    """Return what is wrong with the private files of a log's folder, each with the file's name.

    A checkpoint is signed by a key that the log was begun with, or by one that it changed to: `also`.
    Raises `LogError` where there is no log. A log that is being written to may show an end that is not
    whole.
    """
    check = _Check(folder, also)
    check.journal()
    check.signed()
    check.made()
    return check.faults


class _Check:
    """The files read so far, and what is wrong with them."""

    def __init__(self, folder: Path, also: Collection[VerifierKey]) -> None:
        self.places, about = Places(folder), read_about(folder)
        begun = [read_verifier_key(line, where=str(self.places.about)) for line in about.keys]
        self.keys = list(dict.fromkeys((*begun, *also)))
        self.faults: list[TellersError] = []
        self.tree, self.leaves = MemoryTree(), bytearray()
        self.ends = {0}
        self.texts: set[bytes] = set()

    def journal(self) -> None:
        """Check every frame, and make the tree of its entries."""
        for content in self._frames(self.places.journal):
            entries = split_entries(content)
            if entries is None:
                self._fault(self.places.journal, "a frame that holds no entries", KEEP)
                continue
            leaves = [hash_leaf(entry) for entry in entries]
            self.tree.extend(leaves)
            self.leaves += b"".join(leaves)

    def signed(self) -> None:
        """Check every checkpoint, and that none is shorter than the one before."""
        place, sizes = self.places.signed, [0]
        for at, content in enumerate(self._frames(place), start=1):
            where = f"{place}, checkpoint {at}"
            try:
                one = read_signed(read_note(content, where=where), self.keys, where=where)
            except TellersError as error:
                self.faults.append(error)
                continue
            sizes.append(one.checkpoint.size)
            self.texts.add(one.note.text)
            if one.checkpoint.size > len(self.tree):
                self._fault(place, f"checkpoint {at} is over entries that the journal does not hold", KEEP)
            elif self.tree.head(one.checkpoint.size) != one.checkpoint.head:
                self._fault(place, f"checkpoint {at} has another root than the journal's entries give", KEEP)
        if any(later < earlier for earlier, later in pairwise(sizes)):
            self._fault(place, "a checkpoint that is shorter than the one before", KEEP)

    def made(self) -> None:
        """Check what is made from the two, and what is published of them."""
        leaves, held = self.places.leaves, self._read(self.places.leaves)
        if held != self.leaves[: len(held)] or len(held) % HASH_SIZE:
            self._fault(leaves, "not the hashes of the journal's entries", MADE_ANEW)
        head = read_head(self._read(self.places.head)) if self.places.head.exists() else None
        if self.places.head.exists() and (head is None or head.journal_end not in self.ends):
            self._fault(self.places.head, "not a state of this journal", MADE_ANEW)
        shown = self.places.public / "checkpoint"
        if shown.exists():
            try:
                text = read_note(self._read(shown), where=str(shown)).text
            except TellersError as error:
                self.faults.append(error)
                return
            if text not in self.texts:
                self._fault(shown, "not one of the checkpoints that were signed here", KEEP)

    def _frames(self, path: Path) -> list[bytes]:
        data, end, contents = self._read(path), 0, []
        for frame in read_frames(data, start_of(path.name)):
            contents.append(frame.content)
            end = frame.end
            if path == self.places.journal:
                self.ends.add(end)
        if end != len(data):
            self._fault(path, f"from byte {end} on it was altered, or was not written to its end", KEEP)
        return contents

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            self.faults.append(LogError(f"cannot be read: {error.strerror}", where=str(path)))
            return b""

    def _fault(self, path: Path, message: str, remedy: str) -> None:
        self.faults.append(VerificationError(message, where=str(path), remedy=remedy))
