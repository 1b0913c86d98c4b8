"""`tellers log adopt`: go on with a log in a copy of its folder."""

from __future__ import annotations

from tellers.cli.log_options import LogFolder, counted

__all__ = ["log_adopt_command"]


def log_adopt_command(folder: LogFolder, /) -> int:
    """Make a copied or restored folder the one that may write to its log.

    Only when the folder that wrote last is gone for ever: if both write, the log has two histories, and
    everybody can prove it. Ask the witnesses first what they saw last; a state that is older than what
    this machine signed is refused here too.
    """
    from tellers.log.opening import open_log  # noqa: PLC0415 (loaded when needed)

    log = open_log(folder, adopt=True)
    log.close()
    print(f"{folder} writes {log.origin} from now on, which has {counted(log.size, 'entry', 'entries')}.")
    for notice in log.notices:
        print(notice)
    return 0
