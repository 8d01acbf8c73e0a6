"""The manifest beside an export: which query, how many events, and what was withheld and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from recoupe.share.shown import ExportContext, Withheld

NOTICE = "Coded by recoupe from press reports. Formats named -like hold no data of the projects they resemble."


@dataclass
class Manifest:
    """Fills while the events are written."""

    format: str
    query: str
    made_at: str
    settings: dict[str, Any]
    events: int = 0
    withheld: list[Withheld] = field(default_factory=list)

    @classmethod
    def start(cls, name: str, context: ExportContext) -> Manifest:
        held = context.settings
        settings = {name: getattr(held, name) for name in held.__slots__}
        return cls(name, context.query, context.now.isoformat(timespec="seconds"), settings)

    def rows(self) -> Iterator[dict[str, Any]]:
        """As a table: the head first, then one row for each thing withheld."""
        yield {"event": "", "what": f"{self.events} events; query: {self.query or 'all'}", "why": NOTICE}
        for item in self.withheld:
            yield {"event": item.event, "what": item.what, "why": item.why}

    def to_json(self) -> str:
        plain = {
            "format": self.format,
            "query": self.query,
            "made_at": self.made_at,
            "settings": self.settings,
            "events": self.events,
            "withheld": [{"event": w.event, "what": w.what, "why": w.why} for w in self.withheld],
            "notice": NOTICE,
        }
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
