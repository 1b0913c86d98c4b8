"""`python -m tellers.log`: the sceptic's verifier, with nothing installed but msgspec and cryptography.

Exit codes: 0 the receipt holds, 3 it does not or cannot be read, 2 wrong use.
"""

from __future__ import annotations

import io
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

from tellers.errors import TellersError, printable
from tellers.log.explain_words import HOW, render_steps
from tellers.log.receipt_files import explain_files
from tellers.release import VERSION

__all__ = ["main"]

COMMANDS = {
    "verify": "show that an entry is in a log, and who has seen it there",
    "explain": "the same, with every hash on the way",
}
ABOUT = """Check a receipt of a log, without a network: the entry it is of, the hashes from it to the root,
the log's signature, and the witnesses that the policy asks for.

exit code: 0 the receipt holds, 3 it does not or cannot be read, 2 wrong use
"""


def main(arguments: list[str] | None = None, *, program: str = "python -m tellers.log") -> int:
    """Run a command and return its exit code; what is refused is told on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if given and not given[0].startswith("-") and given[0] not in COMMANDS:
        print(_elsewhere(given[0], program), file=sys.stderr)
        return 2
    asked = _parser(program).parse_args(given)
    try:
        found = explain_files(asked.receipt, policy=asked.policy, entry=asked.entry)
        hashes = found.hashes if asked.command == "explain" else ()
        how = (HOW,) if asked.command == "explain" else ()
        print(render_steps((*found.entry, *hashes, *found.signatures, *found.result, *how)), end="")
        sys.stdout.flush()
    except TellersError as error:
        print(error.diagnostics(), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stdout = None  # the reader went away: nothing is left to flush
        return 141
    if found.refused is not None:
        print(found.refused.diagnostics(), file=sys.stderr)
        return found.refused.exit_code
    return 0


def _elsewhere(command: str, program: str) -> str:
    """Return that a command is not here, and what would bring it."""
    return printable(
        f"{program}: {command!r} is not a command of the verifier, which is all that is installed here."
    ) + ("\n  expected: verify, explain\n  do:       pip install tellers   (for every command)")


def _parser(program: str) -> ArgumentParser:
    parser = ArgumentParser(prog=program, description=ABOUT, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, told in COMMANDS.items():
        command = commands.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
        command.add_argument("receipt", type=Path, metavar="RECEIPT", help="the receipt's file")
        command.add_argument(
            "--policy", type=Path, required=True, help="the file that says which logs and witnesses you trust"
        )
        command.add_argument("--entry", type=Path, help="the file that is claimed to be logged")
    return parser


if __name__ == "__main__":
    sys.exit(main())
