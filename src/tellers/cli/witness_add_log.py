"""`tellers witness add-log`: a log whose checkpoints the witness looks at from now on."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tellers.cli.witness import WitnessFolder
from tellers.errors import printable

__all__ = ["witness_add_log_command"]

KEY_HELP = "The log's verifier keys: lines, or the file that its keeper gave, as log.key.pub."


def witness_add_log_command(
    folder: WitnessFolder,
    keys: Annotated[
        tuple[str, ...],
        Parameter(name="KEY", help=KEY_HELP, metavar="KEY"),
    ],
    /,
) -> int:
    """Let a witness cosign a log that signs with these keys, from its first checkpoint on.

    Get the keys from somewhere else than the log. The witness must not be serving meanwhile. A key that
    was added is never taken away: what it signed would no longer be evidence.
    """
    from tellers.cli.given_keys import keys_of  # noqa: PLC0415 (loaded only here)
    from tellers.errors import UsageError  # noqa: PLC0415
    from tellers.log.key_file import read_public_keys  # noqa: PLC0415
    from tellers.log.witness_folder import KEYS  # noqa: PLC0415
    from tellers.log.witness_store import WitnessStore  # noqa: PLC0415

    added = keys_of(keys)
    if not added:
        raise UsageError("no key of a log", remedy="Give the file of its public lines, as log.key.pub.")
    with WitnessStore(folder, read_public_keys(folder / KEYS)) as store:
        for key in added:
            store.add_log(key)
        for origin, known in store.logs().items():
            ids = ", ".join(key.key_id.hex() for key in known)
            print(printable(f"{origin}: keys {ids}, cosigned to size {store.stored(origin).head.size}"))
    return 0
