"""From what a log says to what a dossier says: nothing twice, nothing unsaid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.canonical import type_name
from tellers.canonical.form import to_plain
from tellers.errors import UsageError
from tellers.model import ContestId, FigureId, Record, RecordId, SourceId, Status, UnitId
from tellers.publish import (
    Act,
    decode_entry,
    encode_entry,
    history_of,
    plan_entries,
    read_published,
    record_statements,
)
from tellers.publish.entry import lean
from tellers.publish.plan import LATEST
from tellers.publish.subjects import plain_record, whole_record

AT = "2031-05-18T20:15:{:02}Z"


def record(number, unit, votes, **more):
    """One record of a source, of one figure."""
    replaces = more.pop("replaces", None)
    return Record(
        id=RecordId(f"v1/{number}"),
        contest=ContestId("president"),
        source=SourceId("v1"),
        unit=UnitId(unit),
        figures=((FigureId("A"), votes),),
        row=number + 1,
        replaces=None if replaces is None else RecordId(f"v1/{replaces}"),
        **more,
    )


def publish(log, *records, dossier="made"):
    """Add to a log, a list of entries, what makes it say these records; return what was added."""
    published = read_published(log, dossier)
    second = len(log)
    added = list(plan_entries(published, record_statements(records), at=AT.format(second)))
    log.extend(encode_entry(entry) for entry in added)
    return [
        (entry.act.value, entry.subject.removeprefix("record/president/v1/"), entry.replaces)
        for entry in added
    ]


def test_a_first_publication_states_everything_once():
    """And a second of the same states nothing."""
    log = []

    assert publish(log, record(0, "u1", 5), record(1, "u2", 6)) == [
        ("published", "u1/1", None),
        ("published", "u2/1", None),
    ]
    assert publish(log, record(0, "u1", 5), record(1, "u2", 6)) == []


def test_the_same_sheet_read_from_another_row_is_no_change():
    """Where it was read is published, and is no statement about the vote."""
    log = []
    publish(log, record(0, "u1", 5), record(1, "u2", 6))

    assert publish(log, record(0, "u2", 6), record(1, "u1", 5)) == []


def test_a_changed_figure_is_a_correction_of_the_entry_it_replaces():
    """The old entry stays where it is."""
    log = []
    publish(log, record(0, "u1", 5))

    assert publish(log, record(0, "u1", 7)) == [("corrected", "u1/1", 0)]
    assert publish(log, record(0, "u1", 5)) == [("corrected", "u1/1", 1)]


def test_what_is_gone_is_withdrawn_and_what_comes_back_names_the_withdrawal():
    """Even where it comes back as it was: that is told too."""
    log = []
    publish(log, record(0, "u1", 5), record(1, "u2", 6))

    assert publish(log, record(0, "u2", 6)) == [("withdrawn", "u1/1", 0)]
    assert publish(log, record(0, "u2", 6)) == []
    assert publish(log, record(0, "u1", 5), record(1, "u2", 6)) == [("published", "u1/1", 2)]
    assert [one.changed for one in history_of(log, "u1")] == [(), (), ()]


def test_a_record_that_replaces_one_of_its_source_corrects_that_entry():
    """The chain of a source is kept in the log."""
    log = []
    publish(log, record(0, "u1", 5))

    added = publish(log, record(0, "u1", 5), record(1, "u1", 8, replaces=0, reason="misread"))
    assert added == [("corrected", "u1/2", 0)]
    (_, second) = history_of(log, "u1")
    assert second.changed == (("A", 5, 8), ("reason", None, "misread"))


def test_two_dossiers_in_one_log_do_not_correct_each_other():
    """A unit of the one is held against that dossier's last word alone, though both call it the same."""
    log = []
    publish(log, record(0, "u1", 5))
    publish(log, record(0, "u1", 90), dossier="other")
    publish(log, record(0, "u1", 6))

    told = [(one.entry.dossier, one.entry.act.value, one.changed) for one in history_of(log, "u1")]
    assert told == [
        ("made", "published", ()),
        ("other", "published", ()),
        ("made", "corrected", (("A", 5, 6),)),
    ]


def test_the_history_of_a_unit_leaves_out_its_neighbours():
    """`u1` is not `u11`, and a subject is named whole."""
    log = []
    publish(log, record(0, "u1", 5), record(1, "u11", 6))

    assert [one.index for one in history_of(log, "u1")] == [0]
    assert [one.index for one in history_of(log, "record/president/v1/u11/1")] == [1]


def test_a_time_that_goes_back_is_refused():
    """Whoever reads the times reads them in order."""
    log = []
    publish(log, record(0, "u1", 5))
    published = read_published(log, "made")

    with pytest.raises(UsageError, match="before that of what is published already"):
        list(plan_entries(published, record_statements([]), at="2031-05-18T20:14:59Z"))
    with pytest.raises(UsageError, match="not a time"):
        list(plan_entries(published, record_statements([]), at="yesterday"))


def test_a_time_still_to_come_holds_no_publication_up():
    """One entry of the year 9999, of whoever may append, would else be the last of its dossier."""
    log = []
    publish(log, record(0, "u1", 5))
    last = decode_entry(log[-1], where="")
    log.append(encode_entry(replace(last, subject="contest/x", at=LATEST, stated={"type": "x"})))
    published = read_published(log, "made", until=AT.format(30))

    assert (published.ahead, published.last_at) == ([1], AT.format(0))
    added = plan_entries(published, record_statements([record(0, "u1", 6)]), at=AT.format(30))
    assert [(entry.act, entry.replaces) for entry in added] == [(Act.CORRECTED, 0), (Act.WITHDRAWN, 1)]


def test_two_dossiers_share_a_log_and_leave_each_other_alone():
    """What another dossier states is neither withdrawn nor taken for ours."""
    log = []
    publish(log, record(0, "u1", 5))
    other = read_published(log, "other")
    added = list(plan_entries(other, record_statements([record(0, "u1", 5)]), at=AT.format(1)))

    assert [(entry.act, entry.replaces) for entry in added] == [(Act.PUBLISHED, None)]


RECORDS = st.lists(
    st.tuples(st.sampled_from(["u1", "u2", "u3"]), st.one_of(st.none(), st.integers(0, 5))), max_size=6
)


@given(st.lists(RECORDS, max_size=6))
def test_after_any_series_of_states_the_log_says_the_last_and_no_entry_twice(states):
    """Whatever was published before: a replay of the log gives the last state, and every entry is unique."""
    log = []
    for state in states:
        publish(log, *(record(number, unit, votes) for number, (unit, votes) in enumerate(state)))
    published = read_published(log, "made")
    last = states[-1] if states else []
    expected = record_statements(record(number, unit, votes) for number, (unit, votes) in enumerate(last))

    assert len(set(log)) == len(log)
    standing = {subject: one.stated["figures"] for subject, one in published.subjects.items() if one.stated}
    assert standing == {one.subject: one.stated["figures"] for one in expected}


@given(
    st.builds(
        Record,
        id=st.just(RecordId("v1/3")),
        contest=st.just(ContestId("president")),
        source=st.just(SourceId("v1")),
        unit=st.just(UnitId("u1")),
        figures=st.lists(st.tuples(st.just(FigureId("A")), st.none() | st.integers(0, 9)), max_size=2).map(
            tuple
        ),
        status=st.sampled_from(Status),
        unread=st.just((FigureId("A"),)),
        replaces=st.none() | st.just(RecordId("v1/2")),
        reason=st.text(max_size=5),
        row=st.integers(0, 9),
    )
)
def test_the_quick_way_to_write_a_record_is_the_canonical_one(made):
    """Two ways to the same bytes, one of them fast."""
    canonical = {**to_plain(made, Record), "type": type_name(Record)}

    assert plain_record(made) == lean(canonical)
    assert whole_record(plain_record(made)) == canonical
