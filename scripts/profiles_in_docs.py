r"""Writes the rules of every profile that ships into docs/reference/rules-of-bodies.md.

    <!-- profiles -->
    <!-- end profiles -->

holds each body with its questions: the rule as a sentence, its source, and what of it was not read.
Without arguments the page is written again; with `--check` the exit code is 1 when it is stale.

>>> next(lines()).startswith("## ")
True
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.council.profile import profile_ids, read_profile
from tellers.report.rule_words import rule_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.council.profile import Question

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "rules-of-bodies.md"
PLACE = re.compile(r"<!-- profiles -->\n.*?<!-- end profiles -->", re.DOTALL)


def lines() -> Iterator[str]:
    """Yield the page's lines, body by body."""
    for name in profile_ids():
        profile = read_profile(name)
        yield f"## {profile.name.in_language('en')}"
        yield ""
        yield f"`{name}`" + (f". {profile.note.in_language('en')}" if profile.note else "")
        yield ""
        for question in profile.questions:
            yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    unread = question.rule.unread.in_language("en")
    yield f"### {question.name.in_language('en')}"
    yield ""
    yield f"`{question.id}`: {rule_sentence(question.rule, 'en')}"
    if question.note:
        yield question.note.in_language("en")
    yield f"Source: {question.rule.source.in_language('en')}"
    yield f"**Not read in the original.** {unread}" if unread else "Read."
    yield ""


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with `--check` say whether it is stale."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: profiles_in_docs.py [--check]", file=sys.stderr)
        return 2
    written = PAGE.read_text(encoding="utf-8")
    filled = "<!-- profiles -->\n" + "\n".join(lines()) + "<!-- end profiles -->"
    wanted = PLACE.sub(lambda _: filled, written)
    if written == wanted:
        return 0
    if arguments:
        print(f"{PAGE.name} is stale: run `just help-docs`", file=sys.stderr)
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
