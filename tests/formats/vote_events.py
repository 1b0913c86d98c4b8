"""Vote events of any kind, for Hypothesis: every field filled or silent, names in any script."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from tellers.model import (
    OptionId,
    OutcomeWord,
    Position,
    Quorum,
    Requirement,
    Rule,
    Text,
    UnitId,
    Veto,
    VoteEvent,
    VoterPosition,
)

__all__ = ["EVENTS", "RULES", "SEATS", "WORDS", "events_with"]

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
"""Every letter and sign; control characters have tests of their own."""
WORDS = st.text(LETTERS, max_size=12)
NAMES = st.text(LETTERS, min_size=1, max_size=12)
SEATS = st.builds(UnitId, st.from_regex(r"[a-z0-9][a-z0-9 /é-]{0,10}[a-z0-9]", fullmatch=True))
NUMBERS = st.none() | st.integers(0, 10**9)
DAYS = st.dates().map(str)
WEIGHTS = st.none() | st.decimals(0, 10**6, places=3).map(Fraction)
REQUIREMENTS = st.builds(
    Requirement,
    base=st.sampled_from(["members", "in-office", "entitled", "present", "cast"]),
    fraction=st.sampled_from(["1/2", "2/3", "3/5", "55/100"]),
    strictness=st.sampled_from(["more_than", "at_least"]),
    weight=st.sampled_from(["", "population"]),
    number=st.none() | st.integers(1, 99),
)
RULES = st.builds(
    Rule,
    kind=st.just("majority"),
    wins=st.none() | st.just(OptionId("for")),
    base=st.sampled_from(["members", "cast", "present"]),
    fraction=st.sampled_from(["1/2", "2/3"]),
    strictness=st.sampled_from(["more_than", "at_least"]),
    number=st.none() | st.integers(1, 99),
    abstentions=st.sampled_from([(), (OptionId("abstain"),)]),
    also=st.lists(REQUIREMENTS, max_size=2).map(tuple),
    quorum=st.none() | st.builds(Quorum, requirement=REQUIREMENTS),
    veto=st.none() | st.builds(Veto, group=st.just("permanent")),
    source=WORDS.map(Text.of),
    unread=WORDS.map(Text.of),
)
VOTERS = st.builds(
    VoterPosition,
    name=NAMES,
    position=st.sampled_from(Position),
    seat=st.none() | SEATS,
    group=WORDS,
    weight=WEIGHTS,
    pair=WORDS,
    called=st.booleans(),
)
TOTALS = st.dictionaries(st.sampled_from(Position), st.integers(0, 10**9)).map(
    lambda found: tuple((position, found[position]) for position in Position if position in found)
)
SOURCES = st.lists(
    NAMES.map(str.strip).filter(bool) | st.just("https://example.org/minutes as published"), max_size=2
).map(lambda told: tuple(dict.fromkeys(told)))


def events_with(ids: st.SearchStrategy[str] = NAMES) -> st.SearchStrategy[VoteEvent]:
    """Return vote events with ids of a kind."""
    return st.builds(
        VoteEvent,
        id=ids,
        day=DAYS,
        body=WORDS,
        title=WORDS,
        question=WORDS,
        rule=st.none() | RULES,
        positions=st.lists(VOTERS, max_size=6).map(tuple),
        totals=TOTALS,
        result=st.sampled_from(["", "The ayes have it.", "No se aprueba"]),
        outcome=st.none() | st.sampled_from(OutcomeWord),
        required=NUMBERS,
        members=NUMBERS,
        quorum=NUMBERS,
        attending=NUMBERS,
        casting=st.sampled_from([None, Position.FOR, Position.AGAINST]),
        sources=SOURCES,
    )


EVENTS = st.lists(events_with(), min_size=1, max_size=3, unique_by=lambda event: event.id)
