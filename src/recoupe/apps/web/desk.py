"""The desk of a request, and the one place where anything is written.

Reading never waits: pages read through one engine that cannot write. Writing takes turns, and cross-checking anew
runs in one thread beside the pages; whoever decides waits a few seconds for it and is told when it takes longer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends
from starlette.requests import Request

from recoupe.api import Desk
from recoupe.apps.web.settings import WebSettings
from recoupe.boards import make_ground
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.gazetteer import Gazetteer, load_gazetteer
from recoupe.knowledge.situations import load_situation
from recoupe.model import Decision, Situation
from recoupe.model.decision import DecisionKind
from recoupe.rebuilding import PICTURED, REMEMBERED, is_behind, known_situation, rebuild_picture, remember_situation
from recoupe.store import Store, open_store
from recoupe.store.decisions import Unfit
from recoupe.store.glance import count_erased
from recoupe.store.rebuild import Rebuilt
from recoupe.store.settings import load_settings

PATIENCE_S = 8.0  # how long a decision waits for the picture
MOST_KEPT = 32  # values in memory
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision: `built` is None while the picture is still being made; `unfit` says why it failed."""

    decision: Decision
    built: Rebuilt | None = None
    unfit: Unfit | None = None


class Workplace:
    """The database at work for the whole desk: `store` reads, `writer` writes, one at a time behind `lock`.

    Raises KnowledgeError for a situation whose border or corridors nobody knows.
    """

    def __init__(self, settings: WebSettings) -> None:
        self.settings = settings
        chosen = load_situation(settings.situation) if settings.situation else None
        if chosen:
            make_ground(chosen, self.gazetteer)  # raises KnowledgeError before anything is opened
        self.lock = Lock()
        self.writer = open_store(settings.db)
        self.store: Store = open_store(settings.db, "read")
        self.worker = ThreadPoolExecutor(1, thread_name_prefix="recoupe-worker")
        self.waiting: Future[Rebuilt] | None = None
        self.memory: dict[Hashable, object] = {}
        self.memory_lock = Lock()  # pages do not wait for writers
        if chosen:
            remember_situation(self.writer, chosen)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return load_gazetteer(imports=self.settings.imports)

    def locate(self, name: str) -> tuple[float, float] | None:
        """Coordinates of the best known place of that name."""
        located = (p for p in self.gazetteer.find(name) if p.lat is not None and p.lon is not None)
        return next(((p.lat or 0.0, p.lon or 0.0) for p in located), None)

    def desk(self) -> Desk:
        """A desk for one request: its memory of articles is its own."""
        return Desk(self.store, self.locate)

    def situation(self) -> Situation:
        return self.kept("situation", lambda: known_situation(self.store))

    def decide(
        self,
        kind: DecisionKind,
        target: str,
        who: str,
        why: str,
        value: Mapping[str, Any],
        quote: str | None,
        at: int | None = None,
    ) -> Decision:
        """Keep a decision; raises ValueError that says what is wrong with it."""
        with self.lock:
            return self.writer.decide(kind, target, who, why, value, quote, at)

    def rebuild(self, knowledge: str | None = None) -> Rebuilt:
        """Everything stored cross-checked anew; called by the worker, which takes one thing at a time.

        Decisions may come in meanwhile: the picture is then behind, and they have asked for the next one.
        """
        known = Knowledge(gazetteer=self.gazetteer, situation=known_situation(self.writer))
        return rebuild_picture(self.writer, known, knowledge)

    def rebuild_soon(self) -> Future[Rebuilt]:
        """Have the picture made anew; asking again before it has begun is asking once."""
        if self.waiting is None or self.waiting.running() or self.waiting.done():
            self.waiting = self.worker.submit(self.rebuild)
        return self.waiting

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, kept in memory until the picture is made anew; the key says which of them it is."""
        whole = (*self.picture_mark(), key)
        with self.memory_lock:
            if whole in self.memory:
                return cast(T, self.memory[whole])
        made = make()
        with self.memory_lock:
            self.memory[whole] = made
            while len(self.memory) > MOST_KEPT:
                self.memory.pop(next(iter(self.memory)))
        return made

    def picture_mark(self) -> tuple[str | None, str | None, int]:
        """What is other after every new picture, in another situation, and once something was erased for good."""
        with self.store.reading() as connection:
            held = load_settings(connection, (PICTURED, REMEMBERED))
            return held.get(PICTURED), held.get(REMEMBERED), count_erased(connection)

    def is_behind(self) -> bool:
        """Something is stored that the picture does not show yet."""
        return is_behind(self.store)

    def close(self) -> None:
        self.worker.shutdown(wait=True, cancel_futures=True)
        self.store.close()
        self.writer.close()


def decide_and_rebuild(
    request: Request,
    kind: DecisionKind,
    target: str,
    *,
    why: str,
    value: Mapping[str, Any] | None = None,
    quote: str | None = None,
    at: int | None = None,
    who: str | None = None,
) -> Outcome:
    """Settle something in the name of whoever asks (or of `who`), and make the picture anew.

    Raises ValueError that says what is wrong (unknown target, no such field, words the article does not say), and
    then nothing is kept. Call it from a plain `def` endpoint: it waits for up to eight seconds.
    """
    place = workplace(request)
    decision = place.decide(kind, target, who or request.state.user.name, why, value or {}, quote, at)
    future = place.rebuild_soon()
    built = None
    with suppress(NotYet):
        built = future.result(timeout=PATIENCE_S)
    unfit = next((u for u in built.unfit if u.decision.id == decision.id), None) if built else None
    return Outcome(decision, built, unfit)


def workplace(request: Request) -> Workplace:
    place: Workplace = request.app.state.workplace
    return place


def desk_of(request: Request) -> Desk:
    return workplace(request).desk()


def database_name(settings: WebSettings) -> str:
    """The database as pages call it: its own name, without the way to it."""
    return Path(settings.db).name if "://" not in settings.db else settings.db.partition("?")[0].rpartition("/")[2]


ReadDesk = Annotated[Desk, Depends(desk_of)]
AtWork = Annotated[Workplace, Depends(workplace)]
