"""`tellers log policy`: what a policy asks for, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.errors import printable

__all__ = ["log_policy_command"]


def log_policy_command(
    policy: Annotated[Path, Parameter(name="POLICY", help="The policy's file.", metavar="POLICY")],
    /,
) -> int:
    """Read a policy and say whom it trusts, with the fingerprints to compare over a telephone.

    Ends with 1 where two different histories could each find their quorum.
    """
    from tellers.cli.given_keys import grouped  # noqa: PLC0415 (loaded when needed)
    from tellers.cli.log_place import trusted  # noqa: PLC0415
    from tellers.log.quorum import could_split  # noqa: PLC0415

    held = trusted(policy, ())
    for key, address in held.logs:
        print(
            printable(f"log      {key.name} ({key.key_id.hex()}), {key.kind.algorithm}  {address}".rstrip())
        )
        print(f"         {grouped(key.fingerprint)}")
    if not held.logs:
        print("log      none: no checkpoint of any log holds under this policy")
    for name, (key, address) in held.witnesses.items():
        told = f"witness  {name}: {key.name} ({key.key_id.hex()}), {key.kind.algorithm}  {address}"
        print(printable(told.rstrip()))
        print(f"         {grouped(key.fingerprint)}")
    print(printable(f"quorum   {held.needed()}"))
    split = could_split(held)
    if held.quorum == "none":
        print("         No witness is asked for: a log alone could show others another history.")
    elif split is None:
        print("         Too many witnesses or groups to say whether two quorums must share one.")
    elif split:
        print("         Two histories could each find a quorum, without a witness that signed both.")
    else:
        print("         Any two quorums share a witness: it would have to sign two histories.")
    return 1 if split else 0
