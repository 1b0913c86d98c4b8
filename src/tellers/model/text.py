"""Words in one or more languages, as a dossier gives them.

A dossier may name a thing once, or once a language. Nothing is translated here: where a language is
missing the words are those of the nearest that is there. Spanish and Portuguese stand in for each
other, since whoever reads one can read names in the other; then comes English, then any.

>>> table = Text((("en", "polling table"), ("es", "mesa")))
>>> table.in_language("es"), table.in_language("fr"), table.in_language("pt")
('mesa', 'polling table', 'mesa')
>>> table.nearest("pt")
('es', 'mesa')
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEMBER", "NEAREST", "UNIT", "Text"]

NEAREST = {"pt": ("es", "en"), "es": ("pt", "en"), "fr": ("en", "es", "pt")}
"""By language, those to fall back to, the nearest first; any other falls back to English."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in several languages; `entries` pairs a language code with the words."""

    entries: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, words: str) -> Text:
        """Return words that are the same in every language; empty words give an empty text."""
        return cls((("", words),)) if words else cls()

    def in_language(self, language: str) -> str:
        """Return the words in this language, else neutral, else the nearest language's, else ''."""
        return self.nearest(language)[1]

    def nearest(self, language: str) -> tuple[str, str]:
        """Return the language that the words for a reader of this language are in, and the words.

        The language is '' for words that are the same in every language; both are '' where there are none.
        """
        words = dict(self.entries)
        for choice in (language, "", *NEAREST.get(language, ("en",))):
            if choice in words:
                return choice, words[choice]
        return self.entries[0] if self.entries else ("", "")

    def __bool__(self) -> bool:
        """Return whether there are any words."""
        return bool(self.entries)


UNIT = Text((("en", "unit"), ("es", "unidad"), ("pt", "unidade"), ("fr", "unité")))
MEMBER = Text((("en", "member"), ("es", "miembro"), ("fr", "membre"), ("pt", "membro")))
"""What a contest's unit, and a body's, is called where nobody says otherwise."""
