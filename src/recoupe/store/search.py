"""Finds events: each term of a query becomes a condition that an index answers, with bound parameters only.

The term that fewest events meet is found first, counting no further than `MANY`. Its events are walked through from
the newest on until the page is full; where they do not stand in order of time they are looked up if they are few.
When every term meets many, the newest events of all are walked through, a bounded number for each that is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, desc, exists, func, not_, or_, select

from recoupe.model import Event
from recoupe.store.codec import unpack_event
from recoupe.store.event_index import BORDER, PART, fold, target_name
from recoupe.store.fulltext import Phrase, matching
from recoupe.store.query import Query, QueryError, Term, Words, day_range, parse_query, split_distance
from recoupe.store.schema import articles, event_distances, event_facets, events, versions
from recoupe.store.words import query_stems

FEW, MANY = 5_000, 20_000
EARTH_KM = 6371.0
LARGEST_AREA_KM = 1500.0  # no region has a larger radius
Locate = Callable[[str], tuple[float, float] | None]
Clause = ColumnElement[bool]


@dataclass(frozen=True)
class Condition:
    """`keys` selects the events that meet it by its own index (None when it cannot); `where` checks one event.

    `walk` is a facet whose rows are already in order of time. `until` is the last day an event may begin on.
    `whole` checks events where all of them are asked for, when another way is quicker then.
    """

    where: Clause
    keys: Select[int] | None = None
    walk: tuple[str, str] | None = None
    until: str | None = None
    whole: Clause | None = None

    def check(self, all_of_them: bool) -> Clause:
        return self.whole if all_of_them and self.whole is not None else self.where


@dataclass(frozen=True, slots=True)
class Page:
    """Events, newest first; `after` asks for the next page, None when this is the last."""

    events: tuple[Event, ...]
    after: str | None


def search_page(
    connection: Connection,
    query: Query,
    limit: int,
    after: str | None,
    locate: Locate | None,
    without: Collection[str] = (),
) -> Page:
    """One page of the events that meet the query; those of the ids in `without` are on none, nor in any mark."""
    wanted = page_query(connection, query, locate, limit + 1, after)
    rows = connection.execute(wanted.where(events.c.id.not_in(list(without))) if without else wanted).all()
    found = tuple(unpack_event(row.document) for row in rows[:limit])
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(found, f"{last.first_day}.{last.key}" if last else None)


def find_events(connection: Connection, query: Query, locate: Locate | None, batch: int = 500) -> Iterator[Event]:
    """Every event that meets the query, newest first, as the database finds them; flat memory."""
    rows = connection.execution_options(yield_per=batch).execute(page_query(connection, query, locate))
    yield from (unpack_event(row.document) for row in rows)


def count_events(connection: Connection, query: Query, locate: Locate | None) -> int:
    found = page_query(connection, query, locate, wanted=(events.c.key,)).order_by(None)
    return int(connection.execute(select(func.count()).select_from(found.subquery())).scalar_one())


def page_query(
    connection: Connection,
    query: Query,
    locate: Locate | None,
    limit: int | None = None,
    after: str | None = None,
    wanted: Sequence[Any] = (events.c.key, events.c.first_day, events.c.document),
) -> Select[Any]:
    """The statement for a page; all of it when no limit is given."""
    conditions = list(build_conditions(connection, query, locate))
    chosen, order = first_rows(connection, conditions, wanted)
    checks = (c.check(limit is None) for c in conditions)
    chosen = chosen.where(*checks, *(order[0] <= c.until for c in conditions if c.until))
    if after is not None:
        chosen = chosen.where(before(order, after))
    return chosen.order_by(order[0].desc(), order[1].desc()).limit(limit)


def first_rows(
    connection: Connection, conditions: Sequence[Condition], wanted: Sequence[Any]
) -> tuple[Select[Any], tuple[Any, Any]]:
    """The rows a search begins with, and their order in time: the rarest facet, the few of a rare term, or all."""
    rare, count = find_rarest(connection, conditions)
    by_day = (events.c.first_day, events.c.key)
    if rare and rare.keys is not None and rare.walk is None and count <= FEW:
        return select(*wanted).where(events.c.key.in_(rare.keys)), by_day
    walk = rare.walk if rare and rare.walk else next((c.walk for c in conditions if c.walk), None)
    return walk_query(wanted, walk) if walk else (select(*wanted), by_day)


def walk_query(wanted: Sequence[Any], walk: tuple[str, str]) -> tuple[Select[Any], tuple[Any, Any]]:
    """From the newest on, along a facet."""
    facet = event_facets.alias("walk")
    joined = select(*wanted).join(facet, facet.c.event_key == events.c.key)
    return joined.where(facet.c.kind == walk[0], facet.c.value == walk[1]), (facet.c.day, facet.c.event_key)


def before(order: tuple[Any, Any], after: str) -> Clause:
    """What comes behind the last event of the page before; raises QueryError for a mark nobody gave."""
    day, _, key = after.partition(".")
    if not key.isdecimal() or len(key) > 18:
        raise QueryError(f"{after!r} is no mark of a page")
    return and_(order[0] <= day, or_(order[0] < day, order[1] < int(key)))


def find_rarest(connection: Connection, conditions: Sequence[Condition]) -> tuple[Condition | None, int]:
    """The condition that fewest events meet and how many, as far as anybody counts; None when all are met by many."""
    rarest, least = None, MANY
    for condition in conditions:
        if condition.keys is not None and least:
            count = count_up_to(connection, condition.keys, least)
            if count < least:
                rarest, least = condition, count
    return rarest, least


def count_up_to(connection: Connection, keys: Select[int], most: int) -> int:
    return int(connection.execute(select(func.count()).select_from(keys.limit(most).subquery())).scalar_one())


def build_conditions(connection: Connection, query: Query, locate: Locate | None) -> Iterator[Condition]:
    """A condition for every term; words first, since they are the rarest."""
    for words in query.words:
        yield from words_conditions(connection, words)
    for term in query.terms:
        for condition in term_conditions(connection, term, locate):
            yield Condition(not_(condition.where)) if term.negated else condition


def term_conditions(connection: Connection, term: Term, locate: Locate | None) -> list[Condition]:
    if term.field in ("within", "perhaps"):
        return [distance_condition(connection, term, locate)]
    if term.field in ("since", "until", "on"):
        return [day_condition(term)]
    if term.field in NUMBERS:
        return [number_condition(term)]
    return facet_conditions(term)


def words_conditions(connection: Connection, words: Words) -> Iterator[Condition]:
    """The words in the full-text index; words that are all elisions or signs ask for nothing."""
    stems = query_stems(words.text)
    if not stems:
        return
    found = matching(connection.dialect.name, "event_words", (Phrase(stems),))
    one = exists(matching(connection.dialect.name, "event_words", (Phrase(stems),), events.c.key))
    whole = (events.c.key + 0).in_(found)  # the words are looked up once, and do not decide the order of the walk
    if words.negated:
        yield Condition(not_(one), whole=not_(whole))
    else:
        yield Condition(one, found, whole=whole)


def facet_conditions(term: Term) -> list[Condition]:
    """A name of several words asks for each of them; with a minus they must not all be there."""
    if len(term.values) > 1:
        parts = [and_(*(c.where for c in name_conditions(term.field, value))) for value in term.values]
        return [Condition(or_(*parts), facet_keys(term))]
    conditions = name_conditions(term.field, term.values[0])
    return [Condition(and_(*(c.where for c in conditions)))] if term.negated else conditions


def name_conditions(field: str, value: str) -> list[Condition]:
    return [facet_condition(field, part) for part in facet_values(field, value)]


def facet_values(field: str, value: str) -> list[str]:
    """What to look for: the whole of an id or of a choice, each word of a name."""
    if field == "article":
        return [value]
    folded = fold(value)
    if field not in ("actor", "recipient", "party", "place", "region") or ":" in folded or "_" in folded:
        return [folded]
    return PART.findall(folded) or [folded]


def facet_condition(kind: str, value: str) -> Condition:
    facet = event_facets.alias()
    match = (facet.c.kind == kind, facet.c.value == value)
    where = exists(select(facet.c.event_key).where(facet.c.event_key == events.c.key, *match))
    return Condition(where, select(facet.c.event_key).where(*match), (kind, value))


def facet_keys(term: Term) -> Select[int] | None:
    """Events with any of the values, when each of them is one facet."""
    values = [facet_values(term.field, value) for value in term.values]
    if any(len(parts) != 1 for parts in values):
        return None
    flat = [parts[0] for parts in values]
    return select(event_facets.c.event_key).where(event_facets.c.kind == term.field, event_facets.c.value.in_(flat))


NUMBERS = {
    "origins": events.c.independent,
    "score": events.c.score,
    "killed": events.c.killed,
    "wounded": events.c.wounded,
    "abducted": events.c.abducted,
}
SIGNS: dict[str, Callable[[Any, Any], Clause]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
}


def number_condition(term: Term) -> Condition:
    """`+ 0` keeps the database from walking this index when it should walk along time."""
    number, compare = float(term.values[0]), SIGNS[term.sign]
    measured = NUMBERS[term.field]
    where = func.coalesce(measured, -1) if term.negated else measured + 0
    return Condition(compare(where, number), select(events.c.key).where(compare(measured, number)))


def day_condition(term: Term) -> Condition:
    """Undated events have empty days: they meet no period, and every negated one.

    A concatenated column is not looked up in its index: events are walked by the day they begin on.
    """
    first, last = day_range(term.values[0])
    begins, ends = events.c.first_day, events.c.last_day
    late, early = ends.concat("") >= first, and_(begins.concat("") <= last, begins.concat("") > "")
    if term.field == "since":
        return Condition(late, select(events.c.key).where(ends >= first))
    if term.field == "until":
        return Condition(early, select(events.c.key).where(begins <= last, begins > ""), until=last)
    return Condition(and_(late, early), until=last)  # the walk begins there


def distance_condition(connection: Connection, term: Term, locate: Locate | None) -> Condition:
    """Near a border or corridor the stored distance counts; near anything else the distance to the point.

    `within` finds what surely lies so near, `perhaps` the areas of which only a part does.
    """
    km, target = split_distance(term.values[0])
    perhaps = term.field == "perhaps"
    if is_measured(connection, target_name(target)):
        near = (event_distances.c.target == target_name(target), *reaching(km, perhaps))
        keys = select(event_distances.c.event_key).where(*near)
        where = exists(select(event_distances.c.target).where(event_distances.c.event_key == events.c.key, *near))
        return Condition(where, keys)
    return point_condition(find_point(connection, target, locate), km, perhaps)


def reaching(km: float, perhaps: bool) -> tuple[Clause, ...]:
    nearest, farthest = event_distances.c.nearest_km, event_distances.c.farthest_km
    return (nearest <= km, farthest > km) if perhaps else (farthest <= km,)


def is_measured(connection: Connection, target: str) -> bool:
    """A border always is, even before the first event; anything else when an event has a distance to it."""
    if BORDER.fullmatch(target):
        return True
    known = select(event_distances.c.target).where(event_distances.c.target == target).limit(1)
    return connection.execute(known).first() is not None


def find_point(connection: Connection, target: str, locate: Locate | None) -> tuple[float, float]:
    """Coordinates as given («14.4,-12.2»), of a known place, or of a place events lie at; raises QueryError."""
    point = read_point(target) or (locate(target) if locate else None) or stored_point(connection, target)
    if point is None:
        raise QueryError(f"nobody knows where {target!r} is: give a border as SN-ML, a corridor, a place or 14.4,-12.2")
    return point


def read_point(target: str) -> tuple[float, float] | None:
    parts = target.split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise QueryError(f"{target!r} is not on Earth: latitude -90 to 90, longitude -180 to 180")
    return lat, lon


def stored_point(connection: Connection, target: str) -> tuple[float, float] | None:
    keys = select(event_facets.c.event_key).where(event_facets.c.kind == "place", event_facets.c.value == fold(target))
    query = select(events.c.document).where(events.c.key.in_(keys.limit(50)), events.c.lat.is_not(None))
    for document in connection.execute(query.limit(1)).scalars():
        where = unpack_event(document).where
        return (where.lat, where.lon) if where and where.lat is not None and where.lon is not None else None
    return None


def point_condition(point: tuple[float, float], km: float, perhaps: bool) -> Condition:
    """Great-circle distance as a chord between unit vectors: sums and products only, in any database.

    The whole of an area has to lie within. Its radius is taken for a chord, too: 0.1 % off at a thousand kilometres.
    """
    lat, lon = radians(point[0]), radians(point[1])
    x, y, z = cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
    dx, dy, dz = events.c.x - x, events.c.y - y, events.c.z - z
    chord = 2 * sin(min(km / EARTH_KM, 3.14159) / 2)
    away, vague = dx * dx + dy * dy + dz * dz, events.c.vague_km / EARTH_KM
    whole = and_(vague <= chord, away <= (chord - vague) * (chord - vague))
    part = and_(events.c.vague_km > 0, away <= (chord + vague) * (chord + vague), not_(whole))
    near = part if perhaps else whole
    band = (km + LARGEST_AREA_KM * perhaps) / EARTH_KM * 57.2958 + 1e-6
    belt = events.c.lat.between(point[0] - band, point[0] + band)
    return Condition(and_(near, events.c.vague_km.is_not(None)), select(events.c.key).where(belt, near))


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article whose text or headline holds the words."""

    id: str
    title: str
    outlet: str | None
    published: str | None


def search_articles(connection: Connection, line: str, limit: int) -> tuple[ArticleHit, ...]:
    """Articles that hold all the words (and the phrases in quotes), newest first among the thousand stored last."""
    query = parse_query(line)
    if query.terms:
        raise QueryError("articles are searched by words only; fields such as type: belong to events")
    stems = [query_stems(words.text) for words in query.words if not words.negated]
    if not any(stems):
        return ()
    keys = matching(connection.dialect.name, "article_words", [Phrase(s) for s in stems if s])
    found = list(connection.execute(keys.order_by(desc(keys.selected_columns[0])).limit(FEW)).scalars())
    same = and_(versions.c.article_key == articles.c.key, versions.c.number == articles.c.version)
    rows = select(articles.c.id, versions.c.title, articles.c.outlet, articles.c.published).join(versions, same)
    rows = rows.where(articles.c.key.in_(bindparam("found", found, expanding=True)))
    newest = rows.order_by(articles.c.published.desc(), articles.c.key.desc()).limit(limit)
    return tuple(ArticleHit(*row) for row in connection.execute(newest))


def article_heads(connection: Connection, names: Collection[str]) -> dict[str, ArticleHit]:
    """Title, outlet and day of the articles that are stored, without their texts."""
    same = (versions.c.article_key == articles.c.key) & (versions.c.number == articles.c.version)
    query = select(articles.c.id, versions.c.title, articles.c.outlet, articles.c.published).join(versions, same)
    rows = connection.execute(query.where(articles.c.id.in_(list(names))))
    return {row.id: ArticleHit(*row) for row in rows}
