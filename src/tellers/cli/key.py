"""`tellers key ...`: the keys that a log or a witness signs with.

Each command is a module of its own, `tellers.cli.key_<name>`, loaded only when it is called.
"""

from __future__ import annotations

from cyclopts import Group

from tellers.cli.group import LOGS, command_group

__all__ = ["COMMANDS", "key"]

KEYS = Group("Keys", sort_key=1)
COMMANDS: dict[str, tuple[str, Group]] = {
    "new": ("tellers.cli.key_new:new_command", KEYS),
    "show": ("tellers.cli.key_show:show_command", KEYS),
    "fingerprint": ("tellers.cli.key_fingerprint:fingerprint_command", KEYS),
}

key = command_group("key", "Make and show the keys that a log or a witness signs with.", COMMANDS, among=LOGS)
