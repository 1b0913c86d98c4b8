from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from tellers.errors import UsageError
from tellers.report.pdf import render_pdf

pytest.importorskip("typst")
poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="no poppler on the PATH")


def asked(program: str, content: bytes, tmp_path, *options: str) -> str:
    """Return what one of poppler's programs says of a PDF."""
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        [program, *options, str(path), *(["-"] if program == "pdftotext" else [])],
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8")


@poppler
@pytest.mark.parametrize("which", ["election", "council"])
def test_the_paper_is_tagged_titled_and_a4(which, request, tmp_path):
    """What a screen reader and an archive ask of a PDF; Typst holds it to PDF/UA-1."""
    result = request.getfixturevalue(which)
    content = render_pdf(result, "en")
    told = asked("pdfinfo", content, tmp_path)

    assert re.search(r"Tagged: +yes", told)
    assert re.search(r"Page size: .*A4", told)
    assert result.contests[0].contest.title.in_language("en")[:30] in told
    assert b"/Outlines" in content
    assert re.search(rb"/Lang ?\(en\)", content)


@poppler
def test_the_paper_says_what_the_page_says(election, tmp_path):
    """The verdict on its first page, and the numbers it rests on."""
    content = render_pdf(election, "es")
    first = asked("pdftotext", content, tmp_path, "-l", "1", "-layout")

    for said in ("CONTRADICHO", "DEFINIDO", "7.303.480", "3.987.338", "3.349.293", "Con qué supuestos"):
        assert said in first


@poppler
def test_a_name_is_text_on_paper_too(hostile, tmp_path):
    """Typst never reads a name as its own marks: what was written is what is printed."""
    text = asked("pdftotext", render_pdf(hostile, "en"), tmp_path)

    assert "<script>alert(1)</script>" in text.replace("\n", "")


def test_the_same_result_gives_the_same_paper(council):
    """Byte for byte: no date is written."""
    assert render_pdf(council, "en") == render_pdf(council, "en")


def test_without_the_extra_it_says_what_to_install(council, monkeypatch):
    """A refusal with a way out, and nothing else of the report is lost."""
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(UsageError) as refused:
        render_pdf(council, "en")

    assert refused.value.remedy == "pip install tellers[pdf]"
    assert refused.value.exit_code == 2


@poppler
@pytest.mark.parametrize("which", ["election", "council", "honest"])
def test_a_heading_does_not_part_from_the_picture_it_leads_to(which, request, tmp_path):
    """Heading, lead, the picture's title and its description begin one page together."""
    pages = asked("pdftotext", render_pdf(request.getfixturevalue(which), "en"), tmp_path).split("\f")
    heading = "What was proclaimed, and what the records add up to"

    (page,) = (one for one in pages if heading in one)
    assert "For each figure a full dot" in page.split(heading)[1]
