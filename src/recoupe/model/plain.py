"""Model values as plain dictionaries in the public format of `recoupe read` and `recoupe events`, and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from recoupe.model.annotations import ActorMention, PlaceMention, TimeMention
from recoupe.model.article import Article, DateCandidate, Problem, Removed
from recoupe.model.count import Count
from recoupe.model.event import Distance, Event, Finding
from recoupe.model.figure import Figure
from recoupe.model.interval import Interval
from recoupe.model.place import Place
from recoupe.model.reading import Reading
from recoupe.model.report import Evidence, Report
from recoupe.model.span import Span

Plain = dict[str, Any]


def span_to_plain(span: Span) -> Plain:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def count_to_plain(count: Count | None) -> list[float | None] | None:
    return None if count is None else [whole(count.low), None if count.high is None else whole(count.high)]


def whole(value: float) -> float:
    """8.0 as 8: whole numbers are written without a fraction."""
    return int(value) if value == int(value) else value


def interval_to_plain(interval: Interval | None) -> Plain:
    if interval is None:
        return {"from": None, "to": None}
    return {"from": interval.first.isoformat(), "to": interval.last.isoformat()}


def reading_to_plain(reading: Reading) -> Plain:
    """One object of `recoupe read --format jsonl`."""
    article = reading.article
    out: Plain = {
        "id": article.id,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "published_candidates": [candidate_to_plain(c) for c in article.candidates],
        "outlet": article.outlet,
        "title": article.title,
        "language": article.language,
    }
    if not article.given_text:
        out["text"] = article.text
    return out | {
        "removed": [{"start": r.span.start, "end": r.span.end, "why": r.why} for r in article.removed],
        "times": [time_to_plain(t) for t in reading.times],
        "places": [place_to_plain(p) for p in reading.places if not p.metonym],
        "actors": [actor_to_plain(a) for a in reading.actors],
        "reports": [report_to_plain(r) for r in reading.reports],
        "figures": [figure_to_plain(f) for f in reading.figures],
        "problems": [{"stage": p.stage, "message": p.message} for p in reading.problems],
    }


def candidate_to_plain(candidate: DateCandidate) -> Plain:
    quote = candidate.span.quote if candidate.span else None
    return interval_to_plain(candidate.interval) | {
        "source": candidate.source,
        "reason": candidate.reason,
        "quote": quote,
    }


def time_to_plain(time: TimeMention) -> Plain:
    grain = time.interval.grain if time.interval else None
    return (
        span_to_plain(time.span)
        | interval_to_plain(time.interval)
        | {"grain": grain, "rule": time.rule, "reason": time.reason}
    )


def place_to_plain(mention: PlaceMention) -> Plain:
    place = mention.place
    return span_to_plain(mention.span) | {
        "place_id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "level": place.level,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "rule": mention.rule,
    }


def actor_to_plain(actor: ActorMention) -> Plain:
    return span_to_plain(actor.span) | {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "entity": actor.entity,
    }


def report_to_plain(report: Report) -> Plain:
    return {
        "id": report.id,
        "anchor": span_to_plain(report.anchor),
        "type": report.type,
        "mode": report.mode,
        "actors": list(report.actors),
        "recipients": list(report.recipients),
        "actor_ids": list(report.actor_ids),
        "recipient_ids": list(report.recipient_ids),
        "place": report.place,
        "place_id": report.where.id if report.where else None,
        **interval_to_plain(report.when),
        "grain": report.when.grain if report.when else None,
        "killed": count_to_plain(report.killed),
        "wounded": count_to_plain(report.wounded),
        "abducted": count_to_plain(report.abducted),
        "status": report.status,
        "attributed_to": report.attributed_to,
        "background": report.background,
        "series": report.series,
        "score": round(report.score, 3),
        "mentions": [span_to_plain(m) for m in report.mentions],
        "evidence": {
            name: span_to_plain(e.span) | {"rule": e.rule, "why": e.why} for name, e in report.evidence.items()
        },
    }


def figure_to_plain(figure: Figure) -> Plain:
    low, high = count_to_plain(figure.count) or (None, None)
    period = interval_to_plain(figure.period) if figure.period else None
    return span_to_plain(figure.span) | {
        "id": figure.id,
        "low": low,
        "high": high,
        "unit": figure.unit,
        "about": figure.about,
        "kind": figure.kind,
        "period": period,
        "attributed_to": figure.attributed_to,
        "inherited": figure.inherited,
    }


def event_to_plain(event: Event) -> Plain:
    """One object of `recoupe events --format jsonl`."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        **interval_to_plain(event.when),
        "grain": event.when.grain if event.when else None,
        "place": event.place,
        "place_id": event.where.id if event.where else None,
        "country": event.where.country if event.where else None,
        "lat": event.where.lat if event.where else None,
        "lon": event.where.lon if event.where else None,
        "radius_km": event.where.radius_km if event.where else None,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "killed": count_to_plain(event.killed),
        "wounded": count_to_plain(event.wounded),
        "abducted": count_to_plain(event.abducted),
        "status": event.status,
        "background": event.background,
        "series": event.series,
        "boards": list(event.boards),
        "reports": [{"article": r.article, "id": r.id, "start": r.start, "end": r.end} for r in event.refs],
        "origins": [list(group) for group in event.origins],
        "undetermined": list(event.undetermined),
        "independent": event.independent,
        "findings": [finding_to_plain(f) for f in event.findings],
        "grade": {"letter": event.grade.letter, "digit": event.grade.digit, "why": event.grade.why}
        if event.grade
        else None,
        "border": distance_to_plain(event.border, "pair"),
        "corridors": [distance_to_plain(d, "corridor") for d in event.corridors],
        "related": [{"event": other, "relation": relation} for other, relation in event.related],
        "former_ids": list(event.former_ids),
    }


def finding_to_plain(finding: Finding) -> Plain:
    return {
        "field": finding.field,
        "label": finding.label,
        "values": [
            {"value": value_to_plain(v.value), "articles": list(v.articles), "quote": v.quote} for v in finding.values
        ],
        "pairs": [{"articles": list(p.articles), "label": p.label} for p in finding.pairs],
        "shown": value_to_plain(finding.shown),
        "why": finding.why,
    }


def value_to_plain(value: Any) -> Any:
    """Counts as [low, high], intervals as from/to, places by name; everything else as it is."""
    if isinstance(value, Count):
        return count_to_plain(value)
    if isinstance(value, Interval):
        return interval_to_plain(value)
    if isinstance(value, Place):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def distance_to_plain(distance: Distance | None, key: str) -> Plain | None:
    if distance is None:
        return None
    return {
        key: distance.to,
        "km": round(distance.km, 2),
        "plus_minus_km": round(distance.plus_minus_km, 2),
        "said_below_km": distance.said_below_km,
        "said_quote": distance.said_quote,
    }


# and back: what `--reports FILE` and the store read


def reading_from_plain(row: Plain) -> Reading:
    """A `Reading` from an object in the format of `recoupe read`; without its text only values are there.

    Raises KeyError or ValueError that name what is missing or wrong.
    """
    text = row.get("text") or ""
    published, published_at = parse_published(row.get("published"))
    article = Article(
        id=str(row["id"]),
        text=text,
        title=row.get("title") or "",
        outlet=row.get("outlet"),
        url=row.get("url"),
        language=row.get("language") or "fr",
        published=published,
        published_at=published_at,
        published_from=row.get("published_from") or ("input" if published else "unknown"),
        candidates=tuple(candidate_from_plain(c) for c in row.get("published_candidates", ())),
        removed=tuple(Removed(Span.of(text, r["start"], r["end"]), r["why"]) for r in row.get("removed", ()) if text),
        given_text="text" not in row,
    )
    places = tuple(place_from_plain(p) for p in row.get("places", ()))
    known = {p.place.id: p.place for p in places}
    return Reading(
        article=article,
        times=tuple(time_from_plain(t) for t in row.get("times", ())),
        places=places,
        actors=tuple(actor_from_plain(a, n) for n, a in enumerate(row.get("actors", ()))),
        reports=tuple(report_from_plain(r, article.id, known) for r in row.get("reports", ())),
        figures=tuple(figure_from_plain(f, article.id, n) for n, f in enumerate(row.get("figures", ()))),
        problems=tuple(Problem(p["stage"], p["message"]) for p in row.get("problems", ())),
    )


def parse_published(value: str | None) -> tuple[date | None, datetime | None]:
    """Day and, where the value has an hour, the moment; raises ValueError for anything but ISO 8601."""
    if not value:
        return None, None
    if len(value) <= 10:
        return date.fromisoformat(value), None
    moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    return moment.date(), moment


def span_from_plain(row: Plain) -> Span:
    return Span(row["start"], row["end"], row["quote"])


def interval_from_plain(row: Plain) -> Interval | None:
    if not row.get("from") or not row.get("to"):
        return None
    first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
    return Interval(first, last, row.get("grain") or ("day" if first == last else "span"))


def count_from_plain(value: list[float | None] | None) -> Count | None:
    if value is None or value[0] is None:
        return None
    return Count(value[0], value[1])


def candidate_from_plain(row: Plain) -> DateCandidate:
    interval = interval_from_plain(row)
    if interval is None:
        raise ValueError("a date candidate needs from and to")
    return DateCandidate(interval, row.get("source", "input"), row.get("reason", ""))


def time_from_plain(row: Plain) -> TimeMention:
    return TimeMention(span_from_plain(row), interval_from_plain(row), row.get("rule", "given"), row.get("reason", ""))


def place_from_plain(row: Plain) -> PlaceMention:
    place = Place(
        row["place_id"],
        row["name"],
        row.get("country"),
        row.get("admin1"),
        row.get("level") or "town",
        row.get("lat"),
        row.get("lon"),
        row.get("radius_km") or {"country": 400.0, "region": 100.0}.get(row.get("level", ""), 5.0),
    )
    return PlaceMention(span_from_plain(row), place, row.get("rule", "given"))


def actor_from_plain(row: Plain, number: int) -> ActorMention:
    return ActorMention(
        span_from_plain(row),
        row["name"],
        row.get("kind") or "group",
        row.get("entity", number),
        row.get("rule", "given"),
        row.get("actor_id"),
        row.get("country"),
        row.get("sector"),
    )


def report_from_plain(row: Plain, article: str, places: dict[str, Place]) -> Report:
    return Report(
        id=row["id"],
        article=article,
        anchor=span_from_plain(row["anchor"]),
        type=row["type"],
        mode=row.get("mode"),
        actors=tuple(row.get("actors") or ()),
        recipients=tuple(row.get("recipients") or ()),
        actor_ids=tuple(row.get("actor_ids") or ()),
        recipient_ids=tuple(row.get("recipient_ids") or ()),
        place=row.get("place"),
        where=places.get(row.get("place_id") or ""),
        when=interval_from_plain(row),
        killed=count_from_plain(row.get("killed")),
        wounded=count_from_plain(row.get("wounded")),
        abducted=count_from_plain(row.get("abducted")),
        status=row.get("status") or "asserted",
        attributed_to=row.get("attributed_to"),
        background=bool(row.get("background")),
        series=bool(row.get("series")),
        score=row.get("score", 1.0),
        mentions=tuple(span_from_plain(m) for m in row.get("mentions", ())),
        evidence={
            name: Evidence(span_from_plain(e), e.get("rule", "given"), e.get("why", ""))
            for name, e in (row.get("evidence") or {}).items()
        },
    )


def figure_from_plain(row: Plain, article: str, number: int) -> Figure:
    period = row.get("period")
    return Figure(
        id=row.get("id") or f"{article}#f{number}",
        article=article,
        span=span_from_plain(row),
        count=Count(row["low"] or 0, row.get("high")),
        unit=row.get("unit") or "",
        about=row.get("about") or "",
        kind=row.get("kind") or "level",
        period=interval_from_plain(period) if isinstance(period, dict) else None,
        attributed_to=row.get("attributed_to"),
        inherited=bool(row.get("inherited")),
    )
