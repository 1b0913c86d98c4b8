"""Round percentages: the bulletin that was, honest bulletins, how often they alarm, and a lie not seen."""

from __future__ import annotations

import random
from fractions import Fraction
from types import SimpleNamespace

import pytest
from tests.check.announcements import announced_case

from tellers.check import check_round_percentages
from tellers.check.announced import Announced
from tellers.check.case import Case
from tellers.check.round_pairs import expected_by_chance, list_pairs
from tellers.model import Claim, ClaimKind, FigureId, FindingStatus, Proclamation, Reading, Severity, Text

FIRST_BULLETIN = """
figure = "A", votes = 5150092
figure = "B", votes = 4445978
figures = ["C", "D"], name = "others", votes = 462704
figure = "A", percent = "51.20", of = "valid"
"""
HONEST = """
figure = "A", votes = 5150391
figure = "B", votes = 4446313
figures = ["C", "D"], name = "others", votes = 462070
"""


def only(case: Case):
    """Return the only finding of the check."""
    (finding,) = check_round_percentages(case)
    return finding


def test_a_bulletin_of_three_round_figures_is_told_with_its_three_chances(tmp_path):
    """The figures of 29 July 2024: 1 in 10,048.7, 1 in 100,976,900, 1 in 134,367,815, after 9 tries."""
    finding = only(announced_case(tmp_path, FIRST_BULLETIN, options="ABCD"))

    assert (finding.code, finding.status, finding.severity) == (
        "all-options-round",
        FindingStatus.LEAD,
        Severity.ATTENTION,
    )
    assert finding.number("single") == Fraction(10_058_775, 1001)
    assert round(finding.number("independent")) == 100_976_900
    assert round(finding.number("joint")) == 134_367_815
    assert (finding.number("ways"), finding.number("tried"), finding.number("count")) == (376_500, 9, 1)
    assert finding.table[1:] == (
        ("about:b1/A.count", 5_150_092, Fraction(512, 1000), 0, "percent:51.20"),
        ("about:b1/B.count", 4_445_978, Fraction(442, 1000), 0, None),
        ("about:b1/others.count", 462_704, Fraction(46, 1000), 0, None),
    )


def test_rounding_hides_at_most_half_a_step_of_each_count(tmp_path):
    """A count read off a percentage of 10,058,774 with one decimal stands for one up to 5,029 away."""
    finding = only(announced_case(tmp_path, FIRST_BULLETIN, options="ABCD"))

    assert (finding.number("blur"), finding.votes_affected, finding.margin) == (5029, 5029, 704_114)


def test_an_honest_bulletin_has_no_round_figure(tmp_path):
    """Counts a few hundred votes away from the round ones are told as none, with what was tried."""
    finding = only(announced_case(tmp_path, HONEST, options="ABCD"))

    assert (finding.code, finding.severity, finding.number("tried")) == (
        "no-figure-round",
        Severity.INFORMATION,
        9,
    )


def test_single_round_figures_are_leads_and_weigh_nothing(tmp_path):
    """The second bulletin: nulls at 0.41 % (1 in 1,239), voters at 59.971 % (1 in 207), of 63 tries."""
    claims = """
figure = "A", votes = 6408844
figure = "B", votes = 5326104
figures = ["C", "D"], name = "others", votes = 600936
figure = "valid", votes = 12335884
figure = "null", votes = 50785
figure = "voters", votes = 12386669
figure = "registered", votes = 20654431
"""
    finding = only(announced_case(tmp_path, claims, options="ABCD"))

    assert (finding.code, finding.status, finding.severity) == (
        "figures-round",
        FindingStatus.LEAD,
        Severity.INFORMATION,
    )
    assert finding.table[1:] == (
        ("about:b1/null.count", 50_785, "about:b1/voters.count", "percent:0.41", 1239),
        ("about:b1/voters.count", 12_386_669, "about:b1/registered.count", "percent:59.971", 207),
    )
    assert finding.number("tried") == 3 * (4 + 4 + 6)


def test_the_larger_of_two_parts_is_not_tried_beside_the_smaller(tmp_path):
    """Valid and null make up the voters: when one is round of them the other is, and counts once."""
    claims = (
        'figure = "valid", votes = 990013\nfigure = "null", votes = 10007\nfigure = "voters", votes = 1000020'
    )
    case = announced_case(tmp_path, claims)
    pairs = list_pairs(Announced(contest=case.contest, proclamation=case.proclamations[0]))

    tried = [(pair.claim.id, pair.base[0].id) for pair in pairs]
    assert tried == [("null.count", "valid.count"), ("null.count", "voters.count")]


def test_a_small_total_is_not_asked(tmp_path):
    """Of 34 members every number is the nearest to some percentage: nothing is said."""
    assert (
        list(
            check_round_percentages(
                announced_case(
                    tmp_path, 'figure = "A", votes = 17\nfigure = "B", votes = 11\nfigure = "C", votes = 6'
                )
            )
        )
        == []
    )


def test_two_decimals_on_every_option_are_a_notice_not_attention(tmp_path):
    """42.17, 33.91 and 23.92 % of 10,000,007: rare, and more decimals than a bulletin reads out."""
    total = 10_000_007
    counts = [round(Fraction(step * total, 10_000)) for step in (4217, 3391, 2392)]
    claims = "\n".join(
        f'figure = "{name}", votes = {votes}' for name, votes in zip("ABC", counts, strict=True)
    )

    finding = only(announced_case(tmp_path, claims))

    assert sum(counts) == total
    assert (finding.code, finding.severity, finding.number("count")) == (
        "all-options-round",
        Severity.NOTICE,
        2,
    )


def test_five_options_are_told_with_the_chance_of_independent_figures_only(tmp_path):
    """Splits in more than three parts are not counted: no joint chance is given, and none made up."""
    total = 10_000_000
    claims = "\n".join(
        f'figure = "{n}", votes = {total * s // 1000}'
        for n, s in zip("ABCDE", (401, 302, 153, 99, 45), strict=True)
    )

    finding = only(announced_case(tmp_path, claims, options="ABCDE"))

    assert (finding.message, finding.number("joint")) == ("round-all", None)
    assert finding.number("independent") == Fraction(10_000_001, 1001) ** 4


def test_counts_made_from_percentages_with_many_decimals_are_not_seen(tmp_path):
    """A lie this check cannot see: five decimals make round counts as common as others."""
    total = 10_058_773
    counts = [round(Fraction(step * total, 10_000_000)) for step in (5_120_013, 4_419_876)]
    counts.append(total - sum(counts))
    claims = "\n".join(
        f'figure = "{name}", votes = {votes}' for name, votes in zip("ABC", counts, strict=True)
    )

    assert only(announced_case(tmp_path, claims)).severity is Severity.INFORMATION


def honest_bulletin(draw: random.Random, number: int) -> Proclamation:
    """Return a bulletin of real counts: three to six options, nulls, voters, registered."""
    options = "ABCDEF"[: draw.randint(3, 6)]
    size = int(10 ** draw.uniform(4.1, 7.5))
    votes = {name: max(1, int(size * draw.random() ** 2)) for name in options}
    valid = sum(votes.values())
    null = int(valid * draw.uniform(0.002, 0.05)) + 1
    figures = votes | {"valid": valid, "null": null, "voters": valid + null}
    figures["registered"] = int((valid + null) * draw.uniform(1.1, 2.2))
    claims = tuple(
        Claim(
            id=f"{name}.count",
            kind=ClaimKind.COUNT,
            figures=(FigureId(name),),
            readings=(Reading(value=str(count)),),
        )
        for name, count in figures.items()
    )
    return Proclamation(
        id=f"b{number}", contest="vote", by=Text(), date="2031", document="made", claims=claims
    )


@pytest.fixture(scope="module")
def honest(tmp_path_factory) -> list[Case]:
    """Make 2,000 honest bulletins from one seed, each as the only one of its case."""
    draw = random.Random(20240728)  # noqa: S311  a simulation, not a secret
    contests = {}
    for count in range(3, 7):
        case = announced_case(
            tmp_path_factory.mktemp(f"options-{count}"), 'figure = "A", votes = 1', options="ABCDEF"[:count]
        )
        contests[count] = case.contest
    cases = []
    for number in range(2000):
        bulletin = honest_bulletin(draw, number)
        dossier = SimpleNamespace(proclamations_of=lambda _, b=bulletin: (b,))
        cases.append(Case(dossier=dossier, contest=contests[len(bulletin.claims) - 4]))  # type: ignore[arg-type]
    return cases


def test_honest_bulletins_alarm_less_often_than_promised(honest):
    """Two in a thousand at most weigh more than information: 4 of 2,000, and 3 standard deviations are 6."""
    heavy = [f for case in honest for f in check_round_percentages(case) if f.severity.weight]

    assert len(heavy) <= 10


def test_the_number_of_round_figures_that_chance_gives_is_the_number_told(honest):
    """Round figures found in 2,000 honest bulletins lie within 3.5 standard deviations of those told."""
    told, found = Fraction(0), 0
    for case in honest:
        pairs = list_pairs(Announced(contest=case.contest, proclamation=case.proclamations[0]))
        told += expected_by_chance(pairs)
        found += sum(pair.decimals is not None for pair in pairs)

    assert abs(found - told) <= Fraction(7, 2) * Fraction(int(float(told) ** 0.5 * 100), 100)
