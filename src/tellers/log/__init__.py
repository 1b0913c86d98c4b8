"""An append-only log."""
