"""The desk of tests/formats serves here too: a table, a mapping of it, the dossier they make."""

from tests.formats.conftest import desk

__all__ = ["desk"]
