"""`tellers log stamp` and `tellers log ots`, from the command line, with servers on loopback."""

from __future__ import annotations

import time
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.log.authority import authority
from tests.log.logs import published
from tests.log.test_ots import EASY, header_of

from tellers.cli import main
from tellers.errors import LogError, UsageError
from tellers.log import ask_stamp, block
from tellers.log.ask_stamp import Question, ask
from tellers.log.ots import PENDING, read_proof
from tellers.log.ots_form import BITCOIN

HEX_DIGITS = 64


@pytest.fixture
def checkpoint(tmp_path, monkeypatch):
    """The checkpoint of a small log, kept by itself."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    published(tmp_path / "log", 5).close()
    kept = tmp_path / "kept"
    kept.write_bytes((tmp_path / "log" / "public" / "checkpoint").read_bytes())
    return kept


@pytest.fixture
def serve():
    """A server on loopback that answers as a function says: `(path, body) -> (status, bytes)`."""
    servers = []

    def start(answer):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, content = answer(self.path, body)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST  # noqa: N815 (the server asks for this name)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def run(capsys, *words):
    """The exit code of a command and what it printed."""
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def clock(tmp_path):
    """An authority, and its root as a file."""
    made = authority(tmp_path / "authority")
    (tmp_path / "roots.pem").write_bytes(made.root.public_bytes(Encoding.PEM))
    return made


def test_a_request_by_hand_a_reply_and_a_verification(tmp_path, checkpoint, clock, capsys):
    """Three commands, the second and third without a network."""
    asked, came, roots = tmp_path / "asked", tmp_path / "came", tmp_path / "roots.pem"
    assert run(capsys, "log", "stamp", checkpoint, "--request", asked)[0] == 0
    came.write_bytes(clock.reply(asked.read_bytes()))
    code, out, _ = run(
        capsys, "log", "stamp", checkpoint, "--reply", came, "--request", asked, "--roots", roots
    )
    assert code == 0
    assert f"Kept in {checkpoint}.tsr" in out
    stamp = tmp_path / "kept.tsr"
    assert stamp.read_bytes() == came.read_bytes()

    code, out, _ = run(capsys, "log", "stamp", checkpoint, "--verify", stamp, "--roots", roots)
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == f"{checkpoint}: example.org/council-2031, 5 entries"
    assert lines[1].startswith("  It existed at 20")
    assert lines[1].endswith(" UTC, says CN=A clock,")
    assert lines[3:] == [
        "  This bounds when the checkpoint existed. Whether everybody is shown the same one is for",
        "  witnesses to say. The checkpoint's signatures are not checked here: tellers log verify.",
    ]

    checkpoint.write_bytes(checkpoint.read_bytes().replace(b"\n5\n", b"\n6\n"))
    code, _, err = run(capsys, "log", "stamp", checkpoint, "--verify", stamp, "--roots", roots)
    assert code == 3
    assert "the stamp is of another file" in err


def test_an_authority_asked_over_the_web(tmp_path, checkpoint, clock, serve, capsys):
    """The reply answers the request that was just made; a second stamp does not replace the first."""
    address = serve(lambda _, body: (200, clock.reply(body)))
    words = ("log", "stamp", checkpoint, "--authority", address, "--roots", tmp_path / "roots.pem")

    assert run(capsys, *words)[0] == 0
    code, _, err = run(capsys, *words)
    assert (code, "there is a stamp already" in err) == (2, True)
    assert run(capsys, *words, "--to", tmp_path / "second.tsr")[0] == 0

    old = (tmp_path / "kept.tsr").read_bytes()
    again = serve(lambda *_: (200, old))
    code, _, err = run(capsys, *words[:4], again, *words[5:], "--to", tmp_path / "third.tsr")
    assert (code, "the reply is to another request" in err) == (3, True)
    assert not (tmp_path / "third.tsr").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "say what to do: --request, --reply, --authority or --verify"),
        (("--verify", "x"), "nobody says which authority to trust"),
        (("--verify", "x", "--reply", "y"), "say one of --reply, --authority and --verify"),
    ],
)
def test_a_command_that_asks_for_nothing_is_wrong_use(checkpoint, capsys, words, told):
    """Each says what is missing."""
    code, _, err = run(capsys, "log", "stamp", checkpoint, *words)

    assert (code, told in err) == (2, True)


def test_what_is_no_checkpoint_is_not_stamped(tmp_path, capsys):
    """A stamp of the wrong file is found too late."""
    (tmp_path / "other").write_text("hello\n")

    assert run(capsys, "log", "stamp", tmp_path / "other", "--request", tmp_path / "asked")[0] == 3
    assert run(capsys, "log", "ots", tmp_path / "other", "--request", tmp_path / "asked")[0] == 3
    assert not (tmp_path / "asked").exists()


def test_a_proof_by_way_of_a_calendar(tmp_path, checkpoint, serve, capsys, monkeypatch):
    """Sent, promised, not there yet, there; and then a header that the proof leads to."""
    ready = False

    def calendar(path, body):
        if path == "/digest":
            return 200, b"\x08\x00" + PENDING + bytes([len(address) + 1, len(address)]) + address.encode()
        known = path.startswith("/timestamp/") and len(path) == 11 + HEX_DIGITS and not body
        return (200, b"\x08\x00" + BITCOIN + b"\x01\x07") if known and ready else (404, b"not yet")

    address = serve(calendar)
    proof = tmp_path / "kept.ots"
    code, out, _ = run(capsys, "log", "ots", checkpoint, "--calendar", address)
    message = read_proof(proof.read_bytes()).open_ends()[0]
    assert code == 0
    assert out.splitlines()[2] == (
        f"  A calendar has promised: ask again at {address}/timestamp/{message.hex()}"
    )
    code, _, err = run(capsys, "log", "ots", checkpoint, "--calendar", address)
    assert (code, "it answers 404\n  do:       It may not have it yet: ask again later." in err) == (3, True)
    code, _, err = run(capsys, "log", "ots", checkpoint, "--block-header", "00" * 80)
    assert code == 3

    ready = True
    code, out, _ = run(capsys, "log", "ots", checkpoint, "--calendar", address)
    assert out.splitlines()[2:] == ["  It leads to block 7 of Bitcoin: verify it with --block-header."]
    verify = partial(block.verify_proof, easiest=EASY)
    monkeypatch.setattr(block, "verify_proof", verify)
    header = tmp_path / "header"
    header.write_bytes(raw_header(sha256(message).digest()))
    code, out, _ = run(capsys, "log", "ots", checkpoint, "--block-header", header)
    lines = out.splitlines()
    assert code == 0
    assert lines[1] == "  It existed before block 7 of Bitcoin was made, if this header is that block's:"
    assert lines[2].endswith(", dated 2031-03-23 02:40:00 UTC, give or take two hours.")
    assert lines[3] == "  Making it took some 2^1 hashes. Compare the hash with a node of your own."
    assert lines[4].startswith("  This bounds when the checkpoint existed.")
    assert run(capsys, "log", "ots", checkpoint, "--block-header", header.read_bytes().hex())[0] == 0


def raw_header(root):
    """The bytes of a header of the test network."""
    for nonce in range(1000):
        data = bytes(36) + root + (1_932_000_000).to_bytes(4, "little") + b"\xff\xff\x7f\x20"
        data += nonce.to_bytes(4, "little")
        if block.read_header(data) == header_of(root):
            return data
    raise AssertionError


def test_a_proof_by_hand(tmp_path, checkpoint, capsys):
    """The request is 32 bytes for any calendar; answers are added where they belong, or asked where."""
    asked, first, second = tmp_path / "asked", tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"\x08\x00" + PENDING + b"\x0e\x0dhttps://a.org")
    second.write_bytes(b"\xf0\x01b\x08\x00" + PENDING + b"\x0e\x0dhttps://b.org")

    assert run(capsys, "log", "ots", checkpoint, "--request", asked)[0] == 0
    message = asked.read_bytes()
    assert len(message) == 32
    assert run(capsys, "log", "ots", checkpoint, "--request", asked)[0] == 0
    assert asked.read_bytes() == message
    assert run(capsys, "log", "ots", checkpoint, "--reply", first)[0] == 0
    assert run(capsys, "log", "ots", checkpoint, "--reply", second, "--at", message.hex())[0] == 0
    code, _, err = run(capsys, "log", "ots", checkpoint, "--reply", second)
    assert (code, err.startswith("2 messages may be meant\n  expected: --at ")) == (2, True)
    assert run(capsys, "log", "ots", checkpoint, "--request", asked)[0] == 0
    assert asked.read_bytes() == message  # the same for one calendar more
    code, out, _ = run(capsys, "log", "ots", checkpoint)
    assert (code, out.count("A calendar has promised")) == (0, 2)
    assert run(capsys, "log", "ots", checkpoint, "--reply", second, "--at", "xyz")[0] == 2

    checkpoint.write_bytes(checkpoint.read_bytes().replace(b"\n5\n", b"\n6\n"))
    code, _, err = run(capsys, "log", "ots", checkpoint)
    assert (code, "the proof is of another file" in err) == (2, True)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((500, b""), "it answers 500"),
        ((302, b""), "it answers 302"),
        ((200, b"x" * 1_000_001), "longer than any answer"),
    ],
)
def test_a_server_that_answers_otherwise_is_told(serve, answer, told):
    """Elsewhere is not where the question was for."""
    with pytest.raises(LogError, match=told):
        ask(Question(address=serve(lambda *_: answer), body=b"", answer="x/y"))


def test_no_server_and_one_that_does_not_end(serve, monkeypatch):
    """Nobody is held up."""
    monkeypatch.setattr(ask_stamp, "PATIENCE_SECONDS", 0.2)
    with pytest.raises(UsageError, match="not an address of the web"):
        ask(Question(address="file:///etc/hosts", answer="x/y"))
    with pytest.raises(LogError, match="it does not answer"):
        ask(Question(address="http://127.0.0.1:1", answer="x/y"))
    with pytest.raises(LogError, match=r"no answer in 0\.2 seconds|it does not answer"):
        ask(Question(address=serve(lambda *_: time.sleep(1) or (200, b"")), answer="x/y"))
