"""Checkpoints that a publisher keeps beside a log, as `checkpoints/<size>`: each must be of its beginning.

A site keeps every checkpoint it has shown, so that two can be compared; no reader of tiles needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import InputError, VerificationError
from tellers.log.checkpoint import read_decimal
from tellers.log.policy import read_signed
from tellers.log.proofs import head_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from tellers.log.keys import VerifierKey
    from tellers.log.tile_tree import TileTree

__all__ = ["FOLDER", "kept_size", "verify_kept"]

FOLDER = "checkpoints/"


def kept_size(path: str) -> int | None:
    """Return the size that a kept checkpoint's path names; None for any other path.

    >>> kept_size("checkpoints/79603"), kept_size("checkpoints/07"), kept_size("checkpoint")
    (79603, None, None)
    """
    return read_decimal(path.removeprefix(FOLDER)) if path.startswith(FOLDER) else None


def verify_kept(tree: TileTree, note: bytes, keys: Collection[VerifierKey], *, where: str) -> None:
    """Raise unless a note is a signed checkpoint of the size that its path names, and of this tree.

    Errors as `read_signed`; `VerificationError` for another size, or another beginning.
    """
    kept = read_signed(note, keys, where=where).checkpoint
    size = kept_size(where)
    if kept.size != size:
        raise VerificationError(
            "a checkpoint of another size", where=where, expected=str(size), got=str(kept.size)
        )
    if kept.size > tree.head.size:
        raise VerificationError(
            "a checkpoint of more entries than the log has", where=where, expected=f"at most {tree.head.size}"
        )
    try:
        same = head_at(tree, kept.size) == kept.head
    except InputError as error:
        raise VerificationError(f"cannot be held against the tree: {error.message}", where=where) from error
    if not same:
        raise VerificationError(
            "not a checkpoint of this log's beginning",
            where=where,
            remedy="Keep both checkpoints: signed by one key, they show two histories.",
        )
