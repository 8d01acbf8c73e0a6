"""Lines: one event each, with its words, what is new in it, and notes on what is said beside what is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from recoupe.boards.discretion import (
    Discretion,
    coarsen_event,
    find_private,
    is_movement,
    mask_event,
    mask_names,
)
from recoupe.boards.placing import Ground
from recoupe.boards.quotes import Mask, quote_report
from recoupe.boards.said import said_distances
from recoupe.boards.values import Line, News, Note, Quote
from recoupe.discretion import MASK, Masks, cover_unread, event_sentences, make_masks, region_of, unread_names
from recoupe.knowledge.borders import geodesic_km
from recoupe.knowledge.fiction import is_invented
from recoupe.knowledge.movements import tells_movement
from recoupe.model import Article, Event, Place, Reading, Report

FAR_FOR_NEAR_KM = 30.0  # "near X" is shown beside the distance when X lies further than this
RECALLED_DAYS = 30  # what was over that long before the article is recalled, not news
SAID_SLACK = 1.5  # a said distance and the computed one differ when they do by more than this factor and the ±


@dataclass(frozen=True)
class Sources:
    """The readings by article, what to keep back in each, and which articles are fiction."""

    readings: Mapping[str, Reading]
    private: Mapping[str, Discretion]
    fiction: frozenset[str]
    now: datetime
    today: date
    since: date
    exact_movements: bool = False


def make_sources(
    readings: Sequence[Reading],
    ground: Ground,
    now: datetime,
    today: date,
    since: date,
    exact_movements: bool = False,
) -> Sources:
    """What making lines needs to know of the articles."""
    return Sources(
        {r.article.id: r for r in readings},
        {r.article.id: find_private(r, ground.words) for r in readings},
        frozenset(r.article.id for r in readings if is_fiction(r)),
        now,
        today,
        since,
        exact_movements,
    )


def make_line(event: Event, ground: Ground, sources: Sources) -> Line:
    """The event as it may be shown, with a quote of every article that reports it."""
    coarse = is_coarse(event, sources)
    places = place_names(event, sources) if coarse else ()
    shown = mask_event(coarsen_event(event) if coarse else event, sources.private, places)
    fiction = bool(event.articles) and all(article in sources.fiction for article in event.articles)
    return Line(
        event=replace(shown, reports=()),
        quotes=tuple(event_quotes(event, sources, coarse)),
        said_by=said_by(event, sources, places),
        news=event_news(event, sources),
        coarse=coarse and event.place is not None,
        notes=tuple(event_notes(event, shown, ground, sources, coarse)),
        fiction=fiction,
        outlets=name_outlets(sources.readings[a].article for a in event.articles if a in sources.readings),
    )


def name_outlets(articles: Iterable[Article]) -> tuple[str, ...]:
    """The outlets of the articles that are known, each once."""
    return tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))


def is_coarse(event: Event, sources: Sources) -> bool:
    """Its place is told at region level only: a patrol or convoy that lies ahead or is recent."""
    if sources.exact_movements:
        return False
    sentences = event_sentences(event, lambda name: text_of(name, sources))
    return is_movement(event, sources.now, first_seen(event, sources), sentences)


def text_of(article: str, sources: Sources) -> str:
    return sources.readings[article].article.text if article in sources.readings else ""


def cover_places(line: Line, names: Sequence[str]) -> Line:
    """The line with quotes that tell of a patrol or convoy without the names of villages."""
    masks = make_masks(names)
    quotes = (
        replace(quote, parts=tuple(replace(part, text=masks.sub(MASK, part.text)) for part in quote.parts))
        if tells_movement(quote.text)
        else quote
        for quote in line.quotes
    )
    return replace(line, quotes=tuple(quotes)) if names else line


def said_by(event: Event, sources: Sources, places: tuple[str, ...]) -> tuple[str, ...]:
    """Those whom the articles name as their source, private names masked, and places of a coarse line."""
    found: dict[str, str] = {}
    for report in event.reports:
        if report.attributed_to:
            name = mask_names(report.attributed_to, (*names_of(report.article, sources), *places))
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def names_of(article: str, sources: Sources) -> tuple[str, ...]:
    return sources.private[article].names if article in sources.private else ()


def event_quotes(event: Event, sources: Sources, coarse: bool) -> Iterator[Quote]:
    """One quote per article, in the order of the reports; headline and address are shown by the same rules."""
    seen: set[str] = set()
    places = place_names(event, sources) if coarse else ()
    for report in event.reports:
        if report.article in seen or report.article not in sources.readings:
            continue
        seen.add(report.article)
        article = sources.readings[report.article].article
        masks = make_masks(names_of(report.article, sources), places)
        quote = quote_report(article, report, masks_of(report, sources, masks, coarse))
        title = cover_unread(quote.title, article.text) if coarse else quote.title
        yield replace(quote, title=masks.sub(MASK, title), url=masks.address(quote.url))


def masks_of(report: Report, sources: Sources, masks: Masks, coarse: bool) -> list[Mask]:
    """Private names, and for a coarse line every place finer than a region, the report's own among them."""
    private = sources.private[report.article]
    text = sources.readings[report.article].article.text
    found = [*private.person_masks, *masks.spans(text)]
    if not coarse:
        return found
    evidence = report.evidence.get("place")
    return [*found, *private.place_masks, *([(evidence.span.start, evidence.span.end)] if evidence else [])]


def place_names(event: Event, sources: Sources) -> tuple[str, ...]:
    """Every name the place of a coarse line goes by, and every other village its articles name, but not the region."""
    names = [event.place, event.where.name if event.where else None]
    for report in event.reports:
        names += [report.place, report.where.name if report.where else None]
    names += [name for a in event.articles if a in sources.private for name in sources.private[a].place_names]
    region = region_of(event.where)
    return tuple(dict.fromkeys(name for name in names if name and (region is None or name != region.name)))


def article_masks(events: Iterable[Event], lines: Mapping[str, Line], sources: Sources) -> dict[str, Masks]:
    """For each article what its headline and address may not show: private names, and places of its coarse lines."""
    places: dict[str, list[str]] = {name: [] for name in sources.readings}
    for event in events:
        if event.id in lines and lines[event.id].coarse:
            for article in event.articles:
                places.setdefault(article, []).extend((*place_names(event, sources), *headline_names(article, sources)))
    return {name: make_masks(names_of(name, sources), found) for name, found in places.items()}


def headline_names(article: str, sources: Sources) -> tuple[str, ...]:
    """Names that only the headline has."""
    reading = sources.readings.get(article)
    return unread_names(reading.article.title, reading.article.text) if reading else ()


def event_news(event: Event, sources: Sources) -> News:
    """New when every article that reports it is of the period, updated when some are; what is recalled is neither."""
    if event.background or is_long_past(event, sources):
        return ""
    days = [sources.readings[a].article.published for a in event.articles if a in sources.readings]
    recent = [day is not None and day >= sources.since for day in days]
    if not any(recent):
        return ""
    return "new" if all(recent) else "updated"


def is_long_past(event: Event, sources: Sources) -> bool:
    """It was over more than a month before the first article that tells of it."""
    first = first_seen(event, sources)
    return bool(event.when and first and (first.date() - event.when.last).days > RECALLED_DAYS)


def first_seen(event: Event, sources: Sources) -> datetime | None:
    """When the first article that reports it was published."""
    days = [sources.readings[a].article.published for a in event.articles if a in sources.readings]
    found = [day for day in days if day]
    return datetime.combine(min(found), time()) if found else None


def event_notes(event: Event, shown: Event, ground: Ground, sources: Sources, coarse: bool) -> Iterator[Note]:
    if coarse and event.place:
        yield Note("movement_hidden")
    elif not coarse and event.where is not None and event.where.level in ("town", "feature"):
        yield from near_notes(event, event.where, ground, sources)
        yield from differs_note(event)
    if any(s != e for s, e in zip((*shown.actors, *shown.recipients), (*event.actors, *event.recipients), strict=True)):
        yield Note("private_hidden")


def near_notes(event: Event, place: Place, ground: Ground, sources: Sources) -> Iterator[Note]:
    """«près de X» where X lies far: its distance."""
    seen: set[str] = set()
    for report in event.reports:
        reading = sources.readings.get(report.article)
        for said in said_distances(reading.article, report) if reading else ():
            if said.says != "near" or not said.name or said.name in seen:
                continue
            seen.add(said.name)
            km = distance_to_name(place, said.name, ground)
            if km is not None and km > FAR_FOR_NEAR_KM + place.radius_km:
                yield Note("near", (said.name, place.name, round(km, 1)), said.quote)


def distance_to_name(place: Place, name: str, ground: Ground) -> float | None:
    """Kilometres to the nearest place of that name that is no country."""
    if place.lat is None or place.lon is None:
        return None
    points = [(p.lon, p.lat) for p in ground.gazetteer.find(name) if p.level in ("town", "feature", "region")]
    found = [geodesic_km((place.lon, place.lat), (x, y)) for x, y in points if x is not None and y is not None]
    return min(found) if found else None


def differs_note(event: Event) -> Iterator[Note]:
    """What the article says of the distance does not fit what is computed, beyond the ±."""
    border = event.border
    if border is None or border.said_below_km is None:
        return
    if border.km - border.plus_minus_km > border.said_below_km * SAID_SLACK:
        yield Note("said_differs", (border.said_below_km, round(border.km, 1)), border.said_quote or "")


def is_fiction(reading: Reading) -> bool:
    """The article says of itself that it is invented."""
    return is_invented(reading.article)
