"""A mirror: somebody else's log, followed, checked up to its root, and served on.

Nothing is kept that was not shown to stand under the checkpoint, and the checkpoint is written last: a
mirror that was stopped half-way still serves the state before. What was kept once is never replaced: a
log that grew must begin with it, and one that does not is refused with both checkpoints, from which
`tellers.log.compare` makes the evidence.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import LogError, SplitView, VerificationError
from tellers.log.disk import Disk
from tellers.log.files import UNFINISHED, FolderFiles, read_latest
from tellers.log.policy import SignedCheckpoint, read_signed, verify_checkpoint
from tellers.log.proofs import head_at
from tellers.log.tile_tree import TileTree
from tellers.log.tiles import TILE_WIDTH, bundle_path, full_tiles, partial_tiles, write_bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tellers.log.policy import Policy
    from tellers.log.tile_tree import Files

__all__ = ["Mirrored", "Rewritten", "mirror_log"]

NEW_FOLDER = "Name a new folder."
AT_ONCE = 64
"""Bundles fetched before they are written: a few megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What a mirror holds now, and what it held before."""

    signed: SignedCheckpoint
    old_size: int


class Rewritten(SplitView):
    """A log that does not begin with what it once showed: what `EvidenceKind.REWRITTEN` is made from."""

    def __init__(self, message: str, *, older: SignedCheckpoint, newer: SignedCheckpoint) -> None:
        """Keep both checkpoints."""
        self.older, self.newer = older, newer
        super().__init__(
            message,
            expected=f"a log that begins with the {older.checkpoint.size} entries kept here",
            got=f"a checkpoint of {newer.checkpoint.size} that does not",
            remedy="Keep both checkpoints: they are signed by the log. `tellers log compare` makes the one "
            "file that shows it to others.",
        )


def mirror_log(
    files: Files, folder: Path, policy: Policy, *, told: Callable[[int], None] | None = None
) -> Mirrored:
    """Bring a folder up to a log's present checkpoint; `told` is told of every bundle's entries.

    Raises `VerificationError` for a checkpoint the policy does not hold of and for files that are not
    under it, `Rewritten`, a `SplitView`, for a log that has another past than this folder, `LogError` for
    what is missing and for a disk that fails. What was complete before stays served.
    """
    disk = Disk()
    data = read_latest(files)
    signed = verify_checkpoint(data, policy)
    tree = TileTree(files, signed.checkpoint.head)
    old = _held(folder, policy)
    if old is not None:
        _verify_past(tree, old, signed)
    old_size = old.checkpoint.size if old is not None else 0
    folder.mkdir(parents=True, exist_ok=True)
    disk.stage(folder / UNFINISHED)
    for some in _in_batches(_made_from(tree, old_size, told)):
        disk.write_all((folder / path, made) for path, made in some)
    disk.replace(folder / "checkpoint", data)
    with suppress(OSError):  # another start may be using it
        (folder / UNFINISHED).rmdir()
    return Mirrored(signed=signed, old_size=old_size)


def _held(folder: Path, policy: Policy) -> SignedCheckpoint | None:
    """Return the checkpoint that the folder holds, signed by the log; None in a new one."""
    if not folder.exists():
        return None
    data = FolderFiles(folder).read("checkpoint")
    if data is None:
        if {place.name for place in folder.iterdir()} - {UNFINISHED, "tile"}:  # as a stopped start leaves it
            raise LogError(
                "the folder holds something else than a mirror",
                where=str(folder),
                remedy=NEW_FOLDER,
            )
        return None
    return read_signed(data, [key for key, _ in policy.logs], where=str(folder / "checkpoint"))


def _verify_past(tree: TileTree, old: SignedCheckpoint, new: SignedCheckpoint) -> None:
    """Return where the log's present state begins with the one held.

    Raises `VerificationError` for another log or a shorter one, `Rewritten` for one with another past.
    """
    if old.checkpoint.origin != new.checkpoint.origin:
        raise VerificationError(
            "another log",
            expected=old.checkpoint.origin,
            got=new.checkpoint.origin,
            remedy=NEW_FOLDER,
        )
    if new.checkpoint.size < old.checkpoint.size:
        raise VerificationError(
            "this copy of the log is older than what is kept here",
            expected=f"{old.checkpoint.size} entries or more",
            got=f"{new.checkpoint.size}",
            remedy="Ask again later, or ask another copy; what is kept here stays.",
        )
    if head_at(tree, old.checkpoint.size) != old.checkpoint.head:
        raise Rewritten("the log has another past than it showed before", older=old, newer=new)


def _made_from(
    tree: TileTree, old_size: int, told: Callable[[int], None] | None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that a log of this size has and one of the old size has not, each checked."""
    size = tree.head.size
    for index in range(old_size // TILE_WIDTH, -(-size // TILE_WIDTH)):
        entries = tree.entries(index)
        yield bundle_path(index, len(entries)), write_bundle(entries)
        if told is not None:
            told(len(entries))
    for tile in (*full_tiles(old_size, size), *partial_tiles(size)):
        yield str(tile), tree.tile(tile.level, tile.index)


def _in_batches(files: Iterator[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    batch: list[tuple[str, bytes]] = []
    for one in files:
        batch.append(one)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch
