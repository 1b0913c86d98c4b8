from __future__ import annotations

import re
from itertools import combinations

import pytest
from tests.log.made import ANNA, BERTA, CARLA, LOG, LOG_PQ, TIME, checkpoint_of, policy_text

from tellers.errors import NoteError, VerificationError
from tellers.log.keys import KeyKind, Signer
from tellers.log.note import Note, SignatureLine
from tellers.log.policy import read_policy, read_signed, verify_checkpoint

SIGNERS = {"anna": ANNA, "berta": BERTA, "carla": CARLA}


def test_a_policy_names_logs_witnesses_groups_and_one_quorum():
    """With addresses where they are given, comments, tabs and empty lines."""
    policy = read_policy(
        f"# ours\n\n \t# indented\nlog {LOG.key} https://log.example\n"
        f"\twitness\tanna\t{ANNA.key}  https://anna.example \n"
        f"witness berta {BERTA.key}\ngroup two all anna berta\nquorum two".encode()
    )

    assert policy.logs == ((LOG.key, "https://log.example"),)
    assert policy.witnesses == {"anna": (ANNA.key, "https://anna.example"), "berta": (BERTA.key, "")}
    assert policy.groups["two"].threshold == 2
    assert policy.needed() == "2 of (anna, berta)"


def others(count: int) -> list[Signer]:
    """Keys that nobody knows."""
    seeds = (bytes([index]) * 32 for index in range(40, 40 + count))
    return [Signer.from_seed("w", KeyKind.ED25519_COSIGNATURE, seed) for seed in seeds]


REFUSED = {
    "no quorum": ([], "no quorum line"),
    "two quorums": (["quorum none", "quorum none"], "not the one quorum line"),
    "a quorum of two": (["quorum anna berta"], "not the one quorum line"),
    "a quorum of nobody": (["quorum"], "not the one quorum line"),
    "a quorum of a stranger": (["quorum dora"], "nobody is called dora"),
    "a quorum before its group": (["quorum g", "group g any anna"], "nobody is called g"),
    "another word": (["threshold 2"], "not a line of a policy"),
    "another case": (["Quorum none"], "not a line of a policy"),
    "a comment at the end": (["quorum none # so far"], "not the one quorum line"),
    "the same log": ([f"log {LOG.key}", "quorum none"], "the same public key a second time"),
    "the same witness": ([f"witness dora {ANNA.key}", "quorum none"], "the same public key a second time"),
    "the same key by another name": (
        [f"witness dora {Signer('d', KeyKind.ED25519_COSIGNATURE, ANNA.private).key}", "quorum none"],
        "the same public key a second time",
    ),
    "the same name": ([f"witness anna {others(1)[0].key}", "quorum none"], "the name anna is taken"),
    "a group of a witness's name": (["group anna any berta", "quorum none"], "the name anna is taken"),
    "a witness called none": ([f"witness none {others(1)[0].key}", "quorum none"], "the name none is taken"),
    "a group called none": (["group none any anna", "quorum none"], "the name none is taken"),
    "a group's name twice": (["group g any anna", "group g any berta", "quorum g"], "the name g is taken"),
    "a witness of a group's name": (
        ["group g any anna", f"witness g {others(1)[0].key}", "quorum g"],
        "the name g is taken",
    ),
    "none as a member": (["group g any anna none", "quorum g"], "nobody is called none"),
    "a log's key for a witness": (
        [f"witness d {LOG.key}", "quorum none"],
        "a key of a kind that cannot sign here",
    ),
    "a witness's key for a log": ([f"log {CARLA.key}", "quorum none"], "a key of a kind that cannot sign"),
    "a member twice": (["group g any anna anna", "quorum g"], "anna is a member already"),
    "a member of two": (["group g any anna", "group h any anna", "quorum g"], "anna is a member already"),
    "a group of two groups": (
        ["group g any anna", "group h any g", "group i any g berta", "quorum h"],
        "g is a member already",
    ),
    "a group of itself": (["group g any g", "quorum g"], "nobody is called g"),
    "a group of nobody": (["group g any", "quorum g"], "not a group line"),
    "none of them": (["group g 0 anna", "quorum g"], "a threshold that no group of this size has"),
    "more than there are": (["group g 2 anna", "quorum g"], "a threshold that no group of this size has"),
    "a leading zero": (["group g 01 anna", "quorum g"], "a threshold that no group of this size has"),
    "a sign": (["group g +1 anna", "quorum g"], "a threshold that no group of this size has"),
    "another digit": (["group g \u0661 anna", "quorum g"], "a threshold that no group of this size has"),
    "another space": ([f"witness d\u2003e {others(1)[0].key}", "quorum d"], "nobody is called d"),
    "a key with another space": ([f"log\u00a0{others(1)[0].key}", "quorum none"], "not a line of a policy"),
    "a log of three words": ([f"log {others(1)[0].key} a b", "quorum none"], "not a log line"),
    "a log without a key": (["log", "quorum none"], "not a log line"),
    "a witness without a key": (["witness dora", "quorum none"], "not a witness line"),
    "a carriage return": (["quorum none\r"], "a control character"),
    "a zero byte": (["quorum none\0"], "a control character"),
}


@pytest.mark.parametrize(("lines", "told"), REFUSED.values(), ids=REFUSED)
def test_a_policy_that_breaks_a_rule_is_refused_with_its_reason(lines, told):
    """tlog-policy's rules one by one; the line is named."""
    with pytest.raises(NoteError, match=re.escape(told)) as refused:
        read_policy(policy_text(*lines))
    assert refused.value.where.startswith("the policy")


def test_names_are_bytes():
    """A name in another encoding than UTF-8 is a name; the sign K is not the Kelvin sign."""
    keys = [one.key for one in others(2)]
    policy = read_policy(
        b"witness \xe9 %b\nwitness K %b\ngroup g any \xe9\nquorum g\n"
        % tuple(str(key).encode() for key in keys)
    )

    assert list(policy.witnesses) == ["\udce9", "K"]
    assert policy.reached(["\udce9"])
    with pytest.raises(NoteError, match="nobody is called"):
        read_policy(b"witness K %b\nquorum \xe2\x84\xaa\n" % str(keys[0]).encode())


def test_a_key_s_name_in_no_encoding_is_refused():
    """A note is UTF-8, so no line of one could bear it."""
    with pytest.raises(NoteError, match="not a verifier key"):
        read_policy(b"log \xff" + str(LOG.key)[1:].encode() + b"\nquorum none\n")


def test_32_logs_32_witnesses_and_32_groups_are_read():
    """As many as the specification asks for; a thousand lines are, and one more is not."""
    keys = others(32)
    lines = [f"log {Signer('l', KeyKind.ED25519, key.private).key}" for key in keys]
    lines += [f"witness w{at} {key.key}" for at, key in enumerate(others(64)[32:])]
    lines += [f"group g{at} any w{at}" for at in range(31)]
    lines += ["group all 20 w31 " + " ".join(f"g{at}" for at in range(31)), "quorum all"]
    policy = read_policy("\n".join(lines).encode())

    assert policy.reached([f"w{at}" for at in range(20)])
    assert not policy.reached([f"w{at}" for at in range(19)])
    assert read_policy(b"\n" * 999 + b"quorum none").quorum == "none"
    with pytest.raises(NoteError, match="1001 lines are more than are read"):
        read_policy(b"\n" * 1000 + b"quorum none")


def test_groups_in_groups_in_groups_are_read_and_reached():
    """As many as a file has lines for; a reader that calls itself would break at some depth."""
    lines = ["group g0 any anna", *(f"group g{at} any g{at - 1}" for at in range(1, 950)), "quorum g949"]
    policy = read_policy(policy_text(*lines))

    assert policy.reached(["anna"])
    assert not policy.reached(["berta"])
    assert policy.needed().startswith("1 of (1 of (1 of (")


def test_a_group_s_name_among_the_signers_counts_for_nothing():
    """Witnesses sign, groups do not."""
    policy = read_policy(policy_text("group g all anna berta", "quorum g"))

    assert not policy.reached(["g", "none", "anna"])


QUORUMS = {
    "anna": (["quorum anna"], lambda names: "anna" in names),
    "any": (["group g any anna berta carla", "quorum g"], bool),
    "all": (["group g all anna berta carla", "quorum g"], lambda names: len(names) == 3),
    "two": (["group g 2 anna berta carla", "quorum g"], lambda names: len(names) >= 2),
    "nested": (
        ["group ab any anna berta", "group g all ab carla", "quorum g"],
        lambda names: "carla" in names and len(names) >= 2,
    ),
    "deeper": (
        ["group ab all anna berta", "group abc any ab carla", "group top all abc", "quorum top"],
        lambda names: "carla" in names or len(names) == 2,
    ),
    "none": (["quorum none"], lambda _: True),
}
SUBSETS = [names for count in range(4) for names in combinations(SIGNERS, count)]


@pytest.mark.parametrize(("lines", "expected"), QUORUMS.values(), ids=QUORUMS)
def test_a_quorum_is_reached_by_exactly_the_sets_it_means(lines, expected):
    """Every subset of three witnesses, with real signatures."""
    policy = read_policy(policy_text(*lines))
    for names in SUBSETS:
        note = checkpoint_of(3, LOG, *(SIGNERS[name] for name in names))
        if expected(names):
            assert verify_checkpoint(note, policy).cosigned == dict.fromkeys(names, TIME)
        else:
            with pytest.raises(VerificationError, match="too few witnesses have signed"):
                verify_checkpoint(note, policy)


def test_a_refusal_says_who_is_asked_for_and_who_signed():
    """So that the reader knows whom to wait for."""
    policy = read_policy(policy_text("group g 2 anna berta carla", "quorum g"))
    with pytest.raises(VerificationError) as told:
        verify_checkpoint(checkpoint_of(3, LOG, CARLA), policy)

    assert (told.value.expected, told.value.got) == ("signatures of 2 of (anna, berta, carla)", "carla")


def test_a_witness_that_signs_twice_counts_once():
    """Two times of one witness are one witness."""
    policy = read_policy(policy_text("group g 2 anna berta carla", "quorum g"))
    note = checkpoint_of(3, LOG, ANNA)
    note = note.with_signatures([ANNA.sign(note.text, time=TIME + 1)])

    assert len(note.signatures) == 3
    with pytest.raises(VerificationError, match="too few witnesses"):
        verify_checkpoint(note, policy)


def test_one_false_signature_of_a_known_key_makes_the_whole_note_false():
    """Even where the quorum would be reached without it, and where a true one of the same key stands by."""
    policy = read_policy(policy_text("quorum anna"))
    honest = checkpoint_of(3, LOG, ANNA, CARLA)
    for signer in (LOG, LOG_PQ, ANNA, BERTA, CARLA):
        size = signer.kind.signature_bytes
        forged = SignatureLine(signer.name, signer.key.key_id, bytes([0] * 7 + [1]) + bytes(size - 8))
        with pytest.raises(VerificationError, match="does not hold"):
            verify_checkpoint(honest.with_signatures([forged]), policy)


def test_signatures_of_unknown_keys_are_left_alone():
    """Also those that share a name or an id with a known one, but not both."""
    policy = read_policy(policy_text("quorum anna"))
    strange = [
        SignatureLine("stranger.example", b"\1\2\3\4", b"x"),
        SignatureLine(ANNA.name, b"\1\2\3\4", b"x"),
        SignatureLine("stranger.example", ANNA.key.key_id, b"x"),
    ]

    assert verify_checkpoint(checkpoint_of(3, LOG, ANNA).with_signatures(strange), policy).cosigned == {
        "anna": TIME
    }


@pytest.mark.parametrize("signers", [(), (ANNA, BERTA, CARLA)])
def test_without_the_log_s_own_signature_nothing_holds(signers):
    """However many witnesses there are."""
    with pytest.raises(VerificationError, match="no known key of this log has signed it"):
        verify_checkpoint(checkpoint_of(3, *signers), read_policy(policy_text("quorum none")))


def test_a_log_s_key_counts_for_its_own_origin_alone():
    """A log that the policy trusts cannot sign for another name."""
    other = Signer.from_seed("example.org/other", KeyKind.ED25519, bytes(range(9, 41)))
    note = checkpoint_of(3)
    note = note.with_signatures([other.sign(note.text, time=TIME)])

    with pytest.raises(VerificationError, match="no known key of this log"):
        verify_checkpoint(note, read_policy(policy_text(f"log {other.key}", "quorum none")))


def test_a_witness_cannot_stand_in_for_the_log_nor_the_log_for_a_witness():
    """A key of kind 0x04 signs no log, whatever its name."""
    twin = Signer.from_seed(LOG.name, KeyKind.ED25519_COSIGNATURE, bytes(range(9, 41)))
    note = checkpoint_of(3, twin)

    with pytest.raises(VerificationError, match="no known key of this log"):
        read_signed(note, [twin.key])


def test_the_log_s_signatures_alone_are_read_for_a_witness():
    """It looks at no cosignature, not even at a false one."""
    forged = SignatureLine(ANNA.name, ANNA.key.key_id, bytes(72))
    held = read_signed(checkpoint_of(3, LOG, LOG_PQ).with_signatures([forged]), [LOG.key, LOG_PQ.key])

    assert held.log_keys == (LOG.key, LOG_PQ.key)
    assert (held.checkpoint.size, dict(held.cosigned)) == (3, {})


def test_a_note_that_is_no_checkpoint_is_refused_as_one():
    """A signed text of another form."""
    text = b"hello\n"
    note = Note(text=text, signatures=(LOG.sign(text, time=TIME),))

    with pytest.raises(NoteError, match="not a checkpoint"):
        verify_checkpoint(note.encode(), read_policy(policy_text("quorum none")))
