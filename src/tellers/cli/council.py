"""`tellers council ...`: the commands of a secretariat and of whoever reads its decisions.

Each is a module of its own, `tellers.cli.council_<name>`, loaded only when it is called.
"""

from __future__ import annotations

from cyclopts import Group

from tellers.cli.group import command_group

__all__ = ["COMMANDS", "council"]

KEEP = Group("Keep a body", sort_key=1)
HOLD = Group("Hold a sitting", sort_key=2)
ASK = Group("Ask of decisions", sort_key=3)
EXCHANGE = Group("Exchange with others", sort_key=4)
COMMANDS: dict[str, tuple[str, Group]] = {
    "new": ("tellers.cli.council_new:new_command", KEEP),
    "members": ("tellers.cli.council_members:members_command", KEEP),
    "change": ("tellers.cli.council_change:change_command", KEEP),
    "profiles": ("tellers.cli.council_profiles:profiles_command", KEEP),
    "sit": ("tellers.cli.council_sit:sit_command", HOLD),
    "sitting": ("tellers.cli.council_sitting:sitting_command", HOLD),
    "check": ("tellers.cli.council_check:council_check_command", ASK),
    "minutes": ("tellers.cli.council_minutes:council_minutes_command", ASK),
    "what-if": ("tellers.cli.council_what_if:council_what_if_command", ASK),
    "power": ("tellers.cli.council_power:council_power_command", ASK),
    "agreement": ("tellers.cli.council_agreement:council_agreement_command", ASK),
    "export": ("tellers.cli.council_export:council_export_command", EXCHANGE),
    "import": ("tellers.cli.council_import:council_import_command", EXCHANGE),
}

council = command_group(
    "council",
    "Keep the membership of a body, hold its sittings, and check what it decided.",
    COMMANDS,
)
