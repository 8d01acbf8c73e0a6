"""An event as it may leave the desk: one flat value that every export format is written from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from recoupe.discretion import is_private
from recoupe.model import ActorMention, Article, Count, Finding, Interval, Place, Reading


@dataclass(frozen=True, slots=True)
class Party:
    """What is known of somebody beyond the name."""

    name: str
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    function: str | None = None
    actor_id: str | None = None
    titled: bool = False

    @property
    def private(self) -> bool:
        """A person who holds no office, leads no group and stands on nobody's list; `titled` in the article's words."""
        return not self.titled and is_private(self, self.name)


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What exports tell of an article, who its names are, and which places finer than a region it names.

    `text` is looked at and never told: its sentences say which events are movements.
    """

    id: str
    outlet: str | None = None
    title: str = ""
    url: str | None = None
    published: str | None = None
    language: str = ""
    parties: Mapping[str, Party] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, reading: Reading) -> ArticleFacts:
        article = reading.article
        return cls(
            article.id,
            article.outlet,
            article.title,
            article.url,
            published_day(article),
            article.language,
            {key: party for mention in reading.actors for key, party in named_parties(mention)},
            fine_places(reading),
            article.text,
        )


def published_day(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def fine_places(reading: Reading) -> tuple[str, ...]:
    fine = (m for m in reading.places if m.place.level in ("town", "feature"))
    return tuple(dict.fromkeys(name for m in fine for name in (m.span.quote, m.place.name)))


def named_parties(mention: ActorMention) -> tuple[tuple[str, Party], ...]:
    """The party under its name and under the words of the article; an office in those words makes it public."""
    titled = not is_private(mention, mention.span.quote)
    party = Party(
        mention.name, mention.kind, mention.country, mention.sector, mention.function, mention.actor_id, titled
    )
    return tuple((name.casefold(), party) for name in {mention.name, mention.span.quote})


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What leaves the desk. The defaults are the careful ones."""

    persons: bool = False
    exact_movements: bool = False
    quote_characters: int = 200
    movement_hours: int = 48


@dataclass(frozen=True)
class ExportContext:
    """`facts` finds an article; `now` is when the export is made; `query` is told in the manifest."""

    facts: Callable[[str], ArticleFacts | None]
    now: datetime
    query: str = ""
    settings: ExportSettings = ExportSettings()


@dataclass(frozen=True, slots=True)
class Source:
    """One report of the event: where it stands and the words it rests on."""

    article: str
    report: str
    outlet: str | None
    title: str
    url: str | None
    published: str | None
    language: str
    quote: str
    attributed_to: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything an export may tell of an event."""

    id: str
    type: str
    mode: str | None
    when: Interval | None
    place: str | None
    where: Place | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    killed: Count | None
    wounded: Count | None
    abducted: Count | None
    status: str
    background: bool
    series: bool
    score: float
    independent: int
    origins: int
    grade: str | None
    border: str | None
    border_km: float | None
    border_plus_minus_km: float | None
    corridors: tuple[tuple[str, float], ...]
    boards: tuple[str, ...]
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    former_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What an event does not show, and why."""

    event: str
    what: str
    why: str
