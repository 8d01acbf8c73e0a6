"""In which articles reports stand."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from recoupe.store.neighbours import chunks
from recoupe.store.schema import articles, reports


def articles_of_reports(connection: Connection, names: Collection[str]) -> set[str]:
    """Ids of the articles whose current version holds one of the reports."""
    current = (articles.c.key == reports.c.article_key) & (articles.c.version == reports.c.version)
    query = select(articles.c.id).join(reports, current)
    return {
        article
        for part in chunks(sorted(set(names)))
        for article in connection.execute(query.where(reports.c.id.in_(part))).scalars()
    }
