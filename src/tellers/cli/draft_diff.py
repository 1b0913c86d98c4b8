"""`tellers draft diff`: what lies between two versions, word by word."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tellers.cli.draft_changes import CHANGES, change_lines, coloured
from tellers.cli.draft_words import DraftFolder, chosen_version
from tellers.cli.options import LanguageOption
from tellers.report.names import plural_of
from tellers.report.numerals import is_singular

__all__ = ["diff_command"]

SUMMED = {
    "en": "{} to {}: {}",
    "es": "{} a {}: {}",
    "pt": "{} a {}: {}",
    "fr": "{} à {}\xa0: {}",
}
EQUAL = {
    "en": "The words are the same.",
    "es": "Las palabras son las mismas.",
    "pt": "As palavras são as mesmas.",
    "fr": "Les mots sont les mêmes.",
}


def diff_command(
    draft: DraftFolder,
    before: Annotated[str, Parameter(help="The earlier version's id.", metavar="V1")],
    after: Annotated[str, Parameter(help="The later version's id.", metavar="V2")],
    /,
    *,
    lang: LanguageOption = "en",
) -> int:
    """Show what changed between two versions of a draft, word by word.

    A paragraph that moved is told as moved. What went stands in [-brackets-], what came in
    {+braces+}, in colour on a terminal too. Exit code 0 when the words are the same, 1 when not.
    """
    from tellers.canonical import hash_version  # noqa: PLC0415 (loaded only here)
    from tellers.council import diff_versions  # noqa: PLC0415
    from tellers.dossier.draft_folder import open_draft  # noqa: PLC0415

    opened = open_draft(draft).draft
    one, two = chosen_version(opened, before), chosen_version(opened, after)
    if hash_version(one) == hash_version(two):
        print(EQUAL[lang])
        return 0
    changes = diff_versions(one, two)
    for line in change_lines(changes, lang=lang, colour=coloured()):
        print(line)
    words = CHANGES[lang]
    counts = {word: sum(change.word == word for change in changes) for word in words}
    told = ", ".join(_counted(words[word], count, lang) for word, count in counts.items() if count)
    print(SUMMED[lang].format(one.id, two.id, told))
    return 1


def _counted(word: str, count: int, lang: str) -> str:
    """Return so many paragraphs of one kind: but in English the word is of one, or of many."""
    if lang == "en" or is_singular(count, lang):
        return f"{count} {word}"
    parts = (part if part in {"y", "e", "et"} else plural_of(part, lang) for part in word.split())
    return f"{count} {' '.join(parts)}"
