"""The queue put together from the store: the newest of each kind, weighed against each other.

Whatever the size of the store, a bounded number of rows is read: some events of each kind, more of the one kind
that is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from recoupe.api import Desk
from recoupe.boards.review import (
    KINDS,
    NEW_DAYS,
    Kind,
    ReviewItem,
    Watch,
    review_article,
    review_event,
    review_unfit,
    sort_items,
)
from recoupe.model import Decision, Event, Situation
from recoupe.rebuilding import load_applied
from recoupe.store.glance import last_published
from recoupe.store.review import REASONS
from recoupe.store.search import ArticleHit

Waiting = Literal["border", "differ", "place", "date", "score"]
WAITING: tuple[Waiting, ...] = get_args(Waiting)  # kinds of events; articles and decisions wait beside them
FEW, MANY = 40, 150  # events fetched of each kind, and of the kind that is asked for
ARTICLES = 20  # articles without certain origin
TOUCHED = 4  # events shown with such an article
SHOWN = 40  # items of the page


@dataclass(frozen=True, slots=True)
class Total:
    """How many wait of a kind; `open` when there may be more."""

    number: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """`items` in order, `hidden` of them left out, `totals` by kind, `heads` of the articles they name."""

    items: tuple[ReviewItem, ...]
    totals: dict[Kind, Total]
    watch: Watch
    heads: dict[str, ArticleHit]
    hidden: int = 0

    def find(self, name: str | None) -> ReviewItem | None:
        """The item asked for, the first one when nothing or something gone is asked for."""
        return next((item for item in self.items if item.id == name), self.items[0] if self.items else None)

    def beside(self, item: ReviewItem, step: int) -> ReviewItem | None:
        """The item behind (or before) another."""
        at = self.items.index(item) + step
        return self.items[at] if 0 <= at < len(self.items) else None


def make_queue(desk: Desk, situation: Situation, now: datetime, kind: Kind | None = None) -> Queue:
    """What waits, of one kind or of all, the weightiest first."""
    watch = Watch(situation, picture_day(desk, now))
    pages: dict[Kind, tuple[Event, ...]] = {
        reason: fetch(desk, reason, watch, MANY if reason == kind else FEW) for reason in WAITING
    }
    events = {event.id: event for page in pages.values() for event in page}
    watch = Watch(situation, watch.today, settled_about(desk, events.values()))
    items = [item for event in events.values() if (item := review_event(event, watch))]
    items += [*unfit_items(desk), *origin_items(desk)]
    totals = {one: count_kind(one, items, pages.get(one, ()), desk, MANY if one == kind else FEW) for one in KINDS}
    found = sort_items(item for item in items if kind is None or any(why.kind == kind for why in item.why))
    heads = desk.store.article_heads({*named_articles(found[:SHOWN])})
    return Queue(found[:SHOWN], totals, watch, heads, len(found[SHOWN:]))


def picture_day(desk: Desk, now: datetime) -> date:
    """The day the picture speaks of: that of the last article, today at the latest."""
    with desk.store.reading() as connection:
        last = last_published(connection, now.date().isoformat() + "T99")
    return date.fromisoformat(last[:10]) if last else now.date()


def fetch(desk: Desk, kind: Waiting, watch: Watch, limit: int) -> tuple[Event, ...]:
    """The newest events of a kind."""
    if kind == "border":
        return desk.store.search(border_query(watch), limit, locate=desk.locate).events
    return desk.store.review_newest(kind, limit)


def border_query(watch: Watch) -> str:
    """New events near the border, in the query language."""
    since = watch.today - timedelta(days=NEW_DAYS - 1)
    near = f"within:{watch.near_km:g}km:{watch.situation.border}"
    return f"{near} since:{since.isoformat()} until:{watch.today.isoformat()} background:no"


def settled_about(desk: Desk, events: Iterable[Event]) -> dict[str, tuple[Decision, ...]]:
    """The decisions that hold about each event, by its ids."""
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in desk.store.decisions_about([name for event in events for name in (event.id, *event.former_ids)]):
        found[decision.target] = (*found.get(decision.target, ()), decision)
    return found


def unfit_items(desk: Desk) -> list[ReviewItem]:
    """Decisions that the last rebuild could not apply and nobody took back."""
    troubles = load_applied(desk.store).unfit
    standing = desk.store.decisions_named(list(troubles)[:MANY]) if troubles else ()
    return [review_unfit(decision, troubles[decision.id]) for decision in standing]


def origin_items(desk: Desk) -> list[ReviewItem]:
    """Articles without certain origin, with why they are doubted and what rests on them."""
    names = desk.store.last_undetermined(ARTICLES)
    settled = {d.target for d in desk.store.decisions_about(names) if d.kind == "origin"}
    links = desk.store.origins_about(names).links
    told = desk.store.events_of_articles([name for name in names if name not in settled], TOUCHED)
    return [review_article(name, links, events) for name, events in told.items()]


def named_articles(items: Iterable[ReviewItem]) -> Iterator[str]:
    """The articles whose outlets the page names."""
    for item in items:
        if item.article:
            yield item.article
        if item.link:
            yield from (item.link.later, item.link.earlier)
        if item.event:
            yield from item.event.articles[:8]


def count_kind(kind: Kind, items: Collection[ReviewItem], page: Collection[Event], desk: Desk, limit: int) -> Total:
    """How many items have the kind among their reasons; when the page was full, at least as many as are stored."""
    number = sum(any(why.kind == kind for why in item.why) for item in items)
    if len(page) < limit:
        return Total(number, kind == "origin" and number >= ARTICLES)
    stored = desk.store.review_count(kind) if kind in REASONS else number
    return Total(max(number, stored), True)
