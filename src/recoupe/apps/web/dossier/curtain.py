"""What is held back from readers beyond this machine, by the rules of exports: drawn over everything a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from recoupe.model import Event, Reading, Report
from recoupe.share.shown import ArticleFacts, ExportContext, ExportSettings
from recoupe.share.withhold import Discreet, for_readers


@dataclass(frozen=True, slots=True)
class Curtain:
    """Every word of a page goes through it; without rules (`discreet`) all is shown."""

    discreet: Discreet | None = None

    @property
    def drawn(self) -> bool:
        return self.discreet is not None

    @property
    def hidden(self) -> bool:
        """The place is held back: a patrol or convoy that lies ahead or is recent."""
        return self.discreet is not None and self.discreet.hidden

    def words(self, words: str) -> str:
        """The words without what is held back."""
        return self.discreet.words(words) if self.discreet else words

    def quote(self, words: str) -> str:
        """As `words`, and no longer than may be quoted."""
        return self.discreet.quote(words) if self.discreet else words

    def address(self, url: str | None) -> str | None:
        """The address, or none when it spells what is held back."""
        return self.discreet.address(url) if self.discreet else url

    def event(self, event: Event) -> Event:
        """The event without private names, at region level when its place is held back."""
        return self.discreet.event(event) if self.discreet else event

    def tells(self, name: str) -> bool:
        """The id may be shown: it spells nothing that is held back."""
        return self.words(name) == name


OPEN = Curtain()


def draw_curtain(
    event: Event, reports: Sequence[Report], readings: Mapping[str, Reading], now: datetime, hidden: bool = False
) -> Curtain:
    """For an event of which these reports are shown; the articles of the others are not looked at.

    `hidden` when they are known to tell of a movement that is held back.
    """
    facts = {name: ArticleFacts.of(reading) for name, reading in readings.items()}
    seen = replace(event, reports=tuple(reports))
    return Curtain(for_readers(seen, ExportContext(facts.get, now, "", ExportSettings()), hidden))
