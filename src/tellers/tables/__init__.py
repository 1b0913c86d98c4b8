"""Bulk in tables: named queries over the records of a dossier, on DuckDB."""

from tellers.tables.arithmetic import (
    Balance,
    Excess,
    Exposure,
    Limit,
    Unbalanced,
    balance_figure,
    checkable_limits,
    checkable_sums,
    excess_over,
    expose_options,
    list_over,
    list_unbalanced,
)
from tellers.tables.coincidences import (
    Coincidence,
    SizeClass,
    count_coincidences,
    list_coincidences,
)
from tellers.tables.compare import (
    Comparison,
    Difference,
    compare_sources,
    list_differences,
    only_by_area,
)
from tellers.tables.duplicates import (
    RepeatedImages,
    RepeatedUnits,
    SharedImage,
    UnitRepeat,
    list_repeated_images,
    list_repeated_units,
    live_records,
    repeated_images,
    repeated_units,
)
from tellers.tables.engine import Tables, quoted, text
from tellers.tables.extremes import FewestSheets, fewest_sheets, largest_sum, sum_of_heaviest
from tellers.tables.figures import figure_sql, readable_figures
from tellers.tables.registers import POOLED, CoveredRegister, covered_register
from tellers.tables.totals import Totals, count_statuses, total_by_area, total_figures
from tellers.tables.unit import unit_areas, unit_records

__all__ = [
    "POOLED",
    "Balance",
    "Coincidence",
    "Comparison",
    "CoveredRegister",
    "Difference",
    "Excess",
    "Exposure",
    "FewestSheets",
    "Limit",
    "RepeatedImages",
    "RepeatedUnits",
    "SharedImage",
    "SizeClass",
    "Tables",
    "Totals",
    "Unbalanced",
    "UnitRepeat",
    "balance_figure",
    "checkable_limits",
    "checkable_sums",
    "compare_sources",
    "count_coincidences",
    "count_statuses",
    "covered_register",
    "excess_over",
    "expose_options",
    "fewest_sheets",
    "figure_sql",
    "largest_sum",
    "list_coincidences",
    "list_differences",
    "list_over",
    "list_repeated_images",
    "list_repeated_units",
    "list_unbalanced",
    "live_records",
    "only_by_area",
    "quoted",
    "readable_figures",
    "repeated_images",
    "repeated_units",
    "sum_of_heaviest",
    "text",
    "total_by_area",
    "total_figures",
    "unit_areas",
    "unit_records",
]
