"""Where a log is read from, and whom its reader trusts: an address, a copy, or a log's own folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import LogError, UsageError

if TYPE_CHECKING:
    from tellers.log.files import FolderFiles, WebFiles
    from tellers.log.policy import Policy

__all__ = ["OWN_POLICY", "content_of", "own_policy", "public_files", "trusted"]

OWN_POLICY = "policy"
"""The file of a log's folder that says whom its keeper trusts, where no other is named."""
NEW = "`tellers log new-policy` writes one from keys."


def public_files(place: str) -> FolderFiles | WebFiles:
    """Return the public files of a log: of a log's own folder, those in its `public`.

    `LogError` for a folder that holds none, or that holds a log which was never signed.
    """
    from tellers.log.files import files_at  # noqa: PLC0415 (loaded when needed)

    if "://" in place:
        return files_at(place)
    own = _is_own(place)
    folder = Path(place) / "public" if own else Path(place)
    if not (folder / "checkpoint").exists():
        what = "nothing of this log is published yet" if own else "there is no log here"
        remedy = (
            f"Sign it first: tellers log sign {place} --key FILE"
            if own
            else "Name the folder that holds `checkpoint` and `tile`, or an address with https://."
        )
        raise LogError(what, where=place, remedy=remedy)
    return files_at(str(folder))


def trusted(policy: Path | None, keys: tuple[str, ...], place: str = "") -> Policy:
    """Return who is trusted: the policy, or these keys; of a log's own folder, its policy or its own keys.

    `UsageError` where nobody says whom to trust: a log's word for itself is no check of it.
    """
    from tellers.cli.given_keys import keys_of  # noqa: PLC0415 (loaded when needed)
    from tellers.log.opening import read_about  # noqa: PLC0415
    from tellers.log.policy import Policy, read_policy  # noqa: PLC0415

    if policy is not None and keys:
        raise UsageError("a policy and keys are both named", remedy="Say --policy FILE or --trust KEY.")
    if policy is None and not keys and _is_own(place):
        policy = own_policy(place)
        keys = () if policy else tuple(read_about(Path(place)).keys)
    if policy is not None:
        return read_policy(content_of(policy, remedy=NEW), where=str(policy))
    if not keys:
        raise UsageError(
            "nobody says which keys to trust",
            expected="--policy FILE, or --trust KEY",
            remedy="Get the log's verifier key from elsewhere than the log: a gazette, a letter, a call.",
        )
    return Policy(logs=tuple((key, "") for key in keys_of(keys, where="--trust")))


def own_policy(place: str) -> Path | None:
    """Return the policy of a log's own folder, None where there is none or it is somebody else's log."""
    own = Path(place) / OWN_POLICY
    return own if _is_own(place) and own.is_file() else None


def _is_own(place: str) -> bool:
    return bool(place) and "://" not in place and (Path(place) / "log.json").is_file()


def content_of(path: Path, *, remedy: str = "") -> bytes:
    """Return the bytes of a file that somebody named; `UsageError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            remedy=remedy,
        ) from error
