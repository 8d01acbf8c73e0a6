"""The tables. Dates are ISO text, documents are JSON text: every SQL database keeps both alike.

Columns hold what is asked for in queries; the `document` beside them holds the whole value. Full text lives in
`fulltext.py`, because every database does it in its own way.
"""

from __future__ import annotations

import zlib

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

LATEST = "0006"  # the newest migration; a test holds it against the folder
LARGEST = 256 * 1024 * 1024  # bytes of a document
metadata = MetaData()


class Packed(TypeDecorator[str]):
    """A long document, deflated: it is never searched, and takes a quarter of the room."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value.encode(), 1)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else unpacked(value)


def unpacked(value: bytes) -> str:
    """The document; raises zlib.error for one that unpacks to more than any article could have."""
    inflater = zlib.decompressobj()
    raw = inflater.decompress(value, LARGEST)
    if inflater.unconsumed_tail or not inflater.eof:
        raise zlib.error("cut off, or too large")
    return raw.decode()


def article_key(primary_key: bool = False) -> Column[int]:
    """The column that ties a row to its article and goes when the article is erased."""
    return Column(
        "article_key", Integer, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


def event_key(primary_key: bool = False) -> Column[int]:
    """The column that ties a row to its event and goes with it."""
    return Column(
        "event_key", Integer, ForeignKey("events.key", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


articles = Table(
    "articles",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("outlet", Text),
    Column("published", Text),
    Index("articles_by_outlet", "outlet", "published"),
    Index("articles_by_published", "published"),
)

versions = Table(
    "versions",
    metadata,
    article_key(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text_digest", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("knowledge", Text, nullable=False),
    Column("stored_at", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("published", Text),
    Column("source", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("annotations", Packed, nullable=False),
    Index("versions_by_knowledge", "knowledge"),
    Index("versions_by_stored_at", "stored_at"),
)

reports = Table(
    "reports",
    metadata,
    article_key(primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("anchor_start", Integer, nullable=False),
    Column("anchor_end", Integer, nullable=False),
    Column("document", Packed, nullable=False),
    Index("reports_by_id", "id"),
)

figures = Table(
    "figures",
    metadata,
    article_key(primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("document", Text, nullable=False),
    Index("figures_by_id", "id"),
)

problems = Table(
    "problems",
    metadata,
    article_key(primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("source", Text),
)

runs = Table(
    "runs",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("started_at", Text, nullable=False),
    Column("knowledge", Text, nullable=False),
)

run_outlets = Table(
    "run_outlets",
    metadata,
    Column("run_key", Integer, ForeignKey("runs.key", ondelete="CASCADE"), primary_key=True),
    Column("outlet", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("run_key", Integer, ForeignKey("runs.key", ondelete="CASCADE"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("source", "stage", "message", name="failures_once"),
    Index("failures_by_run", "run_key"),
)

events = Table(
    "events",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("lat", Float),
    Column("x", Float),
    Column("y", Float),
    Column("z", Float),
    Column("vague_km", Float),  # 0 at a point, the radius of an area, nothing for countries and where nobody knows
    Column("score", Float, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("killed", Float),
    Column("wounded", Float),
    Column("abducted", Float),
    Column("document", Packed, nullable=False),
    Index("events_by_first_day", "first_day", "key"),
    Index("events_by_last_day", "last_day"),
    Index("events_by_lat", "lat"),
    Index("events_by_score", "score"),
    Index("events_by_independent", "independent"),
    Index("events_by_killed", "killed"),
    Index("events_by_wounded", "wounded"),
    Index("events_by_abducted", "abducted"),
)

event_reports = Table(
    "event_reports",
    metadata,
    Column("report_id", Text, primary_key=True),
    event_key(),
    Index("event_reports_by_event", "event_key"),
)

event_redirects = Table(
    "event_redirects",
    metadata,
    Column("former_id", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("reports", Text),
    Index("event_redirects_by_id", "id"),
)

event_facets = Table(  # everything an event can be asked for by name: ("actor", "jnim"), ("type", "ASSAULT") …
    "event_facets",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    event_key(primary_key=True),
    Index("event_facets_by_event", "event_key", "kind", "value"),
    sqlite_with_rowid=False,
)

event_distances = Table(
    "event_distances",
    metadata,
    event_key(primary_key=True),
    Column("target", Text, primary_key=True),
    Column("nearest_km", Float, nullable=False),
    Column("farthest_km", Float, nullable=False),
    Index("event_distances_by_nearest", "target", "nearest_km"),
    Index("event_distances_by_farthest", "target", "farthest_km"),
)

origins = Table(
    "origins",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("document", Text, nullable=False),
)

origin_articles = Table(  # in which rows of `origins` an article stands
    "origin_articles",
    metadata,
    Column("article", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

checks = Table(
    "checks",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("document", Text, nullable=False),
)

check_articles = Table(  # which articles a check compares
    "check_articles",
    metadata,
    Column("article", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

neighbour_keys = Table(  # what an article may share with others on its story, as hashes
    "neighbour_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    article_key(primary_key=True),
    Index("neighbour_keys_by_article", "article_key"),
    sqlite_with_rowid=False,
)

waiting = Table(  # articles that came in or changed since the last picture
    "waiting",
    metadata,
    article_key(primary_key=True),
)

decisions = Table(
    "decisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("article", Text),
    Column("document", Text, nullable=False),
    Index("decisions_by_target", "target"),
    Index("decisions_by_article", "article"),
)

decision_names = Table(  # every id that a decision speaks of, its own and that of its article among them
    "decision_names",
    metadata,
    Column("name", Text, primary_key=True),
    Column("decision_key", Integer, ForeignKey("decisions.key", ondelete="CASCADE"), primary_key=True),
    Index("decision_names_by_decision", "decision_key"),
    sqlite_with_rowid=False,
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("erased_at", Text, nullable=False),
    Column("why", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("user_name", Text, ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
    Column("ends_at", Text, nullable=False),
    Index("sessions_by_user", "user_name"),
)
