"""`tellers log mirror`: follow a log and serve it on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import Place, PolicyOption, TrustedKeys, counted
from tellers.cli.log_place import public_files, trusted
from tellers.cli.log_told import told_signed
from tellers.cli.progress import shown_count
from tellers.errors import SplitView

__all__ = ["log_mirror_command"]


def log_mirror_command(
    place: Place,
    folder: Annotated[
        Path,
        Parameter(name="MIRROR", help="The mirror's folder; any web server can serve it.", metavar="MIRROR"),
    ],
    /,
    *,
    policy: PolicyOption = None,
    trust: TrustedKeys = (),
) -> int:
    """Bring a copy of a log up to its checkpoint, each file checked before it is kept.

    Say it again to follow. What is kept is never replaced: a log that no longer begins with it is refused,
    and the checkpoints are the evidence.
    """
    from tellers.log.mirror import mirror_log  # noqa: PLC0415 (loaded when needed)

    who = trusted(policy, trust, place)
    try:
        with shown_count("entries checked and kept") as told:
            mirrored = mirror_log(public_files(place), folder, who, told=told)
    except SplitView as error:
        trusting = f"--policy {policy}" if policy is not None else "--trust KEY"
        error.remedy = (
            f"Nothing here was changed. Make the one file that shows it to others: "
            f"tellers log compare {folder} {place} {trusting} --evidence proof.txt"
        )
        raise
    print("\n".join(told_signed(mirrored.signed, who)))
    more = mirrored.signed.checkpoint.size - mirrored.old_size
    print(f"{folder}: {counted(more, 'entry', 'entries')} more than before, all shown to be under the root.")
    return 0
