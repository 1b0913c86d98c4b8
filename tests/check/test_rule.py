"""What the rule says on every base claimed, and what was announced of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.check.judged import announcing, plain, sentence
from tests.simulator import Election, Place, Sheet, honest_council, honest_election, swapped_lists

from tellers.check import check_rule
from tellers.check.outcome_standing import OutcomeStanding, OutcomeState
from tellers.model import OptionId, Outcome, OutcomeWord, RivalRule, Rule, SourceId, Statement, Text
from tellers.tally import Bounds, Room

FOR = OptionId("for")
MEMBERS = Rule(kind="majority", wins=FOR, base="members", abstentions=(OptionId("abstain"),))


def roll(votes_for: int, against: int, abstain: int, absent: int) -> Election:
    """A roll call of so many in each position, all members listed."""
    positions = ("for", "against", "abstain", "absent")
    taken = [
        p for p, n in zip(positions, (votes_for, against, abstain, absent), strict=True) for _ in range(n)
    ]
    sheets = tuple(
        Sheet(record=n, unit=f"m{n:02}", figures={p: int(p == one) for p in positions})
        for n, one in enumerate(taken, start=1)
    )
    return Election(
        options=positions[:3],
        others=("absent",),
        levels=(),
        places=tuple(Place(unit=sheet.unit, registered=1) for sheet in sheets),
        sources={"minutes": sheets},
        proclaimed={},
        secret=False,
        statements={"registered": len(taken)},
    )


def members(*values: int) -> tuple[Statement, ...]:
    """So many members as applied, then as others state."""
    return tuple(
        Statement(about="registered", value=v, by=Text.of(f"speaker {i}"), applied=not i)
        for i, v in enumerate(values)
    )


def found(case, code):
    """The findings whose code begins so."""
    return [finding for finding in check_rule(case) if finding.code.startswith(code)]


def test_the_outcome_of_the_records_is_told_with_its_margin(tmp_path):
    """A leads by 200 of 700."""
    case = announcing(plain(), tmp_path)
    (outcome,) = found(case, "rule-")

    assert (outcome.code, outcome.number("votes"), outcome.margin) == ("rule-elected", 400, 200)
    assert sentence(case, outcome) == (
        "On the records of 10 units in official alone: "
        "List A is first with 400 votes and leads List B by 200."
    )


def test_equal_votes_are_a_tie_that_nobody_here_breaks(tmp_path):
    """Both are named and none is elected."""
    case = announcing(plain(votes={"A": 30, "B": 30}), tmp_path)
    (outcome,) = found(case, "rule-")

    assert (outcome.code, outcome.number("winners"), outcome.margin) == ("rule-tie", "A+B", 0)


def test_a_runoff_names_who_goes_on(tmp_path):
    """400, 300 and 290 of 990: nobody has 496; the third is 10 behind, nearer than the 96 missing."""
    rule = Rule(kind="runoff", base="cast")
    case = announcing(plain(votes={"A": 40, "B": 30, "C": 29}), tmp_path, rule=rule)
    (outcome,) = found(case, "rule-")

    assert (outcome.code, outcome.number("required"), outcome.number("winners")) == (
        "rule-runoff",
        496,
        "A+B",
    )
    assert outcome.margin == 10


def test_the_base_decides(tmp_path):
    """17 of 34 fail; with 33 or 32 members, of those present, or of votes cast, the same roll adopts."""
    rivals = tuple(
        RivalRule(rule=replace(MEMBERS, base=base), by=Text.of(base)) for base in ("present", "cast")
    )
    case = announcing(
        roll(17, 0, 11, 6), tmp_path, rule=MEMBERS, rival_rules=rivals, statements=members(34, 33, 32)
    )
    (depends,) = found(case, "outcome-")

    assert (depends.code, depends.severity.value) == ("outcome-depends-on-base", "attention")
    assert [(row[1], row[3], row[4], row[5], row[6]) for row in depends.table[1:]] == [
        (34, 18, 17, "message:outcome-not-adopted", "message:yes"),
        (33, 17, 17, "message:outcome-adopted", "message:no"),
        (32, 17, 17, "message:outcome-adopted", "message:no"),
        (28, 15, 17, "message:outcome-adopted", "message:no"),
        (17, 9, 17, "message:outcome-adopted", "message:no"),
    ]
    assert (depends.number("bases"), depends.number("other")) == (5, 4)


def test_a_base_that_changes_nothing_is_information(tmp_path):
    """20 of 34 or of 33: adopted."""
    case = announcing(roll(20, 3, 5, 6), tmp_path, rule=MEMBERS, statements=members(34, 33))
    (same,) = found(case, "outcome-")

    assert (same.code, same.severity.value, same.number("other")) == (
        "outcome-same-on-every-base",
        "information",
        0,
    )


def test_rival_registers_do_not_matter_to_votes_cast(tmp_path):
    """A majority of votes cast has one base, whatever the register."""
    rule = replace(MEMBERS, base="cast")
    case = announcing(roll(17, 0, 11, 6), tmp_path, rule=rule, statements=members(34, 33))

    assert found(case, "outcome-") == []


@pytest.mark.parametrize(
    ("sheets", "said", "code", "severity"),
    [
        (10, 'outcome = "elected", winners = ["A"]', "agrees", "information"),
        (10, 'outcome = "elected", winners = ["B"]', "contradicted", "serious"),
        (10, 'outcome = "elected"', "agrees", "information"),
        (10, 'outcome = "tie"', "contradicted", "serious"),
        (9, 'outcome = "elected", winners = ["B"]', "contradicted", "serious"),
        (8, 'outcome = "elected", winners = ["B"]', "consistent", "information"),
        (8, 'outcome = "elected", winners = ["C"]', "contradicted", "serious"),
        (8, 'outcome = "tie", winners = ["A", "B"]', "cannot-tell", "information"),
    ],
)
def test_an_announced_outcome_is_held_to_what_is_possible(sheets, said, code, severity, tmp_path):
    """Ten, nine, eight of ten tables: A leads B by 200, 180 (100 outstanding), 160 (200 outstanding)."""
    (announced,) = found(announcing(plain(sheets), tmp_path, f"{{ {said} }}"), "proclaimed-outcome")

    assert (announced.code, announced.severity.value) == (f"proclaimed-outcome-{code}", severity)


@pytest.mark.parametrize(("claimed", "told"), [(18, "agrees"), (17, "differs")])
def test_an_announced_number_required_is_held_to_the_rule(claimed, told, tmp_path):
    """More than half of 34 is 18."""
    case = announcing(
        roll(17, 0, 11, 6), tmp_path, f"{{ required = {claimed} }}", rule=MEMBERS, statements=members(34)
    )
    (required,) = found(case, "proclaimed-required")

    assert (required.code, required.number("required")) == (f"proclaimed-required-{told}", 18)


def test_two_who_go_on_are_the_same_two_in_any_order():
    """The set counts, not who was named first."""
    outcome = Outcome(word=OutcomeWord.RUNOFF, winners=(OptionId("A"), OptionId("B")))
    state = OutcomeState(source=SourceId("s"), outcome=outcome, bounds=None, complete=True)
    said = OutcomeStanding(state=state, said=OutcomeWord.RUNOFF, winners=(OptionId("B"), OptionId("A")))

    assert said.word.value == "confirmed"


def test_who_goes_on_can_lie_between_the_corners():
    """Open: an announced pair that is at no corner is not called impossible."""
    pair = Outcome(word=OutcomeWord.RUNOFF, winners=(OptionId("A"), OptionId("B")))
    won = Outcome(word=OutcomeWord.ELECTED, winners=(OptionId("C"),))
    room = Room(by_list=False, outstanding=9, unread=0, covered=0)
    bounds = Bounds(room=room, registered=9, votes={}, margin=(0, 0), outcomes=(pair, won))
    state = OutcomeState(source=SourceId("s"), outcome=pair, bounds=bounds, complete=False)
    said = OutcomeStanding(state=state, said=OutcomeWord.RUNOFF, winners=(OptionId("B"), OptionId("C")))

    assert said.word.value == "cannot tell"


def test_an_honest_election_and_an_honest_roll_call_get_information_only(tmp_path):
    """The same code for both."""
    for made in (honest_election(seed=6), honest_council(seed=6)):
        case = announcing(made, tmp_path / made.options[0])
        assert {f.severity.value for f in check_rule(case)} == {"information"}


def test_a_lie_it_cannot_see_is_a_sheet_exchanged_under_a_large_lead(tmp_path):
    """The outcome stays what was announced."""
    lied = swapped_lists(plain(), unit="01.01.01", first="A", second="B")
    (announced,) = found(
        announcing(lied, tmp_path, '{ outcome = "elected", winners = ["A"] }'), "proclaimed-"
    )

    assert announced.code == "proclaimed-outcome-agrees"
