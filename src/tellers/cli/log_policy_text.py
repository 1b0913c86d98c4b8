"""The text of a policy, made of keys; and the words `NAME=VALUE` that say whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tellers.log.keys import VerifierKey

__all__ = ["pairs_of", "policy_text"]


def policy_text(
    logs: Iterable[VerifierKey], witnesses: Mapping[str, tuple[VerifierKey, str]], *, least: int = 0
) -> str:
    """Return a policy of these logs that asks for so many of these witnesses, or for nobody."""
    lines = [f"log {key}" for key in logs]
    lines += [f"witness {name} {key} {address}".rstrip() for name, (key, address) in witnesses.items()]
    if witnesses:
        lines += [f"group witnesses {least} {' '.join(witnesses)}", "quorum witnesses"]
    else:
        lines += [
            "# No witness is asked for yet: `tellers log new-policy` writes a policy with some.",
            "quorum none",
        ]
    return "".join(f"{line}\n" for line in lines)


def pairs_of(given: Iterable[str], option: str) -> dict[str, str]:
    """Return what stands behind each NAME=."""
    pairs = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not (sign and name and value):
            raise UsageError(f"{option} asks for a name and what is its", expected="NAME=...", got=one[:80])
        if name in pairs:
            raise UsageError(
                f"{option} is said twice of {name}", remedy="Each witness has one name and one key."
            )
        pairs[name] = value
    return pairs
