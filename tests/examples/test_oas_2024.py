"""The dossier of the council vote of 31 July 2024, as it ships: the roll, the chair, the press."""

from __future__ import annotations

import pytest

from tellers.rules import Bases, bases_of, decide


def test_the_roll_gives_what_the_chair_announced(council):
    """17 for, 0 against, 11 abstaining, 5 absent; one member was never called."""
    tally = council.tally("roll-call")

    assert {str(figure): total for figure, total in tally.figures.items()} == {
        "for": 17,
        "against": 0,
        "abstain": 11,
        "absent": 5,
    }
    assert tally.statuses == {"counted": 33, "not-called": 1}
    assert council.counts("chair") == {
        "for": 17,
        "against": 0,
        "abstain": 11,
        "absent": 5,
        "registered": 34,
    }


def test_the_members_are_thirty_five_less_one_that_left(council):
    """34 seats count; the one that left is on the roll with none."""
    counted = council.dossier.tables.query("select registered, count(*) from units group by 1 order by 1")
    (left,) = council.dossier.tables.query("select unit from units where registered = 0")

    assert (0, 1) in counted
    assert (1, 34) in counted
    assert left == ("nicaragua",)


@pytest.mark.parametrize(
    ("members", "required", "word"),
    [(34, 18, "not adopted"), (33, 17, "adopted"), (32, 17, "adopted")],
)
def test_the_base_decides_what_the_same_roll_means(council, members, required, word):
    """17 votes fail with 34 members and carry with 33 or 32."""
    contest, votes = council.contest(), council.votes("roll-call")

    outcome = decide(contest.rule, votes, bases_of(contest.rule, votes, members=members))

    assert (outcome.required, outcome.word.value) == (required, word)


def test_every_rival_base_is_in_the_dossier_with_who_states_it(council):
    """34 applied, 33 and 32 stated by others; present and cast shown though nobody claimed them."""
    contest, votes = council.contest(), council.votes("roll-call")
    stated = [contest.applied("registered"), *contest.rivals("registered")]
    bases = Bases(members=34, present=28, cast=17)

    assert [s.value for s in stated] == [34, 33, 32]
    assert all(s.by.in_language("es") for s in stated)
    assert [(r.rule.base, decide(r.rule, votes, bases).required) for r in contest.rival_rules] == [
        ("present", 15),
        ("cast", 9),
    ]


@pytest.mark.parametrize(
    ("press", "differ"),
    [
        ("press-hpdnoticias", 0),
        ("press-pledgetimes", 1),
        ("press-voz", 1),
        ("press-machine-translated", 0),
    ],
)
def test_the_press_is_held_against_the_roll(council, press, differ):
    """Two reports put a member that was absent among the abstentions."""
    assert council.compare("roll-call", press).differ == differ


def test_one_report_prints_a_name_twice(council):
    """Three lines of a report name two members."""
    found = council.compare("roll-call", "press-pledgetimes")

    assert (found.records_second, found.shared) == (3, 2)


def test_a_name_that_matches_nothing_stays_as_printed(council):
    """An alias resolves 'The Savior'; 'Old and bearded' is kept and can be found."""
    records = council.dossier.tables.records(council.contest().id, "press-machine-translated")

    units = council.dossier.tables.query(f"select unit from {records} order by row")

    assert units == [("unmatched:Old and bearded",), ("el-salvador",)]


def test_a_heading_is_a_rival_reading_of_the_chair(council):
    """'4 absences' stands beside the five that were announced."""
    (absent,) = [c for c in council.proclamation("chair").claims if c.id == "absent.count"]

    assert [reading.value for reading in absent.readings] == ["5", "4"]


def test_the_check_confirms_the_chair(council):
    """Every count, the votes required and the outcome."""
    verdicts = council.verdicts()

    assert {c: verdicts[c] for c in verdicts if c not in {"outcome", "chair/registered.count"}} == {
        "chair/for.count": "confirmed",
        "chair/against.count": "confirmed",
        "chair/abstain.count": "confirmed",
        "chair/absent.count": "confirmed",
        "chair/required": "confirmed",
        "chair/outcome": "confirmed",
    }
    assert verdicts["outcome"] == "settled"


def test_the_check_says_that_the_outcome_depends_on_the_base(council):
    """Five bases side by side: the one applied, and four under which the same roll adopts."""
    (found,) = council.findings("outcome-depends-on-base")

    assert (
        found.number("required"),
        found.number("votes"),
        found.number("bases"),
        found.number("other"),
    ) == (
        18,
        17,
        5,
        4,
    )
    assert [(row[1], row[3], row[5]) for row in found.table[1:]] == [
        (34, 18, "message:outcome-not-adopted"),
        (33, 17, "message:outcome-adopted"),
        (32, 17, "message:outcome-adopted"),
        (28, 15, "message:outcome-adopted"),
        (17, 9, "message:outcome-adopted"),
    ]
