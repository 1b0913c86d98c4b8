"""The words of the site: the same sentences in each language, and none that no page and no script says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import tellers
from tellers.web import words
from tellers.web.words import FRAME, LANGUAGES, MEMBERS, SCRIPT, site_words

ROOM = Path(words.__file__).parent
LOCALE = ROOM / "locale"
WHOLE = re.compile(r"""(["'`])([a-z][a-z0-9_-]*)\1""")
"""A word between quotes: a key, or what a key is put together from."""
MADE = re.compile(r"""(["'`])([a-z][a-z-]*-(?:\$?\{[^{}]*\}[a-z-]*)+)\1""")
"""A key put together in Python or JavaScript: `f"sheet-{status}"`."""
JOINED = re.compile(r"""'([a-z][a-z-]*-)' ~ \w+(?:\.\w+)?(?: ~ '(-[a-z-]+)')?""")
"""A key put together in a template: `'check-lie-' ~ lie ~ '-who'`."""
MARKED = re.compile(r'data-t="([a-z-]+-)\{\{')
"""The same where a template tells a script: `data-t="areas-{{ severity }}"`."""


@cache
def sources(folder: Path) -> str:
    """Return the text of all that could say a sentence, bundles and tests left out."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".html", ".js"} and "assets" not in path.relative_to(folder).parts
    )


def spoken(keys: set[str]) -> set[str]:
    """Return the keys that stand in the sources of the site whole, or are put together of words in ours."""
    text = sources(ROOM)
    whole = {found[2] for found in WHOLE.finditer(text)}
    parts = {found[2] for found in WHOLE.finditer(sources(Path(tellers.__file__).parent))}
    shapes = [re.split(r"\$?\{[^{}]*\}", found[2]) for found in MADE.finditer(text)]
    shapes += [[found[1], found[2] or ""] for found in JOINED.finditer(text)]
    shapes += [[found[1], ""] for found in MARKED.finditer(text)]
    shapes += [[word, ""] for word in whole if word.endswith("-")]
    made = [re.compile("(.+)".join(map(re.escape, shape))) for shape in shapes]
    return {
        key
        for key in keys
        for said in {key.removesuffix(MEMBERS), key.removesuffix(MEMBERS).removeprefix(SCRIPT)}
        if said in whole
        or any(parts.issuperset(found.groups()) for one in made if (found := one.fullmatch(said)))
    }


def test_a_sentence_of_members_takes_the_place_of_one_of_sheets():
    """With the places of that one, and of a key that stands; where tables are listed nothing is changed."""
    words = site_words("en")
    ours = {key: text for key, text in words.items() if key.endswith(MEMBERS)}

    assert site_words("en", members=True)["site-find"] == "Find a member"
    assert words["site-find"] == "Find my table"
    assert all(places(text) <= places(words[key.removesuffix(MEMBERS)]) for key, text in ours.items())


def places(sentence: str) -> set[str]:
    """Return what a sentence has a place for."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_sentence_is_said_somewhere():
    """No key is left from a page that is gone; the measure itself knows a key that nobody says."""
    keys = set(site_words("en"))

    assert keys - spoken(keys) == set()
    assert spoken({"sheet-never-said", "script-never-said", "check-lie-never-who"}) == set()


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_every_language_has_the_files_sentences_and_places_of_english(code):
    """The same files, in each the same keys in the same order, with the same places, none of them empty."""
    assert {path.name for path in (LOCALE / code).iterdir()} == {
        path.name for path in (LOCALE / "en").iterdir()
    }
    for path in sorted((LOCALE / code).iterdir()):
        with path.open("rb") as ours, (LOCALE / "en" / path.name).open("rb") as theirs:
            other, english = read_po(ours), read_po(theirs)
        assert str(other.locale) == code, path.name
        assert {one.id: places(one.string) for one in other if one.id} == {
            one.id: places(one.string) for one in english if one.id
        }, path.name
        assert [one.id for one in other if one.id and not one.string.strip()] == [], path.name


def test_scripts_get_the_words_that_begin_as_theirs_do_and_no_two_under_one_name():
    """Without its beginning no key of a script is that of another."""
    keys = [key.removeprefix(SCRIPT) for key in site_words("en") if key.startswith((SCRIPT, FRAME))]

    assert len(keys) == len(set(keys)) > 100
