"""`tellers witness ...`: see that logs only grow, and say so under a name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Group, Parameter

from tellers.cli.group import LOGS, command_group

__all__ = ["COMMANDS", "WitnessFolder", "witness"]

WitnessFolder = Annotated[
    Path,
    Parameter(
        name="WITNESS", help="The witness's folder, as `tellers witness init` made it.", metavar="WITNESS"
    ),
]
KEEP = Group("Keep a witness", sort_key=1)
COSIGN = Group("Cosign", sort_key=2)
TELL = Group("Tell others", sort_key=3)
COMMANDS: dict[str, tuple[str, Group]] = {
    "init": ("tellers.cli.witness_init:witness_init_command", KEEP),
    "add-log": ("tellers.cli.witness_add_log:witness_add_log_command", KEEP),
    "serve": ("tellers.cli.witness_serve:witness_serve_command", COSIGN),
    "cosign": ("tellers.cli.witness_cosign:witness_cosign_command", COSIGN),
    "evidence": ("tellers.cli.witness_evidence:witness_evidence_command", TELL),
}

witness = command_group(
    "witness", "See that logs of others only grow, and cosign what they show.", COMMANDS, among=LOGS
)
