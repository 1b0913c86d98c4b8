"""What a dossier calls its things, in one language: the names that sentences and tables use.

A name is found by the unit of the number that asks for it and the id: `("option", "EG")` is a
candidate's name, `("levels", "state")` a level's plural, `("proclamation", "cne-2")` a bulletin's title,
`("claim", "cne-2/EG.count")` one claim of it, `("statement", "registered/0")` who states the
number applied, and `("unit", "one")` and `("unit", "many")` what the contest calls its units.

A dossier names a unit once, "polling table"; the plural follows the usual rule of the language,
or stands after a bar where it does not: "person|people".

>>> plural_of("polling table", "en"), plural_of("mesa de sufragio", "es"), plural_of("unidad", "es")
('polling tables', 'mesas de sufragio', 'unidades')
>>> plural_of("country", "en"), plural_of("person|people", "en")
('countries', 'people')
>>> plural_of("seção eleitoral", "pt"), plural_of("bureau de vote", "fr")
('seções eleitorais', 'bureaux de vote')
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date

from tellers.model import ClaimKind, Role
from tellers.report.catalogue import Catalogue, load_catalogue
from tellers.rules import BASES

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.model import Claim, Contest, FigureId, Proclamation, Text

__all__ = ["Names", "contest_title", "day_written", "dossier_names", "figure_name", "plural_in", "plural_of"]

DATES = {"en": "en_001"}
"""Day before month, as most of the world writes English."""
Endings = tuple[tuple[str, int, str], ...]
ENGLISH: Endings = (("[^aeiou]y$", 1, "ies"), ("(s|x|ch|sh)$", 0, "es"))
ENDINGS: dict[str, Endings] = {
    "es": (("z$", 1, "ces"), ("ión$", 2, "ones"), ("[aeiouáéó]$", 0, "s"), ("$", 0, "es")),
    "pt": (
        ("ão$", 2, "ões"), ("m$", 1, "ns"), ("[aou]l$", 1, "is"), ("el$", 2, "éis"), ("[rz]$", 0, "es"),
        ("ês$", 2, "eses"), ("ís$", 0, "es"), ("s$", 0, ""),
    ),
    "fr": (("[sxz]$", 0, ""), ("al$", 1, "ux"), ("(eau|eu)$", 0, "x")),
}  # fmt: skip
"""By language: an ending, letters cut from the word, and letters added; anything else takes an s."""
Names = dict[tuple[str, str], str]


def dossier_names(contest: Contest, dossier: Dossier, code: str) -> Names:
    """Return every name of a contest and of what was said about it, by unit and id."""
    naming = _Naming(contest=contest, catalogue=load_catalogue(code))
    names: Names = {("option", str(o)): contest.figure_name(o, code) for o in contest.option_ids}
    names |= {("figure", str(f)): naming.figure(f) for f in contest.figure_ids}
    names |= {("source", str(s.id)): s.name.in_language(code) for s in dossier.sources}
    names |= {("contest", contest): title for contest, title in _titles(dossier, code).items()}
    names |= {("base", base): naming.base(base) for base in BASES}
    names |= _of_body(dossier, code)
    names |= {("level", level.id): level.name.in_language(code) for level in contest.levels}
    names |= {("levels", level.id): plural_in(level.name, code) for level in contest.levels}
    names |= {("unit", "one"): naming.unit.partition("|")[0], ("unit", "many"): naming.units}
    for proclamation in dossier.proclamations:
        names |= naming.announced(proclamation)
    return names | naming.stated()


def _of_body(dossier: Dossier, code: str) -> Names:
    """Return the names of a body's weights, and who holds each reading of its membership."""
    names: Names = {("weight", ""): load_catalogue(code).sentences("weight-heads")[0]}
    if dossier.body is not None:
        names |= {("weight", one.id): one.name.in_language(code) for one in dossier.body.weights}
        names |= {("reading-by", one.id): one.by.in_language(code) for one in dossier.body.readings}
    return names


def figure_name(contest: Contest, figure: FigureId, code: str) -> str:
    """Return a figure's name in the dossier, else what its role is called, else its id.

    A role names the first figure that has it; of two with one role the second keeps its id. A
    position of a roll call, and anything else a sheet prints, is called what its id says.
    """
    name = contest.figure_name(figure, code)
    role = next((one.role for one in contest.figures if one.id == figure), Role.OTHER)
    if name != figure or contest.with_role(role) != figure:
        return name
    messages = load_catalogue(code)
    members = role is Role.REGISTERED and not contest.secret
    key = "role-members" if members else f"role-{role.value}"
    return messages.sentences(key)[0] if key in messages.messages else name


def contest_title(contest: Contest, dossier: Dossier, code: str) -> str:
    """Return what a contest is called, with its id where another of the dossier is called the same."""
    return _titles(dossier, code)[str(contest.id)]


def _titles(dossier: Dossier, code: str) -> dict[str, str]:
    """Return the title of every contest; one pass, for a dossier of a thousand votes asks for each."""
    titles = {str(one.id): one.title.in_language(code) for one in dossier.contests}
    times = Counter(titles.values())
    return {
        one: f"{title} ({one})" if title and times[title] > 1 else title or one
        for one, title in titles.items()
    }


def day_written(written: str, code: str) -> str:
    """Return a date as the language writes it, or as it stands where it is no whole date.

    >>> day_written("2024-07-01", "es"), day_written("2024-07-01", "fr"), day_written("2024-07", "en")
    ('1 de julio de 2024', '1er juillet 2024', '2024-07')
    """
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return written
    told = format_date(day, format="long", locale=DATES.get(code, code))
    # CLDR writes "1 juillet"; French says the first of a month as an ordinal.
    return told.replace("1 ", "1er ", 1) if code == "fr" and day.day == 1 else told


def plural_of(noun: str, code: str) -> str:
    """Return the plural of a noun as a dossier gives it: after a bar, else by the usual rule.

    In Spanish, Portuguese and French every word up to a preposition takes it: "mesas de sufragio".
    """
    one, bar, many = noun.partition("|")
    if bar:
        return many
    if code not in ENDINGS:  # of "polling table" the last word takes the plural
        return _pluralized(one, ENGLISH)
    words, small = (
        one.split(" "),
        re.compile(r"(de|del|da|do|das|dos|des|du|en|em|para|pour|à|d['\u2019].*)$"),
    )
    told = next((place for place, word in enumerate(words) if small.match(word)), len(words))
    return " ".join([*(_pluralized(word, ENDINGS[code]) for word in words[:told]), *words[told:]])


def _pluralized(word: str, endings: Endings) -> str:
    for ending, cut, added in endings:
        if re.search(ending, word):
            return word[: len(word) - cut] + added
    return f"{word}s"


def plural_in(name: Text, code: str) -> str:
    """Return the plural of a name for a reader of this language, by the rule of the one it is given in."""
    spoken, noun = name.nearest(code)
    return plural_of(noun, spoken or code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """One contest, and the words of one language."""

    contest: Contest
    catalogue: Catalogue

    @property
    def unit(self) -> str:
        return self.contest.unit_name.in_language(self.catalogue.code)

    @property
    def units(self) -> str:
        return plural_in(self.contest.unit_name, self.catalogue.code)

    def word(self, key: str) -> str:
        return self.catalogue.sentences(key)[0]

    def base(self, base: str) -> str:
        """Return what a majority is counted on; members by the dossier's own name for its register."""
        register = self.contest.with_role(Role.REGISTERED) if base == "members" else None
        name = self.contest.figure_name(register, self.catalogue.code) if register else ""
        return name if name and name != register else self.word(f"base-{base}")

    def figure(self, figure: FigureId) -> str:
        return figure_name(self.contest, figure, self.catalogue.code)

    def announced(self, proclamation: Proclamation) -> Names:
        """Return the names of a proclamation and of its claims."""
        code = self.catalogue.code
        title = proclamation.title.in_language(code)
        title = title or f"{proclamation.by.in_language(code)}, {day_written(proclamation.date, code)}"
        names: Names = {("proclamation", str(proclamation.id)): title}
        for claim in proclamation.claims if proclamation.contest == self.contest.id else ():
            about = self.about(claim)
            told = self.word(f"claim-of-{claim.kind.value}" if about else f"claim-{claim.kind.value}")
            names["claim", f"{proclamation.id}/{claim.id}"] = told.format(name=about)
            names["about", f"{proclamation.id}/{claim.id}"] = about
            for index, reading in enumerate(claim.readings):
                names["reading", f"{proclamation.id}/{claim.id}/{index}"] = reading.origin.in_language(code)
        return names

    def about(self, claim: Claim) -> str:
        """Return what a claim is about: its figure, its own name, or the figures it names."""
        code, figures = self.catalogue.code, claim.winners or claim.figures
        name = "" if claim.id == claim.kind.value else claim.id.removesuffix(f".{claim.kind.value}")
        if claim.kind is ClaimKind.COVERAGE and claim.base == "units":
            return self.units
        if not name or name == "+".join(figures):
            return ", ".join(self.figure(figure) for figure in figures)
        if f"claim-named-{name}" in self.catalogue.messages:
            return self.word(f"claim-named-{name}")
        return self.word("claim-named").format(
            figures=", ".join(self.figure(figure) for figure in figures),
            name=claim.title.in_language(code) or name.replace("-", " "),
        )

    def stated(self) -> Names:
        """Return who states each number about the whole, and who claims each rival rule."""
        contest, code = self.contest, self.catalogue.code
        names: Names = {("statement", ""): self.word("statement-listed")}
        for about in {statement.about for statement in contest.statements}:
            ordered = contest.stated(about)
            names |= {("statement", f"{about}/{i}"): s.by.in_language(code) for i, s in enumerate(ordered)}
            names |= {("base", f"{about}/{i}"): self.base("members") for i, _ in enumerate(ordered)}
        for index, rival in enumerate(contest.rival_rules):
            names["statement", f"rule/{index}"] = rival.by.in_language(code)
            names["base", f"rule/{index}"] = self.base(rival.rule.base)
        return names
