"""Bulk in tables: named queries over the records of a dossier, on DuckDB."""

from tellers.tables.compare import (
    Comparison,
    Difference,
    compare_sources,
    list_differences,
    only_by_area,
)
from tellers.tables.engine import Tables, quoted, text
from tellers.tables.extremes import FewestSheets, fewest_sheets, largest_sum, sum_of_heaviest
from tellers.tables.figures import figure_sql, readable_figures
from tellers.tables.registers import CoveredRegister, covered_register
from tellers.tables.totals import Totals, count_statuses, total_by_area, total_figures
from tellers.tables.unit import unit_areas, unit_records

__all__ = [
    "Comparison",
    "CoveredRegister",
    "Difference",
    "FewestSheets",
    "Tables",
    "Totals",
    "compare_sources",
    "count_statuses",
    "covered_register",
    "fewest_sheets",
    "figure_sql",
    "largest_sum",
    "list_differences",
    "only_by_area",
    "quoted",
    "readable_figures",
    "sum_of_heaviest",
    "text",
    "total_by_area",
    "total_figures",
    "unit_areas",
    "unit_records",
]
