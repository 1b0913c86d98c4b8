"""The commands of `tellers`, one module a command."""

from tellers.cli.entry import main

__all__ = ["main"]
