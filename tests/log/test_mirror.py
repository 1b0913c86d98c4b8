"""A mirror follows a log over a real server on loopback: what it is given is checked before it is kept."""

from __future__ import annotations

import shutil
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from tests.log.logs import KEYS, SIGNERS, TIME, entries, published

from tellers.errors import LogError, NoteError, SplitView, TellersError, VerificationError
from tellers.log import files as web
from tellers.log.disk import Disk
from tellers.log.files import FolderFiles, WebFiles
from tellers.log.fsck import check_files
from tellers.log.mirror import mirror_log
from tellers.log.opening import open_log
from tellers.log.policy import Policy

POLICY = Policy(logs=tuple((key, "") for key in KEYS))


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """What this machine remembers of logs is kept in the test's own folder."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))


class Public(SimpleHTTPRequestHandler):
    """A folder, and for some paths an answer of the test's own."""

    def __init__(self, *arguments, answers, **words):
        self.answers = answers
        super().__init__(*arguments, **words)

    def do_GET(self):
        """Answer."""
        answer = self.answers.get(self.path) or self.answers.get("*")
        if answer is None:
            super().do_GET()
        else:
            answer(self)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def served(tmp_path):
    """The address of a log's public folder, and the answers that take the place of its files."""
    answers = {}
    serve = partial(Public, directory=tmp_path / "log" / "public", answers=answers)
    server = ThreadingHTTPServer(("127.0.0.1", 0), serve)
    server.handle_error = lambda *_: None  # whoever asked may be gone
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", answers
    server.shutdown()
    server.server_close()


def mirrored(address, tmp_path, *, seconds=60.0):
    """The mirror brought up to what is served."""
    return mirror_log(WebFiles(address, seconds=seconds), tmp_path / "mirror", POLICY)


def grow(tmp_path, count):
    """So many entries more, signed and published."""
    log = open_log(tmp_path / "log")
    log.append(entries(count, start=log.size))
    log.publish(log.sign(SIGNERS, time=TIME + log.size))
    log.close()


def contents(folder):
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def check_mirror(tmp_path, size):
    """It holds a log of this size, every byte of it, and nothing else."""
    found = check_files(FolderFiles(tmp_path / "mirror"), KEYS)
    assert (found.signed.checkpoint.size, found.faults) == (size, ())


def test_a_mirror_follows_from_nothing_to_every_later_size(tmp_path, served):
    """Within a tile, to a full one, over it; what was kept stays as it was."""
    published(tmp_path / "log", 0).close()
    assert mirrored(served[0], tmp_path).old_size == 0
    check_mirror(tmp_path, 0)
    size, kept = 0, contents(tmp_path / "mirror")
    for more in (1, 4, 251, 0, 1, 300):
        grow(tmp_path, more)
        found = mirrored(served[0], tmp_path)
        assert (found.old_size, found.signed.checkpoint.size) == (size, size + more)
        size += more
        check_mirror(tmp_path, size)
        now = contents(tmp_path / "mirror")
        assert {path: now.get(path) for path in kept if path != "checkpoint"} == {
            path: data for path, data in kept.items() if path != "checkpoint"
        }
        kept = now
    assert kept["checkpoint"] == (tmp_path / "log" / "public" / "checkpoint").read_bytes()


def test_a_mirror_of_a_mirror_is_the_same(tmp_path, served):
    """It can be served on, and followed in its turn."""
    published(tmp_path / "log", 300).close()
    mirrored(served[0], tmp_path)
    mirror_log(FolderFiles(tmp_path / "mirror"), tmp_path / "second", POLICY)

    assert contents(tmp_path / "second") == contents(tmp_path / "mirror")


@pytest.fixture
def followed(tmp_path, served):
    """A mirror at 300 of a log that has grown to 600, and what it held."""
    published(tmp_path / "log", 300).close()
    mirrored(served[0], tmp_path)
    before = contents(tmp_path / "mirror")
    grow(tmp_path, 300)
    return before


def check_refused(tmp_path, address, before, error):
    """The mirror still serves what it did: its checkpoint, its files, and only files that are whole."""
    with pytest.raises(error) as told:
        mirrored(address, tmp_path)
    after = contents(tmp_path / "mirror")
    assert {path: after.get(path) for path in before} == before
    check_mirror(tmp_path, 300)
    return told.value


def fork(tmp_path, monkeypatch, size):
    """Another history of the same log in the place of the first."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "other state"))
    other = published(tmp_path / "other", 0)
    other.append([b"another beginning", *entries(size - 1, start=1)])
    other.publish(other.sign(SIGNERS, time=TIME + 5))
    other.close()
    shutil.rmtree(tmp_path / "log" / "public")
    shutil.copytree(tmp_path / "other" / "public", tmp_path / "log" / "public")


@pytest.mark.parametrize("size", [300, 301, 600])
def test_a_log_with_another_past_is_refused_and_both_checkpoints_kept(
    tmp_path, served, followed, monkeypatch, size
):
    """The two are signed by the log: they are the evidence."""
    fork(tmp_path, monkeypatch, size)

    told = check_refused(tmp_path, served[0], followed, SplitView)

    assert told.message == "the log has another past than it showed before"
    assert (told.older.checkpoint.size, told.newer.checkpoint.size) == (300, size)
    assert told.diagnostics().splitlines()[1:3] == [
        "  expected: a log that begins with the 300 entries kept here",
        f"  found:    a checkpoint of {size} that does not",
    ]


def test_a_log_that_shrinks_is_refused(tmp_path, served, followed, monkeypatch):
    """An old copy, or a log that took something back: which of the two is not known."""
    fork(tmp_path, monkeypatch, 200)

    told = check_refused(tmp_path, served[0], followed, VerificationError)

    assert told.diagnostics() == (
        "this copy of the log is older than what is kept here\n"
        "  expected: 300 entries or more\n"
        "  found:    200\n"
        "  do:       Ask again later, or ask another copy; what is kept here stays."
    )


@pytest.mark.parametrize(
    "path",
    [
        "checkpoint",
        "tile/0/001",
        "tile/0/002.p/88",
        "tile/1/000.p/2",
        "tile/entries/001",
        "tile/entries/002.p/88",
    ],
)
def test_one_byte_altered_in_any_file_is_refused(tmp_path, served, followed, path):
    """At its beginning, in its middle, at its end; cut, longer, empty and missing too."""
    place = tmp_path / "log" / "public" / path
    data = place.read_bytes()
    for at in (0, len(data) // 2, len(data) - 1):
        place.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        check_refused(tmp_path, served[0], followed, (NoteError, VerificationError))
    for altered in (data[:-1], data + b"\x00", b""):
        place.write_bytes(altered)
        check_refused(tmp_path, served[0], followed, (NoteError, VerificationError))
    place.unlink()
    check_refused(tmp_path, served[0], followed, LogError)

    place.write_bytes(data)
    mirrored(served[0], tmp_path)
    check_mirror(tmp_path, 600)


def status(code):
    """A server that answers so."""
    return lambda handler: handler.send_error(code)


def endless(handler):
    """A server that does not stop."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(bytes(100_000))


def slow(handler):
    """A server that sends a byte now and then."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def cut(handler):
    """A server that goes away in the middle."""
    handler.send_response(200)
    handler.send_header("Content-Length", "8192")
    handler.end_headers()
    handler.wfile.write(bytes(100))


def nonsense(handler):
    """A server that speaks something else."""
    handler.wfile.write(b"\x00\xff hello\r\n\r\n")


def page(handler):
    """A server that answers everything with a page."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b"<html>Please log in</html>")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (status(500), "the server answers 500"),
        (status(403), "the server answers 403"),
        (status(404), "no checkpoint|this file of the log is missing"),
        (endless, "longer than any file of a log"),
        (slow, "no answer in 0.5 seconds"),
        (cut, "the server stops 8092 bytes early"),
        (nonsense, "the server does not answer"),
        (page, "not a signed note|not the length of this tile|not a bundle of so many entries"),
    ],
    ids=["500", "403", "404", "endless", "slow", "cut", "nonsense", "page"],
)
@pytest.mark.parametrize("path", ["/checkpoint", "/tile/0/001", "/tile/entries/001"])
def test_a_server_that_answers_otherwise_changes_nothing(
    tmp_path, served, followed, monkeypatch, path, answer, told
):
    """Whichever file it is; the mirror goes on when the server is well again."""
    monkeypatch.setattr(web, "MOST_BYTES", 300_000)
    served[1][path] = answer

    with pytest.raises(TellersError, match=told):
        mirrored(served[0], tmp_path, seconds=0.5 if answer is slow else 60)
    check_refused(tmp_path, served[0], followed, TellersError)

    served[1].clear()
    mirrored(served[0], tmp_path)
    check_mirror(tmp_path, 600)


class Stopped(BaseException):
    """The machine stops: nothing catches it."""


@pytest.mark.parametrize("first", [True, False])
def test_a_mirror_stopped_at_any_step_goes_on(tmp_path, monkeypatch, first):
    """The first time or later; it serves what it did before, and a new start ends where it would have."""
    published(tmp_path / "log", 300).close()
    source = FolderFiles(tmp_path / "log" / "public")
    if not first:
        mirror_log(source, tmp_path / "mirror", POLICY)
        grow(tmp_path, 300)
    whole, put, move = tmp_path / "mirror", Disk._put, Disk._move
    for at in range(1, 100):
        folder = tmp_path / f"mirror-{at}"
        if not first:
            shutil.copytree(whole, folder)
        left = iter(range(at))

        def step(done, disk, *arguments, left=left):
            if next(left, None) is None:
                raise Stopped
            return done(disk, *arguments)

        monkeypatch.setattr(Disk, "_put", lambda disk, *given, step=step: step(put, disk, *given))
        monkeypatch.setattr(Disk, "_move", lambda disk, *given, step=step: step(move, disk, *given))
        try:
            mirror_log(source, folder, POLICY)
        except Stopped:
            pass
        else:
            break
        monkeypatch.undo()
        if not first:
            left_over = check_files(FolderFiles(folder), KEYS)
            assert (left_over.signed.checkpoint.size in {300, 600}, left_over.faults) == (True, ())
        mirror_log(source, folder, POLICY)
        assert check_files(FolderFiles(folder), KEYS).faults == ()
        assert sorted(path.name for path in folder.iterdir()) == ["checkpoint", "tile"]
    else:
        pytest.fail("it never ended")
    assert at > 8


def test_a_folder_with_something_else_is_refused(tmp_path):
    """Nothing of it is touched."""
    published(tmp_path / "log", 5).close()
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / "letter").write_text("dear")

    with pytest.raises(LogError, match="the folder holds something else than a mirror"):
        mirror_log(FolderFiles(tmp_path / "log" / "public"), tmp_path / "mirror", POLICY)
    assert contents(tmp_path / "mirror") == {"letter": b"dear"}
