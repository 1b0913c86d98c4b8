"""`tellers log witness`: cosignatures for the checkpoint signed last."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import LogFolder, PolicyOption, trusted
from tellers.cli.log_told import told_signed
from tellers.errors import UsageError

__all__ = ["log_witness_command"]


def log_witness_command(
    folder: LogFolder,
    /,
    *,
    policy: PolicyOption = None,
    request: Annotated[
        Path | None, Parameter(help="Write the request for a witness without a server.", metavar="FILE")
    ] = None,
    since: Annotated[
        int, Parameter(help="The size that this witness cosigned last; 0 where it never did.", metavar="SIZE")
    ] = 0,
    answer: Annotated[
        tuple[Path, ...],
        Parameter(negative="", help="An answer of a witness, as a file; may be said again.", metavar="FILE"),
    ] = (),
) -> int:
    """Collect cosignatures of the checkpoint that was signed last, and publish it with the quorum.

    Without --request and --answer the policy's witnesses that have an address are asked. With them files
    go to and fro: by mail, on a stick. Nothing is signed by the log anew.
    """
    from tellers.cli.output import bytes_beside  # noqa: PLC0415 (loaded when needed)
    from tellers.log.opening import open_log  # noqa: PLC0415
    from tellers.log.round import collect, request_of, take_answers  # noqa: PLC0415

    if policy is None and request is None:
        raise UsageError("nobody says who the witnesses are", expected="--policy FILE")
    log = open_log(folder)
    try:
        if request is not None:
            bytes_beside(request, request_of(log, since))
            print(f"{request}: to be cosigned with `tellers witness cosign`; its answer comes back here.")
            return 0
        who = trusted(policy, (), str(folder))
        if answer:
            done = take_answers(log, who, ((str(path), _content(path)) for path in answer))
        else:
            done = collect(log, who)
        print("\n".join(told_signed(done.signed, who)))
        for failure in done.failures:
            print(failure.diagnostics(), file=sys.stderr)
        print(f"{log.places.public} is what the world reads.")
    finally:
        log.close()
    return 0


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from error
