"""What others may not learn from this desk: where patrols and convoys are or will be, not even by asking cleverly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
from sqlalchemy import Connection, bindparam, select

from recoupe.apps.web.events.stored_articles import load_articles
from recoupe.boards.discretion import coarsen_event
from recoupe.discretion import MOVEMENT_HOURS, event_sentences, is_movement
from recoupe.model import Article, Event
from recoupe.store.codec import unpack_event
from recoupe.store.columns import NOWHERE, EventColumns, Mask
from recoupe.store.query import Query
from recoupe.store.schema import articles, event_facets, events

PLACE_FIELDS = frozenset({"place", "within", "perhaps"})
AHEAD = ("planned", "hypothetical")
BATCH = 200


def tells_places(query: Query) -> bool:
    """Its answer would tell where an event is: it asks for a place, a distance, or words, which may name one."""
    return bool(query.words) or any(term.field in PLACE_FIELDS for term in query.terms)


def hidden_movements(
    connection: Connection, columns: EventColumns, mask: Mask, known: dict[int, bool], now: datetime
) -> Mask:
    """The patrols and convoys of the mask that lie ahead or within 48 hours; `known` keeps what was found before."""
    edge = (now - timedelta(hours=MOVEMENT_HOURS)).date()
    undated = (columns.first == 0) & (planned(columns) | recent_events(connection, columns, edge))
    maybe = columns.keys[mask & ((columns.last >= edge.toordinal()) | undated)]
    unknown = [int(key) for key in maybe if int(key) not in known]
    for start in range(0, len(unknown), BATCH):
        known |= judge_movements(connection, unknown[start : start + BATCH], now)
    return columns.of_keys(int(key) for key in maybe if known.get(int(key)))


def planned(columns: EventColumns) -> Mask:
    codes = [columns.names["status"].get(name, NOWHERE) for name in AHEAD]
    return np.isin(columns.codes["status"], codes)


def recent_events(connection: Connection, columns: EventColumns, edge: date) -> Mask:
    """The events that an article of that day or later tells of."""
    facet = event_facets.c
    recent = select(articles.c.id).where(articles.c.published >= edge.isoformat())
    keys = select(facet.event_key).where(facet.kind == "article", facet.value.in_(recent))
    return columns.of_keys(connection.execute(keys).scalars())


def judge_movements(connection: Connection, keys: list[int], now: datetime) -> dict[int, bool]:
    """By the rules of the house; texts are looked up only where an event's own words do not settle it."""
    query = select(events.c.key, events.c.document).where(events.c.key.in_(bindparam("keys", expanding=True)))
    held = {row.key: unpack_event(row.document) for row in connection.execute(query, {"keys": keys})}
    names = list(dict.fromkeys(name for event in held.values() for name in event.articles))
    days, texts = published_days(connection, names), Texts(connection, names)
    moment = now.replace(tzinfo=None)
    return {key: is_hidden(event, moment, days, texts) for key, event in held.items()}


def is_hidden(event: Event, moment: datetime, days: Mapping[str, datetime], texts: Texts) -> bool:
    published = min((days[name] for name in event.articles if name in days), default=None)
    return is_movement(event, moment, published, texts.sentences(event))


@dataclass
class Texts:
    """The texts of a batch of articles, looked up together when the first of them is asked for."""

    connection: Connection
    names: list[str]
    held: dict[str, Article] | None = None

    def sentences(self, event: Event) -> Iterator[str]:
        yield from event_sentences(event, self.text)

    def text(self, name: str) -> str:
        if self.held is None:
            self.held = load_articles(self.connection, self.names)
        return self.held[name].text if name in self.held else ""


def published_days(connection: Connection, names: list[str]) -> dict[str, datetime]:
    """When each of the articles was published, as far as that is known."""
    query = select(articles.c.id, articles.c.published).where(articles.c.id.in_(bindparam("ids", expanding=True)))
    rows = connection.execute(query.where(articles.c.published.is_not(None)), {"ids": names or [""]})
    return {row.id: datetime.fromisoformat(row.published[:10]) for row in rows}


def as_region(event: Event) -> Event:
    """The event at region level, its reports without their place: as it may be shown while it is hidden."""
    reports = tuple(
        replace(report, place=None, where=None, evidence={k: v for k, v in report.evidence.items() if k != "place"})
        for report in event.reports
    )
    return replace(coarsen_event(event), reports=reports)
