"""What a clerk, an observer and a sceptic meet first: keys as files, policies, what is next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.test_publish import COUNCIL

from tellers.log import key_file
from tellers.log.passphrase import VARIABLE


@pytest.fixture
def room(run, tmp_path, monkeypatch):
    """A folder with the keys of a log and of two witnesses, made by the commands, and its own memory."""
    (tmp_path / "passphrase").touch(mode=0o600)
    (tmp_path / "passphrase").write_text("words that nobody knows\n", encoding="utf-8")
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "passphrase"))
    monkeypatch.setattr(key_file, "COST", key_file.LEAST_COST)
    monkeypatch.chdir(tmp_path)
    assert run("key", "new", "log.key", "--name", "example.org/log").code == 0
    for name in ("press", "uni"):
        assert run("witness", "init", name, "--name", f"{name}.example/w").code == 0
        assert run("witness", "add-log", name, "log.key.pub").code == 0
    assert run("log", "init", "log", "--key", "log.key").code == 0
    return tmp_path


PUBLISH = ("publish", COUNCIL, "--log", "log", "--key", "log.key", "--at", "2031-05-18T20:15:00Z")
WITNESSES = ("--witness", "press=press/witness.pub", "--witness", "uni=uni/witness.pub")


def test_no_line_that_a_beginning_prints_is_longer_than_a_screen(run, room):
    """A line of ML-DSA-44 has 1,800 letters; it stands in a file, and its fingerprint on the screen."""
    done = run("log", "init", "another", "--key", "log.key")
    lines = done.out.splitlines()

    assert max(map(len, lines)) < 110
    assert lines[0] == "another: a new log, example.org/log, with 2 keys."
    assert lines[-2:] == [
        "  tellers key show log.key   prints them; another/policy is a policy with them.",
        "Next: tellers publish DOSSIER --log another --key log.key",
    ]
    assert (room / "another" / "policy").read_text(encoding="utf-8").endswith("\nquorum none\n")


@pytest.mark.usefixtures("room")
def test_a_log_of_a_witness_s_keys_is_refused_before_it_is_made(run):
    """It could never be signed."""
    done = run("log", "init", "another", "--key", "press/witness.key")

    assert done.code == 2
    assert done.err.startswith("press/witness.key: these are keys of a witness, and cannot sign for a log\n")
    assert not Path("another").exists()


@pytest.mark.usefixtures("room")
def test_a_policy_is_written_from_files_and_asks_for_more_than_half(run):
    """Two of two; the first key of each witness, with its address."""
    done = run(
        "log",
        "new-policy",
        "policy",
        "--log",
        "log.key.pub",
        *WITNESSES,
        "--address",
        "uni=https://uni.example",
    )
    lines = Path("policy").read_text(encoding="utf-8").splitlines()

    assert done.code == 0
    assert done.out.splitlines()[-2:] == [
        "quorum   2 of (press, uni)",
        "         Any two quorums share a witness: it would have to sign two histories.",
    ]
    assert [line.split("+")[0] for line in lines] == [
        "log example.org/log",
        "log example.org/log",
        "witness press press.example/w",
        "witness uni uni.example/w",
        "group witnesses 2 press uni",
        "quorum witnesses",
    ]
    assert lines[3].endswith(" https://uni.example")
    assert run("log", "policy", "policy").out == done.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--log", "nothing"], "--log: neither a verifier key nor a file"),
        (["--log", "log.key.pub", "--witness", "press"], "--witness asks for a name and what is its"),
        (["--log", "log.key.pub", *WITNESSES, "--quorum", "3"], "such a quorum cannot be reached"),
        (["--log", "log.key.pub", *WITNESSES, "--quorum", "0"], "such a quorum cannot be reached"),
        (["--log", "log.key.pub", "--address", "uni=x"], "an address of no witness named"),
        (["--log", "log.key.pub", *WITNESSES, *WITNESSES[:2]], "--witness is said twice of press"),
        (["--log", "press/witness.pub"], "policy, line 1: a key of a kind that cannot sign here"),
    ],
)
@pytest.mark.usefixtures("room")
def test_a_policy_with_a_mistake_is_not_written(run, words, told):
    """Each is said in a sentence."""
    done = run("log", "new-policy", "policy", *words)

    assert done.code in {2, 3}
    assert done.err.startswith(told)
    assert not Path("policy").exists()
    assert run("log", "new-policy", "log/policy", "--log", "log.key.pub").err.startswith(
        "log/policy: there is such a file already\n"
    )


@pytest.mark.usefixtures("room")
def test_the_log_s_own_policy_is_asked_where_no_other_is_named_and_status_says_what_is_next(run):
    """Published only when both witnesses have cosigned, by files."""
    run("log", "new-policy", "log/policy", "--log", "log.key.pub", *WITNESSES, "--replace")
    begun = run("log", "status", "log")
    waiting = run("publish", COUNCIL, "--log", "log", "--key", "log.key")
    between = run("log", "status", "log")
    run("log", "witness", "log", "--request", "request")
    for name in ("press", "uni"):
        run("witness", "cosign", name, "request", "--to", f"{name}.answer")
    done = run("log", "witness", "log", "--answer", "press.answer", "--answer", "uni.answer")
    after = run("log", "status", "log")

    assert begun.out == (
        "example.org/log: 0 entries\npublished: nothing yet\n"
        "next: tellers publish DOSSIER --log log --key FILE\n"
    )
    assert [one.code for one in (begun, waiting, between, done, after)] == [1, 3, 1, 0, 0]
    assert between.out == (
        "example.org/log: 16 entries\npublished: nothing yet\n"
        "next: the checkpoint of 16 waits for its witnesses: tellers log witness log\n"
    )
    assert after.out.endswith("  The quorum is reached: 2 of (press, uni).\n")


@pytest.mark.usefixtures("room")
def test_a_refused_answer_says_from_which_size_to_ask_again(run):
    """An answer that was lost is asked for once more."""
    run("log", "new-policy", "log/policy", "--log", "log.key.pub", *WITNESSES[:2], "--replace")
    run("publish", COUNCIL, "--log", "log", "--key", "log.key")
    run("log", "witness", "log", "--request", "request")
    for _ in range(2):
        run("witness", "cosign", "press", "request", "--to", "answer")
    done = run("log", "witness", "log", "--answer", "answer")

    assert done.code == 3
    assert done.err == (
        "answer: this witness has cosigned 16 entries of the log, and was asked from another size\n"
        "  do:       Ask it again: tellers log witness log --request FILE --since 16\n"
    )
    run("log", "witness", "log", "--request", "request", "--since", "16")
    assert run("witness", "cosign", "press", "request", "--to", "answer").code == 0
    assert run("log", "witness", "log", "--answer", "answer").code == 0


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--key", "nothing"], "nothing: cannot be read: No such file or directory"),
        (["--key", "log.key", "--policy", "nothing"], "nothing: cannot be read: No such file or directory"),
        (["--key", "press/witness.key"], "press/witness.key: these keys cannot sign for this log"),
    ],
)
def test_what_could_not_be_signed_is_not_added(run, words, told):
    """Said before the first entry, which nobody could take out again."""
    done = run("publish", COUNCIL, "--log", "log", *words)

    assert done.code == 2
    assert done.err.startswith(f"{told}\n")
    assert run("log", "status", "log").out.startswith("example.org/log: 0 entries\n")


@pytest.mark.usefixtures("room")
def test_a_policy_that_names_none_of_the_keys_that_sign_is_refused_before_they_do(run):
    """What is signed is signed for ever."""
    run("key", "new", "log-2.key", "--name", "example.org/log")
    run("log", "new-policy", "other", "--log", "log-2.key.pub")
    done = run("publish", COUNCIL, "--log", "log", "--key", "log.key", "--policy", "other")

    assert done.code == 2
    assert done.err.startswith("other: the policy names none of the keys that sign\n")
    assert run("log", "status", "log").out.startswith("example.org/log: 0 entries\n")


def test_a_log_never_signed_and_a_place_without_one_say_so(run, room):
    """With what to do; the file `checkpoint` is named only to those who keep one."""
    never = run("log", "verify", "log")
    nowhere = run("log", "verify", room / "nowhere", "--trust", "log.key.pub")

    assert (never.code, nowhere.code) == (3, 3)
    assert never.err == (
        "log: nothing of this log is published yet\n"
        "  do:       Sign it first: tellers log sign log --key FILE\n"
    )
    assert nowhere.err == (
        f"{room / 'nowhere'}: there is no log here\n"
        "  do:       Name the folder that holds `checkpoint` and `tile`, or an address with https://.\n"
    )


@pytest.mark.usefixtures("room")
def test_a_unit_that_is_not_there_is_answered_with_subjects_like_it(run):
    """Whoever types half a name sees whole ones."""
    run(*PUBLISH)
    done = run("log", "history", "estori", "log")

    assert done.code == 2
    assert done.err == (
        "the log says nothing of it\n"
        "  expected: a unit as its dossier names it, or a subject, as record/c-res-7/roll-call/estoria/1\n"
        "  found:    estori\n"
        "  do:       All 16 entries were read.\n"
    )


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(("lang", "says"), [("en", "It says: published"), ("es", "Dice: publicado")])
def test_a_receipt_of_a_record_says_what_it_is_and_its_figures(run, lang, says):
    """The entry is JSON that begins with anything but the unit."""
    run(*PUBLISH)
    made = run("log", "prove", "log", "--index", "8", "--to", "receipt")
    done = run("verify", "receipt", "--policy", "log/policy", "--lang", lang)
    lines = done.out.splitlines()

    assert made.out.endswith("\nVerify it: tellers verify receipt --policy log/policy\n")
    assert done.code == 0
    assert lines[2].startswith(f"  {says}, 2031-05-18T20:15:00Z, record/c-res-7/roll-call/estoria/1, ")
    assert lines[3] == "    for 1, against 0, abstain 0, absent 0, not-entitled 0"


@pytest.mark.usefixtures("room")
def test_two_logs_are_compared_by_their_folders_and_a_third_person_checks_the_file(run, monkeypatch):
    """A copy that was adopted elsewhere and signed on: the mirror refuses it, and the file proves it."""
    run(*PUBLISH)
    trust = ("--trust", "log.key.pub")
    shutil.copytree("log", "fork")
    for folder, entries in (("log", ["one"]), ("fork", ["two", "three"])):
        if folder == "fork":
            monkeypatch.setenv("TELLERS_STATE", str(Path("state-2").absolute()))
            run("log", "adopt", folder)
        for entry in entries:
            Path(entry).write_text(entry, encoding="utf-8")
        run("log", "append", folder, *entries)
        assert run("log", "sign", folder, "--key", "log.key").code == 0
    run("log", "mirror", "log", "mirror", *trust)
    refused = run("log", "mirror", "fork", "mirror", *trust)
    compared = run("log", "compare", "mirror", "fork", *trust, "--evidence", "proof.txt")

    assert refused.code == compared.code == 3
    assert "tellers log compare mirror fork --trust KEY --evidence proof.txt" in refused.err
    assert run("log", "compare", "proof.txt", *trust).out.startswith("proved: The log example.org/log ")
    assert run("log", "compare", "log", "log", *trust).code == 0


@pytest.mark.usefixtures("room")
def test_a_log_whose_keys_changed_is_whole_in_its_own_folder(run):
    """Old keys, both, new ones: no checkpoint of any of these days is called anybody else's."""
    run("key", "new", "new.key", "--name", "example.org/log")
    assert run(*PUBLISH).code == 0
    for logs, keys in ((("log.key", "new.key"), ("log.key", "new.key")), (("new.key",), ("new.key",))):
        run("log", "new-policy", "log/policy", "--replace", *(f"--log={name}.pub" for name in logs))
        Path("one").write_text(str(keys), encoding="utf-8")
        run("log", "append", "log", "one")
        assert run("log", "sign", "log", *(f"--key={name}" for name in keys)).code == 0
    done = run("log", "fsck", "log")

    assert done.code == 0
    assert done.out.endswith("So do the journal and every checkpoint that was ever signed here.\n")
