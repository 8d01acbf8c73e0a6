"""What others may not learn from this desk: where patrols and convoys are or will be, not even by asking cleverly."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from recoupe.boards.discretion import MOVEMENT_HOURS, is_movement
from recoupe.model import Event
from recoupe.share.shown import ExportContext, ExportSettings
from recoupe.share.withhold import is_sensitive_movement
from recoupe.store.codec import unpack_event
from recoupe.store.columns import EventColumns, Mask
from recoupe.store.query import Query
from recoupe.store.schema import articles, events

PLACE_FIELDS = frozenset({"place", "within"})
BATCH = 500


def tells_places(query: Query) -> bool:
    """Its answer would tell where an event is: it asks for a place, a distance, or words, which may name one."""
    return bool(query.words) or any(term.field in PLACE_FIELDS for term in query.terms)


def hidden_movements(
    connection: Connection, columns: EventColumns, mask: Mask, known: dict[int, bool], now: datetime
) -> Mask:
    """The patrols and convoys of the mask that lie ahead or within 48 hours; `known` keeps what was found before."""
    edge = (now - timedelta(hours=MOVEMENT_HOURS)).date().toordinal()
    maybe = columns.keys[mask & ((columns.last >= edge) | (columns.first == 0))]
    unknown = [int(key) for key in maybe if int(key) not in known]
    for start in range(0, len(unknown), BATCH):
        known |= judge_movements(connection, unknown[start : start + BATCH], now)
    return columns.of_keys(int(key) for key in maybe if known.get(int(key)))


def judge_movements(connection: Connection, keys: list[int], now: datetime) -> dict[int, bool]:
    query = select(events.c.key, events.c.document).where(events.c.key.in_(bindparam("keys", expanding=True)))
    held = {row.key: unpack_event(row.document) for row in connection.execute(query, {"keys": keys})}
    return {key: is_hidden(connection, event, now) for key, event in held.items()}


def is_hidden(connection: Connection, event: Event, now: datetime) -> bool:
    """By the rules of the exports or by those of the brief."""
    context = ExportContext(lambda name: None, now, "", ExportSettings())
    return is_sensitive_movement(event, context) or is_movement(
        event, now.replace(tzinfo=None), first_published(connection, event)
    )


def first_published(connection: Connection, event: Event) -> datetime | None:
    query = select(func.min(articles.c.published)).where(articles.c.id.in_(bindparam("ids", expanding=True)))
    day = connection.execute(query, {"ids": list(event.articles) or [""]}).scalar()
    return datetime.fromisoformat(day[:10]) if day else None
