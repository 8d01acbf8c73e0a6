"""Dates across articles: other reports of the same event decide between the days an article can be of.

Two articles tell the same event when they hold reports of one type with at least two persons or known actors in
common; where one of them has no reports, two full names that are rare in the collection do. Articles on one event
appear within a few days of each other, so a day is kept only if every article of the event can lie near it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recoupe.knowledge.fiction import invention, kept_apart
from recoupe.model import Article, DateBounds, DateCandidate, Interval, Reading, Report
from recoupe.recoup.folding import fold
from recoupe.recoup.sentences import say

NEAR_DAYS = 3  # articles on one event lie no further from the day it is known by
SHARED = 2  # persons or known actors two reports have to share
RARE = 0.01  # share of the articles in which a rare name may stand, and at least that many:
RARE_ARTICLES = 3
_PAIR = re.compile(r"\b(?=([A-ZÀ-ÖØ-Þ][\w-]{2,}) ([A-ZÀ-ÖØ-Þ][\w-]{2,}))")


@dataclass(frozen=True, slots=True)
class SettledDate:
    """The day an article is of, as inferred, with the reasons and the other articles that decided."""

    candidate: DateCandidate
    articles: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        return self.candidate.interval.first


def settle_dates(readings: Sequence[Reading]) -> dict[str, SettledDate]:
    """For each article id without a settled date: the day that candidates, words and other articles leave, and why."""
    settled = {r.article.id: found for r in readings if not r.article.published and (found := settle_alone(r.article))}
    open_ones = [r for r in readings if not r.article.published and r.article.id not in settled]
    if not open_ones:
        return settled
    by_id = {reading.article.id: reading for reading in readings}
    days: dict[str, tuple[date, ...]] = {i: (found.day,) for i, found in settled.items()}
    days |= {r.article.id: (r.article.published,) for r in readings if r.article.published}
    days |= {r.article.id: possible_days(r.article) for r in open_ones}
    for group in _groups(open_ones, readings):
        settled |= _settle_group([by_id[i] for i in group], days)
    return settled


def apply_date(article: Article, settled: SettledDate) -> Article:
    """The article with its inferred day; `published_from` says how it is known."""
    return replace(article, published=settled.day, published_from=say("inferred", reason=settled.candidate.reason))


def settle_alone(article: Article) -> SettledDate | None:
    """The only day that the article's own candidates and words leave."""
    days = possible_days(article)
    if len(days) != 1:
        return None
    given = next((c for c in article.candidates if c.interval == Interval.day(days[0])), None)
    why = [given.reason if given else say("named_in_text"), *_bounds(article).why]
    source, span = (given.source, given.span) if given else ("text", None)
    return SettledDate(DateCandidate(Interval.day(days[0]), source, "; ".join(why), span))


def possible_days(article: Article) -> tuple[date, ...]:
    """The days among which the date has to be decided; none when only bounds are known."""
    bounds = _bounds(article)
    named = {c.interval.first for c in article.candidates if c.interval.days == 1} or _only_day(bounds)
    fitting = {day for day in named if bounds.allows(day)}
    # what is said «ce mercredi» may be put on line after midnight
    return tuple(sorted(fitting or {day for day in named if day > date.min and bounds.allows(day - timedelta(days=1))}))


def _only_day(bounds: DateBounds) -> set[date]:
    """The day that first and last possible day name together."""
    return {bounds.not_before} if bounds.not_before and bounds.not_before == bounds.not_after else set()


def _bounds(article: Article) -> DateBounds:
    return article.bounds or DateBounds()


# ---- which articles tell the same event


def _groups(open_ones: Sequence[Reading], readings: Sequence[Reading]) -> Iterator[list[str]]:
    """Every undated article with the articles on the same event, undated ones of one event together."""
    names = {r.article.id: full_names(r) for r in readings}
    rare = _rare(names.values(), len(readings))
    holders: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for key in _keys(reading, names[reading.article.id] & rare):
            holders[key].append(reading)
    taken: set[str] = set()
    for reading in open_ones:
        if reading.article.id in taken:
            continue
        group = _spread(reading, holders, names, rare)
        taken.update(group)
        if len(group) > 1:
            yield group


def _spread(
    start: Reading,
    holders: Mapping[str, list[Reading]],
    names: Mapping[str, frozenset[str]],
    rare: frozenset[str],
) -> list[str]:
    """The undated articles linked with `start`, and the dated ones linked with any of them."""
    group, todo = {start.article.id: start}, [start]
    while todo:
        one = todo.pop()
        keys = _keys(one, names[one.article.id] & rare)
        near = {other.article.id: other for key in keys for other in holders[key]}
        for other in near.values():
            if other.article.id not in group and same_event(one, other, names, rare):
                group[other.article.id] = other
                if not other.article.published:
                    todo.append(other)
    return list(group)


def _keys(reading: Reading, rare_names: Iterable[str]) -> set[str]:
    """What two articles on one event share at least once."""
    keys = set(rare_names)
    for report in reading.reports:
        keys |= {f"{report.type} {who}" for who in _who(report.actor_ids, report.recipient_ids)}
    return keys


def same_event(
    one: Reading, other: Reading, names: Mapping[str, frozenset[str]], rare: frozenset[str] = frozenset()
) -> bool:
    """Reports of one type share two persons or known actors; without reports, rare names of the texts do.

    What is invented tells no event of what is not.
    """
    if kept_apart(invention(one.article), invention(other.article)):
        return False
    shared_names = names[one.article.id] & names[other.article.id]
    for a in one.reports:
        for b in other.reports:
            if a.type == b.type and not a.background and not b.background and _shared(a, b, shared_names) >= SHARED:
                return True
    return _apart(shared_names & rare) >= SHARED


def _shared(a: Report, b: Report, shared_names: frozenset[str]) -> int:
    """Persons or known actors that stand in both reports."""
    ids = _who(a.actor_ids, a.recipient_ids) & _who(b.actor_ids, b.recipient_ids)
    said = [name for name in shared_names if _says(a, name) and _says(b, name)]
    return max(len(ids), len(said))


def _who(*groups: Iterable[str | None]) -> set[str]:
    return {who for group in groups for who in group if who}


def _says(report: Report, name: str) -> bool:
    return any(name in fold(words) for words in (*report.actors, *report.recipients))


def full_names(reading: Reading) -> frozenset[str]:
    """Full names of persons, folded; where no persons were read, every two capitalised words side by side."""
    persons = {fold(a.name) for a in reading.actors if a.kind == "person" and " " in a.name}
    return frozenset(persons or _capitalised_pairs(reading.article))


def _capitalised_pairs(article: Article) -> Iterator[str]:
    text = article.text
    for removed in article.removed:
        text = text[: removed.span.start] + " " * len(removed.span.quote) + text[removed.span.end :]
    for match in _PAIR.finditer(text):
        yield fold(f"{match[1]} {match[2]}")


def _apart(names: Iterable[str]) -> int:
    """How many of the names have no word in common."""
    seen: set[str] = set()
    count = 0
    for name in sorted(names):
        words = set(name.split())
        if not words & seen:
            seen |= words
            count += 1
    return count


def _rare(names: Iterable[frozenset[str]], articles: int) -> frozenset[str]:
    counts = Counter(name for group in names for name in group)
    most = max(RARE_ARTICLES, int(articles * RARE))
    return frozenset(name for name, count in counts.items() if 2 <= count <= most)


# ---- what they leave


def _settle_group(group: Sequence[Reading], days: Mapping[str, tuple[date, ...]]) -> dict[str, SettledDate]:
    """The days near which every article of the group can lie; settles those to whom one day remains."""
    anchors = sorted({day for r in group for day in days[r.article.id]})
    kept = [anchor for anchor in anchors if all(_near(r.article, days[r.article.id], anchor) for r in group)]
    settled: dict[str, SettledDate] = {}
    for reading in group:
        article = reading.article
        if article.published or not kept:
            continue
        left = {day for anchor in kept for day in _near(article, days[article.id], anchor)}
        if len(left) == 1:
            settled[article.id] = _explain(article, left.pop(), group)
    return settled


def _near(article: Article, days: tuple[date, ...], anchor: date) -> list[date]:
    """The days the article can be of within a few days of the anchor."""
    if days:
        return [day for day in days if abs((day - anchor).days) <= NEAR_DAYS]
    bounds = _bounds(article)
    return [day for day in _around(anchor) if bounds.allows(day)]


def _around(anchor: date) -> Iterator[date]:
    for step in range(-NEAR_DAYS, NEAR_DAYS + 1):
        try:
            yield anchor + timedelta(days=step)
        except OverflowError:
            continue


def _explain(article: Article, day: date, group: Sequence[Reading]) -> SettledDate:
    others = [r.article for r in group if r.article.id != article.id]
    reasons = [c.reason for c in article.candidates if c.interval == Interval.day(day)]
    reasons += _bounds(article).why
    for other in others[:3]:
        told = [c.interval.first.isoformat() for c in other.candidates]
        known = other.published.isoformat() if other.published else " or ".join(told) or _bounds(other).describe()
        reasons.append(say("same_event", outlet=other.outlet or other.id, known=known))
    given = next((c for c in article.candidates if c.interval == Interval.day(day)), None)
    candidate = DateCandidate(Interval.day(day), "inferred", "; ".join(reasons), given.span if given else None)
    return SettledDate(candidate, tuple(other.id for other in others))
