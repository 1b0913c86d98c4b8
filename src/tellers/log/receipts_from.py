"""Receipts made from a log's public files, by anybody; every byte used is under the checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.log.files import read_latest
from tellers.log.policy import SignedCheckpoint, verify_checkpoint
from tellers.log.proofs import prove_inclusion
from tellers.log.receipt import Receipt
from tellers.log.tile_tree import TileTree
from tellers.log.tiles import TILE_WIDTH
from tellers.log.tree import HASH_SIZE, hash_leaf

if TYPE_CHECKING:
    from tellers.log.policy import Policy
    from tellers.log.tile_tree import Files

__all__ = ["find_entry", "open_tree", "receipt_of"]


def open_tree(files: Files, policy: Policy) -> tuple[SignedCheckpoint, TileTree]:
    """Return the checkpoint of public files, once the policy holds, and the tree under it.

    Raises as `read_latest` and `verify_checkpoint`.
    """
    signed = verify_checkpoint(read_latest(files), policy)
    return signed, TileTree(files, signed.checkpoint.head)


def receipt_of(files: Files, leaf_index: int, policy: Policy) -> Receipt:
    """Return the receipt of an entry, with the entry in it and every signature of the checkpoint.

    Raises `UsageError` for an entry that is not there yet, and as `open_tree`.
    """
    signed, tree = open_tree(files, policy)
    size = signed.checkpoint.size
    proof = prove_inclusion(tree, leaf_index=leaf_index, tree_size=size)
    entry = tree.entries(leaf_index // TILE_WIDTH)[leaf_index % TILE_WIDTH]
    return Receipt(leaf_index=leaf_index, proof=tuple(proof), note=signed.note, extra=entry)


def find_entry(files: Files, entry: bytes, policy: Policy) -> int:
    """Return the index of an entry; `UsageError` where the log has none such. Reads the leaves of the log."""
    _, tree = open_tree(files, policy)
    leaf = hash_leaf(entry)
    for index in range(-(-tree.head.size // TILE_WIDTH)):
        leaves = tree.tile(0, index)
        at = leaves.find(leaf)
        while at >= 0:
            if at % HASH_SIZE == 0:
                return index * TILE_WIDTH + at // HASH_SIZE
            at = leaves.find(leaf, at + 1)
    raise UsageError(
        "the log has no such entry",
        got=f"an entry of {len(entry)} bytes, leaf hash {leaf.hex()}",
        remedy="An entry is found by its exact bytes: a newline more is another entry.",
    )
