"""What minutes say, in words and in order, before they are a page, a paper or a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellers.report.contents import Facts, Section

__all__ = ["Decision", "Minutes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome: the word in large letters, and every sentence on how it came about."""

    word: str
    tone: str
    """Which colours it is told in: `holds`, `differs` where announcement and records do, `not-asked`."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one decision in one language."""

    language: str
    body: str
    kind: str
    """What this document is called: minutes of the decision."""
    title: str
    subtitle: str
    facts: Facts
    decision: Decision
    sections: tuple[Section, ...]
    identity: str
    words: tuple[tuple[str, str], ...]
