"""Is it coming nearer, is it becoming more? Only what the numbers can carry; mostly that is "too few to tell"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from math import erf, exp, lgamma, log, sqrt

import numpy as np

from recoupe.boards.values import Month, Ring, Trend, TrendVerdict
from recoupe.model import Event, Interval

NEEDED = 8
SURE = 0.05
VAGUE_DAYS = 31  # attacks dated less exactly than a month do not enter a trend, nor do those known only to an area
MONTHS_SHOWN = 12
COVERAGE_RATIO = 2.0  # halves whose articles differ by more than this factor are not compared


def is_attack(event: Event) -> bool:
    """A single attack that is said to have happened."""
    return event.type == "ASSAULT" and not event.series and event.status in ("asserted", "hedged")


def count_rings(attacks: Sequence[Event], alert_km: Sequence[float]) -> tuple[Ring, ...]:
    """Attacks surely within each alert distance of the border, and apart those that may be: known only to an area."""
    near = [(e.border, e.id) for e in attacks if e.border is not None]
    return tuple(
        Ring(
            km,
            tuple(name for border, name in near if border.surely_within(km)),
            tuple(name for border, name in near if border.perhaps_within(km)),
        )
        for km in alert_km
    )


def is_point(event: Event) -> bool:
    return event.border is not None and event.border.is_point


def list_months(attacks: Sequence[Event], published: Sequence[date], today: date) -> tuple[Month, ...]:
    """The last months with attacks or articles, oldest first."""
    days = [e.when.first for e in attacks if e.when is not None and e.when.days <= VAGUE_DAYS]
    known = [day for day in (*days, *published) if day <= today]
    if not known:
        return ()
    return tuple(make_month(first, attacks, published) for first in month_starts(min(known), max(known)))


def month_starts(first: date, last: date) -> list[date]:
    """First days of the months from `first` to `last`, at most the last twelve."""
    found: list[date] = []
    at = last.replace(day=1)
    while at >= first.replace(day=1) and len(found) < MONTHS_SHOWN:
        found.append(at)
        at = (at - timedelta(days=1)).replace(day=1)
    return found[::-1]


def make_month(first: date, attacks: Sequence[Event], published: Sequence[date]) -> Month:
    inside = Interval.month(first.year, first.month)
    mine = [e for e in attacks if e.when and e.when.days <= VAGUE_DAYS and inside.first <= e.when.first <= inside.last]
    near = [e.border.km for e in mine if e.border is not None and is_point(e)]
    return Month(
        inside.first,
        len(mine),
        sum(inside.first <= day <= inside.last for day in published),
        min(near) if near else None,
    )


def distance_trend(attacks: Sequence[Event]) -> Trend:
    """Mann-Kendall test of the distances to the border in the order of time."""
    placed = [e for e in attacks if is_point(e) and e.when is not None and e.when.days <= VAGUE_DAYS]
    if len(placed) < NEEDED:
        return Trend("distance", "too few", len(placed), NEEDED)
    pairs = [(e.when.first.toordinal(), e.border.km) for e in placed if e.when and e.border]
    score, p = mann_kendall(pairs)
    verdict: TrendVerdict = "no trend" if p >= SURE else "nearer" if score < 0 else "farther"
    return Trend("distance", verdict, len(placed), NEEDED, p)


def mann_kendall(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The score S (positive: the second value grows with the first) and its two-sided p, normal approximation."""
    first, second = np.array(pairs, dtype=float).T
    score = sum(
        float(np.sign(first[n + 1 :] - first[n]) @ np.sign(second[n + 1 :] - second[n])) for n in range(len(first))
    )
    n = len(pairs)
    spread = n * (n - 1) * (2 * n + 5) - tie_term([a for a, _ in pairs]) - tie_term([b for _, b in pairs])
    if spread <= 0:
        return 0.0, 1.0
    z = max(0.0, abs(score) - 1) / sqrt(spread / 18)
    return score, 1 - erf(z / sqrt(2))


def tie_term(values: Sequence[float]) -> int:
    return sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values() if t > 1)


def frequency_trend(attacks: Sequence[Event], published: Sequence[date]) -> Trend:
    """Attacks in the later half of the period that articles cover against the earlier, by articles read.

    `numbers` are attacks before and after, articles before and after.
    """
    if not published or min(published) == max(published):
        return Trend("frequency", "too few", 0, NEEDED)
    first, last = min(published), max(published)
    middle = first + (last - first) / 2
    days = [e.when.first for e in attacks if e.when and e.when.days <= VAGUE_DAYS and first <= e.when.first <= last]
    events = (sum(d <= middle for d in days), sum(d > middle for d in days))
    articles = (sum(d <= middle for d in published), sum(d > middle for d in published))
    numbers = (*map(float, events), *map(float, articles))
    if len(days) < NEEDED:
        return Trend("frequency", "too few", len(days), NEEDED, None, numbers)
    if min(articles) == 0 or max(articles) / min(articles) > COVERAGE_RATIO:
        return Trend("frequency", "coverage changed", len(days), NEEDED, None, numbers)
    p = binomial_p(events[1], len(days), articles[1] / sum(articles))
    more = events[1] / articles[1] > events[0] / articles[0]
    return Trend("frequency", "no trend" if p >= SURE else "more" if more else "fewer", len(days), NEEDED, p, numbers)


def binomial_p(hits: int, n: int, share: float) -> float:
    """Two-sided exact probability of a split at least as unlikely as this one."""
    chances = [
        exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log(1 - share))
        for k in range(n + 1)
    ]
    return min(1.0, sum(c for c in chances if c <= chances[hits] * (1 + 1e-9)))
