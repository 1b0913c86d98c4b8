"""`tellers log ots`: a proof that a checkpoint existed before a block of Bitcoin."""

from __future__ import annotations

import secrets
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_ots_told import message_meant, told_block, told_proof
from tellers.cli.log_stamped import CheckpointFile, content, told_checkpoint
from tellers.cli.output import bytes_beside
from tellers.errors import UsageError

__all__ = ["log_ots_command"]


def log_ots_command(
    checkpoint: CheckpointFile,
    /,
    *,
    request: Annotated[
        Path | None, Parameter(help="Write what is sent to a calendar: 32 bytes.", metavar="FILE")
    ] = None,
    reply: Annotated[Path | None, Parameter(help="Add a calendar's answer.", metavar="FILE")] = None,
    at: Annotated[
        str | None, Parameter(help="The message that was asked about, if there are several.", metavar="HEX")
    ] = None,
    calendar: Annotated[
        str | None, Parameter(help="Send it to a calendar, or ask that one again.", metavar="ADDRESS")
    ] = None,
    block_header: Annotated[
        str | None, Parameter(help="Verify against this header of a block.", metavar="HEX|FILE")
    ] = None,
    proof: Annotated[Path | None, Parameter(help="The proof; else CHECKPOINT.ots.", metavar="FILE")] = None,
) -> int:
    """Have a checkpoint put under a block of Bitcoin by OpenTimestamps, or verify it without a network.

    Send --request to a calendar now; add its answer with --reply; ask again after some hours; verify against
    the header of the block, from a node of your own or several that agree. Without options: what the proof
    holds. It shows when the checkpoint existed at the latest, not that others were given the same one.
    """
    from tellers.log.ots import begin_proof, read_proof  # noqa: PLC0415 (loaded when needed)

    data = content(checkpoint)
    told_checkpoint(data, checkpoint)
    digest = sha256(data).digest()
    place = proof or checkpoint.with_name(f"{checkpoint.name}.ots")
    if place.exists():
        held = read_proof(content(place), where=str(place))
    elif request is not None or calendar is not None:
        held = begin_proof(digest, nonce=secrets.token_bytes(16))
    else:
        raise UsageError("no proof yet", where=str(place), remedy="Begin one with --request or --calendar.")
    if block_header is not None:
        told_block(held, digest, block_header)
        return 0
    before = held
    if held.digest != digest:
        raise UsageError("the proof is of another file", where=str(place), got=f"SHA-256 {held.digest.hex()}")
    if request is not None:
        bytes_beside(request, held.commitment())
        print(f"{request}: send it to calendars, as the body of POST ADDRESS/digest.")
    if reply is not None:
        held = held.merged(content(reply), at=message_meant(held, at))
    if calendar is not None:
        from tellers.log.ots_calendar import ask_calendar  # noqa: PLC0415

        held = ask_calendar(held, calendar)
    if held != before or not place.exists():
        bytes_beside(place, held.encode())
        print(f"  Kept in {place}: it stands outside the signed text, so keep the two together.")
    told_proof(held)
    return 0
