"""What does not leave the desk: private persons, exact places of patrols and convoys, long quotes.

Everything held back is listed, so that the reader of an export knows what is missing and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from recoupe.knowledge.movements import tells_movement
from recoupe.model import Event, Finding, Place, Report
from recoupe.share.shown import ArticleFacts, ExportContext, Party, Shown, Source, Withheld

MASK = "[…]"
PERSON_WHY = "a private person: only the article's own words name them"
MOVEMENT_WHY = "a patrol or convoy that lies ahead or is recent: shown at region level"
QUOTE_WHY = "quotes are cut at the length that may be quoted"


def show_event(event: Event, context: ExportContext) -> tuple[Shown, tuple[Withheld, ...]]:
    """The event as it may leave, and the list of what was held back."""
    facts = {name: context.facts(name) for name in event.articles}
    known = {key: party for fact in facts.values() if fact for key, party in fact.parties.items()}
    private = () if context.settings.persons else private_names(event, known)
    hidden = is_sensitive_movement(event, context)
    masks = make_masks(private, place_names(event, facts) if hidden else ())
    sources = tuple(show_source(report, facts.get(report.article), masks, context) for report in event.reports)
    shown = build_shown(event, known, private, sources, masks)
    withheld = tuple(list_withheld(event, private, hidden, context))
    return (coarsen(shown) if hidden else shown), withheld


def build_shown(
    event: Event, known: dict[str, Party], private: tuple[str, ...], sources: tuple[Source, ...], masks: re.Pattern[str]
) -> Shown:
    border = event.border
    return Shown(
        id=event.id,
        type=event.type,
        mode=event.mode,
        when=event.when,
        place=event.place,
        where=event.where,
        actors=show_parties(event.actors, known, private),
        recipients=show_parties(event.recipients, known, private),
        killed=event.killed,
        wounded=event.wounded,
        abducted=event.abducted,
        status=event.status,
        background=event.background,
        series=event.series,
        score=max((r.score for r in event.reports), default=1.0),
        independent=event.independent,
        origins=len(event.origins),
        grade=f"{event.grade.letter}{event.grade.digit}" if event.grade else None,
        border=border.to if border else None,
        border_km=round(border.km, 2) if border else None,
        border_plus_minus_km=round(border.plus_minus_km, 2) if border else None,
        corridors=tuple((d.to, round(d.km, 2)) for d in event.corridors),
        boards=event.boards,
        findings=tuple(show_finding(f, masks) for f in event.findings),
        sources=sources,
        former_ids=event.former_ids,
    )


def show_parties(names: tuple[str, ...], known: dict[str, Party], private: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(known.get(name.casefold(), Party(name)) for name in names if name not in private)


def show_finding(finding: Finding, masks: re.Pattern[str]) -> Finding:
    """Findings tell label and reason; the values behind them stay on the desk."""
    return replace(finding, values=(), pairs=(), shown=None, why=masks.sub(MASK, finding.why))


def show_source(report: Report, facts: ArticleFacts | None, masks: re.Pattern[str], context: ExportContext) -> Source:
    facts = facts or ArticleFacts(report.article)
    said_by = report.attributed_to
    return Source(
        article=report.article,
        report=report.id,
        outlet=facts.outlet,
        title=shorten(masks.sub(MASK, facts.title), context.settings.quote_characters),
        url=facts.url,
        published=facts.published,
        language=facts.language,
        quote=shorten(masks.sub(MASK, best_quote(report)), context.settings.quote_characters),
        attributed_to=masks.sub(MASK, said_by) if said_by else None,
        score=round(report.score, 3),
    )


def best_quote(report: Report) -> str:
    """The longest words the report rests on: they tell most."""
    quotes = [report.anchor.quote, *(e.span.quote for e in report.evidence.values())]
    return max(quotes, key=len)


def shorten(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: max(0, limit - 1)] + "…"


def private_names(event: Event, known: dict[str, Party]) -> tuple[str, ...]:
    """Names of private persons among the parties and speakers of the event and of its articles."""
    spoken = (*event.actors, *event.recipients, *(r.attributed_to for r in event.reports if r.attributed_to))
    named = [name for name in spoken if name.casefold() in known and known[name.casefold()].private]
    others = [party.name for party in known.values() if party.private]
    return tuple(dict.fromkeys((*named, *others)))


def is_sensitive_movement(event: Event, context: ExportContext) -> bool:
    """A patrol or convoy in the future or within 48 hours, counted from now; planned without a date counts too."""
    if context.settings.exact_movements or not tells_movement(movement_words(event)):
        return False
    if event.when is None:
        return event.status in ("planned", "hypothetical")
    recent = (context.now - timedelta(hours=context.settings.movement_hours)).date()
    return event.when.last >= recent


def movement_words(event: Event) -> str:
    parts = [event.mode or "", *event.actors, *event.recipients]
    for report in event.reports:
        parts += [
            report.anchor.quote,
            *(m.quote for m in report.mentions),
            *(e.span.quote for e in report.evidence.values()),
        ]
    return " . ".join(parts)


def place_names(event: Event, facts: Mapping[str, ArticleFacts | None]) -> tuple[str, ...]:
    """Every name the exact place goes by, and every other village of its articles: «from … to …» tells the road."""
    names = [event.place, event.where.name if event.where else None]
    for report in event.reports:
        names += [report.place, report.where.name if report.where else None]
        names += [e.span.quote for key, e in report.evidence.items() if key == "place"]
    names += [place for fact in facts.values() if fact for place in fact.places]
    region = region_name(event.where)
    return tuple(dict.fromkeys(name for name in names if name and name != region))


def make_masks(private: tuple[str, ...], places: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the words that must not be quoted; names are matched whole, longest first."""
    words = sorted({*private, *places}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def coarsen(shown: Shown) -> Shown:
    """The event at region level: no point, no distances."""
    where = shown.where
    region = None
    if where:
        region = Place("withheld", region_name(where), where.country, where.admin1, "region", radius_km=100.0)
    return replace(
        shown,
        place=region.name if region else None,
        where=region,
        border_km=None,
        border_plus_minus_km=None,
        corridors=(),
    )


def region_name(place: Place | None) -> str:
    return (place.admin1 or place.country or "") if place else ""


def list_withheld(event: Event, private: tuple[str, ...], hidden: bool, context: ExportContext) -> Iterator[Withheld]:
    parties = {*event.actors, *event.recipients}
    count = sum(name in parties for name in private)
    if count:
        yield Withheld(event.id, f"{count} of its actors and recipients", PERSON_WHY)
    if hidden:
        yield Withheld(event.id, "exact place, distances", MOVEMENT_WHY)
    limit = context.settings.quote_characters
    cut = sum(len(best_quote(r)) > limit for r in event.reports)
    if cut:
        yield Withheld(event.id, f"the rest of {cut} quotes beyond {limit} characters", QUOTE_WHY)
