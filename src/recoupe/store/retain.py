"""How long texts are kept: what was read stays, the publisher's text goes after the days the user sets."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, select, update

from recoupe.store.fulltext import forget_words
from recoupe.store.schema import articles, versions


def drop_old_texts(connection: Connection, days: int, today: date) -> int:
    """Empty the texts of articles published more than `days` ago; their values keep their quotes."""
    limit = (today - timedelta(days=days)).isoformat()
    old = select(articles.c.key).where(articles.c.published < limit)
    with_text = select(versions.c.article_key).where(versions.c.article_key.in_(old), versions.c.text != "").distinct()
    keys = list(connection.execute(with_text).scalars())
    for key in keys:
        connection.execute(update(versions).where(versions.c.article_key == key).values(text=""))
    forget_words(connection, "article_words", keys)
    return len(keys)
