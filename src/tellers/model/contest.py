"""A contest: the question put to a body, what a record of it may say, and the rule that decides.

A record of a contest is a row of *figures*. Some figures are the votes of an option; the
others have a role (registered, voters, valid, null, blank ...). A figure may be declared the
sum of others, which is what the arithmetic of a sheet is checked against; and a figure may be
declared never to exceed another (voters never exceed the register).

A council's roll call has the same form: its options are For, Against and Abstain, `absent` is
a figure that is not an option, and every record holds one 1 and otherwise 0.

>>> sheet = Contest(id=ContestId("president"), title=Text.of("President"), date="2024-07-28", secret=True,
...     levels=(), options=(Option(id=OptionId("A"), name=Text.of("A")),
...                         Option(id=OptionId("B"), name=Text.of("B"))),
...     figures=(Figure(id=FigureId("valid"), role=Role.VALID, sum_of=(FigureId("A"), FigureId("B"))),),
...     rule=Rule(kind="plurality"))
>>> sheet.figure_ids
('A', 'B', 'valid')
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tellers.model.ids import ContestId, FigureId, OptionId, SourceId, VersionId
from tellers.model.rule import RivalRule, Rule
from tellers.model.text import UNIT, Text

__all__ = [
    "Addition",
    "Contest",
    "Figure",
    "FixedBy",
    "Level",
    "Option",
    "Role",
    "Source",
    "Statement",
    "TextVoted",
]


class Role(StrEnum):
    """What a figure that is not an option stands for."""

    REGISTERED = "registered"
    """Voters on the register of the unit."""
    VOTERS = "voters"
    """Persons who voted, or ballots cast."""
    VALID = "valid"
    """Votes for any option."""
    NULL = "null"
    """Ballots counted as invalid."""
    BLANK = "blank"
    """Ballots left blank."""
    NOT_COUNTED = "not-counted"
    """Ballots set aside: disputed, challenged, pending a decision."""
    POSITION = "position"
    """A position of a member that is no vote: absent, paired, not participating."""
    OTHER = "other"
    """Anything else that the sheet prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that can receive votes."""

    id: OptionId
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number a record may hold besides the votes of the options."""

    id: FigureId
    role: Role
    name: Text = Text()
    sum_of: tuple[FigureId, ...] = ()
    """The figures it must be the sum of, where a record holds all of them."""
    at_most: FigureId | None = None
    """The figure it must not exceed, where a record holds both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of the tree of areas above the units; `id` is its column in the units table."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says so: an authority, party witnesses, observers, a QR reading, the press, minutes."""

    id: SourceId
    name: Text
    by: Text
    kind: Text
    origin: Text
    """Where the bytes come from: a document, a repository at a commit, a press report."""
    licence: Text = Text()
    note: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A number somebody stated about the whole contest: how many units, how many registered.

    Several may contradict each other; the one marked `applied` is used, the rest are told.
    """

    about: str
    """`units`, `registered` (voters, or members of a body), or the id of an area level."""
    value: int
    by: Text
    document: Text = Text()
    applied: bool = False
    note: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Counts that belong to the proclaimed total but to no unit of the records.

    Votes from abroad counted apart are one. They are added where a total is held against a
    proclamation, and are always told apart.
    """

    name: Text
    figures: tuple[tuple[FigureId, int], ...]
    by: Text
    document: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVoted:
    """Which text was put to the vote: a version of the draft, by its hash, and the one published after."""

    version: VersionId
    sha256: str = ""
    """`sha256:` and the digest of its canonical words, as announced when it was put."""
    published: VersionId | None = None
    """The version of the dossier's draft that was published as decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedBy:
    """An earlier question of the dossier whose outcome fixed the rule of this one."""

    contest: ContestId
    adopted: Rule
    """The rule that holds where the earlier one was adopted."""
    otherwise: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A question put to a body: options, figures, levels of areas, and a rule."""

    id: ContestId
    title: Text
    date: str
    secret: bool
    levels: tuple[Level, ...]
    """Area levels above the unit, the widest first."""
    options: tuple[Option, ...]
    figures: tuple[Figure, ...]
    rule: Rule
    rival_rules: tuple[RivalRule, ...] = ()
    body: Text = Text()
    unit_name: Text = UNIT
    statements: tuple[Statement, ...] = ()
    additions: tuple[Addition, ...] = ()
    text: TextVoted | None = None
    fixed_by: FixedBy | None = None
    casting: OptionId | None = None
    """The casting vote, where one was used: it is in no member's record."""

    @property
    def option_ids(self) -> tuple[OptionId, ...]:
        """Return the options' ids in the order of the ballot."""
        return tuple(option.id for option in self.options)

    @property
    def figure_ids(self) -> tuple[FigureId, ...]:
        """Return every figure a record may hold: the options first."""
        return (*self.option_ids, *(figure.id for figure in self.figures))

    def applied(self, about: str) -> Statement | None:
        """Return the statement on this number that is applied, or None."""
        return next((s for s in self.statements if s.about == about and s.applied), None)

    def rivals(self, about: str) -> tuple[Statement, ...]:
        """Return the statements on this number that are told and not applied."""
        return tuple(s for s in self.statements if s.about == about and not s.applied)

    def stated(self, about: str) -> tuple[Statement, ...]:
        """Return every statement on this number: the one applied first, then its rivals.

        A formula's `stated("registered", 1)` and a name's `registered/1` count in this order.
        """
        applied = self.applied(about)
        return (*((applied,) if applied else ()), *self.rivals(about))

    def figure_name(self, figure: FigureId, language: str) -> str:
        """Return how the dossier names a figure or option; its id where it gives no name."""
        named: dict[str, Text] = {str(o.id): o.name for o in self.options}
        named.update({str(f.id): f.name for f in self.figures})
        return named.get(str(figure), Text()).in_language(language) or str(figure)

    def with_role(self, role: Role) -> FigureId | None:
        """Return the first figure with this role, or None."""
        return next((figure.id for figure in self.figures if figure.role == role), None)
