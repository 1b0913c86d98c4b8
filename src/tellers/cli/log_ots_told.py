"""How `tellers log ots` tells of a proof, and finds which of its messages is meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tellers.cli.log_options import counted
from tellers.cli.log_stamped import BOUNDS, content
from tellers.errors import UsageError

if TYPE_CHECKING:
    from tellers.log.ots import Proof

__all__ = ["message_meant", "told_block", "told_proof"]


def message_meant(proof: Proof, at: str | None) -> bytes:
    """Return the message that is meant; `UsageError` where it takes --at to know."""
    if at is not None:
        try:
            return bytes.fromhex(at)
        except ValueError:
            raise UsageError("not hexadecimal", where="--at", got=at[:80]) from None
    found = proof.open_ends()
    if len(found) != 1:
        raise UsageError(
            f"{counted(len(found), 'message')} may be meant",
            expected=" or ".join(f"--at {one.hex()}" for one in found) or "a proof that is not complete",
        )
    return found[0]


def told_proof(proof: Proof) -> None:
    """Print where a proof leads, and which calendars are to be asked again."""
    for message, end in proof.ends():
        if end.height is not None:
            print(f"  It leads to block {end.height} of Bitcoin: verify it with --block-header.")
        elif end.pending and message in proof.open_ends():
            print(f"  A calendar has promised: ask again at {end.address}/timestamp/{message.hex()}")
    if proof.unfollowed():
        print(
            f"  {counted(proof.unfollowed(), 'path')} by other hashes than SHA-256 cannot be followed here."
        )


def told_block(proof: Proof, digest: bytes, given: str) -> None:
    """Verify a proof against a header, in hexadecimal or as a file, and print what that shows."""
    from tellers.log.block import read_header, verify_proof  # noqa: PLC0415 (loaded when needed)
    from tellers.log.explain import tell_time  # noqa: PLC0415

    header = read_header(given.encode() if len(given) == 160 else content(Path(given)))
    height = verify_proof(proof, digest, header)
    print(f"  It existed before block {height} of Bitcoin was made, if this header is that block's:")
    print(f"  hash {header.name}, dated {tell_time(header.time)}, give or take two hours.")
    print(f"  Making it took some 2^{header.doublings} hashes. Compare the hash with a node of your own.")
    print(BOUNDS)
