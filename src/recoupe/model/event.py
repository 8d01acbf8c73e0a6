"""An event: the reports that speak of one happening, merged, with what cross-checking says of each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from recoupe.model.count import Count
from recoupe.model.interval import Interval
from recoupe.model.place import Place
from recoupe.model.report import Report, Status

Label = Literal["agreed", "single", "conflict", "revision", "scope", "vague", "missing", "copy_error", "strength"]


@dataclass(frozen=True, slots=True)
class ReportRef:
    """Where a report of the event stands: article, report id and its anchor."""

    article: str
    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FindingValue:
    """One value of a field with the articles that say it and the words of the first of them."""

    value: Any
    articles: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class FindingPair:
    articles: tuple[str, str]
    label: Label


@dataclass(frozen=True, slots=True)
class Finding:
    """What cross-checking says of one field: the label, every value with its articles, the value shown and why."""

    field: str
    label: Label
    values: tuple[FindingValue, ...]
    pairs: tuple[FindingPair, ...] = ()
    shown: Any = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty code: `letter` A-F for the outlet, `digit` 1-6 for the claim, with the reason."""

    letter: str
    digit: int
    why: str


POINT_KM = 30.0  # a place known to within this is measured from its centre, anything wider is an area


@dataclass(frozen=True, slots=True)
class Distance:
    """Geodesic distance to a border ("SN-ML") or corridor, ± the radius of the place.

    Of a point it is what it is; an area may lie anywhere between `nearest_km` and `farthest_km`.
    `said_below_km` is what the article says («à moins de deux kilomètres»), beside what is computed.
    """

    to: str
    km: float
    plus_minus_km: float
    said_below_km: float | None = None
    said_quote: str | None = None

    @property
    def is_point(self) -> bool:
        return round(self.plus_minus_km) <= POINT_KM

    @property
    def nearest_km(self) -> float:
        return self.km if self.is_point else max(0.0, self.km - self.plus_minus_km)

    @property
    def farthest_km(self) -> float:
        return self.km if self.is_point else self.km + self.plus_minus_km

    def surely_within(self, km: float) -> bool:
        return self.farthest_km <= km

    def perhaps_within(self, km: float) -> bool:
        """Part of the area lies within: known too vaguely to tell."""
        return self.nearest_km <= km < self.farthest_km


@dataclass(frozen=True, slots=True)
class Event:
    """`reports` are kept whole, best first; `origins` are the origins seen by this event's articles.

    `id` is minted once; `former_ids` redirect here. `related` names events that belong together without being
    one (a series and its single events, a demand and its answer), each with the relation in words.
    """

    id: str
    type: str
    mode: str | None = None
    when: Interval | None = None
    place: str | None = None
    where: Place | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    killed: Count | None = None
    wounded: Count | None = None
    abducted: Count | None = None
    status: Status = "asserted"
    background: bool = False
    series: bool = False
    reports: tuple[Report, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    undetermined: tuple[str, ...] = ()
    independent: int = 0
    findings: tuple[Finding, ...] = ()
    grade: Grade | None = None
    border: Distance | None = None
    corridors: tuple[Distance, ...] = ()
    boards: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    former_ids: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.article for r in self.reports))

    @property
    def refs(self) -> tuple[ReportRef, ...]:
        return tuple(ReportRef(r.article, r.id, r.anchor.start, r.anchor.end) for r in self.reports)
