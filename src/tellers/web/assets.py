"""The files that a site's pages need: styles, scripts and libraries, each with the hash that pages demand.

They are built and committed (`scripts/`), so that a site needs no other program; a test builds them again
and finds them equal.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tellers.report.html import block_style
from tellers.report.palette import DARK, LIGHT, drawing_rules, variables
from tellers.web.words import LANGUAGES, script_words

__all__ = ["Asset", "assets", "data_file", "integrity_of"]

_FOLDER = Path(__file__).parent / "assets"
_STYLES = ("site.css",)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its path from the site's root, its bytes, and its hash for `integrity`."""

    path: str
    content: bytes
    integrity: str


def integrity_of(content: bytes) -> str:
    """Return the value of an `integrity` attribute (W3C Subresource Integrity): SHA-384 in base64.

    >>> integrity_of(b"")[:20]
    'sha384-OLBgp1GsljhM2'
    """
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def data_file(name: str, value: object) -> bytes:
    r"""Return data for scripts, in a form that can be fetched, and loaded from a memory stick.

    >>> data_file("find", {"levels": []})
    b'tellersData("find",{"levels":[]});\n'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f'tellersData("{name}",{text});\n'.encode()


@lru_cache(maxsize=1)
def assets() -> dict[str, Asset]:
    """Return every asset by its path below `assets/`."""
    found = {
        place.relative_to(_FOLDER).as_posix(): place.read_bytes()
        for place in sorted(_FOLDER.rglob("*"))
        if place.is_file()
    }
    for style in _STYLES:
        found[style] = _colours() + found[style]
    found["report.css"] = block_style().encode()
    found |= {f"words/{code}.js": data_file("words", script_words(code)) for code in LANGUAGES}
    return {path: Asset(f"assets/{path}", content, integrity_of(content)) for path, content in found.items()}


def _colours() -> bytes:
    """Return the palette by day and by night, and the rules of every drawing, as the report has them."""
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return f":root{{{variables(LIGHT)}}}{night}{drawing_rules(lambda name: f'var(--{name})')}\n".encode()
