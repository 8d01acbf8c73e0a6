"""When it happened and when it was told: a row a report, the day it gives as a bar, its appearance as a stroke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from recoupe.apps.web.dossier.columns import Column
from recoupe.apps.web.dossier.curtain import Curtain
from recoupe.apps.web.speech import Speech
from recoupe.model import Event, Interval

ROW, TOP, FOOT, SIDE = 38.0, 26.0, 26.0, 10.0
SIZES = (1160.0, 350.0)  # for wide and for narrow pages
TICK_PX = 132.0  # a name at the edge, half a name beside it, and air between
MOST_DAYS = 800  # a longer stretch is cut at its beginning


@dataclass(frozen=True, slots=True)
class Axis:
    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        days = max(1, (self.last - self.first).days)
        share = (min(max(day, self.first), self.last) - self.first).days / days
        return SIDE + share * (self.width - 2 * SIDE)


def draw_times(event: Event, columns: Sequence[Column], w: Speech, curtain: Curtain) -> list[Markup]:
    """The drawing for wide pages and for narrow ones; none where no report gives a day and none is dated."""
    days = list(all_days(event, columns))
    if not days:
        return []
    first, last = min(days), max(days)
    first = max(first, last - timedelta(days=MOST_DAYS))
    margin = timedelta(days=max(1, (last - first).days // 16))
    return [draw(event, columns, Axis(first - margin, last + margin, width), w, curtain) for width in SIZES]


def all_days(event: Event, columns: Sequence[Column]) -> Iterator[date]:
    for column in columns:
        if column.article and column.article.published:
            yield column.article.published
        if column.report.when:
            yield from (column.report.when.first, column.report.when.last)
    if event.when:
        yield from (event.when.first, event.when.last)


def draw(event: Event, columns: Sequence[Column], axis: Axis, w: Speech, curtain: Curtain) -> Markup:
    height = TOP + ROW * len(columns) + FOOT
    parts = [*shown_band(event.when, axis, height), *ticks(axis, height, w)]
    for number, column in enumerate(columns):
        parts += row(column, axis, TOP + ROW * number, w, curtain)
    title = escape(w._("When it happened, and when each article told it"))
    size = f'viewBox="0 0 {axis.width:.0f} {height:.0f}"'
    kind = "wide" if axis.width == SIZES[0] else "slim"
    return Markup(
        f'<svg class="times {kind}" {size} role="img" aria-label="{title}"><title>{title}</title>{"".join(parts)}</svg>'
    )


def shown_band(when: Interval | None, axis: Axis, height: float) -> Iterator[str]:
    """The day or days shown, behind all rows."""
    if when is not None:
        x, width = bar(when, axis)
        tall = height - TOP - FOOT + 8
        yield f'<rect class="shown" x="{x:.1f}" y="{TOP - 8:.1f}" width="{width:.1f}" height="{tall:.1f}"/>'


def bar(when: Interval, axis: Axis) -> tuple[float, float]:
    """Left edge and width; a day is at least six pixels wide."""
    left, right = axis.x(when.first), axis.x(when.last)
    return left - 3, right - left + 6


def row(column: Column, axis: Axis, y: float, w: Speech, curtain: Curtain) -> Iterator[str]:
    """Who tells it above, what it says of the day and when it came out below."""
    middle = y + 26
    told, when = column.article.published if column.article else None, column.report.when
    name = escape(cut(curtain.words(column.name), int(axis.width / 7)))
    yield f'<text class="who" x="{SIDE}" y="{y + 13:.1f}">{name}</text>'
    yield f'<path class="base" d="M{SIDE} {middle:.1f}H{axis.width - SIDE:.1f}"/>'
    if when is not None:
        x, width = bar(when, axis)
        kind = " unsure" if column.unsure else ""
        yield f'<rect class="said{kind}" x="{x:.1f}" y="{middle - 5:.1f}" width="{width:.1f}" height="10" rx="2"/>'
    if told is not None:
        x = axis.x(told)
        yield f'<path class="told" d="M{x:.1f} {middle - 8:.1f}v16"/>'
        yield f'<circle class="told" cx="{x:.1f}" cy="{middle - 8:.1f}" r="2.6"/>'


def cut(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1] + "…"


def ticks(axis: Axis, height: float, w: Speech) -> Iterator[str]:
    """A few days under the rows, as many as there is room for."""
    room = max(1, int((axis.width - 2 * SIDE) // TICK_PX))
    span = (axis.last - axis.first).days
    step = max(1, -(-span // room))
    y = height - FOOT
    for number in range(0, span + 1, step):
        day = axis.first + timedelta(days=number)
        x = axis.x(day)
        yield f'<path class="tick" d="M{x:.1f} {TOP - 8:.1f}V{y:.1f}"/>'
        anchor = "start" if x < 40 else "end" if x > axis.width - 40 else "middle"
        yield f'<text class="tick" x="{x:.1f}" y="{y + 15:.1f}" text-anchor="{anchor}">{escape(w.day(day))}</text>'
