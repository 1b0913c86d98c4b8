"""Shelves held to a dictionary, and entries of a log found under their subjects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.publish import encode_entry
from tellers.publish.entry import Act, Entry
from tellers.web.serve.answers import LogHead
from tellers.web.serve.entries import LogEntries
from tellers.web.serve.shelf import Shelf

KEYS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=6)
LINES = st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=8)
TOLD = LogHead(origin="example.org/log", size=0, root="")


@given(st.lists(st.tuples(KEYS, LINES), max_size=60), st.integers(1, 9), KEYS)
def test_a_shelf_gives_what_was_put_under_each_key_and_no_more(pairs, at_once, other):
    """In its order, however blocks fall; a key that begins as another does is another."""
    lines = sorted(pairs, key=lambda pair: pair[0])
    shelf = Shelf.of([f"{key}\t{line}" for key, line in lines], at_once=at_once)
    expected = {}
    for key, line in lines:
        expected.setdefault(key, []).append(line)

    assert {key: shelf[key] for key in expected} == expected
    assert shelf[other] == expected.get(other, [])
    assert (other in shelf) == (other in expected)
    assert len(shelf) == len(lines)
    assert shelf.keys_after("", 1000) == sorted(expected)
    assert shelf.keys_after(other, 3) == [key for key in sorted(expected) if key > other][:3]


def entry(subject: str, **changes) -> bytes:
    """Return an entry of a dossier: of a record where the subject names one, else of a source."""
    stated = {"type": "tellers:source:1", "note": ',"subject":"a lie","type":"tellers:entry:1"}'}
    if subject.startswith("record/"):
        contest, source, unit = subject.rpartition("/")[0].split("/", 3)[1:]
        stated |= {"type": "tellers:record:1", "status": "counted"}
        stated |= {"contest": contest, "source": source, "unit": unit}
    whole = {
        "act": Act.PUBLISHED,
        "subject": subject,
        "at": "2031-05-18T20:15:00Z",
        "replaces": None,
        "dossier": "made",
        "stated": stated,
    }
    return encode_entry(Entry(**whole | changes))


@pytest.mark.parametrize(
    "subject", ["record/p/v1/7/1", 'record/p/v1/a"b\\,"subject":"x/1', "record/p/v1/é\u2028é/1"]
)
def test_the_last_entry_of_a_subject_stands(subject):
    """Whatever signs its unit is called by, and whatever its object says in its own words."""
    log = LogEntries(
        TOLD, [entry("contest/p"), entry(subject), entry(subject, act=Act.CORRECTED, replaces=1)], "made"
    )

    assert (log.standing(subject), log.standing("contest/p"), log.standing("a lie")) == (2, 0, None)


def test_what_was_withdrawn_does_not_stand_and_stands_again_when_it_is_back():
    """By the last entry."""
    gone = entry("source/v1", act=Act.WITHDRAWN, replaces=0, stated=None)

    assert LogEntries(TOLD, [entry("source/v1"), gone], "made").standing("source/v1") is None
    assert (
        LogEntries(TOLD, [entry("source/v1"), gone, entry("source/v1", replaces=1)], "made").standing(
            "source/v1"
        )
        == 2
    )


def test_entries_of_strangers_and_of_other_dossiers_say_nothing():
    """They have their number, and no subject here."""
    strangers = [
        b"",
        b"{}",
        b"\xff" * 70,
        b'{"act":"published","subject":"source/v1","type":"tellers:entry:1"}',
    ]
    log = LogEntries(TOLD, [*strangers, entry("source/v1", dossier="other"), entry("source/v2")], "made")

    assert (log.standing("source/v1"), log.standing("source/v2")) == (None, 5)
