"""What does not leave the desk, by the rules of `recoupe.discretion`: private persons, places of patrols, long quotes.

Everything held back is listed, so that the reader of an export knows what is missing and why. `show_event` makes what
exports are written from; `for_readers` does the same for whatever else is shown to others, such as pages and feeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from recoupe.discretion import MASK as MASK  # whoever shows what is left asks for it here
from recoupe.discretion import Masks, cover_unread, event_sentences, is_movement, region_of, spoken_names
from recoupe.discretion import make_masks as masks_of
from recoupe.model import Event, Finding, Report
from recoupe.share.shown import ArticleFacts, ExportContext, Party, Shown, Source, Withheld

PERSON_WHY = "a private person: only the article's own words name them"
MOVEMENT_WHY = "a patrol or convoy that lies ahead or is recent: shown at region level"
QUOTE_WHY = "quotes are cut at the length that may be quoted"


@dataclass(frozen=True)
class Discreet:
    """What is held back of one event: `private` names, its place when `hidden`, and `masks` for all these words."""

    private: tuple[str, ...]
    hidden: bool
    masks: Masks
    known: Mapping[str, Party]
    facts: Mapping[str, ArticleFacts | None]
    quote_characters: int

    def words(self, words: str) -> str:
        """Any words about the event (a headline, a name, a reason) without what is held back."""
        return self.masks.sub(MASK, words)

    def quote(self, words: str) -> str:
        """Words of an article without what is held back, and no more of them than may be quoted."""
        return shorten(self.words(words), self.quote_characters)

    def address(self, url: str | None) -> str | None:
        """The address, or none when it spells what is held back."""
        return self.masks.address(url)

    def name(self, name: str) -> str:
        """The id of an article or report, or another one for it when it spells what is held back."""
        return self.masks.name(name)

    def event(self, event: Event) -> Event:
        """The event as others may see it: its reports stay, and are to be shown through `words` and `quote`."""
        masked = replace(
            event,
            actors=tuple(map(self.words, event.actors)),
            recipients=tuple(map(self.words, event.recipients)),
            findings=tuple(show_finding(finding, self) for finding in event.findings),
            related=tuple((other, self.words(why)) for other, why in event.related),
        )
        region = region_of(event.where)
        if not self.hidden:
            return masked
        return replace(masked, place=region.name if region else None, where=region, border=None, corridors=())


def for_readers(event: Event, context: ExportContext, hidden: bool = False) -> Discreet:
    """What must be held back when the event is shown to others, on a page, in a feed or a file.

    `context.facts` finds what is known of an article, `context.now` says which movements are recent. Pass every word
    that is shown through the value: `event`, `words`, `quote`, `address`, `name`. `hidden` is said of a movement that
    reports tell which `event` does not have here.
    """
    facts = {name: context.facts(name) for name in event.articles}
    known = {key: party for fact in facts.values() if fact for key, party in fact.parties.items()}
    private = () if context.settings.persons else private_names(event, known)
    hidden = hidden or is_sensitive_movement(event, context)
    masks = make_masks(private, place_names(event, facts) if hidden else (), known)
    return Discreet(private, hidden, masks, known, facts, context.settings.quote_characters)


def show_event(event: Event, context: ExportContext) -> tuple[Shown, tuple[Withheld, ...]]:
    """The event as it may leave, and the list of what was held back."""
    return show_discreetly(event, for_readers(event, context))


def show_discreetly(event: Event, discreet: Discreet) -> tuple[Shown, tuple[Withheld, ...]]:
    sources = tuple(show_source(report, discreet) for report in event.reports)
    shown = build_shown(event, discreet, sources)
    return (coarsen(shown) if discreet.hidden else shown), tuple(list_withheld(event, discreet))


def build_shown(event: Event, discreet: Discreet, sources: tuple[Source, ...]) -> Shown:
    border = event.border
    return Shown(
        id=event.id,
        type=event.type,
        mode=event.mode,
        when=event.when,
        place=event.place,
        where=event.where,
        actors=show_parties(event.actors, discreet),
        recipients=show_parties(event.recipients, discreet),
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
        findings=tuple(show_finding(f, discreet) for f in event.findings),
        sources=sources,
        former_ids=event.former_ids,
    )


def show_parties(names: tuple[str, ...], discreet: Discreet) -> tuple[Party, ...]:
    """Private persons are left out; others are masked where they are called by one, or by the place («convoi de …»)."""
    found = (discreet.known.get(name.casefold(), Party(name)) for name in names if name not in discreet.private)
    return tuple(show_party(party, discreet) for party in found)


def show_party(party: Party, discreet: Discreet) -> Party:
    function = discreet.words(party.function) if party.function else None
    return replace(party, name=discreet.words(party.name), function=function)


def show_finding(finding: Finding, discreet: Discreet) -> Finding:
    """Findings tell label and reason; the values behind them stay on the desk."""
    return replace(finding, values=(), pairs=(), shown=None, why=discreet.words(finding.why))


def show_source(report: Report, discreet: Discreet) -> Source:
    facts = discreet.facts.get(report.article) or ArticleFacts(report.article)
    said_by = report.attributed_to
    return Source(
        article=discreet.name(report.article),
        report=discreet.name(report.id),
        outlet=facts.outlet,
        title=discreet.quote(cover_unread(facts.title, facts.text) if discreet.hidden else facts.title),
        url=discreet.address(facts.url),
        published=facts.published,
        language=facts.language,
        quote=discreet.quote(best_quote(report)),
        attributed_to=discreet.words(said_by) if said_by else None,
        score=round(report.score, 3),
    )


def best_quote(report: Report) -> str:
    """The longest words the report rests on: they tell most."""
    quotes = [report.anchor.quote, *(e.span.quote for e in report.evidence.values())]
    return max(quotes, key=len)


def shorten(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: max(0, limit - 1)] + "…"


def private_names(event: Event, known: Mapping[str, Party]) -> tuple[str, ...]:
    """Names of private persons among the parties and speakers of the event and of its articles."""
    spoken = (*event.actors, *event.recipients, *(r.attributed_to for r in event.reports if r.attributed_to))
    named = [name for name in spoken if name.casefold() in known and known[name.casefold()].private]
    others = [party.name for party in known.values() if party.private]
    return tuple(dict.fromkeys((*named, *others)))


def is_sensitive_movement(event: Event, context: ExportContext) -> bool:
    """A patrol or convoy in the future or within 48 hours, counted from now; undated ones go by their first article."""
    if context.settings.exact_movements:
        return False
    published, sentences = first_published(event, context), event_sentences(event, lambda name: text_of(name, context))
    return is_movement(event, context.now, published, sentences, context.settings.movement_hours)


def text_of(article: str, context: ExportContext) -> str:
    facts = context.facts(article)
    return facts.text if facts else ""


def first_published(event: Event, context: ExportContext) -> datetime | None:
    facts = (context.facts(name) for name in event.articles)
    days = [fact.published[:10] for fact in facts if fact and fact.published]
    return datetime.combine(datetime.fromisoformat(min(days)), time()) if days else None


def place_names(event: Event, facts: Mapping[str, ArticleFacts | None]) -> tuple[str, ...]:
    """Every name the exact place goes by, and every other village of its articles: «from … to …» tells the road."""
    names = [event.place, event.where.name if event.where else None]
    for report in event.reports:
        names += [report.place, report.where.name if report.where else None]
        names += [e.span.quote for key, e in report.evidence.items() if key == "place"]
    names += [place for fact in facts.values() if fact for place in fact.places]
    region = region_of(event.where)
    return tuple(dict.fromkeys(name for name in names if name and (region is None or name != region.name)))


def make_masks(private: tuple[str, ...], places: tuple[str, ...], known: Mapping[str, Party] | None = None) -> Masks:
    """Finds the words that must not be shown; `known` tells which parts of names public persons share."""
    public = [party.name for party in (known or {}).values() if not party.private]
    return masks_of(spoken_names(private, public), places)


def coarsen(shown: Shown) -> Shown:
    """The event at region level: no point, no distances."""
    region = region_of(shown.where)
    return replace(
        shown,
        place=region.name if region else None,
        where=replace(region, id="withheld") if region else None,
        border_km=None,
        border_plus_minus_km=None,
        corridors=(),
    )


def list_withheld(event: Event, discreet: Discreet) -> Iterator[Withheld]:
    parties = {*event.actors, *event.recipients}
    count = sum(name in parties for name in discreet.private)
    if count:
        yield Withheld(event.id, f"{count} of its actors and recipients", PERSON_WHY)
    if discreet.hidden:
        yield Withheld(event.id, "exact place, distances", MOVEMENT_WHY)
    limit = discreet.quote_characters
    cut = sum(len(best_quote(r)) > limit for r in event.reports)
    if cut:
        yield Withheld(event.id, f"the rest of {cut} quotes beyond {limit} characters", QUOTE_WHY)
