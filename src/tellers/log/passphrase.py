"""Passphrases: from a file that the environment names, or asked for on the terminal; nowhere else.

Never from the command line and never from the environment itself: other programs of the machine see both,
and both end up in histories and logs.
"""

from __future__ import annotations

import os
import warnings
from getpass import GetPassWarning, getpass
from pathlib import Path

from tellers.errors import UsageError
from tellers.log.private_file import read_private

__all__ = ["VARIABLE", "ask_new_passphrase", "ask_passphrase"]

VARIABLE = "TELLERS_PASSPHRASE_FILE"
"""Names a file whose text is the passphrase; one newline at its end is not part of it."""


def ask_passphrase(of: str) -> str:
    """Return the passphrase that opens a file.

    From then on the process leaves no core dump: it would hold the passphrase and the keys. Raises
    `UsageError` for an empty one, and where there is neither a file nor a terminal to ask on.
    """
    _leave_no_core()
    return _from_file() or _checked(_prompt(f"Passphrase of {of}: "))


def ask_new_passphrase(of: str) -> str:
    """Return a passphrase for a new file, typed twice; `UsageError` where the two differ, else as above."""
    _leave_no_core()
    if (given := _from_file()) is not None:
        return given
    first = _checked(_prompt(f"New passphrase for {of}: "))
    if _prompt("The same again: ") != first:
        raise UsageError("the two passphrases differ", remedy="Try again.")
    return first


def _leave_no_core() -> None:
    """Forbid core dumps of this process, where the system knows of them."""
    try:
        import resource  # noqa: PLC0415 (not on every system)

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    except (ImportError, ValueError, OSError):
        return


def _from_file() -> str | None:
    """Return what stands in the file that the environment names, None where it names none."""
    name = os.environ.get(VARIABLE)
    if not name:
        return None
    try:
        text = read_private(Path(name)).decode()
    except UnicodeDecodeError:
        raise UsageError("the passphrase is not UTF-8", where=name) from None
    return _checked(text.removesuffix("\n").removesuffix("\r"), where=name)


def _prompt(question: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)  # rather nothing than letters on the screen
            return getpass(question)
    except (GetPassWarning, EOFError):
        raise UsageError(
            "there is no terminal to ask for the passphrase on",
            remedy=f"Name a file with it, readable by you alone, in {VARIABLE}.",
        ) from None


def _checked(passphrase: str, *, where: str = "") -> str:
    if not passphrase.strip():
        raise UsageError(
            "the passphrase is empty",
            where=where,
            expected="several words, or twenty letters by chance",
        )
    return passphrase
