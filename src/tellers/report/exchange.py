"""What was lost, left or noticed when votes were exchanged, in words: a line a remark.

>>> from tellers.formats.remarks import Remark
>>> tell_remarks([Remark(key="lost-position", count=5, shown="absent > not-recorded")], "en")
['positions: 5 (absent > not recorded)']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tellers.model import Number, Position
from tellers.report.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.formats.remarks import Remark

__all__ = ["say_exchange", "tell_remarks"]

_POSITION = re.compile("|".join(sorted((re.escape(one) for one in Position), key=len, reverse=True)))


def tell_remarks(remarks: Iterable[Remark], language: str) -> list[str]:
    """Return each remark as a sentence, in their order."""
    speech = Language.load(language)
    return [
        speech.say(
            one.key,
            [
                Number(name="count", value=one.count, unit="count"),
                Number(name="shown", value=_shown(one, speech), unit="text"),
            ],
        )
        for one in remarks
    ]


def say_exchange(key: str, language: str, **told: str | int) -> str:
    """Return one of the sentences of the exchange, `exchange-<key>`."""
    numbers = [
        Number(name=name, value=value, unit="text" if isinstance(value, str) else "count")
        for name, value in told.items()
    ]
    return Language.load(language).say(f"exchange-{key}", numbers)


def _shown(remark: Remark, speech: Language) -> str:
    """Return what a remark shows; positions by their names in the language."""
    if remark.key != "lost-position":
        return remark.shown
    return _POSITION.sub(lambda found: speech.say(f"position-{found[0]}"), remark.shown)
