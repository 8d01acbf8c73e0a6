"""What a report brings to a comparison: windows of time, places, words and names, made once for each report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from sys import intern
from zlib import crc32

from recoupe.knowledge.fiction import invention
from recoupe.model import Count, Interval, Place, Reading, Report, Span, shift_day
from recoupe.recoup.actors import known_actors
from recoupe.recoup.folding import WORD, fold, stem
from recoupe.recoup.lexicon import load_lexicon
from recoupe.recoup.rarity import rarity_of

RECENT_DAYS = 30
AHEAD_DAYS = 120
LONG_AGO_DAYS = 3650
STORY, STORY_LETTERS, RARE_WORD = 64, 20_000, 0.9  # so many words of an article, of its first letters, that are so rare
SHORT = 120  # phrases of so few letters are kept with their stems
REACH = 300  # letters before and after an anchor that may tell of its event


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """`window` is when the event may have happened; `said` tells whether the article dates it itself.

    `names` are folded proper names among those who act, suffer or speak; `actors` and `recipients` the stems of
    their words; `anchor` the stems of the words that tell it. `invented`: the article says so of itself.
    `story` are rare words of the whole article. `lent`: the words of its day stand nearer to something else the
    article tells.
    """

    report: Report
    order: tuple[str, str, int]
    published: date | None
    window: Interval | None
    said: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]
    actor_names: frozenset[str]
    places: frozenset[str]
    anchor: frozenset[str]
    numbers: frozenset[float]
    outlook: str
    lead: bool
    context: frozenset[str]
    story: frozenset[str] = frozenset()
    invented: bool | None = None
    lent: bool = False

    @property
    def article(self) -> str:
        return self.report.article

    @property
    def where(self) -> Place | None:
        return self.report.where


def make_profiles(reading: Reading) -> Iterator[Profile]:
    """The profile of each report of one article."""
    published = reading.article.published
    invented = invention(reading.article)
    article_places = {fold(mention.place.name) for mention in reading.places}
    lent = lent_days(reading.reports)
    story = story_words(reading.article.text) if reading.reports else frozenset()
    first = min((report.anchor.start for report in reading.reports), default=-1)
    for report in reading.reports:
        profile = make_profile(report, published, article_places, report.anchor.start == first)
        context = anchor_context(report, reading.article.text)
        yield replace(profile, context=context, story=story, invented=invented, lent=report.id in lent)


@lru_cache(maxsize=512)
def story_words(text: str) -> frozenset[str]:
    """Stems of the rare words of an article; of many those with the lowest hashes, the same ones in every text."""
    rare = {stem for stem in stems([text[:STORY_LETTERS]]) if rarity_of(stem) >= RARE_WORD}
    return frozenset(nsmallest(STORY, rare, key=lambda stem: (crc32(stem.encode()), stem)))


def lent_days(reports: Sequence[Report]) -> frozenset[str]:
    """Ids of the reports that share the words of their day with another report which stands nearer to them.

    «a démenti mardi toute perte dans l'attaque du convoi»: Tuesday is the day of the denial, hardly of the attack.
    """
    nearest: dict[Span, int] = {}
    for report in reports:
        if (dated := report.evidence.get("date")) is not None:
            nearest[dated.span] = min(letters_between(report.anchor, dated.span), nearest.get(dated.span, sys.maxsize))
    return frozenset(
        report.id
        for report in reports
        if (dated := report.evidence.get("date")) and letters_between(report.anchor, dated.span) > nearest[dated.span]
    )


def letters_between(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def anchor_context(report: Report, text: str) -> frozenset[str]:
    """The stems of the sentences that tell of the event: those of its anchor and of the words next to it."""
    if not text:
        return frozenset()
    start = max((text.rfind(mark, 0, report.anchor.start) for mark in (". ", "\n", "! ", "? ")), default=0)
    ends = [at for mark in (". ", "\n", "! ", "? ") if (at := text.find(mark, report.anchor.end)) >= 0]
    sentence = text[max(0, start, report.anchor.start - REACH) : min([*ends, report.anchor.end + REACH])]
    return frozenset(stems([sentence]))


def make_profile(report: Report, published: date | None, article_places: set[str], lead: bool) -> Profile:
    """`article_places` are the folded names of the article's places; `lead` marks what it tells first."""
    window = report.when or implied_window(report, published)
    who = (*report.actors, *report.recipients)
    acting = frozenset(find_names(report.actors, report.actor_ids))
    return Profile(
        report=report,
        order=(published.isoformat() if published else "9999", report.article, report.anchor.start),
        published=published,
        window=window,
        said=report.when is not None,
        actors=frozenset(stems(report.actors)),
        recipients=frozenset(stems(report.recipients)),
        names=frozenset(find_names(who, (*report.actor_ids, *report.recipient_ids))),
        actor_names=acting,
        places=frozenset(WORD.findall(fold(report.place or ""))) & article_places or frozenset(place_words(report)),
        anchor=frozenset(stems([report.anchor.quote, *(m.quote for m in report.mentions)])),
        numbers=frozenset(exact_numbers(report)),
        outlook="ahead" if report.status in ("planned", "hypothetical") else "past",
        lead=lead,
        context=frozenset(),
    )


def implied_window(report: Report, published: date | None) -> Interval | None:
    """When an undated event may have happened, seen from the day of publication."""
    if published is None:
        return None
    if report.status in ("planned", "hypothetical"):
        return Interval(published, shift_day(published, AHEAD_DAYS))
    if report.background:
        return Interval(shift_day(published, -LONG_AGO_DAYS), published)
    return Interval(shift_day(published, -RECENT_DAYS), shift_day(published, 1))


def stems(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        yield from (short_stems if len(phrase) <= SHORT else phrase_stems)(phrase)


def phrase_stems(phrase: str) -> tuple[str, ...]:
    common = load_lexicon().common
    return tuple(
        intern(stem(word))
        for word in WORD.findall(fold(phrase))
        if len(word) > 2 and not word.isdigit() and (word not in common or word in GENERAL)
    )


short_stems = lru_cache(maxsize=16384)(phrase_stems)


GENERAL = frozenset(["president", "ministre", "gouvernement"])


def find_names(phrases: Iterable[str], ids: Iterable[str | None]) -> Iterator[str]:
    """Folded proper names in the phrases, and the ids of those that `knowledge` has: JNIM and GSIM are one."""
    yield from (known for known in ids if known)
    for phrase in phrases:
        yield from phrase_names(phrase)


@lru_cache(maxsize=16384)
def phrase_names(phrase: str) -> tuple[str, ...]:
    """The names in one phrase; the same few words for those who act come back in most articles."""
    common = load_lexicon().common
    found = list(known_actors(phrase))
    folded = fold(phrase)
    for number, match in enumerate(WORD.finditer(folded)):
        word = match.group()
        proper = phrase[match.start()].isupper() and len(word) > 2 and word not in common
        if proper and (number or len(folded.split()) <= 3 or phrase[match.start() : match.end()].isupper()):
            found.append(stem(word))
    return tuple(found)


def place_words(report: Report) -> Iterator[str]:
    if report.where is not None:
        yield from WORD.findall(fold(report.where.name))
    if report.place:
        yield from (word for word in WORD.findall(fold(report.place)) if len(word) > 2)


def exact_numbers(report: Report) -> Iterator[float]:
    """Tolls that are exact and more than two, and numbers among the words for the people concerned."""
    for count in (report.killed, report.wounded, report.abducted):
        if isinstance(count, Count) and count.low > 2 and (count.exact or count.high is None):
            yield count.low
    numbers = load_lexicon().numbers
    for phrase in (*report.actors, *report.recipients):
        for word in WORD.findall(fold(phrase)):
            value = float(word) if word.isdigit() and len(word) < 9 else numbers.get(word, 0.0)
            if value > 1:
                yield value
