"""From one day, month or year to another; nights."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from recoupe.model.interval import Interval
from recoupe.reading.times.calendar import move_days, years_from
from recoupe.reading.times.named import op_date, place_partial
from recoupe.reading.times.parts import Partial, read_partial
from recoupe.reading.times.rules import Found
from recoupe.reading.times.scene import UNKNOWN, Dated, Scene


def op_range(found: Found, scene: Scene, at: int) -> Dated | None:
    """From the first day of one end to the last day of the other; what one end lacks the other gives."""
    if "years" in found.captures:
        return _year_pair(str(found.captures["years"]))
    if "doms" in found.captures:
        first, last = re.split(r"[-/]", str(found.captures["doms"]))
        end = replace(read_partial(found.captures, "", scene.published), dom=int(last))
        return _join(replace(end, dom=int(first)), end, scene, at)
    end = read_partial(found.captures, "b.", scene.published)
    begin = read_partial(found.captures, "a.", scene.published)
    if isinstance(shift := found.captures.get("shift"), int):
        end = replace(end, shift=shift)
    if begin.year and not end.year:
        end = replace(end, year=begin.year)
    if begin.dom and begin.month is None:
        begin = replace(begin, month=end.month)
    return _join(begin, end, scene, at)


def op_night(found: Found, scene: Scene, at: int) -> Dated | None:
    """«la nuit du 30 au 31 mars»: nights are told after they were, unless their clause looks ahead."""
    dated, end = op_range(found, scene, at), read_partial(found.captures, "b.", scene.published)
    if dated is None or dated.interval is None or scene.published is None or dated.interval.first <= scene.published:
        return dated
    if end.month is None or end.year or scene.clauses.tense(at) in ("future", "leaning", "limit"):
        return dated
    begin = read_partial(found.captures, "a.", scene.published)
    begin = replace(begin, month=begin.month or end.month)
    before = _join(begin, replace(end, year=dated.interval.last.year - 1), scene, at)
    return replace(before, reason="the last one up to publication; nights are told afterwards") if before else dated


def op_night_of(found: Found, scene: Scene, at: int) -> Dated | None:
    """«la nuit de lundi»: that evening and the next morning."""
    dated = op_date(found, scene, at)
    if dated is None or dated.interval is None or not (last := move_days(dated.interval.last, 1)):
        return dated
    if scene.published and last > scene.published >= dated.interval.last:
        last = dated.interval.last
    return replace(dated, interval=Interval(dated.interval.first, last, "span"))


def _year_pair(said: str) -> Dated | None:
    first, last = re.split(r"[-/]", said)
    until = int(last) if len(last) == 4 else int(first[:2] + last)
    interval = years_from(int(first), until)
    return Dated(interval, "two years named", explicit=True) if interval else None


def _join(begin: Partial, end: Partial, scene: Scene, at: int) -> Dated | None:
    if end.month is None and end.year is None and end.dom is None and end.weekday is not None:
        return _weekday_range(begin, end, scene, at)
    last = place_partial(end, scene, at)
    if last is None or last.interval is None:
        return last
    first = _begin(begin, last.interval, scene, at)
    if first is None or first.first > last.interval.last:
        return None
    return replace(last, interval=Interval(first.first, last.interval.last, "span"))


def _begin(begin: Partial, last: Interval, scene: Scene, at: int) -> Interval | None:
    """The first end of a range: the latest that is not after its second end."""
    if begin.year is not None:
        return begin.fill(begin.year)
    if begin.month is None:
        if begin.dom is None and begin.weekday is not None:
            day = move_days(last.last, -((last.last.weekday() - begin.weekday) % 7))
            return Interval.day(day) if day else None
        return None
    options = (begin.fill(last.last.year - back) for back in (0, 1))
    return next((option for option in options if option and option.first <= last.last), None)


def _weekday_range(begin: Partial, end: Partial, scene: Scene, at: int) -> Dated | None:
    day = scene.published
    if day is None or begin.weekday is None or end.weekday is None:
        return Dated(None, UNKNOWN)
    length = (end.weekday - begin.weekday) % 7
    back = move_days(day, -((day.weekday() - end.weekday) % 7))
    if back is None:
        return None
    options = [d for steps in (0, 7) if (d := move_days(back, steps))]
    ranges = [Interval(d - timedelta(days=length), d, "span") for d in options if move_days(d, -length)]
    tense = scene.clauses.tense(at)
    if len(ranges) == 2 and (tense == "future" or (tense not in ("past", "told") and ranges[1].first <= day)):
        return Dated(ranges[1], "the days of this week; its clause does not look back", (ranges[0],))
    return Dated(ranges[0], "the last such days up to publication") if ranges else None
