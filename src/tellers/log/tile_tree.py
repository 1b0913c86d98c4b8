"""A tree read from tiles that nobody need trust: each is shown to belong under the root before it is used.

The partial tiles of the right edge are checked together: the subtrees they name must hang together to the
root. Every full tile is checked by itself: its own root must stand in the tile above it, at its place.
No tile is taken on the word of a neighbour that shares a parent with it, which is how one reader in use let
a forged tile of level 1 through (CVE-2026-56865).

Cost of a proof: the tiles from the leaf to the top, one a level of 256, 255 hashes to check each.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from tellers.errors import LogError, UsageError, VerificationError
from tellers.log.proofs import head_at
from tellers.log.tiles import (
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    bundle_path,
    checked_tile,
    hash_bundle,
    partial_tiles,
    read_bundle,
)
from tellers.log.tree import HASH_SIZE, hash_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.log.tree import TreeHead

__all__ = ["Files", "TileTree", "read_grown"]

KEPT_TILES = 256
"""Checked tiles held in memory, 17 kB each with their inner nodes."""


class Files(Protocol):
    """Wherever a log's files are: a folder, a memory stick, somebody's web server."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes at a path below the log's address, None where there is nothing."""


def read_grown(files: Files, path: str, full: str) -> tuple[str, bytes | None]:
    """Return the file at a path, or the full one that took the place of a partial, and which it is.

    Where there is neither, the path asked for and None. Raises what the files raise.
    """
    data = files.read(path)
    if data is None and path != full:
        grown = files.read(full)
        if grown is not None:
            return full, grown
    return path, data


class TileTree:
    """The tree of a size and root, its tiles read from `files`; a `HashReader`.

    What it raises: `NoteError` for a tile of the wrong length, `LogError` for one that is missing,
    `VerificationError` for one that does not belong under the root.
    """

    def __init__(self, files: Files, head: TreeHead) -> None:
        """Check the right edge against the root; everything else is checked when it is read."""
        self._files, self.head = files, head
        self._edge = {tile.level: _nodes_over(self._read(tile)) for tile in partial_tiles(head.size)}
        self._verify_edge()
        self._checked = lru_cache(maxsize=KEPT_TILES)(self._full)

    def read_hashes(self, nodes: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return the roots of complete subtrees, each from a tile that was checked."""
        return [self._node(height, index) for height, index in nodes]

    def entries(self, index: int) -> list[bytes]:
        """Return the entries of a bundle, each shown to be under the root."""
        width = min(TILE_WIDTH, self.head.size - index * TILE_WIDTH)
        if index < 0 or width < 1:
            raise UsageError(f"there is no bundle {index} in a log of {self.head.size}")
        full = bundle_path(index)
        path, data = read_grown(self._files, bundle_path(index, width), full)
        if data is None:
            raise _missing(path)
        held = TILE_WIDTH if path == full else width  # a full one is cut to what was signed
        entries = read_bundle(data, held, where=path)[:width]
        hashes = hash_bundle(data, held, where=path)[: width * HASH_SIZE]
        leaves = self.tile(0, index)
        if hashes != leaves:
            wrong = next(at for at in range(len(leaves)) if hashes[at] != leaves[at]) // HASH_SIZE
            raise VerificationError(
                f"entry {index * TILE_WIDTH + wrong} is not the one under the root",
                where=path,
                remedy="This copy was altered or damaged: fetch it from somewhere else.",
            )
        return entries

    def tile(self, level: int, index: int) -> bytes:
        """Return the hashes of a tile, full or at the right edge, shown to be under the root."""
        full = (index + 1) * TILE_WIDTH <= self.head.size >> (TILE_HEIGHT * level)
        return self._checked(level, index)[0] if full else self._edge[level][0]

    def _node(self, height: int, index: int) -> bytes:
        level, inside = divmod(height, TILE_HEIGHT)
        first = index << inside  # the node's first hash, at the level of tiles
        tile, at = divmod(first, TILE_WIDTH)
        full = (tile + 1) * TILE_WIDTH <= self.head.size >> (TILE_HEIGHT * level)
        nodes = self._checked(level, tile) if full else self._edge[level]
        place = (at >> inside) * HASH_SIZE
        return nodes[inside][place : place + HASH_SIZE]

    def _full(self, level: int, index: int) -> list[bytes]:
        """Return a full tile's hashes and the nodes above them, once it stands where the tile above says."""
        tile = Tile(level, index)
        nodes = _nodes_over(self._read(tile))
        if nodes[TILE_HEIGHT] != self._node(TILE_HEIGHT * (level + 1), index):
            raise VerificationError(
                "not the tile under the root",
                where=str(tile),
                remedy="This copy was altered or damaged: fetch it from somewhere else.",
            )
        return nodes

    def _read(self, tile: Tile) -> bytes:
        _, data = read_grown(self._files, str(tile), str(replace(tile, width=TILE_WIDTH)))
        if data is None:
            raise _missing(str(tile))
        if tile.width < TILE_WIDTH and len(data) == TILE_WIDTH * HASH_SIZE:
            data = data[: tile.width * HASH_SIZE]
        return checked_tile(data, tile.width, where=str(tile))

    def _verify_edge(self) -> None:
        if head_at(self, self.head.size) != self.head:  # read from partial tiles: no full one is needed
            told = ", ".join(str(tile) for tile in partial_tiles(self.head.size)) or "none"
            raise VerificationError(
                f"the tiles at the right edge ({told}) do not lead to the root of a log of {self.head.size}",
                remedy="One of them was altered or damaged, or the checkpoint is of another log.",
            )


def _nodes_over(hashes: bytes) -> list[bytes]:
    """Return a tile's hashes and, height by height, the nodes over each complete run of them."""
    nodes = [hashes]
    for _ in range(TILE_HEIGHT):
        nodes.append(hash_pairs(nodes[-1][: len(nodes[-1]) // 64 * 64]))
    return nodes


def _missing(path: str) -> LogError:
    return LogError(
        "this file of the log is missing",
        where=path,
        remedy="The copy is not whole: fetch it again, from somewhere else if need be.",
    )
