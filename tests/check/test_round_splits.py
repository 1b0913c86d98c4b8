"""Counting round numbers and round splits: three witnesses, and what never changes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.check.round_splits import (
    attainable,
    count_round_splits,
    count_splits,
    fewest_decimals,
    nearest,
    round_step,
    steps_of,
)


def slow_round_numbers(total: int, steps: int) -> set[int]:
    """List the nearest whole number of every step: the obvious way."""
    return {round(Fraction(step * total, steps)) for step in range(steps + 1)}


def slow_round_splits(total: int, steps: int) -> int:
    """Try every pair of round numbers and look whether the third is round."""
    numbers = slow_round_numbers(total, steps)
    return sum(total - first - second in numbers for first in numbers for second in numbers)


def test_the_published_chances_come_out_to_the_digit():
    """1 in 10,048.7 for one figure, 100,976,900 for two, 134,367,815 for a split in three."""
    total = 10_058_774
    single = Fraction(total + 1, attainable(total, steps=1000))
    splits, ways = count_splits(total, parts=3), count_round_splits(total, parts=3, steps=1000)

    assert nearest(single * 10) == 100_487
    assert nearest(single**2) == 100_976_900
    assert (splits, ways) == (50_589_482_279_700, 376_500)
    assert nearest(Fraction(splits, ways)) == 134_367_815


def test_the_published_count_of_splits_is_what_trying_every_pair_gives():
    """A million pairs of the 1,001 round numbers of the first bulletin, one by one."""
    assert slow_round_splits(10_058_774, 1000) == 376_500


@pytest.mark.parametrize("steps", [3, 4, 5, 6, 7, 10, 12])
def test_round_splits_equal_the_slow_count_for_every_small_total(steps):
    """Every total from twice the steps to 90, odd and even steps, with and without halves."""
    for total in range(2 * steps, 91):
        assert count_round_splits(total, parts=3, steps=steps) == slow_round_splits(total, steps)
        numbers = slow_round_numbers(total, steps)
        assert count_round_splits(total, parts=2, steps=steps) == sum(total - n in numbers for n in numbers)


def test_a_total_full_of_halves_is_counted_right():
    """Every other step of 2,500 with 1,000 steps is a half, rounded one way or the other."""
    assert count_round_splits(2500, parts=3, steps=1000) == slow_round_splits(2500, 1000)


@given(st.integers(min_value=200, max_value=5_000), st.sampled_from([20, 50, 100]))
def test_round_splits_equal_the_slow_count_for_any_total(total, steps):
    """The same for totals that nobody chose."""
    assert count_round_splits(total, parts=3, steps=steps) == slow_round_splits(total, steps)


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=0, max_value=3))
def test_a_rounded_percentage_is_always_recognised(total, decimals):
    """Whatever step is rounded, the count is found round, by a step that rounds to the same count."""
    steps = steps_of(decimals)
    for step in (1, steps // 3, steps // 2, steps - 1):
        count = nearest(Fraction(step * total, steps))
        found = round_step(count, total, steps=steps)
        assert found is not None
        assert nearest(Fraction(found * total, steps)) == count


@pytest.mark.parametrize("total", [7, 40, 99, 100, 101, 250, 500, 1234])
def test_the_round_counts_of_a_small_total_are_exactly_the_attainable_ones(total):
    """Step by step against the list: no count is called round that is not, none is missed."""
    round_counts = {n for n in range(total + 1) if round_step(n, total, steps=100) is not None}

    assert round_counts == slow_round_numbers(total, 100)
    assert len(round_counts) == attainable(total, steps=100)


def test_more_decimals_never_make_a_round_count_less_round():
    """A percentage with one decimal has two and three as well, so the fewest is what counts."""
    assert fewest_decimals(5_150_092, 10_058_774, most=3) == 1
    assert fewest_decimals(50_785, 12_386_669, most=3) == 2
    assert fewest_decimals(12_386_669, 20_654_431, most=3) == 3
    assert fewest_decimals(12_386_669, 20_654_431, most=2) is None


def test_splits_of_four_parts_or_of_small_totals_are_refused():
    """What is not counted exactly is not counted at all."""
    with pytest.raises(ValueError, match="are not counted"):
        count_round_splits(10_058_774, parts=4, steps=1000)
    with pytest.raises(ValueError, match="are not counted"):
        count_round_splits(1999, parts=3, steps=1000)
