"""When an article of unknown date can have been published, by its own words alone.

«ce mercredi» is said on a Wednesday; what has happened by a dated day cannot be told before it; what is announced for
one cannot be told after it. Other articles decide between what is left: recoup/dates.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from recoupe.model import Article, DateBounds, Interval
from recoupe.parsing import Parse
from recoupe.reading.times import open_scene
from recoupe.reading.times.parts import Partial, read_partial
from recoupe.reading.times.scene import Scene, Tense

YEARS_ON = 5  # a weekday and a day of the month agree again after five or six years
PAST: tuple[Tense, ...] = ("past", "told")


def bound_article(article: Article, parse: Parse) -> Article:
    """The article with its bounds and with `published_from` that tells them; a dated article stays as it is."""
    if article.published is not None:
        return article
    bounds = bound_dates(article, parse)
    possible = [c.interval.first.isoformat() for c in article.candidates if bounds.allows(c.interval.first)]
    told = " or ".join(dict.fromkeys(possible)) or bounds.describe()
    known = "unknown" if told == "a day" else f"not settled: {told}"
    return replace(article, bounds=bounds, published_from=known)


def bound_dates(article: Article, parse: Parse) -> DateBounds:
    """Weekday, first and last possible day of publication that the words of the article give."""
    scene = open_scene(article, parse)
    search = _Search(scene)
    for at in range(len(scene.found)):
        search.take(at)
    weekday = search.weekdays.pop() if len(search.weekdays) == 1 else None
    return DateBounds(weekday, search.floor, search.ceiling, tuple(search.named_days()), tuple(search.why))


@dataclass(slots=True)
class _Search:
    """Goes through the expressions in text order; `floor` rises with every past date, as the story goes on."""

    scene: Scene
    floor: date | None = None
    ceiling: date | None = None
    weekdays: set[int] = field(default_factory=set)
    partials: list[Partial] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def take(self, at: int) -> None:
        found, dated = self.scene.found[at], self.scene.dated[at]
        partial = read_partial(found.captures)
        if partial.weekday is not None and self._said_on_the_day(at):
            self.weekdays.add(partial.weekday)
            self.partials.append(partial)
            self._note(at, "said on the day itself")
        elif dated and dated.explicit and dated.interval:
            self._bound(at, dated.interval, self.scene.tense(at))
        elif dated and found.rule.op == "date" and partial.month is not None and partial.weekday is None:
            self._follow(at, partial)

    def _said_on_the_day(self, at: int) -> bool:
        """«ce mercredi», «aujourd'hui mercredi»."""
        today = self.scene.word_class("said_today")
        found = self.scene.found[at]
        return any(word in today for word in (*self.scene.words_before(at, 1), found.coded.words[found.first]))

    def _bound(self, at: int, interval: Interval, tense: Tense) -> None:
        """A date with its year: behind or ahead of publication as its clause says."""
        if tense == "future":
            if self.ceiling is None or interval.last < self.ceiling:
                self.ceiling = interval.last
                self._note(at, f"lies ahead: not after {interval.last.isoformat()}")
        elif tense in PAST or (interval.days <= 92 and tense != "limit"):
            self._raise(at, interval.first)

    def _follow(self, at: int, partial: Partial) -> None:
        """A past day or month without its year follows the dated past told before it; «en février dernier» is over."""
        last = partial.shift is not None and partial.shift < 0
        if self.floor is None or (partial.shift or 0) > 0 or not (last or self.scene.tense(at) in PAST or partial.part):
            return
        if self.scene.tense(at) == "future":
            return
        options = (partial.fill(self.floor.year + year) for year in (0, 1))
        interval = next((o for o in options if o and o.last >= self.floor), None)
        if interval:
            self._raise(at, interval.last if last or partial.part else interval.first)

    def _raise(self, at: int, day: date) -> None:
        if self.floor is None or day > self.floor:
            self.floor = day
            self._note(at, f"is past: not before {day.isoformat()}")

    def _note(self, at: int, reason: str) -> None:
        found = self.scene.found[at]
        self.why.append(f"«{self.scene.parse.span(found.start, found.end).quote}» {reason}")

    def named_days(self) -> Iterator[date]:
        """Days that «ce mercredi 5 novembre» can be, in the years after what is past."""
        for partial in self.partials:
            if partial.dom is None or partial.month is None:
                continue
            first = partial.year or (self.floor.year if self.floor else None)
            for year in range(first, first + (1 if partial.year else YEARS_ON)) if first else ():
                day = partial.fill(year)
                if day and day.first.weekday() == partial.weekday and (self.floor is None or day.first >= self.floor):
                    yield day.first
