"""What an article added to the picture: events it told first, fields it was the first to fill, values it corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.api import Desk
from recoupe.apps.web.dossier.telling import headline
from recoupe.apps.web.speech import Speech
from recoupe.model import Event, Reading
from recoupe.recoup.gain import Gain, find_gains

MOST_ARTICLES = 60  # articles that are read to say who came first


@dataclass(frozen=True, slots=True)
class AddedTo:
    """What it added to one event."""

    event: str
    headline: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """`asked` is False when too many other articles tell the same events to say."""

    asked: bool
    events: tuple[AddedTo, ...]


def find_added(reading: Reading, events: Sequence[Event], desk: Desk, w: Speech) -> Added:
    """Against all articles that tell one of its events, by when they came out."""
    others = {name for event in events for name in event.articles} - {reading.article.id}
    if len(others) > MOST_ARTICLES:
        return Added(False, ())
    readings = [reading, *desk.readings(sorted(others))]
    by_event: dict[str, list[Gain]] = defaultdict(list)
    for gain in find_gains(readings, events).get(reading.article.id, ()):
        by_event[gain.event].append(gain)
    told = [AddedTo(e.id, headline(e, w), gains_words(by_event[e.id], w)) for e in events if by_event[e.id]]
    return Added(True, tuple(told))


def gains_words(gains: Sequence[Gain], w: Speech) -> tuple[str, ...]:
    """«told it first», «first to say: when, where», «brought a value up to date»"""
    fields = [w.field(gain.field) for gain in gains if gain.what == "field" and gain.field]
    told = [w._("told it first")] if any(gain.what == "event" for gain in gains) else []
    told += [w._("first to say: {fields}").format(fields=", ".join(fields))] if fields else []
    told += [w._("brought a value up to date")] if any(gain.what == "correction" for gain in gains) else []
    return tuple(told)
