"""`tellers key show`: what verifies the signatures of a key file's owner."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["show_command"]


def show_command(
    file: Annotated[Path, Parameter(name="FILE", help="The key file.", metavar="FILE")],
    /,
) -> int:
    """Print the verifier keys of a key file, one a line, each below its kind and fingerprint.

    No passphrase is needed. A line of ML-DSA-44 has 1,800 letters: put them into a file with `>`, and
    give that. Every command that asks for a KEY takes the line or the file.
    """
    from tellers.cli.given_keys import public_lines  # noqa: PLC0415 (loaded only here)
    from tellers.log.key_file import read_public_keys  # noqa: PLC0415

    print(public_lines(read_public_keys(file)), end="")
    return 0
