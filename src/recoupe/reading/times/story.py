"""Times counted from the day the text speaks of: the next day, the year before, a month after the fire."""

from __future__ import annotations

from recoupe.model.interval import Interval
from recoupe.reading.times.calendar import move, move_days, move_months, plural, unit_around
from recoupe.reading.times.parts import read_number
from recoupe.reading.times.rules import Found
from recoupe.reading.times.scene import OUTSIDE, SHORT_DAYS, UNKNOWN, Dated, Scene

A_YEAR = 366  # days; a count that leads further from publication is not from that event


def op_narrative(found: Found, scene: Scene, at: int) -> Dated | None:
    """«le lendemain», «l'année suivante», «deux jours plus tôt»."""
    captures, args = found.captures, found.rule.args
    unit = str(captures.get("unit") or args.get("unit", "day"))
    if unit == "hour" or "about" in captures:
        return None
    count = read_number(captures)
    steps = int(captures.get("shift", args.get("shift", 0))) if count is None else count * int(args["sign"])
    options = [(base, _step(base, steps, unit, count)) for base in scene.references(at, unit, steps <= 0, steps < 0)]
    if not options:
        return Dated(None, "counts from a day the text does not give") if scene.published is None else None
    known = [(base, i) for base, i in options if i and not (scene.published and i.first > scene.published)]
    base, interval = (known or options)[0]
    if interval is None:
        return Dated(None, OUTSIDE)
    return Dated(
        interval, f"{steps:+d} {plural(unit)} from {base.first.isoformat()}" if steps else "the date named before"
    )


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
    if any(scene.gap(at, i) <= 60 and v.days > SHORT_DAYS and scene.clauses.is_nominal(i) for i, v in scene.after(at)):
        return Dated(None, "counts from a day the text does not give")
    word = found.coded.words[min(found.last + 1, len(found.coded.words) - 1)]
    before = next(((i, v) for i, v in scene.before(at) if scene.gap(i, at) <= 12 and v.days <= 1), None)
    if before:
        return Dated(before[1], "the day of its clause")
    told = scene.clauses.syntax and scene.clauses.tense(at) == "told" and next(scene.before(at, 2), None)
    if told or word in scene.grammar.words_of("this"):
        days = ((base, move_days(base.last, steps)) for base in scene.references(at, "day"))
        for _, day in days:
            if day and (scene.published is None or day <= scene.published):
                return Dated(Interval.day(day), f"{steps:+d} days from the day named before")
    before = next(((i, v) for i, v in scene.before(at) if scene.gap(i, at) <= 60 and v.days <= 1), None)
    if before:
        return Dated(before[1], "the day of its clause")
    return Dated(Interval.day(scene.published), "the day of publication") if scene.published else Dated(None, UNKNOWN)


def op_after_event(found: Found, scene: Scene, at: int) -> Dated | None:
    """«un mois après l'incendie du 4 août»; without the event's day no date, or that of the words just before."""
    number, unit = read_number(found.captures), str(found.captures["unit"])
    if number is None or "about" in found.captures or unit == "hour":
        return None
    after = next(((i, v) for i, v in scene.after(at) if scene.gap(at, i) <= 80 and v.days <= 1), None)
    if after:
        day = move(after[1].first, number, unit)
        if day is None or (scene.published and abs((day - scene.published).days) > A_YEAR):
            return None
        return Dated(Interval.day(day), f"{number:+d} {plural(unit)} from the event's day")
    before = next(((i, v) for i, v in scene.before(at) if scene.gap(i, at) <= 3 and v.days <= 1), None)
    return Dated(before[1], "the day named just before") if before else None
