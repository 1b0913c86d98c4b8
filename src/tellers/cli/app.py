"""The command line: one module a command, loaded only when it is called.

Exit codes (STYLE.md rule 26): 0 agrees, 1 findings, 2 wrong use, 3 verification failed.
"""

from __future__ import annotations

import os
import sys

from cyclopts import App, CycloptsError

from tellers.errors import TellersError

__all__ = ["app", "main"]

app = App(
    name="tellers",
    help="Check a proclaimed vote against its records, and publish the records so that anyone else can.",
    version=lambda: __import__("tellers").__version__,
    help_format="markdown",
)
app.command("tellers.cli.check:check_command", name="check")
app.command("tellers.cli.tally:tally_command", name="tally")
app.command("tellers.cli.compare:compare_command", name="compare")
app.command("tellers.cli.show:show_command", name="show")
app.command("tellers.cli.init:init_command", name="init")
app.command("tellers.cli.import_:import_command", name="import")
app.command("tellers.cli.validate:validate_command", name="validate")
app.command("tellers.cli.recheck:recheck_command", name="recheck")

WRONG_USE = 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; every refusal is one clear text on standard error."""
    try:
        code = app(arguments, exit_on_error=False, result_action="return_value")
    except CycloptsError:
        return WRONG_USE
    except TellersError as error:
        print(error.diagnostics(), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped; nothing was left half-written", file=sys.stderr)
        return 130
    return code if isinstance(code, int) else 0
