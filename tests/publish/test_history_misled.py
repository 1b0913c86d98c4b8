"""A history that would mislead: another dossier, another sheet, a change that does not call itself one."""

from __future__ import annotations

import pytest
from tests.log.logs import SIGNERS, TIME, new_log
from tests.publish.test_plan import AT, record

from tellers.cli import main
from tellers.errors import FormatError, UsageError
from tellers.publish import Act, Entry, encode_entry, history_of, publisher, read_published
from tellers.publish.subjects import plain_record


def entry(number: int, votes: int, **more) -> bytes:
    """An entry that says to be published anew, of one sheet of unit u1."""
    given = {
        "act": Act.PUBLISHED,
        "subject": "record/president/v1/u1/1",
        "at": AT.format(number),
        "replaces": None,
        "dossier": "made",
        "stated": plain_record(record(number, "u1", votes)),
        **more,
    }
    return encode_entry(Entry(**given))


def changes(*entries: bytes) -> list[tuple]:
    """What each is told to have changed."""
    return [one.changed for one in history_of(entries, "u1")]


def test_what_another_dossier_says_of_a_unit_of_that_name_is_no_change():
    """A practice count in the same log."""
    assert changes(entry(0, 5), entry(1, 900, dossier="practice"), entry(2, 5)) == [(), (), ()]


def test_a_second_sheet_of_a_unit_is_not_a_change_of_the_first():
    """Unless it says which it replaces."""
    second = "record/president/v1/u1/2"
    assert changes(entry(0, 5), entry(1, 8, subject=second)) == [(), ()]
    corrected = entry(1, 8, subject=second, act=Act.CORRECTED, replaces=0)
    assert changes(entry(0, 5), corrected) == [(), (("A", 5, 8),)]


def test_a_change_that_calls_itself_published_is_told_and_ends_with_1(tmp_path, monkeypatch, capsys):
    """Whoever writes the log's entries by hand."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    with new_log(tmp_path / "log") as log:
        log.append([entry(0, 5), entry(1, 8), entry(2, 900, dossier="practice\x9b31m")])
        log.publish(log.sign(SIGNERS, time=TIME))

    assert main(["log", "history", "u1", str(tmp_path / "log")]) == 1
    assert capsys.readouterr().out == (
        "2031-05-18T20:15:00Z  published  record/president/v1/u1/1 of made  (entry 0)\n"
        "2031-05-18T20:15:01Z  published  record/president/v1/u1/1 of made  (entry 1)\n"
        "    A: 5 became 8\n"
        "2031-05-18T20:15:02Z  published  record/president/v1/u1/1 of practice\ufffd31m  (entry 2)\n"
    )


@pytest.mark.parametrize("strange", [b"", b"minutes of 3 May", b"[" * 9000, b"{}", b'{"type":7}', b"\xff"])
def test_a_stranger_s_entry_ends_neither_history_nor_publication(strange):
    """It is there for ever: one slip of a hand must not be the end of a log."""
    log, foreign = [entry(0, 5), strange, entry(2, 8, act=Act.CORRECTED, replaces=0)], []

    assert [one.index for one in history_of(log, "u1", foreign=foreign)] == [0, 2]
    assert foreign == [1]
    published = read_published(log, "made")
    assert (published.size, published.subjects["record/president/v1/u1/1"].index) == (3, 2)


@pytest.mark.parametrize("act", [b'"act":"published"', b'"act":"amended"'])
def test_what_says_to_be_an_entry_and_is_not_is_refused(act):
    """Of another version, or with another act: nobody can say what it changes."""
    good = entry(0, 5)
    bad = good.replace(b'"act":"published"', act).replace(
        b"entry:1", b"entry:2" if b"pub" in act else b"entry:1"
    )
    for read in (lambda: list(history_of([bad], "u1")), lambda: read_published([bad], "made")):
        with pytest.raises(FormatError, match="not an entry of this form"):
            read()


@pytest.mark.parametrize("unit", ["a", "a/1", "a/1/1", "record/president/v1/a", "1"])
def test_a_unit_whose_name_has_slashes_is_no_other_unit(unit):
    """The place stands after the last slash, contest and source have none."""
    units = ["a", "a/1", "a/1/1", "record/president/v1/a", "1"]
    log = [
        entry(number, 5, subject=f"record/president/v1/{name}/1", stated=plain_record(record(0, name, 5)))
        for number, name in enumerate(units)
    ]

    assert [one.entry.subject for one in history_of(log, unit)] == [f"record/president/v1/{unit}/1"]


def test_what_is_too_long_for_a_log_is_named(monkeypatch):
    """Not by its place among thousands."""
    monkeypatch.setattr(publisher, "MOST_ENTRY_BYTES", 200)
    with pytest.raises(UsageError, match="record/president/v1/u1/1: what is stated of it has 286 bytes"):
        publisher._encoded(
            Entry(
                act=Act.PUBLISHED,
                subject="record/president/v1/u1/1",
                at=AT.format(0),
                replaces=None,
                dossier="made",
                stated=plain_record(record(0, "u1", 5)),
            )
        )
