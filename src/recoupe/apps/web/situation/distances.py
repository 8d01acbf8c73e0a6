"""Attacks over time by their distance to the border, as one drawing: the border below, time to the right.

The scale of kilometres is that of a square root: ten kilometres near the border are told apart, hundreds far from it
take no more room than they need. A stroke through each mark is the ± of its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from markupsafe import Markup, escape

from recoupe.apps.brief.timeline import month_starts
from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.addresses import event_address
from recoupe.model import Distance, Event

WIDTH, HEIGHT = 520.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 68.0, 14.0, 16.0, 30.0
LEAST_KM = 120.0
MOST_MARKS = 100  # attacks that lead to their event
TICK_PX = 70.0
STEPS = (1, 2, 3, 6, 12)
KM_TICKS = (0, 10, 50, 100, 250, 500, 1000)


@dataclass(frozen=True, slots=True)
class Frame:
    """Days and kilometres to pixels."""

    first: date
    last: date
    most_km: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, km: float) -> float:
        share = sqrt(min(max(km, 0.0), self.most_km) / self.most_km)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def draw_distances(attacks: Sequence[Event], alert_km: Sequence[float], until: date, w: Wording) -> Markup:
    """The drawing, or nothing when no attack has both a date and a place; each mark leads to its event."""
    placed = sorted(
        (e for e in attacks if e.when and e.border), key=lambda e: (e.when.first if e.when else until, e.id)
    )
    if not placed:
        return Markup("")
    frame = make_frame(placed, until)
    title = escape(w._("Attacks by their distance to the border"))
    parts = [*bands(frame, alert_km), *kilometre_lines(frame, w), *month_lines(frame, w)]
    parts += [earlier_dots(placed[:-MOST_MARKS], frame)] if len(placed) > MOST_MARKS else []
    parts += [mark for event in placed[-MOST_MARKS:] for mark in attack_mark(event, frame, w)]
    return Markup(
        f'<svg class="distances" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="group" aria-label="{title}">'
        f"{''.join(parts)}</svg>"
    )


def make_frame(placed: Sequence[Event], until: date) -> Frame:
    days = [e.when.first for e in placed if e.when]
    first, last = min(days), max(*days, until)
    first = min(first, last - timedelta(days=60)).replace(day=1)
    return Frame(first, last + timedelta(days=max(2, (last - first).days // 50)), max(LEAST_KM, *map(farthest, placed)))


def farthest(event: Event) -> float:
    return event.border.km * 1.08 if event.border else 0.0


def bands(frame: Frame, alert_km: Sequence[float]) -> Iterator[str]:
    """The alert distances, the nearest the strongest, and the border itself."""
    for number, km in enumerate(sorted(alert_km, reverse=True)):
        top, below = frame.y(km), frame.y(0)
        yield (
            f'<rect class="band b{number}" x="{LEFT:.0f}" y="{top:.1f}" width="{WIDTH - LEFT - RIGHT:.0f}"'
            f' height="{below - top:.1f}"/>'
        )
    yield f'<path class="border" d="M{LEFT:.0f},{frame.y(0):.1f}H{WIDTH - RIGHT:.0f}"/>'


def kilometre_lines(frame: Frame, w: Wording) -> Iterator[str]:
    for km in (k for k in KM_TICKS if k <= frame.most_km):
        y = frame.y(km)
        words = w._("border") if km == 0 else w.km(km)
        yield f'<path class="line" d="M{LEFT:.0f},{y:.1f}H{WIDTH - RIGHT:.0f}"/>' if km else ""
        yield f'<text class="km" x="{LEFT - 8:.0f}" y="{y + 4:.1f}" text-anchor="end">{escape(words)}</text>'


def month_lines(frame: Frame, w: Wording) -> Iterator[str]:
    """As close as the names of the months allow."""
    months = month_starts(frame.first, frame.last)
    room = (WIDTH - LEFT - RIGHT) / max(1, len(months))
    step = next((s for s in STEPS if s * room >= TICK_PX), 12)
    for day in (m for m in months if (m.month - 1) % step == 0):
        x = frame.x(day)
        yield f'<path class="tick" d="M{x:.1f},{frame.y(0):.1f}v5"/>'
        if x < WIDTH - TICK_PX:
            yield f'<text class="month" x="{x + 3:.1f}" y="{HEIGHT - 8:.0f}">{escape(w.short_month(day))}</text>'


def earlier_dots(events: Sequence[Event], frame: Frame) -> str:
    """The attacks before the newest hundred, as dots that lead nowhere."""
    spots = (f"M{frame.x(e.when.first):.0f},{frame.y(e.border.km):.0f}h0" for e in events if e.when and e.border)
    return f'<path class="earlier" d="{"".join(spots)}"/>'


def attack_mark(event: Event, frame: Frame, w: Wording) -> Iterator[str]:
    if event.when is None or event.border is None:
        return
    middle = event.when.first + (event.when.last - event.when.first) / 2
    x, y = frame.x(middle), frame.y(event.border.km)
    top, below = reach(event.border, frame)
    title = escape(
        " · ".join((w.when(event), w.type(event), event.place or "", w.border(event.border)))
    )  # nobody named
    kind = "sure" if event.status == "asserted" else "unsure"
    yield (
        f'<a class="attack {kind}" href="{event_address(event.id)}" aria-label="{title}"><title>{title}</title>'
        f'<path class="reach" d="M{x:.1f},{top:.1f}V{below:.1f}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/></a>'
    )


def reach(distance: Distance, frame: Frame) -> tuple[float, float]:
    return frame.y(distance.km + distance.plus_minus_km), frame.y(distance.km - distance.plus_minus_km)
