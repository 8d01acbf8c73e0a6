"""Articles as they are stored, with what a quote needs of them and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select

from recoupe.model import Article
from recoupe.store.schema import articles, versions


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
