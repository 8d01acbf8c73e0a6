"""What an event can be found by: its facets (type, actors, place …), its distances, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import cos, radians, sin
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from recoupe.model import Distance, Event, Place, Report
from recoupe.model.event import POINT_KM
from recoupe.store.fulltext import index_words
from recoupe.store.review import review_reasons
from recoupe.store.schema import articles, event_distances, event_facets, versions
from recoupe.store.words import Stems, stem_text, strip_accents

PASSAGE = 600  # characters of the paragraph around an anchor that count as words of the event
PART = re.compile(r"[^\W_]+")
BORDER = re.compile(r"[a-z]{2}-[a-z]{2}")


def event_columns(event: Event) -> dict[str, Any]:
    """The columns that ranges are asked of. Undated events have empty days and come last."""
    when, where = event.when, event.where
    return {
        "id": event.id,
        "first_day": when.first.isoformat() if when else "",
        "last_day": when.last.isoformat() if when else "",
        "lat": where.lat if where else None,
        **unit_vector(where),
        "vague_km": vagueness(where),
        "score": max((r.score for r in event.reports), default=1.0),
        "independent": event.independent,
        "killed": event.killed.low if event.killed else None,
        "wounded": event.wounded.low if event.wounded else None,
        "abducted": event.abducted.low if event.abducted else None,
    }


def unit_vector(place: Place | None) -> dict[str, float | None]:
    """The place as a point on a sphere of radius 1: distances then need no trigonometry in SQL."""
    if place is None or place.lat is None or place.lon is None:
        return {"x": None, "y": None, "z": None}
    lat, lon = radians(place.lat), radians(place.lon)
    return {"x": cos(lat) * cos(lon), "y": cos(lat) * sin(lon), "z": sin(lat)}


def vagueness(place: Place | None) -> float | None:
    """0 for a point, the radius of an area; None where nobody knows, or only the country."""
    if place is None or not place.located or place.level == "country":
        return None
    return 0.0 if place.radius_km <= POINT_KM else place.radius_km


def write_index(connection: Connection, key: int, event: Event) -> None:
    """Facets, distances and words of one event; what stood under its key goes."""
    day = event.when.first.isoformat() if event.when else ""
    sources = load_sources(connection, event.articles)
    facets = sorted(
        {*event_facet_pairs(event), *(("outlet", fold(s["outlet"])) for s in sources.values() if s["outlet"])}
    )
    replace_rows(connection, event_facets, key, ({"kind": k, "value": v, "day": day} for k, v in facets))
    replace_rows(connection, event_distances, key, distance_rows(event))
    index_words(connection, "event_words", key, event_stems(event, sources))


def replace_rows(connection: Connection, table: Any, key: int, rows: Iterable[dict[str, Any]]) -> None:
    connection.execute(delete(table).where(table.c.event_key == key))
    keyed = [{"event_key": key, **row} for row in rows]
    if keyed:
        connection.execute(insert(table), keyed)


def event_facet_pairs(event: Event) -> Iterator[tuple[str, str]]:
    """("type", "assault"), ("actor", "jnim"), ("finding", "conflict"), ("finding", "killed=conflict") …"""
    yield from single_facets(event)
    for kind, names in (("actor", actor_names(event)), ("recipient", recipient_names(event))):
        for name in names:
            for value in name_values(name):
                yield kind, value
                yield "party", value
    for board in event.boards:
        yield "board", fold(board)
    for article in event.articles:
        yield "article", article
    for reason in review_reasons(event):
        yield "review", reason
    for finding in event.findings:
        yield "finding", finding.label
        yield "finding", f"{finding.field}={finding.label}"


def single_facets(event: Event) -> Iterator[tuple[str, str]]:
    where = event.where
    yield "type", fold(event.type)
    yield "status", event.status
    yield "background", "yes" if event.background else "no"
    yield "series", "yes" if event.series else "no"
    if event.mode:
        yield "mode", fold(event.mode)
    if where and where.country:
        yield "country", fold(where.country)
    for kind, name in (("place", event.place), ("place", where and where.name), ("region", where and where.admin1)):
        for value in name_values(name or ""):
            yield kind, value
    if where:
        yield "place", fold(where.id)


def actor_names(event: Event) -> set[str]:
    return {*event.actors, *(a for r in event.reports for a in (*r.actors, *r.actor_ids) if a)}


def recipient_names(event: Event) -> set[str]:
    return {*event.recipients, *(a for r in event.reports for a in (*r.recipients, *r.recipient_ids) if a)}


def name_values(name: str) -> set[str]:
    """A name under its whole and its words: «Armée malienne» is found by `armee` and by `malienne`."""
    whole = fold(name)
    return {whole, *PART.findall(whole)} - {""}


def fold(value: str) -> str:
    """Lower case, without accents, plain apostrophes, single spaces."""
    return " ".join(strip_accents(value.lower()).replace("’", "'").split())


def distance_rows(event: Event) -> Iterator[dict[str, Any]]:
    found: dict[str, Distance] = {}
    for distance in (*((event.border,) if event.border else ()), *event.corridors):
        found.setdefault(target_name(distance.to), distance)
    for target, distance in found.items():
        yield {"target": target, "nearest_km": distance.nearest_km, "farthest_km": distance.farthest_km}


def target_name(name: str) -> str:
    """A border is the same from both sides: "SN-ML" and "ML-SN" are "ml-sn"."""
    folded = fold(name)
    return "-".join(sorted(folded.split("-"))) if BORDER.fullmatch(folded) else folded


def event_stems(event: Event, sources: dict[str, dict[str, Any]]) -> Stems:
    """The words of an event: its names and, in each article, the headline and the paragraph of the anchor."""
    parts = []
    for report in event.reports:
        source = sources.get(report.article)
        parts.append(stem_text(report_words(report, source), source["language"] if source else ""))
    language = sources[event.articles[0]]["language"] if event.articles and event.articles[0] in sources else ""
    parts.append(stem_text(" . ".join((event.place or "", *event.actors, *event.recipients)), language))
    return Stems(
        tuple(word for part in parts for word in part.words), tuple(sorted({w for part in parts for w in part.plain}))
    )


def report_words(report: Report, source: dict[str, Any] | None) -> str:
    quotes = [report.anchor.quote, report.attributed_to or "", *report.actors, *report.recipients, report.place or ""]
    if source and source["text"]:
        quotes += [source["title"], passage(source["text"], report.anchor.start, report.anchor.end)]
    return " . ".join(quotes)


def passage(text: str, start: int, end: int) -> str:
    """The paragraph around the words, at most 600 characters."""
    first = max(text.rfind("\n", 0, start) + 1, start - PASSAGE // 2)
    line_end = text.find("\n", end)
    return text[first : min(line_end if line_end >= 0 else len(text), end + PASSAGE // 2)]


def load_sources(connection: Connection, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Text, title, outlet and language of the articles, as far as they are stored."""
    same = (versions.c.article_key == articles.c.key) & (versions.c.number == articles.c.version)
    wanted = (articles.c.id, versions.c.text, versions.c.title, versions.c.outlet, versions.c.language)
    query = select(*wanted).join(versions, same)
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        for row in connection.execute(query.where(articles.c.id == name)).mappings():
            found[name] = dict(row)
    return found
