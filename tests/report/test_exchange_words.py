"""Whatever is lost or noticed in an exchange can be told, in every language, and names no motive."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from tellers.formats.remarks import Remark
from tellers.model import VoteEvent, VoterPosition
from tellers.report.catalogue import LANGUAGES, load_catalogue
from tellers.report.exchange import tell_remarks

SOURCE = Path(__file__).parents[2] / "src" / "tellers"
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("formats", "council")
    for path in sorted((SOURCE / room).glob("*.py"))
)
LOST = {one.name for kind in (VoteEvent, VoterPosition) for one in fields(kind)} - {"form"}
LEFT = {"rival-rules", "rival-members", "readings", "sources", "proclamations", "unrecorded"}
KEYS = {f"lost-{name}" for name in LOST | {"votes"}} | {f"left-{what}" for what in LEFT}
KEYS |= set(re.findall(r'"(note-[a-z-]+)"', CODE))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_remark_has_a_sentence(code):
    """Each field of a vote may be lost, and each note of a reader may be made."""
    told = tell_remarks([Remark(key=key, count=3, shown="x") for key in sorted(KEYS)], code)

    assert len(told) == len(KEYS) > 30
    assert not any("{" in line for line in told)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_of_the_exchange_is_left_over(code):
    """A message that nothing says is a message that nobody reads."""
    said = set(load_catalogue(code).messages)
    mine = {key for key in said if re.match(r"(?:lost|note|left)-", key)}

    assert mine - KEYS == set()
