"""What stands beside a majority is decided, told and derived again: quorum, weights, veto, casting vote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.check.councils import ABSOLUTE, CASTING, DOUBLE, HEAVY, QUORUM, VETO, council, every_council, taken
from tests.check.judged import sentence

from tellers.check import check, check_rule
from tellers.check.case import Case
from tellers.check.sequence import check_sequence
from tellers.council.roll_call_of import roll_call_of
from tellers.errors import DossierError
from tellers.model import ContestId, FixedBy
from tellers.recheck.rederive import Standing, recheck_findings
from tellers.report.catalogue import LANGUAGES
from tellers.report.findings_json import write_findings
from tellers.report.language import Language, dossier_names
from tellers.rules import decide_roll


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


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Every one of the gallery's councils, and what its check came to."""
    return [(case, check(case.dossier)) for case in every_council(tmp_path_factory.mktemp("councils"))]


@pytest.mark.xdist_group("councils")  # `checked` is made once, not by every worker
def test_every_number_of_a_council_is_derived_again(checked, tmp_path):
    """By the words of recheck, from body.toml and the records."""
    for case, result in checked:
        file = tmp_path / "findings.json"
        with file.open("wb") as stream:
            write_findings(result, stream, language="en")
        found = recheck_findings(file, case.dossier.folder)

        wrong = [one for one in Standing if one not in {Standing.EQUAL, Standing.WORD}]
        assert found.with_standing(*wrong) == ()


@pytest.mark.xdist_group("councils")
def test_every_sentence_of_a_council_is_told_in_every_language(checked):
    """No key without a sentence, no number in braces left open."""
    for case, result in checked:
        for language in LANGUAGES:
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
    for language in LANGUAGES:
        speech = Language.load(language, dossier_names(case.contest, case.dossier, language))
        for one in (*result.contests[0].findings, *result.contests[0].verdicts):
            assert "{" not in speech.say(one.message, one.numbers)


def test_a_casting_vote_has_no_weight(tmp_path):
    """Equal shares and unequal heads: one vote more would be one of neither."""
    with pytest.raises(DossierError, match="a casting vote is one vote more"):
        council(tmp_path / "shares", 'weight = "people", tie = "casting"', taken(yes=10))


def test_under_a_weight_the_votes_told_are_what_they_weigh(tmp_path):
    """Two of ten members hold 120 of 200 shares: 120 against 101 asked for, never 2 against 101."""
    made = council(tmp_path / "c", 'weight = "people", base = "entitled"', taken(yes=2, no=8), weights=HEAVY)

    assert sentence(made, next(check_rule(made))) == (
        "On the records of 10 members in the minutes alone: For: 120 votes, with 101 required; adopted."
    )
