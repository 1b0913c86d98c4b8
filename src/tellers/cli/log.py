"""`tellers log ...`: keep a log, read one, follow one."""

from __future__ import annotations

from cyclopts import Group

from tellers.cli.group import LOGS, command_group

__all__ = ["COMMANDS", "log"]

KEEP = Group("Keep a log", sort_key=1)
READ = Group("Read a log, anybody's", sort_key=2)
TIME = Group("Show when a checkpoint existed", sort_key=3)
COMMANDS: dict[str, tuple[str, Group]] = {
    "init": ("tellers.cli.log_init:log_init_command", KEEP),
    "append": ("tellers.cli.log_append:log_append_command", KEEP),
    "sign": ("tellers.cli.log_sign:log_sign_command", KEEP),
    "witness": ("tellers.cli.log_witness:log_witness_command", KEEP),
    "status": ("tellers.cli.log_status:log_status_command", KEEP),
    "adopt": ("tellers.cli.log_adopt:log_adopt_command", KEEP),
    "prove": ("tellers.cli.log_prove:log_prove_command", READ),
    "verify": ("tellers.cli.log_verify:log_verify_command", READ),
    "fsck": ("tellers.cli.log_fsck:log_fsck_command", READ),
    "history": ("tellers.cli.log_history:log_history_command", READ),
    "compare": ("tellers.cli.log_compare:log_compare_command", READ),
    "mirror": ("tellers.cli.log_mirror:log_mirror_command", READ),
    "policy": ("tellers.cli.log_policy:log_policy_command", READ),
    "new-policy": ("tellers.cli.log_new_policy:log_new_policy_command", READ),
    "stamp": ("tellers.cli.log_stamp:log_stamp_command", TIME),
    "ots": ("tellers.cli.log_ots:log_ots_command", TIME),
}

log = command_group(
    "log", "Publish so that nothing can be changed unseen, and see that nothing was.", COMMANDS, among=LOGS
)
