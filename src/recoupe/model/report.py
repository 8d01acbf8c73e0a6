"""A report: what one article says of one event, each field with the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from recoupe.model.count import Count
from recoupe.model.interval import Interval
from recoupe.model.place import Place
from recoupe.model.span import Span

Status = Literal["asserted", "hedged", "denied", "planned", "hypothetical"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a field rests on, the rule that read them, and why they belong to this event."""

    span: Span
    rule: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Fields as in the annotation guide; `None` and empty mean that the article does not say.

    `place` is the place's words, `where` what they were resolved to. `actor_ids`/`recipient_ids` are ids of
    `knowledge` in the order of `actors`/`recipients` (None where there is none). `mentions` are all the words of
    the article that speak of this event, the anchor among them. `evidence` has a key for every filled field.
    """

    id: str
    article: str
    anchor: Span
    type: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_ids: tuple[str | None, ...] = ()
    recipient_ids: tuple[str | None, ...] = ()
    place: str | None = None
    where: Place | None = None
    when: Interval | None = None
    killed: Count | None = None
    wounded: Count | None = None
    abducted: Count | None = None
    status: Status = "asserted"
    attributed_to: str | None = None
    background: bool = False
    series: bool = False
    score: float = 1.0
    mentions: tuple[Span, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    explanation: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError(f"report {self.id}: score {self.score} is not between 0 and 1")

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.anchor, *self.mentions, *(e.span for e in self.evidence.values()))
