"""Every number of a findings file again, from the records, without the code that found it."""

from tellers.recheck.formula import Formula, parse_formula
from tellers.recheck.rederive import FileCheck, NumberCheck, Recheck, Standing, recheck_findings

__all__ = [
    "FileCheck",
    "Formula",
    "NumberCheck",
    "Recheck",
    "Standing",
    "parse_formula",
    "recheck_findings",
]
