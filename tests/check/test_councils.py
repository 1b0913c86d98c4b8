"""What stands beside a majority is decided, told and derived again: quorum, weights, veto, casting vote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.check.councils import (
    ABSOLUTE,
    CASTING,
    DOUBLE,
    HEAVY,
    QUORUM,
    VETO,
    announced,
    council,
    every_council,
    rechecked,
    taken,
)

from tellers.check import check
from tellers.check.case import Case
from tellers.check.sequence import check_sequence
from tellers.council.roll_call_of import roll_call_of
from tellers.errors import DossierError
from tellers.model import ContestId, FixedBy
from tellers.recheck.rederive import Standing, recheck_findings
from tellers.report.findings_json import write_findings
from tellers.report.language import Language, dossier_names
from tellers.rules import decide_roll

MEMBERS_QUORUM = 'base = "members", quorum = { base = "members", fraction = "1/2" }'


def told(case):
    """The codes of a case's findings beside the majority and on the membership, and its outcome's word."""
    result = check(case.dossier)
    found = [f.code for f in result.contests[0].findings if f.check in {"conditions", "membership"}]
    return case.outcome(case.sources[0]).word.value, sorted(found)


@pytest.mark.parametrize(
    ("rule", "positions", "more", "expected"),
    [
        (QUORUM, taken(yes=4, no=1, absent=5), {}, ("not decided", ["quorum-missed"])),
        (QUORUM, taken(yes=4, no=1, present=1, absent=4), {}, ("adopted", ["quorum-reached"])),
        (VETO, taken(no=1, yes=9), {}, ("not adopted", ["veto-used"])),
        (VETO, taken(abstain=2, yes=6, no=2), {}, ("adopted", ["veto-none"])),
        (DOUBLE, taken(no=2, abstain=1, yes=7), {"weights": HEAVY}, ("not adopted", ["requirement-missed"])),
        (DOUBLE, taken(no=2, yes=8), {"weights": HEAVY}, ("adopted", ["requirement-waived"])),
        (DOUBLE, taken(yes=7, no=3), {"weights": HEAVY}, ("adopted", ["requirement-reached"])),
        (CASTING, taken(yes=4, no=4, abstain=2), {"casting": "for"}, ("adopted", ["casting-used"])),
        (CASTING, taken(yes=4, no=4, abstain=2), {"casting": "against"}, ("not adopted", ["casting-used"])),
        (CASTING, taken(yes=5, no=4, abstain=1), {"casting": "for"}, ("adopted", ["casting-idle"])),
    ],
)
def test_what_stands_beside_the_majority_is_found(tmp_path, rule, positions, more, expected):
    """The outcome, and one finding for each thing that had a part in it."""
    word, codes = told(council(tmp_path / "council", rule, positions, **more))

    members = ["membership-agrees", "membership-readings"]
    assert (word, [code for code in codes if code not in members]) == expected


def test_who_votes_without_a_vote_is_told(tmp_path):
    """One left before the day and one was suspended: both votes are counted, told, and change the members."""
    changes = """
      { seat = "m7", what = "left", on = "2031-02-01" },
      { seat = "m6", what = "suspended", on = "2031-02-01" },
    """
    case = council(tmp_path / "c", 'base = "entitled"', taken(yes=7, no=2, abstain=1), changes=changes)
    findings = {f.code: f for f in check(case.dossier).contests[0].findings}

    assert findings["membership-strangers"].units == ("m7",)
    assert findings["membership-barred"].units == ("m6",)
    assert findings["membership-differs"].number("on_roll") == 9
    assert case.outcome(case.sources[0]).required == 5  # of 8 entitled


def test_each_reading_of_the_membership_yields_its_number(tmp_path):
    """Ten as the chair applied it, nine as a paper has it."""
    case = council(tmp_path / "council", 'base = "members"', taken(yes=6, no=4))
    (finding,) = [f for f in check(case.dossier).contests[0].findings if f.code == "membership-readings"]

    assert [row[2] for row in finding.table[1:]] == [10, 9]
    assert finding.table_formulas[1][2] == 'members_by("press")'


def test_every_number_of_a_council_is_derived_again(tmp_path):
    """By the words of recheck, from body.toml and the records, in every one of the gallery's councils."""
    for case in every_council(tmp_path):
        file = tmp_path / "findings.json"
        with file.open("wb") as stream:
            write_findings(check(case.dossier), stream, language="en")
        found = recheck_findings(file, case.dossier.folder)

        wrong = [one for one in Standing if one not in {Standing.EQUAL, Standing.WORD}]
        assert found.with_standing(*wrong) == ()


def test_every_sentence_of_a_council_is_told_in_both_languages(tmp_path):
    """No key without a sentence, no number in braces left open."""
    for case in every_council(tmp_path):
        result = check(case.dossier)
        for language in ("en", "es"):
            speech = Language.load(language, dossier_names(case.contest, case.dossier, language))
            for one in (*result.contests[0].findings, *result.contests[0].verdicts):
                assert "{" not in speech.say(one.message, one.numbers)


def test_a_rule_that_asks_for_what_the_body_lacks_is_refused(tmp_path):
    """A weight or a group that the file of the body does not give cannot decide anything."""
    with pytest.raises(DossierError, match="the weight 'shares'"):
        council(tmp_path / "weight", 'weight = "shares"', taken(yes=10))
    with pytest.raises(DossierError, match="the group 'gods'"):
        council(tmp_path / "group", 'veto = { group = "gods" }', taken(yes=10))


def test_the_casting_vote_of_a_dossier_is_in_what_would_have_changed_it(tmp_path):
    """4 to 4, carried by the chair: what-if starts from the outcome that the check comes to."""
    case = council(tmp_path / "chair", CASTING, taken(yes=4, no=4, abstain=2), casting="for")
    call = roll_call_of(case.dossier, case.contest, case.broadest)

    assert decide_roll(case.contest.rule, call) == case.outcome(case.broadest)


def test_a_group_with_a_veto_has_a_member_on_the_day(tmp_path):
    """Both members of the group left before: that nobody vetoed would be said of nobody."""
    left = "".join(f'  {{ seat = "m{n}", what = "left", on = "2030-02-01" }},\n' for n in (1, 2))

    with pytest.raises(DossierError, match="the group 'great' has no member on 2031-05-18"):
        council(tmp_path / "gone", VETO, taken(yes=8), changes=left, undisputed=True)


@pytest.mark.parametrize(
    ("positions", "code"),
    [
        (taken(yes=5, no=1, absent=4), "sequence-agrees"),
        (taken(yes=1, no=5, absent=4), "sequence-differs"),
        (taken(yes=4, no=1, absent=5), "sequence-open"),
    ],
)
def test_an_earlier_vote_without_a_quorum_fixed_no_majority(tmp_path, positions, code):
    """It was neither adopted nor rejected, so nobody can say which rule holds of the later question."""
    case = council(tmp_path / "earlier", QUORUM, positions)
    plain = case.contest.rule
    fixed = FixedBy(contest=case.contest.id, adopted=plain, otherwise=replace(plain, fraction="2/3"))
    later = replace(case.contest, id=ContestId("later"), fixed_by=fixed)
    (finding,) = check_sequence(Case(dossier=case.dossier, contest=later))

    assert finding.code == code


@pytest.mark.parametrize(
    ("rule", "positions", "expected"),
    [
        (ABSOLUTE, taken(yes=6, no=3, abstain=1), ("elected", ("for",), 1)),
        (ABSOLUTE, taken(yes=4, no=3, abstain=3), ("no election", (), 2)),
        (ABSOLUTE, taken(yes=3, no=2, abstain=5), ("no election", (), 3)),
        (ABSOLUTE, taken(yes=5, no=5), ("no election", (), 1)),
        ('kind = "absolute", base = "cast", abstentions = ["abstain"]', taken(yes=3, no=2, abstain=5),
         ("elected", ("for",), 1)),
        ('kind = "plurality", abstentions = ["abstain"]', taken(yes=3, no=2, abstain=5),
         ("elected", ("for",), 1)),
        ('kind = "runoff", abstentions = ["abstain"]', taken(yes=3, no=2, abstain=5),
         ("elected", ("for",), 1)),
    ],
)  # fmt: skip
def test_who_abstains_or_leaves_it_blank_elects_nobody(tmp_path, rule, positions, expected):
    """A Chancellor, a Speaker, a Secretary General: told in both languages, every number derived again."""
    case = council(tmp_path / "election", rule, positions)
    outcome = case.outcome(case.sources[0])
    result = check(case.dossier)
    with (tmp_path / "findings.json").open("wb") as stream:
        write_findings(result, stream, language="en")
    found = recheck_findings(tmp_path / "findings.json", case.dossier.folder)

    assert (outcome.word.value, outcome.winners, outcome.margin) == expected
    assert found.with_standing(*(one for one in Standing if one not in {Standing.EQUAL, Standing.WORD})) == ()
    for language in ("en", "es"):
        speech = Language.load(language, dossier_names(case.contest, case.dossier, language))
        for one in (*result.contests[0].findings, *result.contests[0].verdicts):
            assert "{" not in speech.say(one.message, one.numbers)


def test_a_casting_vote_has_no_weight(tmp_path):
    """Equal shares and unequal heads: one vote more would be one of neither."""
    with pytest.raises(DossierError, match="a casting vote is one vote more"):
        council(tmp_path / "shares", 'weight = "people", tie = "casting"', taken(yes=10))


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
