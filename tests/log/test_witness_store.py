from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.log.witness_world import (
    FORK,
    LOG,
    LOG_MLDSA,
    NOW,
    ORIGIN,
    STRANGER,
    TREE,
    WITNESS,
    request,
    signed,
)

from tellers.errors import LogError, UsageError
from tellers.log.key_file import read_public_keys
from tellers.log.keys import KeyKind, Signer, VerifierKey
from tellers.log.tree import TreeHead
from tellers.log.witness import Answer
from tellers.log.witness_folder import init_witness, open_witness
from tellers.log.witness_place import Place, verify_place
from tellers.log.witness_service import answer_once
from tellers.log.witness_statements import read_statements
from tellers.log.witness_store import WitnessStore, create_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a witness's folder that knows one log."""
    made = tmp_path / "w"
    made.mkdir()
    create_store(made, WITNESS.keys, final=made)
    with WitnessStore(made, WITNESS.keys) as store:
        store.add_log(LOG.key)
    return made


def ask(folder: Path, *bodies: bytes, now: int = NOW) -> list[Answer]:
    """Return the answers of a witness that is opened, asked, and closed."""
    with WitnessStore(folder, WITNESS.keys, clock=lambda: now) as store:
        return [answer_once(WITNESS, store, body) for body in bodies]


def alter(folder: Path, sql: str) -> None:
    """Do to the database what a stranger with a shell could."""
    with closing(sqlite3.connect(folder / "witness.db")) as connection:
        connection.executescript(sql)


def test_what_was_cosigned_is_known_after_the_witness_starts_again(folder):
    """Size, root, time and the note; the next must begin with it."""
    ask(folder, request(0, 5))

    with WitnessStore(folder, WITNESS.keys) as store:
        stored = store.stored(ORIGIN)
    assert (stored.head, stored.time, stored.halted) == (TREE.head(5), NOW, False)
    assert [one.status for one in ask(folder, request(0, 9), request(5, 9), request(9, 9, tree=FORK))] == [
        *(409, 200, 422)
    ]


def test_every_signed_checkpoint_is_kept_whole_and_a_repeated_request_once(folder):
    """Those of 403 and 404 are not: nobody known said that."""
    bodies = [
        *(request(0, 5), request(0, 9), request(0, 9), request(5, 9), request(4, 9), request(9, 9)),
        *(request(9, 9, tree=FORK), request(9, 9, tree=FORK), request(9, 8, tree=FORK)),
        request(9, 12, note=signed(TREE.head(12), LOG_MLDSA)),
    ]
    ask(folder, *bodies)

    kept = read_statements(folder)
    assert [(one.status, one.size) for one in kept] == [(200, 5), (409, 9), (200, 9), (422, 9), (400, 8)]
    assert [one.request for one in kept] == [bodies[at] for at in (0, 1, 3, 6, 8)]
    assert {one.time for one in kept} == {NOW}
    assert kept[1].answer == b"5\n"


def test_no_commit_is_made_where_nothing_changes(folder):
    """The same request again in the same second leaves the file as it is."""
    ask(folder, request(0, 5))
    with WitnessStore(folder, WITNESS.keys, clock=lambda: NOW) as store:
        before = (folder / "witness.db").read_bytes()
        assert answer_once(WITNESS, store, request(5, 5)).status == 200
        assert (folder / "witness.db").read_bytes() == before


FORBIDDEN = {
    "a smaller size": "UPDATE heads SET size = 4",
    "another root": "UPDATE heads SET root = zeroblob(32)",
    "an earlier time": "UPDATE heads SET time = time - 1",
    "another log": "UPDATE heads SET origin = 'other'",
    "a head deleted": "DELETE FROM heads",
    "a head replaced": "INSERT OR REPLACE INTO heads SELECT origin, 4, root, time, note FROM heads",
    "a statement deleted": "DELETE FROM statements",
    "a statement changed": "UPDATE statements SET status = 400",
    "a statement replaced": "INSERT OR REPLACE INTO statements SELECT * FROM statements",
    "a second root cosigned": "INSERT INTO statements SELECT 99, origin, size, zeroblob(32), zeroblob(32), "
    "200, time, request, answer FROM statements",
    "a key of a log deleted": "DELETE FROM log_keys",
    "an own key deleted": "DELETE FROM own_keys",
}


@pytest.mark.parametrize("sql", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_database_itself_forbids_going_back(folder, sql):
    """Whatever program writes to it."""
    ask(folder, request(0, 5))

    with pytest.raises(sqlite3.IntegrityError, match="would"):
        alter(folder, sql)
    with pytest.raises(sqlite3.IntegrityError, match="would"):
        alter(folder, f"PRAGMA recursive_triggers = ON; {sql}")


def test_the_disk_is_waited_for_and_the_journal_is_not_a_wal(folder):
    """FULL is 2."""
    with WitnessStore(folder, WITNESS.keys) as store:
        ask_for = store._connection.execute
        assert ask_for("PRAGMA synchronous").fetchone() == (2,)
        assert ask_for("PRAGMA journal_mode").fetchone() == ("persist",)


def test_a_witness_without_its_database_does_not_start(folder):
    """It would sign any history; a folder without one says how to begin."""
    (folder / "witness.db").unlink()

    with pytest.raises(LogError, match="there is no database of a witness here") as told:
        ask(folder)
    assert "would sign a second history" in told.value.remedy
    assert not (folder / "witness.db").exists()


def test_two_processes_cannot_have_one_witness_open(folder):
    """The second is told; the first goes on."""
    with WitnessStore(folder, WITNESS.keys) as first:
        with pytest.raises(LogError, match="another process has this witness open"):
            WitnessStore(folder, WITNESS.keys)
        assert answer_once(WITNESS, first, request(0, 5)).status == 200
    assert ask(folder, request(5, 9))[0].status == 200


def test_a_copied_folder_does_not_start_and_a_renamed_one_does(folder, tmp_path):
    """A copy is another file; a renamed folder holds the same one."""
    ask(folder, request(0, 5))
    shutil.copytree(folder, tmp_path / "copy")
    folder.rename(tmp_path / "moved")

    with pytest.raises(LogError, match="this database is a copy, or was put back from a backup"):
        ask(tmp_path / "copy")
    assert ask(tmp_path / "moved", request(5, 9))[0].status == 200


def test_a_folder_removed_and_put_back_does_not_start(folder, tmp_path):
    """Its mark with it; the disk may well give it the same inode again, of another generation."""
    shutil.copytree(folder, tmp_path / "backup")
    ask(folder, request(0, 5))
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)

    with pytest.raises(LogError, match="this database is a copy, or was put back from a backup"):
        ask(folder)


def test_a_log_that_signs_without_end_fills_no_disk(folder, monkeypatch):
    """Some thousand refusals are kept of it; the witness goes on to answer and to cosign."""
    import tellers.log.witness_store as module  # noqa: PLC0415

    monkeypatch.setattr(module, "MOST_REFUSED", 3)
    ask(folder, request(0, 5))
    ask(folder, *(request(5, size, tree=FORK) for size in (6, 7)))
    answers = ask(folder, *(request(5, size, tree=FORK) for size in (8, 9, 10)), request(5, 9))

    assert [one.status for one in answers] == [422, 422, 422, 200]
    assert [(one.status, one.size) for one in read_statements(folder)] == [
        *((200, 5), (422, 6), (422, 7), (422, 8), (200, 9))
    ]


def test_a_log_that_first_asks_from_nothing_is_not_counted_among_those(folder, monkeypatch):
    """Its checkpoints are cosigned a moment later: what was refused of them is no burden, also at a start."""
    import tellers.log.witness_store as module  # noqa: PLC0415

    monkeypatch.setattr(module, "MOST_REFUSED", 2)
    for size in range(10):
        ask(folder, request(0, size + 1), request(size, size + 1))
    ask(folder, request(0, 10, tree=FORK), request(0, 11, tree=FORK), request(0, 12, tree=FORK))

    refused = [one.size for one in read_statements(folder) if one.status == 409]
    assert refused == [2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11]


def test_signatures_of_strangers_are_not_kept(folder):
    """Anybody can add them; the log's own are kept with the text."""
    ask(folder, request(0, 5, note=signed(TREE.head(5), LOG, STRANGER, LOG_MLDSA)))

    assert [one.request for one in read_statements(folder)] == [request(0, 5)]


def test_a_database_put_back_in_place_does_not_start(folder):
    """Over the same file, so that the inode is the same: the mark of the later start gives it away."""
    backup = (folder / "witness.db").read_bytes()
    ask(folder, request(0, 5))
    with (folder / "witness.db").open("r+b") as stream:
        stream.write(backup)
        stream.truncate()

    with pytest.raises(LogError, match="not the one that the witness last started with"):
        ask(folder)


def test_a_start_that_was_cut_off_can_be_made_again(folder, monkeypatch):
    """Between the mark and the database, and between the database and the mark."""
    import tellers.log.witness_store as module  # noqa: PLC0415

    write, calls = module.write_mark, []

    def cut(folder_: Path, *words: str) -> None:
        calls.append(words)
        if len(calls) == 2:
            raise KeyboardInterrupt
        write(folder_, *words)

    monkeypatch.setattr(module, "write_mark", cut)
    with pytest.raises(KeyboardInterrupt):
        ask(folder)
    calls[:] = [()]  # the next call is the second: the start ends before the mark
    with pytest.raises(KeyboardInterrupt):
        ask(folder)
    monkeypatch.undo()

    assert ask(folder, request(0, 5))[0].status == 200


def test_a_mark_that_is_gone_stops_the_witness(folder):
    """Somebody has been tidying: what else went is not known."""
    (folder / "witness.mark").unlink()

    with pytest.raises(LogError, match="the mark beside the database is gone"):
        ask(folder)


def test_the_same_inode_at_another_place_on_another_disk_is_not_the_same_file():
    """Numbers of a disk change at a restart, paths when a folder is renamed: not both."""
    made = Place("17", "8", "/srv/w/witness.db")

    verify_place(made, Place("17", "9", "/srv/w/witness.db"))
    verify_place(made, Place("17", "8", "/srv/v/witness.db"))
    for other in (Place("17", "9", "/srv/v/witness.db"), Place("18", "8", "/srv/w/witness.db")):
        with pytest.raises(LogError, match="a copy"):
            verify_place(made, other)


SET_BACK = """
DROP TRIGGER heads_never_go_back;
UPDATE heads SET size = 4;
CREATE TRIGGER heads_never_go_back BEFORE UPDATE ON heads BEGIN SELECT 1; END
"""
TAMPERED = {
    "a trigger dropped": ("DROP TRIGGER heads_never_go_back", "tables or triggers"),
    "a table added": ("CREATE TABLE more (x)", "tables or triggers"),
    "a state set back": (
        SET_BACK,
        "tables or triggers",
    ),
    "a head never kept": (
        "INSERT INTO heads VALUES ('other', 1, zeroblob(32), 1, x'00')",
        "do not agree",
    ),
}


@pytest.mark.parametrize(("sql", "told"), TAMPERED.values(), ids=TAMPERED)
def test_a_database_that_was_altered_does_not_start(folder, sql, told):
    """Its own promises are looked at first."""
    ask(folder, request(0, 5))
    alter(folder, sql)

    with pytest.raises(LogError, match=told):
        ask(folder)


def test_bytes_that_are_no_database_are_said_to_be_none(folder):
    """Not a traceback of SQLite."""
    (folder / "witness.db").write_bytes(b"not a database" * 100)

    with pytest.raises(LogError, match="the database cannot be read"):
        ask(folder)


def test_the_keys_of_another_witness_do_not_open_the_database(folder):
    """One state, one witness."""
    with pytest.raises(LogError, match="the keys are not those of this database"):
        WitnessStore(folder, WITNESS.keys[:1])


def test_after_an_error_of_the_disk_nothing_is_answered(folder, monkeypatch):
    """Not even by the same store later: what was written is not known."""
    with WitnessStore(folder, WITNESS.keys) as store:
        monkeypatch.setattr(store, "_keep", lambda *_: store._connection.execute("SELECT nothing"))
        with pytest.raises(LogError, match="the database refuses"):
            answer_once(WITNESS, store, request(0, 5))
        monkeypatch.undo()
        with pytest.raises(LogError, match="nothing more is answered after an error"):
            answer_once(WITNESS, store, request(0, 5))
    with WitnessStore(folder, WITNESS.keys) as store:
        assert store.stored(ORIGIN).note == b""


def test_a_full_disk_stops_the_witness_and_loses_nothing(folder):
    """No answer is given; what was cosigned before is there when it starts again."""
    with WitnessStore(folder, WITNESS.keys, clock=lambda: NOW) as store:
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        sizes: list[int] = []
        with pytest.raises(LogError, match="the database refuses: database or disk is full"):
            grow(store, sizes)
    with WitnessStore(folder, WITNESS.keys) as store:
        assert store.stored(ORIGIN).head == TREE.head(sizes[-1])


def grow(store: WitnessStore, sizes: list[int]) -> None:
    """Have one checkpoint after the other cosigned, and note the sizes."""
    for size in range(70):
        sizes.append(size)
        answer_once(WITNESS, store, request(size, size + 1))


def test_a_batch_is_decided_in_order_and_stored_as_one(folder):
    """Each sees what the one before changed."""
    with WitnessStore(folder, WITNESS.keys, clock=lambda: NOW) as store:
        logs = store.logs()
        asked = [WITNESS.receive(body, logs) for body in (request(0, 5), request(0, 9), request(5, 9))]
        answers = store.answer(asked, WITNESS.decide)

    assert [one.status for one in answers] == [200, 409, 200]


def test_a_witness_that_met_its_own_forgotten_signature_stays_stopped(folder):
    """Also after it starts again, and when the signature is not shown a second time."""
    ask(folder, request(0, 5))
    note = signed(TREE.head(9), LOG, WITNESS.signers[1])

    assert ask(folder, request(5, 9, note=note))[0].status == 500
    assert ask(folder, request(5, 9))[0].status == 500
    assert [(one.status, one.size) for one in read_statements(folder)] == [(200, 5), (500, 9)]


def test_a_key_that_cannot_sign_for_a_log_is_refused(folder):
    """A cosigner's key, a name that no cosignature can hold, and bytes that are no key."""
    long = Signer.from_seed("x" * 250, KeyKind.ED25519, bytes(32)).key
    with WitnessStore(folder, WITNESS.keys) as store:
        store.add_log(long)
        for key in (WITNESS.keys[0], VerifierKey("x" * 256, KeyKind.ED25519, long.public)):
            with pytest.raises(UsageError, match="not the key of a log"):
                store.add_log(key)
    with WitnessStore(folder, WITNESS.keys) as store:
        store.add_log(LOG_MLDSA.key)
        store.add_log(LOG.key)
        assert {origin: len(keys) for origin, keys in store.logs().items()} == {ORIGIN: 2, "x" * 250: 1}


def test_a_size_at_the_end_of_the_numbers_is_stored(folder):
    """2**63 - 1, after which nothing comes."""
    head = TreeHead(2**63 - 1, bytes(32))

    assert ask(folder, request(0, 9, note=signed(head)))[0].status == 200
    with WitnessStore(folder, WITNESS.keys) as store:
        assert store.stored(ORIGIN).head == head


def test_a_new_witness_is_a_whole_folder_or_none(tmp_path):
    """Two keys of one name, the private ones readable by their owner alone."""
    made = init_witness(tmp_path / "w", "example.net/w", "a passphrase")

    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == [
        *("witness.db", "witness.db-journal", "witness.key", "witness.mark")
    ]
    assert (tmp_path / "w" / "witness.key").stat().st_mode & 0o777 == 0o600
    assert read_public_keys(tmp_path / "w" / "witness.key") == made.keys
    with open_witness(tmp_path / "w", "a passphrase") as (witness, store):
        assert witness.keys == made.keys
        assert store.logs() == {}
    with pytest.raises(UsageError, match="it is there already"):
        init_witness(tmp_path / "w", "example.net/w", "a passphrase")
    with pytest.raises(UsageError, match="a name that a signature line cannot hold"):
        init_witness(tmp_path / "v", "a name", "a passphrase")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w"]
