"""What came in since the last visit: articles, the events they report, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from recoupe.apps.web.desk import Workplace
from recoupe.boards import make_ground
from recoupe.boards.lines import article_masks, make_line, make_sources
from recoupe.boards.values import Line
from recoupe.discretion import MASK, Masks
from recoupe.model import Decision, Event
from recoupe.store import glance as rows
from recoupe.store.glance import StoredArticle

ARTICLES, EVENTS, DECISIONS = 12, 12, 8  # shown
LOOKED_AT, EACH = 200, 12  # articles that came in; articles of one event
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
        found = rows.stored_since(connection, moment, LOOKED_AT)
        names = [article.id for article in found]
        events = rows.events_of_articles(connection, names, EVENTS) if names else ()
        count = rows.count_stored_since(connection, moment, COUNTED)
        decisions = rows.decided_since(connection, moment, DECISIONS)
    articles, lines = shown(place, found[:ARTICLES], events, frozenset(names))
    return Changes(since, articles, count, lines, decisions)


def shown(
    place: Workplace, articles: Sequence[StoredArticle], events: Sequence[Event], fresh: frozenset[str]
) -> tuple[tuple[StoredArticle, ...], tuple[ChangedEvent, ...]]:
    """As the boards would show them: what others must not see is held back in lines and in headlines."""
    if not articles:
        return (), ()
    public, now = place.settings.public, place.settings.now().replace(tzinfo=None)
    wanted = dict.fromkeys((*(a.id for a in articles), *(name for e in events for name in e.articles[:EACH])))
    ground = place.kept("ground", lambda: make_ground(place.situation(), place.gazetteer))
    readings = tuple(place.store.readings(list(wanted)))
    sources = make_sources(readings, ground, now, now.date(), now.date(), exact_movements=not public)
    lines = {event.id: make_line(event, ground, sources) for event in events}
    changed = tuple(ChangedEvent(lines[e.id], fresh.issuperset(e.articles)) for e in events)
    masks = article_masks(events, lines, sources) if public else {}
    return tuple(masked(article, masks) for article in articles), changed


def masked(article: StoredArticle, masks: Mapping[str, Masks]) -> StoredArticle:
    """With another id where its own would tell what is held back: then nothing leads to it."""
    found = masks.get(article.id)
    if not found:
        return article
    return replace(article, id=found.name(article.id), title=found.sub(MASK, article.title))
