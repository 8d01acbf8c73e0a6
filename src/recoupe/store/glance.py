"""What a page at a glance asks of a large database: the newest of everything, each answered by an index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from recoupe.model import Decision, Event, FigureCheck
from recoupe.store.codec import unpack, unpack_event
from recoupe.store.schema import articles, checks, decisions, event_facets, events, figures, tombstones, versions

LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article that came in or changed: `number` above one is a correction."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    stored_at: str
    number: int


def last_published(connection: Connection, until: str) -> str | None:
    """The day of the newest article, `until` at the latest."""
    newest = select(func.max(articles.c.published)).where(articles.c.published <= until)
    return connection.execute(newest).scalar()


def newest_articles(
    connection: Connection, since: str, limit: int, with_figures: bool = False, until: str = "9999"
) -> tuple[str, ...]:
    """Ids of the articles published last, not before `since` and not after `until`.

    Those that hold figures are looked for among the last thousand.
    """
    newest = (articles.c.published.desc(), articles.c.key.desc())
    period = (articles.c.published >= since, articles.c.published <= until)
    query = select(articles.c.id).where(*period)
    if with_figures:
        last = select(articles.c.key).where(*period).order_by(*newest).limit(LOOKED_AT)
        mine = (figures.c.article_key == articles.c.key) & (figures.c.version == articles.c.version)
        query = select(articles.c.id).where(articles.c.key.in_(last), select(figures.c.id).where(mine).exists())
    return tuple(connection.execute(query.order_by(*newest).limit(limit)).scalars())


def undated_articles(connection: Connection, limit: int) -> tuple[str, ...]:
    """Ids of the articles whose date is not settled, those stored last first."""
    query = select(articles.c.id).where(articles.c.published.is_(None)).order_by(articles.c.key.desc())
    return tuple(connection.execute(query.limit(limit)).scalars())


def count_undated(connection: Connection, most: int) -> int:
    """How many articles have no settled date, counted up to `most`."""
    some = select(articles.c.key).where(articles.c.published.is_(None)).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def stored_since(connection: Connection, moment: str, limit: int) -> tuple[StoredArticle, ...]:
    """What came in after that moment, the last first; an article once."""
    columns = (articles.c.id, versions.c.title, articles.c.outlet, articles.c.published, versions.c.stored_at)
    current = (versions.c.article_key == articles.c.key) & (versions.c.number == articles.c.version)
    query = select(*columns, versions.c.number).join(versions, current).where(versions.c.stored_at > moment)
    rows = connection.execute(query.order_by(versions.c.stored_at.desc(), versions.c.article_key.desc()).limit(limit))
    return tuple(StoredArticle(*row) for row in rows)


def count_stored_since(connection: Connection, moment: str, most: int) -> int:
    """How many came in after that moment, counted up to `most`."""
    some = select(versions.c.article_key).where(versions.c.stored_at > moment).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def events_of_articles(connection: Connection, names: Collection[str], limit: int) -> tuple[Event, ...]:
    """The events that these articles report, newest first."""
    mine = (event_facets.c.kind == "article", event_facets.c.value.in_(list(names)))
    keys = select(event_facets.c.event_key).where(*mine).distinct().limit(limit * 5)
    query = select(events.c.document).where(events.c.key.in_(keys))
    rows = connection.execute(query.order_by(events.c.first_day.desc(), events.c.key.desc()).limit(limit))
    return tuple(unpack_event(document) for document in rows.scalars())


def decided_since(connection: Connection, moment: str, limit: int) -> tuple[Decision, ...]:
    """The decisions made after that moment, the last first."""
    last = select(decisions.c.document).where(decisions.c.made_at > moment).order_by(decisions.c.key.desc())
    return tuple(unpack(document, Decision) for document in connection.execute(last.limit(limit)).scalars())


def count_erased(connection: Connection) -> int:
    """How many articles and persons were erased for good."""
    return int(connection.execute(select(func.count()).select_from(tombstones)).scalar_one())


def first_checks(connection: Connection, limit: int) -> tuple[FigureCheck, ...]:
    query = select(checks.c.document).order_by(checks.c.position).limit(limit)
    return tuple(unpack(document, FigureCheck) for document in connection.execute(query).scalars())


def outlet_counts(connection: Connection, since: str, until: str) -> Sequence[tuple[str | None, int, str, str]]:
    """Outlet, articles, first and last day, most articles first; `outlet` None gathers those of nobody known."""
    day, count = articles.c.published, func.count()
    query = select(articles.c.outlet, count, func.min(day), func.max(day)).where(day >= since, day <= until)
    rows = connection.execute(query.group_by(articles.c.outlet).order_by(count.desc(), articles.c.outlet))
    return [(row[0], int(row[1]), str(row[2]), str(row[3])) for row in rows]
