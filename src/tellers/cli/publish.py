"""`tellers publish`: a dossier's records and proclamations into its log, and as pages for any mirror."""

from __future__ import annotations

import sys
import time as clock
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import PolicyOption, counted
from tellers.cli.options import DossierFolder, SiteLanguageOption
from tellers.errors import UsageError

if TYPE_CHECKING:
    from tellers.dossier import Dossier

__all__ = ["publish_command"]

NAMED = 5
"""Entries of the log that are named by their index, at most."""


def publish_command(
    dossier: DossierFolder,
    /,
    *,
    log: Annotated[
        Path | None,
        Parameter(name="--log", help="The log's folder, as `tellers log init` made it.", metavar="LOG"),
    ] = None,
    key: Annotated[
        tuple[Path, ...],
        Parameter(
            negative="",
            help="A key file of the log: sign and publish at once. Else: tellers log sign.",
            metavar="FILE",
        ),
    ] = (),
    policy: PolicyOption = None,
    site: Annotated[
        Path | None,
        Parameter(help="Write the vote as pages that anybody can mirror, in this folder.", metavar="DIR"),
    ] = None,
    lang: SiteLanguageOption = "",
    at: Annotated[
        str,
        Parameter(help="The time to state, in UTC, instead of now: 2031-05-18T20:15:00Z.", metavar="TIME"),
    ] = "",
) -> int:
    """Put every record and every proclamation of a dossier into a log, and refresh what the world reads.

    What the log says already is left as it is. What changed is added as a correction that names the entry
    it replaces, what is gone as a withdrawal: nothing that was published is ever taken out. Stopped
    half-way, what was added stays, and the same command adds the rest.

    With --site the vote is written as pages that need no server: the folder works from a memory stick, and
    the browser that shows a sheet verifies it. Written again, only what changed is touched. Without --log
    the site's tree is signed by nobody, and its pages say so.
    """
    from tellers.dossier import open_dossier  # noqa: PLC0415 (loaded when needed)

    if log is None and site is None:
        raise UsageError("nowhere to publish is named", expected="--log LOG, --site DIR, or both")
    if log is None and (key or policy):
        raise UsageError("a key or a policy, and no log", expected="--log LOG")
    if site is not None:
        from tellers.cli.publish_site import refuse_within  # noqa: PLC0415 (loaded when needed)

        refuse_within(site, *key, *((log,) if log else ()))
    stated = at or f"{datetime.fromtimestamp(int(clock.time()), UTC):%Y-%m-%dT%H:%M:%SZ}"
    if log is not None:
        _publish_in_log(open_dossier(dossier), log, key=key, policy=policy, at=stated)
    if site is not None:
        from tellers.cli.publish_site import write_site  # noqa: PLC0415 (loaded when needed)

        write_site(dossier, site, log=log, policy=policy, language=lang, at=stated)
    return 0


def _publish_in_log(
    opened: Dossier, log: Path, *, key: tuple[Path, ...], policy: Path | None, at: str
) -> None:
    """Add what the log does not say, and have it signed where a key is named."""
    from tellers.cli.log_sign import read_signers, sign_and_publish  # noqa: PLC0415 (loaded when needed)
    from tellers.cli.progress import shown_count  # noqa: PLC0415
    from tellers.log.opening import open_log  # noqa: PLC0415
    from tellers.publish import publish_dossier  # noqa: PLC0415

    writer = open_log(log)
    try:
        for notice in writer.notices:
            print(notice, file=sys.stderr)
        signing = read_signers(writer, key, policy) if key else None
        with shown_count("entries and statements") as told:
            done = publish_dossier(opened, writer, at=at, told=told)
        if done.malformed:
            said = counted(len(done.malformed), "entry says", "entries say")
            print(
                f"{log}: {said} to be of Tellers, not in the form of this version: nothing is stated there.",
                file=sys.stderr,
            )
        if done.ahead:
            said = counted(len(done.ahead), "entry states", "entries state")
            named = ", ".join([str(index) for index in done.ahead[:NAMED]])
            more = " and more" if len(done.ahead) > NAMED else ""
            print(
                f"{log}: {said} a time after {at}: {named}{more}. Is the clock of this machine right?",
                file=sys.stderr,
            )
        print(f"{opened.folder}: {_told(done.acts)}; the log has {counted(writer.size, 'entry', 'entries')}.")
        if signing is None:
            print(f"Not signed yet: tellers log sign {log} --key FILE")
            return
        sign_and_publish(writer, *signing)
    except KeyboardInterrupt:
        print(f"{log}: what was added stays, and the same command adds the rest.", file=sys.stderr)
        raise
    finally:
        writer.close()


def _told(acts: Counter[str]) -> str:
    """Return what was added: `25,073 published, 1 corrected, 2 withdrawn`, or that nothing was."""
    return ", ".join(f"{number:,} {act}" for act, number in acts.items()) or "nothing new"
