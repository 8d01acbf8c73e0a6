"""The part of the database that a brief speaks of: the weightiest events of a period and query, and their articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from recoupe.apps.web.desk import Workplace
from recoupe.apps.web.events.finding import Picture as Columns
from recoupe.apps.web.events.finding import events_of, newest_keys
from recoupe.apps.web.events.withholding import hidden_movements, tells_places
from recoupe.apps.web.situation.roads import set_roads
from recoupe.apps.web.situation.weighing import weigh_events, weightiest_keys
from recoupe.boards import Brief, build_boards
from recoupe.model import Event, Interval, Reading, shift_day
from recoupe.pipeline import Picture
from recoupe.recoup.arithmetic import check_readings
from recoupe.store import glance as rows
from recoupe.store.coverage import articles_published
from recoupe.store.query import Query, parse_query
from recoupe.store.search import article_heads

EVENTS, UNDATED = 200, 60
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
    """`events` are in the brief, of `found` dated ones; `full` is False when the period has more than it holds."""

    brief: Brief
    asked: Asked
    events: int
    found: int
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
    return shift_day(last, 1 - DAYS), last


def make_briefing(place: Workplace, columns: Columns, asked: Asked) -> Briefing:
    """The brief; kept in memory until the picture changes. Raises QueryError."""
    query = parse_query(asked.query)
    hour = place.settings.now().replace(minute=0, second=0, microsecond=0, tzinfo=None)

    def make() -> Briefing:
        with place.store.reading() as connection:
            events, count = period_events(connection, columns, asked, query, place)
            names = article_names(connection, events, asked)
        readings = tuple(r for r in place.store.readings(names) if is_within(r, asked.until))
        held = {reading.article.id for reading in readings}
        kept = tuple(event for event in events if held & {*event.articles})
        picture = Picture(readings, place.store.origins_among(held), kept, check_readings(readings))
        brief = build_boards(picture, place.situation(), place.gazetteer, now=hour, since=asked.since)
        brief = replace(brief, asked=Interval(asked.since, asked.until), query=asked.query)
        brief = set_roads(brief, place, columns, min(asked.until, last_day(place)), hour, exact=False)
        return Briefing(brief, asked, len(kept), count, count <= EVENTS)

    return place.kept(("briefing", asked, hour), make)


def period_events(
    connection: Connection, columns: Columns, asked: Asked, query: Query, place: Workplace
) -> tuple[tuple[Event, ...], int]:
    """The weightiest dated events of the period, the first of them first, and how many it has of them; then those
    without a date that were told in it.

    Events whose place is held back are left out when the answer to the query would tell it.
    """
    masks, now = columns.current(connection), place.settings.now()
    mask = masks.meeting(connection, query, place.locate)
    if tells_places(query):
        mask = mask & ~hidden_movements(connection, masks.columns, mask, columns.movements, now)
    first, last = masks.columns.first, masks.columns.last
    dated = mask & (first > 0) & (last >= asked.since.toordinal()) & (first <= asked.until.toordinal())
    weights = weigh_events(masks.columns, asked.until, place.situation(), near=False)
    keys = weightiest_keys(masks.columns, weights, dated, EVENTS)
    undated = events_of(connection, newest_keys(masks.columns, mask & (first == 0), UNDATED))
    told = told_within(connection, list(undated), asked)
    return (*events_of(connection, keys), *told), int(dated.sum())


def told_within(connection: Connection, events: Sequence[Event], asked: Asked) -> list[Event]:
    """Those that an article of the period tells of."""
    heads = article_heads(connection, {name for event in events for name in event.articles[:EACH]})
    first, last = asked.since.isoformat(), asked.until.isoformat()
    fresh = {name for name, head in heads.items() if head.published and first <= head.published[:10] <= last}
    return [event for event in events if fresh & {*event.articles[:EACH]}]


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
