"""`tellers log verify`: does a log's checkpoint hold, and does it begin with one seen before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import Place, PolicyOption, TrustedKeys, counted
from tellers.cli.log_place import content_of, public_files, trusted
from tellers.cli.log_told import told_signed
from tellers.errors import UsageError, VerificationError

if TYPE_CHECKING:
    from tellers.log.checkpoint import Checkpoint
    from tellers.log.tile_tree import TileTree

__all__ = ["log_verify_command"]


def log_verify_command(
    place: Place,
    /,
    *,
    policy: PolicyOption = None,
    trust: TrustedKeys = (),
    since: Annotated[
        Path | None,
        Parameter(help="A checkpoint kept from before, which the log must begin with.", metavar="FILE"),
    ] = None,
    to: Annotated[
        Path | None, Parameter(help="Keep the checkpoint, for --since the next time.", metavar="FILE")
    ] = None,
) -> int:
    """Verify a log's checkpoint and the tiles at its edge; quick, whatever the log's size.

    With --since, also that the log grew and changed nothing. For every byte of it: `tellers log fsck`.
    """
    from tellers.cli.output import bytes_beside  # noqa: PLC0415 (loaded when needed)
    from tellers.log.policy import read_signed  # noqa: PLC0415
    from tellers.log.receipts_from import open_tree  # noqa: PLC0415

    who = trusted(policy, trust, place)
    kept = None
    if since is not None:
        kept = read_signed(content_of(since), [key for key, _ in who.logs], where=str(since)).checkpoint
    signed, tree = open_tree(public_files(place), who)
    print("\n".join(told_signed(signed, who)))
    if kept is not None:
        _check_grown(tree, kept, signed.checkpoint, places=(place, str(since)))
        grown = signed.checkpoint.size - kept.size
        more = counted(grown, "entry", "entries")
        print(f"  It begins with the {kept.size:,} kept before, and has {more} more.")
    if to is not None:
        bytes_beside(to, signed.note.encode())
    return 0


def _check_grown(tree: TileTree, kept: Checkpoint, now: Checkpoint, *, places: tuple[str, str]) -> None:
    """Raise where a log does not begin with what it showed before; the places are its and that's."""
    from tellers.log.proofs import head_at  # noqa: PLC0415 (loaded when needed)

    place, since = places
    if kept.origin != now.origin:
        raise UsageError(
            "the checkpoint kept is of another log", where=since, expected=now.origin, got=kept.origin
        )
    if kept.size > now.size:
        raise VerificationError(
            "the log is shorter than it was",
            where=place,
            expected=f"{kept.size} entries or more",
            got=str(now.size),
            remedy="This copy is old, or the log took something back: ask for it from elsewhere.",
        )
    if head_at(tree, kept.size) != kept.head:
        raise VerificationError(
            "the log does not begin with what it showed before",
            where=place,
            remedy=f"Make the file that shows it to others: tellers log compare {since} {place} "
            "--trust KEY --evidence proof.txt",
        )
