"""The part of the database that a brief speaks of: the newest events of a period and query, and their articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from recoupe.apps.web.desk import Workplace
from recoupe.apps.web.events.withholding import is_hidden, tells_places
from recoupe.boards import Brief, build_boards
from recoupe.model import Event, Reading
from recoupe.pipeline import Picture
from recoupe.recoup.arithmetic import check_readings
from recoupe.store import glance as rows
from recoupe.store.coverage import articles_published
from recoupe.store.query import Query, parse_query
from recoupe.store.search import article_heads, search_page

EVENTS, UNDATED = 200, 40
ARTICLES, EACH = 240, 6  # articles read in all, and of one event
PERIOD_ARTICLES, FIGURE_ARTICLES = 80, 40
DAYS = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What the brief is to speak of; `query` narrows it, in the query language."""

    query: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Briefing:
    """`full` is False when the period has more events than the brief holds."""

    brief: Brief
    asked: Asked
    events: int
    full: bool


def last_day(place: Workplace) -> date:
    """The day of the newest article, today at the latest."""
    today = place.settings.now().date()
    with place.store.reading() as connection:
        newest = rows.last_published(connection, today.isoformat() + "T99")
    return date.fromisoformat(newest[:10]) if newest else today


def usual_period(place: Workplace, until: date | None = None) -> tuple[date, date]:
    """The thirty days up to the newest article."""
    last = until or last_day(place)
    return last - timedelta(days=DAYS - 1), last


def make_briefing(place: Workplace, asked: Asked) -> Briefing:
    """The brief; kept in memory until the picture changes. Raises QueryError."""
    query = parse_query(asked.query)
    hour = place.settings.now().replace(minute=0, second=0, microsecond=0, tzinfo=None)

    def make() -> Briefing:
        with place.store.reading() as connection:
            events, full = period_events(connection, asked, query, place)
            names = article_names(connection, events, asked)
        readings = tuple(r for r in place.store.readings(names) if is_within(r, asked.until))
        held = {reading.article.id for reading in readings}
        kept = tuple(event for event in events if held & {*event.articles})
        picture = Picture(readings, place.store.origins_among(held), kept, check_readings(readings))
        brief = build_boards(picture, place.situation(), place.gazetteer, now=hour, since=asked.since)
        return Briefing(brief, asked, len(kept), full)

    return place.kept(("briefing", asked, hour), make)


def period_events(
    connection: Connection, asked: Asked, query: Query, place: Workplace
) -> tuple[tuple[Event, ...], bool]:
    """The newest dated events of the period, and those without a date that go on or were told in it.

    Events whose place is held back are left out when the answer to the query would tell it.
    """
    dated = f"{asked.query} since:{asked.since.isoformat()} until:{asked.until.isoformat()}"
    page = search_page(connection, parse_query(dated), EVENTS, None, place.locate)
    found = {event.id: event for event in page.events}
    for event in undated_events(connection, asked.query, place):
        if told_within(connection, event, asked):
            found.setdefault(event.id, event)
    if tells_places(query):
        found = {name: event for name, event in found.items() if not is_hidden(connection, event, place.settings.now())}
    return tuple(found.values()), page.after is None


def undated_events(connection: Connection, query: str, place: Workplace) -> Iterator[Event]:
    """Single events that nobody dates, and series that go on."""
    for kind in ("review:date", "series:yes"):
        page = search_page(connection, parse_query(f"{query} {kind}"), UNDATED, None, place.locate)
        yield from (event for event in page.events if event.when is None)


def told_within(connection: Connection, event: Event, asked: Asked) -> bool:
    heads = article_heads(connection, event.articles[:EACH]).values()
    days = [head.published[:10] for head in heads if head.published]
    return any(asked.since.isoformat() <= day <= asked.until.isoformat() for day in days)


def article_names(connection: Connection, events: Sequence[Event], asked: Asked) -> list[str]:
    """The articles that report the events, then those of the period, those with figures before others."""
    since, until = asked.since.isoformat(), asked.until.isoformat() + "T99"
    found = dict.fromkeys(name for event in events for name in event.articles[:EACH])
    if not asked.query:
        found |= dict.fromkeys(articles_published(connection, since, until, FIGURE_ARTICLES, with_figures=True))
        found |= dict.fromkeys(articles_published(connection, since, until, PERIOD_ARTICLES))
    return list(found)[:ARTICLES]


def is_within(reading: Reading, until: date) -> bool:
    """What was published after the period is no part of the brief."""
    return reading.article.published is None or reading.article.published <= until
