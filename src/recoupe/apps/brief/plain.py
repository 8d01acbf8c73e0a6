"""The brief as plain dictionaries: what the text and the page show, for programs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from recoupe.boards.values import Brief, Dispute, FigureLine, Line, Quote
from recoupe.model import Count, Event, Interval
from recoupe.model.plain import Plain, count_to_plain, event_to_plain, figure_to_plain, interval_to_plain

LISTS = ("new", "cooperation")


def brief_to_plain(brief: Brief) -> Plain:
    """One object: boards name their events by id, `events` hold each once with its quotes."""
    lines = {**{line.id: line for line in brief.new}, **brief.lines()}
    lines |= {dispute.line.id: dispute.line for dispute in brief.disputed}
    return {
        "situation": {"id": brief.situation.id, "name": dict(brief.situation.name), "border": brief.situation.border},
        "as_of": brief.today.isoformat(),
        "since": brief.since.isoformat(),
        "fiction": brief.fiction,
        "invented": brief.invented,
        "new": ids(brief.new),
        "threat": value_of(brief.threat),
        "supply": value_of(brief.supply),
        "cooperation": {"lines": ids(brief.cooperation)},
        "diplomacy": value_of(brief.diplomacy),
        "trade": value_of(brief.trade),
        "disputed": [value_of(dispute) for dispute in brief.disputed],
        "coverage": value_of(brief.coverage),
        "not_understood": [value_of(gap) for gap in brief.gaps],
        "elsewhere": brief.elsewhere,
        "events": [line_to_plain(line) for line in lines.values()],
    }


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [line.id for line in lines]


def line_to_plain(line: Line) -> Plain:
    """The event in the format of `recoupe events`, with its quotes; full reports are not part of a brief."""
    event = event_to_plain(line.event)
    event["reports"] = [{"article": quote.article, "start": quote.start} for quote in line.quotes]
    return event | {
        "said_by": list(line.said_by),
        "news": line.news or None,
        "coarse": line.coarse,
        "fiction": line.fiction,
        "notes": [value_of(note) for note in line.notes],
        "quotes": [quote_to_plain(quote) for quote in line.quotes],
    }


def quote_to_plain(quote: Quote) -> Plain:
    return {
        "quote": quote.text,
        "words": [{"quote": part.text, "fields": list(part.fields)} for part in quote.parts if part.fields],
        "article": quote.article,
        "outlet": quote.outlet,
        "title": quote.title,
        "url": quote.url,
        "published": quote.published.isoformat() if quote.published else None,
    }


def value_of(value: Any) -> Any:
    """Dates in ISO form, counts as [low, high], intervals as from/to, lines by id, other values field by field."""
    if isinstance(value, Line | Event):
        return value.id
    if isinstance(value, Quote):
        return quote_to_plain(value)
    if isinstance(value, FigureLine):
        return figure_to_plain(value.figure) | {"sentence": quote_to_plain(value.quote), "checks": list(value.checks)}
    if isinstance(value, Dispute):
        return {"event": value.line.id, "fields": list(value.fields), "doubts": list(value.doubts)}
    if isinstance(value, Count):
        return count_to_plain(value)
    if isinstance(value, Interval):
        return interval_to_plain(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {f.name: value_of(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, list | tuple):
        return [value_of(v) for v in value]
    return value
