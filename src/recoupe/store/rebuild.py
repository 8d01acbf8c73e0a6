"""The picture built anew from what is stored, with every decision in its place.

The steps themselves (origins, merging, arithmetic) belong to other rooms and are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.model import Event, Figure, FigureCheck, Origins, Reading
from recoupe.store.database import Store
from recoupe.store.decide_events import Build, decide_events
from recoupe.store.decide_origins import decide_origins
from recoupe.store.decide_reports import decide_readings
from recoupe.store.decisions import Unfit
from recoupe.store.neighbours import changed_articles, keep_keys


@dataclass(frozen=True, slots=True)
class LocalSteps:
    """What the neighbourhood of a new article needs.

    `keys` are those under which articles meet; `update_origins` takes the origins as they were, the readings, and the
    articles that changed; `cluster` puts reports together, given as ids, with the event of those that are settled;
    `make_events` makes events of such groups; `relate` finds which belong together.
    """

    keys: Callable[[Reading], Collection[int]]
    figure_keys: Callable[[Figure], Collection[int]]
    update_origins: Callable[[Origins, Sequence[Reading], Collection[str]], Origins]
    cluster: Callable[[Sequence[Reading], Origins, Mapping[str, str]], Sequence[Sequence[str]]]
    make_events: Callable[[Sequence[Sequence[str]], Sequence[Reading], Origins], Sequence[Event]]
    relate: Callable[[Sequence[Event], Sequence[Reading]], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Steps:
    """What cross-checking consists of; `build` makes one event of the reports it is given.

    `place` gives events their boards and their distances to border and corridors, last of all. Without `local`
    everything is always built anew.
    """

    find_origins: Callable[[Sequence[Reading]], Origins]
    merge_reports: Callable[[Sequence[Reading], Origins], Sequence[Event]]
    build: Callable[[Sequence[Reading], Origins], Build]
    check_figures: Callable[[Sequence[Reading]], Iterable[FigureCheck]]
    place: Callable[[Sequence[Event], Sequence[Reading]], Sequence[Event]] = lambda events, readings: events
    local: LocalSteps | None = None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The new picture under lasting ids, and the decisions that did not fit it.

    After an update it is the part that was looked at, and `tried` holds the ids of the decisions on that part.
    """

    readings: tuple[Reading, ...]
    origins: Origins
    events: tuple[Event, ...]
    checks: tuple[FigureCheck, ...]
    unfit: tuple[Unfit, ...]
    tried: frozenset[str] | None = None


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
    checks = tuple(steps.check_figures(readings))
    events = store.save_picture(steps.place(events, readings), origins, checks)
    if steps.local is not None:
        note_keys(store, readings, steps.local)
    return Rebuilt(readings, origins, events, checks, tuple(unfit))


def note_keys(store: Store, readings: Sequence[Reading], local: LocalSteps) -> None:
    """Keep the keys of the articles that the last picture had not seen as they are now."""
    with store.writing() as connection:
        fresh = set(changed_articles(connection))
        keep_keys(connection, {r.article.id: local.keys(r) for r in readings if r.article.id in fresh})
