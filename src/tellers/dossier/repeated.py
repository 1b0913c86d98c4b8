"""Names that stand more than once where each may stand once only.

A file may name a million things, so each is counted once and never held against all the others.

>>> repeated(["b", "a", "b", "c", "a"])
['a', 'b']
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["repeated"]


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that stand more than once, sorted."""
    return sorted(name for name, count in Counter(names).items() if count > 1)
