"""The four pages on logs, typed from top to bottom; and every command of a log has its place on the page."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from tellers.cli import main
from tellers.log import key_file
from tellers.log.passphrase import VARIABLE

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(?P<kind>sh|text)(?P<mark> no-run)?\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
BY_CHANCE = re.compile(r"\d{4}-\d\d-\d\dT?|\d\d:\d\d:\d\dZ?|\b[0-9a-f]{4,64}\b")
"""Days, times and hashes; the day first, for its year looks like the beginning of a hash."""


def without_chance(text: str) -> set[str]:
    """The lines of a text, without what another day or another key changes."""
    return {BY_CHANCE.sub("#", line) for line in text.splitlines()}


@pytest.fixture
def afternoon(tmp_path, monkeypatch, capsys):
    """A function that types the commands of a page in one folder; what it returns was not printed."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "passphrase").touch(mode=0o600)
    (tmp_path / "passphrase").write_text("words that nobody knows\n", encoding="utf-8")
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "passphrase"))
    monkeypatch.setattr(key_file, "COST", key_file.LEAST_COST)
    monkeypatch.chdir(tmp_path)

    def typed(name: str) -> tuple[dict[str, int], list[str]]:
        codes: dict[str, int] = {}
        missing: list[str] = []
        printed = ""
        for block in BLOCK.finditer((ROOT / "docs" / "how-to" / name).read_text(encoding="utf-8")):
            if block["mark"]:
                continue
            if block["kind"] == "text":
                missing += sorted(without_chance(block["text"]) - without_chance(printed))
                continue
            printed = ""
            for line in block["text"].splitlines():
                codes[line] = main(shlex.split(line)[1:])
                said = capsys.readouterr()
                printed += said.out + said.err
        return codes, missing

    return typed


def test_the_pages_on_logs_do_what_they_say(afternoon):
    """A clerk publishes, an observer cosigns, a sceptic follows: each finds what the one before has left."""
    published, missing_of_clerk = afternoon("publish-in-a-log.md")
    cosigned, missing_of_observer = afternoon("run-a-witness.md")
    followed, missing_of_sceptic = afternoon("follow-a-log.md")

    assert missing_of_clerk == missing_of_observer == missing_of_sceptic == []
    assert {line: code for line, code in (published | cosigned | followed).items() if code} == {
        "tellers log sign council.log --key log.key": 3  # its witness has not answered yet
    }
    assert [len(typed) for typed in (published, cosigned, followed)] == [10, 5, 7]  # the mirror twice


def test_the_page_on_keys_does_what_it_says(afternoon):
    """Made, shown, and read aloud."""
    codes, missing = afternoon("log-keys.md")

    assert missing == []
    assert list(codes.values()) == [0, 0, 0]


def test_the_page_on_sites_does_what_it_says(afternoon):
    """Written by nobody's hand, then in a log, then again: the second time nothing is new."""
    codes, missing = afternoon("publish-a-site.md")

    assert missing == []
    assert set(codes.values()) == {0}
    assert len(codes) == 4


def test_every_command_of_a_log_has_its_help_on_the_page():
    """With those of keys and witnesses (rule 38)."""
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    groups = {word: import_module(f"tellers.cli.{word}").COMMANDS for word in ("key", "log", "witness")}
    named = [f"tellers {word} {name}" for word, commands in groups.items() for name in commands]
    named += [f"tellers {name}" for name in (*import_module("tellers.cli.app").COMMANDS, *groups)]

    assert [name for name in named if f"<!-- help: {name} -->" not in page] == []
