"""Swapped columns: units where the figures of two options fit better exchanged.

The question, for each unit and pair of options: do the two figures, as published, fit what the same
unit did in another contest and what its neighbours did, or would they fit far better the other way
round? The evidence is a log-likelihood ratio (swapped_tail), about an expectation that the unit had no
part in (swapped_expectation). Floats decide only whether a unit is worth a look: what comes back is a
lead, and only a recount of the sheet settles it.

The list is kept short by two limits, whichever is stricter:

- by the model: the expected number of honest units in the list is at most `alarms`;
- by the mirror: a unit as far off on the *other* side of its expectation cannot be an exchange, so the
  number of such mirrored units that reach the threshold shows how often honest units do; it may be at
  most `alarms` too. This holds even where Student's t does not.

Two numbers say what was not seen: the share of exchanges the screen would detect, and the share of
units that are blind (an exchange there would more likely be missed than found; a sheet of halves always).

>>> from tellers.tables import Tables
>>> tables = Tables.open(threads=1)
>>> _ = tables.connection.execute('''create table sheets as
...     select i as unit, i // 10 as parish, 300 + i % 7 + 9 * (i % 5) as yes, 100 + 3 * (i % 4) as no
...     from range(2000) as t (i)''')
>>> _ = tables.connection.execute("update sheets set yes = no, no = yes where unit = 777")
>>> screen = screen_exchanges(tables, ExchangeColumns(relation="sheets", unit="unit", areas=("parish",),
...     first="yes", second="no"))
>>> [(suspect.unit, suspect.first, suspect.second) for suspect in screen.suspects]
[(777, 103, 318)]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.swapped_expectation import estimate_expectation
from tellers.check.swapped_tail import Tail, fit_tail
from tellers.tables.exchanges import (
    ExchangeColumns,
    count_contrasts,
    count_distances,
    drop_exchanges,
    list_exchanged,
    measure_distances,
    strongest_mirrored,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.tables import Tables

__all__ = ["ExchangeColumns", "ExchangeScreen", "Suspect", "screen_exchanges", "screen_pairs"]

LEAST_EVIDENCE = 4.6
"""ln 100: however few units there are, a lead is a hundred times likelier exchanged."""

NEIGHBOURS_CAUTION = 10
"""Conservative: with neighbours alone the alarms allowed are divided by this, because in simulation
the list then holds up to six times the false alarms that the model expects."""

MIRRORED_KEPT = 200
"""Mirrored units looked at; the threshold is settled by the first few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A unit whose two figures fit better exchanged. Distances are in the unit's own spreads."""

    unit: str | int
    first: int
    second: int
    expected_share: float
    """Of the first option in the two, as predicted without this sheet."""
    distance: float
    exchanged_distance: float
    evidence: float
    """Natural log of how many times likelier the figures are exchanged than as they stand."""
    options: tuple[str, str]

    @property
    def margin_change(self) -> int:
        """Votes by which `first` minus `second` would rise, if the figures were exchanged."""
        return 2 * (self.second - self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeScreen:
    """What the screen found, how often it errs and what it could not have seen."""

    suspects: tuple[Suspect, ...]
    units: int
    threshold: float
    expected_alarms: float
    """Honest units expected in the list, under the model."""
    mirrored: int
    """Units as far off on the other side, which reach the threshold and are no exchange."""
    detectable_share: float
    blind_share: Fraction
    """Exact, for it counts units: how it is rounded must not hang on the last bit of a float."""
    by_other_contest: bool
    tail: Tail


def screen_exchanges(tables: Tables, columns: ExchangeColumns, *, alarms: float = 1.0) -> ExchangeScreen:
    """Return the units where two options' figures fit better exchanged, the strongest evidence first.

    Assumes that honest units lie about their expectation alike on both sides. Steps: 1 the expectation;
    2 the tail, on the heavier side; 3 the threshold; 4 the list; 5 what could have been seen.
    """
    by_other = bool(columns.shares)
    allowed = alarms if by_other else alarms / NEIGHBOURS_CAUTION
    estimate_expectation(tables, columns)  # 1
    measure_distances(tables)
    contrasts = count_contrasts(tables)
    tail = _heavier_tail(tables)  # 2
    threshold = _threshold(tail, contrasts, alarms=allowed)  # 3
    evidence = tail.evidence_sql(distance="distance", exchanged="mirrored")
    mirrored = strongest_mirrored(tables, evidence, above=LEAST_EVIDENCE, limit=MIRRORED_KEPT)
    if len(mirrored) > int(allowed):
        threshold = max(threshold, mirrored[int(allowed)])
    units = sum(count for _, count in contrasts)
    rates = [(count, tail.detection_rate(contrast, threshold=threshold)) for contrast, count in contrasts]
    screen = ExchangeScreen(
        suspects=_suspects(tables, columns, tail=tail, threshold=threshold),  # 4
        units=units,
        threshold=threshold,
        expected_alarms=_expected_alarms(tail, contrasts, threshold),
        mirrored=sum(value > threshold for value in mirrored),
        detectable_share=sum(count * rate for count, rate in rates) / max(1, units),  # 5
        blind_share=Fraction(sum(count for count, rate in rates if rate < 1 / 2), max(1, units)),
        by_other_contest=by_other,
        tail=tail,
    )
    drop_exchanges(tables)
    return screen


def screen_pairs(
    tables: Tables, columns: ExchangeColumns, *, options: Sequence[str], alarms: float = 1.0
) -> tuple[ExchangeScreen, ...]:
    """Return one screen for each pair of these options (columns), the alarms shared among them.

    A unit that is a suspect in several pairs is left in the pair with the strongest evidence: when two
    options are exchanged, each of them also looks odd beside a third.
    """
    pairs = [(one, other) for i, one in enumerate(options) for other in options[i + 1 :]]
    screens = [
        screen_exchanges(tables, replace(columns, first=one, second=other), alarms=alarms / len(pairs))
        for one, other in pairs
    ]
    strongest: dict[str | int, Suspect] = {}
    for suspect in (suspect for screen in screens for suspect in screen.suspects):
        held = strongest.get(suspect.unit)
        if held is None or suspect.evidence > held.evidence:
            strongest[suspect.unit] = suspect
    kept = set(strongest.values())
    return tuple(replace(s, suspects=tuple(one for one in s.suspects if one in kept)) for s in screens)


def _heavier_tail(tables: Tables) -> Tail:
    """Return the tail of the side that has more far units: away from a tie, or towards it and past it."""
    tails = [fit_tail(count_distances(tables, away=away)) for away in (True, False)]
    return max(tails, key=lambda tail: tail.beyond(8.0))


def _expected_alarms(tail: Tail, contrasts: Sequence[tuple[float, int]], threshold: float) -> float:
    return sum(units * tail.alarm_rate(contrast, threshold=threshold) for contrast, units in contrasts)


def _threshold(tail: Tail, contrasts: Sequence[tuple[float, int]], *, alarms: float) -> float:
    """Return the least evidence at which the model expects no more alarms than allowed, by bisection."""
    low, high = LEAST_EVIDENCE, 60.0
    if _expected_alarms(tail, contrasts, low) <= alarms:
        return low
    for _ in range(16):
        middle = (low + high) / 2
        if _expected_alarms(tail, contrasts, middle) > alarms:
            low = middle
        else:
            high = middle
    return high


def _suspects(
    tables: Tables, columns: ExchangeColumns, *, tail: Tail, threshold: float
) -> tuple[Suspect, ...]:
    evidence = tail.evidence_sql(distance="distance", exchanged="exchanged")
    return tuple(
        Suspect(
            unit=unit,
            first=first,
            second=second,
            expected_share=share,
            distance=distance,
            exchanged_distance=exchanged,
            evidence=value,
            options=(columns.first, columns.second),
        )
        for unit, first, second, share, distance, exchanged, value in list_exchanged(
            tables, evidence, above=threshold
        )
    )
