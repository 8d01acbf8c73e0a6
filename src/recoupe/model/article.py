"""An article: one text of an outlet, with what is known of its date and what was left out of reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from recoupe.model.interval import Interval
from recoupe.model.span import Span, check_spans


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, where, and what would be right; the batch goes on."""

    stage: str
    message: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A day (or stretch of days) on which the article may have been published.

    `source` says where it came from: "input", "option", "html", "text", "file"; `reason` in words.
    """

    interval: Interval
    source: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DateBounds:
    """What an article's own words say of the day it was published, when that is not known otherwise.

    `weekday` counts from Monday 0 («ce mercredi»), `month_day` is the day of the year («ce mercredi 5 novembre»).
    `why` gives, for every bound, the words it rests on.
    """

    weekday: int | None = None
    not_before: date | None = None
    not_after: date | None = None
    month_day: tuple[int, int] | None = None
    why: tuple[str, ...] = ()

    def allows(self, day: date) -> bool:
        """The article can have been published on `day`."""
        if self.weekday is not None and day.weekday() != self.weekday:
            return False
        if self.month_day is not None and (day.month, day.day) != self.month_day:
            return False
        return (self.not_before is None or self.not_before <= day) and (self.not_after is None or day <= self.not_after)

    def describe(self) -> str:
        """The bounds in words: "a Wednesday, not before 2025-07-10"."""
        parts = [_WEEKDAYS[self.weekday] if self.weekday is not None else "a day"]
        if self.month_day:
            parts.append(f"on {self.month_day[1]:02}/{self.month_day[0]:02} (day/month)")
        if self.not_before:
            parts.append(f"not before {self.not_before.isoformat()}")
        if self.not_after:
            parts.append(f"not after {self.not_after.isoformat()}")
        return ", ".join(parts)


_WEEKDAYS = ("a Monday", "a Tuesday", "a Wednesday", "a Thursday", "a Friday", "a Saturday", "a Sunday")


@dataclass(frozen=True, slots=True)
class Removed:
    """A part of the text that is not read for events: a trailer, a byline, a signature, a date line."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """`text` is what is read, as it is: every offset refers to its code points.

    `published` is None until a date is settled; `published_from` says how it is known. `source` is the path,
    "-" or address it was read from. `given_text` is False when the input was a file whose text the reader
    has to be told (the output then carries it). A correction has the same `id` and the next `version`.
    `bounds` is what the words say of the day while it is not settled.
    """

    id: str
    text: str
    title: str = ""
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str = "fr"
    section: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    published_from: str = "unknown"
    candidates: tuple[DateCandidate, ...] = ()
    removed: tuple[Removed, ...] = ()
    credits: tuple[Span, ...] = ()
    source: str = "-"
    given_text: bool = True
    version: int = 1
    problems: tuple[Problem, ...] = field(default=())
    bounds: DateBounds | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        check_spans(self.text, (r.span for r in self.removed))
        check_spans(self.text, self.credits)
        check_spans(self.text, (c.span for c in self.candidates if c.span))
