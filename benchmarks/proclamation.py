"""What the authority of a made-up election announces: its true totals, each option's share, the winner.

Published sheets that lie therefore differ from the proclamation by exactly what was lied. The form
is that of `proclamations.toml` in a dossier, and this is the only place that knows it.

>>> percent_of(1, 3), percent_of(1, 200), percent_of(2, 2)
('33.33', '0.50', '100.00')
"""

from __future__ import annotations

from benchmarks.truth import Truth

CONTEST = "president"
DATE = "2025-01-01"


def proclamation_toml(truth: Truth) -> str:
    """Return the announced figures as TOML: counts, percentages of valid votes, coverage and outcome."""
    totals = truth.national
    account = {
        "registered": totals.registered,
        "ballots": totals.ballots,
        "valid": totals.valid,
        "null": totals.null_votes,
    }
    claims = [f'{{ figure = "{name}", votes = {count} }}' for name, count in account.items()]
    for code, votes in totals.votes.items():
        claims.append(f'{{ figure = "{code}", votes = {votes} }}')
        share = percent_of(votes, totals.valid)
        claims.append(f'{{ figure = "{code}", percent = "{share}", of = "valid" }}')
    claims.append('{ coverage = "100.00" }')
    claims.append(f'{{ outcome = "elected", winners = ["{totals.winner}"] }}')
    lines = [
        "[[proclamation]]",
        'id = "announced"',
        f'contest = "{CONTEST}"',
        'by = "The authority"',
        f'date = "{DATE}"',
        f'document = "made up from seed {truth.plan.seed}"',
        "claim = [",
        *(f"  {claim}," for claim in claims),
        "]",
    ]
    return "\n".join(lines) + "\n"


def percent_of(part: int, whole: int) -> str:
    """Return a percentage with two decimals, a half rounded up, in whole numbers throughout."""
    hundredths = (20_000 * part + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02}"
