"""The site's own sentences, by language: for its pages, and for the scripts in them.

They are kept as the report's are (`tellers.report.catalogue`): `.po` files, one a topic, in
`locale/<language>/`, whose message id is the key. Those whose key begins with `script-` go to the scripts
as well, which fill in the same `{names}`, and so do those of the frame (`site-`): script puts the frame of a
page that is written once into the reader's language.

>>> site_words("en")["site-find"]
'Find my table'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tellers.report.catalogue import LANGUAGES, read_entries

__all__ = ["LANGUAGES", "RIGHT_TO_LEFT", "SCRIPT", "script_words", "site_words"]

SCRIPT = "script-"
FRAME = "site-"
MEMBERS = "-of-members"
"""The end of the key of a sentence that speaks of members where another speaks of sheets."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
"""Languages written from right to left; none of ours is, and a page of one would stand."""
_FOLDER = Path(__file__).parent / "locale"


@lru_cache(maxsize=16)
def site_words(code: str, *, members: bool = False) -> dict[str, str]:
    """Return every sentence of a language by key; a key that stands twice is a fault: `KeyError`.

    Where what is listed are `members` of a body and no tables, the sentence that speaks of them takes the
    place of the one that speaks of sheets. Scripts choose between the two in the same way.
    """
    if members:
        every = site_words(code)
        return every | {
            key.removesuffix(MEMBERS): text for key, text in every.items() if key.endswith(MEMBERS)
        }
    words: dict[str, str] = {}
    for path in sorted((_FOLDER / code).glob("*.po")):
        for key, forms in read_entries(path, code):
            if key in words:
                message = f"message {key!r} stands twice, again in {path.name}"
                raise KeyError(message)
            words[key] = forms[0]
    return words


def script_words(code: str) -> dict[str, str]:
    """Return the sentences that scripts say, their keys without the beginning `script-`."""
    return {
        key.removeprefix(SCRIPT): text
        for key, text in site_words(code).items()
        if key.startswith((SCRIPT, FRAME))
    }
