"""The plan of a made-up national election: how large it is, its seed, and which lies are told about it.

Everything the generator writes is a function of this value alone, so the same plan gives the same
bytes.

>>> padded = Lie(name="padded_sheet", per_million=10_000)
>>> plan = ElectionPlan(stations=25_073, options=3, seed=7, lies=(padded,))
>>> plan.option_codes
('o01', 'o02', 'o03')
>>> plan.folder_name
'25073-stations-3-options-seed-7-padded_sheet-10000'
>>> Lie.parse("missing_station=2500")
Lie(name='missing_station', per_million=2500)
"""

from __future__ import annotations

from dataclasses import dataclass

LEAST_OPTIONS = 2
MOST_OPTIONS = 20
MILLION = 1_000_000

LIE_NAMES = (
    "copied_sheet",
    "padded_sheet",
    "overfull_sheet",
    "swapped_lists",
    "arithmetic_error",
    "unread_figure",
    "missing_station",
    "duplicated_sheet",
)
"""In the order in which they are told when a plan has several; `benchmarks.lies` says what each does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """One kind of false sheet, told about ``per_million`` of a million stations, drawn from the seed."""

    name: str
    per_million: int

    def __post_init__(self) -> None:
        if self.name not in LIE_NAMES:
            raise ValueError(f"no lie is named {self.name!r}; there are: {', '.join(LIE_NAMES)}")
        if not 0 <= self.per_million <= MILLION:
            raise ValueError(f"a rate is 0 to {MILLION} per million, not {self.per_million}")

    @classmethod
    def parse(cls, text: str) -> Lie:
        """The lie written as ``name=per_million``."""
        name, separator, rate = text.partition("=")
        if not separator or not rate.isdecimal():
            raise ValueError(f"a lie is written name=per_million, not {text!r}")
        return cls(name=name, per_million=int(rate))


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionPlan:
    """The size, seed and lies of one election; ``regions`` and ``districts`` shape its tree of areas.

    Districts are cut evenly from the stations and regions from the districts, in order of their
    numbers. With fewer stations than districts some districts stay empty and are not written.
    """

    stations: int
    options: int = 13
    seed: int = 1
    regions: int = 25
    districts: int = 1_000
    lies: tuple[Lie, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.stations <= 9_999_999:
            raise ValueError(f"stations are 1 to 9,999,999, not {self.stations}")
        if not LEAST_OPTIONS <= self.options <= MOST_OPTIONS:
            raise ValueError(f"options are {LEAST_OPTIONS} to {MOST_OPTIONS}, not {self.options}")
        if not 0 <= self.seed < 2**32:
            raise ValueError(f"a seed is a whole number below 2**32, not {self.seed}")
        if not 1 <= self.regions <= min(99, self.districts) or self.districts > 9_999:
            raise ValueError(f"{self.regions} regions and {self.districts} districts do not make a tree")
        names = [lie.name for lie in self.lies]
        if len(set(names)) != len(names):
            raise ValueError("a lie is named once, with one rate")

    @property
    def option_codes(self) -> tuple[str, ...]:
        """The options in the order of the columns."""
        return tuple(f"o{number:02}" for number in range(1, self.options + 1))

    @property
    def ordered_lies(self) -> tuple[Lie, ...]:
        """The lies in the order in which they are told, whatever order they were given in."""
        return tuple(sorted(self.lies, key=lambda lie: LIE_NAMES.index(lie.name)))

    @property
    def folder_name(self) -> str:
        """A name that two plans share only when they give the same election."""
        parts = [f"{self.stations}-stations", f"{self.options}-options", f"seed-{self.seed}"]
        if (self.regions, self.districts) != (25, 1_000):
            parts.append(f"{self.regions}-regions-{self.districts}-districts")
        parts += [f"{lie.name}-{lie.per_million}" for lie in self.ordered_lies]
        return "-".join(parts)

    def honest(self) -> ElectionPlan:
        """The same election with nothing false told about it."""
        return ElectionPlan(
            stations=self.stations,
            options=self.options,
            seed=self.seed,
            regions=self.regions,
            districts=self.districts,
        )
