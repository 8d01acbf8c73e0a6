"""The stored picture built anew: dates that other articles settle, the steps of cross-checking, boards and distances.

Whoever changes what is stored (a new article, a decision, better rules) calls `rebuild_picture` afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recoupe.boards import make_ground, place_events
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.situations import FOLDER, load_situation
from recoupe.model import Decision, Event, Origins, Reading, Report, Situation
from recoupe.pipeline import redate
from recoupe.recoup.arithmetic import check_figures
from recoupe.recoup.events import MergeSettings, latest_versions, make_event, merge_reports
from recoupe.recoup.findings import Ground
from recoupe.recoup.origins import find_origins
from recoupe.recoup.profile import make_profiles
from recoupe.store import Store
from recoupe.store.decisions import Unfit
from recoupe.store.rebuild import Rebuilt, Steps, rebuild

SITUATION = "senegal-mali"  # where nothing else was ever said
REMEMBERED, APPLIED, PICTURED = "situation", "decisions applied", "pictured"  # names of settings in the database


def rebuild_picture(store: Store, known: Knowledge, knowledge: str | None = None) -> Rebuilt:
    """Everything stored cross-checked anew, placed in the situation of `known`, with every decision applied.

    `knowledge` is the digest of the rules: articles that others date now are read again and stored under it;
    without it no article is read. Raises KnowledgeError for a situation whose border or corridors nobody knows.
    """
    steps = make_steps(known)
    if knowledge is not None:
        date_by_others(store, known, knowledge)
    decisions, mark = store.decisions(), picture_mark(store)
    built = rebuild(store, steps)
    store.remember(APPLIED, applied_words(decisions, built.unfit))
    store.remember(PICTURED, mark)
    return built


def is_behind(store: Store) -> bool:
    """Something is stored that the last rebuild did not see: a run ended before it, or a decision waits."""
    return (store.setting(PICTURED) or "") != picture_mark(store)


def picture_mark(store: Store) -> str:
    """Words that change with what the picture rests on; none for an empty database."""
    mark = store.mark()
    return mark and f"{mark} {store.setting(REMEMBERED) or SITUATION}"


def make_steps(known: Knowledge) -> Steps:
    """The steps of cross-checking as the store wants them."""
    if known.situation is None:
        return Steps(find_origins, merge_reports, event_builder, check_figures)
    ground = make_ground(known.situation, known.gazetteer)

    def place(events: Sequence[Event], readings: Sequence[Reading]) -> Sequence[Event]:
        return place_events(events, ground, readings)

    return Steps(find_origins, merge_reports, event_builder, check_figures, place)


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


def date_by_others(store: Store, known: Knowledge, knowledge: str) -> tuple[str, ...]:
    """Read the undated articles again that other stored articles date now; returns their ids."""
    undated: list[Reading] = []
    witnesses: list[Reading] = []
    for reading in store.readings():
        (undated if reading.article.published is None else witnesses).append(reading)
    undated = [reading for reading in undated if reading.article.text]
    if not undated:
        return ()
    dated = redate(undated, witnesses, known)
    store.add(dated.values(), knowledge)
    return tuple(dated)


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


def decision_states(store: Store) -> tuple[DecisionState, ...]:
    """Every decision in order, as the last rebuild found it."""
    decisions = store.decisions()
    applied = json.loads(store.setting(APPLIED) or "{}")
    unfit, seen, undone = applied.get("unfit", {}), set(applied.get("seen", ())), undone_ids(decisions)
    return tuple(decision_state(d, undone, seen, unfit) for d in decisions)


def decision_state(decision: Decision, undone: set[str], seen: set[str], unfit: dict[str, str]) -> DecisionState:
    if decision.id in undone:
        return DecisionState(decision, "undone")
    if decision.id not in seen:
        return DecisionState(decision, "waits")
    if decision.id in unfit:
        return DecisionState(decision, "unfit", unfit[decision.id])
    return DecisionState(decision, "holds")


def undone_ids(decisions: Sequence[Decision]) -> set[str]:
    """Those that a later one takes back, unless it was taken back itself."""
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.id not in undone:
            undone.add(decision.target)
    return undone


def applied_words(decisions: Sequence[Decision], unfit: Sequence[Unfit]) -> str:
    """What the last rebuild made of the decisions, to be remembered."""
    return json.dumps({"seen": [d.id for d in decisions], "unfit": {u.decision.id: u.why for u in unfit}})
