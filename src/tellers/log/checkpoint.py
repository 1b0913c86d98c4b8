r"""Checkpoints: how long a log is and what its root is, in three lines.

Source: C2SP tlog-checkpoint v1.0.0. Lines after the third, extensions, are kept and never made: witnesses
sign them without looking, and an ML-DSA-44 cosignature does not cover them at all.

>>> text = b"example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
>>> checkpoint = read_checkpoint(text)
>>> checkpoint.origin, checkpoint.size, checkpoint.root.hex()[:8]
('example.com/log', 0, 'e3b0c442')
>>> checkpoint.encode() == text
True
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from tellers.errors import NoteError
from tellers.log.note import read_base64
from tellers.log.tree import HASH_SIZE, TreeHead

__all__ = ["MOST_SIZE", "Checkpoint", "read_checkpoint", "read_decimal"]

MOST_SIZE = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One state of one log."""

    origin: str
    """Which log: its name, for ever."""
    size: int
    """How many entries it has."""
    root: bytes
    """The root over them, 32 bytes."""
    extensions: tuple[str, ...] = ()

    @property
    def head(self) -> TreeHead:
        """Return its size and root."""
        return TreeHead(self.size, self.root)

    def encode(self) -> bytes:
        """Return the text that is signed."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines).encode()


def read_checkpoint(text: bytes, *, where: str = "the checkpoint") -> Checkpoint:
    """Return the checkpoint that the text of a note is; `NoteError` for any other text."""
    lines = text.decode("utf-8", "replace").split("\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise _wrong(where, "three lines or more, none of them empty", text[:80].decode("utf-8", "replace"))
    origin, size, root, *extensions = lines
    number, hashed = read_decimal(size), read_base64(root)
    if number is None:
        raise _wrong(f"{where}, line 2", "the size in decimal, without leading zeros, below 2**63", size[:80])
    if hashed is None or len(hashed) != HASH_SIZE:
        raise _wrong(f"{where}, line 3", "the root as base64 of 32 bytes", root[:80])
    return Checkpoint(origin, number, hashed, tuple(extensions))


def read_decimal(text: str) -> int | None:
    """Return a whole number written without sign, space or leading zero; None for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= 19 and (text == "0" or text[0] != "0")
    return int(text) if plain and int(text) <= MOST_SIZE else None


def _wrong(where: str, expected: str, got: str) -> NoteError:
    return NoteError("not a checkpoint", where=where, expected=expected, got=got)
