"""What every word about rules and bodies gives, counted by hand on the council of `test_council_words.py`."""

from __future__ import annotations

# u1 and u2 for, u3 abstaining, u4 not entitled, ux (no member) for: of present members 3 of 4 are for it.
EXPECTED_OF_COUNCILS = {
    # more than half of 6 members are 4; rivals: of 3 members 2, of 4 present 3, of 3 cast 2: all adopt
    "bases_claimed()": 5,
    'bases_deciding_otherwise("one")': 4,
    "asked(3, 0)": 2,
    'members_by("applied")': 5,
    'members_by("press")': 4,
    "roll_readings()": 2,
    # u5's seat is vacant and u4 is never called
    "uncalled()": 2,
    "contested()": 1,
    # u2 is suspended; u4 is recorded as not entitled
    'rolled("members", "", "one")': 5,
    'rolled("in-office", "", "one")': 4,
    'rolled("entitled", "", "one")': 2,
    # of all five, u4 is the party: it has a vote that day and is recorded without one
    'rolled("without-parties", "", "one")': 4,
    'rolled("without-parties", "people", "one")': 110,
    # the population of 2031: 10, 20, 30, 40, 50, and not that of 2029 or 2032
    'rolled("members", "people", "one")': 150,
    'rolled("entitled", "people", "one")': 40,
    'weighed("one", "people", "for")': 30,
    'weighed("one", "people", "for+abstain")': 60,
    # u1 and u3 are the great ones
    'held("one", "great", "for")': 1,
    'held("one", "great", "for+abstain")': 2,
    'held("one", "great", "against")': 0,
    'strangers("one")': 1,
    'barred("one")': 1,
}
