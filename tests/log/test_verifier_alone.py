"""The sceptic's installation: the wheel without what it depends on, msgspec and cryptography."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.log.made import ANNA, CARLA, LOG, LOG_PQ, policy_text, receipt_of
from tests.strangers import ROOT, pip, run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("installation")]

NEEDED = ("cffi", "cryptography", "msgspec", "pycparser")
"""The two packages, and what cryptography itself asks for."""


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> Path:
    """The bin folder of an environment with the verifier, and a receipt and a policy beside it."""
    room = tmp_path_factory.mktemp("sceptic")
    pinned = (ROOT / "requirements-core.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z])", pinned)
    kept = [entry for entry in entries if entry.partition("==")[0] in NEEDED]
    (room / "needed.txt").write_text("\n".join(kept), encoding="utf-8")
    (room / "receipt").write_bytes(receipt_of(2, 5, LOG, LOG_PQ, ANNA, CARLA).encode())
    (room / "policy").write_bytes(policy_text("group two 2 anna berta carla", "quorum two"))
    (room / "other").write_bytes(b"other")
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "-w", room, ROOT)
    assert run(sys.executable, "-m", "venv", room / "venv").returncode == 0
    pip(
        room / "venv" / "bin" / "python",
        "install",
        "--no-deps",
        "--require-hashes",
        "-r",
        room / "needed.txt",
    )
    pip(room / "venv" / "bin" / "python", "install", "--no-deps", *room.glob("tellers-*.whl"))
    return room / "venv" / "bin"


def test_nothing_else_is_installed(alone):
    """What a sceptic has to trust fits in one line."""
    listed = run(alone / "python", "-m", "pip", "list", "--format", "freeze").stdout
    names = {line.partition("==")[0] for line in listed.splitlines()}

    assert names - {"pip", "setuptools"} == {*NEEDED, "tellers"}


@pytest.mark.parametrize("command", [("tellers",), ("python", "-m", "tellers.log")])
def test_a_receipt_is_verified_and_explained(alone, command):
    """By the console command and by the module."""
    program = (alone / command[0], *command[1:])
    for word in ("verify", "explain"):
        done = run(*program, word, "receipt", "--policy", "policy", cwd=alone.parents[1])

        assert (done.returncode, done.stderr) == (0, "")
        assert "Shown: this entry is number 2 of the 5 entries of example.org/log," in done.stdout
    wrong = run(*program, "verify", "receipt", "--policy", "policy", "--entry", "other", cwd=alone.parents[1])

    assert (wrong.returncode, "NOT SHOWN" in wrong.stdout) == (3, True)
    assert run(*program, "verify", "receipt", cwd=alone.parents[1]).returncode == 2


@pytest.mark.parametrize("words", [("check", "dossier"), ("key", "new", "k"), ("log", "append")])
def test_another_command_says_what_is_missing(alone, words):
    """In a sentence, without a traceback."""
    done = run(alone / "tellers", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert "is not a command of the verifier, which is all that is installed here" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_version_answer(alone):
    """With the two commands there are."""
    told = run(alone / "tellers", "--help")

    assert (told.returncode, told.stderr) == (0, "")
    assert "verify" in told.stdout
    assert "explain" in told.stdout
    assert run(alone / "tellers", "--version").stdout == "0.1.0\n"


def test_every_module_of_the_log_is_there(alone):
    """None of them needs a package that is not installed."""
    program = (
        "import importlib, pkgutil, tellers.log\n"
        "for one in pkgutil.walk_packages(tellers.log.__path__, 'tellers.log.'):\n"
        "    importlib.import_module(one.name)\n"
    )
    done = run(alone / "python", "-W", "error", "-c", program)

    assert (done.returncode, done.stderr) == (0, "")
