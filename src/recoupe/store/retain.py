"""How long texts are kept: what was read stays, the publisher's text goes after the days the user sets.

The days are a setting of the database, none at first. Every time articles come in, texts that are too old go.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, delete, select, update

from recoupe.store.fulltext import forget_words
from recoupe.store.schema import articles, settings, versions
from recoupe.store.settings import count_change, keep_setting, load_setting

DAYS = "retain days"


def load_days(connection: Connection) -> int | None:
    """How many days after its publication a text is kept; None: for good."""
    days = load_setting(connection, DAYS)
    return int(days) if days and days.isdecimal() else None


def keep_days(connection: Connection, days: int | None) -> None:
    """Set the days, or keep texts for good from now on."""
    if days is None:
        connection.execute(delete(settings).where(settings.c.name == DAYS))
    elif days < 0:
        raise ValueError(f"texts cannot be kept for {days} days: give 0 or more")
    else:
        keep_setting(connection, DAYS, str(days))


def drop_old_texts(connection: Connection, days: int | None, today: date) -> int:
    """Empty the texts of articles published more than `days` ago; their values keep their quotes."""
    if days is None:
        return 0
    limit = (today - timedelta(days=min(days, today.toordinal() - 1))).isoformat()
    old = select(articles.c.key).where(articles.c.published < limit)
    with_text = select(versions.c.article_key).where(versions.c.article_key.in_(old), versions.c.text != "").distinct()
    keys = list(connection.execute(with_text).scalars())
    for key in keys:
        connection.execute(update(versions).where(versions.c.article_key == key).values(text=""))
    forget_words(connection, "article_words", keys)
    if keys:
        count_change(connection)
    return len(keys)
