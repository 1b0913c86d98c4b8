"""The explorer: a dossier as pages that anyone can walk through, mirror and verify."""
