from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from tests.log.made import ANNA, CARLA, LOG, LOG_PQ, policy_text, receipt_of

from tellers.cli import entry as console
from tellers.cli import main
from tellers.log import key_file
from tellers.log.__main__ import main as verifier
from tellers.log.keys import read_verifier_key
from tellers.log.passphrase import VARIABLE

RECEIPT = receipt_of(2, 5, LOG, LOG_PQ, ANNA, CARLA)
GOOD = policy_text("group two 2 anna berta carla", "quorum two")


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A folder with a receipt, its entry, two policies, and the passphrase in a file."""
    files = {
        "receipt": RECEIPT.encode(),
        "short": receipt_of(2, 5, LOG, ANNA).encode(),
        "entry": RECEIPT.extra,
        "other": b"other",
        "policy": GOOD,
        "passphrase": b"cuatro palabras al azar\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(0o600)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "passphrase")
    monkeypatch.setattr(key_file, "COST", key_file.LEAST_COST)
    return tmp_path


@pytest.fixture(params=["tellers", "tellers.log"])
def command(request, room, capsys):  # noqa: ARG001 (its folder)
    """Either command line, as a function that gives exit code, output and errors."""

    def ran(*words: str) -> tuple[int, str, str]:
        try:
            code = (main if request.param == "tellers" else verifier)(list(words))
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def test_a_receipt_that_holds_is_0_and_says_what_is_shown_and_what_is_not(command):
    """The same words from both command lines."""
    code, out, err = command("verify", "receipt", "--policy", "policy")

    assert (code, err) == (0, "")
    assert out.splitlines()[-5:] == [
        "The quorum is reached: 2 of 3 witnesses signed (anna, carla); asked for: 2 of (anna, berta, carla)",
        "Shown: this entry is number 2 of the 5 entries of example.org/log,",
        "  in the log as it signed it and as the quorum of witnesses saw it at these times.",
        "Not shown: that what the entry says is true, that no other entry contradicts or corrects it,",
        "  or what was added to the log afterwards.",
    ]


def test_the_entry_beside_the_receipt_is_what_is_verified(command):
    """The file as it is, to the last byte."""
    assert command("verify", "receipt", "--policy", "policy", "--entry", "entry")[0] == 0
    code, out, err = command("verify", "receipt", "--policy", "policy", "--entry", "other")

    assert code == 3
    assert out.splitlines()[-1] == "NOT SHOWN: that this entry is in the log. The receipt does not hold."
    assert err.startswith("receipt: the proof leads to another root\n")


def test_too_few_witnesses_are_3_and_named(command):
    """With who is asked for and who signed."""
    code, out, err = command("explain", "short", "--policy", "policy")

    assert code == 3
    assert "NOT SHOWN" in out
    assert err.splitlines()[:3] == [
        "short: too few witnesses have signed",
        "  expected: signatures of 2 of (anna, berta, carla)",
        "  found:    anna",
    ]


def test_explain_adds_every_hash_and_how_to_follow_it(command):
    """From the leaf to the root."""
    code, out, err = command("explain", "receipt", "--policy", "policy")

    assert (code, err) == (0, "")
    assert "Leaf 2: SHA-256 of 00 || entry\n" in out
    assert "Node 3, over entries 0 to 4; its sibling, of the receipt, on the right:\n" in out
    assert "  is the one in the checkpoint.\n" in out
    assert out.splitlines()[-1] == "  a node:   printf 01LEFTRIGHT | xxd -r -p | sha256sum"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["verify", "none", "--policy", "policy"], 2),
        (["verify", "receipt", "--policy", "none"], 2),
        (["verify", "receipt", "--policy", "policy", "--entry", "none"], 2),
        (["verify", ".", "--policy", "policy"], 2),
        (["verify", "receipt"], 2),
        (["verify"], 2),
        (["verify", "receipt", "--policy", "policy", "more"], 2),
        (["verify", "policy", "--policy", "policy"], 3),
        (["verify", "receipt", "--policy", "receipt"], 3),
        (["verify", "other", "--policy", "policy"], 3),
    ],
)
def test_wrong_use_is_2_and_what_cannot_be_read_is_3(command, words, code):
    """Each told on standard error, and nothing said to be shown."""
    done, out, err = command(*words)

    assert done == code
    assert err
    assert "Shown:" not in out


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("word", ["verify", "explain"])
def test_both_are_told_in_spanish(capsys, word):
    """Every sentence of them."""
    assert main([word, "receipt", "--policy", "policy", "--lang", "es"]) == 0
    told = capsys.readouterr().out

    assert (
        "Se alcanza el quórum: firmaron 2 de 3 testigos (anna, carla); se pide: 2 de (anna, berta, carla)\n"
        in told
    )
    assert "No se demuestra: que lo que dice la entrada sea cierto" in told
    assert not {"witness ", "Shown", "The entry", "Node"} & set(told.split("  "))


@pytest.mark.usefixtures("room")
def test_where_cyclopts_is_not_installed_the_verifier_answers(capsys, monkeypatch):
    """And says of every other command what is missing."""
    monkeypatch.setattr(console, "find_spec", lambda name: None if name == "cyclopts" else 1)

    assert main(["verify", "receipt", "--policy", "policy"]) == 0
    assert "Shown: this entry" in capsys.readouterr().out
    assert main(["check", "dossier"]) == 2
    assert capsys.readouterr().err == (
        "tellers: 'check' is not a command of the verifier, which is all that is installed here.\n"
        "  expected: verify, explain\n"
        "  do:       pip install tellers   (for every command)\n"
    )


def test_a_new_key_file_is_made_and_shown(room, capsys):
    """What `show` prints stands beside the keys, for others; `new` prints no line longer than a screen."""
    assert main(["key", "new", "log.keys", "--name", "example.org/log"]) == 0
    made = capsys.readouterr().out
    os.environ.pop(VARIABLE)
    assert main(["key", "show", "log.keys"]) == 0
    shown = capsys.readouterr().out
    lines = [line for line in shown.splitlines() if not line.startswith("#")]

    assert (room / "log.keys.pub").read_text(encoding="utf-8") == shown
    assert max(map(len, made.splitlines())) < 110
    assert made.splitlines()[-2:] == [
        "log.keys: the keys; keep a copy elsewhere, and the passphrase in a third place.",
        "log.keys.pub: what verifies them; give it to others, and read them the fingerprints another way.",
    ]
    assert [read_verifier_key(line).kind for line in lines] == [1, 6]
    assert stat.S_IMODE((room / "log.keys").stat().st_mode) == 0o600


@pytest.mark.usefixtures("room")
def test_a_witness_gets_keys_that_cosign(capsys):
    """0x04 in place of 0x01."""
    assert main(["key", "new", "anna.keys", "--name", "witness.example/anna", "--witness"]) == 0
    capsys.readouterr()
    assert main(["key", "show", "anna.keys"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("#")]

    assert [read_verifier_key(line).kind for line in lines] == [4, 6]


@pytest.mark.usefixtures("room")
def test_a_long_name_is_printed_whole(capsys):
    """A line of 2,000 letters that was cut would verify nothing."""
    assert main(["key", "new", "log.keys", "--name", "n" * 255]) == 0
    capsys.readouterr()
    assert main(["key", "show", "log.keys"]) == 0

    assert read_verifier_key(capsys.readouterr().out.splitlines()[-1]).name == "n" * 255


@pytest.mark.usefixtures("room")
def test_fingerprints_are_read_aloud_in_groups_of_four(capsys):
    """Of a key file and of a line somebody sent."""
    assert main(["key", "fingerprint", str(LOG.key)]) == 0
    assert capsys.readouterr().out == (
        "5647 5aa7 5463 474c 0285 df5d bf2b cab7 3da6 5135 8839 e9b7 7481 b2ea b107 708c\n"
        "  example.org/log (98af023b), 0x01 Ed25519, the signature of a log\n"
    )
    assert main(["key", "new", "log.keys", "--name", "example.org/log"]) == 0
    capsys.readouterr()
    assert main(["key", "fingerprint", "log.keys"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert main(["key", "fingerprint", "log.keys.pub"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_keys_are_never_written_over(room, capsys):
    """Said before a passphrase is asked for."""
    os.environ.pop(VARIABLE)
    (room / "log.keys").write_text("mine", encoding="utf-8")

    assert main(["key", "new", "log.keys", "--name", "example.org/log"]) == 2
    assert "keys are never written over" in capsys.readouterr().err
    assert (room / "log.keys").read_text(encoding="utf-8") == "mine"


def test_without_a_terminal_the_passphrase_is_not_read_from_a_pipe(room):
    """What is typed into a pipe could be seen; the way out is told."""
    done = subprocess.run(
        [sys.executable, "-m", "tellers.cli", "key", "new", "log.keys", "--name", "example.org/log"],
        env={name: value for name, value in os.environ.items() if name != VARIABLE},
        input="secret\nsecret\n",
        capture_output=True,
        encoding="utf-8",
        start_new_session=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "there is no terminal to ask for the passphrase on\n"
        "  do:       Name a file with it, readable by you alone, in TELLERS_PASSPHRASE_FILE.\n"
    )
    assert not (room / "log.keys").exists()


def test_the_passphrase_is_no_option():
    """It would stand in the history of the shell and in every list of programs."""
    assert main(["key", "new", "x", "--name", "a", "--passphrase", "b"]) == 2
