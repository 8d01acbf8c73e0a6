"""Events as flat tables: one of events, one of sources, one of findings; CSV, XLSX and Parquet share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from recoupe.model import Count
from recoupe.share.cells import listed
from recoupe.share.shown import Shown

Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """`columns` maps names to Python types; `rows` gives an event's rows."""

    name: str
    columns: dict[str, type]
    rows: Callable[[Shown], Iterator[Row]]


def event_rows(shown: Shown) -> Iterator[Row]:
    when, where = shown.when, shown.where
    yield {
        "id": shown.id,
        "type": shown.type,
        "mode": shown.mode,
        "from": when.first.isoformat() if when else None,
        "to": when.last.isoformat() if when else None,
        "place": shown.place,
        "place_id": where.id if where else None,
        "level": where.level if where else None,
        "admin1": where.admin1 if where else None,
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "radius_km": where.radius_km if where else None,
        "actors": listed(p.name for p in shown.actors),
        "recipients": listed(p.name for p in shown.recipients),
        **count_cells("killed", shown.killed),
        **count_cells("wounded", shown.wounded),
        **count_cells("abducted", shown.abducted),
        "status": shown.status,
        "background": shown.background,
        "series": shown.series,
        "score": round(shown.score, 3),
        "independent": shown.independent,
        "origins": shown.origins,
        "grade": shown.grade,
        "border": shown.border,
        "border_km": shown.border_km,
        "border_plus_minus_km": shown.border_plus_minus_km,
        "corridors": listed(f"{name} {km:g} km" for name, km in shown.corridors),
        "boards": listed(shown.boards),
        "findings": listed(f"{f.field}: {f.label}" for f in shown.findings),
        "articles": len({s.article for s in shown.sources}),
        "outlets": listed(dict.fromkeys(s.outlet for s in shown.sources)),
        "quote": shown.sources[0].quote if shown.sources else None,
        "url": shown.sources[0].url if shown.sources else None,
        "former_ids": listed(shown.former_ids),
    }


def count_cells(name: str, count: Count | None) -> Row:
    """Lower and upper bound; no upper bound is an empty cell beside a lower one."""
    return {f"{name}_low": count.low if count else None, f"{name}_high": count.high if count else None}


def source_rows(shown: Shown) -> Iterator[Row]:
    for source in shown.sources:
        yield {
            "event": shown.id,
            "article": source.article,
            "report": source.report,
            "outlet": source.outlet,
            "title": source.title,
            "published": source.published,
            "language": source.language,
            "quote": source.quote,
            "attributed_to": source.attributed_to,
            "score": source.score,
            "url": source.url,
        }


def finding_rows(shown: Shown) -> Iterator[Row]:
    for finding in shown.findings:
        yield {"event": shown.id, "field": finding.field, "label": finding.label, "why": finding.why}


NUMBERS = {
    "lat", "lon", "radius_km", "killed_low", "killed_high", "wounded_low", "wounded_high", "abducted_low",
    "abducted_high", "score", "border_km", "border_plus_minus_km",
}  # fmt: skip
EVENT_COLUMNS = (
    "id", "type", "mode", "from", "to", "place", "place_id", "level", "admin1", "country", "lat", "lon", "radius_km",
    "actors", "recipients", "killed_low", "killed_high", "wounded_low", "wounded_high", "abducted_low",
    "abducted_high", "status", "background", "series", "score", "independent", "origins", "grade", "border",
    "border_km", "border_plus_minus_km", "corridors", "boards", "findings", "articles", "outlets", "quote", "url",
    "former_ids",
)  # fmt: skip
SOURCE_COLUMNS = (
    "event", "article", "report", "outlet", "title", "published", "language", "quote", "attributed_to", "score", "url",
)  # fmt: skip


def column_types(names: tuple[str, ...]) -> dict[str, type]:
    whole, facts = {"independent", "origins", "articles"}, {"background", "series"}
    kinds: list[tuple[set[str], type]] = [(NUMBERS, float), (whole, int), (facts, bool)]
    return {name: next((kind for held, kind in kinds if name in held), str) for name in names}


EVENTS = Table("events", column_types(EVENT_COLUMNS), event_rows)
SOURCES = Table("sources", column_types(SOURCE_COLUMNS), source_rows)
FINDINGS = Table("findings", column_types(("event", "field", "label", "why")), finding_rows)
TABLES = (EVENTS, SOURCES, FINDINGS)
