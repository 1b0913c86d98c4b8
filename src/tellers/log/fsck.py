"""The whole of a log's public files checked, byte by byte, against the checkpoint they stand under.

Every entry is hashed, every tile is made anew from the entries and compared, and the tree must lead to the
root that was signed. Partial files of earlier sizes, where a folder can say which it has, must be the
beginning of what came after them. Cost: two hashes an entry; at most one tile a level in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Protocol

from tellers.errors import InputError, LogError, NoteError, VerificationError
from tellers.log.files import read_latest
from tellers.log.kept import kept_size, verify_kept
from tellers.log.note import read_note
from tellers.log.policy import SignedCheckpoint, read_signed
from tellers.log.tile_tree import TileTree, read_grown
from tellers.log.tiles import (
    TILE_BYTES,
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    bundle_path,
    edge_head,
    hash_bundle,
    read_tile_path,
    split_entries,
)
from tellers.log.tree import HASH_SIZE, hash_run

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from tellers.errors import TellersError
    from tellers.log.keys import VerifierKey
    from tellers.log.tile_tree import Files
    from tellers.log.tree import TreeHead

__all__ = ["Checked", "check_files"]

MOST_FAULTS = 1_000
STAMPS = {"checkpoint.tsr", "checkpoint.ots"}
"""Kept beside a checkpoint, of whatever bytes it had then; `tellers log stamp` and `log ots` verify them."""
MISSING = "this file of the log is missing"
ELSEWHERE = "Fetch it again, from somewhere else if need be."
ALTERED = "This copy was altered or damaged: fetch it from somewhere else."


class ListedFiles(Protocol):
    """Files that can also say which there are."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes at a path, None where there is nothing."""

    def paths(self) -> Iterable[str]:
        """Yield every path that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of all files found."""

    signed: SignedCheckpoint
    files: int
    faults: tuple[TellersError, ...]
    """Each names its file; none where everything holds."""


def check_files(
    files: Files | ListedFiles, keys: Collection[VerifierKey], *, told: Callable[[int], None] | None = None
) -> Checked:
    """Return what is wrong with a log's public files; `told` is told of every bundle's entries when done.

    Raises as `read_latest` where there is no checkpoint, and as `read_signed` for one that is not signed.
    """
    signed = read_signed(read_note(read_latest(files), where="checkpoint"), keys)
    check = _TreeCheck(files=files, head=signed.checkpoint.head)
    for done in check.bundles():
        if told is not None:
            told(done)
    if not check.faults and check.made() != signed.checkpoint.head:
        check.faults.append(
            VerificationError("the entries do not lead to the root that was signed", where="checkpoint")
        )
    looked = {"checkpoint", *check.looked}
    listed = getattr(files, "paths", None)
    if listed is not None:
        for path in sorted(set(listed()) - looked - STAMPS):
            if kept_size(path) is None:
                check.stray(path)
            else:
                check.kept(path, keys)
            looked.add(path)
    return Checked(signed=signed, files=len(looked), faults=tuple(check.faults))


@dataclass(kw_only=True)
class _TreeCheck:
    """A tree made anew from the entries, each tile compared on the way."""

    files: Files
    head: TreeHead
    faults: list[TellersError] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)
    _levels: list[bytes] = field(default_factory=lambda: [b""])
    """A level of tiles, the hashes of the one that is not full yet."""

    @property
    def size(self) -> int:
        """Return how many entries there are to be."""
        return self.head.size

    def bundles(self) -> Iterator[int]:
        """Check bundle after bundle and then the right edge; yield how many entries each had.

        It stops at 1,000 faults, and says so: a log may sign any size, and that many files may be missing.
        """
        for index in range(-(-self.size // TILE_WIDTH)):
            if len(self.faults) >= MOST_FAULTS:
                place = bundle_path(index, min(TILE_WIDTH, self.size - index * TILE_WIDTH))
                self._fault("not looked at, nor what comes after it: there are faults enough", place, ALTERED)
                return
            width = min(TILE_WIDTH, self.size - index * TILE_WIDTH)
            self._enter(self._believed(index, self._leaves(index, width)), index)
            yield width
        for level, hashes in enumerate(self._levels):
            if hashes:
                index = (self.size >> (TILE_HEIGHT * level)) // TILE_WIDTH
                self._compare(Tile(level, index, len(hashes) // HASH_SIZE), hashes)

    def made(self) -> TreeHead:
        """Return the size and the root that the entries lead to, once all bundles are done."""
        return edge_head(self.size, self._levels)

    def stray(self, path: str) -> None:
        """Check a file that this size does not need: partial files of earlier sizes may be kept."""
        try:
            level, index, width = read_tile_path(path)
        except NoteError:
            self._fault("not a file of a log", path, "Ask who put it there: nothing else belongs here.")
            return
        now = min(TILE_WIDTH, (self.size >> (TILE_HEIGHT * (level or 0))) - index * TILE_WIDTH)
        if now < width:
            return  # of a size that is not signed yet: nothing to hold it against
        data = self.files.read(path) or b""
        if level is None:
            whole = split_entries(self._file(bundle_path(index, now), bundle_path(index))[1] or b"")
            good = split_entries(data) == (whole or [])[:width]
        else:
            tile = self._file(str(Tile(level, index, now)), str(Tile(level, index)))[1] or b""
            good = data == tile[: width * HASH_SIZE] and len(data) == width * HASH_SIZE
        if not good:
            self._fault("not the beginning of what came after it", path, ALTERED)

    def kept(self, path: str, keys: Collection[VerifierKey]) -> None:
        """Check a checkpoint of an earlier size that is kept beside the tiles."""
        try:
            verify_kept(TileTree(self.files, self.head), self.files.read(path) or b"", keys, where=path)
        except InputError as error:
            self.faults.append(error)

    def _leaves(self, index: int, width: int) -> bytes:
        """Return the leaf hashes of a bundle; where it cannot be read, those of its tile."""
        path, data = self._file(bundle_path(index, width), bundle_path(index))
        self.looked.append(path)
        if data is None:
            self._fault(MISSING, path, ELSEWHERE)
        else:
            try:
                full = TILE_WIDTH if path == bundle_path(index) else width  # the full one may stand in
                return hash_bundle(data, full, where=path)[: width * HASH_SIZE]
            except NoteError as error:
                self.faults.append(error)
        tile = self._file(str(Tile(0, index, width)), str(Tile(0, index)))[1] or b""
        return tile[: width * HASH_SIZE].ljust(width * HASH_SIZE, b"\x00")

    def _believed(self, index: int, leaves: bytes) -> bytes:
        """Return the leaf hashes of a bundle, or, where they differ, those that are shown under the root.

        Then it is the bundle that was altered and not its tile, and the tiles above are not to blame.
        """
        width = len(leaves) // HASH_SIZE
        tile = self._file(str(Tile(0, index, width)), str(Tile(0, index)))[1] or b""
        if tile[: len(leaves)] == leaves or (shown := self._shown(index)) is None:
            return leaves
        if shown != leaves:
            at = next(at for at in range(len(leaves)) if shown[at] != leaves[at]) // HASH_SIZE
            entry = index * TILE_WIDTH + at
            self._fault(f"entry {entry} is not the one under the root", self.looked[-1], ALTERED)
        return shown

    def _shown(self, index: int) -> bytes | None:
        """Return a level-0 tile that is shown to be under the root; None where it is not."""
        try:
            return TileTree(self.files, self.head).tile(0, index)
        except (NoteError, VerificationError, LogError):
            return None

    def _enter(self, hashes: bytes, index: int) -> None:
        """Add a tile's worth of leaves, and compare every tile that is full by it."""
        for level in count():
            if level == len(self._levels):
                self._levels.append(b"")
            self._levels[level] += hashes
            if len(self._levels[level]) < TILE_BYTES:
                return
            self._compare(Tile(level, index), self._levels[level])
            hashes = hash_run(self._levels[level], TILE_HEIGHT)
            self._levels[level] = b""
            index //= TILE_WIDTH

    def _compare(self, tile: Tile, hashes: bytes) -> None:
        path, data = self._file(str(tile), str(Tile(tile.level, tile.index)))
        self.looked.append(path)
        if data is None:
            self._fault(MISSING, path, ELSEWHERE)
            return
        if path != str(tile):
            data = data[: len(hashes)]
        if len(data) != len(hashes):
            self._fault(f"{len(data)} bytes where {len(hashes)} are due", path, ALTERED)
        elif data != hashes:
            at = next(at for at in range(len(data)) if data[at] != hashes[at]) // HASH_SIZE
            self._fault(f"hash {at} is not the one that the entries give", path, ALTERED)

    def _file(self, path: str, full: str) -> tuple[str, bytes | None]:
        return read_grown(self.files, path, full)

    def _fault(self, message: str, path: str, remedy: str) -> None:
        self.faults.append(VerificationError(message, where=path, remedy=remedy))
