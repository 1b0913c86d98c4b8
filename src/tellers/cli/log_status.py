"""`tellers log status`: how a log of one's own stands, and what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.cli.log_options import LogFolder, PolicyOption, counted
from tellers.cli.log_place import public_files, trusted
from tellers.cli.log_told import told_signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tellers.log.policy import Policy
    from tellers.log.writer import LogWriter

__all__ = ["log_status_command"]


def log_status_command(log: LogFolder, /, *, policy: PolicyOption = None) -> int:
    """Say how many entries your log has, which are signed, which the world reads, and what is next.

    Ends with 1 where something waits: entries that are not signed, or a checkpoint that is not published.
    """
    from tellers.log.opening import open_log  # noqa: PLC0415 (loaded when needed)

    who = trusted(policy, (), str(log))
    with open_log(log) as writer:
        for notice in writer.notices:
            print(notice)
        print(f"{writer.origin}: {counted(writer.size, 'entry', 'entries')}")
        waits = list(_waiting(writer, log))
    print("\n".join(_published(log, who)))
    for line in waits:
        print(line)
    return 1 if waits else 0


def _published(log: Path, who: Policy) -> Iterator[str]:
    """Yield what the world reads, and under which signatures."""
    from tellers.errors import LogError, VerificationError  # noqa: PLC0415 (loaded when needed)
    from tellers.log.receipts_from import open_tree  # noqa: PLC0415

    try:
        signed, _ = open_tree(public_files(str(log)), who)
    except LogError:
        yield "published: nothing yet"
    except VerificationError as error:
        yield f"published, and it does not hold under the policy: {error}"
    else:
        told = told_signed(signed, who)
        yield "published: " + next(told).partition(": ")[2]
        yield from told


def _waiting(writer: LogWriter, log: Path) -> Iterator[str]:
    """Yield what is to be done next, with the command that does it."""
    from tellers.log.checkpoint import read_checkpoint  # noqa: PLC0415 (loaded when needed)
    from tellers.log.note import read_note  # noqa: PLC0415

    signed = 0 if writer.last is None else read_checkpoint(writer.last.text).size
    more = writer.size - signed
    if not writer.size:
        yield f"next: tellers publish DOSSIER --log {log} --key FILE"
    elif more:
        yield f"next: {counted(more, 'entry', 'entries')} not signed yet: tellers log sign {log} --key FILE"
    shown = writer.places.public / "checkpoint"
    if writer.last is not None and not (
        shown.exists() and read_note(shown.read_bytes(), where=str(shown)).text == writer.last.text
    ):
        yield f"next: the checkpoint of {signed:,} waits for its witnesses: tellers log witness {log}"
