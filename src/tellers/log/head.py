"""The file `head`: where a log's tree stood at its last checkpoint, so that opening reads little.

It is made from the journal and can be thrown away. Its last line is the hash of the rest.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

__all__ = ["HeadFile", "read_head"]


class HeadFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The right edge of the tree, and where in the journal the next entry would stand."""

    size: int
    entries: list[bytes]
    tiles: list[bytes]
    journal_end: int
    journal_chained: bytes
    signed_at: int
    """Where in the file of checkpoints the last one stands, and the hash of the frame before it."""
    signed_before: bytes
    time: int
    """Of the checkpoint, in seconds since 1970."""

    def encode(self) -> bytes:
        """Return the file."""
        held = msgspec.json.encode(self) + b"\n"
        return held + sha256(held).hexdigest().encode() + b"\n"


def read_head(data: bytes) -> HeadFile | None:
    """Return what a file holds; None where its hash does not hold or it is of another form."""
    held, _, told = data.removesuffix(b"\n").rpartition(b"\n")
    if sha256(held + b"\n").hexdigest().encode() != told:
        return None
    try:
        return msgspec.json.decode(held, type=HeadFile)
    except (msgspec.DecodeError, ValueError):
        return None
