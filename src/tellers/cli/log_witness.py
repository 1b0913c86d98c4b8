"""`tellers log witness`: cosignatures for the checkpoint signed last."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import LogFolder, PolicyOption
from tellers.cli.log_place import content_of, trusted
from tellers.cli.log_told import told_signed
from tellers.errors import LogError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        Parameter(
            negative="", help="A file that a witness answered with; may be said again.", metavar="FILE"
        ),
    ] = (),
) -> int:
    """Collect cosignatures of the checkpoint that was signed last, and publish it with the quorum.

    Without --request and --answer the policy's witnesses that have an address are asked. With them files
    go to and fro: by mail, on a stick. Nothing is signed by the log anew.
    """
    from tellers.cli.output import bytes_beside  # noqa: PLC0415 (loaded when needed)
    from tellers.log.opening import open_log  # noqa: PLC0415
    from tellers.log.round import collect, request_of, take_answers  # noqa: PLC0415

    log = open_log(folder)
    try:
        if request is not None:
            bytes_beside(request, request_of(log, since))
            print(f"{request}: for a witness, who makes an answer of it: tellers witness cosign")
            print(f"Then: tellers log witness {folder} --answer FILE, with your policy.")
            return 0
        who = trusted(policy, (), str(folder))
        if not who.witnesses:
            raise UsageError(
                "the policy names no witness",
                where=str(policy or folder),
                remedy="`tellers log new-policy` writes one with witnesses.",
            )
        done = take_answers(log, who, _answers(folder, answer)) if answer else collect(log, who)
        print("\n".join(told_signed(done.signed, who)))
        for failure in done.failures:
            print(failure.diagnostics(), file=sys.stderr)
        print(f"{log.places.public} is what the world reads.")
    finally:
        log.close()
    return 0


def _answers(folder: Path, files: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield what witnesses answered; `LogError` where one asks for a request from another size."""
    for path in files:
        data = content_of(path)
        size = data.removeprefix(b"refused 409\n").strip().decode("ascii", "replace")[:20]
        if data.startswith(b"refused 409\n") and size.isdigit():
            raise LogError(
                f"this witness has cosigned {size} entries of the log, and was asked from another size",
                where=str(path),
                remedy=f"Ask it again: tellers log witness {folder} --request FILE --since {size}",
            )
        yield str(path), data
