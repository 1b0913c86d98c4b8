"""Which Tellers this is: the version that a dossier and a findings file say they were made with.

>>> VERSION.count(".")
2
"""

__all__ = ["VERSION"]

VERSION = "0.1.0"
