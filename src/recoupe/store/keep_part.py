"""Part of the picture written anew: the events, origins and checks of a neighbourhood, with the rest as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, select

from recoupe.model import Event, FigureCheck, Origins
from recoupe.store.codec import unpack_event
from recoupe.store.events import (
    ORIGIN_ROWS,
    Named,
    drop_events,
    named,
    needs_writing,
    release_reports,
    write_checks,
    write_event,
    write_origins,
)
from recoupe.store.keep_ids import keep_event_ids
from recoupe.store.neighbours import chunks
from recoupe.store.redirects import load_natives, load_redirects, remember_formers, write_redirects
from recoupe.store.schema import (
    check_articles,
    checks,
    events,
    origin_articles,
    origins,
)

# events


def replace_events(connection: Connection, before: Mapping[str, Event], found: Sequence[Event]) -> tuple[Event, ...]:
    """Put `found` in the place of the events as they were; returns them as stored, under their lasting ids."""
    kept = keep_event_ids(
        {report.id: event.id for event in before.values() for report in event.reports},
        found,
        natives=load_natives(connection, before),
        used=stored_ids(connection, [event.id for event in found]) - set(before),
    )
    alive = {event.id for event in kept}
    known = load_redirects(connection, {name for e in kept for name in (e.id, *e.former_ids)})
    kept = tuple(keep_far_relations(remember_formers(kept, known, alive), before))
    rows = {row.id: row for row in stored_rows(connection, {*before, *alive})}
    drop_events(connection, [row.key for name, row in rows.items() if name not in alive])
    changed = [event for event in kept if needs_writing(rows, event)]
    for event in changed:
        release_reports(connection, event)
    for event in changed:
        write_event(connection, event, rows.get(event.id))
    write_redirects(connection, kept, {name: [r.id for r in event.reports] for name, event in before.items()})
    tell_relatives(connection, before, kept)
    return kept


def keep_far_relations(found: Iterable[Event], before: Mapping[str, Event]) -> Iterator[Event]:
    """Each event with its relations to events that lie outside the part, as they were."""
    for event in found:
        old = before.get(event.id)
        far = [(other, how) for other, how in old.related if other not in before] if old else []
        yield replace(event, related=tuple(sorted({*event.related, *far}))) if far else event


def tell_relatives(connection: Connection, before: Mapping[str, Event], kept: Sequence[Event]) -> None:
    """Events outside the part speak of their relatives by the ids these bear now."""
    alive = {event.id for event in kept}
    heirs = {former: event.id for event in kept for former in event.former_ids}
    far = {other for name, old in before.items() if name not in alive for other, _ in old.related} - set(before)
    for row in stored_rows(connection, far):
        event = unpack_event(row.document)
        named_now = ((heirs.get(other, other), how) for other, how in event.related if other not in before)
        gone = ((heirs[o], how) for o, how in event.related if o in before and o not in alive and o in heirs)
        same = ((other, how) for other, how in event.related if other in alive)
        changed = replace(event, related=tuple(sorted({*named_now, *gone, *same})))
        if changed != event:
            write_event(connection, changed, row)


def stored_rows(connection: Connection, names: Collection[str]) -> Iterator[Any]:
    for part in chunks(sorted(names)):
        yield from connection.execute(select(events).where(events.c.id.in_(part)))


def stored_ids(connection: Connection, names: Sequence[str]) -> set[str]:
    """Those of the ids that an event bears."""
    query = select(events.c.id)
    return {i for part in chunks(names) for i in connection.execute(query.where(events.c.id.in_(part))).scalars()}


# origins


def replace_origins(connection: Connection, before: Origins, found: Origins) -> None:
    """Put `found` in the place of what was said of the same articles; rows that say the same stay."""
    changed = {a for row in origin_values(before) ^ origin_values(found) for a in named(row[1])}
    if not changed:
        return
    mine = select(origin_articles.c.kind, origin_articles.c.position).distinct()
    gone = {
        (row.kind, row.position)
        for names in chunks(sorted(changed))
        for row in connection.execute(mine.where(origin_articles.c.article.in_(names)))
    }
    for kind, position in gone:
        for table in (origins, origin_articles):
            connection.execute(delete(table).where(table.c.kind == kind, table.c.position == position))
    highest = {kind: select(func.max(origins.c.position)).where(origins.c.kind == kind) for kind in ORIGIN_ROWS}
    first = {kind: (connection.execute(query).scalar() or 0) + 1 for kind, query in highest.items()}
    write_origins(connection, about(found, changed), first)


def origin_values(found: Origins) -> set[tuple[str, Named]]:
    """Every row of the origins with its kind."""
    parts: tuple[Sequence[Named], ...] = (found.groups, found.undetermined, found.mixed, found.links)
    return {(kind, value) for kind, values in zip(ORIGIN_ROWS, parts) for value in values}


def about(found: Origins, names: Collection[str]) -> Origins:
    """What is said of the articles."""
    wanted = set(names)
    return Origins(
        tuple(v for v in found.groups if wanted & {*named(v)}),
        tuple(v for v in found.undetermined if wanted & {*named(v)}),
        tuple(v for v in found.mixed if wanted & {*named(v)}),
        tuple(v for v in found.links if wanted & {*named(v)}),
    )


# checks


def replace_checks(
    connection: Connection, found: Iterable[FigureCheck], changed: Collection[str], seen: Collection[str]
) -> None:
    """Put `found` in the place of the checks of changed articles and of those among the articles seen."""
    for position in sorted(checks_of(connection, changed, seen)):
        connection.execute(delete(checks).where(checks.c.position == position))
        connection.execute(delete(check_articles).where(check_articles.c.position == position))
    last = connection.execute(select(func.max(checks.c.position))).scalar()
    write_checks(connection, found, 0 if last is None else last + 1)


def checks_of(connection: Connection, changed: Collection[str], seen: Collection[str]) -> set[int]:
    """Positions of the checks that rest on a changed article, or on seen articles alone."""
    query = select(check_articles.c.position, check_articles.c.article)
    mine = {
        row.position
        for names in chunks(sorted(seen))
        for row in connection.execute(query.where(check_articles.c.article.in_(names)))
    }
    held: dict[int, set[str]] = {position: set() for position in mine}
    for positions in chunks(sorted(mine)):
        for row in connection.execute(query.where(check_articles.c.position.in_(positions))):
            held[row.position].add(row.article)
    return {position for position, names in held.items() if names & set(changed) or names <= set(seen)}
