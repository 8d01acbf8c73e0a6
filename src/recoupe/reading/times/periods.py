"""Dates in digits, decades, centuries, quarters, feasts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from recoupe.model.interval import Interval
from recoupe.reading.times.calendar import (
    easter,
    lunar_feast,
    make_day,
    month_of,
    move_days,
    quarter_of,
    years_from,
)
from recoupe.reading.times.named import choose_year, place_partial
from recoupe.reading.times.parts import Partial, first_and_last, full_year, read_number, read_partial
from recoupe.reading.times.rules import Found
from recoupe.reading.times.scene import UNKNOWN, Dated, Scene
from recoupe.reading.times.words import Value


def op_numeric(found: Found, scene: Scene, at: int) -> Dated | None:
    """Dates in digits; a day and month that may be swapped give two candidates."""
    captures, end = found.captures, None
    said = str(next(captures[n] for n in ("numeric", "iso", "glued") if n in captures))
    if "glued" in captures:  # «11/5/20252 min»: the year has four digits
        cut = len(re.split(r"[-/.]", said)[2]) - 4
        said, end = said[:-cut], found.coded.spans[found.first][1] - cut
    options = _days_of(said, scene.published, str(found.rule.args.get("order", "dmy")))
    if not options:
        return None
    if isinstance(dom := captures.get("a.dom"), int):
        first = make_day(options[0].year, options[0].month, dom)
        if first and first < options[0]:
            return Dated(Interval(first, options[0], "span"), "in digits", explicit=True)
    reason = "in digits" if len(options) == 1 else "in digits; day and month may be swapped"
    return Dated(Interval.day(options[0]), reason, tuple(map(Interval.day, options[1:])), explicit=True, end=end)


def _days_of(said: str, published: date | None, order: str) -> list[date]:
    """The days the digits can mean, likeliest first: that of publication, else by the language's order."""
    first, second, third = (int(n) for n in re.findall(r"\d+", said))
    if order == "ymd":
        return [day for day in [make_day(first, second, third)] if day]
    year = third if third > 99 else full_year(third, published)
    orders = [(second, first), (first, second)] if order == "dmy" else [(first, second), (second, first)]
    options = list(dict.fromkeys(day for month, dom in orders if (day := make_day(year, month, dom))))
    if published and len(options) > 1:
        far = (options[0] - published).days > 180 and options[1] <= published
        if options[1] == published or far:
            options.reverse()
    return options


def op_day_month(found: Found, scene: Scene, at: int) -> Dated | None:
    """«le 20/10»: day and month, the year as for other dates without one."""
    dom, month = (int(n) for n in re.split(r"[-/]", str(found.captures["doms"])))
    if not 1 <= month <= 12:
        return None
    return place_partial(Partial(dom=dom, month=month), scene, at)


def op_decade(found: Found, scene: Scene, at: int) -> Dated | None:
    captures = found.captures
    said = captures.get("decade", captures.get("short", read_number(captures)))
    if not isinstance(said, int):
        return None
    first = said if said > 99 else 1900 + said if said >= 30 else 2000 + said
    if first % 10:
        return None
    low, high = {None: (0, 9), "start": (0, 3), "mid": (4, 6), "end": (7, 9)}[captures.get("part")]  # type: ignore[index]
    interval = years_from(first + low, first + high, "decade" if high - low == 9 else "span")
    return Dated(interval, "a decade", explicit=True)


def op_century(found: Found, scene: Scene, at: int) -> Dated | None:
    number = found.captures.get("roman", found.captures.get("number"))
    if not isinstance(number, int) or not 1 <= number <= 30:
        return None
    low, high = {None: (1, 100), "start": (1, 20), "mid": (41, 60), "end": (81, 100)}[found.captures.get("part")]  # type: ignore[index]
    return Dated(years_from((number - 1) * 100 + low, (number - 1) * 100 + high), "a century", explicit=True)


def op_quarter(found: Found, scene: Scene, at: int) -> Dated | None:
    """«premier trimestre 2025», «second semestre»."""
    months, number = int(found.captures["halfyear"]), int(found.captures["ordinal"])
    year, count = found.captures.get("year"), 12 // months
    number = count if number < 0 and year else number
    if not 1 <= number <= count:
        return None
    if isinstance(year, int):
        return Dated(quarter_of(year, number, months), "dated in full", explicit=True)
    if scene.published is None:
        return Dated(None, UNKNOWN)
    interval = quarter_of(scene.published.year, number, months)
    if interval and interval.first > scene.published and scene.clauses.tense(at) == "past":
        interval = quarter_of(scene.published.year - 1, number, months)
    return Dated(interval, "of the year of publication") if interval else None


def op_first_months(found: Found, scene: Scene, at: int) -> Dated | None:
    """«les six premiers mois de l'année»."""
    count, year = read_number(found.captures), found.captures.get("year")
    count = count * int(found.rule.args.get("months", 1)) if count else None
    if not isinstance(year, int):
        year = scene.published.year if scene.published else None
    if count is None or not 1 <= count <= 12 or year is None:
        return Dated(None, UNKNOWN) if year is None else None
    begin, end = month_of(year, 1), month_of(year, count)
    explicit = "year" in found.captures
    return Dated(Interval(begin.first, end.last), "months of a year", explicit=explicit) if begin and end else None


def op_feast(found: Found, scene: Scene, at: int) -> Dated | None:
    """Feasts of the civil and Christian calendar."""
    captures = found.captures
    feast = captures.get("fixed_feast", found.rule.args.get("day"))
    partial = replace(read_partial(captures, "", scene.published), near=1 if "near" in found.rule.args else None)
    if isinstance(feast, str):
        month, dom = first_and_last(feast)
        return place_partial(replace(partial, month=month, dom=dom, weekday=None), scene, at)
    days = captures.get("easter_feast")
    lunar = captures.get("lunar_feast")
    if not isinstance(days, int) and not isinstance(lunar, str):
        return None
    if partial.year is None and scene.published is None:
        return Dated(None, UNKNOWN)
    if scene.published and isinstance(years_on := captures.get("years"), int):
        partial = replace(partial, year=scene.published.year + years_on)
    years = [partial.year] if partial.year else [scene.published.year + y for y in (-1, 0, 1)]  # type: ignore[union-attr]
    options = [i for y in years for i in _movable(y, days, lunar)]
    if not options or scene.published is None or partial.year:
        return Dated(options[0], "a movable feast", explicit=True) if options else None
    return choose_year(options, replace(partial, weekday=None), scene, at, scene.published)


def _movable(year: int, days: Value | None, lunar: Value | None) -> list[Interval]:
    """The movable feast in that year; lunar feasts move and may fall twice or not at all."""
    if isinstance(lunar, str):
        return lunar_feast(year, *first_and_last(lunar))
    sunday = easter(year)
    day = move_days(sunday, int(days or 0)) if sunday else None
    return [Interval.day(day)] if day else []
