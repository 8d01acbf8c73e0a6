"""The stored picture built anew: dates that other articles settle, the steps of cross-checking, boards and distances.

Whoever changes what is stored (a new article, a decision, better rules) calls `rebuild_picture` afterwards.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from recoupe.boards import make_ground, place_events
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.situations import FOLDER, load_situation
from recoupe.model import Decision, Event, Origins, Reading, Report, Situation
from recoupe.pipeline import redate
from recoupe.recoup.arithmetic import check_readings
from recoupe.recoup.clusters import cluster_reports
from recoupe.recoup.events import MergeSettings, latest_versions, make_event, make_events, merge_reports
from recoupe.recoup.findings import Ground
from recoupe.recoup.origins import find_origins
from recoupe.recoup.profile import Profile, make_profiles
from recoupe.recoup.related import relate_events
from recoupe.recoup.updating import figure_keys, neighbour_keys, update_origins
from recoupe.store import Store
from recoupe.store.decision_log import Kept
from recoupe.store.decisions import standing
from recoupe.store.neighbours import changed_articles, find_neighbours, last_key, undated_articles
from recoupe.store.rebuild import LocalSteps, Rebuilt, Steps, rebuild
from recoupe.store.update import update

SITUATION = "senegal-mali"  # where nothing else was ever said
SMALL = 240  # a store of so few articles is cross-checked anew as a whole
FEW = 10  # ... and so is one of which more than one article in so many changed
WITNESSES = 200  # articles that may date the undated ones
REMEMBERED, APPLIED, PICTURED = "situation", "decisions applied", "pictured"  # names of settings in the database


def rebuild_picture(store: Store, known: Knowledge, knowledge: str | None = None, whole: bool = False) -> Rebuilt:
    """The picture brought up to date, placed in the situation of `known`, with every decision applied.

    What came in, was read anew or decided touches only its neighbourhood; everything is cross-checked anew when
    that is cheaper or asked for (`whole`). `knowledge` is the digest of the rules: articles that others date now are
    read again and stored under it; without it no article is read. Raises KnowledgeError for a situation whose border
    or corridors nobody knows.
    """
    steps = make_steps(known)
    whole = whole or not can_update(store)
    if knowledge is not None:
        date_by_others(store, known, knowledge, steps.local if not whole else None)
    kept, mark = store.kept_decisions(), picture_mark(store)
    built = None if whole else update_part(store, steps, kept)
    built = built or rebuild(store, steps)
    store.remember(APPLIED, applied_words(kept, built, load_applied(store)))
    store.remember(PICTURED, mark)
    return built


def can_update(store: Store) -> bool:
    """A picture is there, of the same situation, after the same erasures, and large enough to leave most as it is."""
    before, now = store.setting(PICTURED) or "", picture_mark(store)
    if not before or lasting(before) != lasting(now):
        return False
    with store.reading() as connection:
        many = last_key(connection)
        return many > SMALL and len(changed_articles(connection)) * FEW <= many


def lasting(mark: str) -> tuple[str, str]:
    """What of a mark has to be the same for an update: the count of erasures, and the situation."""
    counts, _, situation = mark.partition("] ")
    return counts.rpartition(",")[2], situation


def update_part(store: Store, steps: Steps, kept: Sequence[Kept]) -> Rebuilt | None:
    """The part around what changed, brought up to date; None when only a whole rebuild can do it."""
    applied = load_applied(store)
    fresh = [one.decision for one in kept if not applied.saw(one)]
    with store.reading() as connection:
        changed = changed_articles(connection)
    by_id = {one.decision.id: one.decision for one in kept}
    if steps.local is None or any(undone(d, by_id).kind == "grade" for d in fresh):
        return None
    with unswept():
        built = update(store, steps, steps.local, changed, fresh)
    held = {d.id for d in standing(fresh)}
    return built if built.tried is not None and held <= built.tried else None


@contextmanager
def unswept() -> Iterator[None]:
    """Without the search for cyclic garbage: all that an update makes lives as long as it, and it is soon over."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def undone(decision: Decision, by_id: Mapping[str, Decision]) -> Decision:
    """What a decision is about in the end: an undoing is about what it takes back."""
    while decision.kind == "undo" and decision.target in by_id:
        decision = by_id[decision.target]
    return decision


def is_behind(store: Store) -> bool:
    """Something is stored that the last rebuild did not see: a run ended before it, or a decision waits."""
    return (store.setting(PICTURED) or "") != picture_mark(store)


def picture_mark(store: Store) -> str:
    """Words that change with what the picture rests on; none for an empty database."""
    mark = store.mark()
    return mark and f"{mark} {store.setting(REMEMBERED) or SITUATION}"


def make_steps(known: Knowledge) -> Steps:
    """The steps of cross-checking as the store wants them."""
    profiles = Profiles()
    local = LocalSteps(
        neighbour_keys, figure_keys, origins_around, profiles.cluster, profiles.make_events, relate_events
    )
    if known.situation is None:
        return Steps(find_origins, merge_reports, event_builder, check_readings, local=local)
    ground = make_ground(known.situation, known.gazetteer)

    def place(events: Sequence[Event], readings: Sequence[Reading]) -> Sequence[Event]:
        return place_events(events, ground, readings)

    return Steps(find_origins, merge_reports, event_builder, check_readings, place, local)


def origins_around(previous: Origins, readings: Sequence[Reading], changed: Collection[str]) -> Origins:
    """The origins of a neighbourhood, and of those that are tied to it."""
    return update_origins(previous, readings, fresh=changed)


class Profiles:
    """The profiles of a neighbourhood: made to find which reports tell of one event, needed again to tell it."""

    def __init__(self) -> None:
        self.made: dict[int, tuple[Reading, tuple[Profile, ...]]] = {}

    def of(self, reading: Reading) -> tuple[Profile, ...]:
        held = self.made.get(id(reading))
        if held is None:  # the reading is held, too: no other one takes its place in memory
            held = self.made[id(reading)] = reading, tuple(make_profiles(reading))
        return held[1]

    def cluster(self, readings: Sequence[Reading], origins: Origins, pins: Mapping[str, str]) -> list[tuple[str, ...]]:
        """Ids of the reports that tell of one event, for each event."""
        profiles = [p for reading in latest_versions(readings).values() for p in self.of(reading)]
        return [tuple(p.report.id for p in group) for group in cluster_reports(profiles, origins, pins=pins)]

    def make_events(
        self, groups: Sequence[Sequence[str]], readings: Sequence[Reading], origins: Origins
    ) -> tuple[Event, ...]:
        """An event of each group of report ids."""
        once = latest_versions(readings)
        profiles = {p.report.id: p for reading in once.values() for p in self.of(reading)}
        clusters = [sorted((profiles[r] for r in group if r in profiles), key=lambda p: p.order) for group in groups]
        return make_events([cluster for cluster in clusters if cluster], once, origins)


def event_builder(readings: Sequence[Reading], origins: Origins) -> Callable[[tuple[Report, ...]], Event]:
    """A function that makes one event of reports an analyst put together."""
    once = latest_versions(readings)
    ground = Ground.of(origins)

    def build(reports: tuple[Report, ...]) -> Event:
        wanted = {report.id for report in reports}
        articles = dict.fromkeys(report.article for report in reports)
        profiles = [p for article in articles for p in make_profiles(once[article]) if p.report.id in wanted]
        return make_event(profiles, once, origins, ground, MergeSettings())

    return build


# dates


def date_by_others(store: Store, known: Knowledge, knowledge: str, local: LocalSteps | None = None) -> tuple[str, ...]:
    """Read the undated articles again that other stored articles date now; returns their ids.

    With `local` only the neighbourhood of what changed is looked at.
    """
    undated: list[Reading] = []
    witnesses: list[Reading] = []
    for reading in store.readings() if local is None else near_undated(store, local):
        (undated if reading.article.published is None else witnesses).append(reading)
    undated = [reading for reading in undated if reading.article.text]
    if not undated:
        return ()
    dated = redate(undated, witnesses, known)
    store.add(dated.values(), knowledge)
    return tuple(dated)


def near_undated(store: Store, local: LocalSteps) -> Iterator[Reading]:
    """The undated articles among those that changed and their neighbours, with what may date them."""
    with store.reading() as connection:
        changed = changed_articles(connection)
        keys = {key for reading in store.readings(changed) for key in local.keys(reading)}
        near = [*changed, *find_neighbours(connection, keys, WITNESSES)]
        undated = undated_articles(connection, near)
        keys = {key for reading in store.readings(undated) for key in local.keys(reading)}
        wanted = dict.fromkeys((*undated, *changed, *find_neighbours(connection, keys, WITNESSES))) if undated else {}
    yield from store.readings(list(wanted))


def is_inferred(reading: Reading) -> bool:
    """Its date was settled by words and other articles, not given."""
    return reading.article.published_from.startswith("inferred")


# the situation


def known_situation(store: Store) -> Situation:
    """The situation the picture is placed in: the one remembered, else the one that ships first."""
    return load_situation(store.setting(REMEMBERED) or SITUATION)


def remember_situation(store: Store, situation: Situation) -> None:
    """A situation that ships by its name, one the user wrote by its file."""
    path = Path(situation.source)
    store.remember(REMEMBERED, situation.id if path.parent == FOLDER else str(path.absolute()))


# which decisions took effect


@dataclass(frozen=True, slots=True)
class DecisionState:
    """A decision and what became of it: "holds", "undone", "waits" for the next rebuild, or "unfit" with the reason."""

    decision: Decision
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What the last rebuild saw of the decisions: all up to a number (before it was kept: their ids), and the unfit."""

    last: int = 0
    unfit: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()

    def saw(self, kept: Kept) -> bool:
        return kept.number <= self.last or kept.decision.id in self.seen


def load_applied(store: Store) -> Applied:
    known = json.loads(store.setting(APPLIED) or "{}")
    return Applied(known.get("last", 0), known.get("unfit", {}), frozenset(known.get("seen", ())))


def decision_states(store: Store, about: Collection[str] | None = None) -> tuple[DecisionState, ...]:
    """Every decision in order, or those that speak of certain ids, as the last rebuild found it."""
    kept, applied = store.kept_decisions(about), load_applied(store)
    undone = undone_ids([one.decision for one in kept])
    return tuple(decision_state(one, undone, applied) for one in kept)


def decision_state(kept: Kept, undone: set[str], applied: Applied) -> DecisionState:
    decision = kept.decision
    if decision.id in undone:
        return DecisionState(decision, "undone")
    if not applied.saw(kept):
        return DecisionState(decision, "waits")
    if decision.id in applied.unfit:
        return DecisionState(decision, "unfit", applied.unfit[decision.id])
    return DecisionState(decision, "holds")


def undone_ids(decisions: Sequence[Decision]) -> set[str]:
    """Those that a later one takes back, unless it was taken back itself."""
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.id not in undone:
            undone.add(decision.target)
    return undone


def applied_words(kept: Sequence[Kept], built: Rebuilt, before: Applied) -> str:
    """What the last rebuild made of the decisions, to be remembered; an update leaves others as they were."""
    unfit = {u.decision.id: u.why for u in built.unfit}
    if built.tried is not None:
        held = {d.id for d in standing(one.decision for one in kept)}
        unfit = {i: w for i, w in before.unfit.items() if i not in built.tried and i in held} | unfit
    return json.dumps({"last": kept[-1].number if kept else 0, "unfit": unfit})
