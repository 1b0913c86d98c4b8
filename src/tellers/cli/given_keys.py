"""Verifier keys as people give them: a line, a key file, or a file of lines that was handed over.

A key of ML-DSA-44 is a line of 1,800 letters, which nobody types and no screen shows well: what is handed
over is the file of public lines that `tellers key new` writes beside the key file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import NoteError, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.log.keys import VerifierKey

__all__ = ["grouped", "keys_of", "print_fingerprints", "public_lines", "read_keys"]

MOST_BYTES = 1_000_000


def keys_of(given: Iterable[str], *, where: str = "the key") -> tuple[VerifierKey, ...]:
    """Return the keys of lines and files, each once, in their order; errors as `read_keys`."""
    return tuple(dict.fromkeys(key for one in given for key in read_keys(one, where=where)))


def read_keys(given: str, *, where: str = "the key") -> tuple[VerifierKey, ...]:
    """Return the keys of a line, of a key file or of a file of lines.

    Raises `NoteError` for what is none of them and names the line, `UsageError` for a file that cannot be
    read.
    """
    from tellers.log.key_file import HEADER, read_public_keys  # noqa: PLC0415 (loaded when needed)
    from tellers.log.keys import read_verifier_key  # noqa: PLC0415

    path = Path(given)
    if len(given) > 255 or ("+" in given and not path.exists()):
        return (read_verifier_key(given, where=where),)
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES).decode("utf-8", "replace")
    except FileNotFoundError:
        raise NoteError(
            "neither a verifier key nor a file",
            where=where,
            expected="<name>+<eight hex digits>+<base64 of kind and key>, or a file of such lines",
            got=given,
            remedy="`tellers key show FILE` prints the lines of a key file.",
        ) from None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=given) from error
    if text.startswith(f"{HEADER}\n"):
        return read_public_keys(path)
    keys = tuple(
        read_verifier_key(line, where=f"{given}, line {number}")
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    )
    if not keys:
        raise NoteError("no key is in this file", where=given, expected="lines as `tellers key show` prints")
    return keys


def public_lines(keys: Iterable[VerifierKey]) -> str:
    """Return verifier keys one a line, what is no key behind a number sign."""
    from tellers.log.key_file import KIND_WORDS  # noqa: PLC0415 (loaded when needed)

    lines = []
    for key in keys:
        lines += [f"# {KIND_WORDS[key.kind]}", f"# fingerprint {grouped(key.fingerprint)}"]
        lines.append(
            printable(key.name) + str(key).removeprefix(key.name)
        )  # longer than `printable` lets pass
    return "".join(f"{line}\n" for line in lines)


def print_fingerprints(keys: Iterable[VerifierKey]) -> None:
    """Print what two people read to each other to know that they have the same keys."""
    from tellers.log.key_file import KIND_WORDS  # noqa: PLC0415 (loaded when needed)

    for key in keys:
        print(grouped(key.fingerprint))
        print(printable(f"  {key.name} ({key.key_id.hex()}), {KIND_WORDS[key.kind]}"))


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in groups of four, as it is read aloud."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
