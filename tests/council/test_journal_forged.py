"""A journal written by another hand: what could not have been entered, and what a lot does not give."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.council.held import held

from tellers.council.events import event_of
from tellers.council.sitting import fold
from tellers.errors import JournalError, TellersError

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


WHATS = ["opened", "item", "position", "correction", "hands", "lot", "announcement", "x"]
KEYS = (  # noqa: SIM905 (many short words)
    "item seat position counts rule title question seats seed body body_sha256 day drawn by replaces reason"
).split()


@settings(deadline=None)  # it opens a sitting of 35 seats each time
@given(
    st.fixed_dictionaries({"what": st.sampled_from(WHATS)}, optional=dict.fromkeys(KEYS, PLAIN)),
)
def test_a_hostile_journal_raises_only_our_own_errors(plain):
    """Any values under any event's names."""
    line = held().journal.lines[0]
    with contextlib.suppress(TellersError):
        event_of(plain)
        fold([line, type(line)(sequence=2, time="", previous="", event=plain)], where="a.journal")


def test_an_entry_that_could_not_have_been_made_is_refused_with_its_line():
    """A vote without a question, written by another hand."""
    line = held().journal.lines[0]
    other = type(line)(
        sequence=2,
        time="",
        previous="",
        event={"what": "position", "item": "1", "seat": "peru", "position": "for"},
    )

    with pytest.raises(JournalError, match="line 2: this could not have been entered: no such item"):
        fold([line, other], where="a.journal")


def test_a_lot_that_does_not_follow_from_its_seed_is_refused():
    """Whoever writes the journal by hand cannot choose who is called first."""
    live = held("lot 4711")
    lines = list(live.journal.lines)
    event = {**lines[1].event, "drawn": "peru"}
    forged = type(lines[1])(sequence=2, time="", previous="", event=event)

    with pytest.raises(JournalError, match="lot does not follow"):
        fold([lines[0], forged], where="a.journal")
