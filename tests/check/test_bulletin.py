"""Announcements against themselves: the two bulletins that were, honest ones, lies seen and one not seen."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.announcements import announced_case

from tellers.check import check_bulletin, check_round_percentages
from tellers.check.announced_shares import rounding_of
from tellers.check.bulletin_coverage import counted_units
from tellers.check.bulletin_outcome import votes_needed
from tellers.model import FindingStatus, OptionId, Reading, Rule, Severity
from tellers.report.catalogue import LANGUAGES
from tellers.report.language import Language, dossier_names

STATED = {"units": 30_026, "units*": 30_036, "registered": 21_321_805}

FIRST = """
figure = "A", votes = 5150092
figure = "B", votes = 4445978
figures = ["C", "D"], name = "others", votes = 462704
figure = "A", percent = "51.20", of = "valid"
figure = "B", percent = "44.2", of = "valid", rival = [ { value = "44.02", origin = "some reports" } ]
figures = ["C", "D"], name = "others", percent = "4.6", of = "valid", rival = [ { value = "4.06" } ]
coverage = "80", of = "units"
outcome = "elected", winners = ["A"]
"""
SECOND = """
figure = "A", votes = 6408844, rival = [ { value = 6480844, origin = "one report" } ]
figure = "B", votes = 5326104
figure = "C", votes = 448576
figure = "D", votes = 152360
figure = "valid", votes = 12335884
figure = "null", votes = 50785
figure = "voters", votes = 12386669
figure = "registered", name = "in-counted", votes = 20654431
figure = "registered", name = "in-all", votes = 21321805
figure = "voters", name = "turnout", percent = "59.97", of = "registered"
coverage = "96.87", of = "units"
outcome = "elected", winners = ["A"]
"""
COMPLETE = """
figure = "A", votes = 600
figure = "B", votes = 300
figure = "C", votes = 100
figure = "valid", votes = 1000
figure = "null", votes = 20
figure = "voters", votes = 1020
figure = "registered", votes = 1500
figure = "A", percent = "60.0", of = "valid"
figure = "voters", name = "turnout", percent = "68", of = "registered"
coverage = "100", of = "units"
outcome = "elected", winners = ["A"]
"""


@pytest.fixture(scope="module")
def bulletins(tmp_path_factory):
    """The findings on the two bulletins of 2024, one after the other."""
    case = announced_case(tmp_path_factory.mktemp("bulletins"), FIRST, SECOND, stated=STATED, options="ABCD")
    return list(check_bulletin(case))


def found(findings, code: str, start: str = ""):
    """Return the findings of this code whose subject begins so."""
    return [f for f in findings if f.code == code and f.subject.startswith(start)]


def check(tmp_path, *texts: str, stated: dict[str, int] | None = None, options: str = "ABC"):
    """Return the findings on these bulletins."""
    return list(check_bulletin(announced_case(tmp_path, *texts, stated=stated, options=options)))


def heavy(findings) -> list[tuple[str, Severity]]:
    """Return what weighs more than information."""
    return [(f.code, f.severity) for f in findings if f.severity.weight]


def test_an_honest_complete_announcement_gives_nothing_above_information(tmp_path):
    """Sums, percentages, coverage, turnout and outcome all follow."""
    findings = check(tmp_path, COMPLETE, stated={"units": 12, "registered": 1500})

    assert heavy(findings) == []
    assert [f.code for f in findings] == [
        "sum-announced",
        "sum-announced",
        "within-limit",
        "percentages-follow",
        "coverage-possible",
        "own-outcome-follows",
    ]


def test_the_sum_tells_which_reading_of_a_misprinted_count_is_right(bulletins):
    """6,408,844 adds up to 12,335,884 with the others, and 6,480,844 does not."""
    (finding,) = found(bulletins, "reading-fits", "b2/")

    assert (finding.claim, finding.number("fits"), finding.number("other")) == (
        "A.count",
        6_408_844,
        6_480_844,
    )
    assert finding.table[1:] == (
        (6_408_844, "", "message:bulletin-fits", None),
        (6_480_844, "reading:b2/A.count/1", "message:bulletin-fits-not", "message:bulletin-breaks-sum"),
    )


def test_the_counts_tell_which_reading_of_a_percentage_is_right(bulletins):
    """44.2 and 4.6 follow from the counts; 44.02 and 4.06 do not, and break the sum to 100."""
    fits = {f.claim: (f.number("fits"), f.number("other")) for f in found(bulletins, "reading-fits", "b1/")}

    assert fits == {"B.share": ("44.2", "44.02"), "others.share": ("4.6", "4.06")}


def test_where_the_applied_reading_is_the_one_that_does_not_fit_it_is_said(tmp_path):
    """The dossier applies a misprint: a notice names the rival that fits."""
    findings = check(tmp_path, COMPLETE.replace("votes = 600", "votes = 660, rival = [ { value = 600 } ]"))
    (finding,) = [f for f in findings if f.claim == "A.count" and f.code == "reading-fits"]

    assert (finding.message, finding.severity) == ("bulletin-rival-fits", Severity.NOTICE)
    assert (finding.number("fits"), finding.number("other")) == (600, 660)


def test_readings_that_nothing_bears_on_stay_undecided(tmp_path):
    """Two counts and no total: the announcement itself cannot tell, and no reading is preferred."""
    claims = 'figure = "A", votes = 60, rival = [ { value = 66 } ]\nfigure = "B", votes = 40'
    (finding,) = check(tmp_path, claims)

    assert (finding.code, finding.status) == ("reading-undecided", FindingStatus.CANNOT_TELL)


def test_when_no_reading_fits_it_is_said(tmp_path):
    """Neither 61 nor 66 with 40 makes 100."""
    claims = 'figure = "A", votes = 61, rival = [ { value = 66 } ]\nfigure = "B", votes = 40\n'
    claims += 'figure = "C", votes = 0\nfigure = "valid", votes = 100'

    assert [f.code for f in check(tmp_path, claims)] == ["sum-announced-differs", "no-reading-fits"]


def test_a_group_fills_the_parts_that_nobody_claims_singly(tmp_path):
    """`others` stands for C and D in the sum of the valid votes."""
    claims = FIRST + 'figure = "valid", votes = 10058774'
    (finding,) = found(check(tmp_path, claims, options="ABCD"), "sum-announced")

    assert (finding.number("claimed"), finding.number("sum")) == (10_058_774, 10_058_774)


@pytest.mark.parametrize(("votes", "severity"), [(1001, "notice"), (1040, "attention"), (1400, "serious")])
def test_counts_that_do_not_add_up_weigh_by_the_announced_margin(tmp_path, votes, severity):
    """The valid votes are 1, 40 and 400 above their parts; the announced margin is 300."""
    findings = check(tmp_path, COMPLETE.replace("votes = 1000", f"votes = {votes}"))
    (finding,) = found(findings, "sum-announced-differs", "b1/valid")

    assert (finding.severity.value, finding.votes_affected, finding.margin) == (severity, votes - 1000, 300)


def test_parts_above_their_whole_are_seen_without_knowing_all_parts(tmp_path):
    """A and B alone are more than the valid votes; C was never announced."""
    claims = 'figure = "A", votes = 600\nfigure = "B", votes = 500\nfigure = "valid", votes = 1000'

    assert ("parts-above-whole", Severity.SERIOUS) in heavy(check(tmp_path, claims))


def test_parts_below_their_whole_are_no_finding_when_a_part_is_missing(tmp_path):
    """Two of three options announced: the third takes the rest."""
    claims = 'figure = "A", votes = 600\nfigure = "B", votes = 300\nfigure = "valid", votes = 1000'

    assert check(tmp_path, claims) == []


def test_a_percentage_that_follows_from_no_count_is_seen(tmp_path):
    """60.9 announced where the counts give 60.0: nine votes of a margin of 300."""
    findings = check(tmp_path, COMPLETE.replace('"60.0"', '"60.9"'))
    (finding,) = found(findings, "percentage-differs")

    assert (finding.number("announced"), finding.number("share"), finding.votes_affected) == (
        "60.9",
        Fraction(3, 5),
        9,
    )


def test_a_turnout_follows_from_the_register_of_the_counted_units_alone(bulletins):
    """59.97 % is of the 20,654,431 in the counted sheets; of all registered it would be 58.09 %."""
    (finding,) = found(bulletins, "percentages-follow", "b2")

    assert [(row[1], row[3], row[4]) for row in finding.table[1:]] == [
        ("about:b2/in-counted.count", Fraction(12_386_669, 20_654_431), "message:bulletin-rounding-nearest"),
        ("about:b2/in-all.count", Fraction(12_386_669, 21_321_805), "message:bulletin-rounding-none"),
    ]


def test_percentages_of_a_whole_that_make_no_whole_are_seen(tmp_path):
    """51.20, 44.02 and 4.06 make 99.28 %."""
    claims = "\n".join(
        f'figure = "{n}", percent = "{p}", of = "valid"'
        for n, p in (("A", "51.20"), ("B", "44.02"), ("C", "4.06"))
    )
    (finding,) = check(tmp_path, claims)

    assert (finding.code, finding.severity, finding.number("total")) == (
        "percentages-sum-differs",
        Severity.ATTENTION,
        Fraction(9928, 10_000),
    )


def test_odd_percentages_are_findings_and_no_crash(tmp_path):
    """Above 100, with fifteen decimals, of a base of nought: content that is wrong is told."""
    claims = COMPLETE.replace('"60.0"', '"512.0"').replace('"68"', f'"68.{"0" * 15}"')
    nought = (
        'figure = "A", votes = 0\nfigure = "valid", votes = 0\nfigure = "A", percent = "10", of = "valid"'
    )

    assert [f.code for f in check(tmp_path, claims) if f.severity.weight] == ["percentage-differs"]
    assert [f.code for f in check(tmp_path, nought)] == ["percentage-differs"]


def test_more_voters_than_registered_is_serious(tmp_path):
    """1,020 voters of 1,000 registered."""
    findings = check(tmp_path, COMPLETE.replace("votes = 1500", "votes = 1000"))

    assert ("above-limit", Severity.SERIOUS) in heavy(findings)


def test_a_coverage_stands_for_a_range_of_units(bulletins):
    """80 % is 23,871 to 24,170 tables, 96.87 % is 29,085 to 29,087; ten tables more move both."""
    first, second = found(bulletins, "coverage-possible")

    assert first.table[1:] == (
        ("statement:units/0", 30_026, 23_871, 24_170),
        ("statement:units/1", 30_036, 23_879, 24_178),
    )
    assert (second.number("least"), second.number("most")) == (29_085, 29_087)
    assert second.number("low") == Fraction(12_335_884, 29_087)


def test_a_coverage_that_no_whole_number_of_units_gives_is_seen(tmp_path):
    """50.3 % of 40 units is between two of them."""
    findings = check(
        tmp_path, COMPLETE.replace('coverage = "100"', 'coverage = "50.3"'), stated={"units": 40}
    )

    assert ("coverage-impossible", Severity.ATTENTION) in heavy(findings)


def test_the_part_of_the_register_is_set_beside_the_coverage(bulletins):
    """20,654,431 of 21,321,805 is 96.87 %, the digits announced for the tables."""
    (finding,) = found(bulletins, "coverage-of-registered")

    assert (finding.message, finding.severity) == ("bulletin-coverage-of-registered", Severity.INFORMATION)
    assert finding.number("share") == Fraction(20_654_431, 21_321_805)


def test_a_later_bulletin_contains_the_earlier_one(bulletins):
    """Figure by figure, `others` against the sum of its parts, valid against the sum of the options."""
    (finding,) = found(bulletins, "later-contains-earlier")

    assert finding.table[1:] == (
        ("about:b2/A.count", 5_150_092, 6_408_844, 1_258_752),
        ("about:b2/B.count", 4_445_978, 5_326_104, 880_126),
        ("about:b2/valid.count", 10_058_774, 12_335_884, 2_277_110),
        ("about:b1/others.count", 462_704, 600_936, 138_232),
    )


def test_the_units_between_two_bulletins_and_their_votes_are_shown(bulletins):
    """4,915 to 5,216 tables with 2,277,110 valid votes; a table has 710 registered on average."""
    (finding,) = found(bulletins, "further-units")

    assert (finding.number("least"), finding.number("most"), finding.number("votes")) == (
        4915,
        5216,
        2_277_110,
    )
    assert finding.number("mean") == Fraction(21_321_805, 30_026)
    assert finding.severity is Severity.INFORMATION


def test_a_figure_that_falls_between_bulletins_of_one_authority_is_seen(tmp_path):
    """B loses 40 votes of a margin of 340: attention, and the same of another authority is none."""
    lower = COMPLETE.replace("votes = 300", "votes = 260").replace("votes = 1000", "votes = 960")
    lower = lower.replace("votes = 1020", "votes = 980")

    assert ("figure-falls", Severity.ATTENTION) in heavy(check(tmp_path, COMPLETE, lower))
    assert found(check(tmp_path, COMPLETE, "another authority:" + lower), "figure-falls") == []


def test_a_coverage_that_falls_is_seen(tmp_path):
    """80 % of the tables, then 60 %."""
    findings = check(tmp_path, FIRST, FIRST.replace('"80"', '"60"'), stated=STATED, options="ABCD")

    assert ("coverage-falls", Severity.ATTENTION) in heavy(findings)


def test_the_first_bulletin_left_its_outcome_open_unless_the_rest_were_tiny_tables(bulletins):
    """Margin 704,114; 6,155 tables left: settled only below 114.4 voters each, where the mean is 710."""
    (finding,) = found(bulletins, "own-outcome-open-by-mean")

    assert finding.number("threshold") == Fraction(704_114, 6155)
    assert (finding.number("needed"), finding.number("units_left")) == (704_114, 6155)
    assert (finding.status, finding.severity) == (FindingStatus.CANNOT_TELL, Severity.NOTICE)


def test_the_second_bulletin_settles_its_outcome_on_its_own_registers(bulletins):
    """Margin 1,082,740; 21,321,805 less 20,654,431 registered are 667,374 voters left."""
    (finding,) = found(bulletins, "own-outcome-settled")

    assert (finding.number("needed"), finding.number("left")) == (1_082_740, 667_374)
    assert finding.assumptions == ("assume-smaller-register-counted",)


def test_an_outcome_that_its_own_counts_do_not_give_is_serious(tmp_path):
    """B is announced, A has more votes, nothing is left to count."""
    findings = check(tmp_path, COMPLETE.replace('winners = ["A"]', 'winners = ["B"]'), stated={"units": 12})

    assert ("own-outcome-differs", Severity.SERIOUS) in heavy(findings)


def test_an_outcome_without_all_counts_cannot_be_told(tmp_path):
    """An option was never counted: whether A was elected is not for these figures to say."""
    (finding,) = check(tmp_path, 'figure = "A", votes = 600\noutcome = "elected", winners = ["A"]')

    assert (finding.code, finding.status) == ("own-outcome-cannot-tell", FindingStatus.CANNOT_TELL)


def test_invented_figures_that_agree_with_each_other_are_not_seen(tmp_path):
    """A lie this check cannot see: every count doubled, every sum and percentage kept."""
    doubled = COMPLETE
    for votes in (1500, 1020, 1000, 600, 300, 100, 20):
        doubled = doubled.replace(f"votes = {votes}\n", f"votes = {2 * votes} \n")

    assert heavy(check(tmp_path, doubled, stated={"units": 12, "registered": 3000})) == []


@given(st.integers(1, 10**8), st.integers(0, 10**8), st.integers(0, 6))
def test_a_share_always_follows_from_its_counts_as_a_program_rounds_it(base, votes, decimals):
    """Whatever the counts: half up and half even are recognised at any number of decimals."""
    share = Fraction(min(votes, base), base)
    for scaled in (int(share * 100 * 10**decimals + Fraction(1, 2)), round(share * 100 * 10**decimals)):
        whole, rest = divmod(scaled, 10**decimals)
        text = f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)
        assert rounding_of(share, Reading(value=text)) in {"nearest", "half-up", "half-even"}


@given(st.integers(1, 3000), st.integers(0, 2))
def test_counted_units_are_exactly_those_whose_share_rounds_to_the_digits(units, decimals):
    """Each whole number of units in the range gives the digits, and no other does."""
    some = units * 2 // 3
    scaled = int(Fraction(some, units) * 100 * 10**decimals + Fraction(1, 2))
    text = f"{scaled // 10**decimals}.{scaled % 10**decimals:0{decimals}d}" if decimals else str(scaled)
    half = Fraction(1, 2 * 100 * 10**decimals)
    inside = [n for n in range(units + 1) if abs(Fraction(n, units) - Fraction(text) / 100) <= half]

    assert counted_units(units, Reading(value=text)) == (inside[0], inside[-1])


@given(st.lists(st.integers(0, 40), min_size=2, max_size=4), st.integers(1, 80))
def test_the_votes_needed_to_change_an_outcome_are_the_fewest_that_do(votes, members):
    """Against trying every number of further votes for every option, under plurality."""
    counts = dict(zip(map(OptionId, "ABCD"), votes, strict=False))
    leaders = {o for o in counts if counts[o] == max(counts.values())}

    def changes(more: int) -> bool:
        after = [{o: n + (more if o == gains else 0) for o, n in counts.items()} for gains in counts]
        return any({o for o in one if one[o] == max(one.values())} != leaders for one in after)

    slow = next((more for more in range(members + 1) if changes(more)), None)
    assert votes_needed(Rule(kind="plurality"), counts, members=members) == slow


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_that_is_told_has_words_in_both_languages(tmp_path, code):
    """Sentences, assumptions, ways to settle, column heads and cells, of honest and false bulletins."""
    wrong = (
        COMPLETE.replace('"60.0"', '"60.9"').replace("votes = 1500", "votes = 900").replace('"A"]', '"B"]')
    )
    wrong = wrong.replace("votes = 100\n", "votes = 90, rival = [ { value = 95 } ]\n")
    case = announced_case(tmp_path, FIRST, SECOND, wrong, COMPLETE, stated=STATED, options="ABCD")
    speech = Language.load(code, dossier_names(case.contest, case.dossier, code))

    for finding in (*check_bulletin(case), *check_round_percentages(case)):
        for key in (finding.message, *finding.assumptions, *([finding.settles] if finding.settles else [])):
            assert "{" not in speech.say(key, finding.numbers)
        for head in finding.table[:1]:
            assert all(cell in speech.messages for cell in head)
        for cell in (cell for row in finding.table[1:] for cell in row if isinstance(cell, str)):
            assert not speech.cell(cell).startswith(("message:", "about:", "percent:", "statement:"))
