"""`tellers witness init`: a new witness, with keys and an empty memory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["witness_init_command"]


def witness_init_command(
    folder: Annotated[
        Path, Parameter(name="WITNESS", help="The folder to make; it must not exist.", metavar="WITNESS")
    ],
    /,
    *,
    name: Annotated[
        str, Parameter(help="The witness's name, for ever, as example.net/witness.", metavar="NAME")
    ],
) -> int:
    """Make a witness: an Ed25519 and an ML-DSA-44 key, and a database that remembers.

    The passphrase of the keys is asked for twice, or read from the file that TELLERS_PASSPHRASE_FILE
    names. Keep the folder on one disk: a witness does not go on from a copy of it, or from a backup.
    """
    from tellers.cli.given_keys import print_fingerprints, public_lines  # noqa: PLC0415 (loaded only here)
    from tellers.cli.output import bytes_beside  # noqa: PLC0415
    from tellers.errors import UsageError  # noqa: PLC0415
    from tellers.log.passphrase import ask_new_passphrase  # noqa: PLC0415
    from tellers.log.witness_folder import init_witness  # noqa: PLC0415

    if folder.exists() or folder.is_symlink():  # said before anybody types a passphrase
        raise UsageError("it is there already", where=str(folder), remedy="Name a folder that is not.")
    made = init_witness(folder, name, ask_new_passphrase(str(folder)))
    public = folder / "witness.pub"
    bytes_beside(public, public_lines(made.keys).encode())
    print_fingerprints(made.keys)
    print(f"{public}: what verifies its cosignatures; give it to keepers of logs and to writers of policies.")
    print(f"Next, a log to watch: tellers witness add-log {folder} KEY")
    return 0
