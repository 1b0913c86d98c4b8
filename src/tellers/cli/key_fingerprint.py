"""`tellers key fingerprint`: what to read aloud when two people compare a key."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

__all__ = ["fingerprint_command"]

KEY_HELP = "A verifier key as a line, a file of such lines, or a key file."


def fingerprint_command(
    key: Annotated[str, Parameter(name="KEY", help=KEY_HELP, metavar="KEY")],
    /,
) -> int:
    """Print the SHA-256 of each public key in groups of four, with its name and kind.

    Two people who read the same sixteen groups to each other have the same key.
    """
    from tellers.cli.given_keys import print_fingerprints, read_keys  # noqa: PLC0415 (loaded only here)

    print_fingerprints(read_keys(key))
    return 0
