"""Declared sums and limits, recomputed in plain Python from the sheets that went in."""

from __future__ import annotations

from tests.simulator import (
    case_of,
    honest_council,
    honest_election,
    miscopied_figure,
    padded_sheet,
    unread_figure,
)

from tellers.model import FigureId
from tellers.tables import (
    Balance,
    Unbalanced,
    balance_figure,
    checkable_limits,
    checkable_sums,
    excess_over,
    expose_options,
    list_over,
    list_unbalanced,
)

VALID, VOTERS = FigureId("valid"), FigureId("voters")


def lied_about():
    """An election with three faults and two unread figures, at known places."""
    election = honest_election()
    election = miscopied_figure(election, unit="01.01.01", figure="B", votes=30)
    election = miscopied_figure(election, unit="01.02.01", figure="valid", votes=4)
    election = miscopied_figure(election, unit="02.01.01", figure="null", votes=1)
    election = unread_figure(election, unit="02.02.01", figure="A")
    return unread_figure(election, unit="02.03.01", figure="valid")


def plain_balance(election, figure, parts) -> Balance:
    """What `balance_figure` gives, one sheet after the other."""
    checked = broken = short = above = bounded = bounded_votes = 0
    for sheet in election.sheets():
        stated, given = sheet.figures[figure], [sheet.figures[part] for part in parts]
        if stated is None:
            continue
        gap = stated - sum(votes for votes in given if votes is not None)
        if None not in given:
            checked += 1
            short += max(gap, 0)
        elif gap >= 0:
            bounded += 1
            bounded_votes += gap
        above += max(-gap, 0)
        broken += gap < 0 or (gap > 0 and None not in given)
    return Balance(
        figure=FigureId(figure),
        checked=checked,
        broken=broken,
        short=short,
        above=above,
        bounded=bounded,
        bounded_votes=bounded_votes,
    )


def test_a_balance_is_what_plain_python_gives(tmp_path):
    """Both sums of a sheet, over sheets that hold, break or leave a part unread."""
    election = lied_about()
    case = case_of(election, tmp_path)
    tables, contest, (source,) = case.tables, case.contest, case.sources

    valid = balance_figure(tables, contest, source, VALID)
    voters = balance_figure(tables, contest, source, VOTERS)

    assert valid == plain_balance(election, "valid", ["A", "B", "C"])
    assert voters == plain_balance(election, "voters", ["valid", "null"])
    assert (valid.broken, valid.short, valid.above, valid.net, valid.size) == (2, 4, 30, -26, 34)
    assert (voters.broken, voters.bounded) == (2, 1)


def test_the_records_that_break_a_sum_are_named_worst_first(tmp_path):
    """Each names its unit, its record, what it states and what its parts are."""
    election = lied_about()
    case = case_of(election, tmp_path)
    found = list(list_unbalanced(case.tables, case.contest, case.sources[0], VALID))

    stated = [election.sheet(unit).figures["valid"] for unit in ("01.01.01", "01.02.01")]
    records = [election.sheet(unit).record for unit in ("01.01.01", "01.02.01")]

    assert found == [
        Unbalanced(unit="01.01.01", record=records[0], stated=stated[0], against=stated[0] + 30),
        Unbalanced(unit="01.02.01", record=records[1], stated=stated[1], against=stated[1] - 4),
    ]


def test_a_part_read_above_the_stated_sum_is_a_fault_even_beside_an_unread_one(tmp_path):
    """Parts that were read and are more than the sum break it, whatever the unread one holds."""
    election = unread_figure(honest_election(), unit="01.01.01", figure="A")
    election = miscopied_figure(election, unit="01.01.01", figure="B", votes=1000)
    case = case_of(election, tmp_path)

    balance = balance_figure(case.tables, case.contest, case.sources[0], VALID)

    assert (balance.broken, balance.bounded) == (1, 0)


def test_an_option_is_exposed_only_where_no_smaller_sum_vouches_for_it(tmp_path):
    """A broken sum of valid and null touches an option only on the sheet whose options do not add up."""
    case = case_of(lied_about(), tmp_path)
    tables, contest, (source,) = case.tables, case.contest, case.sources

    of_valid = {
        e.option: (e.records, e.more, e.fewer) for e in expose_options(tables, contest, source, VALID)
    }
    of_voters = {
        e.option: (e.records, e.more, e.fewer) for e in expose_options(tables, contest, source, VOTERS)
    }

    assert {o: (r, m) for o, (r, m, _) in of_valid.items()} == {"A": (2, 4), "B": (2, 4), "C": (2, 4)}
    assert of_valid["A"][2] == of_valid["B"][2] == 30
    assert of_voters == {"A": (1, 0, 4), "B": (1, 0, 4), "C": (1, 0, 4)}


def test_a_sum_of_figures_without_its_own_column_cannot_be_wrong(tmp_path):
    """A roll call states no total, so nothing of it is checkable as a sum."""
    case = case_of(honest_council(), tmp_path)

    assert checkable_sums(case.contest, case.tables.figures[case.contest.id, case.sources[0]]) == ()


def test_an_excess_is_what_plain_python_gives(tmp_path):
    """Voters above the register of the unit, found by the limit the contest declares."""
    election = padded_sheet(honest_election(), unit="01.01.01", option="B", votes=900)
    case = case_of(election, tmp_path)
    (limit,) = checkable_limits(case.contest)
    registered = {place.unit: place.registered for place in election.places}
    over = [s for s in election.sheets() if s.figures["voters"] > registered[s.unit]]

    excess = excess_over(case.tables, case.contest, case.sources[0], limit)
    listed = list(list_over(case.tables, case.contest, case.sources[0], limit))

    assert limit.declared
    assert (excess.checked, excess.over, excess.without_limit) == (len(election.sheets()), 1, 0)
    assert excess.votes == over[0].figures["voters"] - registered["01.01.01"]
    assert [(row.unit, row.stated - row.against) for row in listed] == [("01.01.01", excess.votes)]
