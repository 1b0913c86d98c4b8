"""`tellers draft ...`: a text on its way to a vote.

Each command is a module of its own, `tellers.cli.draft_<name>`, loaded only when it is called.
"""

from __future__ import annotations

from cyclopts import Group

from tellers.cli.group import command_group

__all__ = ["COMMANDS", "draft"]

KEEP = Group("Keep a draft", sort_key=1)
ASK = Group("Ask of a draft", sort_key=2)
COMMANDS: dict[str, tuple[str, Group]] = {
    "import": ("tellers.cli.draft_import:import_command", KEEP),
    "export": ("tellers.cli.draft_export:export_command", KEEP),
    "show": ("tellers.cli.draft_show:show_command", ASK),
    "diff": ("tellers.cli.draft_diff:diff_command", ASK),
    "consensus": ("tellers.cli.draft_consensus:consensus_command", ASK),
    "plan": ("tellers.cli.draft_plan:plan_command", ASK),
    "verify": ("tellers.cli.draft_verify:verify_command", ASK),
    "hash": ("tellers.cli.draft_hash:hash_command", ASK),
}

draft = command_group(
    "draft",
    "Keep the versions of a draft, its amendments and what members say of its paragraphs.",
    COMMANDS,
)
