"""Calendar arithmetic that knows where the calendar ends: what lies outside years 1 to 9999 is None."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from recoupe.model.interval import Grain, Interval

# A third of a month or the ends of a year, as the annotation guide cuts them.
MONTH_PARTS = {"start": (1, 10), "mid": (11, 20), "end": (21, 31)}
YEAR_PARTS = {"start": (1, 2), "mid": (6, 7), "end": (11, 12)}


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def move_days(day: date, count: int) -> date | None:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def move_months(day: date, count: int) -> date | None:
    """The same day of the month `count` months on; the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plural(unit: str) -> str:
    """The name of several units of time, for reasons."""
    return "centuries" if unit == "century" else f"{unit}s"


def move(day: date, count: int, unit: str) -> date | None:
    """`count` days, weeks, months, years, decades or centuries from `day`."""
    if abs(count) > 10**7:
        return None
    if unit in ("day", "week", "hour"):
        return move_days(day, {"day": count, "week": 7 * count, "hour": round(count / 24)}[unit])
    return move_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def year_of(year: int) -> Interval | None:
    return Interval.year(year) if MINYEAR <= year <= MAXYEAR else None


def month_of(year: int, month: int) -> Interval | None:
    return Interval.month(year, month) if MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 else None


def week_of(day: date) -> Interval | None:
    try:
        return Interval.week(day)
    except OverflowError:
        return None


def years_from(first: int, last: int, grain: Grain = "span") -> Interval | None:
    if not MINYEAR <= first <= last <= MAXYEAR:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), grain)


def season_of(year: int, months: tuple[int, int]) -> Interval | None:
    """The three months of a season; one that spans New Year is named after the year it begins in."""
    first, last = months
    end = month_of(year + (last < first), last)
    begin = month_of(year, first)
    return Interval(begin.first, end.last, "season") if begin and end else None


def month_part(interval: Interval, part: str) -> Interval:
    low, high = MONTH_PARTS[part]
    high = min(high, interval.last.day)
    return Interval(interval.first.replace(day=low), interval.first.replace(day=high), "span")


def year_part(interval: Interval, part: str) -> Interval:
    low, high = YEAR_PARTS[part]
    year = interval.first.year
    return Interval(date(year, low, 1), date(year, high, monthrange(year, high)[1]), "span")


def unit_around(day: date, unit: str) -> Interval | None:
    """The day, week, month, year or decade that holds `day`."""
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_of(day.year)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = day.year // size * size
        return years_from(max(first, 1), first + size - 1, "decade" if size == 10 else "span")
    return Interval.day(day)


def quarter_of(year: int, number: int, months: int = 3) -> Interval | None:
    """Quarter (or, with `months` 6, half) `number` of the year."""
    begin, end = month_of(year, (number - 1) * months + 1), month_of(year, number * months)
    return Interval(begin.first, end.last, "span") if begin and end else None


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return make_day(year, month, day + 1)


def lunar_feast(year: int, month: int, day: int) -> list[Interval]:
    """Feasts of the tabular Islamic calendar in a year; day 0 is the whole month. The moon may differ by a day."""
    lunar = (year - 622) * 33 // 32
    found = []
    for one in range(lunar - 1, lunar + 3):
        first = _lunar_day(one, month, day or 1)
        last = _lunar_day(one, month + 1, 1) - 1 if day == 0 else first
        if first >= 1 and last <= date.max.toordinal() and date.fromordinal(first).year == year:
            grain: Grain = "month" if day == 0 else "day"
            found.append(Interval(date.fromordinal(first), date.fromordinal(last), grain))
    return found


def _lunar_day(year: int, month: int, day: int) -> int:
    """The ordinal of a day of the tabular Islamic calendar."""
    return (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948440 - 385 - 1721425


def closest(options: list[Interval], day: date) -> Interval:
    """The interval nearest to `day`; the earlier of two that are equally near."""
    return min(options, key=lambda i: (max((i.first - day).days, (day - i.last).days, 0), i.first))
