"""The findings file as its reader sees it: the form verified member by member, and the seal.

Form: docs/reference/findings.md. Read with Python's own JSON, floats refused; nothing of the
writer is used.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tellers.canonical import decode_json
from tellers.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FindingsFile", "read_findings"]

FORMAT = "tellers:findings:1"
LARGEST = 1 << 28
"""Bytes of a findings file: 256 MB. Findings are aggregated facts; a real file is far below."""
SEAL = b'"seal":'


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsFile:
    """What the file says. `Any`: plain JSON, its form verified."""

    sealed: bool
    package: str
    files: dict[str, str]
    contests: list[dict[str, Any]]


WORDS = {"name": str, "formula": str}
FINDING = {
    "code": str, "subject": str, "numbers": list, "sources": list, "table": list, "table_formulas": list,
    "units": list, "unit_count": int, "margin": (int, type(None)), "votes_affected": (int, type(None)),
}  # fmt: skip
VERDICT = {"subject": str, "numbers": list}
CONTEST = {"contest": str, "verdicts": list, "findings": list}
FILE = {"path": str, "bytes": int, "hash": str}


def read_findings(path: Path) -> FindingsFile:
    """Return the file; `FormatError` when it is not one, or names its members otherwise."""
    try:
        if path.stat().st_size > LARGEST:
            raise FormatError(
                "too large for a findings file", where=str(path), expected=f"at most {LARGEST} bytes"
            )
        content = path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            remedy="Name the findings file first, then the dossier's folder.",
        ) from error
    plain: Any = decode_json(content, where=str(path))
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        got = str(plain.get("format"))[:80] if isinstance(plain, dict) else type(plain).__name__
        raise FormatError("not a findings file", where=str(path), expected=FORMAT, got=got)
    where = str(path)
    _verify(plain, {"dossier": dict, "contests": list, "seal": str}, where)
    _verify(plain["dossier"], {"package": str, "files": list}, where)
    for file in plain["dossier"]["files"]:
        _verify(file, FILE, where)
    for contest in plain["contests"]:
        _verify_contest(contest, where)
    return _file(plain, content)


def _file(plain: dict[str, Any], content: bytes) -> FindingsFile:
    before, _, _ = content.rpartition(SEAL)
    return FindingsFile(
        sealed=plain["seal"] == f"sha256:{hashlib.sha256(before).hexdigest()}"
        and content.endswith(_end(plain["seal"])),
        package=plain["dossier"]["package"],
        files={file["path"]: file["hash"] for file in plain["dossier"]["files"]},
        contests=plain["contests"],
    )


def _end(seal: str) -> bytes:
    """Return the bytes that close a sealed file: nothing may follow the seal."""
    return SEAL + f'"{seal}"\n}}\n'.encode()


def _verify_contest(contest: Any, where: str) -> None:  # noqa: ANN401 (a value of the file)
    _verify(contest, CONTEST, where)
    for kind, members in (("verdicts", VERDICT), ("findings", FINDING)):
        for told in contest[kind]:
            _verify(told, members, where)
            for number in told["numbers"]:
                _verify(number, WORDS, where)
                _verify_value(number.get("value", []), where)
    for finding in contest["findings"]:
        for row in (*finding["table"], *finding["table_formulas"]):
            if not isinstance(row, list):
                raise FormatError("a row of a table is a list", where=where, got=type(row).__name__)
        for cell in (cell for row in finding["table"] for cell in row):
            _verify_value(cell, where)
        texts = [*finding["sources"], *(formula for row in finding["table_formulas"] for formula in row)]
        if not all(isinstance(text, str) for text in texts):
            raise FormatError("a source or formula is a text", where=where)


def _verify_value(value: Any, where: str) -> None:  # noqa: ANN401 (a value of the file)
    """Raise `FormatError` unless this is a number, a word, nothing, or a word that looks like a fraction."""
    wrapped = isinstance(value, dict) and list(value) == ["text"] and isinstance(value["text"], str)
    if not wrapped and value is not None and type(value) not in {int, str}:
        raise FormatError("not a value", where=where, got=str(value)[:80])


def _verify(value: Any, members: dict[str, Any], where: str) -> None:  # noqa: ANN401 (a value of the file)
    if not isinstance(value, dict):
        raise FormatError(
            "a member is of another type", where=where, expected="an object", got=type(value).__name__
        )
    for name, kind in members.items():
        if not isinstance(value.get(name, ...), kind) or isinstance(value[name], bool):
            raise FormatError(f"member {name!r} is missing or of another type", where=where)
