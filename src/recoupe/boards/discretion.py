"""What the law and harm keep out of a brief: names of private persons, and where patrols and convoys will be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from recoupe.boards.quotes import MASK, Mask
from recoupe.boards.words import Words, event_words
from recoupe.knowledge.event_types import load_event_types
from recoupe.knowledge.movements import tells_movement
from recoupe.model import ActorMention, Event, Finding, FindingValue, Place, Reading

MOVEMENT_HOURS = 48
SPOKEN_QUADS = (1, 3)  # verbal cooperation, verbal conflict
PUBLIC_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "SPY", "UAF", "PRM", "IGO", "OPP", "ELI"})
QUOTE_LIMIT = 200
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Discretion:
    """The words to mask in one article: names of private persons, and places finer than a region."""

    names: tuple[str, ...]
    person_masks: tuple[Mask, ...]
    place_masks: tuple[Mask, ...]
    place_names: tuple[str, ...]


def find_private(reading: Reading, words: Words) -> Discretion:
    """What has to be masked when this article is quoted."""
    persons = [(m, private_name(m)) for m in reading.actors if is_private(m, words)]
    fine = [m for m in reading.places if m.place.level in ("town", "feature")]
    return Discretion(
        tuple(dict.fromkeys(name for _, name in persons)),
        tuple({*(name_mask(m, name) for m, name in persons), *repeated_names(reading.article.text, persons)}),
        tuple((m.span.start, m.span.end) for m in fine),
        tuple(dict.fromkeys(name for m in fine for name in (m.span.quote, m.place.name))),
    )


def repeated_names(text: str, persons: list[tuple[ActorMention, str]]) -> Iterator[Mask]:
    """Where the private names stand once more, whether or not they were read there."""
    for name in {name for _, name in persons if len(name) >= SHORTEST_NAME}:
        yield from find_all(text, name)


def find_all(text: str, words: str) -> Iterator[Mask]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def is_private(mention: ActorMention, words: Words) -> bool:
    """A person who holds no office, leads no group and is known to nobody's list."""
    if mention.kind != "person" or mention.actor_id or mention.function or mention.sector in PUBLIC_SECTORS:
        return False
    return "office" not in words.meanings(mention.span.quote)


def private_name(mention: ActorMention) -> str:
    """The name as the mention writes it: its normalised name where the words hold it, else all of them."""
    return mention.name if mention.name in mention.span.quote else mention.span.quote


def name_mask(mention: ActorMention, name: str) -> Mask:
    start = mention.span.start + max(0, mention.span.quote.find(name))
    return start, start + len(name)


def mask_names(words: str, names: tuple[str, ...]) -> str:
    """The words with every private name replaced."""
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, MASK)
    return words


def mask_event(event: Event, private: Mapping[str, Discretion]) -> Event:
    """The event without private names in its parties and findings."""
    names = tuple(n for a in event.articles if a in private for n in private[a].names)
    return replace(
        event,
        actors=tuple(mask_names(a, names) for a in event.actors),
        recipients=tuple(mask_names(r, names) for r in event.recipients),
        findings=tuple(mask_finding(f, names) for f in event.findings),
    )


def mask_finding(finding: Finding, names: tuple[str, ...]) -> Finding:
    """The finding with private names masked and quotes cut to length."""
    values = tuple(
        FindingValue(mask_value(v.value, names), v.articles, mask_names(v.quote, names)[:QUOTE_LIMIT])
        for v in finding.values
    )
    return replace(finding, values=values, shown=mask_value(finding.shown, names), why=mask_names(finding.why, names))


def mask_value(value: object, names: tuple[str, ...]) -> object:
    if isinstance(value, str):
        return mask_names(value, names)
    if isinstance(value, list | tuple):
        return tuple(mask_value(v, names) for v in value)
    return value


def is_movement(event: Event, now: datetime, published: datetime | None) -> bool:
    """A patrol or convoy that lies in the future or less than 48 hours back; undated ones go by their article.

    Words spoken of one, as in an agreement signed, happen at a place of their own, unless they are still to come.
    """
    ahead = event.status in ("planned", "hypothetical")
    spoken = load_event_types().quad(event.type) in SPOKEN_QUADS
    if (spoken and not ahead) or not tells_movement(" | ".join(event_words(event))):
        return False
    edge = (now - timedelta(hours=MOVEMENT_HOURS)).date()
    if ahead and (event.when is None or event.when.last >= edge):
        return True
    if event.when is not None:
        return event.when.last >= edge
    return not event.background and published is not None and published.date() >= edge


def coarsen_event(event: Event) -> Event:
    """The event at region level: no point, no distance, no finding on its place."""
    place = event.where
    if place is None or place.level in ("country", "region"):
        return replace(event, border=None, corridors=(), place=event.place if place else None)
    name = place.admin1 or place.country
    region = Place(f"region:{name}", name, place.country, place.admin1, "region", radius_km=100.0) if name else None
    findings = tuple(f for f in event.findings if f.field not in ("place", "where"))
    return replace(event, place=name, where=region, border=None, corridors=(), findings=findings)
