"""Readings and reports made by hand for the tests of cross-checking; every name and event is invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from recoupe.model import Article, Count, Interval, Place, PlaceMention, Reading, Report, Span

PLACES = {
    "Gué-Salé": Place("t:1", "Gué-Salé", "ML", "Ouest", "town", 14.0, -12.0, 5.0),
    "Mont-Rouge": Place("t:2", "Mont-Rouge", "ML", "Ouest", "town", 14.1, -12.2, 5.0),
    "Port-Clair": Place("t:3", "Port-Clair", "SN", "Côte", "town", 14.7, -17.4, 15.0),
    "Brume-Rive": Place("t:8", "Brume-Rive", "SN", "Côte", "town", 14.0, -12.02, 5.0),
    "Hautval": Place("t:4", "Hautval", "ML", "Est", "town", 16.0, -3.0, 5.0),
    "Mali": Place("t:5", "Mali", "ML", None, "country", 17.0, -4.0, 600.0),
    "Sénégal": Place("t:6", "Sénégal", "SN", None, "country", 14.4, -14.5, 300.0),
    "Ouest": Place("t:7", "Ouest", "ML", "Ouest", "region", 14.2, -11.5, 120.0),
}


def span(words: str, start: int = 0) -> Span:
    return Span(start, start + len(words), words)


def day(text: str | None) -> Interval | None:
    """ "2031-05-02", "2031-05" (a month), "2031-05-01/2031-05-10", or None."""
    if text is None:
        return None
    if "/" in text:
        first, last = text.split("/")
        return Interval(date.fromisoformat(first), date.fromisoformat(last))
    if len(text) == 7:
        return Interval.month(int(text[:4]), int(text[5:]))
    return Interval.day(date.fromisoformat(text))


def count(value: int | tuple[int, int | None] | None) -> Count | None:
    if value is None:
        return None
    return Count.exactly(value) if isinstance(value, int) else Count(*value)


def report(article: str, number: int, kind: str, anchor: str, **fields: Any) -> Report:
    """A report; `when`, `killed` … as `day` and `count` take them, `place` a key of PLACES or any words."""
    place = fields.pop("place", None)
    tolls = {name: count(fields.pop(name, None)) for name in ("killed", "wounded", "abducted")}
    return Report(
        id=f"{article}#{number}",
        article=article,
        anchor=span(anchor, 100 * number),
        type=kind,
        place=place,
        where=PLACES.get(place or ""),
        when=day(fields.pop("when", None)),
        **tolls,
        **fields,
    )


def reading(article: str, published: str | None = None, *reports: Report, text: str = "", **fields: Any) -> Reading:
    """A reading; `published` is a day or a moment with hour."""
    moment = datetime.fromisoformat(published) if published and len(published) > 10 else None
    settled = moment.date() if moment else date.fromisoformat(published) if published else None
    places = tuple(
        PlaceMention(span(r.place), r.where, "given") for r in reports if r.where is not None and r.place and not text
    )
    return Reading(
        Article(id=article, text=text, published=settled, published_at=moment, **fields), reports=reports, places=places
    )
