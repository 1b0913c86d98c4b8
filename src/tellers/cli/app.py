"""The command line: one module a command, loaded only when it is called.

Exit codes (STYLE.md rule 26): 0 agrees, 1 findings, 2 wrong use, 3 verification failed. Three more
keep accidents from being read as one of these: 70 a fault of Tellers, 130 stopped, 141 the reader of
our output went away. Whatever is refused is told on standard error, in plain text.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback

from cyclopts import App, CycloptsError, Group, MissingArgumentError, Parameter, UnusedCliTokensError

from tellers.cli.refusals import in_language
from tellers.errors import LABELS, TellersError
from tellers.release import VERSION

__all__ = ["app", "main"]

WRONG_USE = 2
UNREADABLE = 3
FAULT = 70
"""Of Tellers itself (EX_SOFTWARE of sysexits.h): never 1, which would say "there are findings"."""
STOPPED = 130
SELDOM = (100_000, 50, 100)
"""When the collector looks for cycles: what a run makes lives until it ends, so looking often is waste.

Measured on 100,000 roll calls: a tenth of the CPU time, at the same peak memory.
"""
PIPE_CLOSED = 141
"""What a shell reports of a program whose reader went away: not 0, which would say "agrees"."""

ASK = Group("Ask of a dossier", sort_key=1)
MAKE = Group("Make a dossier", sort_key=2)
PUBLISH = Group("Publish", sort_key=3)
APPLY = Group("Apply a rule", sort_key=4)
RECEIPT = Group("Check a receipt of a log", sort_key=5)
PROVE = Group("Check the checker", sort_key=6)
COMMANDS = {
    "check": ("tellers.cli.check:check_command", ASK),
    "tally": ("tellers.cli.tally:tally_command", ASK),
    "compare": ("tellers.cli.compare:compare_command", ASK),
    "show": ("tellers.cli.show:show_command", ASK),
    "init": ("tellers.cli.init:init_command", MAKE),
    "import": ("tellers.cli.import_:import_command", MAKE),
    "validate": ("tellers.cli.validate:validate_command", MAKE),
    "publish": ("tellers.cli.publish:publish_command", PUBLISH),
    "serve": ("tellers.cli.serve:serve_command", PUBLISH),
    "seats": ("tellers.cli.seats:seats_command", APPLY),
    "ranked": ("tellers.cli.ranked:ranked_command", APPLY),
    "recheck": ("tellers.cli.recheck:recheck_command", PROVE),
    "verify": ("tellers.cli.verify:verify_command", RECEIPT),
    "explain": ("tellers.cli.explain:explain_command", RECEIPT),
}

app = App(
    name="tellers",
    help="Check a proclaimed vote against its records, and publish the records so that anyone else can.",
    help_epilogue="Begin with: tellers check examples/venezuela-2024",
    version=VERSION,
    help_format="markdown",
    suppress_keyboard_interrupt=False,  # told below
    default_parameter=Parameter(show_default=False),
    group_parameters=Group("Options", sort_key=2),
    group_arguments=Group("Arguments", sort_key=1),
    group_commands=Group("Help", sort_key=9),
)
for place, (name, (target, group)) in enumerate(COMMANDS.items()):
    app.command(target, name=name, group=group, sort_key=place, help_epilogue="", version_flags=[])
GROUPS = {
    "council": "tellers.cli.council:council",
    "draft": "tellers.cli.draft:draft",
    "log": "tellers.cli.log:log",
    "witness": "tellers.cli.witness:witness",
    "key": "tellers.cli.key:key",
}
"""Commands that have commands of their own."""
for name, target in GROUPS.items():
    app.command(target, name=name)


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; every refusal is one clear text on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(*SELDOM)
    _load_listed(given)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without our letters is no reason to fail
    try:
        code = app(given, exit_on_error=False, print_error=False, result_action="return_value")
        if sys.stdout is not None:  # closed from the start, as by `>&-`
            sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        return _refuse(error, _language_of(given))
    return code if isinstance(code, int) else 0


def _load_listed(given: list[str]) -> None:
    """Load every command of a list that is about to be shown: it says what each of them does."""
    asked = [word for word in given if word not in {"-h", "--help"}]
    if not asked and (not given or len(given) == 1):
        for one in (*COMMANDS, *GROUPS):
            app[one]
    elif len(asked) == 1 and asked[0] in GROUPS:
        group = app[asked[0]]
        for one in group:
            if not one.startswith("-"):
                group[one]


def _language_of(given: list[str]) -> str:
    """Return the language that the words of a command line ask for, as far as they can be read."""
    for place, word in enumerate(given):
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or (given[place + 1] if place + 1 < len(given) else "")
            return value if value in LABELS else "en"
    return "en"


def _refuse(error: BaseException, language: str) -> int:
    """Tell what went wrong on standard error, and return the exit code of it."""
    match error:
        case CycloptsError():
            told, code = _wrong_use(error, language), WRONG_USE
        case TellersError():
            for part in ("message", "expected", "remedy"):
                setattr(error, part, in_language(getattr(error, part), language))
            told, code = error.diagnostics(language), error.exit_code
        case BrokenPipeError():  # the reader of our output went away, as `| head` does
            _let_output_go()
            return PIPE_CLOSED
        case KeyboardInterrupt():
            told, code = "stopped; nothing was left half-written", STOPPED
        case OSError():  # a full disk, a folder without permission
            told, code = f"{error.filename or 'input or output'}: {error.strerror or error}", UNREADABLE
            _let_output_go()
        case _:  # whatever we did not foresee is our fault, and says so
            told = "".join(traceback.format_exception(error))
            told += "This is a fault of Tellers. Please report it with the lines above."
            code = FAULT
    print(told, file=sys.stderr)
    return code


def _let_output_go() -> None:
    """Send what is still to be printed nowhere, where it cannot be printed: Python tries at its end."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wrong_use(error: CycloptsError, language: str) -> str:
    """Return what is wrong with a command line, and how to see what is right."""
    command = " ".join(["tellers", *(error.command_chain or ())])
    said = str(error).strip()
    if isinstance(error, UnusedCliTokensError):
        said = f"Too much: {' '.join(error.unused_tokens or ())}."
    elif isinstance(error, MissingArgumentError) and error.argument is not None:
        named = next((name for name in error.argument.names if name.startswith("-")), "")
        wanted = error.argument.parameter.metavar or named.lstrip("-").upper()
        if error.keyword:
            said = f"{error.keyword} asks for a {wanted}."
        else:
            said = f"{wanted if error.argument.index is not None else named} is missing."
    return f"{said}\n  {LABELS[language][-1]}{command} --help"
