"""Checks: one module a question; each returns findings."""

from tellers.check.case import Case
from tellers.check.outstanding import check_outstanding

__all__ = ["Case", "check_outstanding"]
