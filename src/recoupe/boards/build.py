"""All boards of one situation: events, readings and origins in, the brief out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Protocol

from recoupe.boards.concern import concerns
from recoupe.boards.corridors import corridor_states
from recoupe.boards.coverage import find_coverage
from recoupe.boards.gaps import find_gaps
from recoupe.boards.lines import Sources, article_masks, cover_places, make_line, make_sources
from recoupe.boards.naming import replace_ids
from recoupe.boards.placing import Ground, Places, make_ground, place_events
from recoupe.boards.standing import find_standing
from recoupe.boards.trade import trade_board
from recoupe.boards.trend import count_rings, distance_trend, frequency_trend, is_attack, list_months
from recoupe.boards.values import (
    Brief,
    CorridorState,
    DiplomacyBoard,
    Dispute,
    Doubt,
    Line,
    Reason,
    SupplyBoard,
    ThreatBoard,
)
from recoupe.knowledge.borders import Borders
from recoupe.model import Event, FigureCheck, Origins, Problem, Reading, Situation, shift_day

NEW_DAYS = 7
DIFFERENCES = frozenset({"conflict", "revision", "strength", "copy_error", "scope"})
DOUBTS: tuple[Doubt, ...] = ("hedged", "denied", "hypothetical")


class Picture(Protocol):
    """What cross-checking makes of all readings; the pipeline's `Picture` is one."""

    @property
    def readings(self) -> tuple[Reading, ...]: ...
    @property
    def origins(self) -> Origins: ...
    @property
    def events(self) -> tuple[Event, ...]: ...
    @property
    def checks(self) -> tuple[FigureCheck, ...]: ...


def build_boards(
    picture: Picture,
    situation: Situation,
    gazetteer: Places,
    borders: Borders | None = None,
    now: datetime | date | None = None,
    since: date | None = None,
    problems: Sequence[Problem] = (),
    exact_movements: bool = False,
    today: date | None = None,
) -> Brief:
    """The brief of a picture, as of its last article.

    `now` (the clock by default) decides which patrols and convoys are too recent to be placed exactly. `since` is
    the day from which articles count as new; without it the seven days up to the last article.
    `today` is the day the brief speaks of, without it that of the last article.
    `problems` tell of inputs that could not be read. `exact_movements` shows where patrols and convoys are.
    """
    ground = make_ground(situation, gazetteer, borders)
    moment = as_moment(now)
    today = today or last_day(picture.readings, moment)
    since = since or shift_day(today, 1 - NEW_DAYS)
    sources = make_sources(picture.readings, ground, moment, today, since, exact_movements)
    placed = place_events(picture.events, ground, picture.readings)
    events = [event for event in placed if concerns(event, ground, sources.readings)]
    lines = make_lines(events, ground, sources)
    return fill_boards(picture, events, lines, ground, sources, problems, len(placed) - len(events))


def make_lines(events: Sequence[Event], ground: Ground, sources: Sources) -> dict[str, Line]:
    """A line for each event; what one of them holds back, no other quote of the same article's movements tells."""
    lines = {event.id: make_line(event, ground, sources) for event in events}
    hidden = {article for event in events if lines[event.id].coarse for article in event.articles}
    villages = {name: sources.private[name].place_names for name in hidden if name in sources.private}
    return {
        name: cover_places(line, [v for q in line.quotes for v in villages.get(q.article, ())])
        for name, line in lines.items()
    }


def fill_boards(
    picture: Picture,
    events: Sequence[Event],
    lines: dict[str, Line],
    ground: Ground,
    sources: Sources,
    problems: Sequence[Problem],
    elsewhere: int,
) -> Brief:
    on_board = {board: board_lines(lines, board) for board in ("threat", "supply", "cooperation", "diplomacy", "trade")}
    corridors = corridor_states(events, ground, sources.today, sources.readings)
    masks = article_masks(events, lines, sources)
    coverage = find_coverage(picture.readings, picture.origins, ground.situation, sources, masks)
    brief = Brief(
        situation=ground.situation,
        now=sources.now,
        today=sources.today,
        since=sources.since,
        new=tuple(line for line in sort_lines(lines.values()) if line.news),
        threat=threat_board(on_board["threat"], lines, events, ground, sources),
        supply=SupplyBoard(blur_reasons(corridors, lines), on_board["supply"]),
        cooperation=on_board["cooperation"],
        diplomacy=DiplomacyBoard(on_board["diplomacy"], find_standing(events, lines, ground)),
        trade=trade_board(on_board["trade"], picture.checks, corridors, ground, sources),
        disputed=tuple(d for line in sort_lines(lines.values()) for d in dispute(line)),
        coverage=coverage,
        gaps=find_gaps(tuple(lines.values()), picture.readings, masks, problems),
        elsewhere=elsewhere,
        fiction=bool(coverage.articles) and all(row.fiction for row in coverage.articles),
        names={row.id: row.outlet or row.title[:60] or row.id for row in coverage.articles},
    )
    return brief if sources.exact_movements else replace_ids(brief, masks)


def as_moment(now: datetime | date | None) -> datetime:
    """The clock's time, or the end of a day that was given."""
    if now is None:
        return datetime.now()
    if isinstance(now, datetime):
        return now.replace(tzinfo=None)
    return datetime.combine(now, time(23, 59))


def last_day(readings: Sequence[Reading], now: datetime) -> date:
    """The day the brief speaks of: that of the last article, today at the latest.

    Where no article's date is settled, the last day that any of them may have been published.
    """
    settled = [r.article.published for r in readings if r.article.published]
    possible = [c.interval.last for r in readings for c in r.article.candidates]
    return max((day for day in settled or possible if day <= now.date()), default=now.date())


def sort_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The latest first, what is recalled after what is news, undated last in each."""
    return tuple(sorted(lines, key=lambda line: (line.event.background, -ordinal(line.event), line.id)))


def ordinal(event: Event) -> int:
    return event.when.last.toordinal() if event.when else 0


def board_lines(lines: dict[str, Line], board: str) -> tuple[Line, ...]:
    return sort_lines(line for line in lines.values() if board in line.event.boards)


def threat_board(
    mine: tuple[Line, ...], lines: dict[str, Line], events: Sequence[Event], ground: Ground, sources: Sources
) -> ThreatBoard:
    """Threat lines with rings, months and trends; coarse lines enter none that would tell their place."""
    attacks = [e for e in events if is_attack(e) and not lines[e.id].coarse]
    published = [r.article.published for r in sources.readings.values() if r.article.published]
    return ThreatBoard(
        mine,
        count_rings(attacks, ground.situation.alert_km),
        list_months(attacks, published, sources.today),
        (distance_trend(attacks), frequency_trend(attacks, published)),
    )


def blur_reasons(states: Sequence[CorridorState], lines: dict[str, Line]) -> tuple[CorridorState, ...]:
    """The states without distances of lines whose place is held back."""
    return tuple(replace(s, reasons=tuple(blur_reason(r, lines) for r in s.reasons)) for s in states)


def blur_reason(reason: Reason, lines: dict[str, Line]) -> Reason:
    hidden = reason.line in lines and lines[reason.line].coarse
    return replace(reason, distance=None) if hidden else reason


def dispute(line: Line) -> Iterator[Dispute]:
    """The line as disputed or uncertain, if it is."""
    event = line.event
    fields = tuple(f.field for f in event.findings if f.label in DIFFERENCES)
    doubts: list[Doubt] = [doubt for doubt in DOUBTS if event.status == doubt]
    if event.independent == 0 and event.origins:
        doubts.append("undetermined")
    if fields or doubts:
        yield Dispute(line, fields, tuple(doubts))
