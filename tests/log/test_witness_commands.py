from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.log.witness_world import FORK, LOG, ORIGIN, TREE, request, signed

from tellers.cli import main
from tellers.log.ask_witness import KnownWitness, accept_answer, ask_witness
from tellers.log.evidence import read_evidence, verify_evidence
from tellers.log.key_file import read_public_keys


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a witness that the commands made and that knows one log."""
    secret = tmp_path / "passphrase"
    secret.write_text("several words by chance\n")
    secret.chmod(0o600)
    monkeypatch.setenv("TELLERS_PASSPHRASE_FILE", str(secret))
    monkeypatch.chdir(tmp_path)
    assert main(["witness", "init", "w", "--name", "example.net/w"]) == 0
    assert main(["witness", "add-log", "w", str(LOG.key)]) == 0
    assert f"{ORIGIN}: keys {LOG.key.key_id.hex()}, cosigned to size 0\n" in capsys.readouterr().out
    return tmp_path / "w"


def exchange(folder: Path, body: bytes) -> tuple[int, bytes]:
    """Return exit code and answer of one request by file."""
    Path("request").write_bytes(body)
    code = main(["witness", "cosign", str(folder), "request", "--to", "answer"])
    return code, Path("answer").read_bytes()


def test_an_observer_without_a_server_cosigns_by_files(folder, capsys):
    """The answer of a good request is the lines that a server would send."""
    code, answer = exchange(folder, request(0, 5))
    known = KnownWitness(address="a file", keys=read_public_keys(folder / "witness.key"))

    assert code == 0
    assert len(accept_answer(signed(TREE.head(5)), answer, known)) == 2
    assert capsys.readouterr().out.endswith("cosigned by example.net/w: answer\n")


def test_a_refusal_by_file_has_its_status_and_its_reason(folder, capsys):
    """Both on the screen and in the answer."""
    exchange(folder, request(0, 5))

    assert exchange(folder, request(0, 9)) == (3, b"refused 409\n5\n")
    assert capsys.readouterr().out.endswith(
        "refused (409): 5 entries are what was cosigned last\n"
        "Send answer all the same: the log's keeper asks again, with --since 5.\n"
    )
    code, answer = exchange(folder, request(5, 9, tree=FORK))
    assert (code, answer) == (3, b"refused 422\nthe proof leads to another root of the older log\n")
    assert exchange(folder, b"nonsense")[1].startswith(b"refused 400\n")


def test_what_was_refused_is_listed_and_what_proves_a_split_view_is_written(folder, capsys):
    """Two roots of one size, and a changed past, both asked from a size that was not the last."""
    for body in (request(0, 5), request(5, 9), request(5, 12, tree=FORK), request(0, 5, tree=FORK)):
        exchange(folder, body)
    exchange(folder, request(5, 9))
    capsys.readouterr()

    code = main(["witness", "evidence", str(folder), "--to", "proofs"])

    said = capsys.readouterr().out
    files = sorted(Path("proofs").iterdir())
    kinds = [read_evidence(file.read_bytes()).kind.value for file in files]
    for file in files:
        verify_evidence(read_evidence(file.read_bytes()), (LOG.key,))
    assert code == 1
    assert said.startswith("2 checkpoints cosigned, 2 refused and never cosigned\n")
    assert sorted(kinds) == ["rewritten", "two-roots"]


def test_an_honest_log_leaves_no_evidence(folder, capsys):
    """A size that was out of date is listed and proves nothing."""
    exchange(folder, request(0, 5))
    exchange(folder, request(0, 9))
    capsys.readouterr()

    assert main(["witness", "evidence", str(folder)]) == 0
    assert capsys.readouterr().out.split("\n")[0] == "1 checkpoint cosigned, 1 refused and never cosigned"


@pytest.mark.usefixtures("folder")
def test_two_checkpoints_are_compared_and_the_evidence_verified_by_a_third_party(capsys):
    """0 of one history, 1 where nothing shows it, 3 with the proof of two."""
    Path("a").write_bytes(signed(TREE.head(5)).encode())
    Path("b").write_bytes(signed(TREE.head(9)).encode())
    Path("c").write_bytes(signed(FORK.head(9)).encode())
    key = ["--key", str(LOG.key)]

    codes = [
        main(["log", "compare", *pair, *key, *more])
        for pair, more in (
            (("a", "a"), ()),
            (("a", "b"), ()),
            (("b", "c"), ("--evidence", "proof")),
            (("proof",), ()),
            (("a",), ()),
            (("a", "none"), ()),
        )
    ]

    said = capsys.readouterr()
    assert codes == [0, 1, 3, 0, 3, 3]
    assert "not shown: the sizes differ: it takes a consistency proof" in said.out
    assert "proved: The log example.org/log signed two different roots for one size, 9 entries." in said.out
    assert "Give proof to whoever relies on this log." in said.err


def test_a_witness_serves_until_it_is_told_to_end(folder):
    """A log is cosigned over the web; a second process is refused; SIGTERM ends it with exit code 0."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "tellers.cli", "witness"]
    with subprocess.Popen(
        [*command, "serve", "w", "--listen", "127.0.0.1:0", "--prefix", "/x"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        port = said.split(" port ")[1].split()[0]
        known = KnownWitness(
            address=f"http://127.0.0.1:{port}/x", keys=read_public_keys(folder / "witness.key")
        )
        lines = ask_witness(signed(TREE.head(5)), TREE, known)
        second = main(["witness", "serve", "w", "--listen", "127.0.0.1:0"])
        during = main(["witness", "evidence", "w"])
        process.send_signal(signal.SIGTERM)
        ended = process.wait(timeout=10)

    assert said.startswith("example.net/w listens on port ")
    assert (len(lines), second, during, ended) == (2, 3, 0, 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["init", "w", "--name", "example.net/w"], 2),
        (["add-log", "w"], 2),
        (["add-log", "w", "nonsense"], 3),
        (["add-log", "nowhere", str(LOG.key)], 2),
        (["serve", "w", "--listen", "8080"], 2),
        (["cosign", "w", "no-such-file", "--to", "answer"], 3),
        (["evidence", "nowhere"], 3),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_use_is_told_and_leaves_nothing(words, code, capsys):
    """Each with its exit code."""
    assert main(["witness", *words]) == code
    assert "Traceback" not in capsys.readouterr().err
    assert not Path("answer").exists()
