"""`tellers publish`: a dossier's records and proclamations into its log."""

from __future__ import annotations

import sys
import time as clock
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import LogFolder, PolicyOption, counted
from tellers.cli.options import DossierFolder

__all__ = ["publish_command"]

AT_ONCE = 4096


def publish_command(
    folder: DossierFolder,
    /,
    *,
    log: LogFolder,
    key: Annotated[
        tuple[Path, ...],
        Parameter(
            negative="",
            help="A key file of the log: sign and publish at once. Else: tellers log sign.",
            metavar="FILE",
        ),
    ] = (),
    policy: PolicyOption = None,
    at: Annotated[
        str,
        Parameter(help="The time to state, in UTC, instead of now: 2031-05-18T20:15:00Z.", metavar="TIME"),
    ] = "",
) -> int:
    """Put every record and every proclamation of a dossier into a log, and refresh what the world reads.

    What the log says already is left as it is. What changed is added as a correction that names the entry
    it replaces, what is gone as a withdrawal: nothing that was published is ever taken out.
    """
    from tellers.dossier import open_dossier  # noqa: PLC0415 (loaded when needed)
    from tellers.log.opening import open_log  # noqa: PLC0415
    from tellers.publish import publish_dossier  # noqa: PLC0415

    stated = at or f"{datetime.fromtimestamp(int(clock.time()), UTC):%Y-%m-%dT%H:%M:%SZ}"
    dossier = open_dossier(folder)
    writer = open_log(log)
    try:
        for notice in writer.notices:
            print(notice, file=sys.stderr)
        acts = publish_dossier(dossier, writer, at=stated)
        print(f"{folder}: {_told(acts)}; the log has {counted(writer.size, 'entry', 'entries')}.")
        if not key:
            print(f"Not signed yet: tellers log sign {log} --key FILE")
            return 0
        from tellers.cli.log_sign import sign_and_publish  # noqa: PLC0415

        return sign_and_publish(writer, key, policy)
    finally:
        writer.close()


def _told(acts: Counter[str]) -> str:
    """Return what was added: `25,073 published, 1 corrected, 2 withdrawn`, or that nothing was."""
    return ", ".join(f"{number:,} {act}" for act, number in acts.items()) or "nothing new"
