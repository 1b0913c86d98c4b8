"""`tellers log sign`: a checkpoint of the log as it is, cosigned, for the world to see."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import KeyFilesOption, LogFolder, PolicyOption, trusted
from tellers.cli.log_told import told_signed

if TYPE_CHECKING:
    from pathlib import Path

    from tellers.log.writer import LogWriter

__all__ = ["log_sign_command", "sign_and_publish"]


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
        return sign_and_publish(log, key, policy)
    finally:
        log.close()


def sign_and_publish(log: LogWriter, keys: tuple[Path, ...], policy: Path | None) -> int:
    """Sign with these key files, have it cosigned where a policy says by whom, publish, and say so."""
    from tellers.log.key_file import read_key_file  # noqa: PLC0415 (loaded when needed)
    from tellers.log.passphrase import ask_passphrase  # noqa: PLC0415
    from tellers.log.round import go_round  # noqa: PLC0415

    signers = [signer for key in keys for signer in read_key_file(key, ask_passphrase(str(key)))]
    who = trusted(policy, (), str(log.places.folder))
    done = go_round(log, signers, who, time=int(time.time()))
    print("\n".join(told_signed(done.signed, who)))
    for failure in done.failures:
        print(failure.diagnostics(), file=sys.stderr)
    print(f"{log.places.public} is what the world reads.")
    return 0
