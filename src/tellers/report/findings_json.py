"""The findings file: what a check found, for a program to read and `tellers recheck` to re-derive.

One JSON object in UTF-8, written in one pass, one finding or verdict a line. The lines of findings
and verdicts are canonical (`tellers.canonical`: keys sorted, whole numbers only, fractions as
"n/d"); the members of the file stand in this order:

    format      the form and version of the file, `tellers:findings:1`
    made_with   the program and its version
    dossier     its name, the hash of its datapackage.json, and every file with size and hash
    language    the language of the members `text`; empty where the file holds keys only
    contests    each with its verdicts, then its findings, in the order of the check
    seal        SHA-256 of every byte before the word "seal"

Same result, same bytes: no clock, no path of the machine, no order of a dictionary. The seal
shows an accident, not a forger: whoever changes a number can seal the file anew, and is then
found out by `tellers recheck`, which derives the number again.

>>> import io
>>> stream = SealedStream(io.BytesIO())
>>> stream.write(b"{")
>>> stream.seal()[:14]
'sha256:021fb59'
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, BinaryIO

from tellers.canonical import DIALECT, definitions_of, encode_json, hash_bytes, to_plain
from tellers.dossier.layout import PACKAGE
from tellers.model import Finding, Verdict
from tellers.release import VERSION
from tellers.report.language import Language, dossier_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tellers.check import CheckedContest, Result
    from tellers.dossier import Dossier

__all__ = ["FORMAT", "SealedStream", "findings_schema", "write_findings"]

FORMAT = "tellers:findings:1"
TOLD = ("message", "settles")
"""The members of a finding or verdict that are keys of a sentence."""


class SealedStream:
    """A binary stream that hashes what is written to it."""

    def __init__(self, stream: BinaryIO) -> None:
        """Keep the stream; nothing is written yet."""
        self._stream = stream
        self._hash = hashlib.sha256()

    def write(self, content: bytes) -> None:
        """Write bytes and take them into the seal."""
        self._stream.write(content)
        self._hash.update(content)

    def seal(self) -> str:
        """Return `sha256:<hex>` of all bytes written so far."""
        return f"sha256:{self._hash.hexdigest()}"


def write_findings(result: Result, stream: BinaryIO, *, language: str = "") -> None:
    """Write the findings file of a result; with a language, each sentence beside its key.

    Steps: 1 what the file is and what it rests on; 2 each contest, line by line; 3 the seal.
    `UsageError` for a language there is no catalogue for.
    """
    out = SealedStream(stream)
    head: dict[str, Any] = {  # 1
        "format": FORMAT,
        "made_with": {"name": "tellers", "version": VERSION},
        "dossier": _dossier(result.dossier),
        "language": language,
    }
    out.write(b"{\n" + b"".join(b'"%s":%s,\n' % (k.encode(), encode_json(v)) for k, v in head.items()))
    out.write(b'"contests":[')
    for place, contest in enumerate(result.contests):  # 2
        out.write(b",\n" if place else b"\n")
        _write_contest(out, contest, _speech(result.dossier, contest, language))
    out.write(b"\n],\n")
    seal = out.seal()  # 3
    out.write(b'"seal":%s\n}\n' % encode_json(seal))


def _dossier(dossier: Dossier) -> dict[str, Any]:
    """Return what the findings rest on: the package's name and hash, and each file's."""
    package = (dossier.folder / PACKAGE).read_bytes()
    files = sorted(dossier.package.resources, key=lambda resource: resource.path)
    return {
        "name": dossier.package.name,
        "package": hash_bytes(package),
        "files": [{"path": file.path, "bytes": file.bytes, "hash": file.hash} for file in files],
    }


def _speech(dossier: Dossier, contest: CheckedContest, language: str) -> Language | None:
    if not language:
        return None
    return Language.load(language, dossier_names(contest.contest, dossier, language))


def _write_contest(out: SealedStream, contest: CheckedContest, speech: Language | None) -> None:
    out.write(b'{"contest":%s,' % encode_json(str(contest.contest.id)))
    out.write(b'"agrees":%s,\n"verdicts":[' % encode_json(contest.agrees))
    _write_lines(out, contest.verdicts, lambda verdict: _line(verdict, Verdict, speech))
    out.write(b'],\n"findings":[')
    _write_lines(out, contest.findings, lambda finding: _line(finding, Finding, speech))
    out.write(b"]}")


def _write_lines(out: SealedStream, values: Iterable[Any], line: Callable[[Any], bytes]) -> None:
    """Write one value a line, with commas between; none of them is kept."""
    for place, value in enumerate(values):
        out.write((b",\n" if place else b"\n") + line(value))


def _line(value: Finding | Verdict, kind: type, speech: Language | None) -> bytes:
    """Return a finding or verdict as one line, with its sentences where a language is asked for."""
    plain = to_plain(value, kind)
    assert isinstance(plain, dict)  # noqa: S101 (both are dataclasses)
    if speech is not None:
        told = [key for member in TOLD if (key := getattr(value, member, ""))]
        keys = [*told, *value.assumptions]
        plain["text"] = {key: speech.say(key, value.numbers) for key in keys}
    return encode_json(plain)


def findings_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the findings file, as published in `schemas/`."""
    definitions = definitions_of(Finding, Verdict)
    for kind in ("Finding", "Verdict"):
        definitions[kind]["properties"]["text"] = {
            "description": "The sentence of each message key, in the file's language.",
            "type": "object",
            "additionalProperties": {"type": "string"},
        }
    contest = {
        "contest": {"type": "string"},
        "agrees": {"type": "boolean"},
        "verdicts": {"type": "array", "items": {"$ref": "#/$defs/Verdict"}},
        "findings": {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
    }
    file = {"path": {"type": "string"}, "bytes": {"type": "integer", "minimum": 0}, "hash": _HASH}
    dossier = {
        "name": {"type": "string"},
        "package": _HASH,
        "files": {"type": "array", "items": _closed(file)},
    }
    made_with = {"name": {"type": "string"}, "version": {"type": "string"}}
    members = {
        "format": {"const": FORMAT},
        "made_with": _closed(made_with),
        "dossier": _closed(dossier),
        "language": {"type": "string"},
        "contests": {"type": "array", "items": _closed(contest)},
        "seal": _HASH,
    }
    return {
        "$schema": DIALECT,
        "$id": FORMAT,
        "title": "Findings of a check by Tellers",
        **_closed(members),
    } | {"$defs": definitions}


_HASH = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def _closed(members: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has exactly these members."""
    return {
        "type": "object",
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }
