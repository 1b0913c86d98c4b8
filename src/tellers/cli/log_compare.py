"""`tellers log compare`: two checkpoints from anywhere, held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.errors import LogError, SplitView, UsageError, printable

__all__ = ["log_compare_command"]


def log_compare_command(
    first: Annotated[
        str, Parameter(help="A checkpoint, or evidence: a file or an address.", metavar="CHECKPOINT")
    ],
    second: Annotated[str, Parameter(help="The other checkpoint.", metavar="OTHER")] = "",
    /,
    *,
    key: Annotated[
        tuple[str, ...],
        Parameter(
            name=("--key", "--trust"),
            negative="",
            help="A verifier key of the log, as a line; several times where it has several.",
            metavar="KEY",
        ),
    ],
    tiles: Annotated[
        str, Parameter(help="Public files of the log, as long as the larger.", metavar="LOG")
    ] = "",
    evidence: Annotated[
        Path | None, Parameter(help="Where to write what proves a split view.", metavar="FILE")
    ] = None,
) -> int:
    """Say whether two checkpoints of one log can both be true, or verify evidence that they cannot.

    Exit code 0: one history. 1: the sizes differ and nothing given shows whether one begins with the
    other; that accuses nobody. 3: the log signed two histories, and `--evidence` proves it to anyone.
    With one file, evidence is verified: 0 where it does prove a split view.
    """
    from tellers.cli.log_options import public_files  # noqa: PLC0415 (loaded when needed)
    from tellers.cli.output import bytes_beside  # noqa: PLC0415
    from tellers.log.compare import View, compare_checkpoints  # noqa: PLC0415
    from tellers.log.evidence import read_evidence, verify_evidence  # noqa: PLC0415
    from tellers.log.keys import read_verifier_key  # noqa: PLC0415

    keys = [read_verifier_key(line, where="--key") for line in key]
    if not second:
        held = read_evidence(_content(first), where=first)
        verify_evidence(held, keys, where=first)
        print(printable(f"proved: {' '.join(held.words())}"))
        return 0
    files = public_files(tiles) if tiles else None
    compared = compare_checkpoints(_content(first), _content(second), keys, files)
    if compared.evidence is None:
        print(printable(f"{compared.view}: {compared.why}"))
        return 0 if compared.view is View.CONSISTENT else 1
    if evidence is not None:
        bytes_beside(evidence, compared.evidence.encode())
    raise SplitView(
        " ".join(compared.evidence.words()),
        remedy=f"Give {evidence} to whoever relies on this log."
        if evidence is not None
        else "Write the proof down: --evidence FILE.",
    )


def _content(place: str) -> bytes:
    """Return the bytes of a file, or of an address of the web."""
    from tellers.log.files import files_at  # noqa: PLC0415 (loaded when needed)

    folder, _, name = place.rpartition("/")
    if not name:
        raise UsageError("not a file", got=place, remedy="Name the checkpoint itself.")
    data = files_at(folder or ("/" if place.startswith("/") else ".")).read(name)
    if data is None:
        raise LogError("there is no such file", where=place)
    return data
