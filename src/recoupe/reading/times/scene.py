"""What surrounds a date: the publication day, the dates around it in the text, and whether its clause looks back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from recoupe.model.interval import Interval
from recoupe.reading.times.clauses import Clauses, ends_sentence
from recoupe.reading.times.rules import Found, Grammar

NEIGHBOURS = 20  # expressions looked at before and after one
SHORT_DAYS = 14  # a stretch this short is taken for a day that may be named again
NEAR = 3  # sentences back to the day that "the next day" counts from
UNKNOWN = "counts from the day of publication, which is not known"
OUTSIDE = "lies outside the calendar"


@dataclass(frozen=True, slots=True)
class Dated:
    """What an expression came to mean. `explicit` values name their year; `end` overrides where the quote ends."""

    interval: Interval | None
    reason: str
    alternatives: tuple[Interval, ...] = ()
    explicit: bool = False
    end: int | None = None


@dataclass(slots=True)
class Scene:
    """One article's expressions in text order; `dated` fills as they are resolved."""

    published: date | None
    grammar: Grammar
    found: list[Found]
    clauses: Clauses
    dated: list[Dated | None] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    known_days: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dated = [None] * len(self.found)
        self.sentences = list(_sentence_numbers(self.found))

    def before(self, at: int, sentences: int = 0) -> Iterator[tuple[int, Interval]]:
        """Resolved neighbours before expression `at`, nearest first, at most so many sentences back."""
        for i in range(at - 1, max(-1, at - 1 - NEIGHBOURS), -1):
            if self._apart(i, at) > sentences:
                return
            value = self.dated[i]
            if value and value.interval:
                yield i, value.interval

    def after(self, at: int) -> Iterator[tuple[int, Interval]]:
        """Resolved neighbours after expression `at` in its sentence, nearest first."""
        for i in range(at + 1, min(len(self.found), at + 1 + NEIGHBOURS)):
            if self._apart(at, i) > 0:
                return
            value = self.dated[i]
            if value and value.interval:
                yield i, value.interval

    def _apart(self, first: int, second: int) -> int:
        """Sentences between two expressions; another paragraph counts as one sentence more."""
        (paragraph, number), (paragraph2, number2) = self.sentences[first], self.sentences[second]
        if paragraph == paragraph2:
            return number2 - number
        return (paragraph2 - paragraph) + number2 + 1

    def same_paragraph(self, first: int, second: int) -> bool:
        return self.sentences[first][0] == self.sentences[second][0]

    def gap(self, first: int, second: int) -> int:
        """Characters between two expressions."""
        return self.found[second].start - self.found[first].end

    def references(self, at: int, grain: str, published: bool = True, said: bool = True) -> Iterator[Interval]:
        """Dates the story may stand at before expression `at`: those named before, then the day of publication.

        Where `said` is false, days on which something was said stand behind those on which it happened.
        """
        found = list(self.before(at, NEAR))
        if not said and grain == "day":
            found.sort(key=lambda item: self.clauses.is_saying(item[0]))
        for _, interval in found:
            if self.published and interval.first > self.published:
                continue
            if grain != "day" or interval.days <= 2:
                yield interval
        if self.published and published:
            yield Interval.day(self.published)

    def reference(self, at: int, grain: str) -> Interval | None:
        return next(self.references(at, grain), None)

    def settle(self, at: int, value: Dated | None) -> None:
        """Keep what expression `at` means; days dated in full are remembered for the others."""
        self.dated[at] = value
        if value and value.explicit and value.interval and value.interval.days <= SHORT_DAYS:
            day = value.interval.last
            self.known_days.setdefault((day.month, day.day), day.year)

    def full_year(self, month: int, dom: int) -> int | None:
        """The year in which the article itself dates this day of the month in full."""
        return self.known_days.get((month, dom))


def _sentence_numbers(found: list[Found]) -> Iterator[tuple[int, int]]:
    """Paragraph and sentence of every expression, counted by full stops between words."""
    paragraph, coded, stops = -1, None, []
    for item in found:
        if item.coded is not coded:
            coded, paragraph = item.coded, paragraph + 1
            stops = [n for n in range(len(coded.words)) if ends_sentence(coded.words, n)]
        yield paragraph, bisect_left(stops, item.first)
