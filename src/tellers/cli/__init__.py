"""The commands of `tellers`, one module a command."""

from tellers.cli.app import app, main

__all__ = ["app", "main"]
