"""Tellers checks a proclaimed vote against its records."""
