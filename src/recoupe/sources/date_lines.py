"""Dates as an article's own lines write them: «11/5/2025», «Publié le 3 mars 2021 à 8h», «March 3, 2021».

A date of numbers only can be day first or month first: both are kept, and who reads on decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from recoupe.knowledge.loader import HOME, Entry, load_entries

NameKind = Literal["month", "weekday", "published", "updated", "reading_time", "filler", "outlet"]
Meaning = Literal["published", "updated", ""]


class DateName(Entry, frozen=True, kw_only=True):
    """Words of one meaning in date lines; `number` is that of a month."""

    kind: NameKind
    names: tuple[str, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start:end` of a line; `day` and how it was read; numbers that allow two days give two of these."""

    start: int
    end: int
    day: date
    order: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says of dates, and the `rest` of it that is neither date, hour, label nor reading time."""

    dates: tuple[FoundDate, ...]
    meaning: Meaning
    rest: str
    timed: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    months: dict[str, int]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    reading_time: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    filler: re.Pattern[str]
    outlet: re.Pattern[str]


_NUMBERS = re.compile(
    r"(?<![\d/])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d(?=\D|$|\d{1,2} ?[a-z:]|\d{1,2} ?min)|\d\d(?![\d/.-]))",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d\d?)[-/](\d\d?)(?!\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_HOUR = re.compile(r"(?<!\d)\d{1,2} ?(?:[:hH] ?\d{2}(?::\d{2})?|h(?:eures?)?\b)(?: ?(?:min|mn)\b)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s|·•,;:()\[\]/–—-]+")


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    names = [
        entry for path in sorted(HOME.glob("languages/*/date_names.yml")) for entry in load_entries(path, DateName)
    ]
    months = {name.casefold(): e.number for e in names if e.kind == "month" and e.number for name in e.names}
    month = _either(months)
    return _Patterns(
        months,
        re.compile(rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th)? +(?:de |of )?({month})\.?,? +((?:19|20)\d\d)(?!\d)", re.I),
        re.compile(rf"\b({month})\.? +(\d{{1,2}})(?:st|nd|rd|th)?,? +((?:19|20)\d\d)(?!\d)", re.I),
        re.compile(rf"\d{{1,3}} ?(?:{_either(_words(names, 'reading_time'))})\b", re.I),
        _phrases(names, "published"),
        _phrases(names, "updated"),
        re.compile(rf"\b(?:{_either(_words(names, 'filler') + _words(names, 'weekday'))})\b\.?", re.I),
        _phrases(names, "outlet"),
    )


def _words(names: list[DateName], kind: NameKind) -> list[str]:
    return [word for entry in names if entry.kind == kind for word in entry.names]


def _phrases(names: list[DateName], kind: NameKind) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(_words(names, kind))})(?!\w)", re.I)


def _either(words: object) -> str:
    listed = sorted((str(word) for word in words), key=len, reverse=True)  # type: ignore[attr-defined]
    return "|".join(re.escape(word) for word in listed)


def read_date_line(line: str) -> DateLine:
    """Dates, meaning and what is left of a short line; the line is flattened text."""
    known = _patterns()
    dates = tuple(find_dates(line))
    meaning = known.published.search(line) or known.updated.search(line)
    rest = _blank(line, ((found.start, found.end) for found in dates))
    timed = known.reading_time.search(rest) is not None
    for pattern in (known.reading_time, _HOUR, known.published, known.updated, known.filler):
        rest = pattern.sub(" ", rest)
    rest = " ".join(_SEPARATORS.sub(" ", rest).split())
    return DateLine(dates, _meaning_of(meaning, known), rest, timed)


def names_outlet(words: str) -> bool:
    """The words hold one that outlets bear in their name and persons do not («Radio», «Gazette»)."""
    return _patterns().outlet.search(words) is not None


def _meaning_of(match: re.Match[str] | None, known: _Patterns) -> Meaning:
    if match is None:
        return ""
    return "published" if match.re is known.published else "updated"


def _blank(line: str, ranges: Iterator[tuple[int, int]]) -> str:
    chars = list(line)
    for start, end in ranges:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def find_dates(line: str) -> Iterator[FoundDate]:
    """Every full date of a line, in the order of the line; ambiguous numbers give month first, then day first."""
    found = [*_worded(line), *_isolated(line), *_numbered(line)]
    yield from sorted(found, key=lambda f: f.start)


def _worded(line: str) -> Iterator[FoundDate]:
    known = _patterns()
    for match in known.day_month.finditer(line):
        day, month, year = match.groups()
        yield from _found(match, int(year), known.months[month.casefold()], int(day), "in words")
    for match in known.month_day.finditer(line):
        month, day, year = match.groups()
        yield from _found(match, int(year), known.months[month.casefold()], int(day), "in words")


def _isolated(line: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(line):
        year, month, day = map(int, match.groups())
        yield from _found(match, year, month, day, "year first")


def _numbered(line: str) -> Iterator[FoundDate]:
    for match in _NUMBERS.finditer(line):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        yield from _found(match, year, first, second, "month first")
        if first != second:
            yield from _found(match, year, second, first, "day first")


def _found(match: re.Match[str], year: int, month: int, day: int, order: str) -> Iterator[FoundDate]:
    try:
        yield FoundDate(match.start(), match.end(), date(year, month, day), order)
    except ValueError:
        return
