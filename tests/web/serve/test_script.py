"""A script of requests and what must come back, which anybody can read: scripts/made-council.txt."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.web.serve.served import EXAMPLES, serving

SCRIPT = Path(__file__).parent / "scripts" / "made-council.txt"


@dataclass
class Exchange:
    """One request of the script, and what must come back."""

    asked: str
    line: int
    sent: dict[str, str] = field(default_factory=dict)
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    whole: str | None = None


def read_script(text: str) -> list[Exchange]:
    """Return the exchanges of a script; `AssertionError` for a line that says nothing."""
    found: list[Exchange] = []
    for number, line in enumerate(text.splitlines(), start=1):
        method, _, rest = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        if method.isalpha() and method.isupper():
            found.append(Exchange(asked=line, line=number))
        elif method == ">":
            name, _, value = rest.partition(": ")
            found[-1].sent[name] = value
        elif method.isdigit():
            found[-1].status = int(method)
        elif method == "~":
            found[-1].held.append(rest)
        elif method == "=":
            found[-1].whole = rest
        else:
            name, colon, value = line.partition(": ")
            assert colon, f"line {number} says nothing: {line}"
            found[-1].headers[name] = value
    return found


@pytest.fixture(scope="module")
def council_port(published):
    """The port of the council that ships, with its log."""
    log, _ = published
    with serving(EXAMPLES / "made-council", log=log) as number:
        yield number


def test_what_is_said_is_answered_as_the_script_has_it(council_port):
    """In order, over one connection that stays open; what differs is told by its line."""
    connection, tag, wrong = HTTPConnection("127.0.0.1", council_port, timeout=20), "", []
    exchanges = read_script(SCRIPT.read_text(encoding="utf-8"))
    for one in exchanges:
        method, path = one.asked.split(" ")
        sent = {name: value.replace("{etag}", tag) for name, value in one.sent.items()}
        connection.request(method, path, headers=sent)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        headers = {name.lower(): value for name, value in answer.getheaders()}
        tag = headers.get("etag", tag)
        if answer.status != one.status:
            wrong.append(f"line {one.line}: {one.asked}: {answer.status} {body[:200]}")
        for name, value in one.headers.items():
            got = headers.get(name, "(none)")
            if got != value and not (value == "*" and got != "(none)"):
                wrong.append(f"line {one.line}: {name}: {got}")
        wrong += [
            f"line {one.line}: the body lacks {held}: {body[:300]}" for held in one.held if held not in body
        ]
        if one.whole is not None and body != one.whole:
            wrong.append(f"line {one.line}: the body is {body}")

    connection.close()
    assert "\n".join(wrong) == ""
    assert len(exchanges) > 30
