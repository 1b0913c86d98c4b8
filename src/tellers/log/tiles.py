"""Tiles and entry bundles: the tree and the entries cut into static files of 256.

A tile of level L holds the roots of 256 neighbouring complete subtrees of height 8 L; a *partial* tile, of
1 to 255, stands at the right edge and is never hashed into the level above. A bundle holds the entries of
a level-0 tile, each after its length in two bytes. Source: C2SP tlog-tiles, of February 2026.

>>> str(Tile(0, 1234067)), str(Tile(1, 0, width=17)), bundle_path(273, 112)
('tile/0/x001/x234/067', 'tile/1/000.p/17', 'tile/entries/273.p/112')
>>> [str(tile) for tile in partial_tiles(70_000)]
['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.errors import NoteError, UsageError
from tellers.log.tree import HASH_SIZE, LEAF_PREFIX, TreeHead, hash_run, join_subtrees, subtrees_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "MOST_ENTRY_BYTES",
    "TILE_BYTES",
    "TILE_HEIGHT",
    "TILE_WIDTH",
    "Tile",
    "bundle_path",
    "checked_tile",
    "edge_head",
    "full_tiles",
    "hash_bundle",
    "partial_tiles",
    "read_bundle",
    "read_tile_path",
    "split_entries",
    "write_bundle",
]

TILE_HEIGHT = 8
"""Levels of nodes from the hashes of one tile to the one hash that stands for it above."""
TILE_WIDTH = 1 << TILE_HEIGHT
TILE_BYTES = TILE_WIDTH * HASH_SIZE
MOST_ENTRY_BYTES = 65_535
_PATH = re.compile(
    r"tile/(?P<level>entries|[0-9]|[1-5][0-9]|6[0-3])/(?P<index>(?:x\d{3}/){0,6}\d{3})"
    r"(?:\.p/(?P<width>[1-9]\d{0,2}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A tile, by its level and its place in it."""

    level: int
    index: int
    width: int = TILE_WIDTH

    def __str__(self) -> str:
        """Return its path below the log's address."""
        return f"tile/{self.level}/{_digits(self.index)}{_suffix(self.width)}"


def bundle_path(index: int, width: int = TILE_WIDTH) -> str:
    """Return the path of an entry bundle below the log's address."""
    return f"tile/entries/{_digits(index)}{_suffix(width)}"


def read_tile_path(path: str) -> tuple[int | None, int, int]:
    """Return the level (None of entries), index and width of a path; `NoteError` for any other path."""
    found = _PATH.fullmatch(path)
    width = int(found["width"] or TILE_WIDTH) if found else 0
    index = found["index"] if found else ""
    if found is None or (found["width"] and width >= TILE_WIDTH) or index.startswith("x000/"):
        raise NoteError(
            "not the path of a tile",
            where=path[:80],
            expected="tile/<level>/<index> as tile/0/x001/234, with .p/<width> where partial",
        )
    level = None if found["level"] == "entries" else int(found["level"])
    return level, int(index.replace("x", "").replace("/", "")), width


def partial_tiles(size: int) -> list[Tile]:
    """Return the partial tiles of a tree, from level 0 up; none where 256 divides its size evenly."""
    tiles, level = [], 0
    while size:
        if size % TILE_WIDTH:
            tiles.append(Tile(level, size // TILE_WIDTH, size % TILE_WIDTH))
        size //= TILE_WIDTH
        level += 1
    return tiles


def full_tiles(old_size: int, size: int) -> Iterator[Tile]:
    """Yield the full tiles of a tree that one of the old size does not have, from level 0 up."""
    level = 0
    while size >= TILE_WIDTH:
        old_size, size = old_size // TILE_WIDTH, size // TILE_WIDTH
        for index in range(old_size, size):
            yield Tile(level, index)
        level += 1


def edge_head(size: int, partial: Sequence[bytes]) -> TreeHead:
    """Return the head of a tree of a size from the hashes of its partial tiles, from level 0 up.

    Where a level has none, its bytes are empty. Cost: at most 255 hashes a level of tiles.
    """
    roots = []
    for height, index in subtrees_of(size):
        level, inside = divmod(height, TILE_HEIGHT)
        at = (index << inside) % TILE_WIDTH * HASH_SIZE
        roots.append(hash_run(partial[level][at : at + (HASH_SIZE << inside)], inside))
    return TreeHead(size, join_subtrees(roots))


def checked_tile(data: bytes, width: int, *, where: str) -> bytes:
    """Return the hashes of a tile, in one run; `NoteError` where they are not exactly so many."""
    if len(data) != width * HASH_SIZE:
        raise NoteError(
            "not the length of this tile",
            where=where,
            expected=f"{width * HASH_SIZE} bytes ({width} hashes)",
            got=f"{len(data)} bytes",
            remedy="Fetch it again; if it stays so, the copy was cut or altered.",
        )
    return data


def write_bundle(entries: Iterable[bytes]) -> bytes:
    """Return entries as a bundle; `UsageError` for one that is longer than a bundle can say."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MOST_ENTRY_BYTES:
            raise UsageError(
                f"an entry of {len(entry)} bytes does not fit",
                expected=f"at most {MOST_ENTRY_BYTES} bytes",
                remedy="Log its SHA-256 and publish the file beside the log.",
            )
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def read_bundle(data: bytes, width: int, *, where: str) -> list[bytes]:
    """Return the entries of a bundle; `NoteError` where it does not hold exactly so many."""
    entries = split_entries(data)
    if entries is None or len(entries) != width:
        raise NoteError(
            "not a bundle of so many entries",
            where=where,
            expected=f"{width} entries, each after its length",
            got=f"{len(data)} bytes, " + ("cut" if entries is None else f"{len(entries)} entries"),
            remedy="Fetch it again; if it stays so, the copy was cut or altered.",
        )
    return entries


def split_entries(data: bytes) -> list[bytes] | None:
    """Return entries that stand after their lengths, however many; None where the last one is cut."""
    entries: list[bytes] = []
    at, end = 0, len(data)
    while at < end:
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        entries.append(data[start:at])
    return entries if at == end else None


def hash_bundle(data: bytes, width: int, *, where: str) -> bytes:
    """Return the leaf hashes of a bundle, in one run of bytes; errors as `read_bundle`.

    The low byte of each length is overwritten, in a copy, by the zero byte that a leaf's hash begins with:
    no entry is copied a second time.
    """
    if width and len(data) < 2 * width:
        read_bundle(data, width, where=where)
    held, hashes, at, end = bytearray(data), [], 0, len(data)
    view = memoryview(held)
    for _ in range(width):
        start = at + 1
        if start >= end:
            break
        at = at + 2 + (held[at] << 8) + held[start]
        held[start] = 0
        hashes.append(sha256(view[start:at]).digest())
    if at != end or len(hashes) != width:
        read_bundle(data, width, where=where)
    return b"".join(hashes)


def _digits(index: int) -> str:
    """Return an index as path elements of three digits."""
    text = str(index % 1000).zfill(3)
    while index := index // 1000:
        text = f"x{index % 1000:03}/{text}"
    return text


def _suffix(width: int) -> str:
    return "" if width == TILE_WIDTH else f".p/{width}"


assert LEAF_PREFIX == b"\x00"  # noqa: S101 (hash_bundle writes it)
