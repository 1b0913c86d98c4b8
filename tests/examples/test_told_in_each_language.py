"""The reports of the dossiers that ship have no word of a dossier left in another language.

Spanish, Portuguese or French: each has words of its own for whatever a recipe tells by language.
"""

from __future__ import annotations

import csv
import html
import io
import re
import tomllib
from pathlib import Path

import pytest

from tellers.check import check
from tellers.dossier import open_dossier
from tellers.report.html import render_html

ROOT = Path(__file__).parents[2] / "examples"
NAMES = ["venezuela-2024", "oas-2024-07-31"]
LEAST = 6
"""Letters of a word that is looked for: a shorter one may stand in another."""

NUMBERS = re.compile(
    r'<details class="aside"><summary>(?:Números [ye] fórmulas|Nombres et formules)</summary>.*?</details>',
    re.DOTALL,
)
"""The names of numbers and their formulas are identifiers: `members` is one, in any language."""


def told(value):
    """Every text that is told by language, as a recipe has it."""
    if isinstance(value, dict):
        if isinstance(value.get("en"), str):
            return [value]
        value = list(value.values())
    return [text for one in value for text in told(one)] if isinstance(value, list) else []


def texts(name):
    """Every text of a recipe and of its list of members, by language."""
    recipe = ROOT / "recipes" / name
    found = [text for file in sorted(recipe.glob("*.toml")) for text in told(tomllib.loads(file.read_text()))]
    found = [text for text in found if text["en"] not in {"note", "{name}"}]
    listed = recipe / "raw" / "members.csv"
    for row in csv.DictReader(io.StringIO(listed.read_text())) if listed.is_file() else ():
        for head in ("name", "note"):
            found.append({"en": row[head]} | {code: row[f"{head}_{code}"] for code in ("es", "pt", "fr")})
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_text_is_told_in_four_languages(name):
    """A text that lacks one would stand in another on that page."""
    assert [text for text in texts(name) if set(text) != {"en", "es", "pt", "fr"}] == []


@pytest.mark.parametrize("code", ["es", "pt", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_no_english_stands_in_a_report_in_another_language(name, code):
    """Rules, origins, documents, licences, notes, names: each in the language of the page."""
    own = {text[code] for text in texts(name)}
    words = {text["en"] for text in texts(name)} - own
    page = html.unescape(render_html(check(open_dossier(ROOT / name)), code)).replace("\N{NO-BREAK SPACE}", " ")
    page = NUMBERS.sub("", page)

    alone = sorted(word for word in words if len(word) >= LEAST and f">{word}<" in page)
    inside = sorted(word for word in words if len(word) > 30 and word in page)
    assert (alone, inside) == ([], [])
    assert len(words) > 20
