"""The words a formula may use, each a slow and obvious function over the rows of a dossier."""

from tellers.recheck.vocabulary.exact import Exact, Found, whole
from tellers.recheck.vocabulary.words import GROUNDED, PURE, Signature

__all__ = ["GROUNDED", "PURE", "Exact", "Found", "Signature", "whole"]
