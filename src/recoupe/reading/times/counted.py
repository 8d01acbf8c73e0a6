"""Times counted from the day of publication: yesterday, last week, three years ago, recent months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from recoupe.model.interval import Interval
from recoupe.reading.times.calendar import (
    month_part,
    move,
    move_days,
    move_months,
    plural,
    unit_around,
    year_part,
    years_from,
)
from recoupe.reading.times.clauses import Tense
from recoupe.reading.times.named import place_weekday
from recoupe.reading.times.parts import Partial, read_number
from recoupe.reading.times.rules import Found
from recoupe.reading.times.scene import OUTSIDE, UNKNOWN, Dated, Scene
from recoupe.reading.times.words import Value

_OPENING = frozenset((".", '"', "!", "?", ":", "«", ";", "(", "d'", "\n"))
# how far back (or ahead) vague words reach when they give no number: units
SOME = {"day": (6, 1), "week": (5, 1), "month": (6, 2), "year": (5, 2), "decade": (5, 2), "century": (5, 2)}


def op_deictic(found: Found, scene: Scene, at: int) -> Dated | None:
    first = int(found.captures.get("first", found.rule.args.get("first", 0)))
    last = int(found.rule.args.get("last", first))
    if scene.published is None:
        return Dated(None, UNKNOWN)
    begin, end = move_days(scene.published, first), move_days(scene.published, last)
    if begin is None or end is None:
        return Dated(None, OUTSIDE)
    weekday = found.captures.get("weekday")
    if isinstance(weekday, int) and begin.weekday() != weekday:  # said the day before it was printed
        return place_weekday(Partial(weekday=weekday), scene, at)
    return Dated(Interval(begin, end, "day" if begin == end else "span"), f"{first:+d} days from publication")


def op_today(found: Found, scene: Scene, at: int) -> Dated | None:
    """«aujourd'hui» is a day where something happened or will; with a state it is "nowadays"."""
    before = found.coded.words[found.first - 1] if found.first else "."
    if before != "d'" and scene.clauses.syntax and scene.clauses.is_state(at):
        return None
    if not scene.clauses.syntax:
        return op_deictic(found, scene, at) if before == "d'" or scene.clauses.tense(at) == "past" else None
    if before not in _OPENING and scene.clauses.tense(at) != "past":
        return None
    return op_deictic(found, scene, at)


def op_unit(found: Found, scene: Scene, at: int) -> Dated | None:
    """«la semaine dernière», «cette année», «début du mois prochain»."""
    captures = found.captures
    unit = str(captures.get("unit") or found.rule.args["unit"])
    shift = captures.get("shift", found.rule.args.get("shift"))
    if scene.published is None:
        return Dated(None, UNKNOWN)
    part = captures.get("part")
    tense: Tense = "open" if shift is not None else scene.clauses.tense(at)
    tense = "past" if tense in ("told", "limit") else tense
    if unit == "weekend":
        return _weekend(scene.published, int(shift) if shift is not None else None, tense)
    day = move(scene.published, int(shift or 0), unit)
    whole = unit_around(day, unit) if day else None
    if whole is None or day is None:
        return Dated(None, OUTSIDE)
    if part is None:
        return Dated(whole, f"the {unit} of publication{f' {int(shift):+d}' if shift else ''}")
    return _part_near(whole, str(part), unit, scene.published, tense if shift is None else None)


def _part_near(whole: Interval, part: str, unit: str, day: date, tense: Tense | None) -> Dated | None:
    """The beginning, middle or end of a unit; of its neighbour when the clause says so."""
    interval = _cut(whole, part, unit)
    over = interval.last < day
    if tense == "past":
        step = -1 if interval.first > day and (unit != "year" or day.month <= 4) else 0
    elif unit == "week" and part == "start":
        step = 1 if over and day.weekday() >= 4 and tense is not None else 0
    else:
        step = 1 if tense == "future" and over else 0
    if step:
        moved = move(whole.first, step, unit)
        other = unit_around(moved, unit) if moved else None
        interval = _cut(other, part, unit) if other else interval
    return Dated(interval, f"the {part} of the {unit}")


def _cut(whole: Interval, part: str, unit: str) -> Interval:
    if unit == "year":
        return year_part(whole, part)
    if unit == "month":
        return month_part(whole, part)
    if unit == "week":
        low, high = {"start": (0, 1), "mid": (2, 3), "end": (4, 6)}[part]
        return Interval(whole.first + timedelta(days=low), whole.first + timedelta(days=high), "span")
    third = whole.days // 3
    low = {"start": 0, "mid": third, "end": 2 * third}[part]
    return Interval(whole.first + timedelta(days=low), whole.first + timedelta(days=low + third - 1), "span")


def _weekend(day: date, shift: int | None, tense: Tense) -> Dated | None:
    """Saturday and Sunday: of this week, or of the last one when the clause looks back before they came."""
    saturday = move_days(day, 5 - day.weekday())
    if shift is not None:
        steps = shift if shift < 0 or day.weekday() >= 5 else 0
        steps = steps if shift > 0 or day.weekday() < 5 else -1
    else:
        steps = -1 if day.weekday() < 4 and tense != "future" else 0
    first = saturday and move_days(saturday, 7 * steps)
    last = first and move_days(first, 1)
    return Dated(Interval(first, last, "span"), "Saturday and Sunday") if first and last else None


def op_offset(found: Found, scene: Scene, at: int) -> Dated | None:
    """«il y a trois ans», «depuis huit jours», «dans deux mois»."""
    if scene.published is None:
        return Dated(None, UNKNOWN)
    return _offset(found.captures, found.rule.args, scene.published)


def _offset(captures: Mapping[str, Value], args: Mapping[str, Value], base: date) -> Dated | None:
    unit, sign, since = str(captures["unit"]), int(args["sign"]), bool(args.get("since"))
    if isinstance(about := captures.get("about"), int):
        return _about(base, (read_number(captures) or 1) * about, unit, sign)
    number = read_number(captures)
    if "demi" in captures or number is None:
        return _half(base, number, unit, sign)
    if unit == "hour":
        if number < 24:
            return None
        number, unit = round(number / 24), "day"
    day = move(base, sign * number, unit)
    if day is None:
        return Dated(None, OUTSIDE)
    grain = "day" if args.get("exact") else _offset_grain(unit, number, since)
    return Dated(unit_around(day, grain), f"{sign * number:+d} {plural(unit)} from publication")


def _offset_grain(unit: str, number: int, since: bool) -> str:
    """How exactly a distance in time is meant: years point to a year, a single year to a month."""
    if unit in ("day", "week"):
        return "day" if since or unit == "day" else "week"
    if unit in ("month", "quarter"):
        return "day" if since else "month"
    if unit == "year" and number == 1:
        return "day" if since else "month"
    return "year"


def _half(base: date, number: int | None, unit: str, sign: int) -> Dated | None:
    """«un an et demi», «un demi-siècle»."""
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        return None
    day = move_months(base, sign * ((number or 0) * months + months // 2))
    grain = "month" if unit == "year" else "day" if unit == "month" else "year"
    return Dated(unit_around(day, grain), "with a half") if day else Dated(None, OUTSIDE)


def _about(base: date, number: int, unit: str, sign: int) -> Dated | None:
    """«une dizaine de jours»: ± 20 %."""
    share = 0.1 if unit in ("year", "decade", "century") else 0.2
    ends = sorted(filter(None, (move(base, sign * round(number * (1 + s)), unit) for s in (-share, share))))
    if len(ends) < 2:
        return Dated(None, OUTSIDE)
    if share == 0.1:
        return Dated(years_from(ends[0].year, ends[1].year), "about, ± 10 %")
    return Dated(Interval(ends[0], ends[1], "span"), "about, ± 20 %")


def op_some(found: Found, scene: Scene, at: int) -> Dated | None:
    """«il y a quelques jours»."""
    unit, sign = str(found.captures["unit"]), int(found.rule.args["sign"])
    if scene.published is None or unit not in SOME:
        return Dated(None, UNKNOWN) if scene.published is None else None
    ends = [move(scene.published, sign * n, unit) for n in SOME[unit]]
    if ends[0] is None or ends[1] is None:
        return Dated(None, OUTSIDE)
    return Dated(Interval(min(ends[0], ends[1]), max(ends[0], ends[1]), "span"), f"some {plural(unit)}")


def op_recent(found: Found, scene: Scene, at: int) -> Dated | None:
    """«ces dernières semaines», «dans les trois prochains mois»: a reasonable stretch up to or from publication."""
    args, day = found.rule.args, scene.published
    unit = str(found.captures.get("unit") or args.get("unit"))
    number = read_number(found.captures) or args.get("number")
    if isinstance(about := found.captures.get("about"), int):
        number = int(number or 1) * about
    if day is None:
        return Dated(None, UNKNOWN)
    if unit == "hour":
        if number is None or int(number) < 24:
            return None
        number, unit = round(int(number) / 24), "day"
    sign = int(args["sign"])
    if number is not None:
        other = move(day, sign * int(number), unit)
        reason = f"{number} {plural(unit)} " + ("up to" if sign < 0 else "from") + " publication"
    else:
        other, reason = _reach(day, unit, sign), vague_reason(unit)
    if other is None:
        return Dated(None, OUTSIDE)
    first, last = min(day, other), max(day, other)
    if number is None and unit == "day" and sign > 0:
        first = min(first + timedelta(days=1), last)
    return Dated(Interval(first, last, "span"), reason)


def vague_reason(unit: str) -> str:
    return "since the start of the year" if unit == "yeartodate" else f"a reasonable stretch of {plural(unit)}"


def _reach(day: date, unit: str, sign: int) -> date | None:
    """How far vague words reach: six days, thirty days, four months (three ahead), three years."""
    if unit == "yeartodate":
        return day.replace(month=1, day=1)
    if unit == "day":
        return move_days(day, -6 if sign < 0 else 7)
    if unit == "week":
        return move_days(day, 30 * sign)
    other = move(day, (-4 if unit == "month" else -3) if sign < 0 else 3, unit)
    if other is None or sign > 0:
        return other
    return other.replace(day=1) if unit == "month" else other.replace(month=1, day=1)
