"""A command that has commands of its own: `tellers council ...`, `tellers draft ...`, `tellers key ...`.

Each of them is a module, loaded only when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cyclopts import App, Group, Parameter

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COUNCILS", "LOGS", "command_group"]

COUNCILS = Group("Councils", sort_key=6)
LOGS = Group("Logs", sort_key=7)


def command_group(
    name: str,
    help: str,  # noqa: A002 (as App)
    commands: Mapping[str, tuple[str, Group]],
    *,
    among: Group = COUNCILS,
) -> App:
    """Return a command with these commands, each a target `module:function` and the group it is listed in."""
    app = App(
        name=name,
        help=help,
        help_format="markdown",
        help_epilogue="",
        version_flags=[],  # of a draft, --version is a version of the draft
        group=among,
        default_parameter=Parameter(show_default=False),
        group_parameters=Group("Options", sort_key=5),
        group_arguments=Group("Arguments", sort_key=4),
        group_commands=Group("Help", sort_key=9),
    )
    for place, (command, (target, group)) in enumerate(commands.items()):
        app.command(target, name=command, group=group, sort_key=place, help_epilogue="")
    return app
