"""What came in since the last visit: articles, the events they report, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from recoupe.apps.web.desk import Workplace
from recoupe.boards import make_ground
from recoupe.boards.lines import make_line, make_sources
from recoupe.boards.values import Line
from recoupe.model import Decision, Event
from recoupe.store import glance as rows
from recoupe.store.glance import StoredArticle

ARTICLES, EVENTS, DECISIONS = 12, 12, 8  # shown
LOOKED_AT = 200
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class ChangedEvent:
    """`new` when every article that reports it came in since then; the line holds back what must not be shown."""

    line: Line
    new: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The last of everything, and how many articles there are in all (up to a thousand)."""

    since: datetime
    articles: tuple[StoredArticle, ...]
    count: int
    events: tuple[ChangedEvent, ...]
    decisions: tuple[Decision, ...]

    def __bool__(self) -> bool:
        return bool(self.articles or self.decisions)


def find_changes(place: Workplace, since: datetime) -> Changes:
    """Bounded: the articles that came in last are looked at."""
    moment = since.astimezone(UTC).isoformat(timespec="seconds")
    with place.store.reading() as connection:
        articles = rows.stored_since(connection, moment, LOOKED_AT)
        names = [article.id for article in articles]
        events = rows.events_of_articles(connection, names, EVENTS) if names else ()
        count = rows.count_stored_since(connection, moment, COUNTED)
        decisions = rows.decided_since(connection, moment, DECISIONS)
    return Changes(since, articles[:ARTICLES], count, tuple(changed_events(place, events, names)), decisions)


def changed_events(place: Workplace, events: Sequence[Event], names: Sequence[str]) -> Iterator[ChangedEvent]:
    """As the boards would show them."""
    if not events:
        return
    fresh, public, now = set(names), place.settings.public, place.settings.now().replace(tzinfo=None)
    ground = place.kept("ground", lambda: make_ground(place.situation(), place.gazetteer))
    readings = tuple(place.store.readings(list(dict.fromkeys(a for event in events for a in event.articles))))
    sources = make_sources(readings, ground, now, now.date(), now.date(), exact_movements=not public)
    for event in events:
        yield ChangedEvent(make_line(event, ground, sources), set(event.articles) <= fresh)
