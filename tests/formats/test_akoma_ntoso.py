"""Akoma Ntoso: drafts read from it and written to it, and XML that means harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.canonical import hash_version
from tellers.errors import FormatError
from tellers.formats.akoma_ntoso import NAMESPACE, read_akoma_ntoso
from tellers.formats.akoma_ntoso_out import render_akoma_ntoso
from tellers.formats.bounded_xml import read_xml
from tellers.formats.draft_reading import Why
from tellers.model import Paragraph, ParagraphId, ParagraphKind, Version, VersionId

HEADING, REASON, REQUEST = ParagraphKind.HEADING, ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE
BILL = f"""<?xml version="1.0" encoding="UTF-8"?>
<akn:akomaNtoso xmlns:akn="{NAMESPACE}"><akn:bill name="bill">
<akn:meta><akn:identification source="#x"><akn:FRBRExpression><akn:FRBRdate date="2024-07-30" name="x"/>
<akn:FRBRlanguage language="spa"/></akn:FRBRExpression></akn:identification></akn:meta>
<akn:preface><akn:p>Document 7</akn:p><akn:p><akn:docTitle>Las actas</akn:docTitle></akn:p></akn:preface>
<akn:preamble><akn:formula name="enacting"><akn:p>El Consejo,</akn:p></akn:formula>
<akn:recitals><akn:recital wId="r1"><akn:num>(1)</akn:num><akn:p><akn:i>Recordando</akn:i> sus
  fines,<akn:authorialNote><akn:p>See there.</akn:p></akn:authorialNote></akn:p></akn:recital></akn:recitals>
</akn:preamble>
<akn:body><akn:chapter><akn:num>I</akn:num><akn:heading>De las actas</akn:heading>
<akn:section wId="s1"><akn:num>1.</akn:num><akn:intro><akn:p>Insta a:</akn:p></akn:intro>
<akn:paragraph><akn:num>a)</akn:num><akn:content><akn:p>publicar,</akn:p></akn:content></akn:paragraph>
<akn:paragraph><akn:num>b)</akn:num><akn:content><akn:p>preservar.</akn:p><akn:p>Y más.</akn:p></akn:content>
</akn:paragraph></akn:section></akn:chapter><akn:novelty>Kept words</akn:novelty></akn:body>
<akn:conclusions><akn:p>Signed</akn:p></akn:conclusions></akn:bill></akn:akomaNtoso>"""


def test_a_bill_with_chapters_lists_and_notes_is_read_and_what_is_not_held_is_said():
    """Prefixes, kinds from elements, numbers bare, parts a level deeper, an unknown element kept."""
    reading = read_akoma_ntoso(BILL.encode(), where="b.xml")

    assert (reading.title, reading.language, reading.language_told, reading.date) == (
        "Las actas", "es", True, "2024-07-30",
    )  # fmt: skip
    assert [(p.kind, p.number, p.level, p.text) for p in reading.paragraphs] == [
        (HEADING, "", 1, "Las actas"),
        (HEADING, "", 1, "El Consejo,"),
        (REASON, "1", 1, "Recordando sus fines,"),
        (HEADING, "", 1, "I De las actas"),
        (REQUEST, "1", 1, "Insta a:"),
        (REQUEST, "a", 2, "publicar,"),
        (REQUEST, "b", 2, "preservar."),
        (REQUEST, "", 3, "Y más."),
        (REQUEST, "", 1, "Kept words"),
    ]
    assert [p.id for p in reading.paragraphs if p.id in {"r1", "s1"}] == ["r1", "s1"]
    assert {note.code for note in reading.notes} == {"not-held", "preface", "unknown-element"}
    assert [note.got for note in reading.notes if note.code == "not-held"] == [
        "<authorialNote>", "<conclusions>",
    ]  # fmt: skip
    assert reading.whys[-1] is Why.BEFORE_IT


GROWING = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghij", "bcdefghijz", strict=True))
LAUGHS = f'<!DOCTYPE l [<!ENTITY a "ha">{GROWING}]><akomaNtoso>&z;</akomaNtoso>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (LAUGHS, "a document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "a document type"),
        ("<a>&undeclared;</a>", "not XML"),
        ("<a>" * 61, "too deep"),
        ("<a>" + "<b/>" * 100_001 + "</a>", "too many elements"),
        ("<a><b></a>", "not XML"),
        ("", "not XML"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "not XML"),
        ("<a/>", "not a draft in Akoma Ntoso"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"><judgment/></akomaNtoso>', "not a draft in Akoma Ntoso"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"><doc><mainBody/></doc></akomaNtoso>', "no paragraph in it"),
        ("<akomaNtoso><doc><mainBody><p>&#xFDD0;</p></mainBody></doc></akomaNtoso>", "control character"),
        (" " * ((4 << 20) + 1), "too large"),
    ],
    ids=range(13),
)
def test_xml_that_is_no_draft_or_means_harm_is_refused(content, told):
    """No entity grows, no file is fetched, nothing is as deep as memory."""
    with pytest.raises(FormatError, match=told):
        read_akoma_ntoso(content.encode(), where="d.xml")


def test_another_namespace_is_read_and_said():
    """An earlier Akoma Ntoso has the same elements."""
    old = BILL.replace(NAMESPACE, "http://www.akomantoso.org/2.0")
    reading = read_akoma_ntoso(old.encode(), where="b.xml")

    assert ("namespace", "http://www.akomantoso.org/2.0") in [(n.code, n.got) for n in reading.notes]


@given(
    st.integers(0, len(BILL) - 1), st.integers(1, 40), st.sampled_from(["", "<p>", "</p>", "&", "\x00", "é"])
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_damaged_document_raises_only_our_own_errors(place, length, put):
    """Anything cut out, anything put in."""
    for content in ((BILL[:place] + put + BILL[place + length :]).encode(), put.encode() * length):
        try:
            reading = read_akoma_ntoso(content, where="d.xml")
        except FormatError:
            continue
        assert len({p.id for p in reading.paragraphs}) == len(reading.paragraphs)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_bytes_that_are_no_xml_raise_only_our_own_errors(content):
    """As they come, and inside an element."""
    for one in (
        content,
        b"<a>" + content + b"</a>",
        b"<?xml version='1.0' encoding='" + content + b"'?><a/>",
    ):
        try:
            read_xml(one, where="d.xml")
        except FormatError as error:
            assert error.where.startswith("d.xml")  # noqa: PT017 (most draws raise, some need not)


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), min_size=1, max_size=20)
NUMBERS = st.sampled_from(["", "1", "2 bis", "a", "iv"])


@st.composite
def versions(draw):
    """Any version whose paragraphs go at most one level deeper than the one before."""
    paragraphs: list[Paragraph] = []
    for place in range(draw(st.integers(1, 8))):
        text = " ".join(draw(TEXT).split(" ")).strip(" ")
        deepest = paragraphs[-1].level + 1 if paragraphs else 1
        paragraphs.append(
            Paragraph(
                id=ParagraphId(draw(st.sampled_from(["op", "x-", "A."])) + str(place)),
                kind=draw(st.sampled_from(ParagraphKind)),
                number=draw(NUMBERS),
                text=" ".join(part for part in text.split(" ") if part) or "Asks",
                level=draw(st.integers(1, min(deepest, 4))),
            )
        )
    return Version(
        id=VersionId("v2"), date="2024-07-31", language=draw(st.sampled_from(["en", "es", "fr", "pt", "nl"])),
        paragraphs=tuple(paragraphs), title=draw(st.sampled_from(["", "A <title> & more"])),
    )  # fmt: skip


@given(versions())
@settings(max_examples=300, deadline=None)
def test_what_is_exported_imports_as_the_same_draft(version):
    """Ids, kinds, numbers, levels, words, title, language, day; and so the hash."""
    written = render_akoma_ntoso(version, draft="records")
    reading = read_akoma_ntoso(written.encode(), where="d.xml")

    assert reading.paragraphs == version.paragraphs
    assert (reading.language, reading.date) == (version.language, version.date)
    assert reading.title == version.title or not version.title  # then it is the heading that stands first
    assert hash_version(replace(version, paragraphs=reading.paragraphs)) == hash_version(version)
    assert set(reading.whys) == {Why.TOLD}
