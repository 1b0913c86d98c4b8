"""The logs of others, in their own Pythons: `python -m benchmarks.log_peers PEER FOLDER ENTRIES`.

The same entries in the same batches as ours, except actasum, whose entries are its own statements and whose
checkpoint is made anew from all entries at each append: it is given them in one go. Every work is stopped
after some seconds, and how often it was done is told: some take a second each.

>>> sorted(PEERS)
['actasum', 'aics-tlog', 'pymerkle', 'pymerkle-sqlite']
"""

# ruff: noqa: PLC0415  (each peer is installed in an environment of its own, and in no other)
# mypy: disable-error-code="import-not-found"
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from benchmarks.log_work import Stopwatch, again, batches, entry_of, places, tell, tell_each, tell_median

SECONDS = 10.0
"""For each work of a peer, so that a run ends."""
MANY = 100_000
ORIGIN = "example.org/benchmark"
SEED = bytes([1]) * 32
PEERS = {
    "pymerkle": "pymerkle==7.0.0",
    "pymerkle-sqlite": "pymerkle==7.0.0",
    "aics-tlog": "aics-tlog==0.2.1",
    "actasum": "actasum[sign]==0.1.0",
}
"""What has to be installed for each."""


def pymerkle_memory(folder: Path, entries: int) -> None:
    """A tree in memory; nothing is written."""
    from pymerkle import InmemoryTree

    folder.mkdir(parents=True, exist_ok=True)
    _pymerkle(InmemoryTree(algorithm="sha256"), entries)


def pymerkle_sqlite(folder: Path, entries: int) -> None:
    """A tree in SQLite, each batch a transaction; SQLite's own default of syncing."""
    from pymerkle import SqliteTree

    folder.mkdir(parents=True, exist_ok=True)
    _pymerkle(SqliteTree(str(folder / "tree.db"), algorithm="sha256"), entries)
    tell_median("open", lambda _: SqliteTree(str(folder / "tree.db")).close(), runs=5)


def _pymerkle(tree: Any, entries: int) -> None:  # noqa: ANN401 (two classes of a package not installed here)
    from pymerkle import verify_inclusion

    watch = Stopwatch()
    for batch in batches(entries):
        with watch:
            tree.append_entries(batch)
    root, proofs = tree.get_root(), {}
    tell("append", count=entries, watch=watch, root=root.hex())

    def prove(place: int) -> None:
        proofs[place] = tree.prove_inclusion(place + 1)

    def verify(place: int) -> None:
        verify_inclusion(leaves[place], root, proofs[place], index=place + 1, size=entries)

    tell_each("prove in memory", prove, places(entries, MANY), seconds=SECONDS)
    leaves = {place: tree.get_leaf(place + 1) for place in proofs}
    tell_each("verify", verify, again(proofs), seconds=SECONDS)
    tell_median("add", lambda run: (tree.append_entry(entry_of(entries + run)), tree.get_root()), runs=5)


def aics(folder: Path, entries: int) -> None:
    """Tiles and bundles, each file and folder synced; one Ed25519 signature."""
    import aics_tlog as tlog
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key, watch = Ed25519PrivateKey.from_private_bytes(SEED), Stopwatch()
    store = tlog.DirectoryTileStore(folder)
    writer = tlog.IncrementalTileWriter(store)

    def publish(size: int) -> None:
        checkpoint = tlog.Checkpoint(ORIGIN, size, writer.root())
        store.write_checkpoint(tlog.sign_checkpoint(checkpoint, key, ORIGIN).to_bytes())

    for batch in batches(entries):
        with watch:
            writer.append(batch)
    with watch:
        publish(entries)
    root, drawn, proofs = writer.root(), places(entries, MANY), {}
    tell("append", count=entries, watch=watch, root=root.hex())
    with (watch := Stopwatch()):
        tlog.audit_tiles(tlog.FileSystemTileReader(folder), entries, root)
    tell("check", count=entries, watch=watch)
    reader = tlog.VerifiedTileReader(tlog.FileSystemTileReader(folder), entries, root)

    tell_each(
        "prove from tiles",
        lambda place: tlog.inclusion_proof_from_tiles(reader, place, entries),
        drawn,
        seconds=SECONDS,
    )
    tree = tlog.MerkleTree()
    for batch in batches(entries):
        tree.extend(batch)
    tree.root()

    def prove(place: int) -> None:
        proofs[place] = tree.inclusion_proof(place)

    def verify(place: int) -> None:
        if not tlog.verify_inclusion(leaves[place], place, entries, proofs[place], root):
            raise AssertionError(place)

    tell_each("prove in memory", prove, drawn, seconds=SECONDS)
    leaves = {place: tlog.leaf_hash(entry_of(place)) for place in proofs}
    tell_each("verify", verify, again(proofs), seconds=SECONDS)
    tell_median("open", lambda _: tlog.IncrementalTileWriter(store, entries), runs=5)

    def add(run: int) -> None:
        writer.append([entry_of(entries + run)])
        publish(entries + run + 1)

    tell_median("add", add, runs=15)


def actasum(folder: Path, entries: int) -> None:
    """Its own statements in one file, which it does not sync."""
    from actasum.log import Log, verify_inclusion_proof
    from actasum.note import LOG_SIGNATURE, Signer
    from actasum.statement import Statement

    def statement(number: int) -> Any:  # noqa: ANN401
        return Statement(
            profile="generated",
            election="benchmark",
            station=f"station-{number:08}",
            constituency="president",
            blank=0,
            null=number % 7,
            candidatures={f"option-{at:02}": number * (at + 3) * 2_654_435_761 % 997 for at in range(8)},
        )

    log, watch = Log.create(str(folder), ORIGIN), Stopwatch()
    statements = [statement(number) for number in range(entries)]
    with watch:
        log.append(statements)
    tell("append", count=entries, watch=watch)
    del statements
    proofs: dict[int, Any] = {}

    def prove(place: int) -> None:
        proofs[place] = log.prove_inclusion(place)

    tell_each("prove in memory", prove, places(entries, MANY), seconds=SECONDS)
    tell_each(
        "verify", lambda place: verify_inclusion_proof(proofs[place]), again(proofs), seconds=SECONDS / 2
    )
    signer = Signer.generate(ORIGIN, LOG_SIGNATURE)

    def add(run: int) -> None:
        log.append([statement(entries + run)])
        log.sign(signer)

    tell_median("add", add, runs=3)
    tell_median("open", lambda _: Log.open(str(folder)), runs=1)


if __name__ == "__main__":
    work = {
        "pymerkle": pymerkle_memory,
        "pymerkle-sqlite": pymerkle_sqlite,
        "aics-tlog": aics,
        "actasum": actasum,
    }[sys.argv[1]]
    work(Path(sys.argv[2]), int(sys.argv[3]))
