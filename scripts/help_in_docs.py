r"""Writes what each command prints for `--help` into docs/reference/commands.md.

A place for it is marked in the page by the command's own words:

    <!-- help: tellers check -->
    <!-- end help -->

Without arguments the page is written again; with `--check` nothing is written and the exit code
is 1 when the page is stale (STYLE.md rule 38).

>>> fill("<!-- help: tellers -->\nold\n<!-- end help -->", lambda words: "Usage: " + words[0])
'<!-- help: tellers -->\n```text\nUsage: tellers\n```\n<!-- end help -->'
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
PLACE = re.compile(r"<!-- help: (?P<words>[^>]*?) -->\n.*?<!-- end help -->", re.DOTALL)


def read_help(words: Sequence[str]) -> str:
    """Return the help text of a command, 88 columns wide and without colour."""
    plain = {
        "COLUMNS": "88",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "en",
    }
    command = Path(sys.executable).with_name(words[0])
    told = subprocess.run(
        [str(command), *words[1:], "--help"],
        env={**os.environ, **plain},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line.rstrip() for line in told.stdout.strip("\n").splitlines()]
    return "\n".join(lines)


def fill(page: str, help_of: Callable[[Sequence[str]], str]) -> str:
    """Return the page with every marked place filled with the help of its command."""

    def block(place: re.Match[str]) -> str:
        words = place["words"].split()
        text = help_of(words)
        return f"<!-- help: {' '.join(words)} -->\n```text\n{text}\n```\n<!-- end help -->"

    return PLACE.sub(block, page)


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with `--check` say whether it is stale."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: help_in_docs.py [--check]", file=sys.stderr)
        return 2
    written = PAGE.read_text(encoding="utf-8")
    wanted = fill(written, read_help)
    if written == wanted:
        return 0
    if arguments:
        print(f"{PAGE.name} is stale: run `just help-docs`", file=sys.stderr)
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
