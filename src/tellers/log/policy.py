r"""Policies: which logs and witnesses somebody trusts, and how many of them must have signed.

A text file of `log`, `witness`, `group` and one `quorum` line, in the form of C2SP tlog-policy. A checkpoint
holds under a policy when one of its logs signed it and the quorum of witnesses cosigned it.

>>> policy = read_policy(b"log example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n"
...                      b"quorum none\n")
>>> [key.name for key, _ in policy.logs], policy.quorum
(['example.com/foo'], 'none')
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tellers.errors import NoteError, VerificationError
from tellers.log.checkpoint import Checkpoint, read_checkpoint
from tellers.log.keys import KeyKind, VerifierKey, read_verifier_key
from tellers.log.note import Note, read_note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = [
    "LOG_KINDS",
    "NONE",
    "WITNESS_KINDS",
    "Policy",
    "SignedCheckpoint",
    "read_policy",
    "read_signed",
    "verify_checkpoint",
]

NONE = "none"
MOST_LINES = 1_000
LOG_KINDS = frozenset({KeyKind.ED25519, KeyKind.MLDSA44_COSIGNATURE})
WITNESS_KINDS = frozenset({KeyKind.ED25519_COSIGNATURE, KeyKind.MLDSA44_COSIGNATURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Witnesses or groups, of which at least so many must have signed."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What somebody asks of a checkpoint before believing it."""

    logs: tuple[tuple[VerifierKey, str], ...] = ()
    """Each with its address, which may be empty."""
    witnesses: Mapping[str, tuple[VerifierKey, str]] = field(default_factory=dict)
    """By their name in this file, each with its address."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    """By name, each after the groups that are its members."""
    quorum: str = NONE

    def reached(self, signed: Collection[str]) -> bool:
        """Return whether these witnesses, by their names in the file, are the quorum."""
        found = {name for name in signed if name in self.witnesses}
        for name, group in self.groups.items():  # in order, not by recursion: a file may nest a thousand
            if sum(member in found for member in group.members) >= group.threshold:
                found.add(name)
        return self.quorum == NONE or self.quorum in found

    def needed(self) -> str:
        """Return the quorum in words, as `2 of (anna, group b)`."""
        words = {NONE: "no witness"}
        for name, group in self.groups.items():
            members = ", ".join(words.get(member, member) for member in group.members)
            words[name] = f"{group.threshold} of ({members})"
        return words.get(self.quorum, self.quorum)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCheckpoint:
    """A checkpoint whose signatures were verified."""

    checkpoint: Checkpoint
    """Without the lines after the third, where no signature of the log covers them."""
    note: Note
    log_keys: tuple[VerifierKey, ...]
    """The keys of the log that signed it."""
    cosigned: Mapping[str, int]
    """By the policy's name of a witness, when it cosigned, in seconds since 1970."""


def verify_checkpoint(
    note: Note | bytes, policy: Policy, *, where: str = "the checkpoint"
) -> SignedCheckpoint:
    """Return the checkpoint that a note is, once the policy holds.

    Raises `NoteError` for what is no note or no checkpoint; `VerificationError` where no log of the policy
    signed it, where a known signature does not hold (the whole note is then false), or where the quorum is
    not reached, saying who signed and who is missing.
    """
    held = read_signed(note, [key for key, _ in policy.logs], where=where)
    cosigned = {}
    for name, (key, _) in policy.witnesses.items():
        for line in filter(key.signed, held.note.signatures):
            cosigned[name] = key.verify(held.note.text, line)
    if not policy.reached(cosigned):
        raise VerificationError(
            "too few witnesses have signed",
            where=where,
            expected=f"signatures of {policy.needed()}",
            got=", ".join(cosigned) or "of none of them",
            remedy="Ask for a checkpoint that they have cosigned, or wait for one.",
        )
    return SignedCheckpoint(
        checkpoint=held.checkpoint, note=held.note, log_keys=held.log_keys, cosigned=cosigned
    )


def read_signed(
    note: Note | bytes, keys: Collection[VerifierKey], *, where: str = "the checkpoint"
) -> SignedCheckpoint:
    """Return a checkpoint signed by one of these keys of its log, cosignatures not looked at.

    A key counts where its name is the checkpoint's origin. An ML-DSA-44 signature leaves out the lines
    after the third: under it alone anybody can add some, and they are not told. Errors as
    `verify_checkpoint`.
    """
    held = read_note(note, where=where) if isinstance(note, bytes) else note
    checkpoint = read_checkpoint(held.text, where=where)
    of_log = [key for key in keys if key.name == checkpoint.origin and key.kind in LOG_KINDS]
    signed = []
    for line in held.signatures:
        for key in of_log:
            if key.signed(line):
                key.verify(held.text, line)
                signed.append(key)
    if not signed:
        told = ", ".join(sorted({key.name for key in keys})) or "none"
        raise VerificationError(
            "no known key of this log has signed it",
            where=where,
            expected=f"a signature of one of the logs known: {told}",
            got=f"origin {checkpoint.origin}",
            remedy="Give the verifier key of that log, got from somewhere else than the log itself.",
        )
    if all(key.kind is KeyKind.MLDSA44_COSIGNATURE for key in signed):
        checkpoint = replace(checkpoint, extensions=())
    return SignedCheckpoint(
        checkpoint=checkpoint, note=held, log_keys=tuple(dict.fromkeys(signed)), cosigned={}
    )


def read_policy(data: bytes, *, where: str = "the policy") -> Policy:
    """Return a policy; `NoteError` names the line that is wrong.

    Names are bytes to the format; here they are read as UTF-8 where they are, byte by byte where not.
    """
    policy = _Reading(where=where)
    wrong = next(
        (at for at, sign in enumerate(data) if (sign < 32 and sign not in b"\t\n") or sign == 127), None
    )
    if wrong is not None:
        raise NoteError(
            "a control character", where=f"{where}, byte {wrong}", expected="tab and newline alone"
        )
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    if len(lines) > MOST_LINES:
        raise NoteError(f"{len(lines)} lines are more than are read", where=where, expected=f"{MOST_LINES}")
    for number, line in enumerate(lines, start=1):
        words = [word for word in line.replace("\t", " ").split(" ") if word]  # no other space separates
        if words and not words[0].startswith("#"):
            policy.take(words, f"{where}, line {number}")
    return policy.whole()


@dataclass
class _Reading:
    """The lines of a policy so far."""

    where: str
    logs: list[tuple[VerifierKey, str]] = field(default_factory=list)
    witnesses: dict[str, tuple[VerifierKey, str]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    quorum: str | None = None

    def take(self, words: list[str], where: str) -> None:
        steps: dict[str, Callable[[list[str], str], None]] = {
            "log": self._log,
            "witness": self._witness,
            "group": self._group,
            "quorum": self._quorum,
        }
        if words[0] not in steps:
            raise NoteError(
                "not a line of a policy", where=where, expected=", ".join(steps), got=words[0][:80]
            )
        steps[words[0]](words[1:], where)

    def whole(self) -> Policy:
        if self.quorum is None:
            raise NoteError(
                "no quorum line", where=self.where, expected="one line `quorum <name>` or `quorum none`"
            )
        return Policy(logs=tuple(self.logs), witnesses=self.witnesses, groups=self.groups, quorum=self.quorum)

    def _log(self, words: list[str], where: str) -> None:
        if len(words) not in {1, 2}:
            raise NoteError("not a log line", where=where, expected="log <key> [<address>]")
        key = self._key(words[0], LOG_KINDS, where)
        self.logs.append((key, words[1] if len(words) == 2 else ""))

    def _witness(self, words: list[str], where: str) -> None:
        if len(words) not in {2, 3}:
            raise NoteError("not a witness line", where=where, expected="witness <name> <key> [<address>]")
        self._new(words[0], where)
        key = self._key(words[1], WITNESS_KINDS, where)
        self.witnesses[words[0]] = (key, words[2] if len(words) == 3 else "")

    def _group(self, words: list[str], where: str) -> None:
        if len(words) < 3:
            raise NoteError(
                "not a group line", where=where, expected="group <name> all|any|<number> <member> ..."
            )
        name, threshold, *members = words
        self._new(name, where)
        for member in members:
            self._known(member, where)
            if member in self.members:
                raise NoteError(
                    f"{member} is a member already", where=where, expected="each name in one group at most"
                )
            self.members.add(member)
        count = {"all": len(members), "any": 1}.get(threshold)
        if count is None:
            plain = threshold.isascii() and threshold.isdigit() and len(threshold) < 5
            count = int(threshold) if plain and threshold[0] != "0" else 0
        if not 1 <= count <= len(members):
            raise NoteError(
                "a threshold that no group of this size has",
                where=where,
                expected=f"all, any, or 1 to {len(members)}",
                got=threshold[:80],
            )
        self.groups[name] = Group(threshold=count, members=tuple(members))

    def _quorum(self, words: list[str], where: str) -> None:
        if self.quorum is not None or len(words) != 1:
            raise NoteError("not the one quorum line", where=where, expected="one line `quorum <name>`")
        if words[0] != NONE:
            self._known(words[0], where)
        self.quorum = words[0]

    def _new(self, name: str, where: str) -> None:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise NoteError(f"the name {name} is taken", where=where, expected="a new name")

    def _known(self, name: str, where: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise NoteError(
                f"nobody is called {name}", where=where, expected="a witness or group of an earlier line"
            )

    def _key(self, text: str, kinds: Collection[KeyKind], where: str) -> VerifierKey:
        """Return a key that stands nowhere else: a log that is its own witness is seen by nobody."""
        key = read_verifier_key(text, where=where)
        if key.kind not in kinds:
            raise NoteError(
                "a key of a kind that cannot sign here",
                where=where,
                expected=", ".join(f"0x{int(kind):02x}" for kind in sorted(kinds)),
                got=f"0x{int(key.kind):02x}",
            )
        if any(key.public == other.public for other, _ in (*self.logs, *self.witnesses.values())):
            raise NoteError("the same public key a second time", where=where, expected="each key once")
        return key
