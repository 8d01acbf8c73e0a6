"""The timeline: one row per board, every dated event as a bar as long as its date is vague."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup, escape

from recoupe.apps.brief.wording import Wording
from recoupe.boards.values import Brief, Line
from recoupe.knowledge.event_types import BOARDS

WIDTH = 1080.0
SLIM = 420.0  # width for a phone
LEFT = 144.0  # room for the names of the rows
ROW = 30.0
TOP = 20.0
MONTHS_BACK = 24
STEPS = (1, 2, 3, 6, 12)  # months between two ticks
TICK_PX = 62.0
BAR_PX = 7.0
STACK = 3  # bars of one row that may lie above each other


@dataclass(frozen=True, slots=True)
class Scale:
    first: date
    last: date
    width: float = WIDTH

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + share * (self.width - LEFT - 14)


def draw_timeline(brief: Brief, numbers: Mapping[str, int], w: Wording, width: float = WIDTH) -> Markup:
    """The last two years at most, up to the brief's day or what is planned after it; empty without dated events."""
    dated = [line for line in brief.lines().values() if line.event.when is not None]
    start = earliest(brief.today)
    shown = [line for line in dated if line.event.when and line.event.when.last >= start]
    if not shown:
        return Markup("")
    scale = replace(make_scale(shown, brief, start), width=width)
    rows = [board for board in BOARDS if any(board in line.event.boards[:1] for line in shown)]
    height = TOP + ROW * len(rows) + 26
    parts = [*ticks(scale, height, w), *articles(brief, scale, height, w)]
    for number, board in enumerate(rows):
        mine = [line for line in shown if board in line.event.boards[:1]]
        parts += row_marks(board, mine, TOP + ROW * number, scale, numbers, w)
    title = escape(w._("Dated events by board"))
    return Markup(
        f'<svg class="timeline" viewBox="0 0 {scale.width:.0f} {height:.0f}" role="group" aria-label="{title}">'
        f"<title>{title}</title>{''.join(parts)}</svg>"
    )


def earlier_count(brief: Brief) -> int:
    """Events dated before the timeline begins."""
    start = earliest(brief.today)
    return sum(line.event.when is not None and line.event.when.last < start for line in brief.lines().values())


def earliest(today: date) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - MONTHS_BACK, 12)
    return date(year, month + 1, 1)


def make_scale(lines: Sequence[Line], brief: Brief, start: date) -> Scale:
    days = [line.event.when for line in lines if line.event.when]
    first = max(start, min(when.first for when in days))
    last = max(brief.today, *(when.last for when in days))
    first = (first - timedelta(days=max(3, (last - first).days // 40))).replace(day=1)
    return Scale(first, last + timedelta(days=max(2, (last - first).days // 40)))


def ticks(scale: Scale, height: float, w: Wording) -> Iterator[str]:
    """Month lines as close as their names allow."""
    months = month_starts(scale.first, scale.last)
    room = (scale.width - LEFT) / max(1, len(months))
    step = next((s for s in STEPS if s * room >= TICK_PX), 24)
    for day in months:
        if (day.month - 1) % min(step, 12) == 0 and (step <= 12 or day.year % 2 == 0):
            x = scale.x(day)
            kind = "tick year" if day.month == 1 else "tick"
            yield f'<path class="{kind}" d="M{x:.1f},{TOP - 4:.0f}V{height - 22:.0f}"/>'
            if x > scale.width - TICK_PX:
                continue
            yield f'<text class="tick" x="{x + 3:.1f}" y="{TOP - 8:.0f}">{escape(w.short_month(day))}</text>'


def month_starts(first: date, last: date) -> list[date]:
    found = []
    at = first.replace(day=1)
    while at <= last:
        if at >= first:
            found.append(at)
        at = (at + timedelta(days=32)).replace(day=1)
    return found


def row_marks(
    board: str, lines: Sequence[Line], top: float, scale: Scale, numbers: Mapping[str, int], w: Wording
) -> Iterator[str]:
    yield f'<text class="row {board}" x="0" y="{top + ROW / 2 + 4:.1f}">{escape(w.board(board))}</text>'
    yield f'<path class="base" d="M{LEFT:.0f},{top + ROW:.1f}H{scale.width:.0f}"/>'
    ends = [-1e9] * STACK
    for line in sorted(lines, key=lambda line: line.event.when.first if line.event.when else date.max):
        when = line.event.when
        if when is None:
            continue
        x = max(LEFT, scale.x(when.first))
        length = max(BAR_PX, scale.x(when.last + timedelta(days=1)) - x)
        level = next((n for n, end in enumerate(ends) if end <= x), STACK - 1)
        ends[level] = x + length + 1
        yield bar(board, line, x, top + ROW - 8 - level * (BAR_PX + 1.5), length, numbers, w)


def bar(board: str, line: Line, x: float, y: float, length: float, numbers: Mapping[str, int], w: Wording) -> str:
    title = f"{w.when(line.event)} · {w.headline(line.event)}"
    kind = "unsure" if line.event.status != "asserted" else "sure"
    return (
        f'<a href="#e{numbers.get(line.id, 0)}" class="mark {board} {kind}"><rect x="{x:.1f}" y="{y:.1f}" rx="2"'
        f' width="{length:.1f}" height="{BAR_PX:.0f}"><title>{escape(title)}</title></rect></a>'
    )


def articles(brief: Brief, scale: Scale, height: float, w: Wording) -> Iterator[str]:
    """When the articles were published: fewer reports are not fewer events."""
    y, name = height - 12, escape(w._("Articles"))
    yield f'<text class="row" x="0" y="{y + 4:.0f}">{name}</text>'
    for row in brief.coverage.articles:
        if row.published and scale.first <= row.published <= scale.last:
            yield f'<path class="published" d="M{scale.x(row.published):.1f},{y - 6:.0f}v11"/>'
