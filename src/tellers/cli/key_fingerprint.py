"""`tellers key fingerprint`: what to read aloud when two people compare a key."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.key_show import grouped
from tellers.errors import printable

__all__ = ["fingerprint_command"]


def fingerprint_command(
    key: Annotated[str, Parameter(help="A verifier key, or a key file.", metavar="KEY")],
    /,
) -> int:
    """Print the SHA-256 of each public key in groups of four, with its name and kind.

    Two people who read the same sixteen groups to each other have the same key.
    """
    from tellers.log.key_file import KIND_WORDS, read_public_keys  # noqa: PLC0415 (loaded only here)
    from tellers.log.keys import read_verifier_key  # noqa: PLC0415

    keys = (read_verifier_key(key),) if "+" in key and not _is_there(key) else read_public_keys(Path(key))
    for one in keys:
        print(grouped(one.fingerprint))
        print(printable(f"  {one.name} ({one.key_id.hex()}), {KIND_WORDS[one.kind]}"))
    return 0


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # the line of an ML-DSA-44 key is longer than any name of a file
        return False
