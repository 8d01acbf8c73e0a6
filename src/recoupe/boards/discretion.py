"""What is kept out of a brief, by the rules of `recoupe.discretion`: private names, and where movements will be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from recoupe.boards.quotes import Mask
from recoupe.discretion import MASK, MOVEMENT_HOURS, is_movement, make_masks, region_of, spoken_names
from recoupe.discretion import is_private as is_private_person
from recoupe.knowledge.board_words import Words
from recoupe.model import ActorMention, Event, Finding, FindingValue, Reading

__all__ = [
    "MOVEMENT_HOURS",
    "Discretion",
    "coarsen_event",
    "find_all",
    "find_private",
    "is_movement",
    "mask_event",
    "mask_names",
]
QUOTE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Discretion:
    """The words to mask in one article: names of private persons, and places finer than a region."""

    names: tuple[str, ...]
    person_masks: tuple[Mask, ...]
    place_masks: tuple[Mask, ...]
    place_names: tuple[str, ...]


def find_private(reading: Reading, words: Words) -> Discretion:
    """What has to be masked when this article is quoted."""
    private = [m for m in reading.actors if is_private(m, words)]
    public = [m.name for m in reading.actors if m not in private]
    names = spoken_names(dict.fromkeys(map(private_name, private)), public)
    fine = [m for m in reading.places if m.place.level in ("town", "feature")]
    return Discretion(
        names,
        tuple(dict.fromkeys((*map(name_mask, private), *make_masks(names).spans(reading.article.text)))),
        tuple((m.span.start, m.span.end) for m in fine),
        tuple(dict.fromkeys(name for m in fine for name in (m.span.quote, m.place.name))),
    )


def is_private(mention: ActorMention, words: Words) -> bool:
    """A person who holds no office, leads no group and is known to nobody's list."""
    return is_private_person(mention, mention.span.quote, words)


def private_name(mention: ActorMention) -> str:
    """The name as the mention writes it: its normalised name where the words hold it, else all of them."""
    return mention.name if mention.name in mention.span.quote else mention.span.quote


def name_mask(mention: ActorMention) -> Mask:
    name = private_name(mention)
    start = mention.span.start + max(0, mention.span.quote.find(name))
    return start, start + len(name)


def mask_names(words: str, names: tuple[str, ...]) -> str:
    """The words with every one of the names replaced."""
    return make_masks(names).sub(MASK, words)


def find_all(text: str, words: str) -> Iterator[Mask]:
    """Where the words stand in the text, whatever their case and accents."""
    return make_masks((words,)).spans(text)


def mask_event(event: Event, private: Mapping[str, Discretion], places: tuple[str, ...] = ()) -> Event:
    """The event without private names, and without `places`, in its parties, findings and what it is related to."""
    names = (*(n for a in event.articles if a in private for n in private[a].names), *places)
    return replace(
        event,
        actors=tuple(mask_names(a, names) for a in event.actors),
        recipients=tuple(mask_names(r, names) for r in event.recipients),
        findings=tuple(mask_finding(f, names) for f in event.findings),
        related=tuple((other, mask_names(why, names)) for other, why in event.related),
    )


def mask_finding(finding: Finding, names: tuple[str, ...]) -> Finding:
    """The finding with names masked and quotes cut to length."""
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


def coarsen_event(event: Event) -> Event:
    """The event at region level: no point, no distance, no finding on its place."""
    place = event.where
    if place is None or place.level in ("country", "region"):
        return replace(event, border=None, corridors=(), place=place.name if place else None)
    region = region_of(place)
    findings = tuple(f for f in event.findings if f.field not in ("place", "where"))
    name = region.name if region else None
    return replace(event, place=name, where=region, border=None, corridors=(), findings=findings)
