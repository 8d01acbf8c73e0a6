"""Periods told by their two ends: «entre mai et juin», «mardi et mercredi» is one time for an event, not two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recoupe.knowledge.syntax import Syntax
from recoupe.model import Interval, Span, TimeMention

BEFORE = 8  # characters before the first time in which the word stands that opens a period
BETWEEN = 12  # characters between its two times


def join_periods(text: str, times: Iterable[TimeMention], syntax: Syntax) -> list[TimeMention]:
    """The times in text order; two that are the ends of one period become one, from the first day to the last."""
    joined: list[TimeMention] = []
    for time in sorted(times, key=lambda t: t.span.start):
        whole = _period(text, joined[-1], time, syntax) if joined else None
        if whole is None:
            joined.append(time)
        else:
            joined[-1] = whole
    return joined


def _period(text: str, one: TimeMention, other: TimeMention, syntax: Syntax) -> TimeMention | None:
    """Both times as one, when the words before and between them open and close a period, or join two days in a row."""
    if one.interval is None or other.interval is None or not 0 < other.span.start - one.span.end <= BETWEEN:
        return None
    opening = text[max(0, one.span.start - BEFORE) : one.span.start].lower().split()
    closing = text[one.span.end : other.span.start].lower().strip()
    opened = bool(opening) and closing in syntax.periods.get(opening[-1], ())
    in_a_row = closing in syntax.consecutive and (other.interval.first - one.interval.last).days == 1
    if not (opened or in_a_row) or one.interval.first > other.interval.last:
        return None
    span = Span(one.span.start, other.span.end, text[one.span.start : other.span.end])
    return replace(one, span=span, interval=Interval(one.interval.first, other.interval.last, "span"))
