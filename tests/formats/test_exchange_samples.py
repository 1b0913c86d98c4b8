"""Files in the shape others publish them in, made for these tests: what is read, kept, said and written."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from jsonschema import Draft3Validator

from tellers.errors import FormatError
from tellers.formats.akn_votes import read_akn, sniff_akn, write_akn
from tellers.formats.howtheyvote import read_howtheyvote, sniff_howtheyvote, write_howtheyvote
from tellers.formats.openstates import read_openstates, sniff_openstates, write_openstates
from tellers.formats.popolo import read_popolo, sniff_popolo, write_popolo
from tellers.formats.requirement_text import disagrees, say_requirement
from tellers.formats.un_votes import read_un, sniff_un, write_un
from tellers.model import OptionId, OutcomeWord, Position, Rule, UnitId, VoteEvent, VoterPosition

POPOLO = b"""{
  "id": "vote-42",
  "identifier": "Vote No. 42",
  "legislative_session_id": "41-2",
  "start_date": "2013-01-01T12:30:00-05:00",
  "motion": {"id": "m-1", "text": "That the House do now adjourn.", "requirement": "two-thirds of members",
             "tellers:rule": {"kind": "majority", "base": "members"}},
  "result": "fail",
  "counts": [{"option": "yes", "value": 2}, {"option": "no", "value": 1},
             {"option": "yes", "value": 1, "group_id": "north"}],
  "votes": [
    {"voter_id": "seat-1", "option": "yes", "group_id": "north", "weight": 1.10, "role": "chair"},
    {"voter_id": "seat-2", "option": "excused", "pair_id": "seat-3"},
    {"voter": {"name": "The Seat of the Third District"}, "option": "hors de la chambre"}
  ],
  "sources": [{"url": "https://example.org/votes/42", "note": "journal"}]
}"""
STATE_VOTES = b"""id,identifier,motion_text,motion_classification,start_date,result,organization_id,bill_id,\
bill_action_id,jurisdiction,session_identifier
ocd-vote/a1,,Third reading,['passage'],2023-03-01T00:00:00+00:00,pass,ocd-organization/h,bill/7,,Invented,2023
"""
STATE_PEOPLE = b"""id,vote_event_id,option,voter_name,voter_id,note
11111111,ocd-vote/a1,yes,District 1,ocd-person/1,
22222222,ocd-vote/a1,excused,District 2,,on leave
33333333,ocd-vote/a1,other,District 3,,
"""
STATE_COUNTS = b"""id,vote_event_id,option,value
9,ocd-vote/a1,yes,1
8,ocd-vote/a1,other,2
"""
LIBRARY = b"""undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,\
agenda_title,subjects,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link
77,AAA,ALPHALAND,Y,2023-10-27,78,A/RES/78/1,A/78/L.1,,A/78/PV.1,A text,An item,,1.0,1.0,0.0,1.0,3.0,https://x
77,BBB,BETALAND,N,2023-10-27,78,A/RES/78/1,A/78/L.1,,A/78/PV.1,A text,An item,,1.0,1.0,0.0,1.0,3.0,https://x
77,CCC,GAMMALAND,X,2023-10-27,78,A/RES/78/1,A/78/L.1,,A/78/PV.1,A text,An item,,1.0,1.0,0.0,1.0,3.0,https://x
"""
VOETEN = b"""rcid,ccode,session,vote,Country,Countryname,date,unres,descr,amend,yes,no,abstain
3,2,1,1,AAA,Alphaland,1946-01-01,R/1/66,A text,1,1,1,1
3,20,1,2,BBB,Betaland,1946-01-01,R/1/66,A text,1,1,1,1
3,31,1,3,CCC,Gammaland,1946-01-01,R/1/66,A text,1,1,1,1
3,40,1,8,DDD,Deltaland,1946-01-01,R/1/66,A text,1,1,1,1
3,41,1,9,EEE,Epsilonland,1946-01-01,R/1/66,A text,1,1,1,1
"""
PLENARY = {
    "votes.csv": b"""id,timestamp,display_title,reference,count_for,count_against,count_abstention,\
count_did_not_vote,result
168834,2024-03-14T12:01:00,A report,A9-0001/2024,1,1,0,1,ADOPTED
""",
    "member_votes.csv": b"""vote_id,member_id,position,country_code,group_code
168834,840,FOR,AAA,G1
168834,997,AGAINST,BBB,G2
168834,998,DID_NOT_VOTE,BBB,NI
""",
    "members.csv": b"""id,first_name,last_name,country_code,date_of_birth,email
840,First,Seat,AAA,1970-01-01,x@example.org
997,,Second,BBB,,
998,,Third,BBB,,
""",
}
MINUTES = b"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:x="urn:chamber">
<debate name="diario">
<meta><identification source="#c"><FRBRWork><FRBRthis value="/a"/><FRBRuri value="/a"/>
<FRBRdate date="2006-06-15" name="work"/><FRBRauthor href="#c"/><FRBRcountry value="zz"/></FRBRWork>
</identification>
<analysis source="#c"><parliamentary>
<quorumVerification><quorum value="40"/><count value="88"/></quorumVerification>
<voting eId="v_1" outcome="#ok" href="#s1" x:sala="3" GUID="g1">
<count value="2" refersTo="#aFavor" href="#l1"/><count value="1" refersTo="#enContra" href="#l2"/></voting>
<recount eId="r_1"><count value="2" refersTo="#aFavor"/></recount>
</parliamentary></analysis>
<references source="#c"><TLCOrganization eId="c" href="/o/c" showAs="A chamber"/>
<TLCConcept eId="ok" href="/c/ok" showAs="Aprobado"/><TLCConcept eId="aFavor" href="/c/f" showAs="A favor"/>
<TLCConcept eId="enContra" href="/c/e" showAs="En contra"/></references></meta>
<debateBody><debateSection name="x" eId="s1"><heading>A  motion
on paper</heading><p eId="l1"><vote by="#p">First seat; </vote><vote by="#p">Second seat</vote></p>
<p eId="l2"><vote by="#p">Third seat.</vote></p></debateSection>
<debateSection name="y" eId="s2"><p><vote by="#p">A seat of no vote</vote></p></debateSection>
</debateBody></debate></akomaNtoso>
"""


def test_a_popolo_file_of_others_is_read_kept_and_held_against_its_own_rule():
    """The time, the groups' counts and the role are kept; sentence and rule disagree, and it is said."""
    read = read_popolo(POPOLO, where="vote.json")
    (event,) = read.events

    assert (event.id, event.day, event.title) == ("vote-42", "2013-01-01", "That the House do now adjourn.")
    assert event.totals == ((Position.FOR, 2), (Position.AGAINST, 1))
    assert event.outcome is OutcomeWord.NOT_ADOPTED
    assert event.sources == ("https://example.org/votes/42 journal",)
    assert [(v.printed, v.position, v.weight, v.pair) for v in event.positions] == [
        ("seat-1", Position.FOR, Fraction(11, 10), ""),
        ("seat-2", Position.ABSENT, None, "seat-3"),
        ("The Seat of the Third District", Position.NOT_RECORDED, None, ""),
    ]
    assert [(one.key, one.shown) for one in read.noted] == [
        ("note-requirement", "two-thirds of members"),
        ("note-unknown-position", "hors de la chambre"),
    ]
    written = write_popolo(read.events)
    assert written.lost == ()
    for kept in (
        b'"start_date": "2013-01-01T12:30:00-05:00"',
        b'"weight": 1.10',
        b'"role": "chair"',
        b'"option": "excused"',
        b'"group_id": "north"}]',
        b'"identifier": "Vote No. 42"',
    ):
        assert kept in written.files[""]


def test_what_is_written_for_popolo_has_the_types_of_its_schema():
    """The members and types of Popolo's JSON Schema of a vote event, a motion, a count, a vote and a link."""
    text = {"type": ["string", "null"]}
    link = {"type": "object", "properties": {"url": {"type": "string", "required": True}, "note": text}}
    count = {
        "type": "object",
        "properties": {
            "option": {"type": "string", "required": True},
            "value": {"type": "integer", "required": True},
        },
    }
    vote = {
        "type": "object",
        "properties": {
            **dict.fromkeys(["voter_id", "option", "group_id", "role", "pair_id"], text),
            "voter": {"type": ["object", "null"]},
            "weight": {"type": ["number", "null"]},
        },
    }
    motion = {"type": "object", "properties": dict.fromkeys(["id", "text", "requirement", "result"], text)}
    schema = {
        "$schema": "http://json-schema.org/draft-03/schema#",
        "type": "object",
        "properties": {
            **dict.fromkeys(["id", "identifier", "motion_id", "start_date", "end_date", "result"], text),
            "organization": {"type": "object", "properties": {"name": text}},
            "motion": motion,
            "counts": {"type": "array", "items": count},
            "votes": {"type": "array", "items": vote},
            "sources": {"type": "array", "items": link},
        },
    }
    event = VoteEvent(
        id="1",
        day="2024-07-31",
        body="A council",
        title="A text",
        rule=Rule(kind="majority", fraction="2/3", strictness="at_least"),
        totals=((Position.FOR, 2),),
        result="Not carried.",
        outcome=OutcomeWord.NOT_ADOPTED,
        required=3,
        sources=("minutes on paper", "https://example.org/1"),
        positions=(
            VoterPosition(name="North", position=Position.FOR, seat=UnitId("n"), weight=Fraction(3, 2)),
            VoterPosition(name="South", position=Position.PAIRED, pair="North", group="g"),
        ),
    )

    told = json.loads(write_popolo([event]).files[""])

    assert list(Draft3Validator(schema).iter_errors(told)) == []
    assert told["motion"]["requirement"] == "at least 2/3 of the members"
    assert told["motion"]["tellers:rule"] == {
        "kind": "majority",
        "fraction": "2/3",
        "strictness": "at_least",
    }
    assert told["votes"][0] == {
        "voter_id": "n",
        "voter": {"name": "North"},
        "option": "yes",
        "weight": 1.5,
    }


@pytest.mark.parametrize(
    ("sentence", "base", "fraction", "expected"),
    [
        ("Two thirds of the members present and voting", "cast", "2/3", False),
        ("Two thirds of the members present and voting", "members", "2/3", True),
        ("Mayoría absoluta de los miembros", "members", "1/2", False),
        ("Dos tercios de los miembros presentes", "present", "2/3", False),
        ("2/3", "members", "2/3", False),
        ("2/3", "members", "1/2", True),
        ("at least half of the votes cast", "cast", "1/2", True),
        ("as the constitution has it", "members", "1/2", False),
    ],
)
def test_a_sentence_contradicts_a_rule_only_where_its_words_are_plain(sentence, base, fraction, expected):
    """Base, fraction and strictness are compared; what is not understood contradicts nothing."""
    strict = "more_than" if fraction == "1/2" else "at_least"
    rule = Rule(kind="majority", base=base, fraction=fraction, strictness=strict)

    assert disagrees(sentence, rule) is expected
    assert not disagrees(say_requirement(rule), rule)


def test_open_states_tables_keep_every_id_and_note():
    """An excuse is an absence and stays an excuse in the file; `other` is nobody's position."""
    files = {
        "xx_2023_votes.csv": STATE_VOTES,
        "xx_2023_vote_people.csv": STATE_PEOPLE,
        "xx_2023_vote_counts.csv": STATE_COUNTS,
    }
    read = read_openstates(files, where="xx")
    (event,) = read.events

    assert (event.day, event.outcome) == ("2023-03-01", OutcomeWord.ADOPTED)
    assert event.totals == ((Position.FOR, 1), (Position.NOT_RECORDED, 2))
    assert [v.position for v in event.positions] == [
        Position.FOR,
        Position.ABSENT,
        Position.NOT_RECORDED,
    ]
    assert [(one.key, one.shown) for one in read.noted] == [("note-merged", "other")]
    written = write_openstates(read.events)
    assert written.lost == ()
    assert written.files["votes.csv"] == STATE_VOTES
    assert written.files["vote_people.csv"] == STATE_PEOPLE
    assert written.files["vote_counts.csv"] == STATE_COUNTS


def test_howtheyvote_tables_give_names_and_nothing_personal():
    """Members are named, their birthdays are not read, and not voting is nobody's position."""
    read = read_howtheyvote(PLENARY, where="export")
    (event,) = read.events

    assert (event.id, event.day, event.outcome) == ("168834", "2024-03-14", OutcomeWord.ADOPTED)
    assert [(v.name, v.seat, v.group, v.position) for v in event.positions] == [
        ("First Seat", "840", "G1", Position.FOR),
        ("Second", "997", "G2", Position.AGAINST),
        ("Third", "998", "NI", Position.NOT_RECORDED),
    ]
    assert [(one.key, one.shown) for one in read.noted] == [
        ("note-personal", "country_code, date_of_birth, email"),
        ("note-merged", "DID_NOT_VOTE"),
    ]
    written = write_howtheyvote(read.events)
    assert written.lost == ()
    assert written.files["member_votes.csv"] == PLENARY["member_votes.csv"]
    assert b"1970" not in b"".join(written.files.values())
    assert b"2024-03-14T12:01:00,A report,A9-0001/2024" in written.files["votes.csv"]


def test_the_un_librarys_table_is_read_and_written_back():
    """A row with a resolution was adopted; X is not recorded; 3.0 members are three."""
    read = read_un(LIBRARY, where="un.csv")
    (event,) = read.events

    assert (event.id, event.members, event.outcome) == ("77", 3, OutcomeWord.ADOPTED)
    assert [(v.seat, v.position) for v in event.positions] == [
        ("AAA", Position.FOR),
        ("BBB", Position.AGAINST),
        ("CCC", Position.NOT_RECORDED),
    ]
    written = write_un(read.events)
    assert written.lost == ()
    assert b"77,CCC,GAMMALAND,X,2023-10-27,78,A/RES/78/1,A/78/L.1" in written.files[""]
    assert b"1.0,1.0,0.0,1.0,3.0,https://x" in written.files[""]


def test_voetens_table_says_who_was_no_member():
    """1 is yes, 2 abstains, 3 is no, 8 is absent; 9 is no member, and has no position."""
    read = read_un(VOETEN, where="un.csv")
    (event,) = read.events

    assert [(v.name, v.position) for v in event.positions] == [
        ("Alphaland", Position.FOR),
        ("Betaland", Position.ABSTAIN),
        ("Gammaland", Position.AGAINST),
        ("Deltaland", Position.ABSENT),
    ]
    assert event.totals == ((Position.FOR, 1), (Position.AGAINST, 1), (Position.ABSTAIN, 1))
    assert [(one.key, one.shown) for one in read.noted] == [("note-not-a-member", "Epsilonland")]
    written = write_un(read.events)
    assert written.lost == ()
    (again,) = read_un(written.files[""], where="again").events
    assert (again.positions, sorted(again.extra)) == (event.positions, sorted(event.extra))


def test_minutes_of_others_give_counts_lists_quorum_and_outcome():
    """Lists that a count points at are its names; a recount and a name of no vote are left out, and said."""
    read = read_akn(MINUTES, where="diario.xml")
    (event,) = read.events

    assert (event.id, event.day, event.body, event.title) == (
        "v_1",
        "2006-06-15",
        "A chamber",
        "A motion on paper",
    )
    assert (event.quorum, event.attending, event.result) == (40, 88, "Aprobado")
    assert event.outcome is OutcomeWord.ADOPTED
    assert event.totals == ((Position.FOR, 2), (Position.AGAINST, 1))
    assert [(v.name, v.position) for v in event.positions] == [
        ("First seat", Position.FOR),
        ("Second seat", Position.FOR),
        ("Third seat", Position.AGAINST),
    ]
    assert event.extra == (("urn:chamber sala", "3"), ("GUID", "g1"))
    assert [(one.key, one.count, one.shown) for one in read.noted] == [
        ("note-akn-rest", 1, "recount"),
        ("note-akn-unbound", 1, ""),
    ]
    written = write_akn(read.events)
    assert written.lost == ()
    assert read_akn(written.files[""], where="again").events == read.events


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (POPOLO, "popolo"),
        (MINUTES, "akn"),
        (STATE_VOTES, "openstates"),
        (STATE_PEOPLE, "openstates"),
        (PLENARY["votes.csv"], "howtheyvote"),
        (PLENARY["member_votes.csv"], "howtheyvote"),
        (LIBRARY, "un"),
        (VOETEN, "un"),
        (b"state,position\nX,for\n", ""),
        (b"", ""),
    ],
)
def test_each_format_knows_its_own_files_and_no_others(content, expected):
    """The beginning of a file is enough."""
    sniffed = {
        "popolo": sniff_popolo(content),
        "akn": sniff_akn(content),
        "openstates": sniff_openstates(content),
        "howtheyvote": sniff_howtheyvote(content),
        "un": sniff_un(content),
    }

    assert [form for form, found in sniffed.items() if found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><akomaNtoso>&x;</akomaNtoso>',
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><akomaNtoso/>',
        b"<a>" * 200 + b"</a>" * 200,
        b"<akomaNtoso>",
        b"<akomaNtoso/>",
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>',
        b"",
    ],
)
def test_minutes_with_a_document_type_or_without_a_vote_are_refused(content):
    """No entity is ever expanded and no other file ever opened."""
    with pytest.raises(FormatError):
        read_akn(content, where="x.xml")


def test_a_rule_of_options_that_are_no_positions_survives():
    """Whatever a rule says beside its requirement is in the file as data."""
    rule = Rule(kind="majority", wins=OptionId("for"), abstentions=(OptionId("abstain"),), tie="casting")
    event = VoteEvent(id="1", rule=rule)

    assert read_popolo(write_popolo([event]).files[""], where="v").events[0].rule == rule
