"""The operations that rules name: from captured words to days. Each returns None when there is no date after all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recoupe.model.interval import Interval
from recoupe.reading.times.calendar import (
    easter,
    make_day,
    month_of,
    month_part,
    move,
    move_days,
    move_months,
    quarter_of,
    season_of,
    unit_around,
    year_of,
    year_part,
    years_from,
)
from recoupe.reading.times.rules import Found
from recoupe.reading.times.scene import Dated, Scene, Tense
from recoupe.reading.times.words import Value

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN = "counts from the day of publication, which is not known"
OUTSIDE = "lies outside the calendar"
_OPENING = frozenset((".", '"', "!", "?", ":", "«", ";", "(", "d'", "\n"))
Operation = Callable[[Found, Scene, int], Dated | None]


# ---- a date named by its parts


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

    def fill(self, year: int) -> Interval | None:
        """The stretch of days in that year; None when the calendar has no such day."""
        if self.season:
            return self._part_of(season_of(year, _months(self.season)))
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


def _months(season: str) -> tuple[int, int]:
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


def op_date(found: Found, scene: Scene, at: int) -> Dated | None:
    if found.rule.args.get("named"):
        return _named_day(found, scene, at)
    dated = place_partial(read_partial(found.captures, "", scene.published), scene, at)
    if dated and dated.interval and ("half" in found.rule.args or "week" in found.rule.args):
        cut = _slice(dated.interval, int(found.captures["ordinal"]), 15 if "half" in found.rule.args else 7)
        return replace(dated, interval=cut) if cut else None
    return dated


def _slice(month: Interval, number: int, days: int) -> Interval | None:
    """The first or second half, or a week counted from the first day, of a month."""
    if number < 0 or (days == 15 and number == 2):
        first = month.last.day - days + 1 if days == 7 else 16
        return Interval(month.first.replace(day=first), month.last, "span")
    first = (number - 1) * days + 1
    if not 1 <= first <= month.last.day - days + 1:
        return None
    return Interval(month.first.replace(day=first), month.first.replace(day=first + days - 1), "span")


def place_partial(partial: Partial, scene: Scene, at: int) -> Dated | None:
    """The days a partial date means where it stands."""
    if partial.year is not None:
        interval = partial.fill(partial.year)
        return _with_weekday(partial, Dated(interval, "dated in full", explicit=True)) if interval else None
    if partial.month is None and partial.season is None:
        if partial.dom is not None:
            return _weekday_and_day(partial, scene)
        return _weekday(partial, scene, at) if partial.weekday is not None else None
    return _without_year(partial, scene, at)


def _with_weekday(partial: Partial, dated: Dated) -> Dated:
    """A weekday that does not fit is told: the day of the month is kept."""
    interval = dated.interval
    if partial.weekday is None or interval is None or interval.days > 1:
        return dated
    day = interval.first
    if day.weekday() == partial.weekday:
        return dated
    steps = (partial.weekday - day.weekday() + 3) % 7 - 3
    other = move_days(day, steps)
    reason = f"{dated.reason}; it was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[partial.weekday]}: the date is kept"
    return replace(dated, reason=reason, alternatives=(Interval.day(other),) if other else ())


def _without_year(partial: Partial, scene: Scene, at: int) -> Dated | None:
    """A day, month or season whose year has to come from elsewhere."""
    if partial.shift is None:
        if partial.dom and partial.month and (year := scene.full_year(partial.month, partial.dom)):
            return Dated(partial.fill(year), "the article gives the year of this day elsewhere", explicit=True)
        if near := _year_from_list(partial, scene, at) or _from_story(partial, scene, at):
            return near
    if scene.published is None:
        return Dated(None, UNKNOWN)
    options = [i for y in range(-2, 3) if (i := partial.fill(scene.published.year + y))]
    if not options:
        return None
    return _with_weekday(partial, _choose_year(options, partial, scene, at, scene.published))


def _choose_year(options: list[Interval], partial: Partial, scene: Scene, at: int, day: date) -> Dated:
    """The last one up to publication, unless words, weekday or tense point ahead."""
    past = [i for i in options if i.first <= day]
    ahead = [i for i in options if i.last >= day]
    back = past[-1] if past else options[0]
    next_one = ahead[0] if ahead else options[-1]
    if partial.shift is not None:
        chosen = (
            [i for i in past if i.last < day][-1:] if partial.shift < 0 else [i for i in ahead if i.first > day][:1]
        )
        return Dated((chosen or [back])[0], "the last one before publication" if partial.shift < 0 else "the next one")
    if back == next_one:
        return Dated(back, "the one of the publication day")
    if partial.weekday is not None and partial.dom is not None:
        fits = [i for i in (back, next_one) if i.first.weekday() == partial.weekday]
        if len(fits) == 1 and min((day - back.first).days, (next_one.first - day).days) > 40:
            return Dated(fits[0], "the nearest year in which the weekday fits")
    tense, nominal = scene.tense(at), scene.is_nominal(at)
    if tense == "past" and partial.dom and nominal:
        tense = "open"
    if tense == "future" or (tense not in ("past", "told") and _soon(back, next_one, day, partial, tense, nominal)):
        return Dated(
            next_one, "its clause looks ahead" if tense == "future" else "near ahead, long past otherwise", (back,)
        )
    return Dated(
        back, "the last one up to publication" + ("; its clause looks back" if tense in ("past", "told") else "")
    )


def _soon(back: Interval, ahead: Interval, day: date, partial: Partial, tense: Tense, nominal: bool) -> bool:
    """Days lie ahead when that is near and the last one long past; months only in a present or limiting clause."""
    reach = 100 if partial.dom else 45 if tense in ("present", "limit") and not nominal else 0
    return (ahead.first - day).days <= reach and (day - back.last).days > 200


def _year_from_list(partial: Partial, scene: Scene, at: int) -> Dated | None:
    """«en mai 2024, …, en août, puis en octobre 2024»: neighbours of the sentence give the year."""
    before = next(((i, v) for i, v in scene.before(at) if _is_fine(scene, i, v)), None)
    after = next(((i, v) for i, v in scene.after(at) if _is_fine(scene, i, v)), None)
    if before and after:
        for year in range(before[1].first.year, after[1].last.year + 1):
            option = partial.fill(year)
            if option and before[1].first <= option.first and option.last <= after[1].last:
                return Dated(option, "stands between two dated neighbours", explicit=True)
    if after and _only_list_words(scene, at, after[0]):
        option = partial.fill(after[1].first.year)
        if option and option.first <= after[1].last:
            return Dated(option, "the year of the date it is listed with", explicit=True)
    if before and _only_list_words(scene, before[0], at):
        option = partial.fill(before[1].first.year)
        if option and option.first >= before[1].first and (scene.published is None or option.first <= scene.published):
            return Dated(option, "the year of the date before it", explicit=True)
    return None


def _only_list_words(scene: Scene, first: int, second: int) -> bool:
    """Nothing but «et», «puis», «en», commas … stands between the two."""
    one, two = scene.found[first], scene.found[second]
    between = one.coded.words[one.last : two.first]
    return len(between) <= 4 and all(word in scene.word_class("list_word") for word in between)


def _from_story(partial: Partial, scene: Scene, at: int) -> Dated | None:
    """In a story told of an older year, a day without its year follows the day before it."""
    if (partial.dom is None and partial.part is None) or scene.published is None:
        return None
    before = next(((i, v) for i, v in scene.before(at, 2) if _is_fine(scene, i, v)), None)
    if before is None or not scene.same_paragraph(before[0], at) or before[1].last.year >= scene.published.year:
        return None
    if partial.weekday is not None:
        return None
    option = next(
        (o for y in (0, 1) if (o := partial.fill(before[1].first.year + y)) and o.first >= before[1].first), None
    )
    if option is None or option.first > scene.published:
        return None
    ahead = partial.fill(scene.published.year + (option.first.replace(year=2000) < scene.published.replace(year=2000)))
    far = ahead is not None and (ahead.first - scene.published).days > 180
    if scene.tense(at) not in ("told", "present", "future" if far else "told"):
        return None
    return Dated(option, "follows the day told before it", explicit=True)


def _is_fine(scene: Scene, at: int, interval: Interval) -> bool:
    """A neighbour with its year that is no wider than a season."""
    dated = scene.dated[at]
    return bool(dated and dated.explicit and interval.days <= 92)


def _named_day(found: Found, scene: Scene, at: int) -> Dated | None:
    """A day after which an event is called: its year from the text or from what is known of it."""
    partial = read_partial(found.captures, "", scene.published)
    if partial.month and partial.dom and not scene.full_year(partial.month, partial.dom):
        years = scene.word_class("event_day").get(f"{partial.month}-{partial.dom}")
        if isinstance(years, int) and (scene.published is None or scene.published.year >= years):
            return Dated(partial.fill(years), "the day an event is named after", explicit=True)
    return place_partial(partial, scene, at)


# ---- weekdays


def _weekday(partial: Partial, scene: Scene, at: int) -> Dated | None:
    day, weekday = scene.published, partial.weekday
    if day is None or weekday is None:
        return Dated(None, f"a {WEEKDAYS[weekday or 0]}; {UNKNOWN}")
    back = move_days(day, -((day.weekday() - weekday) % 7))
    ahead = move_days(day, (weekday - day.weekday()) % 7 or 7)
    if back is None or ahead is None:
        return None
    if partial.shift is not None:
        if partial.shift < 0 and back == day:
            back -= timedelta(days=7)
        chosen = back if partial.shift < 0 else ahead
        return Dated(Interval.day(chosen), "the last one before publication" if partial.shift < 0 else "the next one")
    if back == day:
        return Dated(Interval.day(day), "the day of publication")
    tense = scene.tense(at)
    if tense == "limit" and (ahead - day).days < (day - back).days:
        return Dated(Interval.day(ahead), "the nearest: a term is set", (Interval.day(back),))
    if tense == "future" and not scene.is_nominal(at):
        return Dated(Interval.day(ahead), "the next one: its clause looks ahead", (Interval.day(back),))
    return Dated(Interval.day(back), "the last one up to publication")


def _weekday_and_day(partial: Partial, scene: Scene) -> Dated | None:
    """«ce mercredi 5»: the month nearest to publication in which both fit."""
    if scene.published is None or partial.dom is None:
        return Dated(None, UNKNOWN)
    options = []
    for months in (0, -1, 1):
        near = move_months(scene.published.replace(day=1), months)
        day = make_day(near.year, near.month, partial.dom) if near else None
        if day and (partial.weekday is None or day.weekday() == partial.weekday):
            options.append(day)
    if not options:
        return None
    best = min(options, key=lambda d: abs((d - scene.published).days))  # type: ignore[operator]
    return Dated(Interval.day(best), "the nearest month in which the weekday fits")


def op_night_of(found: Found, scene: Scene, at: int) -> Dated | None:
    """«la nuit de lundi»: that evening and the next morning."""
    dated = op_date(found, scene, at)
    if dated is None or dated.interval is None or not (last := move_days(dated.interval.last, 1)):
        return dated
    if scene.published and last > scene.published >= dated.interval.last:
        last = dated.interval.last
    return replace(dated, interval=Interval(dated.interval.first, last, "span"))


def op_month_of_year(found: Found, scene: Scene, at: int) -> Dated | None:
    """«en juillet de la même année»."""
    month = found.captures.get("month")
    base = scene.reference(at, "year")
    if base is None or not isinstance(month, int):
        return Dated(None, "counts from a year the text does not give")
    interval = month_of(base.first.year, month)
    return Dated(interval, "in the year named before", explicit=True) if interval else None


def op_dom(found: Found, scene: Scene, at: int) -> Dated | None:
    """«le 26» after a dated day: the month of that day."""
    dom = found.captures.get("dom")
    for _, interval in scene.before(at, 2):
        if interval.days <= 31 and isinstance(dom, int):
            day = make_day(interval.last.year, interval.last.month, dom)
            return Dated(Interval.day(day), "in the month named before") if day else None
    return None


# ---- ranges


def op_range(found: Found, scene: Scene, at: int) -> Dated | None:
    """From the first day of one end to the last day of the other; what one end lacks the other gives."""
    word = found.coded.words[found.first]
    if "years" in found.captures:
        return _year_pair(str(found.captures["years"]))
    if "doms" in found.captures:
        first, last = re.split(r"[-/]", str(found.captures["doms"]))
        end = replace(read_partial(found.captures, "", scene.published), dom=int(last))
        return _join(replace(end, dom=int(first)), end, scene, at)
    del word
    end = read_partial(found.captures, "b.", scene.published)
    begin = read_partial(found.captures, "a.", scene.published)
    if isinstance(shift := found.captures.get("shift"), int):
        end = replace(end, shift=shift)
    if begin.year and not end.year:
        end = replace(end, year=begin.year)
    if begin.dom and begin.month is None:
        begin = replace(begin, month=end.month)
    return _join(begin, end, scene, at)


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
    tense = scene.tense(at)
    if len(ranges) == 2 and (tense == "future" or (tense == "open" and ranges[1].first <= day)):
        return Dated(ranges[1], "the days of this week; its clause does not look back", (ranges[0],))
    return Dated(ranges[0], "the last such days up to publication") if ranges else None


# ---- counted from publication


def op_deictic(found: Found, scene: Scene, at: int) -> Dated | None:
    first = int(found.rule.args.get("first", 0))
    last = int(found.rule.args.get("last", first))
    if scene.published is None:
        return Dated(None, UNKNOWN)
    begin, end = move_days(scene.published, first), move_days(scene.published, last)
    if begin is None or end is None:
        return Dated(None, OUTSIDE)
    return Dated(Interval(begin, end, "day" if begin == end else "span"), f"{first:+d} days from publication")


def op_today(found: Found, scene: Scene, at: int) -> Dated | None:
    """«aujourd'hui» is a day where something happened or will; with a state it is "nowadays"."""
    before = found.coded.words[found.first - 1] if found.first else "."
    if before != "d'" and scene.syntax and scene.is_state(at):
        return None
    if before not in _OPENING and scene.syntax and scene.tense(at) != "past":
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
    tense: Tense = "open" if shift is not None else scene.tense(at)
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


def read_number(captures: Mapping[str, Value]) -> int | None:
    """The number captured: «vingt-quatre» adds, «quatre-vingt» multiplies."""
    values = [v for name in ("number", "number2", "number3") if isinstance(v := captures.get(name), int)]
    total = 0
    for n, value in enumerate(values):
        total = total * value if n and value in (20, 100) and total < value else total + value
    return total if values else None


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
    grain = _offset_grain(unit, number, since)
    return Dated(unit_around(day, grain), f"{sign * number:+d} {unit}s from publication")


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


# how far back (or ahead) vague words reach when they give no number: units
SOME = {"day": (6, 1), "week": (5, 1), "month": (6, 2), "year": (5, 2), "decade": (5, 2), "century": (5, 2)}


def op_some(found: Found, scene: Scene, at: int) -> Dated | None:
    """«il y a quelques jours»."""
    unit, sign = str(found.captures["unit"]), int(found.rule.args["sign"])
    if scene.published is None or unit not in SOME:
        return Dated(None, UNKNOWN) if scene.published is None else None
    ends = [move(scene.published, sign * n, unit) for n in SOME[unit]]
    if ends[0] is None or ends[1] is None:
        return Dated(None, OUTSIDE)
    return Dated(Interval(min(ends[0], ends[1]), max(ends[0], ends[1]), "span"), f"some {unit}s")


def op_recent(found: Found, scene: Scene, at: int) -> Dated | None:
    """«ces dernières semaines», «dans les trois prochains mois»: a reasonable stretch up to or from publication."""
    args, day = found.rule.args, scene.published
    unit = str(found.captures.get("unit") or args.get("unit"))
    number = read_number(found.captures) or args.get("number")
    if day is None:
        return Dated(None, UNKNOWN)
    if unit == "hour":
        return None
    sign = int(args["sign"])
    if number is not None:
        other = move(day, sign * int(number), unit)
        reason = f"{number} {unit}s " + ("up to" if sign < 0 else "from") + " publication"
    else:
        other, reason = _reach(day, unit, sign), f"a reasonable stretch of {unit}s"
    if other is None:
        return Dated(None, OUTSIDE)
    first, last = min(day, other), max(day, other)
    if number is None and unit == "day" and sign > 0:
        first = min(first + timedelta(days=1), last)
    return Dated(Interval(first, last, "span"), reason)


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


# ---- counted from the day the text speaks of


def op_narrative(found: Found, scene: Scene, at: int) -> Dated | None:
    """«le lendemain», «l'année suivante», «deux jours plus tôt»."""
    captures, args = found.captures, found.rule.args
    unit = str(captures.get("unit") or args.get("unit", "day"))
    if unit == "hour" or "about" in captures:
        return None
    count = read_number(captures)
    steps = int(captures.get("shift", args.get("shift", 0))) if count is None else count * int(args["sign"])
    options = [(base, _step(base, steps, unit, count)) for base in scene.references(at, unit)]
    if not options:
        return Dated(None, "counts from a day the text does not give")
    known = [(base, i) for base, i in options if i and not (scene.published and i.first > scene.published)]
    base, interval = (known or options)[0]
    if interval is None:
        return Dated(None, OUTSIDE)
    return Dated(interval, f"{steps:+d} {unit}s from {base.first.isoformat()}" if steps else "the date named before")


def _step(base: Interval, steps: int, unit: str, count: int | None) -> Interval | None:
    """`steps` units from a date of the story: days stay days, years are years, one year keeps the grain."""
    if steps == 0 and unit == "day":
        return base
    if unit == "year" and count == 1 and base.days < 366:
        first, last = move_months(base.first, 12 * steps), move_months(base.last, 12 * steps)
        if first is None or last is None:
            return None
        return unit_around(first, "month") if base.days == 1 else Interval(first, last, base.grain)
    day = move(base.last if steps > 0 and unit == "day" else base.first, steps, unit)
    return unit_around(day, unit if unit != "week" or count is None else "day") if day else None


def op_aftermath(found: Found, scene: Scene, at: int) -> Dated | None:
    """«au lendemain de l'attaque»: the day after the dated event, or the day of the clause it stands in."""
    steps = int(found.rule.args["first"])
    after = next(((i, v) for i, v in scene.after(at) if scene.gap(at, i) <= 60 and v.days <= 1), None)
    if after and (day := move_days(after[1].first, steps)):
        return Dated(Interval.day(day), f"{steps:+d} days from the event's day")
    word = found.coded.words[min(found.last + 1, len(found.coded.words) - 1)]
    told = scene.syntax and scene.tense(at) == "told" and next(scene.before(at, 2), None)
    if told or word in scene.word_class("this"):
        days = ((base, move_days(base.last, steps)) for base in scene.references(at, "day"))
        for _, day in days:
            if day and (scene.published is None or day <= scene.published):
                return Dated(Interval.day(day), f"{steps:+d} days from the day named before")
    before = next(((i, v) for i, v in scene.before(at) if scene.gap(i, at) <= 60 and v.days <= 1), None)
    if before:
        return Dated(before[1], "the day of its clause")
    return Dated(Interval.day(scene.published), "the day of publication") if scene.published else Dated(None, UNKNOWN)


# ---- numbers, periods, feasts


def op_numeric(found: Found, scene: Scene, at: int) -> Dated | None:
    """Dates in digits; a day and month that may be swapped give two candidates."""
    said = str(next(found.captures[n] for n in ("numeric", "iso", "glued") if n in found.captures))
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    end = None
    if "glued" in found.captures:
        cut = len(re.split(r"[-/.]", said)[2]) - 4
        numbers[2] //= 10**cut
        end = found.coded.spans[found.first][1] - cut
    if "iso" in found.captures:
        days = [make_day(*numbers)]
    else:
        year = numbers[2] if numbers[2] > 99 else full_year(numbers[2], scene.published)
        orders = [(numbers[0], numbers[1]), (numbers[1], numbers[0])]
        if found.rule.args.get("order") == "mdy":
            orders.reverse()
        days = [make_day(year, month, day) for day, month in orders]
    options = list(dict.fromkeys(d for d in days if d))
    if not options:
        return None
    if scene.published in options:
        options.sort(key=lambda d: d != scene.published)
    elif (
        len(options) > 1
        and scene.published
        and (options[0] - scene.published).days > 180
        and options[1] <= scene.published
    ):
        options.reverse()
    if (
        isinstance(dom := found.captures.get("a.dom"), int)
        and (first := make_day(options[0].year, options[0].month, dom))
        and first < options[0]
    ):
        return Dated(Interval(first, options[0], "span"), "in digits", explicit=True)
    reason = "in digits" if len(options) == 1 else "in digits; day and month may be swapped"
    rest = tuple(Interval.day(d) for d in options[1:])
    return Dated(Interval.day(options[0]), reason, rest, explicit=True, end=end)


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
    if interval and interval.first > scene.published and scene.tense(at) == "past":
        interval = quarter_of(scene.published.year - 1, number, months)
    return Dated(interval, "of the year of publication") if interval else None


def op_first_months(found: Found, scene: Scene, at: int) -> Dated | None:
    """«les six premiers mois de l'année»."""
    count, year = read_number(found.captures), found.captures.get("year")
    if not isinstance(year, int):
        year = scene.published.year if scene.published else None
    if count is None or not 1 <= count <= 12 or year is None:
        return Dated(None, UNKNOWN) if year is None else None
    last = "from_end" in found.rule.args
    begin, end = month_of(year, 13 - count if last else 1), month_of(year, 12 if last else count)
    explicit = "year" in found.captures
    return Dated(Interval(begin.first, end.last), "months of a year", explicit=explicit) if begin and end else None


def op_feast(found: Found, scene: Scene, at: int) -> Dated | None:
    """Feasts of the civil and Christian calendar."""
    captures = found.captures
    feast = captures.get("fixed_feast", found.rule.args.get("day"))
    partial = read_partial(captures, "", scene.published)
    if isinstance(feast, str):
        month, dom = _months(feast)
        return place_partial(replace(partial, month=month, dom=dom, weekday=None), scene, at)
    days = captures.get("easter_feast")
    if not isinstance(days, int):
        return None
    if partial.year is None and scene.published is None:
        return Dated(None, UNKNOWN)
    years = [partial.year] if partial.year else [scene.published.year + y for y in (-1, 0, 1)]  # type: ignore[union-attr]
    options = [Interval.day(d) for y in years if (e := easter(y)) and (d := move_days(e, days))]
    if not options or scene.published is None:
        return Dated(options[0], "a movable feast", explicit=True) if options else None
    return _choose_year(options, replace(partial, weekday=None), scene, at, scene.published)


OPERATIONS: dict[str, Operation] = {
    "date": op_date,
    "dom": op_dom,
    "range": op_range,
    "night": op_range,
    "night_of": op_night_of,
    "month_of_year": op_month_of_year,
    "deictic": op_deictic,
    "today": op_today,
    "unit": op_unit,
    "offset": op_offset,
    "some": op_some,
    "recent": op_recent,
    "narrative": op_narrative,
    "aftermath": op_aftermath,
    "numeric": op_numeric,
    "decade": op_decade,
    "century": op_century,
    "quarter": op_quarter,
    "first_months": op_first_months,
    "feast": op_feast,
}
DROP = "drop"
