"""Which columns add up to another: found exactly, by whole numbers, among any number of them.

Given rows of candidate columns and a total, the question is which of the columns are its parts.
A handful of rows gives linear equations; they are solved modulo a prime, and a solution counts
only if every coefficient is 0 or 1. Rows with a mistake in them spoil a handful, so several are
tried, and the answer is the one that holds in most rows. A column that is always zero may be a
part or not: it is taken in, since it changes no sum.

>>> rows = [([5, 7, 1, 0], 12), ([2, 2, 9, 0], 4), ([1, 8, 3, 0], 9), ([4, 0, 2, 0], 4)]
>>> find_parts(rows)
([0, 1, 3], 4)
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_parts"]

PRIME = 2_147_483_647
HANDFULS = 12
MOST_COLUMNS = 120
"""Above this the equations would take seconds; a roll of so many lists names its columns."""

Row = tuple["Sequence[int]", int]


def find_parts(rows: Sequence[Row]) -> tuple[list[int], int] | None:
    """Return the columns that add up to the total, and in how many rows; None if in less than half.

    Drawn handfuls are seeded: the same rows give the same answer.
    """
    width = len(rows[0][0]) if rows else 0
    if not 1 < width <= MOST_COLUMNS:
        return None
    moving = [i for i in range(width) if any(cells[i] for cells, _ in rows)]
    still = [i for i in range(width) if i not in moving]
    usable = [row for row in rows if row[1]]
    draw = Random(len(rows))  # noqa: S311 (chooses rows to look at, guards nothing)
    best: tuple[list[int], int] | None = None
    for _ in range(HANDFULS):
        if len(usable) < len(moving):
            return None
        solution = _solve([([c[i] for i in moving], t) for c, t in draw.sample(usable, len(moving))])
        if solution is None or not sum(solution) > 1 or not set(solution) <= {0, 1}:
            continue
        parts = [i for i, taken in zip(moving, solution, strict=True) if taken]
        holds = sum(sum(cells[i] for i in parts) == total for cells, total in rows)
        if best is None or holds > best[1]:
            best = (sorted([*parts, *still]), holds)
        if holds == len(rows):
            break
    return best if best is not None and best[1] * 2 >= len(rows) else None


def _solve(equations: Sequence[Row]) -> list[int] | None:
    """Return one solution modulo `PRIME`, unknowns that are not determined 0; None if there is none."""
    matrix = [[cell % PRIME for cell in (*cells, total)] for cells, total in equations]
    width = len(matrix[0]) - 1
    pivots: list[int] = []
    for column in range(width):
        row = next((r for r in range(len(pivots), len(matrix)) if matrix[r][column]), None)
        if row is None:
            continue
        top = len(pivots)
        matrix[top], matrix[row] = matrix[row], matrix[top]
        inverse = pow(matrix[top][column], -1, PRIME)
        matrix[top] = [cell * inverse % PRIME for cell in matrix[top]]
        for other, line in enumerate(matrix):
            if other != top and (factor := line[column]):
                matrix[other] = [
                    (cell - factor * above) % PRIME for cell, above in zip(line, matrix[top], strict=True)
                ]
        pivots.append(column)
    if any(line[width] for line in matrix[len(pivots) :]):
        return None
    solution = [0] * width
    for line, column in zip(matrix, pivots, strict=False):
        solution[column] = line[width]
    return solution
