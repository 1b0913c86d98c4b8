from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest

from tellers.report.catalogue import LANGUAGES, load_catalogue
from tellers.report.contents import legible
from tellers.report.palette import DARK, LIGHT, READ_ON, contrast

ROOM = Path(__file__).parents[2] / "src" / "tellers" / "report"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py")))
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOM / "templates").iterdir()))


def own(code: str) -> dict[str, tuple[str, ...]]:
    """Return the messages of the report itself in one language."""
    return {key: forms for key, forms in load_catalogue(code).messages.items() if key.startswith("report-")}


def names(forms: tuple[str, ...]) -> set[str]:
    """Return the numbers that the forms of a message name."""
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def test_every_language_says_the_same_of_the_same_numbers():
    """No message stands in one language only, and none leaves a number out."""
    first, *others = (own(code) for code in LANGUAGES)

    for other in others:
        assert {key: names(forms) for key, forms in first.items()} == {
            key: names(forms) for key, forms in other.items()
        }


def test_no_message_of_the_report_is_left_over():
    """Each key is written in the code or in a template, in full or by its beginning."""
    begun = {found.rstrip("-") for found in re.findall(r'f?"#?(report-[a-z-]*)(?=["{])', CODE)}
    begun |= {f"report-{found.rstrip('-')}" for found in re.findall(r'"(map-[a-z]+)"', CODE)}
    begun |= {"report-bounds-lead", "report-bounds-unknown", "report-hangs-not-on-missing"}
    form = {f"report-form-{found.replace('_', '-')}" for found in re.findall(r"words\.([a-z_-]+)", TEMPLATES)}
    form |= {
        f"report-form-{found}"
        for found in re.findall(r'words\["([a-z-]+)"\]|\("([a-z-]+)", headline', CODE)
        for found in found
        if found
    }
    left = [key for key in own("en") if key not in form and not any(key.startswith(start) for start in begun)]

    assert left == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_report_never_names_a_motive(code):
    """It states facts and what they weigh."""
    said = " ".join(form for forms in own(code).values() for form in forms).lower()

    assert [
        word for word in ("fraud", "fraude", "rigged", "stolen", "robad", "trampa", "manipul") if word in said
    ] == []


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["day", "night"])
def test_every_text_can_be_read_on_its_ground(palette):
    """WCAG 2.2 asks for 4.5 to 1."""
    assert min(contrast(palette[text], palette[ground]) for text, ground in READ_ON) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["day", "night"])
def test_the_classes_of_a_map_can_be_told_apart_without_colour(palette):
    """Each is a step lighter or darker than the last, all in one direction."""
    steps = [contrast(palette[f"c{index}"], palette["paper"]) for index in range(6)]

    assert steps == sorted(steps)
    assert all(later / earlier > 1.15 for earlier, later in pairwise(steps))


def test_what_would_hide_or_turn_the_words_around_is_marked():
    """Escape sequences, overrides and isolates leave a mark; letters of every script stay."""
    assert legible("a\x1b[31m\u202eb\u2067c\x00") == "a\ufffd[31m\ufffdb\ufffdc\ufffd"
    assert legible("مرشح 候选人 Ñandú\tx\n") == "مرشح 候选人 Ñandú\tx\n"


def test_a_percent_sign_stays_with_its_number():
    """No line begins with one."""
    assert legible("96.87 % of all") == "96.87\xa0% of all"
