"""Names without what two printings of one name may differ in: case, accents, punctuation.

>>> folded_name("  Saint-Kitts  and NÉVIS ")
'saint kitts and nevis'
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["folded_name"]

_NO_WORD = re.compile(r"[^\w]+|_+")


def folded_name(name: str) -> str:
    """Return a name without accents, case and punctuation: what two printings of it share."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return _NO_WORD.sub(" ", kept.casefold()).strip()
