"""Student's t against the printed table and a slow sum; the rates of the screen against that sum."""

from __future__ import annotations

import math

import pytest

from tellers.check.swapped_tail import Tail, fit_tail, student_below


@pytest.mark.parametrize(
    ("freedom", "value", "below"),
    [(3, 2.353, 0.95), (4, 2.132, 0.95), (5, 4.032, 0.995), (7, 3.499, 0.995), (20, 2.845, 0.995)],
)
def test_the_distribution_agrees_with_the_printed_table(freedom, value, below):
    """The quantiles every statistics book prints."""
    assert student_below(value, freedom) == pytest.approx(below, abs=2e-4)
    assert student_below(-value, freedom) == pytest.approx(1 - below, abs=2e-4)


@pytest.mark.parametrize("freedom", [3, 4, 7, 12, 30])
def test_the_far_tail_joins_the_near_one(freedom):
    """Both ways to compute the tail agree where one takes over from the other."""
    assert student_below(-6.0000001, freedom) == pytest.approx(student_below(-5.9999999, freedom), rel=5e-3)


def slow_rate(tail: Tail, contrast: float, *, threshold: float, centre: float) -> float:
    """Add up the density wherever the evidence reaches the threshold."""
    step, total = 0.002, 0.0
    for k in range(-30000, 30001):
        z = k * step
        if tail.evidence(distance=z, exchanged=z + 2 * contrast) > threshold:
            total += math.exp(tail.log_density(z - centre)) * step
    return total


@pytest.mark.parametrize(("contrast", "threshold"), [(3.0, 4.0), (6.0, 7.0), (2.0, 5.0)])
def test_the_rates_are_the_density_summed_where_the_evidence_reaches_the_threshold(contrast, threshold):
    """The quadratic and the distribution function give what a plain sum gives."""
    tail = Tail(freedom=7, scale=0.96)

    assert tail.alarm_rate(contrast, threshold=threshold) == pytest.approx(
        slow_rate(tail, contrast, threshold=threshold, centre=0.0), rel=0.03, abs=1e-9
    )
    assert tail.detection_rate(contrast, threshold=threshold) == pytest.approx(
        slow_rate(tail, contrast, threshold=threshold, centre=-2 * contrast), rel=0.03, abs=1e-9
    )


def test_a_sheet_of_halves_is_never_detected_and_never_an_alarm():
    """At contrast 0 both readings are the same."""
    tail = Tail(freedom=5, scale=1.0)

    assert tail.alarm_rate(0.0, threshold=1.0) == 0.0
    assert tail.detection_rate(0.0, threshold=1.0) == 0.0


def test_the_fit_finds_a_heavy_tail_heavy():
    """Counts drawn as t with 3 degrees of freedom come back as 3, and as 30 when nearly normal."""
    bins = [k / 10 + 0.05 for k in range(300)]
    for freedom in (3, 30):
        tail = Tail(freedom=freedom, scale=1.0)
        drawn = [(far, round(200000 * math.exp(tail.log_density(far)))) for far in bins]
        assert fit_tail(drawn) == tail
