"""Every rule that ships is a sentence in both languages, and shows the whole number it yields."""

from __future__ import annotations

import pytest

from tellers.council.profile import profile_ids, read_profile
from tellers.model import OptionId, Quorum, Requirement, Roll, RollCall, Rule, UnitId, Veto
from tellers.report.catalogue import LANGUAGES
from tellers.report.rule_words import (
    RuleNumbers,
    numbers_of_call,
    numbers_of_roll,
    requirement_words,
    rule_sentence,
)
from tellers.rules import Bases

RULES = [
    pytest.param(question.rule, id=f"{name}/{question.id}")
    for name in profile_ids()
    for question in read_profile(name).questions
]
UNION = Bases(members=451_028_881, present=0, cast=0)
STATES = Bases(members=27, present=0, cast=0)


def roll_of(size: int) -> Roll:
    """A body of so many members, all with a vote."""
    seats = tuple(UnitId(f"s{i:03}") for i in range(size))
    return Roll(
        on="2024-07-31",
        reading="",
        members=seats,
        in_office=seats,
        entitled=seats,
        called=seats,
        contested=(),
    )


def test_the_council_of_the_union_has_two_majorities_with_their_numbers():
    """55 % of 27 is 15, and 65 % of 451,028,881 is rounded up; a blocking minority needs four."""
    rule = read_profile("eu-council").question("qualified").rule
    numbers = RuleNumbers(bases={"": STATES, "population": UNION}, voted=False)

    assert rule_sentence(rule, "en", numbers) == (
        "Adopted by at least 55 % of 27 members with a vote: 15 and at least 65 % of the population of "
        "451,028,881: 293,168,773 (waived where fewer than 4 members are not in favour). "
        "Quorum, counting those present: more than half of 27 members: 14."
    )
    assert "al menos el 65 % de la población de 451.028.881: 293.168.773" in rule_sentence(
        rule, "es", numbers
    )


def test_half_of_34_members_is_18_and_of_33_is_17():
    """The founding case in two sentences."""
    rule = read_profile("oas-permanent-council").question().rule

    assert rule_sentence(rule, "en", numbers_of_roll(rule, roll_of(34))) == (
        "Adopted by more than half of 34 members: 18."
    )
    assert rule_sentence(rule, "es", numbers_of_roll(rule, roll_of(33))) == (
        "Se aprueba con más de la mitad de 33 miembros: 17."
    )


def test_a_number_of_votes_and_a_veto_are_said():
    """Nine votes of fifteen, and one of the five against."""
    rule = read_profile("un-security-council").question().rule

    assert rule_sentence(rule, "en") == (
        "Adopted by at least 9 votes. Defeated by one vote against of a member of the group “permanent”."
    )


def test_what_is_counted_on_the_votes_has_no_number_before_the_vote():
    """And has one after it."""
    rule = Rule(kind="majority", wins=OptionId("for"), base="cast")
    roll = roll_of(3)
    call = RollCall(positions=dict.fromkeys(roll.members, "for"), roll=roll)

    assert (
        rule_sentence(rule, "en", numbers_of_roll(rule, roll))
        == "Adopted by more than half of the votes cast."
    )
    assert rule_sentence(rule, "en", numbers_of_call(rule, call)) == (
        "Adopted by more than half of 3 votes cast: 2."
    )


def test_persons_who_count_for_a_quorum_and_have_no_vote_are_said():
    """The chair and four tellers of the Commons."""
    rule = read_profile("uk-commons").question().rule

    assert rule_sentence(rule, "en") == (
        "Adopted by more than half of the votes cast. Quorum, counting those who vote: at least 40 votes. "
        "5 more count who have no position in the roll. Where the votes are equal, "
        "the Speaker may cast one more."
    )


def test_a_runoff_says_both_ways_to_win():
    """40 % and ten points ahead, exactly."""
    rule = Rule(kind="runoff", base="cast", lead="40/100+10/100")

    assert "or by at least 40 % of the votes cast with a lead of at least 10 % of them" in rule_sentence(
        rule, "en"
    )


def test_a_lead_that_must_be_passed_says_so():
    """More than ten points ahead, as Argentina asks."""
    rule = Rule(kind="runoff", base="cast", lead="40/100>10/100")

    assert "at least 40 % of the votes cast with a lead of more than 10 % of them" in rule_sentence(
        rule, "en"
    )
    assert "una ventaja de más del 10 %" in rule_sentence(rule, "es")


def test_a_fraction_that_is_no_whole_percent_stays_a_fraction():
    """Three sevenths are never 43 %."""
    assert requirement_words(Requirement(fraction="3/7"), "en") == "more than 3/7 of the members"
    assert requirement_words(Requirement(fraction="13/20", weight="votes"), "es") == (
        "más del 65 % del total de votes"
    )


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_ships_is_a_sentence(rule, language):
    """No key without its words, with numbers and without."""
    with_numbers = rule_sentence(rule, language, numbers_of_roll(rule, roll_of(27)))

    assert rule_sentence(rule, language).endswith(".")
    assert "{" not in with_numbers
    assert "rule-says" not in with_numbers


def test_a_made_rule_with_everything_is_said_in_order():
    """Requirements first, then quorum, veto and casting vote."""
    rule = Rule(
        kind="majority",
        wins=OptionId("for"),
        also=(Requirement(base="present", weight="shares", fraction="3/4", strictness="at_least"),),
        quorum=Quorum(requirement=Requirement(fraction="1/3", strictness="at_least")),
        veto=Veto(group="founders", by=(OptionId("against"), OptionId("abstain"))),
        tie="casting",
    )

    assert rule_sentence(rule, "es", numbers_of_roll(rule, roll_of(10))) == (
        "Se aprueba con más de la mitad de 10 miembros: 6 y al menos tres cuartos de las acciones de los "
        "presentes. Quórum, contando a los presentes: al menos un tercio de 10 miembros: 4. Lo impide un "
        "solo voto en contra y de abstención de un miembro del grupo «founders». Si los votos son iguales, "
        "quien preside puede emitir uno más."
    )
