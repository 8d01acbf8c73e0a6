"""Dates named by their parts: with the year, without it, weekdays, and days after which events are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from recoupe.model.interval import Interval
from recoupe.reading.times.calendar import closest, make_day, month_of, move_days, move_months, week_of
from recoupe.reading.times.clauses import Tense
from recoupe.reading.times.neighbours import year_from_list, year_from_story
from recoupe.reading.times.parts import Partial, read_partial
from recoupe.reading.times.rules import Found
from recoupe.reading.times.scene import UNKNOWN, Dated, Scene

DAYS_AHEAD = 14  # a day so near ahead is meant even in a past clause, where the other one is a year back
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def op_date(found: Found, scene: Scene, at: int) -> Dated | None:
    if found.rule.args.get("named"):
        return _named_day(found, scene, at)
    partial = read_partial(found.captures, "", scene.published)
    dated = place_partial(replace(partial, near=1) if "near" in found.rule.args else partial, scene, at)
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
        return with_weekday(partial, Dated(interval, "dated in full", explicit=True)) if interval else None
    if partial.month is None and partial.season is None:
        if partial.dom is not None:
            return _weekday_and_day(partial, scene)
        return place_weekday(partial, scene, at) if partial.weekday is not None else None
    return _without_year(partial, scene, at)


def with_weekday(partial: Partial, dated: Dated) -> Dated:
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
        year = scene.full_year(partial.month, partial.dom) if partial.dom and partial.month else None
        if year and not _is_recent(partial, scene.published):
            return Dated(partial.fill(year), "the article gives the year of this day elsewhere", explicit=True)
        if near := year_from_list(partial, scene, at) or year_from_story(partial, scene, at):
            return near
    if scene.published is None:
        return Dated(None, UNKNOWN)
    options = [i for y in range(-2, 3) if (i := partial.fill(scene.published.year + y))]
    if not options:
        return None
    return with_weekday(partial, choose_year(options, partial, scene, at, scene.published))


def _is_recent(partial: Partial, published: date | None) -> bool:
    """The day fell or falls within ten days of publication: then that one is meant, not an anniversary's."""
    if published is None:
        return False
    options = (partial.fill(published.year + year) for year in (-1, 0, 1))
    return any(abs((i.first - published).days) <= 10 for i in options if i)


def choose_year(options: list[Interval], partial: Partial, scene: Scene, at: int, day: date) -> Dated:
    """The last one up to publication, unless words, weekday or tense point ahead."""
    back = next((i for i in reversed(options) if i.first <= day), options[0])
    ahead = next((i for i in options if i.last >= day), options[-1])
    if partial.shift is not None:
        return _shifted(options, back, partial.shift, day)
    if back == ahead:
        return Dated(back, "the one of the publication day")
    if partial.weekday is not None and partial.dom is not None:
        fits = [i for i in (back, ahead) if i.first.weekday() == partial.weekday]
        if len(fits) == 1 and min((day - back.first).days, (ahead.first - day).days) > 40:
            return Dated(fits[0], "the nearest year in which the weekday fits")
    tense, nominal = scene.clauses.tense(at), scene.clauses.is_nominal(at)
    if tense == "leaning" or (partial.near and tense not in ("past", "told", "future")):
        best = closest([back, ahead], day)
        return Dated(best, "the nearest", (ahead if best == back else back,))
    if tense == "past" and partial.dom and (nominal or (ahead.first - day).days <= DAYS_AHEAD):
        tense = "open"
    if tense == "future":
        return Dated(ahead, "its clause looks ahead", (back,))
    if tense in ("past", "told"):
        return Dated(back, "the last one up to publication; its clause looks back")
    if _soon(back, ahead, day, partial, tense, nominal):
        return Dated(ahead, "near ahead, long past otherwise", (back,))
    return Dated(back, "the last one up to publication")


def _shifted(options: list[Interval], back: Interval, shift: int, day: date) -> Dated:
    """«dernier», «prochain»: the last one that is over, the first one to come."""
    if shift < 0:
        return Dated(next((i for i in reversed(options) if i.last < day), back), "the last one before publication")
    return Dated(next((i for i in options if i.first > day), back), "the next one")


def _soon(back: Interval, ahead: Interval, day: date, partial: Partial, tense: Tense, nominal: bool) -> bool:
    """Days lie ahead when that is near and the last one long past; months only in a present or limiting clause."""
    reach = 100 if partial.dom else 45 if tense in ("present", "limit") and not nominal else 0
    return (ahead.first - day).days <= reach and (day - back.last).days > 200


def _named_day(found: Found, scene: Scene, at: int) -> Dated | None:
    """A day after which an event is called: its year from the text or from what is known of it."""
    partial = read_partial(found.captures, "", scene.published)
    if partial.month and partial.dom and not scene.full_year(partial.month, partial.dom):
        years = scene.grammar.words_of("event_day").get(f"{partial.month}-{partial.dom}")
        if isinstance(years, int) and (scene.published is None or scene.published.year >= years):
            return Dated(partial.fill(years), "the day an event is named after", explicit=True)
    return place_partial(partial, scene, at)


def place_weekday(partial: Partial, scene: Scene, at: int) -> Dated | None:
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
    tense = scene.clauses.tense(at)
    if tense == "limit" and (ahead - day).days < (day - back).days:
        return Dated(Interval.day(ahead), "the nearest: a term is set", (Interval.day(back),))
    if tense in ("future", "leaning") and not scene.clauses.is_nominal(at):
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


def op_week_of_day(found: Found, scene: Scene, at: int) -> Dated | None:
    """«la semaine du 10 novembre»: Monday to Sunday around that day."""
    dated = op_date(found, scene, at)
    if dated is None or dated.interval is None:
        return dated
    week = week_of(dated.interval.first)
    return replace(dated, interval=week) if week else None


def op_dom(found: Found, scene: Scene, at: int) -> Dated | None:
    """«le 26» after a dated day: the month of that day."""
    dom = found.captures.get("dom")
    for _, interval in scene.before(at, 2):
        if interval.days <= 31 and isinstance(dom, int):
            day = make_day(interval.last.year, interval.last.month, dom)
            return Dated(Interval.day(day), "in the month named before") if day else None
    return None


def op_month_of_year(found: Found, scene: Scene, at: int) -> Dated | None:
    """«en juillet de la même année»."""
    month = found.captures.get("month")
    base = scene.reference(at, "year")
    if base is None or not isinstance(month, int):
        return Dated(None, "counts from a year the text does not give")
    interval = month_of(base.first.year, month)
    return Dated(interval, "in the year named before", explicit=True) if interval else None
