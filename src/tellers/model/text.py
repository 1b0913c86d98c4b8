"""Words in one or more languages, as a dossier gives them.

A dossier may name a thing once, or once a language. Nothing is translated here: a language
that is missing falls back to English, then to the first there is.

>>> table = Text((("en", "polling table"), ("es", "mesa")))
>>> table.in_language("es"), table.in_language("fr")
('mesa', 'polling table')
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in several languages; `entries` pairs a language code with the words."""

    entries: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, words: str) -> Text:
        """Return words that are the same in every language; empty words give an empty text."""
        return cls((("", words),)) if words else cls()

    def in_language(self, language: str) -> str:
        """Return the words in this language, else neutral, else English, else the first, else ''."""
        words = dict(self.entries)
        for choice in (language, "", "en"):
            if choice in words:
                return words[choice]
        return self.entries[0][1] if self.entries else ""

    def __bool__(self) -> bool:
        """Return whether there are any words."""
        return bool(self.entries)
