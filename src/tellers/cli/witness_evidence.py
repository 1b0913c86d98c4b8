"""`tellers witness evidence`: what a witness refused, and what of it proves a split view."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import counted
from tellers.cli.witness import WitnessFolder
from tellers.errors import printable

__all__ = ["witness_evidence_command"]

WHY = {
    400: "asked from a size above its own",
    409: "asked from another size than the one cosigned last",
    422: "not shown to begin with what was cosigned last",
    500: "cosigned by this witness, which does not remember it: its database is an older copy",
}


def witness_evidence_command(
    folder: WitnessFolder,
    /,
    *,
    to: Annotated[
        Path | None,
        Parameter(help="A folder for files that prove split views to others.", metavar="FOLDER"),
    ] = None,
) -> int:
    """List the signed checkpoints that a witness refused, and prove what can be proved.

    A refusal alone accuses nobody: a log may have asked from a size that was out of date, and not again.
    Exit code 0 where no split view is proved, 1 where one is. May be asked while the witness serves.
    """
    from tellers.cli.output import bytes_beside  # noqa: PLC0415 (loaded only here)
    from tellers.log.witness_evidence import find_splits  # noqa: PLC0415
    from tellers.log.witness_statements import read_logs, read_statements  # noqa: PLC0415

    statements = read_statements(folder)
    cosigned = {(one.origin, one.size, one.root) for one in statements if one.status == 200}
    refused = [one for one in statements if (one.origin, one.size, one.root) not in cosigned]
    print(f"{counted(len(cosigned), 'checkpoint')} cosigned, {len(refused)} refused and never cosigned")
    for one in refused:
        day = datetime.fromtimestamp(one.time, UTC).strftime("%Y-%m-%d %H:%M:%S")
        print(printable(f"{day}  {one.origin}  size {one.size}  root {one.root.hex()[:16]}"))
        print(f"    {one.status}, {WHY[one.status]}")
    splits = find_splits(statements, read_logs(folder))
    for number, evidence in enumerate(splits, start=1):
        print(printable("split view: " + " ".join(evidence.words())))
        if to is not None:
            to.mkdir(exist_ok=True)
            file = to / f"split-view-{number}.txt"
            bytes_beside(file, evidence.encode())
            print(file)
    return 1 if splits else 0
