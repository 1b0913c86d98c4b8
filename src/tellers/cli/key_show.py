"""`tellers key show`: what verifies the signatures of a key file's owner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.errors import printable

if TYPE_CHECKING:
    from tellers.log.keys import VerifierKey

__all__ = ["print_keys", "show_command"]


def show_command(
    file: Annotated[Path, Parameter(help="The key file.", metavar="FILE")],
    /,
) -> int:
    """Print the verifier keys of a key file, one a line, each below its kind and fingerprint.

    No passphrase is needed. Give these lines to whoever is to check signatures; compare the
    fingerprints another way, as over a telephone.
    """
    from tellers.log.key_file import read_public_keys  # noqa: PLC0415 (loaded only here)

    print_keys(read_public_keys(file))
    return 0


def print_keys(keys: tuple[VerifierKey, ...]) -> None:
    """Print verifier keys, what is no key behind a number sign."""
    from tellers.log.key_file import KIND_WORDS  # noqa: PLC0415 (loaded only here)

    for key in keys:
        print(f"# {KIND_WORDS[key.kind]}\n# fingerprint {grouped(key.fingerprint)}")
        print(printable(key.name) + str(key).removeprefix(key.name))  # longer than `printable` lets pass


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in groups of four, as it is read aloud."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
