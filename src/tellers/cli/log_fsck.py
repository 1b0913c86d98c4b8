"""`tellers log fsck`: every byte of a log's public files."""

from __future__ import annotations

from pathlib import Path

from tellers.cli.log_options import Place, PolicyOption, TrustedKeys, counted
from tellers.cli.log_place import public_files, trusted
from tellers.cli.log_told import told_signed
from tellers.cli.progress import shown_count

__all__ = ["log_fsck_command"]

SHOWN_FAULTS = 50


def log_fsck_command(place: Place, /, *, policy: PolicyOption = None, trust: TrustedKeys = ()) -> int:
    """Check every entry and every tile of a log against its checkpoint.

    Of a log's own folder, its journal and every checkpoint it ever signed too. Ends with 0 where all of it
    holds, with 3 where anything does not; each fault names its file.
    """
    from tellers.log.fsck import check_files  # noqa: PLC0415 (loaded when needed)
    from tellers.log.fsck_folder import check_folder  # noqa: PLC0415
    from tellers.log.policy import verify_checkpoint  # noqa: PLC0415

    who = trusted(policy, trust, place)
    known = [key for key, _ in who.logs]
    with shown_count("entries hashed") as told:
        found = check_files(public_files(place), known, told=told)
    signed = verify_checkpoint(found.signed.note, who)
    print("\n".join(told_signed(signed, who)))
    own = "://" not in place and (Path(place) / "log.json").is_file()
    faults = [*found.faults, *(check_folder(Path(place), also=known) if own else ())]
    for fault in faults[:SHOWN_FAULTS]:
        print(fault.diagnostics())
    if len(faults) > SHOWN_FAULTS:
        print(f"... and {len(faults) - SHOWN_FAULTS} more")
    entries = counted(signed.checkpoint.size, "entry", "entries")
    if faults:
        print(f"{counted(len(faults), 'fault')}; {counted(found.files, 'public file')} looked at.")
        return 3
    print(f"All {counted(found.files, 'file')} hold: {entries} hashed, every tile made anew and compared.")
    if own:
        print("So do the journal and every checkpoint that was ever signed here.")
    return 0
