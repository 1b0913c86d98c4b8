"""A history that would mislead: another dossier, another sheet, a change that does not call itself one."""

from __future__ import annotations

import pytest
from tests.log.logs import SIGNERS, TIME, new_log
from tests.publish.test_plan import AT, record

from tellers.cli import main
from tellers.errors import UsageError
from tellers.publish import Act, Entry, encode_entry, history_of, publisher, read_published
from tellers.publish.subjects import plain_record
from tellers.web.serve.answers import LogHead
from tellers.web.serve.entries import LogEntries
from tellers.web.site.compare_versions import versions_of
from tellers.web.site.standing import read_standing


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


DEEP = [
    b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    *(b'{"a":' + b"[" * lists + b'"\\u0001"' + b"]" * lists + b"}" for lists in range(900, 1000, 3)),
]
"""What ends a reader that goes down with what it reads; some do only from a certain depth of its own."""


@pytest.mark.parametrize(
    "strange", [b"", b"minutes of 3 May", b"[" * 9000, b"{}", b'{"type":7}', b"\xff", *DEEP]
)
def test_a_stranger_s_entry_ends_neither_history_nor_publication(strange):
    """It is there for ever: one slip of a hand must not be the end of a log."""
    log, foreign = [entry(0, 5), strange, entry(2, 8, act=Act.CORRECTED, replaces=0)], []

    assert [one.index for one in history_of(log, "u1", foreign=foreign)] == [0, 2]
    assert foreign == [1]
    published = read_published(log, "made")
    assert (published.size, published.subjects["record/president/v1/u1/1"].index) == (3, 2)
    standing = read_standing(log, "made")
    assert [one.index for one in standing.records["president"]["u1"]] == [2]
    head = LogHead(origin="o", size=3, root="")
    assert LogEntries(head, log, "made").standing("record/president/v1/u1/1") == 2
    acts = {"published": 1, "silent": 1, "corrected": 1}
    assert [one.added for one in versions_of({3: b""}, standing.acts, "")] == [acts]


def test_a_withdrawal_that_names_no_record_ends_no_site():
    """It says to be of a record, and which one cannot be read from it."""
    bad = entry(1, 5, act=Act.WITHDRAWN, subject="record/x", replaces=0, stated=None)
    standing = read_standing([entry(0, 5), bad], "made")

    assert [one.index for one in standing.records["president"]["u1"]] == [0]
    assert standing.taken_back == {}
    assert read_published([entry(0, 5), bad], "made").malformed == [1]


MALFORMED = {
    "of another version": (b"entry:1", b"entry:2"),
    "with another act": (b'"act":"published"', b'"act":"amended"'),
    "with a blank": (b',"dossier"', b', "dossier"'),
    "with a figure in words": (b'["A",8]', b'["A","8"]'),
    "with a number that no browser holds": (b'["A",8]', b'["A",9007199254740993]'),
    "of another unit than it is called": (b'"unit":"u1"', b'"unit":"u2"'),
    "of a status that nobody knows": (b'"status":"counted"', b'"status":"recounted"'),
    "of a source that is markup": (b"v1", b"<b>"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_says_to_be_an_entry_and_is_not_states_nothing_anywhere(name):
    """Whoever may put bytes into a log would else end its publishing, its history and every site of it."""
    good = entry(0, 8)
    bad = good.replace(*MALFORMED[name])
    assert bad != good
    log, malformed = [entry(0, 5), bad, entry(2, 9, act=Act.CORRECTED, replaces=0)], []

    assert [one.index for one in history_of(log, "u1", malformed=malformed)] == [0, 2]
    assert malformed == [1]
    published = read_published(log[:2], "made")
    assert (published.size, published.malformed) == (2, [1])
    assert {subject: one.index for subject, one in published.subjects.items()} == {
        "record/president/v1/u1/1": 0
    }
    standing = read_standing(log[:2], "made")
    assert [one.figures for one in standing.records["president"]["u1"]] == [{"A": 5}]
    assert list(standing.records["president"]) == ["u1"]
    head = LogHead(origin="o", size=2, root="")
    assert LogEntries(head, log[:2], "made").standing("record/president/v1/u1/1") == 0
    assert [one.added for one in versions_of({2: b""}, standing.acts, "")] == [{"published": 1, "silent": 1}]


def test_an_entry_out_of_its_form_is_named_to_whoever_asks_and_to_whoever_publishes(
    tmp_path, monkeypatch, capsys
):
    """Counted, and with its number."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    with new_log(tmp_path / "log") as log:
        log.append([entry(0, 5), entry(0, 8).replace(b"entry:1", b"entry:2")])
        log.publish(log.sign(SIGNERS, time=TIME))

    assert main(["log", "history", "u1", str(tmp_path / "log")]) == 0
    assert capsys.readouterr().out == (
        "2031-05-18T20:15:00Z  published  record/president/v1/u1/1  (entry 0)\n"
        "Entry 1 of the log says to be of Tellers and is not in the form: it states nothing.\n"
    )


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
