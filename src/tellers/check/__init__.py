"""Checks: one module a question; each returns findings."""

from tellers.check.case import Case
from tellers.check.outstanding import check_outstanding
from tellers.check.run import CHECKS, CheckedContest, Result, check

__all__ = ["CHECKS", "Case", "CheckedContest", "Result", "check", "check_outstanding"]
