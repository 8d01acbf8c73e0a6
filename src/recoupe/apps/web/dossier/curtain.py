"""What is held back from readers beyond this machine: private names, exact places of movements, long quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from recoupe.boards.discretion import coarsen_event, is_movement
from recoupe.discretion import Masks
from recoupe.model import Event, Reading, Report
from recoupe.share.shown import ArticleFacts, ExportContext, ExportSettings
from recoupe.share.withhold import MASK, is_sensitive_movement, make_masks, place_names, private_names, shorten

QUOTE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Curtain:
    """`masks` finds the words that are held back, `hidden` says that the place is; without masks all is shown."""

    masks: Masks | None = None
    hidden: bool = False

    @property
    def drawn(self) -> bool:
        return self.masks is not None

    def words(self, words: str) -> str:
        """The words without what is held back."""
        return self.masks.sub(MASK, words) if self.masks else words

    def quote(self, words: str) -> str:
        """As `words`, and no longer than may be quoted."""
        return shorten(self.words(words), QUOTE_LIMIT) if self.masks else words


OPEN = Curtain()


def draw_curtain(event: Event, reports: Sequence[Report], readings: Mapping[str, Reading], now: datetime) -> Curtain:
    """For an event of which these reports are shown; by the rules of exports and briefs."""
    seen = replace(event, reports=tuple(reports))
    facts = {name: ArticleFacts.of(readings[name]) for name in seen.articles if name in readings}
    known = {key: party for fact in facts.values() for key, party in fact.parties.items()}
    hidden = is_hidden(seen, readings, now)
    return Curtain(make_masks(private_names(seen, known), place_names(seen, facts) if hidden else ()), hidden)


def is_hidden(event: Event, readings: Mapping[str, Reading], now: datetime) -> bool:
    """A patrol or convoy that lies ahead or is recent."""
    context = ExportContext(lambda name: None, now, "", ExportSettings())
    days = [readings[a].article.published for a in event.articles if a in readings]
    first = min((day for day in days if day), default=None)
    published = datetime.combine(first, datetime.min.time()) if first else None
    return is_sensitive_movement(event, context) or is_movement(event, now.replace(tzinfo=None), published)


def behind(event: Event, curtain: Curtain) -> Event:
    """The event as it is shown: without private names, at region level when its place is held back."""
    if not curtain.drawn:
        return event
    masked = replace(
        event,
        actors=tuple(map(curtain.words, event.actors)),
        recipients=tuple(map(curtain.words, event.recipients)),
        border=replace(event.border, said_quote=None) if event.border else None,
    )
    return coarsen_event(masked) if curtain.hidden else masked
