"""Which stored articles lie near each other: by keys they share, by their origin, by the events they tell of.

Keys are kept as the last picture saw the article, so what came in or changed since is known without reading it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import log

from sqlalchemy import Connection, delete, func, insert, select

from recoupe.model import Event
from recoupe.store.codec import unpack_event
from recoupe.store.schema import articles, event_facets, events, neighbour_keys, waiting

HOLDERS = 48  # so many most recent holders of a key are looked at
UNDATED = "9999"
CHUNK = 400  # names in one question


def changed_articles(connection: Connection) -> tuple[str, ...]:
    """Ids of the articles that came in or were read anew since the last picture, in the order they came."""
    query = select(articles.c.id).join(waiting, waiting.c.article_key == articles.c.key).order_by(articles.c.key)
    return tuple(connection.execute(query).scalars())


def undated_articles(connection: Connection, among: Collection[str]) -> list[str]:
    """Those of the articles whose date is not settled."""
    query = select(articles.c.id).where(articles.c.published.is_(None))
    return [
        i for part in chunks(sorted(among)) for i in connection.execute(query.where(articles.c.id.in_(part))).scalars()
    ]


def later_ones(connection: Connection, seeds: Collection[str], among: Sequence[str]) -> list[str]:
    """Those of the articles that came out on a later day than the first of the seeds, or on none that is known."""
    query = select(articles.c.id, articles.c.published)
    days = {
        row.id: row.published
        for part in chunks([*seeds, *among])
        for row in connection.execute(query.where(articles.c.id.in_(part)))
    }
    first = min((days.get(name) or UNDATED for name in seeds), default=UNDATED)
    return [name for name in among if name in days and (days[name] or UNDATED, name) > (first, min(seeds))]


def last_key(connection: Connection) -> int:
    """About how many articles are stored, known without counting them."""
    return int(connection.execute(select(func.max(articles.c.key))).scalar() or 0)


def keep_keys(connection: Connection, found: Mapping[str, Collection[int]]) -> None:
    """Note the keys of these articles, and that the picture has seen them as they are now."""
    query = select(articles.c.id, articles.c.key)
    for names in chunks(list(found)):
        rows = connection.execute(query.where(articles.c.id.in_(names))).all()
        for table in (neighbour_keys, waiting):
            connection.execute(delete(table).where(table.c.article_key.in_([row.key for row in rows])))
        keys = [{"key": key, "article_key": row.key} for row in rows for key in sorted(set(found[row.id]))]
        if keys:
            connection.execute(insert(neighbour_keys), keys)


def find_neighbours(connection: Connection, keys: Iterable[int], limit: int) -> list[str]:
    """Ids of the articles that share most rare keys, best first."""
    weights: dict[int, float] = defaultdict(float)
    for key in keys:
        query = select(neighbour_keys.c.article_key).where(neighbour_keys.c.key == key)
        held = list(connection.execute(query.order_by(neighbour_keys.c.article_key.desc()).limit(HOLDERS)).scalars())
        for holder in held:
            weights[holder] += log(1 + HOLDERS / len(held))
    best = sorted(weights, key=lambda holder: (-weights[holder], holder))[:limit]
    query = select(articles.c.key, articles.c.id)
    rows = (row for part in chunks(best) for row in connection.execute(query.where(articles.c.key.in_(part))))
    names = {row.key: row.id for row in rows}
    return [names[key] for key in best if key in names]


def holders_of(connection: Connection, keys: Iterable[int]) -> Iterator[str]:
    """Ids of the articles that share one of the keys; of a crowded key the most recent."""
    for key in keys:
        query = select(articles.c.id).join(neighbour_keys, neighbour_keys.c.article_key == articles.c.key)
        newest = query.where(neighbour_keys.c.key == key).order_by(neighbour_keys.c.article_key.desc())
        yield from connection.execute(newest.limit(HOLDERS)).scalars()


def in_store_order(connection: Connection, names: Collection[str]) -> list[str]:
    """Those of the articles that are stored, in the order they came."""
    query = select(articles.c.key, articles.c.id)
    rows = [row for part in chunks(list(names)) for row in connection.execute(query.where(articles.c.id.in_(part)))]
    return [name for _, name in sorted((row.key, row.id) for row in rows)]


def load_events_of(connection: Connection, names: Collection[str]) -> dict[str, Event]:
    """The stored events that any of the articles tells of, by id."""
    told = (event_facets.c.event_key == events.c.key) & (event_facets.c.kind == "article")
    query = select(events.c.key, events.c.document).join(event_facets, told)
    rows = {
        row.key: row.document
        for part in chunks(list(names))
        for row in connection.execute(query.where(event_facets.c.value.in_(part)))
    }
    found = (unpack_event(rows[key]) for key in sorted(rows))
    return {event.id: event for event in found}


def chunks(names: Sequence[object]) -> Iterator[Sequence[object]]:
    """The names in portions that one question can hold."""
    yield from (names[at : at + CHUNK] for at in range(0, len(names), CHUNK))
