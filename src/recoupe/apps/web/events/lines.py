"""Events as lines with their words: whole on one's own desk, as they may be shown where others look."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.finding import hidden_ids
from recoupe.apps.web.events.ground import ground_of
from recoupe.apps.web.events.stored_articles import load_articles
from recoupe.apps.web.events.withholding import as_region
from recoupe.boards.lines import cover_places, is_fiction, make_line, make_sources, name_outlets
from recoupe.boards.placing import Ground
from recoupe.boards.quotes import quote_report
from recoupe.boards.values import Line
from recoupe.model import Article, Event, Reading

__all__ = ["load_articles", "make_lines"]


def make_lines(request: Request, events: Sequence[Event], discreet: bool | None = None) -> list[Line]:
    """One line for each event; `discreet` masks private persons and recent movements (by default where others look)."""
    place, ground = workplace(request), ground_of(request)
    if place.settings.public if discreet is None else discreet:
        return discreet_lines(request, events, ground)
    with place.store.reading() as connection:
        held = load_articles(connection, (a for event in events for a in event.articles))
    fiction = {name for name, article in held.items() if is_fiction(Reading(article))}
    return [own_line(event, held, fiction) for event in events]


def discreet_lines(request: Request, events: Sequence[Event], ground: Ground) -> list[Line]:
    place = workplace(request)
    now = place.settings.now().replace(tzinfo=None)
    names = tuple(dict.fromkeys(a for event in events for a in event.articles))
    sources = make_sources(tuple(place.store.readings(names)), ground, now, now.date(), now.date())
    hidden = hidden_ids(request)
    villages = {name: sources.private[name].place_names for name in hidden.articles if name in sources.private}
    lines = (make_line(as_region(e) if e.id in hidden.events else e, ground, sources) for e in events)
    return [cover_places(line, [v for q in line.quotes for v in villages.get(q.article, ())]) for line in lines]


def own_line(event: Event, held: dict[str, Article], fiction: set[str]) -> Line:
    """The event with the words of its best report."""
    report = event.reports[0] if event.reports else None
    article = held.get(report.article) if report else None
    quotes = (quote_report(article, report),) if article and report else ()
    outlets = name_outlets(held[a] for a in event.articles if a in held)
    return Line(event, quotes, fiction=bool(event.articles) and fiction.issuperset(event.articles), outlets=outlets)
