"""`tellers publish`: a dossier's records and proclamations into its log."""

from __future__ import annotations

import sys
import time as clock
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import PolicyOption, counted
from tellers.cli.options import DossierFolder

__all__ = ["publish_command"]


def publish_command(
    dossier: DossierFolder,
    /,
    *,
    log: Annotated[
        Path,
        Parameter(name="--log", help="The log's folder, as `tellers log init` made it.", metavar="LOG"),
    ],
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
    it replaces, what is gone as a withdrawal: nothing that was published is ever taken out. Stopped
    half-way, what was added stays, and the same command adds the rest.
    """
    from tellers.cli.log_sign import read_signers, sign_and_publish  # noqa: PLC0415 (loaded when needed)
    from tellers.cli.progress import shown_count  # noqa: PLC0415
    from tellers.dossier import open_dossier  # noqa: PLC0415
    from tellers.log.opening import open_log  # noqa: PLC0415
    from tellers.publish import publish_dossier  # noqa: PLC0415

    stated = at or f"{datetime.fromtimestamp(int(clock.time()), UTC):%Y-%m-%dT%H:%M:%SZ}"
    opened = open_dossier(dossier)
    writer = open_log(log)
    try:
        for notice in writer.notices:
            print(notice, file=sys.stderr)
        signing = read_signers(writer, key, policy) if key else None
        with shown_count("entries and statements") as told:
            acts = publish_dossier(opened, writer, at=stated, told=told)
        print(f"{dossier}: {_told(acts)}; the log has {counted(writer.size, 'entry', 'entries')}.")
        if signing is None:
            print(f"Not signed yet: tellers log sign {log} --key FILE")
            return 0
        return sign_and_publish(writer, *signing)
    except KeyboardInterrupt:
        print(f"{log}: what was added stays, and the same command adds the rest.", file=sys.stderr)
        raise
    finally:
        writer.close()


def _told(acts: Counter[str]) -> str:
    """Return what was added: `25,073 published, 1 corrected, 2 withdrawn`, or that nothing was."""
    return ", ".join(f"{number:,} {act}" for act, number in acts.items()) or "nothing new"
