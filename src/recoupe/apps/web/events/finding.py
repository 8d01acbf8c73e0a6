"""What a query finds on this desk, for map, timeline and table alike: columns in memory, and the few events shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from sqlalchemy import Connection, bindparam, select
from starlette.requests import Request

from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.withholding import hidden_movements, tells_places
from recoupe.model import Event
from recoupe.store import Store
from recoupe.store.codec import unpack_event
from recoupe.store.columns import ColumnKeeper, EventColumns, Mask
from recoupe.store.masks import Masks
from recoupe.store.query import Query, parse_query
from recoupe.store.schema import events


@dataclass
class Picture:
    """The columns of the stored picture with the truth values already worked out; one a desk."""

    keeper: ColumnKeeper = field(default_factory=ColumnKeeper)
    masks: Masks | None = None
    movements: dict[int, bool] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def warm_up(self, store: Store) -> None:
        """Read the columns before anybody asks for them."""
        with store.reading() as connection:
            self.current(connection)

    def current(self, connection: Connection) -> Masks:
        columns = self.keeper.current(connection)
        with self.lock:
            if self.masks is None or self.masks.columns is not columns:
                self.masks, self.movements = Masks(columns), {}
            return self.masks


@dataclass(frozen=True, slots=True)
class Found:
    """The events that meet a query, as truth values over the columns.

    `hidden` are patrols and convoys whose exact place is held back from whoever asks.
    """

    query: Query
    columns: EventColumns
    mask: Mask
    hidden: Mask

    @property
    def count(self) -> int:
        return int(self.mask.sum())

    @property
    def on_map(self) -> Mask:
        return self.mask & ~self.hidden


def picture_of(request: Request) -> Picture:
    kept: Picture = request.app.state.picture
    return kept


def find_events(request: Request, line: str, discreet: bool | None = None) -> Found:
    """What the query finds; raises QueryError.

    `discreet` (by default on desks that others can reach) holds exact places of patrols and convoys back.
    """
    place, picture, query = workplace(request), picture_of(request), parse_query(line)
    discreet = place.settings.public if discreet is None else discreet
    with place.store.reading() as connection:
        masks = picture.current(connection)
        mask = masks.meeting(connection, query, place.locate)
        hidden = masks.columns.none()
        if discreet:
            hidden = hidden_movements(connection, masks.columns, mask, picture.movements, place.settings.now())
            mask = mask & ~hidden if tells_places(query) else mask
    return Found(query, masks.columns, mask, hidden & mask)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Ids of the events whose exact place is held back now, and of the articles that tell of them."""

    events: frozenset[str]
    articles: frozenset[str]


def hidden_ids(request: Request) -> Hidden:
    """All of them, whatever is asked."""
    place, picture = workplace(request), picture_of(request)
    with place.store.reading() as connection:
        columns = picture.current(connection).columns
        mask = hidden_movements(connection, columns, columns.all(), picture.movements, place.settings.now())
        held = list(events_of(connection, [int(key) for key in columns.keys[mask]]))
    return Hidden(frozenset(e.id for e in held), frozenset(a for e in held for a in e.articles))


def load_events(request: Request, keys: Sequence[int]) -> list[Event]:
    """The events of these keys in this order; those that are gone since are left out."""
    with workplace(request).store.reading() as connection:
        return list(events_of(connection, keys))


def events_of(connection: Connection, keys: Sequence[int]) -> Iterable[Event]:
    return events_by_key(connection, keys).values()


def events_by_key(connection: Connection, keys: Sequence[int]) -> dict[int, Event]:
    """The events of these keys in this order; those that are gone are left out."""
    query = select(events.c.key, events.c.document).where(events.c.key.in_(bindparam("keys", expanding=True)))
    held = {row.key: row.document for row in connection.execute(query, {"keys": list(keys) or [-1]})}
    return {key: unpack_event(held[key]) for key in keys if key in held}


def newest_keys(columns: EventColumns, mask: Mask, most: int) -> list[int]:
    """Keys of the newest events of the mask, undated ones last."""
    chosen = np.flatnonzero(mask)
    order = np.lexsort((-columns.keys[chosen], -columns.first[chosen]))[:most]
    return [int(key) for key in columns.keys[chosen[order]]]


def youngest_keys(columns: EventColumns, mask: Mask, most: int) -> list[int]:
    """Keys of the events of the mask that came into the store last."""
    return [int(key) for key in columns.keys[mask][::-1][:most]]
