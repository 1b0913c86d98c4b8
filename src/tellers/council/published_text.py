"""Is the text that was published the text that was voted? By hash, and then paragraph by paragraph.

>>> one = Paragraph(id=ParagraphId("op1"), kind=ParagraphKind.OPERATIVE, number="1", text="Asks for peace.")
>>> other = Paragraph(id=ParagraphId("x1"), kind=ParagraphKind.OPERATIVE, number="1", text="Begs for peace.")
>>> voted = Version(id=VersionId("v1"), date="2024-07-31", language="en", paragraphs=(one,))
>>> published = Version(id=VersionId("p"), date="2024-08-05", language="en", paragraphs=(other,))
>>> [(change.word.value, change.before.id) for change in compare_published(voted, published).differing]
[('changed', 'op1')]
"""

from __future__ import annotations

from dataclasses import dataclass

from tellers.canonical import hash_version
from tellers.council.draft_diff import ChangeWord, ParagraphChange, diff_versions
from tellers.model import Paragraph, ParagraphId, ParagraphKind, Version, VersionId

__all__ = ["TextMatch", "compare_published"]

_ = (Paragraph, ParagraphId, ParagraphKind, VersionId)  # names the doctest uses


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMatch:
    """The two hashes, and every paragraph in which the texts differ."""

    voted_hash: str
    published_hash: str
    differing: tuple[ParagraphChange, ...]
    """`before` is as voted, `after` as published; `removed` is missing there, `added` was not voted."""

    @property
    def same(self) -> bool:
        """Return whether the words published are those voted, letter by letter."""
        return self.voted_hash == self.published_hash

    @property
    def only_headings(self) -> bool:
        """Return whether the texts differ in headings alone: a symbol, a title, the name of the body."""
        sides = [side for change in self.differing for side in (change.before, change.after) if side]
        return bool(sides) and all(side.kind is ParagraphKind.HEADING for side in sides)


def compare_published(voted: Version, published: Version) -> TextMatch:
    """Return whether two texts are one and which paragraphs differ; both are taken as they were read.

    Where the hashes agree nothing differs. Where they do not, at least one paragraph is named.
    """
    found = TextMatch(voted_hash=hash_version(voted), published_hash=hash_version(published), differing=())
    if found.same:
        return found
    changes = tuple(c for c in diff_versions(voted, published) if c.word is not ChangeWord.SAME)
    return TextMatch(voted_hash=found.voted_hash, published_hash=found.published_hash, differing=changes)
