"""A checked series of roll calls in words: how many came out right, and every step that differs.

Rows and sentences only; a terminal, a page or a program lays them out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.council.series import Word
from tellers.model import Number, Text
from tellers.report.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.council.series import CheckedVote, Series

__all__ = ["SeriesTold", "tell_series"]

SHOWN = 20
"""Words, or votes without a rule, listed in the notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesTold:
    """A series in one language."""

    title: str
    questions: tuple[tuple[str | int, ...], ...]
    """Question, who says so, votes, then how many of each word; the last row adds them up."""
    differing: tuple[tuple[str, ...], ...]
    """Vote, day, what it was about, its word, and one sentence: a row a step that differs."""
    notes: tuple[str, ...]
    words: dict[str, str]
    """Headings by key."""


def tell_series(series: Series, votes: Sequence[CheckedVote], language: str) -> SeriesTold:
    """Return what a checked series came to."""
    speech = Language.load(language)
    keys = ("votes", "question", "assigned", "vote", "day", "text", "word", "finding")
    words = {key: speech.say(f"series-{key}") for key in keys}
    words |= {str(word): speech.say(f"series-word-{word}") for word in Word}
    return SeriesTold(
        title=_text(series.form.title, language),
        questions=tuple(_questions(votes, speech)),
        differing=tuple(
            (vote.id, vote.day, vote.title, words[vote.word], speech.say(link.message, link.numbers))
            for vote in votes
            for link in vote.denied
        ),
        notes=tuple(_notes(series, votes, speech)),
        words=words,
    )


def _questions(votes: Sequence[CheckedVote], speech: Language) -> Iterator[tuple[str | int, ...]]:
    """Yield a row a question: who says which votes are of it, and how they came out."""
    groups: dict[tuple[str, str], Counter[Word]] = {}
    for vote in votes:
        asked = vote.question.name.in_language(speech.code) if vote.question else speech.say("series-unfixed")
        key = asked, speech.say(f"series-assigned-{vote.assigned}")
        groups.setdefault(key, Counter())[vote.word] += 1
    for (question, assigned), found in sorted(groups.items(), key=lambda group: -group[1].total()):
        yield (question, assigned, found.total(), *(found[word] for word in Word))
    every = Counter(vote.word for vote in votes)
    yield ("", "", every.total(), *(every[word] for word in Word))


def _notes(series: Series, votes: Sequence[CheckedVote], speech: Language) -> Iterator[str]:
    yield speech.say("series-right-means")
    for vote in [vote for vote in votes if vote.question is None][:SHOWN]:
        told = speech.say(vote.links[-1].message, vote.links[-1].numbers)
        numbers = [
            Number(name=name, value=words, unit="text") for name, words in (("vote", vote.id), ("told", told))
        ]
        yield speech.say("series-unfixed-vote", numbers)
    questions = {vote.question.id: vote.question for vote in votes if vote.question is not None}
    for question in questions.values():
        if question.rule.unread:
            named = {"question": question.name, "unread": question.rule.unread}
            numbers = [
                Number(name=name, value=words.in_language(speech.code), unit="text")
                for name, words in named.items()
            ]
            yield speech.say("series-unread", numbers)
    if series.loaded.words:
        listed = ", ".join(f"{word!r} ({times})" for word, times in list(series.loaded.words.items())[:SHOWN])
        yield speech.say("series-words-unknown", [Number(name="words", value=listed, unit="text")])
    if series.loaded.strays:
        yield speech.say("series-strays", [Number(name="count", value=series.loaded.strays, unit="count")])


def _text(words: str | dict[str, str], language: str) -> str:
    if isinstance(words, str):
        return words
    return Text(tuple(words.items())).in_language(language)
