"""Decisions under attack: rules that ask who, registers that differ, words no count gives, who has a vote."""

from __future__ import annotations

import pytest
from tests.check.councils import CASTING, DOUBLE, HEAVY, QUORUM, VETO, announced, council, rechecked, taken
from tests.rules.rolls import call_of, roll_of, votes

from tellers.check import check
from tellers.council.chain import Published
from tellers.council.vote_at_hand import VoteAtHand, record_vote
from tellers.council.what_if import what_if
from tellers.errors import DossierError
from tellers.model import OptionId, Position, Quorum, Requirement, Rule

MEMBERS_QUORUM = 'base = "members", quorum = { base = "members", fraction = "1/2" }'


@pytest.mark.parametrize(
    ("rule", "positions", "more", "said", "code"),
    [
        (VETO, taken(no=1, yes=9), {}, "not adopted", "own-outcome-cannot-tell"),
        (VETO, taken(no=1, yes=9), {}, "adopted", "own-outcome-cannot-tell"),
        (VETO, taken(no=5, yes=5), {}, "not adopted", "own-outcome-follows"),
        (VETO, taken(no=5, yes=5), {}, "adopted", "own-outcome-differs"),
        (DOUBLE, taken(yes=7, no=3), {"weights": HEAVY}, "adopted", "own-outcome-cannot-tell"),
        (DOUBLE, taken(yes=4, no=6), {"weights": HEAVY}, "adopted", "own-outcome-differs"),
        ('weight = "people"', taken(yes=4, no=6), {}, "adopted", "own-outcome-cannot-tell"),
        ("number = 7", taken(yes=6, no=4), {}, "not adopted", "own-outcome-follows"),
        (CASTING, taken(yes=4, no=4, abstain=2), {"casting": "for"}, "adopted", "own-outcome-follows"),
        (CASTING, taken(yes=4, no=4, abstain=2), {"casting": "for"}, "not adopted", "own-outcome-differs"),
        (
            CASTING,
            taken(yes=4, no=4, abstain=2),
            {"casting": "against"},
            "not adopted",
            "own-outcome-follows",
        ),
    ],
)
def test_announced_counts_are_held_to_what_counts_can_tell(tmp_path, rule, positions, more, said, code):
    """A veto or a weight can defeat what they carry and never carries it; a casting vote is added to them."""
    case = council(tmp_path / "c", rule, positions, announced=announced(said, positions), **more)
    codes = [f.code for f in check(case.dossier).contests[0].findings if f.code.startswith("own-outcome")]

    assert codes == [code]
    assert rechecked(case) == []


@pytest.mark.parametrize(
    ("rule", "positions", "stated", "rivals", "expected"),
    [
        # As applied, under the rival: (settled or open, votes or members asked).
        (MEMBERS_QUORUM, taken(yes=5), 10, (9,), [("open", 6), ("settled", 5)]),
        (MEMBERS_QUORUM, taken(yes=3), 10, (12,), [("open", 6), ("open", 7)]),
        # The chair counts twelve and the ledger ten: seven of twelve, and three may still vote.
        (MEMBERS_QUORUM, taken(yes=6, no=3), 12, (), [("open", 7)]),
        (MEMBERS_QUORUM, taken(yes=5, no=3), 9, (), [("settled", 5)]),
        (CASTING, taken(yes=5, no=3), 9, (12,), [("settled", 5), ("open", 5)]),
    ],
)
def test_what_is_missing_is_bounded_by_each_register(tmp_path, rule, positions, stated, rivals, expected):
    """The number of members that was stated, and not the ledger's, is what each bound stands on."""
    case = council(tmp_path / "c", rule, positions, stated=stated, rivals=rivals)
    found = [f for f in check(case.dossier).contests[0].findings if f.check == "outstanding"]

    assert [(f.code.removeprefix("outcome-"), f.number("required")) for f in found] == expected
    assert rechecked(case) == []


@pytest.mark.parametrize(
    ("positions", "rivals", "expected"),
    [
        (taken(yes=4, no=1, absent=5), (9,), [(9, 5)]),  # 5 there: missed of ten, made of nine
        (taken(yes=5, no=1, absent=4), (12,), [(12, 7)]),  # 6 there: made of ten, missed of twelve
        (taken(yes=5, no=1, absent=4), (9, 11), []),
    ],
)
def test_a_quorum_that_depends_on_who_is_a_member_says_so(tmp_path, positions, rivals, expected):
    """Although the majority is one of the votes cast, which no register changes."""
    case = council(tmp_path / "c", QUORUM, positions, rivals=rivals)
    findings = check(case.dossier).contests[0].findings
    found = [f for f in findings if f.code == "quorum-disputed"]

    assert [(f.number("registered"), f.number("otherwise")) for f in found] == expected
    assert rechecked(case) == []


def test_a_missed_quorum_is_among_the_outcomes_that_depend_on_the_base(tmp_path):
    """Five of ten decide nothing; of nine they are a quorum, and all that is asked."""
    case = council(tmp_path / "c", MEMBERS_QUORUM, taken(yes=5, absent=5), rivals=(9,))
    (found,) = [f for f in check(case.dossier).contests[0].findings if f.code == "outcome-depends-on-base"]

    assert [(row[1], row[3], row[5]) for row in found.table[1:]] == [
        (10, 6, "message:outcome-not-decided"),
        (9, 5, "message:outcome-adopted"),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        'base = "entitled"',
        'base = "cast", quorum = { base = "members", fraction = "1/2" }',
        'base = "cast", also = [ { base = "in-office" } ]',
        'kind = "absolute", base = "in-office"',
    ],
)
def test_nothing_is_decided_on_a_number_of_members_that_nobody_states(tmp_path, rule):
    """Without a body and a stated number, one of seven carried what asks for half of the entitled."""
    case = council(tmp_path / "c", rule, taken(yes=1, no=6), undisputed=True, stated=None, bodiless=True)
    codes = [f.code for f in check(case.dossier).contests[0].findings if f.check == "rule"]

    assert (case.outcome(case.sources[0]).word.value, codes) == ("not decided", ["rule-base-unknown"])


def test_nothing_cast_asks_for_one_vote_in_recheck_too(tmp_path):
    """All abstain: unanimity of those voting is carried by nobody."""
    unanimity = 'base = "cast", fraction = "1/1", strictness = "at_least"'
    case = council(tmp_path / "c", unanimity, taken(abstain=10))

    assert case.outcome(case.sources[0]).required == 1
    assert rechecked(case) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('kind = "plurality"', ("elected", ("for",))),
        ('kind = "absolute", base = "members"', ("no election", ())),
        ('kind = "runoff"', ("elected", ("for",))),
    ],
)
def test_an_abstention_is_elected_by_no_rule_that_does_not_name_it(tmp_path, rule, expected):
    """Three for, one against, six abstaining."""
    case = council(tmp_path / "c", rule, taken(yes=3, no=1, abstain=6))
    outcome = case.outcome(case.sources[0])

    assert (outcome.word.value, outcome.winners) == expected
    assert rechecked(case) == []


@pytest.mark.parametrize(("attending", "expected"), [(9, ("adopted", 6)), (10, ("not adopted", 7))])
def test_a_majority_of_those_present_is_of_those_who_were_there(tmp_path, attending, expected):
    """Six for and two against, two thirds of those in the room: six of nine, and seven of ten."""
    rule = 'base = "present", fraction = "2/3", strictness = "at_least"'
    case = council(tmp_path / "c", rule, taken(yes=6, no=2), attending=attending)
    outcome = case.outcome(case.sources[0])

    assert (outcome.word.value, outcome.required) == expected
    assert rechecked(case) == []


REJOINED = """
  { seat = "m9", what = "suspended", on = "2030-02-01" },
  { seat = "m10", what = "in-arrears", on = "2030-02-01" },
  { seat = "m9", what = "left", on = "2030-03-01" },
  { seat = "m10", what = "left", on = "2030-03-01" },
  { seat = "m9", what = "joined", on = "2030-04-01" },
  { seat = "m10", what = "joined", on = "2030-04-01" },
"""


def test_who_joins_again_has_a_vote_unless_it_owes(tmp_path):
    """A suspension ends with the membership it was of; a debt does not."""
    case = council(tmp_path / "c", 'base = "entitled"', taken(yes=5, no=4), changes=REJOINED)

    assert [seat for seat in case.roll.members if seat not in case.roll.entitled] == ["m10"]
    assert case.outcome(case.sources[0]).required == 5  # of nine
    assert rechecked(case) == []


@pytest.mark.parametrize(
    ("positions", "said", "code"),
    [
        (taken(yes=9, absent=1), "adopted by consensus", "cannot-tell"),
        (taken(yes=8, abstain=2), "adopted without a vote", "cannot-tell"),
        (taken(yes=9, no=1), "adopted by acclamation", "contradicted"),
        (taken(yes=3, no=7), "adopted by consensus", "contradicted"),
        (taken(yes=9, no=1), "withdrawn", "contradicted"),
        (taken(yes=9, no=1), "not put", "contradicted"),
        (taken(yes=9, no=1), "confirmed on recount", "cannot-tell"),
        (taken(yes=3, no=7), "corrected", "cannot-tell"),
    ],
)
def test_a_word_that_no_count_gives_is_held_to_what_counts_deny(tmp_path, positions, said, code):
    """An objection on record denies an acclamation; a roll call in favour does not say there was a vote."""
    case = council(tmp_path / "c", 'base = "members"', positions, announced=announced(said, positions))
    codes = [f.code for f in check(case.dossier).contests[0].findings if "outcome-" in f.code]
    serious = [f.code for f in check(case.dossier).contests[0].findings if f.severity.value == "serious"]

    assert f"proclaimed-outcome-{code}" in codes
    assert ("own-outcome-differs" in serious) is (code == "contradicted")


@pytest.mark.parametrize(
    ("rule", "positions", "casting", "expected"),
    [
        ('base = "members", tie = "casting"', taken(yes=4, no=4, absent=2), "for", ("not adopted", 6, 1)),
        ('base = "members", tie = "casting"', taken(yes=5, no=5), "for", ("adopted", 6, 1)),
        ('base = "members", tie = "casting"', taken(yes=4, no=4, absent=2), "against", ("not adopted", 6, 2)),
        ('base = "cast", tie = "casting"', taken(abstain=10), "for", ("adopted", 1, 1)),
    ],
)
def test_a_casting_vote_is_one_vote_and_no_more(tmp_path, rule, positions, casting, expected):
    """It can leave a majority of the members short, and carries alone where nobody voted (Robert's, m)."""
    case = council(tmp_path / "c", rule, positions, casting=casting)
    outcome = case.outcome(case.sources[0])

    assert (outcome.word.value, outcome.required, outcome.margin) == expected
    assert rechecked(case) == []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('base = "cast", fraction = "2/3", tie = "casting"', "a casting vote breaks equal votes"),
        ('base = "cast", fraction = "1/1"', "more than 1/1 is never reached"),
        ('kind = "runoff", lead = "2/5+>1/10"', "the fraction '2/5.' of a rule"),
        ('kind = "runoff", lead = "2/5>"', "is not two fractions"),
    ],
)
def test_a_rule_that_can_never_hold_is_refused(tmp_path, rule, told):
    """Equal votes are never two thirds, and nobody is more than everybody."""
    with pytest.raises(DossierError, match=told):
        council(tmp_path / "c", rule, taken(yes=10))


def test_fewer_there_than_voted_is_no_crash_of_what_if():
    """Attendance stated as one, three voting (the others by letter): nobody leaves a room that is empty."""
    call = call_of(votes(2, 1), roll_of(3), attending=1)
    found = what_if(Rule(kind="majority", wins=OptionId("for"), base="present"), call)

    assert (found.outcome.word.value, found.outcome.required) == ("adopted", 1)


def test_a_quorum_in_a_weight_is_asked_of_who_was_there():
    """Two of three by head, with 2 of 13 shares: no quorum; a plain count could not say so."""
    roll = roll_of(3, weights={"shares": [1, 1, 11]})
    call = call_of(votes(2), roll)
    quorum = Quorum(requirement=Requirement(weight="shares"))
    rule = Rule(kind="majority", wins=OptionId("for"), base="cast", quorum=quorum)
    vote = VoteAtHand(
        day=roll.on,
        published=Published(totals={}, outcome=None),
        positions=lambda: {**call.positions, roll.members[2]: "absent"},
        members=3,
        known=roll,
    )
    found = record_vote(vote, rule, {Position.FOR: 2, Position.ABSENT: 1})

    assert found.outcome is not None
    assert found.outcome.word.value == "not decided"


@pytest.mark.parametrize(("required", "code"), [(5, "agrees"), (6, "differs")])
def test_a_number_announced_as_required_is_judged_without_a_quorum_too(tmp_path, required, code):
    """Nine members voting of ten, twelve needed: half of nine are asked all the same."""
    rule = 'base = "cast", quorum = { number = 12 }'
    said = announced("not decided", taken(yes=6, no=3), required)
    case = council(tmp_path / "c", rule, taken(yes=6, no=3, absent=1), announced=said)
    codes = [f.code for f in check(case.dossier).contests[0].findings if f.code.startswith("proclaimed-req")]

    assert codes == [f"proclaimed-required-{code}"]
    assert rechecked(case) == []
