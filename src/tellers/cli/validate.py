"""`tellers validate`: everything that is wrong with a dossier on disk, at once."""

from __future__ import annotations

import sys

from tellers.cli.options import DossierFolder

__all__ = ["validate_command"]

INVALID = 3


def validate_command(dossier: DossierFolder, /) -> int:
    """Tell every fault of a dossier's files at once: hashes, sizes, forms, columns, references.

    Says nothing about the vote: that is what `tellers check` does. Exit code 0 when the dossier
    is sound, 3 when it is not.
    """
    from tellers.dossier.validate import dossier_faults  # noqa: PLC0415 (loaded only to validate)

    faults = dossier_faults(dossier)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"{dossier}: {len(faults)} fault{'s' if len(faults) > 1 else ''}", file=sys.stderr)
        return INVALID
    print(f"{dossier}: sound. Every file is as datapackage.json declares it.")
    return 0
