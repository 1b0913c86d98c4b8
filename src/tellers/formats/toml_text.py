r"""Plain values as TOML text that a person reads and edits: one entry of a list a line.

Only what our own files hold: text, whole numbers, yes and no, lists and tables of these. What is
written decodes to the same value; empty texts, lists and tables are left out where a form has them as
its default.

>>> print(encode_toml({"id": "oas", "seat": [{"id": "a", "name": {"en": "A\u00e9"}}, {"id": "b"}]}), end="")
id = "oas"
<BLANKLINE>
seat = [
  { id = "a", name = { en = "Aé" } },
  { id = "b" },
]
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["encode_toml", "toml_text", "without_empty"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(text: str) -> str:
    """Return a TOML basic string; JSON's escapes are TOML's, which escapes DEL too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def encode_toml(table: Mapping[str, object]) -> str:
    """Return a table as TOML: plain keys first, then lists of tables with one entry a line.

    Raises `TypeError` for a value TOML text of ours does not hold, as None.
    """
    plain = [f"{_key(name)} = {_value(value)}" for name, value in table.items() if not _rows(value)]
    blocks = ["\n".join(plain)] if plain else []
    for name, value in table.items():
        if _rows(value):
            rows = "".join(f"  {_value(row)},\n" for row in value)  # type: ignore[attr-defined]  # a list
            blocks.append(f"{_key(name)} = [\n{rows}]")
    return "\n\n".join(blocks) + "\n"


def without_empty(table: Mapping[str, object]) -> dict[str, object]:
    """Return a table without what is empty in it, however deep: '', [], {} and None; 0 and no are kept."""
    kept = {name: _without_empty(value) for name, value in table.items()}
    return {name: value for name, value in kept.items() if value not in ("", [], {}, None)}


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return without_empty(value)
    if isinstance(value, (list, tuple)):
        return [_without_empty(part) for part in value]
    return value


def _rows(value: object) -> bool:
    return isinstance(value, (list, tuple)) and any(isinstance(part, dict) for part in value)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return toml_text(value)
    if isinstance(value, dict):
        parts = [f"{_key(name)} = {_value(part)}" for name, part in value.items()]
        return f"{{ {', '.join(parts)} }}" if parts else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    message = f"no TOML for {type(value).__name__}"
    raise TypeError(message)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)
