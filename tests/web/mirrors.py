"""Mirrors that lie about a site: each gives the files that it tells otherwise, and copies nothing.

`tell` writes them into a site that is a copy.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode, b64encode
from pathlib import Path

from tests.log.made import ANNA, CARLA, LOG
from tests.web.sites import sign

from tellers.web.site.log_files import read_signed_log

__all__ = ["Told", "changed_figure", "changed_page", "changed_total", "flipped", "forked", "replaced"]
__all__ += ["rolled_back", "tell", "witness_line"]

Told = dict[str, bytes | None]
"""Files by path; None for one that is left out."""


def tell(site: Path, told: Told) -> None:
    """Write what is told into a site."""
    for path, data in told.items():
        if data is None:
            (site / path).unlink()
        else:
            (site / path).write_bytes(data)


def flipped(site: Path, path: str, byte: int) -> Told:
    """Flip the last bit of a byte."""
    data = bytearray((site / path).read_bytes())
    data[byte] ^= 1
    return {path: bytes(data)}


def replaced(site: Path, path: str, old: bytes, new: bytes) -> Told:
    """Replace what stands first in a file."""
    data = (site / path).read_bytes()
    assert old in data, path
    return {path: data.replace(old, new, 1)}


def witness_line(site: Path, name: str) -> Told:
    """Flip a bit of the signature of a witness."""
    path = "log/checkpoint"
    data = (site / path).read_bytes()
    line = next(one for one in data.split(b"\n") if one.startswith(f"— {name}".encode()))
    head, _, signature = line.rpartition(b" ")
    raw = bytearray(b64decode(signature))
    raw[-1] ^= 1
    return {path: data.replace(line, head + b" " + b64encode(bytes(raw)))}


def changed_figure(site: Path, path: str, *, unit: str, votes: int) -> Told:
    """Show another number as the first figure of a unit; the site's own list agrees."""
    return changed_page(site, path, rf"(<tr id={re.escape(unit)} [^\n]*?<td>)\d+(<td>\d)", rf"\g<1>{votes}\2")


def changed_total(site: Path, path: str, *, option: str, votes: str) -> Told:
    """Show another total for an option by the first source; the site's own list agrees."""
    return changed_page(site, path, rf"(<th>{option}<td>)[\d,]+", rf"\g<1>{votes}")


def changed_page(site: Path, path: str, old: str, new: str, *, times: int = 1) -> Told:
    """Show something else for what a pattern finds; the site's own list agrees."""
    text = (site / path).read_text(encoding="utf-8")
    changed = re.sub(old, new, text, count=times)
    assert changed != text
    listed = json.loads((site / "site.json").read_text(encoding="utf-8"))
    data = changed.encode()
    listed["files"][path] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return {path: data, "site.json": json.dumps(listed).encode()}


def rolled_back(site: Path, size: int) -> Told:
    """Show the log as it was at a size that the site has shown."""
    return _log(site.with_name(f"{site.name}-log-{size}"))


def forked(site: Path, folder: Path, *, old: bytes, new: bytes) -> Told:
    """Show another history, as well signed: what stands in the last entry that has it is another."""
    entries = list(read_signed_log(site / "log").entries())
    at = max(index for index, entry in enumerate(entries) if old in entry)
    entries[at] = entries[at].replace(old, new)
    return _log(sign(entries, folder / "forked", LOG, ANNA, CARLA))


def _log(public: Path) -> Told:
    files = (place for place in public.rglob("*") if place.is_file())
    return {f"log/{place.relative_to(public).as_posix()}": place.read_bytes() for place in files}
