"""How far an event may lie and how far it lies at most: regions are no longer taken for the point in their middle.

This file stays as it is: it reads documents as they were stored then, and knows nothing of what the program does now.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any
from unicodedata import combining, normalize

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BATCH = 500
LARGEST = 256 * 1024 * 1024  # bytes of a document
POINT_KM = 30.0
BORDER = re.compile(r"[a-z]{2}-[a-z]{2}")

events = sa.table("events", sa.column("key"), sa.column("document"), sa.column("vague_km"))
distances = sa.table(
    "event_distances", sa.column("event_key"), sa.column("target"), sa.column("nearest_km"), sa.column("farthest_km")
)


class StoredPlace(msgspec.Struct):
    level: str = "town"
    lat: float | None = None
    radius_km: float = 5.0


class StoredDistance(msgspec.Struct):
    to: str
    km: float
    plus_minus_km: float


class StoredEvent(msgspec.Struct):
    """As much of an event as distances look at."""

    where: StoredPlace | None = None
    border: StoredDistance | None = None
    corridors: tuple[StoredDistance, ...] = ()


def upgrade() -> None:
    op.drop_table("event_distances")
    op.create_table(
        "event_distances",
        sa.Column("event_key", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("nearest_km", sa.Float(), nullable=False),
        sa.Column("farthest_km", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["event_key"], ["events.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_key", "target"),
    )
    op.create_index("event_distances_by_nearest", "event_distances", ["target", "nearest_km"], unique=False)
    op.create_index("event_distances_by_farthest", "event_distances", ["target", "farthest_km"], unique=False)
    op.add_column("events", sa.Column("vague_km", sa.Float(), nullable=True))
    fill()


def fill() -> None:
    """Every event's distances and how vague its place is, some hundreds at a time."""
    connection, last = op.get_bind(), -1
    query = sa.select(events.c.key, events.c.document).order_by(events.c.key).limit(BATCH)
    change = sa.update(events).where(events.c.key == sa.bindparam("held"))
    change = change.values(vague_km=sa.bindparam("vague"))
    while found := connection.execute(query.where(events.c.key > last)).all():
        held = [(row.key, msgspec.json.decode(inflate(row.document), type=StoredEvent)) for row in found]
        rows = [row for key, event in held for row in distance_rows(key, event)]
        if rows:
            connection.execute(sa.insert(distances), rows)
        vague = [{"held": key, "vague": vagueness(event.where)} for key, event in held]
        connection.execute(change, vague)
        last = found[-1].key


def distance_rows(key: int, event: StoredEvent) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for found in (*((event.border,) if event.border else ()), *event.corridors):
        target = target_name(found.to)
        if target not in seen:
            seen.add(target)
            area = round(found.plus_minus_km) > POINT_KM
            nearest = max(0.0, found.km - found.plus_minus_km) if area else found.km
            farthest = found.km + found.plus_minus_km if area else found.km
            yield {"event_key": key, "target": target, "nearest_km": nearest, "farthest_km": farthest}


def target_name(name: str) -> str:
    plain = "".join(sign for sign in normalize("NFKD", name.lower()) if not combining(sign))
    folded = " ".join(plain.replace("’", "'").split())
    return "-".join(sorted(folded.split("-"))) if BORDER.fullmatch(folded) else folded


def vagueness(place: StoredPlace | None) -> float | None:
    if place is None or place.lat is None or place.level == "country":
        return None
    return 0.0 if place.radius_km <= POINT_KM else place.radius_km


def inflate(document: bytes) -> bytes:
    """The document; raises zlib.error for one that is cut off or larger than any event."""
    inflater = zlib.decompressobj()
    raw = inflater.decompress(document, LARGEST)
    if inflater.unconsumed_tail or not inflater.eof:
        raise zlib.error("cut off, or too large")
    return raw


def downgrade() -> None:
    raise NotImplementedError("restore a backup made before the migration")
