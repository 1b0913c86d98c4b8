"""`tellers log fsck`: every byte of a log's public files."""

from __future__ import annotations

from tellers.cli.log_options import Place, PolicyOption, TrustedKeys, counted
from tellers.cli.log_place import public_files, trusted
from tellers.cli.log_told import told_signed
from tellers.cli.progress import shown_count

__all__ = ["log_fsck_command"]

SHOWN_FAULTS = 50


def log_fsck_command(place: Place, /, *, policy: PolicyOption = None, trust: TrustedKeys = ()) -> int:
    """Check every entry and every tile of a log against its checkpoint.

    Ends with 0 where all of it holds, with 3 where anything does not; each fault names its file.
    """
    from tellers.log.fsck import check_files  # noqa: PLC0415 (loaded when needed)
    from tellers.log.policy import verify_checkpoint  # noqa: PLC0415

    who = trusted(policy, trust, place)
    with shown_count("entries hashed") as told:
        found = check_files(public_files(place), [key for key, _ in who.logs], told=told)
    signed = verify_checkpoint(found.signed.note, who)
    print("\n".join(told_signed(signed, who)))
    for fault in found.faults[:SHOWN_FAULTS]:
        print(fault.diagnostics())
    if len(found.faults) > SHOWN_FAULTS:
        print(f"... and {len(found.faults) - SHOWN_FAULTS} more")
    entries = counted(signed.checkpoint.size, "entry", "entries")
    if found.faults:
        print(f"{counted(len(found.faults), 'fault')} in {counted(found.files, 'file')}.")
        return 3
    print(f"All {counted(found.files, 'file')} hold: {entries} hashed, every tile made anew and compared.")
    return 0
