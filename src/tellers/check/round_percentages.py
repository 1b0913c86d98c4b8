"""Round percentages: announced counts that are the whole numbers nearest to rounded percentages.

The question: was a count announced, or a percentage turned into a count? The statistic: for
every announced count and every larger announced total, the fewest decimals (1 to 3) of a
percentage whose nearest whole number is that count, and how rarely that happens by chance; for
all options of an announcement together, the exact number of ways to split their sum so that
every part is round. The assumptions: a count that was not made from a percentage is as likely
to be any whole number near it as the next. What it cannot tell: why. The plainest reading is
counts worked out again from rounded percentages before being read out. There is no verdict.

Whoever looks at many figures finds a round one: what was tried is counted and told with every
chance, and only what chance would show in fewer than one of 1,000 announcements, all that was
tried taken together, is told above information. Source: T. Tao, post of 2 August 2024;
research/results.md section 5; docs/reference/checks/round_percentages.md.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.announced import Announced, label
from tellers.check.bulletin_finding import Row, margin_formula
from tellers.check.case import Case, number
from tellers.check.round_pairs import (
    ASKED_FROM,
    Pair,
    chance_of_round,
    count_tries,
    expected_by_chance,
    list_pairs,
)
from tellers.check.round_splits import (
    COUNTED_PARTS,
    count_round_splits,
    count_splits,
    fewest_decimals,
    nearest,
    round_step,
    steps_of,
)
from tellers.model import ClaimKind, Finding, FindingStatus, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Number

__all__ = ["check_round_percentages"]

CHECK = "round_percentages"
JOINT_DECIMALS = 2
TOLD_BELOW = Fraction(1, 1000)
"""The chance, all that was tried taken together, below which a finding weighs more than information."""
ANY_COUNT = "assume-any-count-likely"
SPLIT_COLUMNS = ("figure", "count", "share", "off-nearest", "announced")
LEAD_COLUMNS = ("figure", "count", "of", "share", "one-in")


def check_round_percentages(case: Case) -> Iterator[Finding]:
    """Yield, a proclamation: all options round together, single figures round, or that none is."""
    for proclamation in case.proclamations:
        announced = Announced(contest=case.contest, proclamation=proclamation)
        pairs = list_pairs(announced)
        if not pairs:
            continue
        split = _split(announced, pairs)
        told = set(announced.options or ()) if split else set()
        base = announced.options
        found = [p for p in pairs if p.decimals and not (p.claim in told and _same(p.base, base, announced))]
        if split:
            yield split
        if found:
            yield _leads(announced, pairs, found)
        elif not split:
            yield _none(announced, pairs)


def _same(base: tuple[Claim, ...], options: tuple[Claim, ...] | None, announced: Announced) -> bool:
    return bool(options) and announced.value(base) == announced.value(options or ())


def _head(announced: Announced, pairs: tuple[Pair, ...]) -> tuple[Number, ...]:
    proclamation = announced.proclamation.id
    return (
        number("margin", announced.margin, "votes", margin_formula(announced)),
        number("proclamation", str(proclamation), "proclamation"),
        number("tried", count_tries(pairs), "tries", f'round_tried("{proclamation}")'),
        number(
            "figures", len({pair.claim.id for pair in pairs}), "figures", f'round_figures("{proclamation}")'
        ),
        number("bases", len({pair.base for pair in pairs}), "figures", f'round_bases("{proclamation}")'),
    )


def _split(announced: Announced, pairs: tuple[Pair, ...]) -> Finding | None:
    """Return the finding that every option's count is round, with its three chances; else None.

    The smallest number of decimals, 1 or 2, with which all counts are round is told.
    """
    options = announced.options
    if options is None or len(options) < 2 or any(claim.count == 0 for claim in options):
        return None
    total = announced.value(options)
    found = [fewest_decimals(claim.count, total, most=JOINT_DECIMALS) for claim in options]
    if None in found:
        return None
    decimals = max(d for d in found if d)
    steps = steps_of(decimals)
    if total < ASKED_FROM * steps:
        return None
    single = 1 / chance_of_round(total, decimals)
    independent = single ** (len(options) - 1)
    joint = None
    if len(options) in COUNTED_PARTS:
        splits = count_splits(total, parts=len(options))
        joint = Fraction(splits, count_round_splits(total, parts=len(options), steps=steps))
    rows = _split_rows(announced, options, steps)
    rare = count_tries(pairs) + JOINT_DECIMALS < TOLD_BELOW * (joint or independent)
    return Finding(
        code="all-options-round",
        check=CHECK,
        contest=announced.contest.id,
        subject=str(announced.proclamation.id),
        status=FindingStatus.LEAD,
        severity=_weight(rare=rare, decimals=decimals),
        message="round-all-counted" if joint else "round-all",
        numbers=(
            *_head(announced, pairs),
            *_split_numbers(announced, options, decimals),
            number("single", single, "chance", _single(announced, options, decimals)),
            number("independent", independent, "chance", _product(announced, options, decimals)),
            number("joint", joint, "chance", _joint(announced, options, decimals) if joint else ""),
        ),
        assumptions=(ANY_COUNT,),
        proclamation=announced.proclamation.id,
        settles="settle-counts-before-rounding",
        margin=announced.margin,
        votes_affected=total // (2 * steps),
        table=tuple(row for row, _ in rows),
        table_formulas=tuple(formulas for _, formulas in rows[1:]),
    )


def _weight(*, rare: bool, decimals: int) -> Severity:
    """Return attention only for one decimal on every option, far rarer than what was tried allows.

    It asks whoever announced the counts how they were made, and says nothing of the votes.
    """
    if not rare:
        return Severity.INFORMATION
    return Severity.ATTENTION if decimals == 1 else Severity.NOTICE


def _split_numbers(announced: Announced, options: tuple[Claim, ...], decimals: int) -> tuple[Number, ...]:
    total, steps, base = announced.value(options), steps_of(decimals), announced.formula(options)
    proclamation = announced.proclamation.id
    found = [
        number("base", total, "votes", base),
        number("parts", len(options), "figures", f'options_announced("{proclamation}")'),
        number("free", len(options) - 1, "figures", f'options_announced("{proclamation}") - 1'),
        number("count", decimals, "decimals", _decimals(announced, options)),
        number("blur", total // (2 * steps), "votes", f"{base} // {2 * steps}"),
    ]
    if len(options) in COUNTED_PARTS:
        parts = len(options)
        ways = count_round_splits(total, parts=parts, steps=steps)
        found += [
            number("ways", ways, "ways", f"round_splits({base}, {parts}, {decimals})"),
            number("splits", count_splits(total, parts=parts), "ways", f"splits({base}, {parts})"),
        ]
    return tuple(found)


def _split_rows(announced: Announced, options: tuple[Claim, ...], steps: int) -> list[Row]:
    """Return the counts beside their percentages, and what was announced as a percentage."""
    total, base = announced.value(options), announced.formula(options)
    rows: list[Row] = [(tuple(f"round-column-{name}" for name in SPLIT_COLUMNS), ())]
    for claim in options:
        step = round_step(claim.count, total, steps=steps) or 0
        off = claim.count - nearest(Fraction(step * total, steps))
        said = _announced_share(announced, claim)
        count = announced.formula((claim,))
        share = f"nearest({count} * {steps} / {base})"
        formulas = ("", count, f"{share} / {steps}", f"{count} - nearest({share} * {base} / {steps})", "")
        rows.append(
            ((f"about:{label(announced, claim)}", claim.count, Fraction(step, steps), off, said), formulas)
        )
    return rows


def _announced_share(announced: Announced, claim: Claim) -> str | None:
    """Return the percentage announced for the same figures, digit by digit."""
    for share in announced.proclamation.claims:
        if share.kind is ClaimKind.SHARE and share.figures == claim.figures:
            return f"percent:{share.text}"
    return None


def _leads(announced: Announced, pairs: tuple[Pair, ...], found: list[Pair]) -> Finding:
    """Return the single round figures, rarest first, beside how many chance alone would give."""
    found = sorted(found, key=lambda pair: (pair.chance, pair.claim.id))
    rare = count_tries(pairs) * found[0].chance < TOLD_BELOW
    proclamation = announced.proclamation.id
    rows = _lead_rows(announced, found)
    return Finding(
        code="figures-round",
        check=CHECK,
        contest=announced.contest.id,
        subject=str(proclamation),
        status=FindingStatus.LEAD,
        severity=Severity.NOTICE if rare else Severity.INFORMATION,
        message="round-figures",
        numbers=(
            number("count", len(found), "figures", f'round_found("{proclamation}")'),
            *_head(announced, pairs),
            number("expected", expected_by_chance(pairs), "", f'round_expected("{proclamation}")'),
        ),
        assumptions=(ANY_COUNT,),
        proclamation=proclamation,
        settles="settle-counts-before-rounding",
        margin=announced.margin,
        table=tuple(row for row, _ in rows),
        table_formulas=tuple(formulas for _, formulas in rows[1:]),
    )


def _lead_rows(announced: Announced, found: list[Pair]) -> list[Row]:
    rows: list[Row] = [(tuple(f"round-column-{name}" for name in LEAD_COLUMNS), ())]
    for pair in found:
        decimals = pair.decimals or 0
        step = round_step(pair.count, pair.total, steps=steps_of(decimals)) or 0
        percent = f"percent:{step // 10**decimals}.{step % 10**decimals:0{decimals}d}"
        base = announced.formula(pair.base)
        name = f"about:{label(announced, pair.claim)}"
        one_in = f"nearest(({base} + 1) / attainable({base}, {decimals}))"
        formulas = ("", announced.formula((pair.claim,)), "", "", one_in)
        rows.append(
            ((name, pair.count, _base_name(announced, pair), percent, nearest(1 / pair.chance)), formulas)
        )
    return rows


def _none(announced: Announced, pairs: tuple[Pair, ...]) -> Finding:
    return Finding(
        code="no-figure-round",
        check=CHECK,
        contest=announced.contest.id,
        subject=str(announced.proclamation.id),
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="round-none",
        numbers=_head(announced, pairs),
        proclamation=announced.proclamation.id,
    )


def _base_name(announced: Announced, pair: Pair) -> str:
    """Return the name of the base: its claim, or the valid votes that the options add up to."""
    if len(pair.base) == 1:
        return f"about:{label(announced, pair.base[0])}"
    return f"figure:{announced.contest.with_role(Role.VALID) or 'valid'}"


def _decimals(announced: Announced, options: tuple[Claim, ...]) -> str:
    """Return the formula of the decimals of the count that needs most of them."""
    total = announced.value(options)
    most = max(options, key=lambda claim: fewest_decimals(claim.count, total, most=JOINT_DECIMALS) or 0)
    return f"round_decimals({announced.formula((most,))}, {announced.formula(options)})"


def _single(announced: Announced, options: tuple[Claim, ...], decimals: int) -> str:
    base = announced.formula(options)
    return f"({base} + 1) / attainable({base}, {decimals})"


def _product(announced: Announced, options: tuple[Claim, ...], decimals: int) -> str:
    return " * ".join([f"({_single(announced, options, decimals)})"] * (len(options) - 1))


def _joint(announced: Announced, options: tuple[Claim, ...], decimals: int) -> str:
    base, parts = announced.formula(options), len(options)
    return f"splits({base}, {parts}) / round_splits({base}, {parts}, {decimals})"
