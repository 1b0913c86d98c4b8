"""`tellers witness cosign`: one request from a file, for observers without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.witness import WitnessFolder
from tellers.errors import printable

__all__ = ["witness_cosign_command"]

REFUSED = 3


def witness_cosign_command(
    folder: WitnessFolder,
    request: Annotated[
        Path, Parameter(name="REQUEST", help="The request that the log's keeper sent.", metavar="REQUEST")
    ],
    /,
    *,
    to: Annotated[Path, Parameter(help="The file for the answer, to send back.", metavar="ANSWER")],
) -> int:
    """Judge a request and write the answer: the cosignatures, or `refused`, a status and the reason.

    The request is what a log sends over the web, byte for byte. Exit code 0 where the checkpoint was
    cosigned, 3 where it was refused; both are remembered.
    """
    from tellers.cli.council_options import file_bytes  # noqa: PLC0415 (loaded only here)
    from tellers.cli.output import bytes_beside  # noqa: PLC0415
    from tellers.log.passphrase import ask_passphrase  # noqa: PLC0415
    from tellers.log.witness_folder import open_witness  # noqa: PLC0415
    from tellers.log.witness_service import answer_file, answer_once  # noqa: PLC0415

    body = file_bytes(request)
    with open_witness(folder, ask_passphrase(str(folder))) as (witness, store):
        answer = answer_once(witness, store, body)
    bytes_beside(to, answer_file(answer))
    if answer.status == 200:
        print(f"cosigned by {witness.name}: {to}")
        return 0
    reason = answer.body.decode("utf-8", "replace").strip()
    said = f"{reason} entries are what was cosigned last" if answer.status == 409 else reason
    print(printable(f"refused ({answer.status}): {said}"))
    if answer.status == 409:
        print(f"Send {to} all the same: the log's keeper asks again, with --since {reason}.")
    return REFUSED
