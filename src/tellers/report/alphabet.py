"""Names in the order of a list: accents and capitals do not send a name behind Z.

Latin letters with a sign stand with the letter under it, the few that do not come apart (ł, ø, đ)
with the one they are read as; other scripts stay in the order of their code points, after it. This
is what lists of members do in the languages Tellers speaks, and close to the Unicode Collation
Algorithm's first level (UTS 10) without its tables.

>>> sorted(["Ibáñez", "Zoë", "Çelik", "Étienne", "Álvarez", "Łoś", "Lopez"], key=alphabetical)
['Álvarez', 'Çelik', 'Étienne', 'Ibáñez', 'Lopez', 'Łoś', 'Zoë']
"""

from __future__ import annotations

import unicodedata

__all__ = ["alphabetical"]

_WHOLE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)


def alphabetical(name: str) -> tuple[str, str]:
    """Return the key by which a name is sorted: its plain letters, then the name itself."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain.translate(_WHOLE), name
