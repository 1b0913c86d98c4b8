"""`tellers log init`: begin a log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["log_init_command"]


def log_init_command(
    folder: Annotated[
        Path, Parameter(name="LOG", help="The folder to make; it must be empty, or not exist.", metavar="LOG")
    ],
    /,
    *,
    key: Annotated[
        Path, Parameter(name="--key", help="The log's key file; no passphrase is needed.", metavar="FILE")
    ],
) -> int:
    """Begin a log in a new folder; its origin is the name that its keys bear, for ever.

    The folder is the only one that may write to the log: a copy of it is refused. Of what is in it, only
    `public` is for others; any web server can serve that folder as it is. Its file `policy` says whom
    this log asks: nobody yet. `tellers log new-policy` writes one with witnesses.
    """
    from tellers.cli.given_keys import print_fingerprints  # noqa: PLC0415 (loaded when needed)
    from tellers.cli.log_options import counted  # noqa: PLC0415
    from tellers.cli.log_place import OWN_POLICY  # noqa: PLC0415
    from tellers.cli.log_policy_text import policy_text  # noqa: PLC0415
    from tellers.cli.output import bytes_beside  # noqa: PLC0415
    from tellers.errors import UsageError  # noqa: PLC0415
    from tellers.log.key_file import read_public_keys  # noqa: PLC0415
    from tellers.log.opening import make_log  # noqa: PLC0415
    from tellers.log.policy import LOG_KINDS  # noqa: PLC0415

    keys = read_public_keys(key)
    if not all(one.kind in LOG_KINDS for one in keys):
        raise UsageError(
            "these are keys of a witness, and cannot sign for a log",
            where=str(key),
            remedy="Make keys of a log: tellers key new, without --witness.",
        )
    make_log(folder, keys)
    bytes_beside(folder / OWN_POLICY, policy_text(keys, {}).encode())
    print(f"{folder}: a new log, {keys[0].name}, with {counted(len(keys), 'key')}.")
    print_fingerprints(keys)
    print("Whoever is to check it needs its public lines, by a way that does not lead through the log:")
    print(f"  tellers key show {key}   prints them; {folder / OWN_POLICY} is a policy with them.")
    print(f"Next: tellers publish DOSSIER --log {folder} --key {key}")
    return 0
