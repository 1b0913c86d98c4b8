"""`tellers council ...`: the commands of a secretariat and of whoever reads its decisions.

Each is a module of its own, `tellers.cli.council_<name>`, loaded only when it is called.
"""

from __future__ import annotations

from cyclopts import App, Group, Parameter

__all__ = ["COMMANDS", "council"]

KEEP = Group("Keep a body", sort_key=1)
ASK = Group("Ask of decisions", sort_key=2)
COMMANDS: dict[str, tuple[str, Group]] = {
    "check": ("tellers.cli.council_check:council_check_command", ASK),
}

council = App(
    name="council",
    help="Keep the membership of a body, hold its sittings, and check what it decided.",
    help_format="markdown",
    help_epilogue="",
    group=Group("Councils", sort_key=4),
    default_parameter=Parameter(show_default=False),
    group_parameters=Group("Options", sort_key=5),
    group_arguments=Group("Arguments", sort_key=4),
    group_commands=Group("Help", sort_key=9),
)
for place, (name, (target, group)) in enumerate(COMMANDS.items()):
    council.command(target, name=name, group=group, sort_key=place, help_epilogue="")
