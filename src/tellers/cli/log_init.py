"""`tellers log init`: begin a log."""

from __future__ import annotations

from tellers.cli.log_options import KeyFileOption, LogFolder

__all__ = ["log_init_command"]


def log_init_command(folder: LogFolder, /, *, key: KeyFileOption) -> int:
    """Begin a log in a new folder; its origin is the name that its keys bear, for ever.

    The folder is the only one that may write to the log: a copy of it is refused. Of what is in it, only
    `public` is for others; any web server can serve that folder as it is.
    """
    from tellers.log.key_file import read_public_keys  # noqa: PLC0415 (loaded when needed)
    from tellers.log.opening import make_log  # noqa: PLC0415

    keys = read_public_keys(key)
    make_log(folder, keys)
    print(f"{folder}: a new log, {keys[0].name}, with {len(keys)} keys.")
    print("Give these lines to whoever is to check it, by a way that does not lead through the log:")
    for one in keys:
        print(f"  {one}")
    return 0
