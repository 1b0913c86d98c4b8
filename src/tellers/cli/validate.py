"""`tellers validate`: everything that is wrong with a dossier on disk, at once."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["validate_command"]

INVALID = 3


def validate_command(dossier: Path) -> int:
    """Check a dossier's files: hashes, sizes, forms, columns, references; tell all faults at once.

    Says nothing about the vote: that is what `tellers check` does. Exit code 0 when the dossier
    is sound, 3 when it is not.
    """
    from tellers.dossier.validate import dossier_faults  # noqa: PLC0415 (loaded only to validate)

    faults = dossier_faults(dossier)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"{dossier}: {len(faults)} faults", file=sys.stderr)
        return INVALID
    print(f"{dossier}: sound. Every file is as datapackage.json declares it.")
    return 0
