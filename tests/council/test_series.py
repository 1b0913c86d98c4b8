"""A published series: each way in which a record can deny itself, and what can be wrong with a file."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellers.cli import main
from tellers.council.chain import Published, Recorded, chain_of
from tellers.council.series import open_series
from tellers.errors import TellersError
from tellers.model import Outcome, OutcomeWord
from tellers.report.series import tell_series

FORM = """
title = "A council"
profile = "un-general-assembly"
origin = "made"
[votes]
file = "votes.csv"
id = "{no}"
date = "day"
title = "matter"
totals = { for = "yes", against = "no", abstain = "abs", absent = "away" }
required = "needed"
voters = "voters"
outcome = { column = "result", values = { A = "adopted", R = "not adopted", W = "withdrawn" } }
[positions]
file = "positions.csv"
vote = "{no}"
member = "member"
[positions.position]
column = "vote"
values = { Y = "for", N = "against", A = "abstain", X = "absent" }
skip = ["-"]
"""
VOTES = "no,day,matter,yes,no_,abs,away,needed,voters,result\n"
BODY = (
    'id = "b"\nname = "B"\nseat = [\n'
    + "".join(
        f'  {{ id = "m{n}", name = {{ en = "Member {n}", es = "Miembro {n}" }}, joined = "2000-01-01" }},\n'
        for n in range(5)
    )
    + "]\n"
)


@pytest.fixture
def checked(tmp_path):
    """A function from rows of votes and of positions, and more of the form, to the checked votes."""

    def check(votes, positions="", *, more="", body="", form=FORM):
        (tmp_path / "votes.csv").write_text(VOTES.replace("no_", "against") + votes, encoding="utf-8")
        (tmp_path / "positions.csv").write_text("no,member,vote\n" + positions, encoding="utf-8")
        if body:
            (tmp_path / "body.toml").write_text(body, encoding="utf-8")
            form = 'body = "body.toml"\n' + form
        form = form.replace('against = "no"', 'against = "against"')
        (tmp_path / "series.toml").write_text(form + more, encoding="utf-8")
        series = open_series(tmp_path / "series.toml")
        return series, tuple(series.checked())

    return check


def told(vote):
    """The word of a vote, and the sentence of every step that differs."""
    return vote.word.value, [link.message for link in vote.denied]


ROLL = "1,Member 0,Y\n1,Member 1,Y\n1,Member 2,N\n1,Member 3,A\n1,Member 4,X\n"


@pytest.mark.parametrize(
    ("votes", "positions", "expected"),
    [
        ("1,2024-01-01,t,2,1,1,1,2,4,A\n", ROLL, ("right", [])),
        ("1,2024-01-01,t,2,1,1,1,2,4,R\n", ROLL, ("contradictory", ["chain-outcome-differs"])),
        ("1,2024-01-01,t,2,1,1,1,3,4,A\n", ROLL, ("right", ["chain-rule-differs"])),
        ("1,2024-01-01,t,3,1,1,0,3,5,A\n", ROLL, ("right", ["chain-totals-differ", "chain-totals-differ"])),
        ("1,2024-01-01,t,2,1,1,1,2,5,A\n", ROLL, ("right", ["chain-totals-voters"])),
        ("1,2024-01-01,t,2,1,1,0,2,4,A\n", ROLL, ("right", ["chain-totals-differ", "chain-members-rest"])),
        ("1,2024-01-01,t,2,1,1,1,2,4,A\n", ROLL + "1,Member 0,Y\n", ("right", ["chain-twice-repeated"])),
        (
            "1,2024-01-01,t,2,1,1,1,2,4,A\n",
            ROLL.replace("Member 2", "The Savior"),
            ("right", ["chain-names-unmatched"]),
        ),
        ("1,2024-01-01,t,2,1,1,1,2,4,W\n", ROLL, ("contradictory", ["chain-outcome-counted"])),
        ("1,2024-01-01,t,,,,,,,A\n", "", ("uncounted", [])),
        ("1,2024-01-01,t,1,0,0,4,1,1,R\n", "", ("contradictory", ["chain-outcome-differs"])),
    ],
)
def test_a_record_that_denies_itself_is_told_by_the_step_that_differs(checked, votes, positions, expected):
    """Five members; 2 for, 1 against, 1 abstaining, 1 absent, and what the record says of it."""
    _, (vote,) = checked(votes, positions, body=BODY)

    assert told(vote) == expected


def test_a_quorum_that_was_missed_decides_nothing(checked):
    """One of five was there: published as rejected, and nothing was decided."""
    _, (vote,) = checked("1,2024-01-01,t,1,0,0,4,1,1,A\n", body=BODY)

    assert vote.recorded.outcome.word.value == "not decided"
    assert [link.message for link in vote.links if link.step.value == "quorum"] == ["chain-quorum-missed"]


@pytest.mark.parametrize(
    ("votes", "why"),
    [
        ("1,2024-01-01,t,2,,1,1,,,A\n", "the votes against are not read, and are not none"),
        ("1,2024-01-01,t,2,0,0,,,,A\n", "three of five may have been there and not voted"),
        ("1,2024-01-01,t,2,0,0,,,,R\n", "three of five may have been there and not voted"),
    ],
)
def test_what_a_record_does_not_give_is_not_zero(checked, votes, why):
    """Neither a total that is not there, nor presence of which nothing is said, decides anything."""
    _, (vote,) = checked(votes, body=BODY)

    assert (told(vote), vote.recorded.outcome) == (("uncounted", []), None), why


def test_voters_are_not_held_to_totals_that_leave_out_the_abstaining(checked):
    """Four voted, two for and one against; how many abstained is not in the record."""
    _, (vote,) = checked("1,2024-01-01,t,2,1,,1,2,4,A\n", ROLL, body=BODY)

    assert told(vote) == ("right", [])


def test_a_list_of_who_voted_is_no_list_of_members(checked):
    """Three names, no body: nobody can say that they are of members, or that three made a quorum."""
    _, (vote,) = checked("1,2024-01-01,t,2,1,0,,,,A\n", "1,a,Y\n1,b,Y\n1,c,N\n")

    assert (vote.word.value, vote.recorded.members) == ("right", None)
    assert {link.step.value for link in vote.links} == {"twice", "outcome"}


@pytest.mark.parametrize(
    ("said", "found", "status"),
    [
        (OutcomeWord.ELECTED, OutcomeWord.NO_ELECTION, "differs"),
        (OutcomeWord.ELECTED, OutcomeWord.NOT_ADOPTED, "differs"),
        (OutcomeWord.ELECTED, OutcomeWord.ADOPTED, "holds"),
        (OutcomeWord.NO_ELECTION, OutcomeWord.ADOPTED, "differs"),
        (OutcomeWord.NO_ELECTION, OutcomeWord.NOT_ADOPTED, "holds"),
    ],
)
def test_who_is_said_to_be_elected_reached_what_was_asked(said, found, status):
    """A Chancellor published as elected with 315 of 630 is not one that the count elects."""
    *_, link = chain_of(Published(outcome=said), Recorded(roll={}, outcome=Outcome(word=found)))

    assert link.status.value == status


def test_names_are_found_in_any_language_of_the_body(checked):
    """Accents, case and spaces do not matter."""
    _, (vote,) = checked("1,2024-01-01,t,1,0,0,,,,A\n", "1, MIEMBRO  3 ,Y\n", body=BODY)

    assert vote.recorded.unresolved == ()


def test_an_earlier_vote_fixes_the_majority_of_a_later_one(checked):
    """1957: 38-36-7 fixes two thirds, then 41-30-10 fails; without the first it would carry."""
    votes = "a,1957-02-01,procedure,38,36,7,0,,81,A\nb,1957-02-02,matter,41,30,10,0,,81,R\n"
    fixed = (
        '[[exception]]\nvote = "b"\nsource = "the vote before"\n'
        'fixed_by = { vote = "a", adopted = "important", otherwise = "ordinary" }\n'
    )
    _, (_, later) = checked(votes, more=fixed)
    _, (_, plain) = checked(votes)

    assert (later.word.value, later.recorded.outcome.required) == ("right", 48)
    assert (plain.word.value, plain.recorded.outcome.required) == ("contradictory", 36)


FIXED = (
    '[[exception]]\nvote = "b"\nsource = "the vote before"\n'
    'fixed_by = { vote = "a", adopted = "important", otherwise = "ordinary" }\n'
)
MEMBERS = '[[members]]\nsince = "2000-01-01"\nvalue = 81\nsource = "me"\n'
LATER = "b,2024-02-02,matter,41,30,10,0,,81,A\n"


@pytest.mark.parametrize(
    "earlier",
    [
        "a,2024-02-01,procedure,,,,,,,A\n",
        "a,2024-02-01,procedure,,,,,,,W\n",
        "a,2024-02-01,procedure,1,0,0,80,,1,A\n",
    ],
    ids=["not counted", "withdrawn", "no quorum"],
)
def test_a_majority_that_was_never_fixed_is_no_rule_of_the_later_vote(checked, run, tmp_path, earlier):
    """Nobody knows whether 41 of 71 was enough: the rule is unknown, and it is said which vote left it so."""
    series, (_, later) = checked(earlier + LATER, more=FIXED + MEMBERS)

    assert (later.word.value, later.question, later.recorded.outcome) == ("uncounted", None, None)
    assert (later.links[-1].status.value, later.links[-1].message) == ("cannot tell", "chain-outcome-unfixed")
    told = tell_series(series, (later,), "en")
    assert told.notes[1] == (
        "Vote b: The majority was to be fixed by vote a, whose outcome is not known: under which rule this "
        "one was is not known either."
    )
    assert tell_series(series, (later,), "es").notes[1] == (
        "Votación b: La mayoría la había de fijar la votación a, cuyo resultado no se conoce: tampoco se "
        "conoce la regla de esta."
    )
    assert told.questions[0][:2] == ("not known: an earlier vote was to fix it", "stated by others")
    assert "whose outcome is not known" in " ".join(
        run("council", "check", tmp_path / "series.toml").out.split()
    )


def test_a_majority_that_was_refused_is_the_other_one(checked):
    """36-38: not adopted, so the ordinary rule holds, and 41-30 is adopted."""
    _, (_, later) = checked("a,2024-02-01,procedure,36,38,7,0,,81,R\n" + LATER, more=FIXED)

    assert (later.word.value, later.question.id) == ("right", "ordinary")


def test_a_vote_that_hangs_on_one_that_hangs_on_another_is_not_known_either(checked):
    """The second has no rule, so no outcome; the third has none either."""
    votes = "a,2024-02-01,procedure,,,,,,,W\n" + LATER + "c,2024-02-03,matter,41,30,10,0,,81,A\n"
    more = FIXED + FIXED.replace('"b"', '"c"').replace('vote = "a"', 'vote = "b"')
    _, (*_, last) = checked(votes, more=more)

    assert (last.question, last.links[-1].numbers[0].value) == (None, "b")


def test_a_rule_that_somebody_else_states_makes_a_mismatch_wrong_and_not_contradictory(checked):
    """The record names no rule; the file's author does, and may be mistaken."""
    stated = '[[exception]]\nvote = "1"\nsource = "me"\nquestion = "important"\n'
    _, (vote,) = checked("1,2024-01-01,t,3,2,0,0,,5,A\n", more=stated)

    assert told(vote) == ("wrong", ["chain-outcome-differs"])


def test_words_and_rows_that_the_file_does_not_explain_are_counted(checked):
    """A position of another language, a vote that is in no table, and words to skip."""
    series, (vote,) = checked("1,2024-01-01,t,1,0,0,,,,A\n", "1,a,Y\n1,b,Oui\n1,c,-\n2,d,Y\n")

    assert (series.loaded.words, series.loaded.strays) == ({"Oui": 1}, 1)
    assert {str(p): n for p, n in vote.recorded.roll.items()} == {"for": 1, "not-recorded": 1}


@pytest.mark.parametrize(
    ("was", "put", "message"),
    [
        ('id = "{no}"', 'id = "{number}"', "there is no column 'number'"),
        ('member = "member"', 'member = "name"', "there is no column 'name'"),
        ("votes.csv", "../votes.csv", "a file outside the folder"),
        ("votes.csv", "/votes.csv", "a file outside the folder"),
        ("votes.csv", "nothing.csv", "cannot be read"),
        ('profile = "un-general-assembly"', 'profile = "atlantis"', "there is no profile 'atlantis'"),
        ('title = "A council"', 'titel = "A council"', "titel"),
        ('R = "not adopted"', 'R = "rejected"', "rejected"),
    ],
)
def test_a_file_that_does_not_fit_is_one_clear_error(checked, was, put, message):
    """The column, file or word is named, and what there is instead."""
    with pytest.raises(TellersError) as caught:
        checked("1,2024-01-01,t,1,0,0,,,,A\n", form=FORM.replace(was, put))

    assert message in caught.value.diagnostics()


def test_two_rows_of_one_vote_are_refused(checked):
    """Nobody could say which of them counts."""
    with pytest.raises(TellersError, match="votes that stand more than once"):
        checked("1,2024-01-01,t,1,0,0,,,,A\n1,2024-01-01,t,1,0,0,,,,R\n")


def test_votes_and_names_can_be_json(tmp_path):
    """Nested keys by dots, names in lists by position or with a position each."""
    votes = [
        {"id": 1, "on": "2024-01-01", "count": {"yes": 2, "no": 0}, "out": "A", "names": {"for": ["a", "b"]}},
        {"id": 2, "on": "2024-01-02", "count": {"yes": 0, "no": 1}, "out": "R", "names": {"a": "against"}},
    ]
    (tmp_path / "v.json").write_text(json.dumps({"list": votes}), encoding="utf-8")
    (tmp_path / "series.toml").write_text(
        """
title = "J"
profile = "roberts-rules"
origin = "made"
[votes]
file = "v.json"
rows = "list"
id = "{id}"
date = "on"
totals = { for = "count.yes", against = "count.no" }
outcome = { column = "out", values = { A = "adopted", R = "not adopted" } }
[positions]
file = "v.json"
rows = "list"
vote = "{id}"
lists = "names"
""",
        encoding="utf-8",
    )
    found = tuple(open_series(tmp_path / "series.toml").checked())

    assert [vote.word.value for vote in found] == ["right", "right"]
    assert [dict(vote.recorded.roll) for vote in found] == [{"for": 2}, {"against": 1}]


def test_a_day_in_another_order_is_refused(checked):
    """As text it would come before every member, and the record would be told to have more than none."""
    with pytest.raises(TellersError, match=r"vote 1: '01\.07\.2024' is no day"):
        checked("1,01.07.2024,t,2,1,1,1,2,4,R\n", ROLL, body=BODY)


def test_the_command_says_it_in_two_languages_and_by_exit_code(checked, tmp_path, capsys, monkeypatch):
    """1 where something differs; the rows of every step as CSV."""
    monkeypatch.setenv("COLUMNS", "200")
    checked("1,2024-01-01,t,2,1,1,1,2,4,R\n", ROLL, body=BODY)
    code = main(["council", "check", str(tmp_path / "series.toml"), "--lang", "es"])
    spanish = capsys.readouterr().out
    main(["council", "check", str(tmp_path / "series.toml"), "--format", "csv"])
    rows = capsys.readouterr().out.splitlines()

    assert code == 1
    assert "Publicado: no aprobado. El recuento da: aprobado." in spanish
    assert rows[1:] == ["1,2024-01-01,t,contradictory,Published: not adopted. The count gives: adopted."]


@given(content=st.binary(max_size=200), form=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_hostile_tables_and_forms_raise_only_our_own_errors(tmp_path, content, form):
    """Whatever the bytes of a table, or of the file that explains it."""
    (tmp_path / "votes.csv").write_bytes(content)
    (tmp_path / "positions.csv").write_bytes(content)
    for text in (FORM.encode(), form, FORM.encode() + form):
        (tmp_path / "series.toml").write_bytes(text)
        try:
            tuple(open_series(tmp_path / "series.toml").checked())
        except TellersError as error:
            assert error.diagnostics()  # noqa: PT017  # any other exception fails the test
