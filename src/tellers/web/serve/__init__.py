"""The server: the same pages on demand, and every record, total and finding as JSON."""
