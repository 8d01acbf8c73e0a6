"""The picture built anew from what is stored, with every decision in its place.

The steps themselves (origins, merging, arithmetic) belong to other rooms and are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from recoupe.model import Event, Figure, FigureCheck, Origins, Reading
from recoupe.store.database import Store
from recoupe.store.decide_events import Build, decide_events
from recoupe.store.decide_origins import decide_origins
from recoupe.store.decide_reports import decide_readings
from recoupe.store.decisions import Unfit


@dataclass(frozen=True, slots=True)
class Steps:
    """What cross-checking consists of; `build` makes one event of the reports it is given.

    `place` gives events their boards and their distances to border and corridors, last of all.
    """

    find_origins: Callable[[Sequence[Reading]], Origins]
    merge_reports: Callable[[Sequence[Reading], Origins], Sequence[Event]]
    build: Callable[[Sequence[Reading], Origins], Build]
    check_figures: Callable[[Sequence[Figure]], Iterable[FigureCheck]]
    place: Callable[[Sequence[Event], Sequence[Reading]], Sequence[Event]] = lambda events, readings: events


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The new picture, under lasting ids, and the decisions that did not fit it."""

    readings: tuple[Reading, ...]
    origins: Origins
    events: tuple[Event, ...]
    checks: tuple[FigureCheck, ...]
    unfit: tuple[Unfit, ...]


def rebuild(store: Store, steps: Steps) -> Rebuilt:
    """Read everything stored, apply decisions at each step, and save the outcome."""
    decisions = store.decisions()
    unfit: list[Unfit] = []
    readings = tuple(decide_readings(store.readings(), decisions, unfit))
    origins, misfit = decide_origins(steps.find_origins(readings), decisions)
    unfit += misfit
    outlets = {r.article.id: r.article.outlet for r in readings}
    merged = steps.merge_reports(readings, origins)
    events, misfit = decide_events(merged, decisions, steps.build(readings, origins), outlets)
    unfit += misfit
    checks = tuple(steps.check_figures([figure for reading in readings for figure in reading.figures]))
    events = store.save_picture(steps.place(events, readings), origins, checks)
    return Rebuilt(readings, origins, events, checks, tuple(unfit))
