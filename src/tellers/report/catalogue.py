"""The sentences of a language by key, read from its gettext catalogues.

Catalogues are `.po` files, one a topic, in `locale/<language>/`; the message id is the key a
finding carries, so every language is a translation, English too. A key that stands twice, in
one file or in two, is a fault of Tellers and raises.

>>> load_catalogue("en").sentences("settle-publish-missing")
('Publishing the records of the units that have none would settle it.',)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tellers.errors import UsageError
from tellers.report.numerals import is_singular, typeset

__all__ = ["LANGUAGES", "Catalogue", "load_catalogue", "read_entries"]

LANGUAGES = ("en", "es", "pt", "fr")
_FOLDER = Path(__file__).parent / "locale"


@dataclass(frozen=True)
class Catalogue:
    """Every message of one language: by key one sentence, or one for each plural form."""

    code: str
    messages: dict[str, tuple[str, ...]]

    def sentences(self, key: str) -> tuple[str, ...]:
        """Return the forms of a message; a key without one is a fault of Tellers: `KeyError`."""
        return self.messages[key]

    def form(self, count: int) -> int:
        """Return which of two plural forms goes with a count: the first where it is told in the singular."""
        return int(not is_singular(count, self.code))


@lru_cache(maxsize=len(LANGUAGES))
def load_catalogue(code: str) -> Catalogue:
    """Return the catalogue of a language, from all its files; `UsageError` when there is none."""
    if code not in LANGUAGES:
        raise UsageError(f"there is no language {code!r}", expected=", ".join(LANGUAGES))
    messages: dict[str, tuple[str, ...]] = {}
    for path in sorted((_FOLDER / code).glob("*.po")):
        for key, forms in read_entries(path, code):
            if key in messages:
                message = f"message {key!r} stands twice, again in {path.name}"
                raise KeyError(message)
            messages[key] = forms
    return Catalogue(code=code, messages=messages)


def read_entries(path: Path, code: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return (key, forms) of every message of one file."""
    with path.open("rb") as stream:
        catalogue: Catalog = read_po(stream, locale=code)
    entries = []
    for message in catalogue:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            entries.append((key, tuple(typeset(form, code) for form in forms)))
    return entries
