"""The picture of members voting together and the page around it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from tellers.council.agreement import VOTES, WITH_ABSTENTIONS, measure_agreement
from tellers.model import Number
from tellers.report.agreement import (
    pair_rows,
    render_agreement_html,
    render_agreement_svg,
)
from tellers.report.catalogue import LANGUAGES
from tellers.report.language import Language

CALLS = [
    {"Ana": "for", "Ben": "for", "Cid": "against", "Dora": "absent"},
    {"Ana": "abstain", "Ben": "abstain", "Cid": "against", "Dora": "absent"},
]


def test_every_pair_is_told_with_its_votes():
    """Two of two; none of one; nobody with Dora, who has no share."""
    rows = list(pair_rows(measure_agreement(CALLS, counted=WITH_ABSTENTIONS), "en"))

    assert ("Ana", "Ben", 2, 2, "100.00 %") in rows
    assert {row[2:] for row in rows if "Dora" in row} == {(0, 0, "")}
    assert len(rows) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_it_counts_and_what_it_cannot_tell(language):
    """The definition, the votes of a pair, and the limits stand above the picture."""
    say = Language.load(language).say
    votes, positions = (
        render_agreement_html(measure_agreement(CALLS, counted=counted), language)
        for counted in (VOTES, WITH_ABSTENTIONS)
    )

    assert say("together-votes") in votes
    assert say("together-with-abstentions") in positions
    assert say("together-limits") in votes
    assert say("together-never", [Number(name="count", value=3, unit="count")]) in positions
    assert "<script" not in votes
    assert "default-src 'none'" in votes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_a_file_of_its_own(language):
    """It opens as SVG, on white, with a title and a description that a screen reader tells."""
    found = measure_agreement(CALLS)
    svg = render_agreement_svg(found, language)
    root = ET.fromstring(svg)  # noqa: S314 (our own drawing)

    assert root.get("role") == "img"
    assert [child.tag.rpartition("}")[2] for child in root][:4] == ["title", "desc", "style", "rect"]
    assert root[0].text == Language.load(language).say("together-title")
    assert svg == render_agreement_svg(measure_agreement(CALLS[::-1]), language)


def test_a_name_in_a_table_cannot_write_the_page():
    """Names are text in the picture and in the table."""
    found = measure_agreement([{"<script>": "for", "B": "for"}])

    assert "<script" not in render_agreement_html(found, "en")
    assert "<script" not in render_agreement_svg(found, "en")
