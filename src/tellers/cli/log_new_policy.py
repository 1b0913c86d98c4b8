"""`tellers log new-policy`: a policy written from keys, so that nobody copies lines of 1,800 letters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.errors import UsageError

__all__ = ["log_new_policy_command"]


def log_new_policy_command(
    policy: Annotated[Path, Parameter(name="POLICY", help="The file to write.", metavar="POLICY")],
    /,
    *,
    log: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            help="The log's verifier keys: a file of lines, or a line; may be said again.",
            metavar="KEY",
        ),
    ],
    witness: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            help="A witness: a name of your choice and its file of lines; its first key is taken.",
            metavar="NAME=KEY",
        ),
    ] = (),
    address: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="Where a witness answers on the web.", metavar="NAME=ADDRESS"),
    ] = (),
    quorum: Annotated[
        int | None,
        Parameter(help="How many witnesses must have signed; by default more than half.", metavar="NUMBER"),
    ] = None,
    replace: Annotated[bool, Parameter(negative="", help="Write over the policy that is there.")] = False,
) -> int:
    """Write a policy: which log, which witnesses, and how many of them must have signed.

    It is a text of a few lines; `tellers log policy` says it in words. Get the keys from somewhere else
    than the log. Compare their fingerprints another way, as over a telephone.
    """
    from tellers.cli.given_keys import keys_of, read_keys  # noqa: PLC0415 (loaded when needed)
    from tellers.cli.log_policy import log_policy_command  # noqa: PLC0415
    from tellers.cli.log_policy_text import pairs_of, policy_text  # noqa: PLC0415
    from tellers.cli.output import bytes_beside  # noqa: PLC0415
    from tellers.log.policy import read_policy  # noqa: PLC0415

    if policy.exists() and not replace:
        raise UsageError(
            "there is such a file already", where=str(policy), remedy="Say --replace, or name another."
        )
    places = pairs_of(address, "--address")
    named = {
        name: read_keys(key, where="--witness")[0] for name, key in pairs_of(witness, "--witness").items()
    }
    if unknown := sorted(places.keys() - named.keys()):
        raise UsageError("an address of no witness named", got=", ".join(unknown), expected=", ".join(named))
    witnesses = {name: (key, places.get(name, "")) for name, key in named.items()}
    least = len(named) // 2 + 1 if quorum is None else quorum
    if not min(len(named), 1) <= least <= max(len(named), 1):
        raise UsageError(
            "such a quorum cannot be reached, or asks for nobody",
            expected=f"--quorum 1 to {len(named)}",
            got=str(least),
        )
    text = policy_text(keys_of(log, where="--log"), witnesses, least=least).encode()
    read_policy(text, where=str(policy))
    bytes_beside(policy, text)
    log_policy_command(policy)
    return 0
