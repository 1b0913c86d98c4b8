"""Words for findings: message keys and numbers to sentences in a language.

Catalogues are gettext `.po` files, one a topic, in `locale/<language>/`; the message id is the
key a finding carries, so every language is a translation, English too. A sentence names its
numbers in braces, `{margin}`; how a number is written follows from its unit:

    votes, voters, units, count   whole, with the language's thousands separator
    share                         a percentage with two decimals (three below 0.1 %)
    chance                        "1 in ..." with the number behind it
    option, source, figure        the name the dossier gives it
    level, proclamation, claim    likewise
    statement                     who stated a number: "registered/0" is the first on `registered`
    '' or text                    as it is

An entry with plural forms chooses by its number `count`, else by its first whole number.

>>> speech = Language.load("en")
>>> speech.write(Number(name="votes", value=3915001, unit="votes"))
'3,915,001'
>>> speech.write(Number(name="share", value=Fraction(24532, 30026), unit="share"))
'81.70 %'
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from tellers.errors import UsageError
from tellers.model import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from babel.messages.catalog import Catalog

    from tellers.dossier import Dossier
    from tellers.model import Contest

__all__ = ["LANGUAGES", "Language", "dossier_names"]

LANGUAGES = ("en", "es")
_FOLDER = Path(__file__).parent / "locale"
_SMALL = Fraction(1, 1000)


@dataclass(frozen=True)
class Language:
    """One language: its catalogue, its numbers, and the names a dossier gives things."""

    code: str
    messages: dict[str, tuple[str, ...]]
    plural: Callable[[int], int]
    names: dict[tuple[str, str], str]

    @classmethod
    def load(cls, code: str, names: dict[tuple[str, str], str] | None = None) -> Language:
        """Return a language; `names` maps (unit of number, id) to the dossier's name for it.

        Raises `UsageError` for a language there is no catalogue for.
        """
        if code not in LANGUAGES:
            raise UsageError(f"there is no language {code!r}", expected=", ".join(LANGUAGES))
        messages, plural = _catalogue(code)
        return cls(code=code, messages=messages, plural=plural, names=names or {})

    def say(self, key: str, numbers: Sequence[Number] = ()) -> str:
        """Return the sentence of a key with its numbers written in.

        A key without a sentence is a fault of Tellers, not of a dossier: `KeyError`.
        """
        forms = self.messages[key]
        chosen = forms[0]
        if len(forms) > 1:
            counts = {n.name: n.value for n in numbers if isinstance(n.value, int)}
            count = counts.get("count", next(iter(counts.values()), 2))
            chosen = forms[self.plural(abs(count))]
        return chosen.format_map({number.name: self.write(number) for number in numbers})

    def write(self, number: Number) -> str:
        """Return one number as this language writes it, by its unit."""
        value = number.value
        if value is None:
            return "–"
        if number.unit == "share" and isinstance(value, int | Fraction):
            percent = Fraction(value) * 100
            places = 3 if 0 < abs(Fraction(value)) < _SMALL else 2
            return f"{self.decimal(percent, places)} %"
        if number.unit == "chance" and isinstance(value, int | Fraction):
            return self.decimal(value, 0 if value >= 1_000_000 or Fraction(value).denominator == 1 else 1)  # noqa: PLR2004
        if isinstance(value, int):
            return self.decimal(value, 0)
        if isinstance(value, Fraction):
            return self.decimal(value, 2)
        return self.names.get((number.unit, value), value)

    def decimal(self, value: int | Fraction, places: int) -> str:
        """Return a number with exactly so many decimals, rounded half to even in exact arithmetic."""
        scaled = round(Fraction(value) * 10**places)
        whole, rest = divmod(abs(scaled), 10**places)
        pattern = Locale.parse(self.code)
        digits = format_decimal(whole, locale=pattern, group_separator=True)
        if self.code == "es":  # CLDR leaves 4 digits ungrouped in Spanish; tables read better grouped
            digits = f"{whole:,}".replace(",", ".")
        sign = "-" if scaled < 0 else ""
        if not places:
            return sign + digits
        point = "," if self.code == "es" else "."
        return f"{sign}{digits}{point}{rest:0{places}d}"


def dossier_names(contest: Contest, dossier: Dossier, code: str) -> dict[tuple[str, str], str]:
    """Return what a dossier calls its options, figures, sources, levels, proclamations and claims."""
    names = {("option", str(o)): contest.figure_name(o, code) for o in contest.option_ids}
    names |= {("figure", str(f)): contest.figure_name(f, code) for f in contest.figure_ids}
    names |= {("source", str(s.id)): s.name.in_language(code) for s in dossier.sources}
    names |= {("level", level.id): level.name.in_language(code) for level in contest.levels}
    for proclamation in dossier.proclamations:
        title = proclamation.title.in_language(code) or f"{proclamation.by.in_language(code)}, {proclamation.date}"
        names["proclamation", str(proclamation.id)] = title
    for about in {statement.about for statement in contest.statements}:
        ordered = [s for s in (contest.applied(about),) if s] + list(contest.rivals(about))
        names |= {("statement", f"{about}/{i}"): s.by.in_language(code) for i, s in enumerate(ordered)}
    return names


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> tuple[dict[str, tuple[str, ...]], Callable[[int], int]]:
    """Return every message of a language by key, from all its files."""
    messages: dict[str, tuple[str, ...]] = {}
    rule: Callable[[int], int] = lambda count: int(count != 1)  # noqa: E731
    for path in sorted((_FOLDER / code).glob("*.po")):
        with path.open("rb") as stream:
            catalogue: Catalog = read_po(stream, locale=code)
        for message in catalogue:
            if message.id:
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
                if key in messages:
                    raise KeyError(f"message {key!r} stands twice, again in {path.name}")
                messages[key] = strings
    return messages, rule
