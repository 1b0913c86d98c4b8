"""What `tellers verify` and `tellers explain` look at: a receipt, a policy, perhaps an entry, each a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.log.explain import Explanation, explain_receipt
from tellers.log.policy import read_policy
from tellers.log.receipt import MOST_BYTES, read_receipt

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["explain_files", "read_whole"]


def explain_files(receipt: Path, *, policy: Path, entry: Path | None = None) -> Explanation:
    """Return the steps of a receipt under a policy.

    Raises `NoteError` for a receipt or a policy not in its form, `UsageError` for a file that is not there.
    """
    asked = read_policy(read_whole(policy), where=str(policy))
    held = read_receipt(read_whole(receipt), where=str(receipt))
    given = None if entry is None else read_whole(entry)
    return explain_receipt(held, asked, entry=given, where=str(receipt))


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file, no more than one of a receipt; `UsageError` where it cannot be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or "not the name of a file"
        raise UsageError(f"cannot be read: {told}", where=str(path), remedy="Name a file.") from error
    if len(content) > MOST_BYTES:
        raise UsageError(
            "longer than any receipt, policy or entry",
            where=str(path),
            expected=f"{MOST_BYTES} bytes at most",
        )
    return content
