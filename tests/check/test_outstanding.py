"""Whether what is missing could change the outcome: settled, open, complete, by each register."""

from __future__ import annotations

from tests.check.gallery import register_of, units_of
from tests.check.judged import announcing, plain, sentence
from tests.simulator import honest_council, honest_election, swapped_lists, unread_figure, with_status

from tellers.check import check_outstanding
from tellers.model import OptionId, Rule, SourceId, Statement, Text


def found(case, code):
    """The findings of one code."""
    return [finding for finding in check_outstanding(case) if finding.code == code]


def test_a_complete_count_has_nothing_outstanding(tmp_path):
    """Ten of ten tables: settled, whatever register anybody states."""
    (settled,) = found(announcing(plain(), tmp_path), "outcome-settled")

    assert (settled.message, settled.severity.value) == ("outstanding-complete", "information")
    assert (settled.number("units"), settled.number("missing")) == (10, 0)


def test_one_table_of_a_hundred_voters_cannot_undo_a_lead_of_180(tmp_path):
    """Nine tables: A 360, B 180; at most 100 votes are outstanding."""
    case = announcing(plain(9), tmp_path)
    (settled,) = found(case, "outcome-settled")

    numbers = [settled.number(name) for name in ("margin", "capacity", "registered", "covered", "least")]
    assert numbers == [180, 100, 1000, 900, 80]
    assert sentence(case, settled) == (
        "On the records of 9 units in official, List A leads List B by 180 votes. All the voters registered "
        "where there is no record are 100 (register of 1,000, stated by the register, less 900 accounted "
        "for). No turnout and no split there can change the outcome."
    )


def test_two_tables_can(tmp_path):
    """Eight tables: A 320, B 160; 200 votes are outstanding."""
    (open_,) = found(announcing(plain(8), tmp_path), "outcome-open")

    assert (open_.number("margin"), open_.number("capacity"), open_.status.value) == (160, 200, "cannot tell")
    assert open_.severity.value == "information"


def test_every_rival_register_is_asked(tmp_path):
    """Settled with the 1,000 applied, open with the 1,150 that another states; not all tables are listed."""
    case = announcing(plain(9), tmp_path)
    rival = Statement(about="registered", value=1150, by=Text.of("the press"))
    unlisted = Statement(about="units", value=12, by=Text.of("the press"), applied=True)
    applied = [s for s in case.contest.statements if s.about == "registered"]
    case = announcing(plain(9), tmp_path / "rival", statements=(*applied, rival, unlisted))

    each = [f for f in check_outstanding(case) if f.code != "fewest-sheets"]
    told = [(f.code, f.number("registered"), f.number("capacity")) for f in each]

    assert told == [("outcome-settled", 1000, 100), ("outcome-open", 1150, 250)]


def test_units_that_will_have_no_record_add_nothing(tmp_path):
    """An annulled table closes the account: nine with a record, one without any to come."""
    election = with_status(plain(), unit="01.01.10", status="annulled")
    (settled,) = found(announcing(election, tmp_path), "outcome-settled")

    assert settled.message == "outstanding-complete-closed"
    assert (settled.number("units"), settled.number("closed")) == (9, 1)


def test_the_fewest_sheets_and_votes_that_would_have_to_be_wrong(tmp_path):
    """A lead of 200: 100 votes moved undo it; a sheet can hide 90, so three sheets must be wrong."""
    (fewest,) = found(announcing(plain(), tmp_path), "fewest-sheets")

    assert (fewest.number("margin"), fewest.number("moved"), fewest.number("sheets")) == (200, 100, 3)


def test_an_odd_lead_needs_the_larger_half(tmp_path):
    """A lead of 30 on ten sheets of 3: 15 votes; a lead of 27 on nine: 14."""
    votes = {"A": 13, "B": 10, "C": 1}

    moved = [
        found(announcing(plain(sheets, votes=votes), tmp_path / str(sheets)), "fewest-sheets")[0].number(
            "moved"
        )
        for sheets in (10, 9)
    ]

    assert moved == [15, 14]


def test_a_tie_has_no_lead_to_undo(tmp_path):
    """Nobody leads: there are no fewest sheets."""
    assert found(announcing(plain(votes={"A": 10, "B": 10}), tmp_path), "fewest-sheets") == []


def test_a_majority_is_told_by_what_it_requires(tmp_path):
    """Six of ten tables, 240 for A; more than half of 1,000 asked: 400 outstanding can bring it."""
    rule = Rule(kind="majority", wins=OptionId("A"), base="members")
    case = announcing(plain(6), tmp_path, rule=rule)
    (open_,) = found(case, "outcome-open")

    assert open_.message == "outstanding-required-open"
    assert (open_.number("votes"), open_.number("required"), open_.number("capacity")) == (240, 501, 400)
    assert found(case, "fewest-sheets") == []


def test_a_majority_out_of_reach_is_settled(tmp_path):
    """Nine tables, 360 for A, 100 outstanding: 501 cannot be reached."""
    rule = Rule(kind="majority", wins=OptionId("A"), base="members")
    (settled,) = found(announcing(plain(9), tmp_path, rule=rule), "outcome-settled")

    assert (settled.message, settled.number("margin")) == ("outstanding-required-settled", 141)


def test_an_honest_election_and_an_honest_roll_call_get_information_only(tmp_path):
    """Nothing above information where everything is as it should be."""
    for made in (honest_election(seed=4), honest_council(seed=4)):
        case = announcing(made, tmp_path / made.options[0])
        assert {f.severity.value for f in check_outstanding(case)} == {"information"}


def test_a_lie_it_cannot_see_is_exchanged_lists(tmp_path):
    """Two lists exchanged on a sheet leave the same voters outstanding; it takes the records as authentic."""
    lied = swapped_lists(plain(9), unit="01.01.01", first="A", second="B")
    (settled,) = found(announcing(lied, tmp_path), "outcome-settled")

    assert (settled.number("margin"), settled.number("capacity")) == (140, 100)


def room_told(case):
    """The sentence in brackets of the only finding on the outcome."""
    (one,) = [f for f in check_outstanding(case) if f.code.startswith("outcome-")]
    numbers = {n.name: n.value for n in one.numbers}
    return sentence(case, one).partition("(")[2].partition(")")[0], numbers


def test_where_the_list_gives_the_smaller_bound_it_is_the_list_that_is_told(tmp_path):
    """1,200 registered and 800 covered leave 400; the two tables without a sheet have 100 each."""
    case = announcing(plain(8), tmp_path, statements=(*units_of(10), *register_of(1200)))
    words, numbers = room_told(case)

    assert words == (
        "the registers of the listed units without a record add up to 200, which is less than the register "
        "of 1,200, stated by x, leaves beyond the 800 accounted for"
    )
    assert numbers["capacity"] == numbers["outstanding"] == 200 < numbers["registered"] - numbers["covered"]
    (one,) = found(case, "outcome-open")
    assert "assume-registers-as-listed" in one.assumptions


def test_unread_figures_are_told_beside_the_register(tmp_path):
    """A table of 100 voters with 30 votes read may hold 70 more: 200 outstanding and those are 270."""
    case = announcing(unread_figure(plain(8), unit="01.01.01", figure="A"), tmp_path)
    words, numbers = room_told(case)

    assert words == (
        "register of 1,000, stated by the register, less 800 accounted for, and 70 votes that unread figures "
        "on the records there are could hold"
    )
    assert numbers["capacity"] == numbers["registered"] - numbers["covered"] + numbers["unread"] == 270


def test_a_register_below_the_records_is_told_and_settles_nothing(tmp_path):
    """700 stated beside 800 on the sheets: a difference of 100, and the list alone bounds what is missing."""
    case = announcing(plain(8), tmp_path, statements=(*units_of(10), *register_of(700)))
    (below,) = found(case, "register-below-records")

    assert (below.number("registered"), below.number("covered"), below.number("excess")) == (700, 800, 100)
    assert (below.status.value, below.severity.value) == ("differs", "attention")
    assert found(case, "outcome-settled") == []
    assert case.bounds(SourceId("official")).capacity == 200
