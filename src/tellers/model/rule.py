"""A rule as data: what must be reached for an outcome, counted on what, and what stands beside it.

A rule is a list of requirements, each a number of votes asked of a base, and the conditions that
bodies add to them: a quorum, a veto, a second majority in another weight, a casting vote. Nothing
is decided here; `tellers.rules` does, and says which number each requirement yields.

>>> Rule(kind="majority", wins=OptionId("for"), base="members").requirements
(Requirement(base='members', fraction='1/2', strictness='more_than', weight='', number=None, waived_below=0),)
"""

from __future__ import annotations

from dataclasses import dataclass

from tellers.model.ids import OptionId
from tellers.model.text import Text

__all__ = ["Quorum", "Requirement", "RivalRule", "Rule", "Veto"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """So many votes: `more_than` or `at_least` a fraction of a base, or a number outright."""

    base: str = "members"
    """`members`, `in-office` (without vacant seats), `entitled` (without suspended votes),
    `without-parties` (all but the parties to the matter), `present`, `cast` (no abstentions),
    `cast-or-abstaining`, `cast-or-invalid`, or the id of a figure."""
    fraction: str = "1/2"
    """Text, "1/2", never a percentage."""
    strictness: str = "more_than"
    weight: str = ""
    """What is counted: heads where empty, else the id of a weight, as population or shares."""
    number: int | None = None
    """The votes asked outright, as "nine members"; base, fraction and strictness say nothing then."""
    waived_below: int = 0
    """Waived where fewer members than this are not in favour: a blocking minority needs that many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """How many must be there for a decision to be one."""

    requirement: Requirement
    """Reached by those who `count`, on a base of the roll."""
    counts: str = "present"
    """Whom the quorum counts: `present`, or `cast-or-abstaining`, or `cast`, as for a base."""
    besides: int = 0
    """Persons who count and have no position in the roll: a chair and tellers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """Members whose single vote against defeats what would be adopted."""

    group: str
    """The group of the roll that has it."""
    by: tuple[OptionId, ...] = (OptionId("against"),)
    """What they must vote for it to be one; an abstention or an absence is none unless named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How an outcome follows from a tally and a roll; as data, resolved by `tellers.rules`.

    `plurality`: the option with most votes is elected; equal votes are a tie. `majority`: the
    option `wins` is carried when its votes reach the first requirement (`base`, `fraction`,
    `strictness`, `weight`, `number`) and each of `also`. `absolute`: the leading option is elected
    when it reaches the first requirement, and nobody is otherwise. `runoff`: the same, and the
    two first go to another round otherwise. `block`, `approval`: a voter may vote for several options,
    and the `seats` with most votes are elected.
    """

    kind: str
    wins: OptionId | None = None
    base: str = "members"
    fraction: str = "1/2"
    strictness: str = "more_than"
    weight: str = ""
    number: int | None = None
    seats: int = 1
    """How many are elected, under `block` and `approval`."""
    lead: str = ""
    """A runoff's second way to win: "40/100+10/100" is at least 40 % and at least 10 points ahead (Bolivia,
    art. 166, m), "40/100>10/100" at least 40 % and more than 10 points (Argentina, art. 98, m)."""
    abstentions: tuple[OptionId, ...] = ()
    """Options that are no vote cast: they count as present and not in the base `cast`."""
    also: tuple[Requirement, ...] = ()
    quorum: Quorum | None = None
    veto: Veto | None = None
    tie: str = "lost"
    """What equal votes for and against are: `lost`, or `casting` where somebody may then cast one more."""
    casting_by: Text = Text()
    """Who holds the casting vote."""
    source: Text = Text()
    """The article of law or of the rules of procedure, and how well it is known."""
    unread: Text = Text()
    """What of its source was not read in the original; every verdict that rests on the rule says so."""

    @property
    def lead_asked(self) -> tuple[tuple[str, str], ...]:
        """Return (fraction, strictness) of the first, and of its lead; nothing without `lead`."""
        if not self.lead:
            return ()
        least, sign, ahead = self.lead.partition(">" if ">" in self.lead else "+")
        return (least, "at_least"), (ahead, "more_than" if sign == ">" else "at_least")

    @property
    def several(self) -> bool:
        """Return whether a voter may vote for several options, so that votes can exceed ballots."""
        return self.kind in {"block", "approval"}

    @property
    def first(self) -> Requirement:
        """Return the requirement that the rule's own fields state."""
        return Requirement(
            base=self.base,
            fraction=self.fraction,
            strictness=self.strictness,
            weight=self.weight,
            number=self.number,
        )

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Return everything that must be reached, the rule's own requirement first."""
        return (self.first, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalRule:
    """The same rule on another base, and who claims that it is the one that holds."""

    rule: Rule
    by: Text
    note: Text = Text()
