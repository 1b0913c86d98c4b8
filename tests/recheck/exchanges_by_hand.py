"""What the words about exchanges give on twenty sheets, worked by hand.

Nineteen sheets of 900 : 100 and one, u7, of 100 : 900, in no area. Steps as on the check's page:

    q         = (19 * 0.9 + 0.1) / 20 = 0.86; expectation ln(0.86 / 0.14) = 1.81529
    sampling  = 1 / (1001 * 0.86 * 0.14) = 0.0082974
    y         = ln(900.5 / 100.5) = 2.19277, of u7 -2.19277
    variance  = (1.4826 * (2.19277 - 1.81529))^2 = 0.31321, in which the floor takes up the rest
    spread    = 0.55965
    u7        at (-2.19277 - 1.81529) / 0.55965 = -7.1617, exchanged at -0.37748 / 0.55965 = -0.6745
    evidence  = 5/2 * (ln(1 + 7.1617^2 / 4) - ln(1 + 0.6745^2 / 4)) = 6.30, with four degrees of freedom
    contrast  = 1.81529 / 0.55965 = 3.24, so 3.25
    threshold = 4.6: k = exp(9.2 / 5) = 6.2965, reached from -10.069 to -5.386
    alarms    = 20 * (P(T < -5.386) - P(T < -10.069)) = 20 * (0.00287 - 0.00027) = 0.052
    detected  = P(-3.569 < T < 1.114) = 0.83622 - 0.01170 = 0.82452
"""

from __future__ import annotations

from fractions import Fraction

EXPECTED_OF_EXCHANGES = {
    'exchanged_count("one", "", "", "A", "B")': 1,
    # A leads; were u7 exchanged it would have 800 more, and B 800 fewer
    'exchanged_change("one", "", "", "A", "B")': 1600,
    'exchanged_change("one", "", "", "B", "A")': 1600,
    'exchanged_blind("one", "", "", "A", "B")': 0,
    'exchanged_detectable("one", "", "", "A", "B")': Fraction(825, 1000),
    'exchanged_alarms("one", "", "", "A", "B")': Fraction(1, 10),
    'exchange_share("one", "", "", "A", "B", "u7")': Fraction(860, 1000),
    'exchange_evidence("one", "", "", "A", "B", "u7")': 6,
    # the press gives u7 exchanged and u1 as it is; a reading gives u7 as it is and lacks a figure of u1
    'exchanged_again("one", "", "", "A", "B")': 1,
    'exchanged_same("one", "", "", "A", "B")': 0,
    'exchanged_turned("one", "", "", "A", "B")': 1,
    'read_elsewhere("one", "A", "B", "u7")': 2,
    'read_same_elsewhere("one", "A", "B", "u7")': 1,
    'read_exchanged_elsewhere("one", "A", "B", "u7")': 1,
    'read_elsewhere("one", "A", "B", "u1")': 1,
    'read_same_elsewhere("one", "A", "B", "u1")': 1,
    'read_exchanged_elsewhere("one", "A", "B", "u1")': 0,
    'read_elsewhere("one", "A", "B", "u2")': 0,
}
