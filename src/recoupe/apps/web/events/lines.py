"""Events as lines with their words: whole on one's own desk, as they may be shown where others look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select
from starlette.requests import Request

from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.ground import ground_of
from recoupe.boards.lines import is_fiction, make_line, make_sources
from recoupe.boards.placing import Ground
from recoupe.boards.quotes import quote_report
from recoupe.boards.values import Line
from recoupe.model import Article, Event, Reading
from recoupe.store.schema import articles, versions


def make_lines(request: Request, events: Sequence[Event], discreet: bool | None = None) -> list[Line]:
    """One line for each event; `discreet` masks private persons and recent movements (by default where others look)."""
    place, ground = workplace(request), ground_of(request)
    if place.settings.public if discreet is None else discreet:
        return discreet_lines(request, events, ground)
    with place.store.reading() as connection:
        held = load_articles(connection, (a for event in events for a in event.articles))
    fiction = {name for name, article in held.items() if is_fiction(Reading(article), ground.words)}
    return [own_line(event, held, fiction) for event in events]


def discreet_lines(request: Request, events: Sequence[Event], ground: Ground) -> list[Line]:
    place = workplace(request)
    now = place.settings.now().replace(tzinfo=None)
    names = tuple(dict.fromkeys(a for event in events for a in event.articles))
    sources = make_sources(tuple(place.store.readings(names)), ground, now, now.date(), now.date())
    return [make_line(event, ground, sources) for event in events]


def own_line(event: Event, held: dict[str, Article], fiction: set[str]) -> Line:
    """The event with the words of its best report."""
    report = event.reports[0] if event.reports else None
    article = held.get(report.article) if report else None
    quotes = (quote_report(article, report),) if article and report else ()
    return Line(event, quotes, fiction=bool(event.articles) and fiction.issuperset(event.articles))


def load_articles(connection: Connection, names: Iterable[str]) -> dict[str, Article]:
    """Articles by id, with what a quote needs of them."""
    same = and_(versions.c.article_key == articles.c.key, versions.c.number == articles.c.version)
    wanted = (articles.c.id, versions.c.text, versions.c.title, versions.c.outlet, versions.c.url, versions.c.published)
    query = select(*wanted).join(versions, same).where(articles.c.id.in_(bindparam("ids", expanding=True)))
    rows = connection.execute(query, {"ids": list(dict.fromkeys(names)) or [""]})
    return {row.id: make_article(*row) for row in rows}


def make_article(
    name: str, text: str, title: str, outlet: str | None, url: str | None, published: str | None
) -> Article:
    day = date.fromisoformat(published[:10]) if published else None
    return Article(name, text, title, outlet, url, published=day)
