"""The founding case: 17 votes of 34, 33, 32, 28 or 17."""

from __future__ import annotations

from tests.council.seats import body

from tellers.council.rival_outcomes import (
    outcome_depends,
    outcomes_by_base,
    outcomes_by_reading,
    outcomes_by_rule,
)
from tellers.model import (
    Change,
    ChangeKind,
    OptionId,
    Requirement,
    RollCall,
    RollReading,
    Rule,
    Text,
    UnitId,
    Veto,
)

NAMES = "".join(chr(0x4E00 + place) for place in range(34))
CUBA, VENEZUELA = NAMES[33], NAMES[32]
COUNCIL = body(
    NAMES,
    changes=(
        Change(seat=UnitId(CUBA), kind=ChangeKind.NOT_CALLED, on="2009-06-03"),
        Change(seat=UnitId(CUBA), kind=ChangeKind.LEFT, on="2009-06-04", reading="without-cuba"),
        Change(seat=UnitId(CUBA), kind=ChangeKind.LEFT, on="2009-06-04", reading="without-both"),
        Change(seat=UnitId(VENEZUELA), kind=ChangeKind.LEFT, on="2019-04-27", reading="without-both"),
    ),
    readings=(
        RollReading(id="applied", by=Text.of("the chair"), applied=True),
        RollReading(id="without-cuba", by=Text.of("some press reports")),
        RollReading(id="without-both", by=Text.of("a chair of another day")),
    ),
)
POSITIONS = ["for"] * 17 + ["abstain"] * 11 + ["absent"] * 5
CALL = RollCall(
    positions={UnitId(name): position for name, position in zip(NAMES, POSITIONS, strict=False)},
    roll=COUNCIL.roll_on("2024-07-31"),
)
RULE = Rule(kind="majority", wins=OptionId("for"), base="members")


def told(outcomes) -> list[tuple[str, int | None, int | None, str]]:
    """Name, what it is counted on, votes asked for, and the word."""
    return [(one.name, one.base_number, one.required, one.outcome.word.value) for one in outcomes]


def test_the_vote_of_31_july_2024_under_every_reading_of_the_membership():
    """34, 33 and 32 members: not adopted, adopted, adopted."""
    outcomes = outcomes_by_reading(RULE, CALL, COUNCIL)

    assert told(outcomes) == [
        ("applied", 34, 18, "not adopted"),
        ("without-cuba", 33, 17, "adopted"),
        ("without-both", 32, 17, "adopted"),
    ]
    assert [one.applied for one in outcomes] == [True, False, False]
    assert {one.votes for one in outcomes} == {17}
    assert outcome_depends(outcomes)


def test_the_vote_of_31_july_2024_on_every_base():
    """28 present and 17 cast: adopted on either."""
    assert told(outcomes_by_base(RULE, CALL)) == [
        ("members", 34, 18, "not adopted"),
        ("in-office", 34, 18, "not adopted"),
        ("entitled", 34, 18, "not adopted"),
        ("without-parties", 34, 18, "not adopted"),
        ("present", 28, 15, "adopted"),
        ("cast", 17, 9, "adopted"),
        ("cast-or-abstaining", 28, 15, "adopted"),
        ("cast-or-invalid", 17, 9, "adopted"),
    ]


def test_the_same_positions_under_the_rules_of_other_bodies():
    """Half of the members, two thirds of them, more for than against; one has a weight of its own."""
    rules = {
        "applied": RULE,
        "two thirds": Rule(
            kind="majority", wins=OptionId("for"), base="members", fraction="2/3", strictness="at_least"
        ),
        "more for than against": Rule(kind="majority", wins=OptionId("for"), base="cast"),
        "a council of persons": Rule(
            kind="majority", wins=OptionId("for"), also=(Requirement(weight="population"),)
        ),
        "a council of vetoes": Rule(
            kind="majority", wins=OptionId("for"), number=9, veto=Veto(group="permanent")
        ),
    }

    outcomes = outcomes_by_rule(rules, CALL, applied="applied")

    assert told(outcomes[:3]) == [
        ("applied", 34, 18, "not adopted"),
        ("two thirds", 34, 23, "not adopted"),
        ("more for than against", 17, 9, "adopted"),
    ]
    assert outcomes[3].outcome is None
    assert "no 'population'" in outcomes[3].why_not
    assert outcomes[4].outcome is None
    assert "group 'permanent'" in outcomes[4].why_not


def test_a_rule_that_asks_for_a_number_has_no_base_to_change():
    """Nine votes are nine on every base, and the most votes have none."""
    nine = Rule(kind="majority", wins=OptionId("for"), number=9)

    assert outcomes_by_base(nine, CALL) == outcomes_by_base(Rule(kind="plurality"), CALL) == ()


def test_an_outcome_that_holds_on_every_base_does_not_depend():
    """Two thirds of 34: 17 are not enough of the members, in office or entitled."""
    roll_bases = outcomes_by_base(RULE, CALL, ("members", "in-office", "entitled"))

    assert not outcome_depends(roll_bases)
    assert not outcome_depends([])


def test_a_body_without_readings_has_one_outcome():
    """Where nothing is disputed there is the common ground."""
    one = body(NAMES)
    call = RollCall(positions=CALL.positions, roll=one.roll_on("2024-07-31"))

    assert told(outcomes_by_reading(RULE, call, one)) == [("", 34, 18, "not adopted")]
