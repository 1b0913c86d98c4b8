from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.log.slowly import TreeFiles, grown

from tellers.errors import LogError, UsageError
from tellers.log import files
from tellers.log.files import FolderFiles, WebFiles, files_at
from tellers.log.tile_tree import TileTree

TREE = grown(300)


@pytest.fixture
def folder(tmp_path):
    """A log of 300 entries as a folder."""
    made = TreeFiles(TREE, 300)
    for path in made.paths():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(made.read(path))
    return tmp_path


class Server(BaseHTTPRequestHandler):
    """A log's web server, and several that are not well."""

    folder = None
    agents: list[str] = []  # noqa: RUF012 (of the class, on purpose)

    def do_GET(self):
        """Answer by the path."""
        self.agents.append(self.headers["User-Agent"])
        place = self.path.removeprefix("/log/")
        if place == "broken":
            self.wfile.write(b"no answer at all\r\n\r\n")
        elif place == "short":
            self.answer(200, b"half", length=100)
        elif place.isdigit():
            self.answer(int(place), b"")
        elif place == "long":
            self.answer(200, bytes(files.MOST_BYTES + 1))
        elif (self.folder / place).is_file():
            self.answer(200, (self.folder / place).read_bytes())
        else:
            self.answer(404, b"not here")

    def answer(self, code: int, body: bytes, length: int | None = None) -> None:
        """Send a status and a body."""
        self.send_response(code)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def address(folder, monkeypatch):
    """The address of such a server on the loopback."""
    monkeypatch.setattr(files, "MOST_BYTES", 50_000)
    Server.folder = folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/log"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_folder_and_a_web_server_give_the_same_tree(folder, address):
    """Whoever reads does not see which it is."""
    for place in (str(folder), address, address + "/"):
        read = TileTree(files_at(place), TREE.head())

        assert read.read_hashes([(0, 299), (8, 0)]) == TREE.read_hashes([(0, 299), (8, 0)])
        assert len(read.entries(1)) == 44


def test_what_is_not_there_is_nothing(folder, address):
    """And no error: a partial tile may have given way to the full one."""
    for place in (str(folder), address):
        assert files_at(place).read("tile/0/999") is None
    assert FolderFiles(folder).read("tile/0/000/below-a-file") is None
    assert WebFiles(address).read("410") is None


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("500", "the server answers 500"),
        ("403", "the server answers 403"),
        ("broken", "the server does not answer"),
        ("short", "the server stops 96 bytes early"),
        ("long", "longer than any file of a log"),
    ],
)
def test_a_server_that_is_not_well_is_told_from_a_file_that_is_not_there(address, path, told):
    """Nothing it does is taken for an answer."""
    with pytest.raises(LogError, match=told):
        WebFiles(address).read(path)


def test_a_server_that_is_gone_is_named():
    """With the address that was asked."""
    with pytest.raises(LogError, match="the server does not answer") as refused:
        WebFiles("http://127.0.0.1:1/log").read("checkpoint")
    assert refused.value.where == "http://127.0.0.1:1/log/checkpoint"


def test_the_server_is_told_who_asks(address):
    """With the version, so that its keeper knows."""
    WebFiles(address).read("checkpoint")

    assert Server.agents[-1] == "tellers/0.1.0"


@pytest.mark.parametrize("place", ["ftp://example.org/log", "file:///etc", "://"])
def test_an_address_of_another_kind_is_wrong_use(place):
    """A log is a folder or on the web."""
    with pytest.raises(UsageError, match="not an address of the web"):
        files_at(place)


def test_a_folder_that_is_not_there_or_cannot_be_read_is_named(tmp_path):
    """Before anything is asked of it; a folder in place of a file is no file."""
    with pytest.raises(LogError, match="no such folder"):
        files_at(str(tmp_path / "none"))
    (tmp_path / "checkpoint").mkdir()
    with pytest.raises(LogError, match="not a file"):
        FolderFiles(tmp_path).read("checkpoint")
