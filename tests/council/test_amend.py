"""Amendments applied, and the difference between two versions written as amendments."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.council.drafting import REQUESTS, amendment, reason, request, version

from tellers.canonical import hash_version
from tellers.council import (
    ChangeWord,
    amendments_between,
    apply_amendments,
    apply_to_amendment,
    diff_versions,
    renumbered,
    words_between,
)
from tellers.errors import UsageError
from tellers.model import Action, ParagraphId, ParagraphKind, VersionId

WORDS = st.lists(
    st.sampled_from(["records", "observers", "publish", "verify", "the", "of", "not"]), max_size=6
)
PIECES = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(ParagraphKind), WORDS, st.sampled_from(["", "1", "2"])),
    max_size=8,
    unique_by=lambda piece: piece[0],
)


def after(*amendments, text=None):
    """The texts of the paragraphs after these amendments."""
    made = apply_amendments(text or version(), amendments, to=VersionId("v2"), on="2024-07-31")
    return [paragraph.text for paragraph in made.paragraphs]


def test_paragraphs_are_deleted_replaced_inserted_and_added():
    """Each in its place, the others untouched and under their old numbers."""
    new = request(5, "Asks for a report.")

    assert after(amendment("a", Action.DELETE, "pre1", "op4"))[-1] == REQUESTS[2]
    assert after(amendment("a", Action.REPLACE, "op2", paragraphs=(new,)))[6] == "Asks for a report."
    assert after(amendment("a", Action.INSERT_AFTER, "op1", paragraphs=(new,)))[6] == "Asks for a report."
    assert after(amendment("a", Action.INSERT_AFTER, paragraphs=(new,)))[0] == "Asks for a report."
    assert after(amendment("a", Action.ADD, paragraphs=(new,)))[-1] == "Asks for a report."


@pytest.mark.parametrize(
    ("action", "words", "put", "expected"),
    [
        (Action.REPLACE, "Requests", "Demands", "Demands the authority to publish the records"),
        (Action.DELETE, "of every polling table", "", "Requests the authority to publish the records w"),
        (
            Action.DELETE, "polling table without delay", "",
            "Requests the authority to publish the records of every.",
        ),
        (Action.INSERT_AFTER, "authority", ", as a party,", "Requests the authority, as a party, to publish"),
        (Action.INSERT_AFTER, "publish", "again", "Requests the authority to publish again the records"),
    ],
)  # fmt: skip
def test_words_of_a_paragraph_are_changed_without_losing_a_blank(action, words, put, expected):
    """No two blanks, and none before a full stop."""
    changed = after(amendment("a", action, "op1", words=words, text=put))[5]

    assert changed.startswith(expected)


def test_a_new_version_says_where_it_comes_from():
    """After which version, by which amendments, and with a hash of its own."""
    text = version()
    made = apply_amendments(
        text, [amendment("a3", Action.DELETE, "op4")], to=VersionId("v2"), on="2024-07-31"
    )

    assert (made.id, made.after, made.date, made.by.in_language("en")) == ("v2", "v1", "2024-07-31", "a3")
    assert hash_version(made) != hash_version(text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (amendment("a", Action.DELETE, "op9"), "there is no paragraph 'op9' in the text"),
        (amendment("a", Action.DELETE), "it names no paragraph"),
        (amendment("a", Action.REPLACE, "op1", words="Begs"), "its words stand 0 times"),
        (amendment("a", Action.REPLACE, "op1", words="the"), "its words stand 2 times"),
        (amendment("a", Action.REPLACE, "op1", words="record"), "its words stand 0 times"),
        (amendment("a", Action.ADD, "op1", words="records"), "words are put in with"),
        (amendment("a", Action.DELETE, "op1", "op2", words="records"), "exactly one paragraph"),
        (amendment("a", Action.ADD, paragraphs=(request(1),)), "an id that is taken"),
    ],
)
def test_an_amendment_that_does_not_fit_is_refused(change, told):
    """Nothing is guessed about what it would have done."""
    with pytest.raises(UsageError, match=told) as refused:
        after(change)

    assert refused.value.where == "amendment a"


def test_an_amendment_to_an_amendment_changes_it_and_not_the_text():
    """Its words, or the paragraphs it would put in."""
    words = amendment("a", Action.REPLACE, "op1", words="without delay", text="within thirty days")
    whole = amendment("b", Action.ADD, paragraphs=(request(5, "Asks for a report."),))
    to_words = amendment("a.1", Action.REPLACE, words="thirty", text="ten", amends=words.id)
    to_whole = amendment("b.1", Action.REPLACE, "op5", words="a report", text="two", amends=whole.id)

    assert apply_to_amendment(words, to_words).text == "within ten days"
    assert after(apply_to_amendment(whole, to_whole))[-1] == "Asks for two."


def test_renumbering_is_a_step_of_its_own():
    """What is numbered gets 1, 2, 3; the reasons get nothing."""
    text = version(reason(1), request(2), request(4))

    assert [p.number for p in renumbered(text, to=VersionId("v2")).paragraphs] == ["", "1", "2"]


def test_words_that_differ_are_told_and_no_others():
    """The deleted come before what stands in their place."""
    pieces = words_between("to publish the records", "to publish all the sheets")

    assert [(p.op, p.text) for p in pieces] == [
        ("equal", "to publish"), ("insert", "all"), ("equal", "the"), ("delete", "records"),
        ("insert", "sheets"),
    ]  # fmt: skip


def test_a_paragraph_that_moved_is_not_told_as_gone_and_new():
    """The last request goes first, another is reworded, one is dropped, one is new."""
    later = version(
        reason(1), request(4, number="1"),
        request(1, REQUESTS[0].replace("without delay", "within ten days"), "2"), request(3, number="3"),
        request(9, "Asks for an oral account."), name="v2",
    )  # fmt: skip
    earlier = version(reason(1), *(request(i) for i in range(1, 5)))

    told = [(c.word, (c.after or c.before).id) for c in diff_versions(earlier, later)]

    assert told == [
        (ChangeWord.SAME, "pre1"), (ChangeWord.MOVED, "op4"), (ChangeWord.CHANGED, "op1"),
        (ChangeWord.REMOVED, "op2"), (ChangeWord.SAME, "op3"), (ChangeWord.ADDED, "op9"),
    ]  # fmt: skip


@given(PIECES, PIECES)
@settings(max_examples=300, deadline=None)
def test_the_amendments_between_two_versions_make_the_later_one(before, later):
    """Whatever the two are; and a version needs none to be itself."""
    one, two = (
        version(*(built(p) for p in pieces), name=name) for pieces, name in ((before, "v1"), (later, "v2"))
    )
    one, two = (replace(v, paragraphs=v.paragraphs if p else ()) for v, p in ((one, before), (two, later)))

    made = apply_amendments(one, amendments_between(one, two), to=two.id, on=two.date)

    assert made.paragraphs == two.paragraphs
    assert hash_version(made) == hash_version(two)
    assert amendments_between(two, two) == ()


@given(PIECES, PIECES)
@settings(max_examples=200, deadline=None)
def test_a_difference_tells_every_paragraph_once_and_nothing_where_the_hashes_agree(before, later):
    """Each of both versions has its line."""
    one, two = (
        replace(version(name=name), paragraphs=tuple(built(p) for p in pieces))
        for pieces, name in ((before, "v1"), (later, "v2"))
    )
    changes = diff_versions(one, two)

    assert sorted(c.before.id for c in changes if c.before) == sorted(p.id for p in one.paragraphs)
    assert [c.after.id for c in changes if c.after] == [p.id for p in two.paragraphs]
    if all(c.word is ChangeWord.SAME for c in changes):
        assert hash_version(one) == hash_version(two)


def built(piece):
    """A paragraph from what Hypothesis drew."""
    place, kind, words, number = piece
    return replace(request(1), id=ParagraphId(f"p{place}"), kind=kind, text=" ".join(words), number=number)
