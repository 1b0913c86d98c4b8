"""`tellers log compare`: two checkpoints from anywhere, held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.errors import SplitView, printable

__all__ = ["log_compare_command"]


def log_compare_command(
    first: Annotated[
        str,
        Parameter(
            name="MINE",
            help="A checkpoint, a log or a mirror, or evidence: a file, a folder or an address.",
            metavar="MINE",
        ),
    ],
    second: Annotated[
        str, Parameter(name="THEIRS", help="The other checkpoint, log or mirror.", metavar="THEIRS")
    ] = "",
    /,
    *,
    key: Annotated[
        tuple[str, ...],
        Parameter(
            name=("--key", "--trust"),
            negative="",
            help="The log's verifier key, a line or a file of lines; may be said again.",
            metavar="KEY",
        ),
    ] = (),
    policy: Annotated[
        Path | None, Parameter(help="A policy with the log's keys, instead of --key.", metavar="FILE")
    ] = None,
    tiles: Annotated[
        str,
        Parameter(
            help="Public files of the log, as long as the larger, where neither of the two is a log.",
            metavar="LOG",
        ),
    ] = "",
    evidence: Annotated[
        Path | None, Parameter(help="Where to write what proves a split view.", metavar="FILE")
    ] = None,
) -> int:
    """Say whether two checkpoints of one log can both be true, or verify evidence that they cannot.

    Exit code 0: one history. 1: the sizes differ and nothing given shows whether one begins with the
    other; that accuses nobody. 3: the log signed two histories, and `--evidence` proves it to anyone.
    With one file, evidence is verified: 0 where it does prove a split view. Of a log or a mirror, its own
    tiles show whether it grew.
    """
    from tellers.cli.checkpoint_at import checkpoint_at  # noqa: PLC0415 (loaded when needed)
    from tellers.cli.log_place import public_files, trusted  # noqa: PLC0415
    from tellers.cli.output import bytes_beside  # noqa: PLC0415
    from tellers.log.compare import View, compare_checkpoints  # noqa: PLC0415
    from tellers.log.evidence import read_evidence, verify_evidence  # noqa: PLC0415

    keys = [one for one, _ in trusted(policy, key).logs]
    mine, files = checkpoint_at(first)
    if not second:
        held = read_evidence(mine, where=first)
        verify_evidence(held, keys, where=first)
        print(printable(f"proved: {' '.join(held.words())}"))
        return 0
    theirs, more = checkpoint_at(second)
    grounds = [public_files(tiles)] if tiles else [one for one in (files, more) if one is not None]
    compared = compare_checkpoints(mine, theirs, keys)
    for ground in grounds:  # those of the longer log are the ones that show it
        if compared.view is View.NOT_SHOWN:
            compared = compare_checkpoints(mine, theirs, keys, ground)
    if compared.evidence is None:
        print(printable(f"{compared.view}: {compared.why}"))
        return 0 if compared.view is View.CONSISTENT else 1
    if evidence is not None:
        bytes_beside(evidence, compared.evidence.encode())
    raise SplitView(
        " ".join(compared.evidence.words()),
        remedy=f"Give {evidence} to whoever relies on this log. With its verifier key anyone checks it: "
        f"tellers log compare {evidence} --key KEY"
        if evidence is not None
        else "Write the proof down: --evidence FILE.",
    )
