"""Every rule of every profile that ships, decided twice: by Tellers, and by hand from the research page.

The second way is written from the table of decision rules in the research notes and from nothing in
`tellers.rules`: numbers by position, one line of arithmetic a body, cross multiplication instead of
fractions. Rolls are random: vacant seats, suspended votes, arrears, parties without a vote, members
without a position, a casting vote used or not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.council.profile import profile_ids, read_profile
from tellers.model import Body, Change, ChangeKind, OptionId, Position, RollCall, Seat, Text, UnitId, Weight
from tellers.rules import decide_roll

DAY = "2024-07-31"
PERMANENT = 3
HELD = [None, *(position.value for position in Position)]
STATES = [None, ChangeKind.VACATED, ChangeKind.SUSPENDED, ChangeKind.IN_ARREARS, ChangeKind.NOT_CALLED]


@dataclass(frozen=True)
class Case:
    """A roll call told by hand: each member's state, position, weight, and the casting vote."""

    states: tuple[ChangeKind | None, ...]
    held: tuple[str | None, ...]
    worth: tuple[int, ...]
    casting: str | None

    def call(self) -> RollCall:
        """Return it as Tellers takes it."""
        ids = tuple(UnitId(f"m{place}") for place in range(len(self.states)))
        seats = tuple(
            Seat(id=one, name=Text.of(one), groups=("permanent",) if place < PERMANENT else ())
            for place, one in enumerate(ids)
        )
        joined = [Change(seat=one, kind=ChangeKind.JOINED, on="1945-10-24") for one in ids]
        later = [
            Change(seat=one, kind=state, on=DAY) for one, state in zip(ids, self.states, strict=True) if state
        ]
        values = tuple(zip(ids, self.worth, strict=True))
        weights = tuple(
            Weight(id=name, name=Text.of(name), on="1945-10-24", values=values)
            for name in ("population", "shares")
        )
        body = Body(id="body", name=Text.of("Body"), seats=seats, changes=(*joined, *later), weights=weights)
        return RollCall(
            positions={one: held for one, held in zip(ids, self.held, strict=True) if held},
            roll=body.roll_on(DAY),
            casting=None if self.casting is None else OptionId(self.casting),
        )


class Hand:
    """The numbers of section 1.1 of the research page, by head and by weight."""

    def __init__(self, case: Case) -> None:
        one = [1] * len(case.held)
        self.case = case
        self.heads = self._count(one)
        self.weighed = self._count(case.worth)

    def _count(self, worth: list[int] | tuple[int, ...]) -> Counter[str]:
        case = self.case
        found: Counter[str] = Counter()
        for state, held, value in zip(case.states, case.held, worth, strict=True):
            found["M"] += value
            found["office"] += value * (state is not ChangeKind.VACATED)
            barred = state in {ChangeKind.VACATED, ChangeKind.SUSPENDED, ChangeKind.IN_ARREARS}
            # Whose vote is suspended is recorded without one too, and is no party by that.
            found["parties"] += value * (held == "not-entitled" and not barred)
            found["voting"] += value * (not barred and held != "not-entitled")
            found[held or "-"] += value
        found["Y"], found["N"], found["A"] = found["for"], found["against"], found["abstain"]
        found["here"] = (
            found["Y"]
            + found["N"]
            + found["A"]
            + sum(found[name] for name in ("present", "invalid", "blank"))
        )
        return found


def more(votes: int, base: int, top: int = 1, bottom: int = 2) -> bool:
    """Return whether votes are more than a share of a base."""
    return votes * bottom > base * top


def least(votes: int, base: int, top: int, bottom: int) -> bool:
    """Return whether votes are at least a share of a base, and nobody carries nothing."""
    return votes > 0 and votes * bottom >= base * top


def by_hand(name: str, case: Case) -> str:  # noqa: C901, PLR0911, PLR0912 (a table is long)
    """Return what the research page says of a question, `profile:question`."""
    hand = Hand(case)
    h, w = hand.heads, hand.weighed
    yes, no, members = h["Y"], h["N"], h["M"]
    half = more(h["here"], members)

    def told(*, quorum: bool = True, adopted: bool) -> str:
        return ("adopted" if adopted else "not adopted") if quorum else "not decided"

    # Equal votes are lost unless somebody may cast one more, and did so in favour.
    carried = yes > no or (yes == no and case.casting == "for")
    match name:
        case "oas-general-assembly:ordinary":
            return told(quorum=half, adopted=more(yes, members))
        case "oas-general-assembly:two-thirds":
            return told(quorum=half, adopted=least(yes, members, 2, 3))
        case "oas-general-assembly:suspension" | "oas-consultation:two-thirds":
            return told(adopted=least(yes, members, 2, 3))
        case (
            "oas-permanent-council:ordinary"
            | "oas-permanent-council:call-consultation"
            | "eu-council:simple"
            | "european-parliament:component"
            | "bundestag:chancellor"
            | "spain-congress:investiture"
            | "roberts-rules:entire-membership"
        ):
            return told(adopted=more(yes, members))
        case "oas-permanent-council:peaceful-settlement":  # of M less the parties to the dispute
            return told(adopted=least(yes, members - h["parties"], 2, 3))
        case "un-general-assembly:ordinary":
            return told(quorum=half, adopted=yes > no)
        case "un-general-assembly:important" | "roberts-rules:two-thirds":
            return told(quorum=half, adopted=yes > 0 and yes >= 2 * no)
        case "un-security-council:substance" | "un-security-council:substance-to-1965":
            vetoes = sum(held == "against" for held in case.held[:PERMANENT])
            return told(adopted=yes >= (7 if "1965" in name else 9) and not vetoes)
        case "un-security-council:procedure" | "un-security-council:procedure-to-1965":
            return told(adopted=yes >= (7 if "1965" in name else 9))
        case "eu-council:qualified":
            enough = least(w["Y"], w["voting"], 65, 100) or h["voting"] - yes in {0, 1, 2, 3}
            return told(quorum=half, adopted=least(yes, h["voting"], 55, 100) and enough)
        case "eu-council:reinforced":
            both = least(yes, h["voting"], 72, 100) and least(w["Y"], w["voting"], 65, 100)
            return told(quorum=half, adopted=both)
        case "european-parliament:ordinary" | "bundestag:ordinary" | "spain-congress:ordinary":
            return told(adopted=yes > no)
        case "spain-congress:investiture-second":
            return told(adopted=yes > no)
        case "us-senate:ordinary":
            return told(quorum=more(h["here"], h["office"]), adopted=carried)
        case "us-senate:cloture":
            return told(adopted=least(yes, h["office"], 3, 5))
        case "us-senate:cloture-on-rules":
            return told(adopted=yes > 0 and yes >= 2 * no)
        case "us-senate:cloture-on-nomination":
            return told(adopted=carried)
        case "us-senate:two-thirds":
            return told(quorum=more(h["here"], h["office"]), adopted=yes > 0 and yes >= 2 * no)
        case "us-house:ordinary":
            return told(quorum=more(h["here"], h["office"]), adopted=yes > no)
        case "uk-commons:ordinary":
            return told(quorum=yes + no + 5 >= 40, adopted=carried)
        case "roberts-rules:ordinary":
            extra = yes == no and case.casting in {"for", "against"}
            yes += extra and case.casting == "for"
            return told(quorum=half, adopted=more(yes, h["Y"] + no + extra + h["invalid"]))
        case "roberts-rules:two-thirds-present":
            return told(quorum=half, adopted=least(yes, h["here"], 2, 3))
        case "company-meeting:ordinary":
            return told(quorum=more(w["here"], w["M"]), adopted=more(w["Y"], w["Y"] + w["N"]))
        case "company-meeting:represented":
            return told(quorum=more(w["here"], w["M"]), adopted=more(w["Y"], w["here"]))
        case "company-meeting:outstanding":
            return told(adopted=least(w["Y"], w["M"], 2, 3))
    raise KeyError(name)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a roll call of 1 to 80 members, every other one with its votes in favour near a threshold.

    Often only few kinds of position and state are in it.
    """
    members = draw(st.integers(1, 80))
    some = draw(st.lists(st.sampled_from(HELD), min_size=1, max_size=5))
    rare = draw(st.lists(st.sampled_from(STATES), min_size=1, max_size=3))
    states = [None, None, None, *rare] if draw(st.booleans()) else [None]
    lots = draw(st.randoms(use_true_random=False))
    held = lots.choices(some, k=members)
    percent = draw(st.sampled_from([None, 25, 33, 50, 55, 60, 65, 67, 72]))
    if percent is not None:
        favour = min(members, max(0, members * percent // 100 + draw(st.integers(-2, 2))))
        held[:favour] = ["for"] * favour
        lots.shuffle(held)
    return Case(
        states=tuple(lots.choices(states, k=members)),
        held=tuple(held),
        worth=tuple(lots.choices(range(1, 10), k=members)),
        casting=draw(st.sampled_from([None, None, "for", "against"])),
    )


NAMES = [
    f"{profile}:{question.id}"
    for profile in profile_ids()
    for question in read_profile(profile).questions
    if question.rule.kind == "majority"
]


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_that_ships_decides_as_the_research_page_does(name: str) -> None:
    """On random rolls, with every position and state of a seat, both ways come to the same word."""
    profile, question = name.split(":")
    rule = read_profile(profile).question(question).rule

    @settings(max_examples=100, deadline=None)
    @given(cases())
    def same(case: Case) -> None:
        assert by_hand(name, case) == decide_roll(rule, case.call()).word.value

    same()
