"""The text voted held to the text published."""

from __future__ import annotations

from tests.council.drafting import PARAGRAPHS, REQUESTS, request, version

from tellers.council import ChangeWord, compare_published


def test_the_same_words_are_the_same_text_whatever_printed_them():
    """Curved quotes and numbers in brackets do not make another text."""
    printed = [
        request(i, REQUESTS[i - 1].replace(" the records", "\u00a0the records"), f"({i})")
        for i in range(1, 5)
    ]
    found = compare_published(version(), version(*PARAGRAPHS[:5], *printed))

    assert (found.same, found.differing) == (True, ())


def test_the_paragraph_that_differs_is_named_with_its_words():
    """One verb of one paragraph."""
    other = request(3, REQUESTS[2].replace("Urges", "Invites"))
    found = compare_published(version(), version(*PARAGRAPHS[:7], other, PARAGRAPHS[8]))

    assert not found.same
    [change] = found.differing
    assert (change.word, change.before.id) == (ChangeWord.CHANGED, "op3")
    assert [(p.op, p.text) for p in change.pieces][:2] == [("delete", "Urges"), ("insert", "Invites")]


def test_a_paragraph_left_out_and_one_nobody_voted_on_are_named():
    """A number put right is a difference as well."""
    without = compare_published(version(), version(*PARAGRAPHS[:8]))
    extra = compare_published(version(), version(*PARAGRAPHS, request(5, "Asks for more.")))
    renumbered = compare_published(version(), version(*PARAGRAPHS[:8], request(4, number="5")))

    assert [(c.word, c.before.id) for c in without.differing] == [(ChangeWord.REMOVED, "op4")]
    assert [(c.word, c.after.id) for c in extra.differing] == [(ChangeWord.ADDED, "op5")]
    assert [(c.word, c.before.id, c.pieces) for c in renumbered.differing] == [
        (ChangeWord.CHANGED, "op4", ())
    ]
