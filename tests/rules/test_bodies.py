"""Decisions that were taken, and those the texts give as examples, under the rules of their bodies."""

from __future__ import annotations

import pytest
from tests.rules.rolls import call_of, roll_of, votes

from tellers.council.profile import read_profile
from tellers.council.rival_outcomes import outcomes_by_rule
from tellers.model import OptionId
from tellers.rules import count_roll, decide_roll

POPULATION = 451_028_881
"""Of the European Union's 27 members, as the Council counted it for 2025 (its voting calculator)."""


def decided(profile, question, call):
    """The outcome of a roll call under a profile's question: word, votes required, reasons."""
    outcome = decide_roll(read_profile(profile).question(question).rule, call)
    return outcome.word.value, outcome.required, outcome.reasons


@pytest.mark.parametrize(
    ("profile", "question", "members", "counts", "expected"),
    [
        # The founding case: 31 July 2024, and the same roll on the other memberships that were claimed.
        ("oas-permanent-council", "", 34, votes(17, 0, 11, absent=5), ("not adopted", 18, ())),
        ("oas-permanent-council", "", 33, votes(17, 0, 11, absent=5), ("adopted", 17, ())),
        ("oas-permanent-council", "", 32, votes(17, 0, 11, absent=4), ("adopted", 17, ())),
        ("oas-permanent-council", "", 34, votes(18, 9, 6, absent=1), ("adopted", 18, ())),
        ("oas-consultation", "", 21, votes(14, 1, 6), ("adopted", 14, ())),
        ("oas-consultation", "", 34, votes(20, 5, 8, absent=1), ("not adopted", 23, ())),
        ("oas-general-assembly", "two-thirds", 35, votes(18, 4, 9, absent=2), ("not adopted", 24, ())),
        (
            "oas-general-assembly",
            "ordinary",
            34,
            votes(17, 0, 0, absent=17),
            ("not decided", None, ("quorum",)),
        ),
        # UN General Assembly: the majority that a vote of procedure had fixed, 1957, 1971 and 2018.
        ("un-general-assembly", "ordinary", 81, votes(38, 36, 7), ("adopted", 38, ())),
        ("un-general-assembly", "important", 81, votes(41, 30, 10), ("not adopted", 48, ())),
        ("un-general-assembly", "ordinary", 131, votes(55, 59, 15), ("not adopted", 58, ())),
        ("un-general-assembly", "ordinary", 131, votes(76, 35, 17), ("adopted", 56, ())),
        ("un-general-assembly", "important", 193, votes(87, 58, 32), ("not adopted", 97, ())),
        ("un-general-assembly", "ordinary", 193, votes(50, 50, 0, absent=93), ("not adopted", 51, ())),
        # European Parliament, 24 April 2024: more for than against, and 353 of 705 needed.
        ("european-parliament", "component", 705, votes(340, 265, 15), ("not adopted", 353, ())),
        ("european-parliament", "component", 720, votes(361, 0, 0), ("adopted", 361, ())),
        ("european-parliament", "ordinary", 705, votes(340, 265, 15), ("adopted", 303, ())),
        # US Senate: cloture needs 60 of 100 and 59 of 98; 66 to 34 amends no constitution.
        ("us-senate", "cloture", 100, votes(59, 41), ("not adopted", 60, ())),
        ("us-senate", "two-thirds", 100, votes(66, 34), ("not adopted", 67, ())),
        ("us-senate", "ordinary", 100, votes(25, 24), ("not decided", None, ("quorum",))),
        # UK House of Commons: chair and tellers are five of the forty.
        ("uk-commons", "", 650, votes(30, 4), ("not decided", None, ("quorum",))),
        ("uk-commons", "", 650, votes(31, 4), ("adopted", 18, ())),
        # Bundestag 316 of 630; Spanish Congress 176 of 350, then more for than against.
        ("bundestag", "chancellor", 630, votes(315, 300), ("not adopted", 316, ())),
        ("spain-congress", "investiture", 350, votes(175, 165, 10), ("not adopted", 176, ())),
        ("spain-congress", "investiture-second", 350, votes(167, 165, 18), ("adopted", 167, ())),
        # Robert's Rules: illegal votes are votes cast, blanks are not.
        ("roberts-rules", "", 120, votes(50, 45, 0, invalid=10), ("not adopted", 53, ())),
        ("roberts-rules", "", 120, votes(50, 45, 0, blank=10), ("adopted", 48, ())),
        ("roberts-rules", "two-thirds", 120, votes(60, 30, 30), ("adopted", 60, ())),
        ("roberts-rules", "two-thirds-present", 120, votes(60, 30, 30), ("not adopted", 80, ())),
    ],
)
def test_a_decision_comes_out_as_it_was_taken(profile, question, members, counts, expected):
    """Word, votes required, and what besides the number decided it."""
    assert decided(profile, question, call_of(counts, roll_of(members))) == expected


def test_three_fifths_of_those_sworn_is_fewer_with_vacant_seats():
    """59 of 98 senators chosen and sworn; 60 of 100."""
    roll = roll_of(100, vacant=2)

    assert decided("us-senate", "cloture", call_of(votes(59, 39), roll)) == ("adopted", 59, ())


@pytest.mark.parametrize(
    ("casting", "expected"),
    [
        (OptionId("for"), ("adopted", 51, ("casting-vote",))),
        (OptionId("against"), ("not adopted", 51, ("casting-vote",))),
        (None, ("not adopted", 51, ())),
    ],
)
def test_equal_votes_are_lost_unless_the_casting_vote_is_for(casting, expected):
    """50 to 50 in the Senate; the Vice President's vote makes 51 of 101."""
    assert decided("us-senate", "", call_of(votes(50, 50), roll_of(100), casting=casting)) == expected


def test_a_casting_vote_counts_only_when_votes_are_equal():
    """51 to 49 is carried without it, 49 to 51 lost with it."""
    roll = roll_of(100)

    for yes, word in ((51, "adopted"), (49, "not adopted")):
        call = call_of(votes(yes, 100 - yes), roll, casting=OptionId("for"))
        assert decided("us-senate", "", call)[::2] == (word, ())


PERMANENT = {"permanent": range(5)}


@pytest.mark.parametrize(
    ("question", "counts", "expected"),
    [
        # The first five seats are the permanent members, and positions are taken in their order.
        ("substance", votes(15), ("adopted", 9, ())),
        ("substance", [*votes(0, 1), *votes(14)], ("not adopted", 9, ("veto",))),
        ("substance", [*votes(0, 0, 5), *votes(9, 1)], ("adopted", 9, ())),
        ("substance", [*votes(0, 0, 0, not_participating=1), *votes(9, 0, 5)], ("adopted", 9, ())),
        ("substance", [*votes(0, 0, 0, absent=1), *votes(10, 4)], ("adopted", 9, ())),
        # Eight of nine: not vetoed. Of 21 such drafts among those published, the list of vetoes has none.
        ("substance", [*votes(0, 1), *votes(8, 6)], ("not adopted", 9, ())),
        ("substance", votes(8, 0, 7), ("not adopted", 9, ())),
        ("procedure", [*votes(0, 4), *votes(9, 2)], ("adopted", 9, ())),
        ("substance-to-1965", [*votes(0, 1), *votes(10)], ("not adopted", 7, ("veto",))),
    ],
)
def test_a_negative_vote_of_a_permanent_member_defeats_substance_only(question, counts, expected):
    """An abstention, absence or non-participation is no veto; procedure knows none."""
    members = sum(number for _, number in counts)
    roll = roll_of(max(members, 11), groups=PERMANENT)

    assert decided("un-security-council", question, call_of(counts, roll)) == expected


@pytest.fixture
def union():
    """27 members whose populations add up to 451,028,881: four with half of it, 23 with the rest."""
    large = [83_445_000, 68_401_997, 58_989_749, 48_610_458]
    rest, small = POPULATION - sum(large), 23
    values = [*large, *([rest // small] * (small - 1)), rest - rest // small * (small - 1)]
    return roll_of(27, weights={"population": values})


def test_sixty_five_percent_of_the_population_is_rounded_up(union):
    """293,168,773 of 451,028,881, and 15 of 27 members."""
    rule = read_profile("eu-council").question().rule
    outcome = decide_roll(rule, call_of(votes(27), union))

    assert [(one.weight, one.base_number, one.required) for one in outcome.reached] == [
        ("", 27, 15),
        ("population", POPULATION, 293_168_773),
        ("", 27, 14),
    ]


def test_four_members_and_thirty_five_percent_block(union):
    """23 small members are enough heads and not enough people; with only three against it passes."""
    large, small = union.members[:4], union.members[4:]
    four_against = {**dict.fromkeys(large, "against"), **dict.fromkeys(small, "for")}
    three_against = {**four_against, large[3]: "for"}
    rule = read_profile("eu-council").question().rule

    def outcome(positions):
        call = call_of([], union)
        return decide_roll(rule, type(call)(positions=positions, roll=union))

    assert outcome(four_against).word.value == "not adopted"
    assert outcome(four_against).reasons == ("requirement",)
    weight = union.weight_of("population", tuple(s for s, p in three_against.items() if p == "for"))
    assert weight < 293_168_773
    assert (outcome(three_against).word.value, outcome(three_against).reasons) == (
        "adopted",
        ("waived:population",),
    )


def test_an_abstention_counts_against_a_qualified_majority(union):
    """10 for, 5 against, 12 abstaining, as on the duties of 2024: no majority for it, none against it."""
    call = call_of(votes(10, 5, 12), union)

    assert decided("eu-council", "", call)[0] == "not adopted"


def test_shares_outstanding_cannot_be_carried_by_those_who_came():
    """52 % of the shares turn out: two thirds of all cannot be met, a majority of those voted can."""
    roll = roll_of(3, weights={"shares": [52_000, 40_000, 8_000]})
    call = call_of(votes(1, 0, 0, absent=2), roll)

    assert decided("company-meeting", "outstanding", call)[0] == "not adopted"
    assert decided("company-meeting", "ordinary", call)[0] == "adopted"


def test_parties_to_a_dispute_stand_outside_the_base():
    """Two thirds of 34 are 23; of the 32 that are no party, 22."""
    roll = roll_of(34)
    call = call_of([*votes(22, 10), *votes(not_entitled=2)], roll)

    assert decided("oas-permanent-council", "peaceful-settlement", call) == ("adopted", 22, ())


def test_a_suspended_vote_leaves_the_entitled_and_not_the_members():
    """One of 34 members is in arrears."""
    roll = roll_of(34, suspended=1)
    bases = count_roll(read_profile("oas-permanent-council").question().rule, call_of(votes(17), roll)).bases

    assert [bases.named(base) for base in ("members", "in-office", "entitled")] == [34, 34, 33]


def test_a_weight_that_the_roll_does_not_have_is_told():
    """No population, no qualified majority."""
    with pytest.raises(ValueError, match="the roll of 2024-07-31 has no 'population' for m0, m1, m2, m3, m4"):
        decided("eu-council", "", call_of(votes(27), roll_of(27)))


@pytest.mark.parametrize(
    ("profile", "question", "expected"),
    [
        ("bundestag", "chancellor-third", ("elected", ("for",))),
        ("oas-general-assembly", "secretary-general", ("no election", ())),
        ("us-house", "speaker", ("elected", ("for",))),
    ],
)
def test_an_abstention_is_elected_by_no_body(profile, question, expected):
    """Three for, one against, six abstaining: as decided, and in every place of a table of rival rules."""
    rule, call = read_profile(profile).question(question).rule, call_of(votes(3, 1, 6), roll_of(10))
    (rival,) = outcomes_by_rule({"it": rule}, call)
    found = [decide_roll(rule, call), rival.outcome]

    assert [(outcome.word.value, outcome.winners) for outcome in found] == [expected, expected]
