"""What analysts should look at becomes a facet of events, and origins are found by article.

This file stays as it is: it reads documents as they were stored then, and knows nothing of what the program does now.
"""

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BATCH = 500
LARGEST = 256 * 1024 * 1024  # bytes of a document
LOW_SCORE = 0.5
DIFFERENCES = ("conflict", "copy_error", "revision", "strength")

origins = sa.table("origins", sa.column("kind"), sa.column("position"), sa.column("document"))
origin_articles = sa.table("origin_articles", sa.column("article"), sa.column("kind"), sa.column("position"))
events = sa.table("events", sa.column("key"), sa.column("document"))
facets = sa.table("event_facets", sa.column("kind"), sa.column("value"), sa.column("day"), sa.column("event_key"))


class StoredOrigin(msgspec.Struct):
    """What is mixed names an article, a link two of them."""

    article: str = ""
    later: str = ""
    earlier: str = ""


class StoredDays(msgspec.Struct):
    first: str


class StoredPlace(msgspec.Struct):
    lat: float | None = None


class StoredFinding(msgspec.Struct):
    label: str


class StoredReport(msgspec.Struct):
    score: float = 1.0


class StoredEvent(msgspec.Struct):
    """As much of an event as the reasons for a review look at."""

    when: StoredDays | None = None
    place: str | None = None
    where: StoredPlace | None = None
    findings: tuple[StoredFinding, ...] = ()
    reports: tuple[StoredReport, ...] = ()
    undetermined: tuple[str, ...] = ()
    independent: int = 0
    series: bool = False
    background: bool = False


def upgrade() -> None:
    op.create_table(
        "origin_articles",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article", "kind", "position"),
        sqlite_with_rowid=False,
    )
    fill(origins, origin_articles, (origins.c.kind, origins.c.position), article_rows)
    fill(events, facets, (events.c.key,), review_rows)


def fill(source: sa.TableClause, target: sa.TableClause, order: tuple[Any, ...], rows_of: Any) -> None:
    """Write what each row of the source gives, some hundreds at a time."""
    connection, first = op.get_bind(), 0
    query = sa.select(source).order_by(*order).limit(BATCH)
    while found := connection.execute(query.offset(first)).all():
        rows = [row for held in found for row in rows_of(held)]
        if rows:
            connection.execute(sa.insert(target), rows)
        first += len(found)


def article_rows(row: Any) -> Iterator[dict[str, Any]]:
    """An origin's group is a list of articles, an undetermined one a word; the others name them by field."""
    held = msgspec.json.decode(row.document, type=list[str] | str | StoredOrigin)
    if isinstance(held, StoredOrigin):
        held = [name for name in (held.article, held.later, held.earlier) if name]
    for article in {held} if isinstance(held, str) else {*held}:
        yield {"article": article, "kind": row.kind, "position": row.position}


def review_rows(row: Any) -> Iterator[dict[str, Any]]:
    event = msgspec.json.decode(inflate(row.document), type=StoredEvent)
    day = event.when.first if event.when else ""
    for why in reasons(event):
        yield {"kind": "review", "value": why, "day": day, "event_key": row.key}


def inflate(document: bytes) -> bytes:
    """The document; raises zlib.error for one that is cut off or larger than any event."""
    inflater = zlib.decompressobj()
    raw = inflater.decompress(document, LARGEST)
    if inflater.unconsumed_tail or not inflater.eof:
        raise zlib.error("cut off, or too large")
    return raw


def reasons(event: StoredEvent) -> Iterator[str]:
    """Reports differ, no origin is established, no point for the place, no date, or nothing is sure."""
    if any(finding.label in DIFFERENCES for finding in event.findings):
        yield "differ"
    if event.undetermined and event.independent == 0:
        yield "origin"
    if event.place and (event.where is None or event.where.lat is None):
        yield "place"
    if event.when is None and not event.series:
        yield "date"
    if not event.background and max((r.score for r in event.reports), default=1.0) < LOW_SCORE:
        yield "score"


def downgrade() -> None:
    raise NotImplementedError("restore a backup made before the migration")
