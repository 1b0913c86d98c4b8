"""The tree as RFC 6962 section 2.1 writes it down: recursive, slow, obvious; and files made from a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from tellers.log.memory import MemoryTree
from tellers.log.tiles import TILE_WIDTH, bundle_path, full_tiles, partial_tiles, read_tile_path, write_bundle
from tellers.log.tree import hash_leaf

__all__ = ["TreeFiles", "entry_of", "grown", "slow_consistency", "slow_inclusion", "slow_root"]


def slow_root(leaves: list[bytes]) -> bytes:
    """MTH(D[n]), of leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + slow_root(leaves[:k]) + slow_root(leaves[k:])).digest()


def slow_inclusion(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*slow_inclusion(m, leaves[:k]), slow_root(leaves[k:])]
    return [*slow_inclusion(m - k, leaves[k:]), slow_root(leaves[:k])]


def slow_consistency(m: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF(m, D[n], b); PROOF(m, D[n]) where b is true."""
    if m == len(leaves):
        return [] if whole else [slow_root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*slow_consistency(m, leaves[:k], whole=whole), slow_root(leaves[k:])]
    return [*slow_consistency(m - k, leaves[k:], whole=False), slow_root(leaves[:k])]


def split(n: int) -> int:
    """The largest power of two below n."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def entry_of(index: int) -> bytes:
    """The entry of a number, some of them empty."""
    return b"" if index % 97 == 13 else f"entry {index}".encode()


def grown(size: int) -> MemoryTree:
    """A tree over so many of these entries."""
    tree = MemoryTree()
    tree.extend([hash_leaf(entry_of(index)) for index in range(size)])
    return tree


@dataclass
class TreeFiles:
    """The files of a log of a size, made when they are asked for; `Files`.

    Partial tiles of every older size stay until the full one is there, as the specification asks.
    """

    tree: MemoryTree
    size: int
    changed: dict[str, bytes | None] = field(default_factory=dict)
    """Other bytes for some of them, None for one that is not there."""

    def paths(self) -> list[str]:
        """Every tile and bundle."""
        tiles = [*map(str, full_tiles(0, self.size)), *map(str, partial_tiles(self.size))]
        bundles = [bundle_path(index) for index in range(self.size // TILE_WIDTH)]
        if self.size % TILE_WIDTH:
            bundles.append(bundle_path(self.size // TILE_WIDTH, self.size % TILE_WIDTH))
        return [*tiles, *bundles]

    def read(self, path: str) -> bytes | None:
        """The bytes at a path."""
        if path in self.changed:
            return self.changed[path]
        level, index, width = read_tile_path(path)
        first, held = index * TILE_WIDTH, self.size >> (8 * (level or 0))
        if first + width > held or (width < TILE_WIDTH and first + TILE_WIDTH <= held):
            return None
        if level is None:
            return write_bundle([entry_of(first + at) for at in range(width)])
        return b"".join(self.tree.read_hashes([(8 * level, first + at) for at in range(width)]))
