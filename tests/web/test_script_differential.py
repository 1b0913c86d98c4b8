"""What Python's log accepts and refuses, the scripts accept and refuse, of bytes altered by chance."""

from __future__ import annotations

import json
import random
import subprocess
from base64 import b64decode, b64encode
from functools import partial
from itertools import product

import pytest
from tests.web.scripts import NODE, ROOT, needs_node
from tests.web.vectors import ANNA, BERT, LOG, MLDSA_LOG, MLDSA_POLICY, MLDSA_WITNESS, POLICY, receipt, signed

from tellers.canonical import decode_json, encode_json
from tellers.errors import InputError
from tellers.log import read_note, read_policy, read_receipt, verify_checkpoint, verify_receipt
from tellers.model import Status
from tellers.publish.entry import ForeignEntry, decode_entry

pytestmark = needs_node
CASES = 1_500
ENTRY = encode_json(
    {
        "act": "corrected",
        "at": "2031-05-18T20:15:00Z",
        "dossier": "made",
        "replaces": 12,
        "stated": {
            "type": "tellers:record:1",
            "contest": "p",
            "source": "v1",
            "unit": "010",
            "status": "counted",
            "figures": [["A", 12], ["B", None], ["\U0001f600", 7]],
            "unread": ["B"],
            "\ufb01": [[]],
            "\U0001f600": {"10": True, "9": False, "big": 2**70, "text": 'a"\\\n\u001f\u2028é'},
        },
        "subject": "record/p/v1/010/1",
        "type": "tellers:entry:1",
    }
)
UNITS = ("010", "", "a/1", " a", "a ", "a\u0085", "\ufeffa", "a\u2028", "\u3000a", "a\x7fb", 'a"b', "x" * 201)
RICH_POLICY: bytes = (
    POLICY.replace("quorum both\n", "")
    + f"# a comment\n\twitness  cleo {MLDSA_WITNESS.key} https://cleo.example/ \n"
    + "group g any both cleo\nquorum g\n"
).encode() + b"# \xff\n"
TOKENS = [
    *(
        b"\n",
        b" ",
        b"\t",
        b"+",
        b"=",
        b"-",
        b"0",
        b"00",
        b"A",
        b"/",
        b"\\",
        b'"',
        b"#",
        b"\r",
        b"\0",
        b"\x7f",
    ),
    *(b"\x0b", b"\xc2\x85", b"\xc2\xa0", b"\xe1\x9a\x80", b"\xe2\x80\xa8", b"\xe3\x80\x80", b"\xef\xbb\xbf"),
    *(
        b"\xff",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98\x80",
        b"\xe2\x80\x94 ",
        b"\n\n",
        b"e1",
        b".0",
        b"-0",
        b"1e400",
    ),
    *(b"none", b"all", b"any", b"anna", b"both", b"index ", b"extra ", b"group x 1 anna\n", b"quorum none\n"),
    *(b"9223372036854775807", b"9223372036854775808", b"18446744073709551616", b"99999999999999999999"),
    *(b"null", b"true", b'"act"', b"\\ud800", b"\\u0041", b"\\ud83d\\ude00", b'{"a":1,"a":2}', b"[]", b"NaN"),
    *(b'"replaces":null', b"tellers:entry:2", b"withdrawn", b"published", b"2031-02-29", b"T24:00:00Z"),
]


def altered(data: bytes, chance: random.Random) -> bytes:
    """Return bytes altered in one to three places."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        lines = data.split(b"\n")
        line = chance.randrange(len(lines))
        token = chance.choice(TOKENS)
        data = chance.choice(
            (
                data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                data[:at] + token + data[at:],
                data[:at] + token + data[at + len(token) :],
                data[:at] + data[at + chance.randrange(1, 4) :],
                data[:at] + data[end:] if chance.random() < 0.2 else data[:at] + data[at + 1 :],
                b"\n".join([*lines[:line], lines[line], *lines[line:]]),
                b"\n".join([*lines[:line], *lines[line + 1 :]]),
                b"\n".join(chance.sample(lines, len(lines))),
            )
        )
    return data


def note_text(data: bytes, _: bytes) -> str:
    """Return a note as it is written again."""
    return b64encode(read_note(data).encode()).decode()


def policy_shape(data: bytes, _: bytes) -> list:
    """Return how many logs, witnesses and groups a policy has."""
    held = read_policy(data)
    return [len(held.logs), len(held.witnesses), len(held.groups), held.needed()]


def receipt_told(data: bytes, policy: bytes) -> list:
    """Return what a receipt's checkpoint says, and the receipt as it is written again."""
    read = read_receipt(data)
    return [*told(verify_receipt(read, read_policy(policy))), b64encode(read.encode()).decode()]


def checkpoint_told(data: bytes, policy: bytes) -> list:
    """Return what a checkpoint says under a policy."""
    return told(verify_checkpoint(data, read_policy(policy)))


def entry_text(data: bytes, _: bytes) -> str:
    """Return an entry's fields as canonical JSON, without its type."""
    entry = decode_entry(data, where="it")
    plain = {name: getattr(entry, name) for name in ("subject", "at", "replaces", "dossier", "stated")}
    return encode_json({**plain, "act": entry.act.value}).decode()


def ask_python(kind: str, data: bytes, policy: bytes) -> object:
    """Return what Python makes of bytes, in the form that the script answers; None where it refuses."""
    asked = {
        "note": note_text,
        "policy": policy_shape,
        "checkpoint": checkpoint_told,
        "receipt": receipt_told,
        "entry": entry_text,
    }
    try:
        return asked[kind](data, policy)
    except ForeignEntry:
        return "foreign"
    except InputError:
        return None


def told(held) -> list:
    """Return what a verified checkpoint says."""
    checkpoint = held.checkpoint
    ids = sorted({key.key_id.hex() for key in held.log_keys})
    root = b64encode(checkpoint.root).decode()
    return [checkpoint.origin, str(checkpoint.size), root, sorted(held.cosigned), ids]


def ask_script(asked: list[tuple[str, bytes, bytes]]) -> list[dict]:
    """Return the script's answers, in order."""
    text = partial(lambda data: b64encode(data).decode())
    lines = [
        json.dumps({"kind": kind, "bytes": text(data), "policy": text(policy)})
        for kind, data, policy in asked
    ]
    ran = subprocess.run(
        [NODE, "tests/web/script/differential.mjs"],
        cwd=ROOT, input="\n".join(lines), capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    return [json.loads(line) for line in ran.stdout.rstrip("\n").split("\n")]


NOTE = signed(5, LOG, ANNA, BERT)
SEEDS = {
    "note": (NOTE.encode(), b""),
    "policy": (RICH_POLICY, b""),
    "checkpoint": (NOTE.encode(), POLICY.encode()),
    "receipt": (receipt(3, NOTE, 5), POLICY.encode()),
    "entry": (ENTRY, b""),
}
"""Of each kind a good text, and the policy it is judged by."""


@pytest.mark.parametrize("kind", SEEDS)
def test_both_accept_or_both_refuse(kind):
    """Of a good text and many altered ones, both say the same, and read the same out of what they accept."""
    good, policy = SEEDS[kind]
    chance = random.Random(f"differential {kind}")  # noqa: S311
    asked = [(kind, good, policy), *((kind, altered(good, chance), policy) for _ in range(CASES))]

    answers = ask_script(asked)

    expected = [ask_python(*one) for one in asked]
    differing = [
        (data, answer, python)
        for (_, data, _), answer, python in zip(asked, answers, expected, strict=True)
        if answer.get("accepted") != python or "broken" in answer
    ]
    assert differing[:3] == []
    assert expected[0] is not None
    assert sum(answer is None for answer in expected) > CASES / 20


def edges() -> list[bytes]:
    """Return entries at the edges of the form: depth, long numbers, names, statuses, fields left out."""
    plain = decode_json(ENTRY, where="it")
    stated = {key: value for key, value in plain["stated"].items() if key.isascii()}

    def made(subject: str, said: object, **more: object) -> bytes:
        return encode_json({**plain, "subject": subject, "stated": said, **more})

    record = made("record/p/v1/010/1", {**stated, "row": "LONG"})
    numbers = [b"9007199254740991", b"9007199254740992", *(b"9" * digits for digits in (4000, 4001, 4300))]
    depths = (97, 98, 99, 100, 899, 900, 960, 988, 30_000)
    deep = [b"[" * lists + end + b"]" * lists for lists in depths for end in (b"", b"1", b"{}")]
    names = product(("p", "", "-p", "p/q", "p<"), ("v1", "", "v" * 65), UNITS)
    left_out = ("contest", "source", "unit", "status", "type")
    withdrawn = ("record/x", "record/", "record/p/v1/7", "record/p/v1/7/1", "record/p/v1/7/", "contest/p")
    return [
        *(record.replace(b'"LONG"', value) for value in (*deep, *numbers)),
        *(record.replace(b'"LONG"', b"1").replace(b'"replaces":12', b'"replaces":' + one) for one in numbers),
        *(made("record/p/v1/010/1", {**stated, "status": status}) for status in (*map(str, Status), "x", 1)),
        *(made("source/v1", said) for said in ({}, {"id": "v1"}, {"id": "v1", "type": "tellers:source:1"})),
        *(
            made(
                f"record/{contest}/{source}/{unit}/1",
                stated | {"contest": contest, "source": source, "unit": unit},
            )
            for contest, source, unit in names
        ),
        *(
            made(subject, {key: value for key, value in stated.items() if key != left})
            for left in left_out
            for subject in ("record/p/v1/010/1", "record//v1/010/1", "record/p//010/1", "record/p/v1//1")
        ),
        *(made(subject, None, act="withdrawn") for subject in withdrawn),
    ]


def test_at_the_edges_of_the_form_both_say_the_same():
    """Where each language has a limit of its own."""
    asked = [("entry", data, b"") for data in edges()]

    answers = ask_script(asked)

    expected = [ask_python(*one) for one in asked]
    assert [
        (data[:200], answer, python)
        for (_, data, _), answer, python in zip(asked, answers, expected, strict=True)
        if answer.get("accepted") != python or "broken" in answer
    ] == []
    assert sum(answer is None for answer in expected) > 30
    assert sum(answer not in (None, "foreign") for answer in expected) > 20


def test_policies_altered_judge_a_checkpoint_alike():
    """A checkpoint under an altered policy is believed by both or by neither."""
    chance = random.Random("policies")  # noqa: S311
    note = signed(5, LOG, ANNA, BERT, MLDSA_WITNESS).encode()
    asked = [
        ("checkpoint", note, policy)
        for policy in (RICH_POLICY, *(altered(RICH_POLICY, chance) for _ in range(400)))
    ]

    answers = ask_script(asked)

    assert [answer.get("accepted") for answer in answers] == [ask_python(*one) for one in asked]
    assert answers[0]["accepted"][3] == ["anna", "bert", "cleo"]


def test_signed_texts_of_any_form_are_judged_alike():
    """A text that the log did sign, however odd: long numbers, extensions, signs of its own."""
    root = NOTE.text.split(b"\n")[2]
    texts = [
        *(b"example.org/log\n%d\n%s\n" % (size, root) for size in (0, 5, 2**53, 2**53 + 1, 2**63 - 1, 2**63)),
        b"example.org/log\n05\n" + root + b"\n",
        b"example.org/log\n5\n" + root + b"\nan extension\nanother\n",
        b"example.org/log\n5\n" + root + b"\n\nafter an empty line\n",
        b"\xef\xbb\xbfexample.org/log\n5\n" + root + b"\n",
        b"example.org/log\n5\n" + root[:-1] + b"\n",
        b"example.org/log\n5\n" + root + b"\n\xe2\x80\xa8\n",
    ]
    asked = []
    for text in texts:
        for signer, policy in ((LOG, f"log {LOG.key}\nquorum none\n"), (MLDSA_LOG, MLDSA_POLICY)):
            try:
                lines = [signer.sign(text, time=1_700_000_000)]
                lines += [MLDSA_WITNESS.sign(text, time=2**63 - 1)] if signer is MLDSA_LOG else []
            except InputError:
                continue  # Python does not sign it with ML-DSA-44
            note = text + b"\n" + "".join(map(str, lines)).encode()
            asked.append(("checkpoint", note, policy.encode()))

    answers = ask_script(asked)

    assert [answer.get("accepted") for answer in answers] == [ask_python(*one) for one in asked]
    assert sum("accepted" in answer for answer in answers) >= 10


@pytest.mark.parametrize("name", ["edges", "mldsa", "notes", "trees"])
def test_the_vectors_are_what_python_makes(name):
    """Each file of vectors is current; of ML-DSA-44, whose signatures differ each time, Python accepts it."""
    from tests.web import vectors  # noqa: PLC0415

    held = (vectors.FOLDER / f"{name}.json").read_text(encoding="utf-8")

    if name == "mldsa":
        plain = json.loads(held)
        assert verify_checkpoint(plain["checkpoint"].encode(), read_policy(plain["policy"].encode()))
        assert plain["policy"] == MLDSA_POLICY
    else:
        assert held == vectors.text_of(vectors.MADE[name]())


def test_the_answers_are_bytes_of_the_note():
    """What the script writes of a note is the note."""
    (answer,) = ask_script([("note", NOTE.encode(), b"")])

    assert b64decode(answer["accepted"]) == NOTE.encode()
