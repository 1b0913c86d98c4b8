"""The hash of a draft's words: what leaves it alone, and that everything else changes it."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.canonical import canonical_line, canonical_text, canonical_words, hash_paragraph, hash_version
from tellers.model import Paragraph, ParagraphId, ParagraphKind, Version, VersionId

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)


def paragraph(text: str, number: str = "") -> Paragraph:
    """A paragraph of these words."""
    return Paragraph(id=ParagraphId("p"), kind=ParagraphKind.OPERATIVE, number=number, text=text)


def version(*paragraphs: Paragraph, **told: str) -> Version:
    """A version of these paragraphs."""
    return Version(id=VersionId("v1"), date="2024-01-01", language="en", paragraphs=paragraphs, **told)


def test_the_hash_is_that_of_the_lines_as_sha256sum_gives_it():
    """Nobody needs Tellers to come to the same number."""
    text = version(paragraph("Recalling its purposes,"), paragraph("Asks for peace.", "1"))

    assert canonical_text(text) == b"Recalling its purposes,\n1\tAsks for peace.\n"
    assert (
        hash_version(text)
        == "sha256:" + hashlib.sha256(b"Recalling its purposes,\n1\tAsks for peace.\n").hexdigest()
    )


@pytest.mark.parametrize(
    ("typed", "by_another_program"),
    [
        ("the parties' records", "the parties\u2019 records"),
        ('the "records"', "the \u201crecords\u201d"),
        ("well-known - now", "well\u2011known \u2013 now"),
        ("now -- then", "now \u2014 then"),
        ("and so on...", "and so on\u2026"),
        ("publish the records", "publish\u00a0the\n   re\u00adcords "),
        ("Exhorta a la Organización", unicodedata.normalize("NFD", "Exhorta a la Organización")),
        ("final office", "\ufb01nal o\ufb03ce"),
        ("\ufeffRecalling", "Recalling"),
    ],
)
def test_what_a_program_puts_in_by_itself_changes_nothing(typed, by_another_program):
    """Quotes that curl, blanks that hold, dashes that grow, letters in two pieces."""
    assert hash_paragraph(paragraph(typed)) == hash_paragraph(paragraph(by_another_program))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shall", "should"),
        ("The Council", "the Council"),
        ("peace,", "peace;"),
        ("sólo", "solo"),
        ("30 days", "80 days"),
        ("no later", "now later"),
        ("«registros»", '"registros"'),
        ("Paragraph \u0410", "Paragraph A"),
    ],
)
def test_a_letter_a_mark_or_an_accent_changes_it(one, other):
    """Also where the eye sees no difference: the last pair is a Cyrillic letter and a Latin one."""
    assert hash_paragraph(paragraph(one)) != hash_paragraph(paragraph(other))


@pytest.mark.parametrize("number", ["3", "3.", "(3)", "3)", " 3. ", "3.-", "3º"])
def test_a_number_is_the_same_however_it_is_printed(number):
    """And no number at all is another text."""
    assert canonical_line(paragraph("Asks", number)) == "3\tAsks"
    assert hash_paragraph(paragraph("Asks", number)) != hash_paragraph(paragraph("Asks"))


def test_a_number_cannot_pass_for_words():
    """A tab parts them, and no words hold one."""
    assert hash_paragraph(paragraph("Asks", "3")) != hash_paragraph(paragraph("3 Asks"))
    assert hash_paragraph(paragraph("Asks", "3")) != hash_paragraph(paragraph("3\tAsks"))


def test_order_and_division_into_paragraphs_are_part_of_the_text():
    """The same words in another order, or run together, are another text."""
    one, two = paragraph("Notes,"), paragraph("Asks.")

    assert len({hash_version(v) for v in (version(one, two), version(two, one), version(one))}) == 3
    assert hash_version(version(paragraph("Notes, Asks."))) != hash_version(version(one, two))


def test_what_is_told_about_the_text_is_not_in_its_hash():
    """Title, date, ids and kinds may be corrected without touching the words."""
    other = Paragraph(id=ParagraphId("q"), kind=ParagraphKind.PREAMBULAR, text="Asks.")

    assert hash_version(version(paragraph("Asks."), title="A")) == hash_version(version(other))


@given(LETTERS)
@settings(max_examples=300, deadline=None)
def test_the_form_of_the_form_is_the_form(text):
    """Done twice, the words are as after the first time."""
    assert canonical_words(canonical_words(text)) == canonical_words(text)


@given(LETTERS, st.integers(0, 59), st.characters(categories=("L", "N")))
@settings(max_examples=300, deadline=None)
def test_the_hash_changes_if_and_only_if_the_line_does(text, place, letter):
    """One letter or digit put in anywhere."""
    changed = text[:place] + letter + text[place:]
    same_line = canonical_line(paragraph(text)) == canonical_line(paragraph(changed))

    assert (hash_paragraph(paragraph(text)) == hash_paragraph(paragraph(changed))) is same_line
    assert not same_line
