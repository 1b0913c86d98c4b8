"""Four languages: the same sentences in each, none left in English, numbers and days as each writes them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.pofile import read_po

import tellers.cli
from tellers.errors import LABELS, MORE
from tellers.model import Number
from tellers.report import catalogue
from tellers.report.catalogue import LANGUAGES, load_catalogue
from tellers.report.language import Language
from tellers.report.names import day_written
from tellers.report.numerals import compact

LOCALE = Path(catalogue.__file__).parent / "locale"
FILES = {path.name for path in (LOCALE / "en").iterdir()}
FOREIGN = LANGUAGES[1:]
COGNATES = {
    "absent", "attention", "banzhaf", "base", "bytes", "corrections", "dossier", "droop",
    "hagenbach-bischoff", "hare", "image", "imperiali", "information", "item : . ", "licence", "no", "note",
    "option", "page", "position", "question", "quorum", "quotient", "sha-256", "shapley-shubik", "signatures",
    "source",
    "total", "vacant", ", vacant", "verdict", "version", "vote", "votes",
}  # fmt: skip
"""What is the same word in English and in another of the languages, or a name."""
NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def places(forms: tuple[str, ...]) -> set[str]:
    """Return the numbers and words that the forms of a message have a place for."""
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def bare(form: str) -> str:
    """Return the words of a message without its places."""
    return re.sub(r"\{[^{}]*\}", "", form).lower()


def word_tables():
    """Return every table of words of the command line, by module and name: those that have a key `en`."""
    for module in pkgutil.iter_modules(tellers.cli.__path__, "tellers.cli."):
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if isinstance(value, dict) and "en" in value and name.isupper():
                yield f"{module.name}.{name}", value


@pytest.mark.parametrize("code", FOREIGN)
def test_every_language_has_the_files_and_the_messages_of_english(code):
    """Each with the same places for numbers, none of them empty, one form or two as in English."""
    english, other = load_catalogue("en").messages, load_catalogue(code).messages

    assert {path.name for path in (LOCALE / code).iterdir()} == FILES
    assert {key: (len(forms), places(forms)) for key, forms in other.items()} == {
        key: (len(forms), places(forms)) for key, forms in english.items()
    }
    assert [key for key, forms in other.items() if not all(forms)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_says_which_language_it_is_and_how_it_counts(code):
    """The header that translators' tools read agrees with CLDR on nought, one and two."""
    for path in (LOCALE / code).iterdir():
        text = path.read_text(encoding="utf-8")
        with path.open("rb") as stream:
            header = read_po(stream)
        rule = re.search(r"plural=\((n (?:!=|>) 1)\)", text)

        assert str(header.locale) == code, path.name
        assert rule, path.name
        singular = [n for n in (0, 1, 2) if Locale(code).plural_form(n) == "one"]
        assert singular == ([1] if rule[1] == "n != 1" else [0, 1]), path.name


@pytest.mark.parametrize("code", FOREIGN)
def test_no_sentence_was_left_in_english(code):
    """What is the same as in English is a name or a word that both languages have."""
    english, other = load_catalogue("en").messages, load_catalogue(code).messages
    same = {
        bare(form)
        for key, forms in english.items()
        for form, told in zip(forms, other[key], strict=True)
        if form == told and re.search("[a-z]{2}", bare(form))
    }

    assert same - COGNATES == set()


def test_every_table_of_words_of_the_commands_has_every_language():
    """The same keys and the same places in each; nothing left in English but what is the same word."""
    tables = dict(word_tables())

    assert len(tables) > 12
    for name, table in tables.items():
        assert tuple(table) == LANGUAGES, name
        for told in table.values():
            if isinstance(told, dict):
                english = {key: word.count("{") for key, word in table["en"].items()}
                mine = {key: word.count("{") for key, word in told.items() if not key.startswith("outcome ")}
                assert mine == english, name
            else:
                assert told.count("{") == table["en"].count("{"), name


def test_every_language_labels_an_error():
    """What was expected, what was found, what to do, how many more."""
    assert (tuple(LABELS), tuple(MORE)) == (LANGUAGES, LANGUAGES)


@pytest.mark.parametrize(
    ("code", "votes", "share", "unknown", "percent"),
    [
        ("en", "1,977,376", "81.70 %", "0.011 %", "44.2 %"),
        ("es", "1.977.376", "81,70 %", "0,011 %", "44,2 %"),
        ("pt", "1.977.376", "81,70 %", "0,011 %", "44,2 %"),
        ("fr", f"1{NARROW}977{NARROW}376", "81,70 %", "0,011 %", "44,2 %"),
    ],
)
def test_numbers_have_the_signs_of_the_language(code, votes, share, unknown, percent):
    """Thousands, decimals, what was announced digit by digit."""
    speech = Language.load(code)
    told = [
        speech.write(Number(name="n", value=value, unit=unit))
        for value, unit in (
            (1_977_376, "votes"),
            (Fraction(24532, 30026), "share"),
            (Fraction(1, 9000), "share"),
            ("44.2", "percent"),
        )
    ]

    assert told == [votes, share, unknown, percent]


@pytest.mark.parametrize(
    ("code", "none", "one", "many"),
    [
        ("en", "0 units", "1 unit", "25,073 units"),
        ("es", "0 unidades", "1 unidad", "25.073 unidades"),
        ("pt", "0 unidade", "1 unidade", "25.073 unidades"),
        ("fr", "0 unité", "1 unité", f"25{NARROW}073 unités"),
    ],
)
def test_nought_units_are_one_unit_in_french_and_portuguese(code, none, one, many):
    """By the plural categories of CLDR."""
    speech = Language.load(code)

    assert [speech.named(count) for count in (0, 1, 25073)] == [none, one, many]


@pytest.mark.parametrize(
    ("code", "first", "later"),
    [
        ("en", "1 July 2024", "28 July 2024"),
        ("es", "1 de julio de 2024", "28 de julio de 2024"),
        ("pt", "1 de julho de 2024", "28 de julho de 2024"),
        ("fr", "1er juillet 2024", "28 juillet 2024"),
    ],
)
def test_days_are_written_as_the_language_writes_them(code, first, later):
    """French says the first of a month as an ordinal."""
    assert (day_written("2024-07-01", code), day_written("2024-07-28", code)) == (first, later)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", ["1 million", "2.5 million", "12 million"]),
        ("es", ["1 millón", "2,5 millones", "12 millones"]),
        ("pt", ["1 milhão", "2,5 milhões", "12 milhões"]),
        ("fr", ["1 million", "2,5 millions", "12 millions"]),
    ],
)
def test_large_round_numbers_of_an_axis_are_words(code, told):
    """One million is no plural, in any of them."""
    spoken = [compact(value, code) for value in (1_000_000, 2_500_000, 12_000_000)]

    assert [one.replace(HARD, " ") for one in spoken] == told


def test_lists_have_the_last_joined_by_the_language_s_own_word():
    """A, B and C."""
    number = Number(name="n", value="a+b+c", unit="figures")

    assert [Language.load(code).write(number) for code in LANGUAGES] == [
        "a, b and c", "a, b y c", "a, b e c", "a, b et c",
    ]  # fmt: skip


def test_no_french_mark_may_begin_a_line():
    """Narrow before ; ! ? and whole before : and in quotation marks; an apostrophe is a curved one."""
    loose = re.compile(r" [;:!?»]|« |(?<=[a-z])'(?=[a-zéèàêôâ{])")

    assert [
        key
        for key, forms in load_catalogue("fr").messages.items()
        if any(loose.search(form) for form in forms)
    ] == []
