"""What came in since the last visit: articles, the events they report, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from recoupe.model import Decision, Event
from recoupe.store import Store
from recoupe.store import glance as rows
from recoupe.store.glance import StoredArticle

ARTICLES, EVENTS, DECISIONS = 12, 12, 8
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class ChangedEvent:
    """`new` when every article that reports it came in since then."""

    event: Event
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


def find_changes(store: Store, since: datetime) -> Changes:
    """Bounded: the newest two hundred articles are looked at."""
    moment = since.astimezone(UTC).isoformat(timespec="seconds")
    with store.reading() as connection:
        articles = rows.stored_since(connection, moment, 200)
        names = [article.id for article in articles]
        events = rows.events_of_articles(connection, names, EVENTS) if names else ()
        return Changes(
            since=since,
            articles=articles[:ARTICLES],
            count=rows.count_stored_since(connection, moment, COUNTED),
            events=changed_events(events, names),
            decisions=rows.decided_since(connection, moment, DECISIONS),
        )


def changed_events(events: Sequence[Event], names: Sequence[str]) -> tuple[ChangedEvent, ...]:
    fresh = set(names)
    return tuple(ChangedEvent(event, set(event.articles) <= fresh) for event in events)
