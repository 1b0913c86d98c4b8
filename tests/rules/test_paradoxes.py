"""What methods do not promise: each paradox with the votes that show it, so that nobody promises it."""

from __future__ import annotations

from fractions import Fraction

from tests.rules.shares import seats_of


def test_alabama_loses_a_seat_when_the_house_grows():
    """The paradox of largest remainders in its textbook form: 6, 6, 2 of 14 people.

    Of ten seats the shares are 4.29, 4.29 and 1.43: the third rest is largest. Of eleven they are 4.71,
    4.71 and 1.57: both others go before it, and the third list falls from two seats to one.
    """
    assert seats_of("hare", [6, 6, 2], 10) == [4, 4, 2]
    assert seats_of("hare", [6, 6, 2], 11) == [5, 5, 1]


def test_alabama_in_1880_itself():
    """With 299 seats Alabama has 8, with 300 it has 7: the rests of Texas and Illinois pass its own.

    Populations of the tenth census, from memory (m): Alabama 1,262,505, Texas 1,591,749, Illinois
    3,077,871, all states 49,369,595. Shares of 299: 7.646, 9.640, 18.641; of 300: 7.672, 9.673, 18.703.
    """
    people = {"Alabama": 1_262_505, "Texas": 1_591_749, "Illinois": 3_077_871}
    rests = {
        house: sorted(people, key=lambda state: Fraction(people[state] * house, 49_369_595) % 1)
        for house in (299, 300)
    }

    assert rests[299][-1] == "Alabama"
    assert rests[300] == ["Alabama", "Texas", "Illinois"]


def test_divisor_methods_break_the_quota():
    """D'Hondt gives a large list more than its share rounded up: 8.6 of 10 is 10 seats."""
    assert seats_of("dhondt", [86, 4, 4, 3, 3], 10) == [10, 0, 0, 0, 0]


def test_adams_gives_a_large_list_less_than_its_share_rounded_down():
    """The other end: 86 of 100 for ten seats is 8.6, and Adams gives six."""
    assert seats_of("adams", [86, 4, 4, 3, 3], 10) == [6, 1, 1, 1, 1]


def test_a_new_list_moves_a_seat_between_two_others():
    """Oklahoma's paradox: the house grows by just the seat the new list gets, and the others change.

    Five seats for 16 and 7: shares 3.48 and 1.52, and the second has the rest. With 3 more and a sixth seat
    the shares are 3.69, 1.62 and 0.69: the first gets a fourth seat and the second falls to one.
    """
    assert seats_of("hare", [16, 7], 5) == [3, 2]
    assert seats_of("hare", [16, 7, 3], 6) == [4, 1, 1]
