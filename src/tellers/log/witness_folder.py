"""A witness on a disk: its keys, its database, and the mark and the lock beside it, in one folder.

| file | what |
| --- | --- |
| `witness.key` | its keys, the private halves under a passphrase: see `tellers.log.key_file` |
| `witness.db` | what it has cosigned and refused |
| `witness.mark`, `witness.lock` | see `tellers.log.witness_place` |
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.log.disk import sync_folder
from tellers.log.key_file import read_key_file, write_key_file
from tellers.log.keys import KeyKind, Signer
from tellers.log.witness import Witness
from tellers.log.witness_store import WitnessStore, create_store

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KEYS", "init_witness", "open_witness"]

KEYS = "witness.key"


def init_witness(folder: Path, name: str, passphrase: str) -> Witness:
    """Make a new witness with two new keys, in a folder that is not there yet, all of it or nothing.

    Raises `UsageError` for a folder that exists or cannot be made, and for a name no signature can hold.
    """
    witness = Witness(
        tuple(
            Signer.generate(name, kind) for kind in (KeyKind.ED25519_COSIGNATURE, KeyKind.MLDSA44_COSIGNATURE)
        )
    )
    if folder.exists() or folder.is_symlink():
        raise UsageError("it is there already", where=str(folder), remedy="Name a folder that is not.")
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise UsageError(f"cannot write here: {error.strerror}", where=str(folder.parent)) from error
    try:
        write_key_file(beside / KEYS, witness.signers, passphrase)
        create_store(beside, witness.keys, final=folder)
        sync_folder(beside)
        beside.rename(folder)
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return witness


@contextmanager
def open_witness(folder: Path, passphrase: str) -> Iterator[tuple[Witness, WitnessStore]]:
    """Yield a witness and its open database; errors as `WitnessStore` and `read_key_file`."""
    witness = Witness(read_key_file(folder / KEYS, passphrase))
    with WitnessStore(folder, witness.keys) as store:
        yield witness, store
