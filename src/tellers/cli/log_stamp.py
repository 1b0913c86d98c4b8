"""`tellers log stamp`: an authority's word that a checkpoint existed at a time."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_stamped import BOUNDS, CheckpointFile, content, keep_beside, told_checkpoint
from tellers.cli.output import bytes_beside
from tellers.errors import UsageError, printable

__all__ = ["log_stamp_command"]


def log_stamp_command(
    checkpoint: CheckpointFile,
    /,
    *,
    request: Annotated[
        Path | None,
        Parameter(help="Write the request; with --reply, the request that it answers.", metavar="FILE"),
    ] = None,
    reply: Annotated[Path | None, Parameter(help="Verify and keep the reply.", metavar="FILE")] = None,
    authority: Annotated[
        str | None, Parameter(help="Ask over HTTP, verify and keep the reply.", metavar="ADDRESS")
    ] = None,
    verify: Annotated[Path | None, Parameter(help="Verify a stamp kept before.", metavar="STAMP")] = None,
    roots: Annotated[
        Path | None, Parameter(help="The certificates that are trusted, as PEM.", metavar="FILE")
    ] = None,
    to: Annotated[
        Path | None, Parameter(help="Where to keep the stamp; else CHECKPOINT.tsr.", metavar="FILE")
    ] = None,
) -> int:
    """Have a checkpoint stamped by an authority (RFC 3161), or verify such a stamp without a network.

    It shows when the checkpoint existed at the latest, if the authority's word is trusted. It does not show
    that others were given the same checkpoint: witnesses and `tellers log mirror` are for that.
    """
    from tellers.log.stamp_rfc3161 import (  # noqa: PLC0415 (loaded when needed)
        ask_authority,
        read_roots,
        request_of,
        verify_stamp,
    )

    data = content(checkpoint)
    told_checkpoint(data, checkpoint)
    if sum(one is not None for one in (reply, authority, verify)) > 1:
        raise UsageError("say one of --reply, --authority and --verify")
    new = request_of(data, nonce=secrets.randbits(64) + 1)
    if reply is None and authority is None and verify is None:
        if request is None:
            raise UsageError("say what to do: --request, --reply, --authority or --verify")
        bytes_beside(request, new)
        print(f"{request}: send it to an authority as application/timestamp-query, and give its reply back")
        print(f"  with --reply FILE --request {request} --roots FILE.")
        return 0
    if roots is None:
        raise UsageError(
            "nobody says which authority to trust",
            expected="--roots FILE",
            remedy="Get the authority's root certificate from itself, and keep it with the checkpoint.",
        )
    trusted = read_roots(content(roots), where=str(roots))
    asked = content(request) if request is not None and authority is None else None
    if authority is not None:
        asked = new
        given = ask_authority(authority, new)
    else:
        given = content(reply or verify or checkpoint)
    stamp = verify_stamp(given, data, roots=trusted, request=asked)
    if verify is None:
        keep_beside(given, to or checkpoint.with_name(f"{checkpoint.name}.tsr"))
    print(f"  It existed at {stamp.time:%Y-%m-%d %H:%M:%S} UTC, says {printable(stamp.authority)},")
    print(f"  in its stamp {stamp.serial} under policy {stamp.policy}.")
    print(BOUNDS)
    return 0
