"""The founding case goes out in five formats and comes back: the same positions, the same outcome."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tellers
from tellers.council.export import export_votes
from tellers.council.profile import read_profile
from tellers.council.vote_dossier import VoteImport, import_votes
from tellers.dossier import open_dossier
from tellers.errors import DossierError, FormatError, SecrecyError, TellersError, UsageError
from tellers.formats.remarks import Remark
from tellers.formats.vote_files import FORMS, read_vote_files
from tellers.model import (
    OptionId,
    OutcomeWord,
    Position,
    Rule,
    SourceId,
    UnitId,
    Veto,
    VoteEvent,
    VoterPosition,
)
from tellers.rules import bases_of, decide
from tellers.tally import tally_source

EXAMPLES = Path(__file__).parents[2] / "examples"
OAS = EXAMPLES / "oas-2024-07-31"
BODY = (EXAMPLES / "recipes" / "oas-2024-07-31" / "body.toml").read_bytes()
MERGES_ABSENT = {"howtheyvote", "un"}
"""Formats in which an absence cannot be told from taking no part."""
MAJORITY = Rule(kind="majority")
NO_BASE = Rule(kind="majority", base="nothing")
NAMES = (VoterPosition(name="North", position=Position.FOR),)
HOLDS_RULE = {"popolo", "akn"}


@pytest.fixture(scope="module")
def exported():
    """The founding case as vote events."""
    return export_votes(open_dossier(OAS))


def laid(folder: Path, form: str, events) -> Path:
    """Write votes in a format below a folder, and return where they are."""
    written = FORMS[form].write(events)
    if not FORMS[form].tables:
        (folder / "votes").write_bytes(written.files[""])
        return folder / "votes"
    (folder / "tables").mkdir()
    for name, content in written.files.items():
        (folder / "tables" / name).write_bytes(content)
    return folder / "tables"


def test_the_founding_case_is_exported_with_its_rule_members_and_announcement(exported):
    """17 for, 11 abstaining, 5 absent and one never called, of 34 members; 18 required; not adopted."""
    (event,) = exported.events

    assert event.counted == (
        (Position.FOR, 17),
        (Position.ABSTAIN, 11),
        (Position.ABSENT, 5),
        (Position.NOT_RECORDED, 1),
    )
    assert [voter.name for voter in event.positions if not voter.called] == ["Cuba"]
    assert event.totals == (
        (Position.FOR, 17),
        (Position.AGAINST, 0),
        (Position.ABSTAIN, 11),
        (Position.ABSENT, 5),
    )
    assert (event.members, event.required, event.outcome) == (34, 18, OutcomeWord.NOT_ADOPTED)
    assert event.rule is not None
    assert event.rule.base == "members"


def test_what_of_a_dossier_is_in_no_vote_event_is_said(exported):
    """Two rival rules, two rival numbers of members, four press reports and one rival reading stay behind."""
    assert exported.left == (
        Remark(key="left-rival-rules", count=2),
        Remark(key="left-rival-members", count=2),
        Remark(key="left-sources", count=4),
        Remark(key="left-readings", count=1),
    )


@pytest.mark.parametrize("body", [b"", BODY], ids=["names of the file", "body.toml"])
@pytest.mark.parametrize("form", FORMS)
def test_the_founding_case_comes_back_from_every_format(exported, form, body, tmp_path):
    """17 votes of 34 members are not enough, whichever format it went through, and nobody's vote changes."""
    read = read_vote_files(laid(tmp_path, form, exported.events))
    question = None if form in HOLDS_RULE else read_profile("oas-permanent-council").question()
    votes = VoteImport(events=read.events, origin="votes", question=question, body=body)

    import_votes(votes, tmp_path / "dossier")

    dossier = open_dossier(tmp_path / "dossier")
    verdicts = {
        verdict.subject: verdict.word.value for verdict in tellers.check(dossier).contests[0].verdicts
    }
    (again,) = export_votes(dossier).events
    merged = {Position.ABSENT: Position.NOT_RECORDED} if form in MERGES_ABSENT else {}
    assert {voter.name: voter.position for voter in again.positions} == {
        voter.name: merged.get(voter.position, voter.position) for voter in exported.events[0].positions
    }
    assert verdicts["outcome"] == "settled"
    assert set(verdicts.values()) == {"settled", "confirmed"}
    contest = dossier.contest()
    counts = tally_source(dossier.tables, contest, SourceId("roll-call")).votes(contest)
    outcome = decide(contest.rule, counts, bases_of(contest.rule, counts, members=again.members))
    assert (again.members, outcome.required, outcome.word) == (34, 18, OutcomeWord.NOT_ADOPTED)
    if form != "un":  # the library has adopted texts only, and no word for another outcome
        assert again.outcome is OutcomeWord.NOT_ADOPTED


def test_a_rule_is_asked_for_where_the_file_names_none(exported, tmp_path):
    """Nothing is decided by a rule that nobody named."""
    read = FORMS["openstates"].read(FORMS["openstates"].write(exported.events).files, "x")

    with pytest.raises(UsageError, match="names no rule"):
        import_votes(VoteImport(events=read.events, origin="x"), tmp_path / "dossier")

    assert not (tmp_path / "dossier").exists()


def test_a_body_made_of_names_says_that_it_may_be_too_small(tmp_path):
    """A file that prints 2 names of 5 members has a body of 2; the stated 5 is what the rule counts on."""
    event = VoteEvent(
        id="1",
        day="2024-01-01",
        title="T",
        rule=Rule(kind="majority"),
        members=5,
        positions=(
            VoterPosition(name="North", position=Position.FOR),
            VoterPosition(name="South", position=Position.FOR),
        ),
    )

    _, noted = import_votes(VoteImport(events=[event], origin="x"), tmp_path / "dossier")

    assert noted == (
        Remark(key="note-body-made", count=2),
        Remark(key="note-members-differ", count=5, shown="1"),
    )
    (again,) = export_votes(open_dossier(tmp_path / "dossier")).events
    assert again.members == 5


def test_names_are_found_in_the_body_and_those_that_are_not_stay_as_printed(tmp_path):
    """MÉXICO is Mexico; "The Savior" is nobody, is kept, and goes out again as it came."""
    event = VoteEvent(
        id="CP/doc.1",
        day="2024-07-31",
        title="T",
        rule=Rule(kind="majority"),
        positions=(
            VoterPosition(name="MÉXICO", position=Position.FOR, seat=UnitId("MEX")),
            VoterPosition(name="The Savior", position=Position.FOR),
        ),
    )

    done, _ = import_votes(VoteImport(events=[event], origin="x", body=BODY), tmp_path / "dossier")

    (again,) = export_votes(open_dossier(tmp_path / "dossier")).events
    assert any("The Savior" in warning for warning in done.warnings)
    assert [(v.printed, v.seat, v.position) for v in again.positions if v.position is Position.FOR] == [
        ("Mexico", "mexico", Position.FOR),
        ("The Savior", None, Position.FOR),
    ]


def test_a_veto_and_a_weight_go_out_and_come_back(tmp_path):
    """Groups and weights that the rule asks for are with the names."""
    rule = Rule(
        kind="majority", weight="shares", veto=Veto(group="permanent"), abstentions=(OptionId("abstain"),)
    )
    event = VoteEvent(
        id="1",
        day="2024-01-01",
        title="T",
        rule=rule,
        positions=(
            VoterPosition(name="North", position=Position.FOR, group="permanent", weight=Fraction(60)),
            VoterPosition(name="South", position=Position.AGAINST, weight=Fraction(40)),
        ),
    )
    (read,) = FORMS["popolo"].read(FORMS["popolo"].write([event]).files, "x").events

    import_votes(VoteImport(events=[read], origin="x"), tmp_path / "dossier")

    (again,) = export_votes(open_dossier(tmp_path / "dossier")).events
    assert [(v.name, v.group, v.weight) for v in again.positions] == [
        ("North", "permanent", 60),
        ("South", "", 40),
    ]
    assert again.rule == replace(rule, wins=OptionId("for"))


def test_what_a_dossier_has_no_place_for_is_said(tmp_path):
    """A quorum, a casting vote for no option, a pair, a weight in parts, a column of the format: all told."""
    event = VoteEvent(
        id="A/1",
        day="2024-01-01",
        question="half",
        rule=MAJORITY,
        quorum=2,
        attending=3,
        casting=Position.PRESENT,
        extra=(("colour", "red"),),
        positions=(
            VoterPosition(name="North", position=Position.FOR, pair="South", weight=Fraction(3, 2)),
            VoterPosition(name="South", position=Position.AGAINST, extra=(("desk", "7"),)),
        ),
    )

    _, noted = import_votes(VoteImport(events=[event], origin="x"), tmp_path / "dossier")

    assert {one.key: (one.count, one.shown) for one in noted if one.key.startswith("lost-")} == {
        "lost-id": (1, ""),
        "lost-quorum": (1, ""),
        "lost-attending": (1, ""),
        "lost-casting": (1, ""),
        "lost-extra": (2, "colour, desk"),
        "lost-pair": (1, ""),
        "lost-weight": (1, ""),
    }


def test_a_casting_vote_goes_into_the_dossier_and_out_again(tmp_path):
    """One for, one against, and the chair for it: the dossier keeps who broke the tie."""
    event = VoteEvent(
        id="1",
        day="2024-01-01",
        rule=replace(MAJORITY, base="cast", tie="casting"),
        casting=Position.FOR,
        positions=(
            VoterPosition(name="North", position=Position.FOR),
            VoterPosition(name="South", position=Position.AGAINST),
        ),
    )
    import_votes(VoteImport(events=[event], origin="x"), tmp_path / "dossier")
    dossier = open_dossier(tmp_path / "dossier")

    assert (dossier.contest().casting, export_votes(dossier).events[0].casting) == ("for", Position.FOR)


def test_several_votes_of_one_file_are_contests_of_one_dossier(tmp_path):
    """Ids that are no file names get ones, and no two are alike."""
    events = [
        VoteEvent(
            id=name,
            day="2024-01-01",
            title=name,
            rule=Rule(kind="majority", base="cast"),
            positions=(VoterPosition(name="North", position=Position.FOR),),
        )
        for name in ("A/RES/1", "A-RES-1", "¿?", "A RES 1")
    ]

    import_votes(VoteImport(events=events, origin="x"), tmp_path / "dossier")

    assert [one.id for one in open_dossier(tmp_path / "dossier").contests] == [
        "A-RES-1",
        "A-RES-1-2",
        "vote-3",
        "A-RES-1-4",
    ]


@pytest.mark.parametrize(
    ("events", "error"),
    [
        ([], UsageError),
        ([VoteEvent(id="1", day="2024-01-01", rule=MAJORITY)], FormatError),
        ([VoteEvent(id="1", rule=MAJORITY, positions=NAMES)], FormatError),
        ([VoteEvent(id="1", day="2024-02-31", rule=MAJORITY, positions=NAMES)], DossierError),
        ([VoteEvent(id="1", day="2024-01-01", rule=NO_BASE, positions=NAMES)], DossierError),
        ([VoteEvent(id=str(n), positions=NAMES) for n in range(201)], UsageError),
    ],
    ids=["no vote", "no name", "no day", "no such day", "no such base", "too many"],
)
def test_votes_that_make_no_dossier_are_refused_and_nothing_is_written(events, error, tmp_path):
    """Each refusal is one of our own errors."""
    with pytest.raises(error):
        import_votes(VoteImport(events=events, origin="x"), tmp_path / "dossier")

    assert not (tmp_path / "dossier").exists()


def test_a_secret_contest_and_an_election_are_not_exported():
    """There are no positions by name to give away."""
    with pytest.raises(SecrecyError):
        export_votes(open_dossier(EXAMPLES / "venezuela-2024"))


def test_a_press_reports_five_names_are_exported_with_all_members():
    """Any source may be told: who it says nothing of is not recorded."""
    (event,) = export_votes(open_dossier(OAS), source="press-hpdnoticias").events

    assert event.counted == ((Position.ABSENT, 5), (Position.NOT_RECORDED, 29))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    names=st.lists(st.text(max_size=8), max_size=3),
    title=st.text(max_size=8),
    day=st.sampled_from(["2024-01-01", "2024-13-01", "", "0000-00-00"]),
    numbers=st.tuples(st.none() | st.integers(0, 10**13), st.none() | st.integers(0, 10**13)),
)
def test_whatever_a_file_says_only_our_errors_come_out(tmp_path_factory, names, title, day, numbers):
    """Names with control signs, days that are none, numbers beyond any use: a dossier, or a refusal."""
    event = VoteEvent(
        id=title,
        day=day,
        title=title,
        body=title,
        question=title,
        rule=MAJORITY,
        members=numbers[0],
        required=numbers[1],
        totals=((Position.FOR, numbers[1] or 0),),
        positions=tuple(VoterPosition(name=name, position=Position.PAIRED) for name in names),
    )

    with contextlib.suppress(TellersError):
        import_votes(VoteImport(events=[event], origin=title), tmp_path_factory.mktemp("any") / "dossier")
