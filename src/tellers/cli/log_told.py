"""How commands tell of a signed checkpoint: whose, how long, who signed and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.cli.log_options import counted
from tellers.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.log.policy import Policy, SignedCheckpoint

__all__ = ["told_signed"]


def told_signed(signed: SignedCheckpoint, policy: Policy) -> Iterator[str]:
    """Yield the lines that tell of a checkpoint, once it was verified under a policy, fit for a terminal."""
    yield from map(printable, _told(signed, policy))


def _told(signed: SignedCheckpoint, policy: Policy) -> Iterator[str]:
    from tellers.log.explain import tell_time  # noqa: PLC0415 (loaded when needed)

    checkpoint = signed.checkpoint
    yield f"{checkpoint.origin}: {counted(checkpoint.size, 'entry', 'entries')}, root {checkpoint.root.hex()}"
    for key in signed.log_keys:
        yield f"  signed by the log: {key.kind.algorithm}, key {key.key_id.hex()}"
    for name, time in signed.cosigned.items():
        yield f"  seen by {name} at {tell_time(time)}"
    if policy.quorum == "none":
        yield "  No witness is asked for: a log alone could show others another history."
    else:
        yield f"  The quorum is reached: {policy.needed()}."
