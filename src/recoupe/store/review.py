"""What is left for an analyst to look at: the reasons an event is found by, and what decides that it was looked at.

The reasons are facets of the event, written with it and in order of time, so that the newest of each kind are found
without looking at the others: `review:differ`, `review:place` … in the query language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, get_args

from sqlalchemy import Connection, Subquery, func, literal, select, union_all

from recoupe.model import Decision, Event
from recoupe.store.codec import unpack, unpack_event
from recoupe.store.schema import decisions, event_facets, events, origins

Reason = Literal["differ", "origin", "place", "date", "score"]
REASONS: tuple[Reason, ...] = get_args(Reason)
DIFFERENCES = frozenset({"conflict", "copy_error", "revision", "strength"})
LOW_SCORE = 0.5
COUNTED = 500  # nobody needs to know how many more there are


def review_reasons(event: Event) -> Iterator[Reason]:
    """Why somebody should look at the event: reports differ, no origin is established, no place, no date, unsure."""
    if any(finding.label in DIFFERENCES for finding in event.findings):
        yield "differ"
    if event.undetermined and event.independent == 0:
        yield "origin"
    if event.place and (event.where is None or not event.where.located):
        yield "place"
    if event.when is None and not event.series:
        yield "date"
    if not event.background and max((r.score for r in event.reports), default=1.0) < LOW_SCORE:
        yield "score"


def newest_with(connection: Connection, kind: str, value: str, limit: int) -> tuple[Event, ...]:
    """The newest events with a facet, undated ones last: as many rows are read as events are given."""
    mine = (event_facets.c.kind == kind, event_facets.c.value == value)
    query = select(events.c.document).join(event_facets, event_facets.c.event_key == events.c.key).where(*mine)
    newest = query.order_by(event_facets.c.day.desc(), event_facets.c.event_key.desc()).limit(limit)
    return tuple(unpack_event(document) for document in connection.execute(newest).scalars())


def newest_of_articles(connection: Connection, names: Sequence[str], limit: int) -> dict[str, tuple[Event, ...]]:
    """The newest events that each article reports, by one statement; as many rows are read as events are given."""
    found: dict[str, tuple[Event, ...]] = dict.fromkeys(names, ())
    if not names:
        return found
    for name, document in connection.execute(union_all(*(select(newest_of(name, limit)) for name in found))):
        found[name] = (*found[name], unpack_event(document))
    return found


def newest_of(name: str, limit: int) -> Subquery:
    mine = (event_facets.c.kind == "article", event_facets.c.value == name)
    query = select(literal(name).label("article"), events.c.document)
    query = query.join(event_facets, event_facets.c.event_key == events.c.key).where(*mine)
    return query.order_by(event_facets.c.day.desc(), event_facets.c.event_key.desc()).limit(limit).subquery()


def count_reason(connection: Connection, reason: str) -> int:
    """How many events wait for that reason, counted up to five hundred."""
    mine = (event_facets.c.kind == "review", event_facets.c.value == reason)
    some = select(event_facets.c.event_key).where(*mine).limit(COUNTED).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def last_undetermined(connection: Connection, limit: int) -> tuple[str, ...]:
    """Articles whose place among the origins is not certain, those stored last first."""
    query = select(origins.c.document).where(origins.c.kind == "undetermined").order_by(origins.c.position.desc())
    return tuple(unpack(document, str) for document in connection.execute(query.limit(limit)).scalars())


def decisions_about(connection: Connection, targets: Collection[str]) -> tuple[Decision, ...]:
    """The decisions that hold about reports, events, articles or outlets, in order; undone ones are left out."""
    return drop_undone(connection, decisions_on(connection, targets))


def decisions_named(connection: Connection, names: Collection[str]) -> tuple[Decision, ...]:
    """The decisions of those ids that were not taken back."""
    query = select(decisions.c.document).where(decisions.c.id.in_(list(names))).order_by(decisions.c.key)
    found = tuple(unpack(document, Decision) for document in connection.execute(query).scalars())
    return drop_undone(connection, found)


def drop_undone(connection: Connection, made: Sequence[Decision]) -> tuple[Decision, ...]:
    undone: set[str] = set()
    for undo in reversed(list(undo_chain(connection, [d.id for d in made]))):
        if undo.id not in undone:
            undone.add(undo.target)
    return tuple(decision for decision in made if decision.id not in undone)


def undo_chain(connection: Connection, names: Collection[str]) -> Iterator[Decision]:
    """What was taken back, and what of that was taken back in turn."""
    while names:
        found = [d for d in decisions_on(connection, names) if d.kind == "undo"]
        yield from found
        names = [decision.id for decision in found]


def decisions_on(connection: Connection, targets: Iterable[str]) -> tuple[Decision, ...]:
    query = select(decisions.c.document).where(decisions.c.target.in_(list(targets))).order_by(decisions.c.key)
    return tuple(unpack(document, Decision) for document in connection.execute(query).scalars())
