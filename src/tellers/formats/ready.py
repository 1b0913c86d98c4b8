"""Rule files that ship with Tellers, by name: `spain-congress`, `us-house`, `scotland-council` ...

Each says its source, and what of it was not read in the original.

>>> "spain-congress" in ready_names()
True
"""

from __future__ import annotations

from pathlib import Path

from tellers.errors import UsageError

__all__ = ["ready_names", "rule_bytes"]

_FOLDER = Path(__file__).parent / "ready_rules"
LARGEST = 1 << 20
"""Bytes of a rule file."""


def ready_names() -> tuple[str, ...]:
    """Return the names of the rules that ship, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def rule_bytes(rule: str) -> bytes:
    """Return the bytes of a rule that ships, or of a file; `UsageError` names the rules there are."""
    if rule in ready_names():
        return (_FOLDER / f"{rule}.toml").read_bytes()
    path = Path(rule)
    if not path.is_file():
        raise UsageError(
            "there is no such file, and no rule of this name ships",
            where=rule,
            expected=f"a TOML file, or {', '.join(ready_names())}",
        )
    with path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UsageError("this is no rule file: it is larger than a megabyte", where=rule)
    return content
