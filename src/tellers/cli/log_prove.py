"""`tellers log prove`: a receipt for one entry."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import Place, PolicyOption, TrustedKeys, counted
from tellers.cli.log_place import own_policy, public_files, trusted
from tellers.cli.output import bytes_beside
from tellers.errors import UsageError

__all__ = ["log_prove_command"]


def log_prove_command(
    place: Place,
    /,
    *,
    index: Annotated[int | None, Parameter(help="The entry, numbered from 0.", metavar="NUMBER")] = None,
    entry: Annotated[Path | None, Parameter(help="The entry, as a file.", metavar="FILE")] = None,
    to: Annotated[Path, Parameter(help="Where to write the receipt.", metavar="FILE")],
    policy: PolicyOption = None,
    trust: TrustedKeys = (),
) -> int:
    """Write the receipt of an entry: proof, cosigned checkpoint and the entry itself, in one file.

    Whoever has it can verify it without a network: `tellers verify`, `tellers explain`.
    """
    from tellers.log.receipts_from import find_entry, receipt_of  # noqa: PLC0415 (loaded when needed)

    if (index is None) == (entry is None):
        raise UsageError(
            "say which entry: --index NUMBER or --entry FILE",
            remedy="`tellers log history` says which entries are of a unit.",
        )
    files = public_files(place)
    who = trusted(policy, trust, place)
    if entry is not None:
        try:
            index = find_entry(files, entry.read_bytes(), who)
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}", where=str(entry)) from error
    assert index is not None  # noqa: S101 (one of the two was said)
    receipt = receipt_of(files, index, who)
    bytes_beside(to, receipt.encode())
    print(f"{to}: entry {index}, with a proof of {counted(len(receipt.proof), 'hash', 'hashes')}.")
    print(f"Verify it: tellers verify {to} --policy {policy or own_policy(place) or 'POLICY'}")
    return 0
