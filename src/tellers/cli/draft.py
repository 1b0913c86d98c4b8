"""`tellers draft ...`: a text on its way to a vote.

Each command is a module of its own, `tellers.cli.draft_<name>`, loaded only when it is called.
"""

from __future__ import annotations

from cyclopts import App, Group, Parameter

from tellers.cli.council import COUNCILS

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

draft = App(
    name="draft",
    help="Keep the versions of a draft, its amendments and what members say of its paragraphs.",
    help_format="markdown",
    help_epilogue="",
    group=COUNCILS,
    version_flags=[],  # of a draft, --version is a version of the draft
    default_parameter=Parameter(show_default=False),
    group_parameters=Group("Options", sort_key=5),
    group_arguments=Group("Arguments", sort_key=4),
    group_commands=Group("Help", sort_key=9),
)
for place, (name, (target, group)) in enumerate(COMMANDS.items()):
    draft.command(target, name=name, group=group, sort_key=place, help_epilogue="")
