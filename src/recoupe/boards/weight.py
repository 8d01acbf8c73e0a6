"""How much an event weighs where only a few have room: victims, established origins, nearness, newness.

The formula, for one event or for columns of many:

    3 log2(1 + killed) + 2 log2(1 + abducted) + 1.5 log2(1 + wounded)     victims, by what is sure (lower bounds)
  + 2.5 for each established origin, four at most
  + 5 (1 - km / farthest alert distance)                                  surely within that distance of the border
  + 8 · ½ ^ (days since it ended / 30)                                    undated and planned ones count as 60 days old
  - 8 told as background only

Eight dead weigh as much as being of today, or as four origins. Weights only choose what is shown first; they are no
measure of what matters to those it happened to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recoupe.boards.values import Line
from recoupe.model import Event, Situation

KILLED, ABDUCTED, WOUNDED = 3.0, 2.0, 1.5
ORIGIN, MOST_ORIGINS = 2.5, 4
NEAR, NEW, HALF_DAYS, OPEN_DAYS = 5.0, 8.0, 30.0, 60.0
RECALLED = 8.0
Number = float | NDArray[Any]  # one event's, or a column with nan where there is none


def weigh(
    *,
    killed: Number,
    wounded: Number,
    abducted: Number,
    origins: Number,
    km: Number,
    age_days: Number,
    recalled: Number,
    far_km: float,
) -> NDArray[np.float64]:
    """The weight; nan where a number is not known. `age_days` below 0 lies ahead, `recalled` is 0 or 1."""
    victims = KILLED * logged(killed) + ABDUCTED * logged(abducted) + WOUNDED * logged(wounded)
    known = ORIGIN * np.minimum(np.nan_to_num(origins), MOST_ORIGINS)
    near = NEAR * np.maximum(0.0, 1 - np.nan_to_num(km, nan=far_km) / far_km)
    age = np.nan_to_num(age_days, nan=OPEN_DAYS)
    new = NEW * 0.5 ** (np.where(age < 0, OPEN_DAYS, age) / HALF_DAYS)
    return np.asarray(victims + known + near + new - RECALLED * np.asarray(recalled, dtype=float))


def logged(number: Number) -> NDArray[np.float64]:
    return np.asarray(np.log2(1 + np.maximum(np.nan_to_num(number), 0.0)))


def event_weight(event: Event, today: date, situation: Situation) -> float:
    """The weight of one event."""
    none = float("nan")
    return float(
        weigh(
            killed=event.killed.low if event.killed else none,
            wounded=event.wounded.low if event.wounded else none,
            abducted=event.abducted.low if event.abducted else none,
            origins=event.independent,
            km=event.border.farthest_km if event.border else none,
            age_days=(today - event.when.last).days if event.when else none,
            recalled=event.background,
            far_km=max(situation.alert_km, default=100.0),
        )
    )


def pick_news(lines: Sequence[Line], most: int, today: date, situation: Situation) -> tuple[Line, ...]:
    """The weightiest where not all have room, in the order the lines came in: the newest day first."""
    picked = {line.id for line in pick_lines(lines, most, today, situation)}
    return tuple(line for line in lines if line.id in picked)


def pick_lines(lines: Sequence[Line], most: int, today: date, situation: Situation) -> tuple[Line, ...]:
    """All the lines where they have room, in their order; else the weightiest, the first of them first."""
    if len(lines) <= most:
        return tuple(lines)
    weights = {line.id: event_weight(line.event, today, situation) for line in lines}
    return tuple(sorted(lines, key=lambda line: (-weights[line.id], line.id))[:most])
