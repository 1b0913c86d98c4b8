r"""A file that is only ever added to, in frames that hold each other: the log's journal and its checkpoints.

A frame is the length of its content in four bytes, the SHA-256 of the frame before it (of the file's name,
for the first) and of the content, and the content. A frame cannot be altered, left out or moved without
the next one showing it; what stands after the last whole frame was being written when the machine stopped.

>>> first, tail = Tail(0, start_of("journal")).with_frame(b"one")
>>> second, tail = tail.with_frame(b"two")
>>> tail.end == len(first + second)
True
>>> [frame.content for frame in read_frames(first + second + b"\x00\x00", start_of("journal"))]
[b'one', b'two']
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

__all__ = ["HEAD_BYTES", "Frame", "Tail", "frame_of", "read_frames", "start_of"]

HEAD_BYTES = 36


class Frame(NamedTuple):
    """One frame: its content, its hash, and where it ends in the file."""

    content: bytes
    chained: bytes
    end: int


class Tail(NamedTuple):
    """Where a file of frames ends: its length, and the hash that the next frame is chained to."""

    end: int
    chained: bytes

    def with_frame(self, content: bytes) -> tuple[bytes, Tail]:
        """Return the next frame as its bytes, and where the file ends once they are in it."""
        frame = frame_of(self.chained, content)
        return frame, Tail(self.end + len(frame), frame[4:HEAD_BYTES])


def start_of(name: str) -> bytes:
    """Return what the first frame of a file is chained to."""
    return sha256(name.encode()).digest()


def frame_of(before: bytes, content: bytes) -> bytes:
    """Return a frame as its bytes, chained to the hash of the one before."""
    length = len(content).to_bytes(4, "big")
    return length + sha256(before + length + content).digest() + content


def read_frames(data: bytes | mmap, before: bytes, *, offset: int = 0) -> Iterator[Frame]:
    """Yield whole frames from an offset on, up to the first that is cut or does not hold.

    `before` is the hash of the frame that ends at the offset. Where the last frame ends before the file
    does, the rest was torn or altered; which of the two cannot be told from the bytes alone.
    """
    end = len(data)
    while offset + HEAD_BYTES <= end:
        length = bytes(data[offset : offset + 4])
        start = offset + HEAD_BYTES
        stop = start + int.from_bytes(length, "big")
        if stop > end:
            return
        content, chained = bytes(data[start:stop]), bytes(data[offset + 4 : start])
        if sha256(before + length + content).digest() != chained:
            return
        yield Frame(content, chained, stop)
        before, offset = chained, stop
