"""When an article of unknown date can have been published, by its own words alone.

«ce mercredi» is said on a Wednesday; what has happened by a dated day cannot be told before it; what is announced for
one cannot be told after it. Other articles decide between what is left: recoup/dates.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from recoupe.model import Article, DateBounds, Interval
from recoupe.parsing import Parse
from recoupe.reading.times import open_scene
from recoupe.reading.times.clauses import Tense
from recoupe.reading.times.parts import Partial, read_partial
from recoupe.reading.times.scene import Scene

MONTH = 31  # days; only so short a stretch is taken for past where the clause does not say so
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
    if search.named:
        return DateBounds(search.named.weekday(), search.named, search.named, None, tuple(search.why))
    weekday = next(iter(search.weekdays)) if len(search.weekdays) == 1 else None
    named = {(p.month, p.dom) for p in search.partials if p.month and p.dom}
    month_day = next(iter(named)) if len(named) == 1 else None
    return DateBounds(weekday, search.floor, search.ceiling(), month_day, tuple(search.why))


@dataclass(slots=True)
class _Search:
    """Goes through the expressions in text order; `floor` rises with every past date, as the story goes on."""

    scene: Scene
    floor: date | None = None
    ahead: list[tuple[date, int]] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    partials: list[Partial] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    named: date | None = None

    def take(self, at: int) -> None:
        found, dated = self.scene.found[at], self.scene.dated[at]
        partial = read_partial(found.captures)
        if partial.weekday is not None and self._said_on_the_day(at):
            self.weekdays.add(partial.weekday)
            self.partials.append(partial)
            self._note(at, "said on the day itself")
            if partial.year and dated and dated.interval:
                self.named = dated.interval.first
        elif dated and dated.explicit and dated.interval and not dated.alternatives:
            self._bound(at, dated.interval, self.scene.clauses.tense(at))
        elif dated and found.rule.op == "date" and partial.month is not None and partial.weekday is None:
            self._follow(at, partial)

    def _said_on_the_day(self, at: int) -> bool:
        """«ce mercredi», «aujourd'hui mercredi»."""
        today = self.scene.grammar.words_of("said_today")
        found = self.scene.found[at]
        return any(word in today for word in (*self.scene.clauses.words_before(at, 1), found.coded.words[found.first]))

    def _bound(self, at: int, interval: Interval, tense: Tense) -> None:
        """A date with its year: behind or ahead of publication as its clause says."""
        if tense == "future":
            self.ahead.append((interval.last, at))
        elif self._is_since(at) or (interval.days <= MONTH and tense != "limit"):
            self._raise(at, interval.first)

    def _is_since(self, at: int) -> bool:
        """«depuis 2014»: a year counts only with such a word, since plans name years as well."""
        return any(
            word in self.scene.grammar.words_of("past_before") for word in self.scene.clauses.words_before(at, 3)
        )

    def _follow(self, at: int, partial: Partial) -> None:
        """A past month without its year comes after the dated past told before it, when it can within that year."""
        last = partial.shift is not None and partial.shift < 0
        tense = self.scene.clauses.tense(at)
        if (
            self.floor is None
            or (partial.shift or 0) > 0
            or tense == "future"
            or not (last or tense in PAST or partial.part)
        ):
            return
        interval = partial.fill(self.floor.year)
        if interval and interval.first >= self.floor:
            self._raise(at, interval.last if last or partial.part else interval.first)

    def _raise(self, at: int, day: date) -> None:
        if self.floor is None or day > self.floor:
            self.floor = day
            self._note(at, f"is past: not before {day.isoformat()}")

    def _note(self, at: int, reason: str) -> None:
        found = self.scene.found[at]
        self.why.append(f"«{self.scene.clauses.parse.span(found.start, found.end).quote}» {reason}")

    def ceiling(self) -> date | None:
        """The first dated future; what lies before the past of the story was a future once."""
        later = sorted((day, at) for day, at in self.ahead if self.floor is not None and day >= self.floor)
        if not later:
            return None
        day, at = later[0]
        self._note(at, f"lies ahead: not after {day.isoformat()}")
        return day
