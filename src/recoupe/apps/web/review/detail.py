"""What stands beside the item that is looked at: its words, values to choose from, events to merge it with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from recoupe.api import Desk
from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.deciding.notices import Choice
from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.ground import ground_of
from recoupe.apps.web.events.lines import discreet_lines, load_articles, make_lines
from recoupe.apps.web.review.choices import FieldChoices, field_choices
from recoupe.apps.web.review.gather import Queue
from recoupe.apps.web.review.words import article_name, outlet
from recoupe.apps.web.speech import Speech
from recoupe.boards.quotes import quote_report
from recoupe.boards.review import ReviewItem
from recoupe.boards.values import Line, Quote
from recoupe.model import Event

QUOTES = 6  # articles quoted
BESIDE = 6  # events offered for a merge
DAYS_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Detail:
    """`line` is the event as it may be shown; `reports`, `others` and `outlets` are choices for the forms."""

    line: Line | None = None
    quotes: tuple[Quote, ...] = ()
    hidden: int = 0
    fields: tuple[FieldChoices, ...] = ()
    reports: tuple[Choice, ...] = ()
    others: tuple[Choice, ...] = ()
    outlets: tuple[str, ...] = ()
    origin_reasons: tuple[str, ...] = ()
    earlier: str = ""
    touches: tuple[Line, ...] = ()


def make_detail(request: Request, desk: Desk, item: ReviewItem, queue: Queue, w: Speech) -> Detail:
    """Everything the forms and the words of one item need; a bounded number of articles is read."""
    if item.event is not None:
        return event_detail(request, desk, item.event, item, queue, w)
    if item.article:
        return origin_detail(request, item, queue, w)
    return Detail()


def event_detail(request: Request, desk: Desk, event: Event, item: ReviewItem, queue: Queue, w: Speech) -> Detail:
    line = full_line(request, event)
    differing = [finding for why in item.why for finding in why.findings]
    shown = {f.field: f for f in line.event.findings}
    return Detail(
        line=line,
        quotes=line.quotes[:QUOTES],
        hidden=max(0, len(event.articles) - QUOTES),
        fields=tuple(field_choices(event, [shown.get(f.field, f) for f in differing], queue.heads, w)),
        reports=tuple(report_choices(event, line, queue, w)),
        others=tuple(Choice(o.id, line_words(o, w)) for o in make_lines(request, events_beside(desk, event))),
        outlets=tuple(dict.fromkeys(name for a in event.articles if (name := outlet(a, queue.heads)))),
    )


def full_line(request: Request, event: Event) -> Line:
    """The event with a quote of each of its first articles."""
    place = workplace(request)
    if place.settings.public:
        return discreet_lines(request, [event], ground_of(request))[0]
    with place.store.reading() as connection:
        held = load_articles(connection, event.articles[:QUOTES])
    first = {report.article: report for report in reversed(event.reports) if report.article in held}
    quotes = tuple(quote_report(held[name], first[name]) for name in held)
    return Line(event, quotes)


def report_choices(event: Event, line: Line, queue: Queue, w: Speech) -> list[Choice]:
    """The reports of the event by outlet and words, for a split."""
    words = {quote.article: quote.text for quote in line.quotes}
    return [
        Choice(r.id, f"{article_name(r.article, queue.heads)}{w.colon}{words.get(r.article, '')[:90]}")
        for r in event.reports
    ]


def events_beside(desk: Desk, event: Event) -> list[Event]:
    """Events of the same type around the same days: what it might be one with."""
    if event.when is None:
        return []
    since, until = event.when.first - timedelta(days=DAYS_BESIDE), event.when.last + timedelta(days=DAYS_BESIDE)
    query = f"type:{event.type} since:{since.isoformat()} until:{until.isoformat()}"
    found = desk.store.search(query, BESIDE + 1).events
    return [other for other in found if other.id != event.id][:BESIDE]


def line_words(line: Line, w: Speech) -> str:
    parts = (w.when(line.event), w.headline(line.event), w.place(line))
    return " · ".join(part for part in parts if part)


def origin_detail(request: Request, item: ReviewItem, queue: Queue, w: Speech) -> Detail:
    link = item.link
    earlier = "" if link is None else link.earlier if link.later == item.article else link.later
    return Detail(
        origin_reasons=tuple(in_reader_words(reason, w.language) for reason in (link.why if link else ())),
        earlier=earlier,
        touches=tuple(make_lines(request, item.touches)),
        outlets=tuple(filter(None, (outlet(item.article, queue.heads),))),
    )
