from __future__ import annotations

import resource

import pytest

from tellers.errors import UsageError
from tellers.log import passphrase
from tellers.log.passphrase import VARIABLE, ask_new_passphrase, ask_passphrase


@pytest.fixture
def asked(monkeypatch):
    """Questions asked on the terminal, answered from a list."""
    monkeypatch.delenv(VARIABLE, raising=False)
    questions: list[str] = []
    answers: list[str] = []

    def answer(question: str) -> str:
        questions.append(question)
        return answers.pop(0)

    monkeypatch.setattr(passphrase, "getpass", answer)
    return questions, answers


@pytest.fixture
def held(tmp_path, monkeypatch):
    """A function that puts a passphrase into a file and names it in the environment."""

    def holding(content: bytes, mode: int = 0o600):
        path = tmp_path / "passphrase"
        path.write_bytes(content)
        path.chmod(mode)
        monkeypatch.setenv(VARIABLE, str(path))

    return holding


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a b", "a b"),
        (b"a b\n", "a b"),
        (b"a b\r\n", "a b"),
        (b" a b \n\n", " a b \n"),
        ("ñandú".encode(), "ñandú"),
    ],
)
def test_a_file_holds_the_passphrase_but_for_one_newline(asked, held, content, expected):
    """Nothing is asked, for an old file or a new one."""
    held(content)

    assert ask_passphrase("log.keys") == expected
    assert ask_new_passphrase("log.keys") == expected
    assert asked[0] == []


@pytest.mark.parametrize(
    ("content", "mode", "told"),
    [
        (b"", 0o600, "the passphrase is empty"),
        (b"\n", 0o600, "the passphrase is empty"),
        (b"  \n", 0o600, "the passphrase is empty"),
        (b"a b", 0o644, "others can read or change this file"),
        (b"\xff", 0o600, "the passphrase is not UTF-8"),
    ],
)
def test_a_file_that_is_no_secret_is_refused(asked, held, content, mode, told):
    """And the terminal is not asked instead."""
    held(content, mode)
    with pytest.raises(UsageError, match=told):
        ask_passphrase("log.keys")
    assert asked[0] == []


def test_a_file_that_is_not_there_is_named(monkeypatch, tmp_path):
    """The path in the variable is told."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    with pytest.raises(UsageError, match="cannot be read") as told:
        ask_passphrase("log.keys")
    assert told.value.where == str(tmp_path / "none")


def test_a_passphrase_is_asked_for_once_and_a_new_one_twice(asked):
    """With the file it is for."""
    questions, answers = asked
    answers += ["old", "new", "new"]

    assert (ask_passphrase("log.keys"), ask_new_passphrase("log.keys")) == ("old", "new")
    assert questions == ["Passphrase of log.keys: ", "New passphrase for log.keys: ", "The same again: "]


def test_two_different_answers_make_no_key(asked):
    """A passphrase mistyped once is lost for ever."""
    asked[1].extend(["new", "mew"])
    with pytest.raises(UsageError, match="the two passphrases differ"):
        ask_new_passphrase("log.keys")


@pytest.mark.parametrize("ask", [ask_passphrase, ask_new_passphrase])
def test_an_empty_answer_is_refused(asked, ask):
    """Before it is asked for again."""
    asked[1].append("")
    with pytest.raises(UsageError, match="the passphrase is empty"):
        ask("log.keys")
    assert len(asked[0]) == 1


def test_the_environment_itself_is_never_the_passphrase(asked, monkeypatch):
    """Other programs can read it."""
    monkeypatch.setenv("TELLERS_PASSPHRASE", "secret")
    asked[1].append("typed")

    assert ask_passphrase("log.keys") == "typed"


def test_whoever_was_told_a_passphrase_leaves_no_core_dump(held):
    """It would hold the passphrase and the keys."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    held(b"cuatro palabras\n")
    ask_passphrase("a file")

    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, before[1])
