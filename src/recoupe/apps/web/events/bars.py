"""The timeline of many events: a bar for each day, week or month, and under them the dates that are vaguer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_skeleton
from markupsafe import Markup, escape

from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.events.filters import events_address, with_period
from recoupe.knowledge.event_types import BOARDS
from recoupe.model import Interval
from recoupe.store.query import Query
from recoupe.store.time_bins import Bin, Stretch, Timeline

WIDTH, LEFT, TOP, BARS = 520.0, 36.0, 10.0, 96.0
LANE, MOST_LANES = 7.0, 6
TICK_PX = 52.0
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two ticks
DAY_STEPS = (1, 2, 7, 14)


@dataclass(frozen=True, slots=True)
class Scale:
    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days + 1)
        return LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT)

    def height(self, count: float) -> float:
        return count / self.most * BARS


def draw_bars(timeline: Timeline, query: Query, w: Wording, **more: str) -> Markup:
    """An SVG in which every bar leads to its own period; `more` are further values of the address."""
    scale = Scale(timeline.bins[0].first, timeline.bins[-1].last, round_up(most_events(timeline)))
    lanes = fill_lanes(timeline.vague, scale)
    depth = 8 + LANE * (max((lane for _, lane in lanes), default=-1) + 1) if lanes else 0.0
    height = TOP + BARS + depth + 20
    parts = [
        *grid(scale, w),
        *ticks(scale, height - 16, w),
        *(bar for one in timeline.bins for bar in draw_bin(one, scale, query, w, more)),
        *(draw_stretch(stretch, lane, scale, query, w, more) for stretch, lane in lanes),
    ]
    title = escape(w._("Events over time, by board"))
    return Markup(
        f'<svg class="bars" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="group" aria-label="{title}"'
        f' data-first="{scale.first}" data-last="{scale.last}" data-left="{LEFT / WIDTH:.4f}">{"".join(parts)}</svg>'
    )


def most_events(timeline: Timeline) -> int:
    return max((one.count for one in timeline.bins), default=1) or 1


def round_up(count: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …: the top of the scale."""
    power = int(10 ** (len(str(count)) - 1))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= count)


def grid(scale: Scale, w: Wording) -> Iterator[str]:
    """Lines at the top, the middle and the bottom, with their numbers."""
    for count in dict.fromkeys((scale.most, scale.most / 2, 0)):
        y = TOP + BARS - scale.height(count)
        yield f'<path class="grid" d="M{LEFT:.0f},{y:.1f}H{WIDTH:.0f}"/>'
        if count and count == int(count):
            spot = f'x="{LEFT - 4:.0f}" y="{y + 4:.1f}" text-anchor="end"'
            yield f'<text class="count" {spot}>{escape(w.number(count, 0))}</text>'


def ticks(scale: Scale, y: float, w: Wording) -> Iterator[str]:
    """Days or months, as close as their names allow; a narrow screen shows every second name."""
    for n, day in enumerate(tick_days(scale)):
        x = scale.x(day)
        yield f'<path class="tick" d="M{x:.1f},{TOP + BARS:.0f}V{y + 2:.1f}"/>'
        if x <= WIDTH - TICK_PX:
            kind = "tick odd" if n % 2 else "tick"
            yield f'<text class="{kind}" x="{x + 3:.1f}" y="{y + 13:.1f}">{escape(tick_words(day, scale, w))}</text>'


def tick_days(scale: Scale) -> list[date]:
    days = (scale.last - scale.first).days + 1
    if days <= 75:
        step = next((s for s in DAY_STEPS if s * (WIDTH - LEFT) / days >= TICK_PX), 14)
        return [scale.first + timedelta(days=n) for n in range(0, days, step)]
    months = [(scale.first.year, scale.first.month)]
    while months[-1] < (scale.last.year, scale.last.month):
        year, month = months[-1]
        months.append((year + month // 12, month % 12 + 1))
    step = next((s for s in STEPS if s * (WIDTH - LEFT) / len(months) >= TICK_PX), STEPS[-1])
    kept = [date(year, month, 1) for year, month in months if (year * 12 + month - 1) % step == 0]
    return [day for day in kept if day >= scale.first]


def tick_words(day: date, scale: Scale, w: Wording) -> str:
    days = (scale.last - scale.first).days
    if days <= 75:
        return str(format_skeleton("MMMd", day, locale=w.language))
    if days > 365 * 6 or (day.month == 1 and days > 500):
        return str(day.year)
    return str(day.year) if day.month == 1 else str(format_skeleton("MMM", day, locale=w.language))


def draw_bin(one: Bin, scale: Scale, query: Query, w: Wording, more: dict[str, str]) -> Iterator[str]:
    """The events of one bin, a colour for each board, as a link to its days."""
    if not one.count:
        return
    x, end = scale.x(one.first), scale.x(one.last + timedelta(days=1))
    parts, y = [], TOP + BARS
    for board in sorted(one.boards, key=lambda n: n if n >= 0 else len(BOARDS)):
        tall = scale.height(one.boards[board])
        y -= tall
        size = f'x="{x + 0.5:.1f}" y="{y:.1f}" width="{max(1.5, end - x - 1):.1f}" height="{tall:.1f}"'
        parts.append(f'<rect class="{board_class(board)}" {size}/>')
    words = bin_words(one.first, one.last, one.count, w)
    hit = f'<rect class="hit" x="{x:.1f}" y="{TOP:.0f}" width="{end - x:.1f}" height="{BARS:.0f}"/>'
    yield link(one.first, one.last, words, query, more, "".join(parts) + hit)


def fill_lanes(stretches: Sequence[Stretch], scale: Scale) -> list[tuple[Stretch, int]]:
    """A lane for each vague date, so that none covers another; those that find none are left out."""
    ends = [-1.0] * MOST_LANES
    found = []
    for stretch in stretches:
        x, end = scale.x(stretch.first), scale.x(stretch.last + timedelta(days=1))
        lane = next((n for n, taken in enumerate(ends) if taken <= x), None)
        if lane is not None and end > x:
            ends[lane] = max(end, x + 4) + 1
            found.append((stretch, lane))
    return found


def draw_stretch(stretch: Stretch, lane: int, scale: Scale, query: Query, w: Wording, more: dict[str, str]) -> str:
    """A bar as long as the date is vague."""
    x, end = scale.x(stretch.first), scale.x(stretch.last + timedelta(days=1))
    y = TOP + BARS + 6 + lane * LANE
    size = f'x="{x:.1f}" y="{y:.1f}" width="{max(3.0, end - x):.1f}" height="{LANE - 2:.0f}" rx="2"'
    words = bin_words(stretch.first, stretch.last, stretch.count, w)
    shape = f'<rect class="vague {board_class(stretch.board)}" {size}/>'
    return link(stretch.first, stretch.last, words, query, more, shape)


def link(first: date, last: date, words: str, query: Query, more: dict[str, str], shape: str) -> str:
    address = events_address(with_period(query, first.isoformat(), last.isoformat()), **more)
    return (
        f'<a href="{escape(address)}" data-first="{first}" data-last="{last}" aria-label="{escape(words)}">'
        f"<title>{escape(words)}</title>{shape}</a>"
    )


def bin_words(first: date, last: date, count: int, w: Wording) -> str:
    events = w.n_("{n} event", "{n} events", count).format(n=w.number(count, 0))
    return f"{w.interval(Interval(first, last))}{w.colon}{events}"


def board_class(board: int) -> str:
    return BOARDS[board] if board >= 0 else "plain"
