"""Checks: one module a question; each returns findings."""

from tellers.check.arithmetic import check_arithmetic
from tellers.check.bulletin import check_bulletin
from tellers.check.case import Case
from tellers.check.claims import check_claims
from tellers.check.corrections import check_corrections
from tellers.check.coverage import check_coverage
from tellers.check.door import CheckPackage
from tellers.check.duplicates import check_duplicates
from tellers.check.outstanding import check_outstanding
from tellers.check.partial_sum import check_partial_sum
from tellers.check.round_percentages import check_round_percentages
from tellers.check.rows import Row, list_rows
from tellers.check.rule import check_rule
from tellers.check.run import CHECKS, CheckedContest, Result, check
from tellers.check.sources import check_sources
from tellers.check.swapped import check_swapped
from tellers.check.units import check_units
from tellers.check.verdict import judge

__all__ = [
    "CHECKS",
    "Case",
    "CheckPackage",
    "CheckedContest",
    "Result",
    "Row",
    "check",
    "check_arithmetic",
    "check_bulletin",
    "check_claims",
    "check_corrections",
    "check_coverage",
    "check_duplicates",
    "check_outstanding",
    "check_partial_sum",
    "check_round_percentages",
    "check_rule",
    "check_sources",
    "check_swapped",
    "check_units",
    "judge",
    "list_rows",
]
