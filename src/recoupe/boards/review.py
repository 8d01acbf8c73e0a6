"""What an analyst should look at first: events and articles weighed by why they wait, with the reasons as values.

Weights only order the queue. They are plain sums of what stands in WEIGHTS, and the reasons behind them are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log2
from typing import Literal

from recoupe.model import Decision, Event, Finding, Link, Situation
from recoupe.model.event import Label

Kind = Literal["unfit", "border", "differ", "origin", "place", "date", "score"]
KINDS: tuple[Kind, ...] = ("unfit", "border", "differ", "origin", "place", "date", "score")
NEW_DAYS = 7
LOW_SCORE = 0.5
TOLLS = frozenset({"killed", "wounded", "abducted"})
DIFFERENCES: dict[Label, float] = {"conflict": 60, "copy_error": 50, "revision": 36, "strength": 30}
WEIGHTS: dict[Kind, float] = {
    "unfit": 100,
    "border": 55,
    "origin": 42,
    "place": 34,
    "date": 22,
    "score": 20,
    "differ": 0,
}
TOLL, EACH_MORE, NEAR, RECENT, RECALLED = 12.0, 4.0, 10.0, 8.0, -25.0


@dataclass(frozen=True, slots=True)
class Why:
    """One reason to look; `findings` are the differing fields, `number` is a score, or kilometres to the border."""

    kind: Kind
    weight: float
    findings: tuple[Finding, ...] = ()
    number: float | None = None


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something that waits: an event, an article whose origin is not certain, or a decision that no longer fits.

    `link` says why the article's origin is doubted, and `touches` are the events that rest on it.
    """

    id: str
    why: tuple[Why, ...]
    weight: float
    event: Event | None = None
    article: str = ""
    link: Link | None = None
    touches: tuple[Event, ...] = ()
    decision: Decision | None = None
    trouble: str = ""

    @property
    def kind(self) -> Kind:
        """The strongest reason."""
        return self.why[0].kind


@dataclass(frozen=True, slots=True)
class Watch:
    """What events are weighed against: the situation, and the day the picture speaks of."""

    situation: Situation
    today: date
    settled: dict[str, tuple[Decision, ...]] = field(default_factory=dict)

    @property
    def near_km(self) -> float:
        """Nearer to the border than this is near: the second alert distance, or the only one."""
        return self.situation.alert_km[min(1, len(self.situation.alert_km) - 1)] if self.situation.alert_km else 50.0


def review_event(event: Event, watch: Watch) -> ReviewItem | None:
    """The event with every reason to look at it; None when there is none, or when it was looked at as it is."""
    made = [d for name in (event.id, *event.former_ids) for d in watch.settled.get(name, ())]
    if is_handled(event, made):
        return None
    why = sorted(event_reasons(event, watch, settled_fields(event, made)), key=lambda one: -one.weight)
    if not why:
        return None
    weight = why[0].weight + EACH_MORE * (len(why) - 1) + extra_weight(event, watch)
    return ReviewItem(event.id, tuple(why), weight, event)


def is_handled(event: Event, made: Sequence[Decision]) -> bool:
    """A decision on the whole event holds, and no report came in since."""
    return any(d.kind in ("confirm", "lock", "reject", "merge", "split") and knows_all(d, event) for d in made
               if d.kind != "reject" or "field" not in d.value)  # fmt: skip


def knows_all(decision: Decision, event: Event) -> bool:
    """Every report of the event stood in it when the decision was made."""
    known = {*decision.value.get("reports", ()), *decision.value.get("with_reports", ())}
    return {report.id for report in event.reports} <= known


def settled_fields(event: Event, made: Iterable[Decision]) -> frozenset[str]:
    """Fields that somebody settled for the event as it is."""
    named = {str(d.value["field"]) for d in made if "field" in d.value and knows_all(d, event)}
    return frozenset(named | ({"from", "to"} if "when" in named else set()))


def event_reasons(event: Event, watch: Watch, settled: frozenset[str]) -> Iterator[Why]:
    differing = tuple(f for f in event.findings if f.label in DIFFERENCES and f.field not in settled)
    if differing:
        yield Why("differ", max(difference_weight(finding) for finding in differing), differing)
    if is_new_near(event, watch) and event.border:
        yield Why("border", WEIGHTS["border"] + nearness(event, watch), number=event.border.km)
    if event.place and "place" not in settled and (event.where is None or not event.where.located):
        yield Why("place", WEIGHTS["place"])
    if event.when is None and not event.series and "when" not in settled:
        yield Why("date", WEIGHTS["date"])
    score = max((report.score for report in event.reports), default=1.0)
    if score < LOW_SCORE and not event.background:
        yield Why("score", WEIGHTS["score"], number=score)


def difference_weight(finding: Finding) -> float:
    return DIFFERENCES.get(finding.label, 0.0) + (TOLL if finding.field in TOLLS else 0.0)


def is_new_near(event: Event, watch: Watch) -> bool:
    """It happened within the last seven days of the picture, near the border."""
    if event.border is None or not event.border.surely_within(watch.near_km) or event.when is None or event.background:
        return False
    return 0 <= (watch.today - event.when.last).days < NEW_DAYS


def nearness(event: Event, watch: Watch) -> float:
    """0 at the edge of what is near, 10 on the border."""
    return NEAR * max(0.0, 1 - event.border.km / watch.near_km) if event.border else 0.0


def extra_weight(event: Event, watch: Watch) -> float:
    """Deaths, nearness and news make every reason weigh more; what is recalled weighs less."""
    dead = log2(1 + event.killed.low) * 2 if event.killed else 0.0
    recent = event.when is not None and abs((watch.today - event.when.last).days) <= 30
    return min(dead, 12.0) + nearness(event, watch) / 2 + RECENT * recent + RECALLED * event.background


def review_article(article: str, links: Sequence[Link], touches: Sequence[Event]) -> ReviewItem:
    """An article whose place among the origins is not certain, with the strongest hint at another."""
    mine = [link for link in links if article in (link.later, link.earlier)]
    link = max(mine, key=lambda one: (one.later == article, one.score), default=None)
    weight = WEIGHTS["origin"] + min(10, 2 * len(touches))
    return ReviewItem(article, (Why("origin", weight),), weight, article=article, link=link, touches=tuple(touches))


def review_unfit(decision: Decision, trouble: str) -> ReviewItem:
    """A decision that could not be applied any more: somebody's work is lost until it is looked at."""
    return ReviewItem(
        decision.id, (Why("unfit", WEIGHTS["unfit"]),), WEIGHTS["unfit"], decision=decision, trouble=trouble
    )


def sort_items(items: Iterable[ReviewItem]) -> tuple[ReviewItem, ...]:
    """The weightiest first; of equals the one with the smaller id, so that the order is always the same."""
    return tuple(sorted(items, key=lambda item: (-item.weight, item.id)))
