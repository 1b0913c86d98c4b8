"""Drafts in plain text, Markdown and Akoma Ntoso: what is recognised, what is said, what is refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.errors import FormatError
from tellers.formats.draft_reading import Why
from tellers.formats.markdown_draft import read_markdown_draft, render_markdown_draft
from tellers.formats.plain_draft import read_plain_draft
from tellers.model import Paragraph, ParagraphId, ParagraphKind, Version, VersionId

HEADING, REASON, REQUEST = ParagraphKind.HEADING, ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE
ENGLISH = """\
PUBLICATION OF THE RECORDS

The Permanent Council,

Recalling the purposes of the Council and the commitments
of its members,
Bearing in mind that records published by polling table let
anyone add them up,
Mindful of the right of every member,

RESOLVES:

1. To request the authority to publish the records.
2. To urge all concerned
   (a) to preserve the equipment;
   (b) to preserve the ballots.
3. That a report be given.
"""
SPANISH = """\
EL CONSEJO PERMANENTE,

TENIENDO PRESENTE la Carta de la Organización;

CONSIDERANDO:

Que las actas publicadas por mesa permiten que cualquiera las sume; y

Habiendo escuchado a las delegaciones,

RESUELVE:

1. Instar a la autoridad a publicar sin demora las actas de todas las mesas.

2. Solicitar que se permita a los observadores verificar las actas.

3. Mantener en examen el asunto.
"""
FRENCH = "Le Conseil,\n\nRappelant les buts de l'Organisation,\n\n1. Prie l'autorité de publier les actes.\n"
PORTUGUESE = (
    "O Conselho,\n\nTendo presente a Carta da Organização e os seus fins,\n\n1. Insta a publicar as atas.\n"
)


def kinds(reading):
    """What each paragraph is, in order."""
    return [paragraph.kind for paragraph in reading.paragraphs]


def test_a_resolution_in_english_is_recognised_with_its_parts():
    """Wrapped lines are joined, and how many is said."""
    reading = read_plain_draft(ENGLISH.encode(), where="d.txt")

    assert [(p.id, p.number, p.level, p.text[:18]) for p in reading.paragraphs] == [
        ("h1", "", 1, "PUBLICATION OF THE"), ("h2", "", 1, "The Permanent Coun"),
        ("pre1", "", 1, "Recalling the purp"), ("pre2", "", 1, "Bearing in mind th"),
        ("pre3", "", 1, "Mindful of the rig"), ("h3", "", 1, "RESOLVES:"),
        ("op1", "1", 1, "To request the aut"),
        ("op2", "2", 1, "To urge all concer"),
        ("op2.a", "a", 2, "to preserve the eq"), ("op2.b", "b", 2, "to preserve the ba"),
        ("op3", "3", 1, "That a report be g"),
    ]  # fmt: skip
    assert (reading.language, reading.language_told) == ("en", False)
    assert [(note.code, note.got) for note in reading.notes] == [("lines-joined", "2")]
    assert reading.paragraphs[2].text == (
        "Recalling the purposes of the Council and the commitments of its members,"
    )
    assert reading.whys == (
        Why.CAPITALS, Why.ENACTING, *[Why.OPENING] * 3, Why.ENACTING, Why.OPENING, Why.OPENING, Why.PART,
        Why.PART, Why.NUMBERED,
    )  # fmt: skip


def test_a_resolution_in_spanish_is_recognised_by_participles_and_infinitives():
    """Instar, solicitar, mantener: verbs that a numbered request begins with."""
    reading = read_plain_draft(SPANISH.encode(), where="d.txt")

    assert reading.language == "es"
    assert kinds(reading) == [HEADING, REASON, HEADING, REASON, REASON, HEADING, REQUEST, REQUEST, REQUEST]
    assert reading.whys[-1] is Why.ENDING


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (PORTUGUESE, "pt")])
def test_french_and_portuguese_are_recognised(text, language):
    """Body, reason, request."""
    reading = read_plain_draft(text.encode(), where="d.txt")

    assert (reading.language, kinds(reading)) == (language, [HEADING, REASON, REQUEST])


def test_what_nothing_tells_is_taken_for_what_stands_before_it_and_said():
    """A guess has its reason beside it."""
    reading = read_plain_draft(b"Recalling the past,\n\nAnd its lessons for the future,\n", where="d.txt")

    assert (kinds(reading)[1], reading.whys[1]) == (REASON, Why.BEFORE_IT)


def test_lines_that_were_not_wrapped_by_hand_are_paragraphs():
    """As a word processor exports them: a line a paragraph, and none blank."""
    long = "Recalling " + "the purposes of the Council and the commitments of all of its members " * 3 + ","
    reading = read_plain_draft(f"{long}\n1. Urges peace.\nof its own\n".encode(), where="d.txt")

    assert [p.text[:10] for p in reading.paragraphs] == ["Recalling ", "Urges peac", "of its own"]
    assert reading.notes == ()


def test_emphasis_links_and_escapes_leave_the_words():
    """And what a draft does not hold is said with how often it stood there."""
    page = (
        "# The records\n\n<!-- not yet -->\n***Recalling*** its `purposes` and [the Charter](x.html),\n\n"
        "---\n\n"
        "**1.** _Urges_ all to keep snake_case and 2 \\* 3 &amp; more.\n\n- a bullet\n\n> quoted[^1]\n"
    )
    reading = read_markdown_draft(page.encode(), where="d.md")

    assert (reading.title, [(p.number, p.text) for p in reading.paragraphs]) == (
        "The records",
        [
            ("", "The records"),
            ("", "Recalling its purposes and the Charter,"),
            ("1", "Urges all to keep snake_case and 2 * 3 & more."),
            ("", "a bullet"),
            ("", "quoted"),
        ],
    )
    assert {note.code: note.got for note in reading.notes} == dict.fromkeys(
        ["bullet", "comment", "footnote", "link", "quote", "rule"], "1"
    )


def test_text_and_markdown_of_one_resolution_have_one_hash():
    """Typed with stars or without: the words are the same."""
    from tellers.canonical import hash_version  # noqa: PLC0415

    marked = SPANISH.replace("TENIENDO PRESENTE", "**TENIENDO PRESENTE**").replace("1. Instar", "1. *Instar*")
    one = read_plain_draft(SPANISH.encode(), where="d.txt")
    other = read_markdown_draft(marked.encode("utf-16"), where="d.md")
    hashes = {
        hash_version(Version(id=VersionId("v"), date="", language="es", paragraphs=reading.paragraphs))
        for reading in (one, other)
    }

    assert len(hashes) == 1


@pytest.mark.parametrize("read", [read_plain_draft, read_markdown_draft])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no paragraph in it"),
        (b" \n\n", "no paragraph in it"),
        (b"Notes\xff", "not UTF-8"),
        ("Señal".encode("latin-1"), "not UTF-8"),
        (b"a\x00b", "a control character"),
        ("a\ufdd0b".encode(), "a control character"),
        (b"x" * ((4 << 20) + 1), "too large for a draft"),
        (b"x\n\n" * 5001, "too many paragraphs"),
    ],
)
def test_what_is_no_draft_is_refused_with_a_reason(read, content, told):
    """By our own error, naming the file."""
    with pytest.raises(FormatError, match=told) as refused:
        read(content, where="d.txt")

    assert refused.value.where.startswith("d.txt")


MARKS = st.sampled_from(
    [
        *"*_`[]()<>#|\\!~&-+=.:;,",
        "\n",
        "\n\n",
        " ",
        "1.",
        "(a)",
        "i)",
        "Recalling",
        "Urges",
        "é",
        "<!--",
        "-->",
    ]
)


@given(
    st.one_of(st.binary(max_size=300), st.lists(MARKS, max_size=60).map(lambda bits: "".join(bits).encode()))
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_hostile_bytes_raise_only_our_own_errors(content):
    """Whatever the bytes, a reading has paragraphs with words, each name once."""
    for read in (read_plain_draft, read_markdown_draft):
        try:
            reading = read(content, where="d")
        except FormatError:
            continue
        assert len({p.id for p in reading.paragraphs}) == len(reading.paragraphs) == len(reading.whys)
        assert all(p.text and "\n" not in p.text for p in reading.paragraphs)


BITS = [*"`*_[<#\\|", "~~", "![", "<!--", "# ", "- ", "> ", "1. ", "(a) ", "&amp;", " *a"]


@pytest.mark.parametrize("bit", BITS)
@pytest.mark.parametrize("read", [read_plain_draft, read_markdown_draft])
def test_much_of_any_mark_is_read_or_refused_and_not_waited_for(read, bit):
    """No pattern looks again and again at what it has seen; here a test that hangs has failed."""
    for text in (bit * ((1 << 18) // len(bit)), "# x " + bit + " " * (1 << 18) + "x"):
        with contextlib.suppress(FormatError):
            read(text.encode(), where="d")


LINE = st.lists(st.sampled_from([*"abé12 .,:;()*_#-+=>|[]\\`<&!~'\"", "ii", "1. "]), min_size=1, max_size=30)


@given(
    st.lists(st.tuples(LINE, st.sampled_from(["", "1", "12", "2 bis", "a", "ii"])), min_size=1, max_size=5)
)
@settings(max_examples=400, deadline=None)
def test_markdown_that_we_wrote_reads_back(drawn):
    """Words and numbers, whatever marks stand in them."""
    paragraphs = tuple(
        Paragraph(id=ParagraphId(f"p{i}"), kind=REQUEST, number=number, text=text)
        for i, (line, number) in enumerate(drawn)
        if (text := " ".join("".join(line).split()))
    )
    version = Version(id=VersionId("v"), date="", language="en", paragraphs=paragraphs, title="T")
    if not paragraphs:
        return

    reading = read_markdown_draft(render_markdown_draft(version).encode(), where="d.md")

    assert [(p.number, p.text) for p in reading.paragraphs] == [(p.number, p.text) for p in paragraphs]
