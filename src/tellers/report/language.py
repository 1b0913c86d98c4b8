"""Words for findings: message keys and numbers to sentences in a language.

A sentence names its numbers in braces, `{margin}`; how a number is written follows from its unit:

    votes, voters, units, count   whole, with the language's thousands separator
    share                         a percentage with two decimals (three below 0.1 %)
    chance                        "1 in ..." with the number behind it
    option, source, figure        the name the dossier gives it
    level, proclamation, claim    likewise; `about` is the claim's figure alone, `levels` a level's plural
    options                       ids joined by "+": their names, or "all but X" when that is shorter
    percent                       digits as they were announced: "44.2" keeps its one decimal
    statement                     who stated a number: "registered/0" is the first on `registered`
    message                       a message key, said in its place with the same numbers
    figures                       ids of figures joined by "+": their names
    sources                       ids of sources joined by "+": their names
    bases                         "registered/1=33+rule/0=28": bases with who claims each
    '' or text                    as it is

A number of units has its noun too: where {units} gives "25,073", {units_named} gives "25,073
polling tables", whatever the contest calls its units, and "1 polling table" of one.
An entry with plural forms chooses by its number `count`, else by its first whole number; the noun after
a number that is one is written for one (`plurals.py`).

>>> speech = Language.load("en", {("unit", "one"): "mesa", ("unit", "many"): "mesas"})
>>> speech.write(Number(name="votes", value=3915001, unit="votes"))
'3,915,001'
>>> speech.write(Number(name="share", value=Fraction(24532, 30026), unit="share"))
'81.70 %'
>>> speech.named(25073)
'25,073 mesas'
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import Number
from tellers.report.catalogue import LANGUAGES, Catalogue, load_catalogue
from tellers.report.names import Names, dossier_names
from tellers.report.numerals import decimal_sign, grouped, labelled, listed
from tellers.report.plurals import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tellers.model import Value

__all__ = ["LANGUAGES", "Language", "dossier_names"]

_SMALL = Fraction(1, 1000)

_CELLS = {
    "message",
    "base",
    "figure",
    "option",
    "source",
    "level",
    "statement",
    "claim",
    "about",
    "proclamation",
    "percent",
    "reading",
    "reading-by",
}
"""What may stand before the colon of a table's cell: "figure:EG"."""


@dataclass(frozen=True)
class Language:
    """One language: its catalogue, its numbers, and the names a dossier gives things."""

    catalogue: Catalogue
    names: Names

    @classmethod
    def load(cls, code: str, names: Names | None = None) -> Language:
        """Return a language; `names` maps (unit of number, id) to the dossier's name for it.

        Raises `UsageError` for a language there is no catalogue for.
        """
        return cls(catalogue=load_catalogue(code), names=names or {})

    @property
    def code(self) -> str:
        """Return the language's code."""
        return self.catalogue.code

    @property
    def messages(self) -> dict[str, tuple[str, ...]]:
        """Return every message by key."""
        return self.catalogue.messages

    def say(self, key: str, numbers: Sequence[Number] = ()) -> str:
        """Return the sentence of a key with its numbers written in.

        A key without a sentence is a fault of Tellers, not of a dossier: `KeyError`.
        """
        return self._fill(key, numbers, self._written(numbers))

    def _fill(self, key: str, numbers: Sequence[Number], written: dict[str, str]) -> str:
        forms = self.catalogue.sentences(key)
        chosen = forms[0]
        if len(forms) > 1:
            counts = {n.name: n.value for n in numbers if isinstance(n.value, int)}
            count = counts.get("count", next(iter(counts.values()), 2))
            chosen = forms[self.catalogue.form(count)]
        return filled(chosen, written, self.code)

    def _written(self, numbers: Sequence[Number]) -> dict[str, str]:
        """Return what each name in braces stands for.

        A message in a message has the same numbers, and the messages that stand before it.
        """
        plain = [number for number in numbers if number.unit != "message"]
        written = {number.name: self.write(number) for number in plain}
        for number in plain:
            if number.unit == "units" and isinstance(number.value, int):
                written[f"{number.name}_named"] = self.named(number.value)
        for number in numbers:
            if number.unit == "message" and isinstance(number.value, str):
                written[number.name] = self._fill(number.value, plain, written)
        return written

    def write(self, number: Number) -> str:
        """Return one number as this language writes it, by its unit."""
        value = number.value
        if value is None:
            return "–"  # noqa: RUF001 (an en dash: what stands for a number that is not known)
        if isinstance(value, str):
            return self._word(number.unit, value)
        if number.unit == "share":
            places = 3 if 0 < abs(Fraction(value)) < _SMALL else 2
            return f"{self.decimal(Fraction(value) * 100, places)} %"
        if number.unit == "chance":
            return self.decimal(value, 0 if value >= 1_000_000 or Fraction(value).denominator == 1 else 1)
        return self.decimal(value, 0 if isinstance(value, int) else 2)

    def named(self, units: int) -> str:
        """Return a number of units with the contest's own word for them."""
        form = ("one", "many")[self.catalogue.form(units)]
        noun = self.names.get(("unit", form)) or self.catalogue.sentences(f"unit-{form}")[0]
        return f"{self.decimal(units, 0)} {noun}"

    def cell(self, value: Value) -> str:
        """Return a cell of a finding's table: a number, a share where it is a fraction, or a word.

        "figure:EG" is the name of a figure, "message:yes" a word of the catalogue, "only:v1" the
        heading over what one source alone has. Any other text, such as an area's name, is
        written as it is.
        """
        if not isinstance(value, str):
            return self.write(
                Number(name="cell", value=value, unit="share" if isinstance(value, Fraction) else "")
            )
        kind, colon, rest = value.partition(":")
        if colon and kind == "only":
            return self.say("column-only", (Number(name="source", value=rest, unit="source"),))
        if colon and kind in _CELLS and (kind != "message" or rest in self.messages):
            return self._word(kind, rest)
        return value

    def heading(self, value: Value) -> str:
        """Return a cell of a table's first row: a message key, or what `cell` writes."""
        return self.say(value) if isinstance(value, str) and value in self.messages else self.cell(value)

    def _word(self, unit: str, value: str) -> str:
        if unit == "message":
            return self.say(value)
        if unit == "options":
            return self._options(value.split("+"))
        if unit in {"figures", "sources"}:
            return self._list([self.names.get((unit[:-1], one), one) for one in value.split("+")])
        if unit == "bases":
            return self.listed(self._base(*base.rsplit("=", 1)) for base in value.split("+"))
        if unit == "percent":
            return f"{value.replace('.', decimal_sign(self.code))} %"
        return self.names.get((unit, value), value)

    def labelled(self, name: str, told: str) -> str:
        """Return a name and what is told of it: "votes: 3"."""
        return labelled(name, told, self.code)

    def listed(self, parts: Iterable[str]) -> str:
        """Return phrases one after the other: "votes 3; members 5"."""
        return listed(parts, self.code)

    def _base(self, who: str, size: str) -> str:
        """Return one base of a majority: what it counts, how many, and who claims it."""
        told = self.catalogue.sentences("base-claimed")[0]
        base = self.names.get(("base", who), who)
        return told.format(
            base=base, size=self.decimal(int(size), 0), who=self.names.get(("statement", who), who)
        )

    def _options(self, options: Sequence[str]) -> str:
        """Return the names of options as a list, or all but the one that is not among them."""
        known = [option for unit, option in self.names if unit == "option"]
        others = [option for option in known if option not in options]
        if len(others) == 1 and len(options) > 2:
            return self.say("options-all-but", (Number(name="option", value=others[0], unit="option"),))
        return self._list([self.names.get(("option", option), option) for option in options])

    def _list(self, named: Sequence[str]) -> str:
        """Return names as a list: "A, B and C"."""
        if len(named) == 1:
            return named[0]
        return self.catalogue.sentences("options-list")[0].format(first=", ".join(named[:-1]), last=named[-1])

    def decimal(self, value: int | Fraction, places: int) -> str:
        """Return a number with exactly so many decimals, rounded half to even in exact arithmetic."""
        scaled = round(Fraction(value) * 10**places)
        whole, rest = divmod(abs(scaled), 10**places)
        digits = ("-" if scaled < 0 else "") + grouped(whole, self.code)
        return f"{digits}{decimal_sign(self.code)}{rest:0{places}d}" if places else digits
