"""`tellers witness add-log`: a log whose checkpoints the witness looks at from now on."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tellers.cli.witness import WitnessFolder
from tellers.errors import printable

__all__ = ["witness_add_log_command"]


def witness_add_log_command(
    folder: WitnessFolder,
    keys: Annotated[
        tuple[str, ...],
        Parameter(help="The log's verifier keys, each as a line; its name is the log.", metavar="KEY"),
    ],
    /,
) -> int:
    """Let a witness cosign a log that signs with these keys, from its first checkpoint on.

    Get the keys from somewhere else than the log. The witness must not be serving meanwhile. A key that
    was added is never taken away: what it signed would no longer be evidence.
    """
    from tellers.errors import UsageError  # noqa: PLC0415 (loaded only here)
    from tellers.log.key_file import read_public_keys  # noqa: PLC0415
    from tellers.log.keys import read_verifier_key  # noqa: PLC0415
    from tellers.log.witness_folder import KEYS  # noqa: PLC0415
    from tellers.log.witness_store import WitnessStore  # noqa: PLC0415

    added = [read_verifier_key(line) for line in keys]
    if not added:
        raise UsageError("no key of a log", remedy="Give its verifier key: tellers key show FILE.")
    with WitnessStore(folder, read_public_keys(folder / KEYS)) as store:
        for key in added:
            store.add_log(key)
        for origin, known in store.logs().items():
            ids = ", ".join(key.key_id.hex() for key in known)
            print(printable(f"{origin}: keys {ids}, cosigned to size {store.stored(origin).head.size}"))
    return 0
