"""The parts of a date that words give: weekday, day, month, year, season, part, and numbers in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recoupe.model.interval import Interval
from recoupe.reading.times.calendar import (
    make_day,
    month_of,
    month_part,
    move_months,
    season_of,
    unit_around,
    year_of,
    year_part,
)
from recoupe.reading.times.words import Value


@dataclass(frozen=True, slots=True)
class Partial:
    """The parts of a date that the words give."""

    weekday: int | None = None
    dom: int | None = None
    month: int | None = None
    year: int | None = None
    part: str | None = None
    season: str | None = None
    shift: int | None = None
    near: int | None = None

    def fill(self, year: int) -> Interval | None:
        """The stretch of days in that year; None when the calendar has no such day."""
        if self.season:
            return self._part_of(season_of(year, first_and_last(self.season)))
        if self.month is None:
            whole = year_of(year)
            return year_part(whole, self.part) if whole and self.part else whole
        if self.dom is None:
            whole = month_of(year, self.month)
            return month_part(whole, self.part) if whole and self.part else whole
        day = make_day(year, self.month, self.dom)
        return Interval.day(day) if day else None

    def _part_of(self, season: Interval | None) -> Interval | None:
        if season is None or self.part is None:
            return season
        first = move_months(season.first, {"start": 0, "mid": 1, "end": 2}[self.part])
        return unit_around(first, "month") if first else None


def first_and_last(season: str) -> tuple[int, int]:
    first, _, last = season.partition("-")
    return int(first), int(last)


def read_partial(captures: Mapping[str, Value], prefix: str = "", published: date | None = None) -> Partial:
    """The parts captured under a prefix ("a." for the first end of a range)."""
    got = {name: captures.get(prefix + name) for name in Partial.__slots__}
    if got["year"] is None and isinstance(short := captures.get(prefix + "short"), int) and short < 100:
        got["year"] = full_year(short, published)
    return Partial(**got)  # type: ignore[arg-type]


def full_year(short: int, published: date | None) -> int:
    """'98 is 1998, '25 is 2025: at most ten years after publication."""
    latest = (published.year if published else 2030) + 10
    return short + latest // 100 * 100 - (100 if short + latest // 100 * 100 > latest else 0)


def read_number(captures: Mapping[str, Value]) -> int | None:
    """The number captured: «vingt-quatre» adds, «quatre-vingt» multiplies."""
    values = [v for name in ("number", "number2", "number3") if isinstance(v := captures.get(name), int)]
    total = 0
    for n, value in enumerate(values):
        total = total * value if n and value in (20, 100) and total < value else total + value
    return total if values else None
