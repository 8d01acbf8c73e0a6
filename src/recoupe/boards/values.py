"""The brief as values: boards, lines and the words they rest on. Nothing in it has to be kept back when shown.

Private persons are masked, places of patrols and convoys coarsened, and quotes cut before these values are made;
the renderers only choose words. Codes ("near", "attack_on_corridor" …) are turned into sentences by the apps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from recoupe.model import Distance, Event, Figure, FigureCheck, Interval, Link, Situation

News = Literal["new", "updated", ""]
CorridorStatus = Literal["cut", "threatened", "open", "unknown"]
TrendVerdict = Literal["nearer", "farther", "more", "fewer", "no trend", "too few", "coverage changed"]
Doubt = Literal["hedged", "denied", "hypothetical", "undetermined"]
GapKind = Literal["unlocated", "undated", "unplaced", "undated article", "no report", "unread", "problem"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a quote; `fields` names the fields that rest on it, `cut` marks what was left out or masked."""

    text: str
    fields: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """At most 200 characters of an article with where they stand."""

    parts: tuple[Part, ...]
    article: str
    start: int
    outlet: str | None = None
    title: str = ""
    url: str | None = None
    published: date | None = None

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Note:
    """Something computed beside what is said: a code, its values, and the article's words if there are any."""

    code: Literal["near", "said_differs", "movement_hidden", "private_hidden"]
    values: tuple[str | float, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One event as the brief shows it. `event` carries no reports: its words are the quotes, one per article.

    `said_by` are those whom the articles name as their source. `coarse` is True when its place is shown at region
    level only, `fiction` when every article says that it is. `outlets` are those that report it, each once.
    """

    event: Event
    quotes: tuple[Quote, ...]
    said_by: tuple[str, ...] = ()
    news: News = ""
    coarse: bool = False
    notes: tuple[Note, ...] = ()
    fiction: bool = False
    outlets: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.event.id


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the trend: attacks dated in it, the nearest of them, and articles read that it published."""

    first: date
    events: int
    articles: int
    nearest_km: float | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """What can be told of distance and frequency, with the numbers it rests on; p is two-sided."""

    question: Literal["distance", "frequency"]
    verdict: TrendVerdict
    events: int
    needed: int
    p: float | None = None
    numbers: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ring:
    """The attacks that surely lie within `km` of the border; `perhaps` are known only to an area that reaches there."""

    km: float
    lines: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreatBoard:
    lines: tuple[Line, ...] = ()
    rings: tuple[Ring, ...] = ()
    months: tuple[Month, ...] = ()
    trends: tuple[Trend, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a corridor is in its state: a code, the event, and how far it lies (None: known only to a wider area).

    The codes that end in "_wide" are of the area around the road, the others on the road itself.
    """

    code: Literal["blockade", "attack", "blockade_wide", "attack_wide", "passage", "passage_wide", "no_report"]
    line: str = ""
    distance: Distance | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a corridor."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class CorridorState:
    """State of a corridor between `since` and the day of the brief, from what was reported, with reasons."""

    id: str
    name: str
    state: CorridorStatus
    since: date
    reasons: tuple[Reason, ...]
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplyBoard:
    """`behind` are the events that the corridors rest on, where they were judged from more than the brief holds."""

    corridors: tuple[CorridorState, ...] = ()
    lines: tuple[Line, ...] = ()
    behind: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that lasts: `parties`, what it is, and when it began or ended, as far as said."""

    kind: Literal["membership", "relation", "action", "measure"]
    parties: tuple[str, ...]
    start: Interval | None
    end: Interval | None
    ended: bool
    line: str


@dataclass(frozen=True, slots=True)
class DiplomacyBoard:
    lines: tuple[Line, ...] = ()
    standing: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure with its sentence; `checks` are positions in the trade board's checks."""

    figure: Figure
    quote: Quote
    checks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TradeBoard:
    """`exposed` are corridors in doubt, when trade figures were read at all."""

    figures: tuple[FigureLine, ...] = ()
    checks: tuple[FigureCheck, ...] = ()
    lines: tuple[Line, ...] = ()
    exposed: tuple[str, ...] = ()
    other: tuple[FigureLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """An event whose reports differ or weaken: the line and the fields concerned, or why it is uncertain."""

    line: Line
    fields: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a source: its date and how it is known, its origin's number, and whether that is certain."""

    id: str
    title: str
    outlet: str | None
    url: str | None
    published: date | None
    published_from: str
    candidates: tuple[tuple[Interval, str, str], ...]
    language: str
    reports: int
    origin: int
    undetermined: bool
    mixed: bool
    fiction: bool


@dataclass(frozen=True, slots=True)
class OutletRow:
    """How much of an outlet was read; `watched` when the situation names it, silent when that is nothing."""

    name: str
    articles: int
    first: date | None
    last: date | None
    watched: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the brief rests on. `independent` counts established origins."""

    articles: tuple[ArticleRow, ...] = ()
    outlets: tuple[OutletRow, ...] = ()
    silent: tuple[str, ...] = ()
    period: Interval | None = None
    groups: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not understood: what, the words or source, and in how many articles."""

    kind: GapKind
    what: str
    articles: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One page of the situation as of `today`, the day of its last article.

    `elsewhere` counts events that were read but do not concern it; `names` are articles' outlets. `asked` is the
    period that somebody asked for, with the query that narrows it, where not everything was asked for.
    """

    situation: Situation
    now: datetime
    today: date
    since: date
    new: tuple[Line, ...]
    threat: ThreatBoard
    supply: SupplyBoard
    cooperation: tuple[Line, ...]
    diplomacy: DiplomacyBoard
    trade: TradeBoard
    disputed: tuple[Dispute, ...]
    coverage: Coverage
    gaps: tuple[Gap, ...]
    elsewhere: int = 0
    fiction: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    asked: Interval | None = None
    query: str = ""

    @property
    def invented(self) -> int:
        """How many of the articles are fiction."""
        return sum(row.fiction for row in self.coverage.articles)

    def lines(self) -> dict[str, Line]:
        """Every line of the boards once, by event id."""
        boards = (self.threat.lines, self.supply.lines, self.cooperation, self.diplomacy.lines, self.trade.lines)
        return {line.id: line for board in boards for line in board}

    def reason_lines(self) -> dict[str, Line]:
        """The lines that the states of corridors may rest on, by event id."""
        return {line.id: line for line in self.supply.behind} | self.lines()
