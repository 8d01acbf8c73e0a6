"""A stretch of days with the grain it was said in: "2026-06" is a month, never 1 June."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "month", "season", "year", "decade", "span"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Inclusive days `first` to `last`. `grain` is the unit the words name; "span" is anything else."""

    first: date
    last: date
    grain: Grain = "span"

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"interval ends before it begins: {self.first} … {self.last}")

    @classmethod
    def day(cls, day: date) -> Interval:
        return cls(day, day, "day")

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")

    @classmethod
    def year(cls, year: int) -> Interval:
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def week(cls, day: date) -> Interval:
        """Monday to Sunday around `day`."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6), "week")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlaps(self, other: Interval) -> bool:
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: Interval) -> bool:
        return self.first <= other.first and other.last <= self.last

    def gap_days(self, other: Interval) -> int:
        """Days between the two intervals; 0 when they overlap, 1 when they are neighbours."""
        return max(0, (max(self.first, other.first) - min(self.last, other.last)).days)


def shift_day(start: date, days: int) -> date:
    """So many days later or earlier; the first or last day of the calendar where it has no more."""
    return date.fromordinal(min(max(start.toordinal() + days, 1), date.max.toordinal()))
