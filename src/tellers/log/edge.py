"""The right edge of a growing log: what is needed to add entries, and the files that they fill.

It holds, a level, the hashes of the partial tile, and the entries of the partial bundle: at most 255 of
each, whatever the size of the log.

>>> edge = Edge()
>>> files = edge.extend([b"entry %d" % number for number in range(257)])
>>> sorted(files)
['tile/0/000', 'tile/entries/000']
>>> sorted(edge.partial_files())
['tile/0/001.p/1', 'tile/1/000.p/1', 'tile/entries/001.p/1']
>>> edge.head().size
257
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.log.tiles import (
    TILE_BYTES,
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    bundle_path,
    edge_head,
    hash_bundle,
    partial_tiles,
    write_bundle,
)
from tellers.log.tree import HASH_SIZE, hash_leaf, hash_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.log.tree import TreeHead

__all__ = ["Edge"]


class Edge:
    """The partial tiles and the partial bundle of a log, as it grows."""

    def __init__(self) -> None:
        """Begin with an empty log."""
        self.size = 0
        self.entries: list[bytes] = []
        self.tiles: list[bytes] = [b""]

    @classmethod
    def restore(cls, size: int, entries: Sequence[bytes], tiles: Sequence[bytes]) -> Edge:
        """Return the edge of a log of a size; `ValueError` where the parts do not fit each other."""
        edge = cls()
        edge.size, edge.entries, edge.tiles = size, list(entries), [*tiles] or [b""]
        widths = {tile.level: tile.width for tile in partial_tiles(size)}
        held = {level: len(tile) // HASH_SIZE for level, tile in enumerate(edge.tiles) if tile}
        leaves = hash_bundle(write_bundle(entries), len(entries), where="the edge")
        if widths != held or leaves != edge.tiles[0]:
            message = "the parts of the edge do not fit"
            raise ValueError(message)
        return edge

    def extend(self, entries: Sequence[bytes], leaves: Sequence[bytes] = ()) -> dict[str, bytes]:
        """Add entries and return the tiles and bundles that they fill, by path.

        `leaves` are their hashes, where somebody has them already. Cost: two hashes an entry. Raises
        `UsageError`, and adds nothing, for a full bundle with an entry that is too long.
        """
        files: dict[str, bytes] = {}
        index = self.size // TILE_WIDTH
        held = [*self.entries, *entries]
        full = len(held) // TILE_WIDTH
        for at in range(full):
            files[bundle_path(index + at)] = write_bundle(held[at * TILE_WIDTH : (at + 1) * TILE_WIDTH])
        self.entries = held[full * TILE_WIDTH :]
        self._fill(0, b"".join(leaves or [hash_leaf(entry) for entry in entries]), files)
        self.size += len(entries)
        return files

    def partial_files(self) -> dict[str, bytes]:
        """Return the partial tiles and the partial bundle of the log as it is, by path."""
        files = {str(tile): self.tiles[tile.level] for tile in partial_tiles(self.size)}
        if self.entries:
            files[bundle_path(self.size // TILE_WIDTH, len(self.entries))] = write_bundle(self.entries)
        return files

    def head(self) -> TreeHead:
        """Return size and root. Cost: at most 255 hashes a level of tiles."""
        return edge_head(self.size, self.tiles)

    def _fill(self, level: int, hashes: bytes, files: dict[str, bytes]) -> None:
        """Add hashes to a level of tiles, and the roots of those they fill to the level above."""
        if level == len(self.tiles):
            self.tiles.append(b"")
        index = (self.size >> (TILE_HEIGHT * level)) // TILE_WIDTH
        held = self.tiles[level] + hashes
        full = len(held) // TILE_BYTES
        roots = held[: full * TILE_BYTES]
        for at in range(full):
            files[str(Tile(level, index + at))] = held[at * TILE_BYTES : (at + 1) * TILE_BYTES]
        self.tiles[level] = held[full * TILE_BYTES :]
        if full:
            self._fill(level + 1, hash_run(roots, TILE_HEIGHT), files)
