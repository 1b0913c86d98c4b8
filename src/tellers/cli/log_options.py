"""What the commands of a log share: where one is, who is trusted, and how numbers of entries are said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.errors import UsageError

if TYPE_CHECKING:
    from tellers.log.files import FolderFiles, WebFiles
    from tellers.log.keys import VerifierKey
    from tellers.log.policy import Policy

__all__ = [
    "KeyFileOption",
    "KeyFilesOption",
    "LogFolder",
    "Place",
    "PolicyOption",
    "TrustedKeys",
    "counted",
    "public_files",
    "trusted",
]

LogFolder = Annotated[Path, Parameter(help="The log's folder, as `tellers log init` made it.", metavar="LOG")]
Place = Annotated[
    str, Parameter(help="A log: its folder, a copy of its public files, or an address.", metavar="LOG")
]
KeyFileOption = Annotated[
    Path, Parameter(name="--key", help="The log's key file; its passphrase is asked for.", metavar="FILE")
]
KeyFilesOption = Annotated[
    tuple[Path, ...],
    Parameter(
        name="--key",
        negative="",
        help="A key file of the log; old and new, one after the other, while keys change.",
        metavar="FILE",
    ),
]
PolicyOption = Annotated[
    Path | None,
    Parameter(help="Who is trusted: a file of logs, witnesses and a quorum.", metavar="FILE"),
]
TrustedKeys = Annotated[
    tuple[str, ...],
    Parameter(
        name="--trust",
        negative="",
        help="A verifier key of the log, as a line; instead of a policy, or several times.",
        metavar="KEY",
    ),
]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number and its noun: `1 entry`, `25,073 entries`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def public_files(place: str) -> FolderFiles | WebFiles:
    """Return the public files of a log: of a log's own folder, those in its `public`."""
    from tellers.log.files import files_at  # noqa: PLC0415 (loaded when needed)

    if "://" not in place and (Path(place) / "log.json").is_file():
        return files_at(str(Path(place) / "public"))
    return files_at(place)


def trusted(policy: Path | None, keys: tuple[str, ...], place: str = "") -> Policy:
    """Return who is trusted: the policy, or these keys; of a log's own folder, its own keys.

    `UsageError` where nobody says whom to trust: a log's word for itself is no check of it.
    """
    from tellers.log.keys import read_verifier_key  # noqa: PLC0415
    from tellers.log.opening import read_about  # noqa: PLC0415
    from tellers.log.policy import Policy, read_policy  # noqa: PLC0415

    if policy is not None:
        return read_policy(_content(policy), where=str(policy))
    lines = keys
    if not lines and "://" not in place and (Path(place) / "log.json").is_file():
        lines = tuple(read_about(Path(place)).keys)
    if not lines:
        raise UsageError(
            "nobody says which keys to trust",
            expected="--policy FILE, or --trust KEY",
            remedy="Get the log's verifier key from elsewhere than the log: a gazette, a letter, a call.",
        )
    found: list[VerifierKey] = [read_verifier_key(line, where="--trust") for line in lines]
    return Policy(logs=tuple((key, "") for key in found))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from error
