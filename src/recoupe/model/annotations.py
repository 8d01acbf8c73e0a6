"""Annotations: a span of an article and the normalised value that a rule read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.model.count import Count
from recoupe.model.interval import Interval
from recoupe.model.place import Place
from recoupe.model.span import Span

ActorKind = Literal["state", "force", "armed", "institution", "person", "organisation", "group", "outlet"]
CueKind = Literal["negated", "denied", "conditional", "alleged", "planned", "condition", "question"]
SourceNature = Literal["official", "witness", "anonymous", "press", "claimant", "document", "unknown"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression that points to the calendar. `interval` is None when nothing says where it lies."""

    span: Span
    interval: Interval | None
    rule: str
    reason: str = ""
    alternatives: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text. A capital that stands for its government has `metonym` set."""

    span: Span
    place: Place
    rule: str
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words for somebody who acts. Mentions of one actor inside the article share `entity`.

    `actor_id` links to `knowledge`; private persons never have one. `country` is ISO alpha-3 as in PLOVER,
    `sector` a PLOVER code (GOV, MIL, REB, CVL, IGO, MED …). `span` is the full noun phrase, `name` its core.
    `head` is the offset of the word that the sentence's verb governs. `members` are the entities a mention of
    several sums up («les deux pays»).
    """

    span: Span
    name: str
    kind: ActorKind
    entity: int
    rule: str
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None
    function: str | None = None
    members: tuple[int, ...] = ()
    head: int | None = None


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number with what it counts: `unit` is an ISO 4217 code, "%", a measure ("km"), or the noun as written.

    `measure` says what a unit measures (money, percent, length, area, mass, volume, power, temperature, duration);
    it is empty for counted nouns.
    """

    span: Span
    count: Count
    unit: str
    rule: str
    noun: Span | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Who says it (`speaker`, None when only "on" says it), through which words (`cue`), and what (`content`)."""

    cue: Span
    content: Span
    speaker: Span | None
    nature: SourceNature
    rule: str
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that weaken, deny or put off what stands in `scope`."""

    span: Span
    kind: CueKind
    scope: Span
    rule: str
