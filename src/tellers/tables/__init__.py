"""Bulk in tables: named queries over the records of a dossier, on DuckDB."""

from tellers.tables.engine import Tables, quoted, text

__all__ = ["Tables", "quoted", "text"]
