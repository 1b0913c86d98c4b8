"""Our log, step by step: `python -m benchmarks.log_ours STEP FOLDER ENTRIES`, one process a step.

Each prints its figures as lines of JSON; `benchmarks.log` runs them and makes the table.

>>> sorted(STEPS)
['add', 'append', 'check', 'disk', 'prove']
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from benchmarks.log_work import (
    BATCH,
    Stopwatch,
    again,
    batches,
    entry_of,
    places,
    tell,
    tell_each,
    tell_median,
)
from tellers.log.files import FolderFiles
from tellers.log.fsck import check_files
from tellers.log.keys import KeyKind, Signer
from tellers.log.memory import MemoryTree
from tellers.log.opening import make_log, open_log
from tellers.log.proofs import prove_inclusion, verify_inclusion
from tellers.log.tile_tree import TileTree
from tellers.log.tree import HASH_SIZE, TreeHead

ORIGIN = "example.org/benchmark"
SIGNERS = (
    Signer.from_seed(ORIGIN, KeyKind.ED25519, bytes([1]) * 32),
    Signer.from_seed(ORIGIN, KeyKind.MLDSA44_COSIGNATURE, bytes([2]) * 32),
)
MEMORY_PROOFS, TILE_PROOFS = 100_000, 20_000
MOST_SECONDS = 20.0
RUNS = 15


def append(folder: Path, entries: int) -> None:
    """Every batch durable, with its tiles and bundles; at the end one checkpoint, signed and published."""
    make_log(folder, [signer.key for signer in SIGNERS])
    log, watch = open_log(folder), Stopwatch()
    for batch in batches(entries):
        with watch:
            log.append(batch)
    with watch:
        log.publish(log.sign(SIGNERS, time=int(time.time())))
    written = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    tell("append", count=entries, watch=watch, root=log.edge.head().root.hex(), written=written)
    log.close()


def disk(folder: Path, entries: int) -> None:
    """As many bytes as the log has, in a piece for each batch, each synced: the limit of the disk itself."""
    pieces = -(-entries // BATCH)
    written = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    piece, watch, path = bytes(written // pieces), Stopwatch(), folder.parent / "raw"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o644)
    with watch:
        for _ in range(pieces):
            os.write(descriptor, piece)
            os.fdatasync(descriptor)
    os.close(descriptor)
    path.unlink()
    tell("disk", count=pieces, watch=watch)


def prove(folder: Path, entries: int) -> None:
    """Proofs of inclusion of entries here and there: in memory, from tiles, and their verification."""
    held, watch, tree = (folder / "leaves").read_bytes(), Stopwatch(), MemoryTree()
    leaves = [held[at : at + HASH_SIZE] for at in range(0, len(held), HASH_SIZE)][:entries]
    with watch:
        tree.extend(leaves)
    tell("tree in memory", count=entries, watch=watch)
    head, drawn, proofs = tree.head(), places(entries, MEMORY_PROOFS), {}

    def prove_one(place: int) -> None:
        proofs[place] = prove_inclusion(tree, leaf_index=place, tree_size=entries)

    def verify_one(place: int) -> None:
        verify_inclusion(proofs[place], head, leaf=leaves[place], leaf_index=place)

    tell_each("prove in memory", prove_one, drawn, seconds=MOST_SECONDS)
    tell_each("verify", verify_one, again(proofs), seconds=MOST_SECONDS)
    tiles = TileTree(FolderFiles(folder / "public"), head)

    def prove_from_tiles(place: int) -> None:
        proofs[place] = prove_inclusion(tiles, leaf_index=place, tree_size=entries)

    tell_each("prove from tiles", prove_from_tiles, drawn[:TILE_PROOFS], seconds=MOST_SECONDS)
    for place in drawn[:1000]:
        verify_one(place)


def check(folder: Path, entries: int) -> None:
    """Every byte of the public folder."""
    watch = Stopwatch()
    with watch:
        checked = check_files(FolderFiles(folder / "public"), [signer.key for signer in SIGNERS])
    if checked.faults or checked.signed.checkpoint.size != entries:
        raise AssertionError(checked)
    tell("check", count=entries, watch=watch, files=checked.files)


def add(folder: Path, entries: int) -> None:
    """Opening; and one entry more, durable, signed and published. Last: the log grows by it."""
    tell_median("open", lambda _: open_log(folder).close(), runs=RUNS)
    log = open_log(folder)

    def add_one(run: int) -> TreeHead:
        log.append([entry_of(entries + run)])
        log.publish(log.sign(SIGNERS, time=int(time.time())))
        return log.edge.head()

    tell_median("add", add_one, runs=RUNS)
    log.close()


STEPS = {"append": append, "disk": disk, "prove": prove, "check": check, "add": add}

if __name__ == "__main__":
    STEPS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
