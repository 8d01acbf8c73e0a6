"""The manifest beside an export: which query, how many events, and what was withheld and why.

A list of what was withheld may be longer than the export itself: beyond some thousand lines it waits in a file that
vanishes with it, so that memory does not grow with the number of events.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Any, TextIO

from recoupe.discretion import MASK, Masks
from recoupe.share.shown import ExportContext, Withheld

NOTICE = "Coded by recoupe from press reports. Formats named -like hold no data of the projects they resemble."
NEAR = re.compile(r'(within|perhaps)[:=](?:"[^"]*"|\S)+')
HELD = 10_000  # lines that stay in memory


class WithheldLines:
    """Everything withheld, in order; `reasons` counts it by reason."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()
        self._recent: list[Withheld] = []
        self._earlier: IO[str] | None = None

    def add(self, items: Iterable[Withheld]) -> None:
        for item in items:
            self.reasons[item.why] += 1
            self._recent.append(item)
        if len(self._recent) > HELD:
            self._put_aside()

    def __len__(self) -> int:
        return self.reasons.total()

    def __iter__(self) -> Iterator[Withheld]:
        if self._earlier is not None:
            self._earlier.seek(0)
            for line in self._earlier:
                yield Withheld(*json.loads(line))
        yield from self._recent

    def _put_aside(self) -> None:
        if self._earlier is None:
            self._earlier = TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
        self._earlier.seek(0, 2)
        self._earlier.writelines(json.dumps((w.event, w.what, w.why)) + "\n" for w in self._recent)
        self._recent.clear()


@dataclass
class Manifest:
    """Fills while the events are written."""

    format: str
    query: str
    made_at: str
    settings: dict[str, Any]
    events: int = 0
    withheld: WithheldLines = field(default_factory=WithheldLines)

    @classmethod
    def start(cls, name: str, context: ExportContext) -> Manifest:
        held = context.settings
        settings = {name: getattr(held, name) for name in held.__slots__}
        return cls(name, context.query, context.now.isoformat(timespec="seconds"), settings)

    def hide(self, masks: Masks, place: bool) -> None:
        """The query may not tell what is withheld: neither a name, nor, when a `place` is, how far from where."""
        self.query = masks.sub(MASK, self.query)
        if place:
            self.query = NEAR.sub(rf"\1:{MASK}", self.query)

    def rows(self) -> Iterator[dict[str, Any]]:
        """As a table: the head first, then one row for each thing withheld."""
        yield {"event": "", "what": f"{self.events} events; query: {self.query or 'all'}", "why": NOTICE}
        yield from map(withheld_row, self.withheld)

    def to_json(self) -> str:
        out = StringIO()
        self.write(out)
        return out.getvalue()

    def write(self, out: TextIO) -> None:
        """As one JSON object."""
        head = {
            "format": self.format,
            "query": self.query,
            "made_at": self.made_at,
            "settings": self.settings,
            "events": self.events,
            "notice": NOTICE,
        }
        out.write(json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}") + ',\n  "withheld": [')
        for number, item in enumerate(self.withheld):
            out.write((",\n    " if number else "\n    ") + json.dumps(withheld_row(item), ensure_ascii=False))
        out.write("\n  ]\n}\n" if self.withheld else "]\n}\n")


def withheld_row(item: Withheld) -> dict[str, Any]:
    return {"event": item.event, "what": item.what, "why": item.why}
