"""What a timeline shows of many events: how many a day, a week or a month, and which dates are vaguer than that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from recoupe.knowledge.event_types import BOARDS
from recoupe.store.columns import EventColumns, Ints, Mask

Unit = Literal["day", "week", "month", "quarter", "year"]
MOST = 75  # bins of one timeline
DAYS: dict[Unit, float] = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}
LONGEST = int(80 * DAYS["year"])  # days of one timeline
SHARE_LOW, SHARE_HIGH = 0.01, 0.99  # of the events, when no period is asked for: one event of 1960 is no century


@dataclass(frozen=True, slots=True)
class Bin:
    """Days `first` to `last`, both included; `boards` counts the events by board, -1 those on none."""

    first: date
    last: date
    boards: dict[int, int]

    @property
    def count(self) -> int:
        return sum(self.boards.values())


@dataclass(frozen=True, slots=True)
class Stretch:
    """`count` events of one board that are dated no better than these days."""

    first: date
    last: date
    board: int
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bins from the first to the last day; `vague` are the commonest stretches longer than a bin.

    `before` and `after` count the events outside, `undated` those without a date.
    """

    unit: Unit
    bins: tuple[Bin, ...]
    vague: tuple[Stretch, ...]
    vague_more: int
    before: int
    after: int
    undated: int


def count_bins(
    columns: EventColumns, mask: Mask, since: date | None = None, until: date | None = None, most_vague: int = 40
) -> Timeline | None:
    """The timeline of the events of `mask` between two days, or over nearly all of them; None without a dated one."""
    undated = int((mask & (columns.first == 0)).sum())
    dated = np.flatnonzero(mask & (columns.first > 0))
    if not len(dated):
        return None
    low, high = find_period(columns, dated, since, until)
    unit = choose_unit((high - low).days + 1)
    edges = bin_edges(low, high, unit)
    starts, end = np.array([edge.toordinal() for edge in edges[:-1]]), edges[-1].toordinal()
    first, last = columns.first[dated], columns.last[dated]
    inside = (last >= starts[0]) & (first < end)
    long = inside & (last - first + 1 > DAYS[unit] * 1.1)
    sharp = inside & ~long
    return Timeline(
        unit,
        tuple(fill_bins(columns, dated[sharp], edges, starts)),
        *list_stretches(columns, dated[long], most_vague),
        before=int((last < starts[0]).sum()),
        after=int((first >= end).sum()),
        undated=undated,
    )


def find_period(columns: EventColumns, dated: Ints, since: date | None, until: date | None) -> tuple[date, date]:
    """The days asked for; where they are open, those that hold 98 of 100 events, or all when that is near."""
    first, last = np.sort(columns.first[dated]), np.sort(columns.last[dated])
    ends = len(dated) - 1
    low, high = int(first[0]), int(last[-1])
    core = int(first[int(ends * SHARE_LOW)]), int(last[int(np.ceil(ends * SHARE_HIGH))])
    if len(dated) >= 50 and high - low > 2 * (core[1] - core[0]) + 60:
        low, high = core
    begin = since or date.fromordinal(low)
    close = until or date.fromordinal(high)
    if (close - begin).days > LONGEST:  # «until:9999»: only where something happened
        begin, close = max(begin, date.fromordinal(low)), min(close, date.fromordinal(high))
        begin = max(begin, date.fromordinal(max(1, close.toordinal() - LONGEST)))
    return (begin, close) if begin <= close else (begin, begin)


def choose_unit(days: int) -> Unit:
    """The finest unit of which the period has few enough."""
    return next((unit for unit, length in DAYS.items() if days / length <= MOST), "year")


def bin_edges(low: date, high: date, unit: Unit) -> list[date]:
    """Starts of the bins from that of `low` on, and the day after the last one."""
    edges = [bin_start(low, unit)]
    while edges[-1] <= high and edges[-1] < date.max:
        edges.append(next_start(edges[-1], unit))
    return edges if len(edges) > 1 else [date.max - timedelta(days=1), date.max]


def bin_start(day: date, unit: Unit) -> date:
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return date(day.year, 1, 1) if unit == "year" else day


def next_start(day: date, unit: Unit) -> date:
    """The day after the bin; the calendar ends with the year 9999."""
    if unit in ("day", "week"):
        return day + timedelta(days=min(int(DAYS[unit]), (date.max - day).days))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else date.max


def fill_bins(columns: EventColumns, events: Ints, edges: list[date], starts: Ints) -> list[Bin]:
    at = np.clip(np.searchsorted(starts, columns.first[events], side="right") - 1, 0, len(starts) - 1)
    table = np.zeros((len(starts), len(BOARDS) + 1), dtype=np.int64)
    np.add.at(table, (at, columns.main_board[events]), 1)  # board -1 is the last column
    return [
        Bin(first, after - timedelta(days=1), board_counts(row))
        for first, after, row in zip(edges, edges[1:], table.tolist(), strict=False)
    ]


def board_counts(row: list[int]) -> dict[int, int]:
    """Position of the board → events, without zeros; the last column is -1."""
    return {n if n < len(BOARDS) else -1: count for n, count in enumerate(row) if count}


def list_stretches(columns: EventColumns, events: Ints, most: int) -> tuple[tuple[Stretch, ...], int]:
    """The commonest vague dates, in order of time, and how many events are dated by others."""
    if not len(events):
        return (), 0
    table = np.column_stack((columns.first[events], columns.last[events], columns.main_board[events]))
    kinds, counts = np.unique(table, axis=0, return_counts=True)
    best = np.argsort(-counts, kind="stable")[:most]
    found = [
        Stretch(
            date.fromordinal(int(kinds[n][0])), date.fromordinal(int(kinds[n][1])), int(kinds[n][2]), int(counts[n])
        )
        for n in sorted(best.tolist())
    ]
    return tuple(found), int(len(events) - counts[best].sum())
