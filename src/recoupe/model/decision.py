"""A decision: what an analyst settled, on which words; it outlives re-reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

DecisionKind = Literal["add", "correct", "reject", "merge", "split", "lock", "confirm", "origin", "grade", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """`target` is a report, event, article or outlet id (an earlier decision's id for "undo").

    `quote`, `prefix` and `suffix` are the words it was made on, so that it survives a new reading of the text.
    """

    id: str
    kind: DecisionKind
    target: str
    who: str
    when: datetime
    why: str
    value: Mapping[str, Any] = field(default_factory=dict)
    article: str | None = None
    quote: str | None = None
    prefix: str = ""
    suffix: str = ""

    @property
    def about(self) -> frozenset[str]:
        """The ids it was made on: its target, and the reports and events its value names; of an addition its report."""
        lists = (self.value.get(key) or () for key in ("reports", "with_reports", "with", "out"))
        named = {self.target, str(self.value.get("earlier") or ""), *(str(name) for names in lists for name in names)}
        return frozenset(named | ({f"{self.target}#{self.id}"} if self.kind == "add" else set())) - {""}
