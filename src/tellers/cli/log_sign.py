"""`tellers log sign`: a checkpoint of the log as it is, cosigned, for the world to see."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import KeyFilesOption, LogFolder, PolicyOption
from tellers.cli.log_place import trusted
from tellers.cli.log_told import told_signed
from tellers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tellers.log.keys import Signer
    from tellers.log.policy import Policy
    from tellers.log.writer import LogWriter

__all__ = ["log_sign_command", "read_signers", "sign_and_publish"]


def log_sign_command(
    folder: LogFolder,
    /,
    *,
    key: KeyFilesOption,
    policy: PolicyOption = None,
    new_keys: Annotated[
        bool,
        Parameter(negative="", help="None of these keys signed last: the old ones were stolen or are gone."),
    ] = False,
) -> int:
    """Sign a log as it is and publish its checkpoint.

    With a policy, its witnesses that have an address are asked for cosignatures, and nothing is published
    before its quorum is reached. What was signed is kept for ever: no later checkpoint can be shorter. The
    checkpoint before must bear a signature of one of the keys, which shows that nobody put it there.
    """
    from tellers.log.opening import open_log  # noqa: PLC0415 (loaded when needed)

    log = open_log(folder)
    try:
        for notice in log.notices:
            print(notice, file=sys.stderr)
        log.new_keys = new_keys
        return sign_and_publish(log, *read_signers(log, key, policy))
    finally:
        log.close()


def read_signers(log: LogWriter, keys: tuple[Path, ...], policy: Path | None) -> tuple[list[Signer], Policy]:
    """Return who signs and who is trusted, before anything is done that cannot be undone.

    `UsageError` for keys of another log or of a witness, and for a policy that names none of them.
    """
    from tellers.log.key_file import read_key_file, read_public_keys  # noqa: PLC0415 (loaded when needed)
    from tellers.log.passphrase import ask_passphrase  # noqa: PLC0415
    from tellers.log.policy import LOG_KINDS  # noqa: PLC0415

    who = trusted(policy, (), str(log.places.folder))
    for file in keys:
        for key in read_public_keys(file):
            if key.name != log.origin or key.kind not in LOG_KINDS:
                raise UsageError(
                    "these keys cannot sign for this log",
                    where=str(file),
                    expected=f"keys of a log, named {log.origin}",
                    got=f"{key.kind.algorithm}, {key.name}"
                    + ("" if key.kind in LOG_KINDS else ", of a witness"),
                    remedy="Name the key file that the log was begun with, or a second one of the same name.",
                )
    signers = [signer for file in keys for signer in read_key_file(file, ask_passphrase(str(file)))]
    known = {key for key, _ in who.logs}
    if not any(signer.key in known for signer in signers):
        raise UsageError(
            "the policy names none of the keys that sign",
            where=str(policy or log.places.folder),
            remedy="Add their lines: `tellers key show FILE` prints them.",
        )
    return signers, who


def sign_and_publish(log: LogWriter, signers: Sequence[Signer], who: Policy) -> int:
    """Sign with these keys, have it cosigned where the policy says by whom, publish, and say so."""
    from tellers.log.round import go_round  # noqa: PLC0415 (loaded when needed)

    done = go_round(log, signers, who, time=int(time.time()))
    print("\n".join(told_signed(done.signed, who)))
    for failure in done.failures:
        print(failure.diagnostics(), file=sys.stderr)
    print(f"{log.places.public} is what the world reads.")
    return 0
