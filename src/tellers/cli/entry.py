"""The `tellers` command: every command where all its packages are installed, else the verifier alone.

A sceptic who installs with `--no-deps`, msgspec and cryptography has `tellers verify` and
`tellers explain`; any other command then says what is missing.
"""

from __future__ import annotations

from importlib.util import find_spec

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    if find_spec("cyclopts") is None:
        from tellers.log.__main__ import main as verifier  # noqa: PLC0415 (only where nothing else runs)

        return verifier(arguments, program="tellers")
    from tellers.cli.app import main as every_command  # noqa: PLC0415 (needs cyclopts)

    return every_command(arguments)
