"""What minutes say, in words and in order, before they are a page, a paper or a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellers.report.contents import Facts, Section

__all__ = ["Decision", "Minutes", "SittingMinutes"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingMinutes:
    """The minutes of a whole sitting: attendance, each decision in order, records and signatures once."""

    language: str
    body: str
    """Empty where the title is the body's name."""
    kind: str
    title: str
    subtitle: str
    opening: str
    """What stands over the sections before the decisions."""
    before: tuple[Section, ...]
    decisions: tuple[Minutes, ...]
    closing: str
    after: tuple[Section, ...]
    identity: str
    words: tuple[tuple[str, str], ...]
