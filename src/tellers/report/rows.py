"""Every unit behind every finding as CSV, streamed: `tellers check --rows FILE`.

One row a unit and figure, in the order of the findings, worst first; what `value` and `against`
are follows from the finding's code (tellers.check.rows, docs/reference/rows.md). A number that
is not known is left empty, never 0. Form: RFC 4180 but for the line end, which is a line feed.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from tellers.check.case import Case
from tellers.check.rows import list_rows
from tellers.report.csv_cells import safe_cell

if TYPE_CHECKING:
    from tellers.check import Result

__all__ = ["COLUMNS", "write_rows"]

COLUMNS = ("contest", "check", "code", "subject", "unit", "record", "figure", "value", "against", "note")


def write_rows(result: Result, stream: TextIO) -> None:
    """Write a head and every row behind every finding; memory does not grow with their number."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for checked in result.contests:
        case = Case(dossier=result.dossier, contest=checked.contest)
        for finding in checked.findings:
            head = (checked.contest.id, finding.check, finding.code, finding.subject)
            for row in list_rows(case, finding):
                cells = (row.unit, row.record, row.figure, row.value, row.against, row.note)
                writer.writerow(safe_cell(cell) for cell in (*head, *cells))
