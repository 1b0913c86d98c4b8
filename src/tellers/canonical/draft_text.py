r"""The one byte form of a draft's words, so that the text voted can be held to the text published.

One line a paragraph, in UTF-8, each ended by a line feed: the number, a tab and the words where the
paragraph has a number, else the words alone. The hash of a version is the SHA-256 of these lines,
the hash of a paragraph that of its line. `sha256sum` on the printed lines gives the same.

What is made equal, and nothing else is:

1.  Unicode normalisation form C; the ligatures of printed text (U+FB00 to U+FB06) are letters.
2.  Any run of blanks, tabs, no-break spaces and line ends is one blank; none at either end.
3.  The soft hyphen, the zero-width space, the word joiner and the byte-order mark are nothing.
4.  Curved and low quotation marks and apostrophes are the straight ones of a keyboard; the
    guillemets of French and Spanish stay what they are.
5.  Every hyphen and dash, and a run of them, is one hyphen; an ellipsis is three dots.
6.  A number is as printed without the dot, the brackets and the sign of degree around it: `(1)`,
    `1.`, `1)` and `1` are one number.

A letter, a capital, an accent, a digit, a comma, a paragraph's place or its number changed gives
another hash. What kind a paragraph is, its id, the title, the date and the language are not in the
bytes: they are told about the text, and are not its words. A title that is printed in the text is a
paragraph of it, a heading, and is in the bytes. Emphasis is not in a paragraph's text.

>>> typed = Paragraph(id=ParagraphId("op1"), kind=ParagraphKind.OPERATIVE, number="1",
...                   text='Urges the "parties" to talk - now.')
>>> by_word = Paragraph(id=ParagraphId("x"), kind=ParagraphKind.PREAMBULAR, number="1.",
...                     text="Urges\u00a0the \u201cparties\u201d  to talk \u2013 now.")
>>> canonical_line(typed), hash_paragraph(typed) == hash_paragraph(by_word)
('1\tUrges the "parties" to talk - now.', True)
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tellers.canonical.json_text import hash_bytes
from tellers.model import Paragraph, ParagraphId, ParagraphKind

if TYPE_CHECKING:
    from tellers.model import Version

__all__ = [
    "canonical_line",
    "canonical_number",
    "canonical_text",
    "canonical_words",
    "hash_paragraph",
    "hash_version",
]

_ = (Paragraph, ParagraphId, ParagraphKind)  # names the doctest uses

_NOTHING = "\u00ad\u200b\u2060\ufeff"
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_MARKS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _NOTHING)),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    ord("\u2026"): "...",
    **_LIGATURES,
}
_BLANKS = re.compile(r"[\s\x00\u0085\u2028\u2029]+")
_DASHES = re.compile(r"-{2,}")
_AROUND = re.compile(r"^[\s(\[]+|[\s.)\]:°º\-]+$")


def canonical_words(text: str) -> str:
    """Return words in their one form, as the module says; done twice it changes nothing."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_MARKS))
    return _BLANKS.sub(" ", _DASHES.sub("-", plain)).strip()


def canonical_number(number: str) -> str:
    """Return a printed number without what stands around it."""
    return _AROUND.sub("", canonical_words(number))


def canonical_line(paragraph: Paragraph) -> str:
    """Return the line of a paragraph, without its end."""
    number, words = canonical_number(paragraph.number), canonical_words(paragraph.text)
    return f"{number}\t{words}" if number else words


def canonical_text(version: Version) -> bytes:
    """Return the bytes whose hash is the version's; a paragraph without number and words has no line."""
    lines = [line for line in map(canonical_line, version.paragraphs) if line]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def hash_paragraph(paragraph: Paragraph) -> str:
    """Return `sha256:<hex>` of a paragraph's line, its end included."""
    return hash_bytes(f"{canonical_line(paragraph)}\n".encode("utf-8", "surrogatepass"))


def hash_version(version: Version) -> str:
    """Return `sha256:<hex>` of a version's words."""
    return hash_bytes(canonical_text(version))
