"""Pseudo-random whole numbers inside a query, the same on every machine and with every version of the engine.

The engine's own ``hash`` may change from one version to the next and its ``random`` depends on the
number of threads. Here a draw is a 32-bit finaliser (two rounds of shift, xor and multiply, after
C. Wellons, "Prospecting for hash functions", 2018, the function named lowbias32) written in plain
arithmetic: it is a bijection, so different stations have different keys. `draw` is the same
function in Python and `SQL_MACROS` in the engine.

No floating-point number is used anywhere in an election: its bytes do not depend on a maths
library.

>>> mix(1)
1753845952
>>> draw(seed=7, index=0, stream=3) == draw(seed=7, index=0, stream=3)
True
"""

from __future__ import annotations

MASK = 2**32 - 1
STREAM_STEP = 0x9E3779B9  # 2**32 over the golden ratio: neighbouring streams land far apart

SQL_MACROS = (
    "CREATE MACRO mix_first(x) AS (xor(x, x >> 16) * 2146121005) & 4294967295",
    "CREATE MACRO mix_second(x) AS (xor(x, x >> 15) * 2221713035) & 4294967295",
    "CREATE MACRO mix_last(x) AS xor(x, x >> 16)",
    "CREATE MACRO mix(x) AS mix_last(mix_second(mix_first(x)))",
)


def mix(value: int) -> int:
    """The finaliser for one number below 2**32."""
    value = ((value ^ value >> 16) * 0x7FEB352D) & MASK
    value = ((value ^ value >> 15) * 0x846CA68B) & MASK
    return value ^ value >> 16


def draw(*, seed: int, index: int, stream: int) -> int:
    """The draw of one stream for one index, below 2**32; the plain witness of `sql_draw`."""
    key = mix((index + mix(seed)) & MASK)
    return mix((key + stream * STREAM_STEP) & MASK)


def sql_key(index: str, *, seed: int) -> str:
    """An expression: the key of an index, from which all its streams are drawn. Compute it once a row."""
    return f"mix(({index} + {mix(seed)}) & {MASK})"


def sql_draw(key: str, *, stream: int, below: int) -> str:
    """An expression: a whole number from 0 to ``below`` - 1 (off uniform by less than ``below`` / 2**32)."""
    return f"(mix(({key} + {stream * STREAM_STEP & MASK}) & {MASK}) % {below})"
