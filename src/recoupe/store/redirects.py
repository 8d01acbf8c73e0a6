"""Ids that events bore before they were merged: where they lead now, and which reports they stood for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from recoupe.model import Event
from recoupe.store.neighbours import chunks
from recoupe.store.schema import event_redirects as redirects


def load_natives(connection: Connection, names: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Report id -> the ids that stood for it before they were merged into the events (those named, or all)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows_to(connection, names):
        for report in json.loads(row.reports or "[]"):
            found[report] = (*found.get(report, ()), row.former_id)
    return found


def load_redirects(connection: Connection, names: Collection[str] | None = None) -> dict[str, list[str]]:
    """Event id -> the ids that redirect to it."""
    found: dict[str, list[str]] = {}
    for row in rows_to(connection, names):
        found.setdefault(row.id, []).append(row.former_id)
    return found


def rows_to(connection: Connection, names: Collection[str] | None) -> Iterator[Any]:
    query = select(redirects).order_by(redirects.c.former_id)
    if names is None:
        yield from connection.execute(query)
        return
    for part in chunks(sorted(names)):
        yield from connection.execute(query.where(redirects.c.id.in_(part)))


def remember_formers(found: Iterable[Event], known: Mapping[str, list[str]], alive: Collection[str]) -> Iterator[Event]:
    """Each event with every id that ever led to it, also through events merged into it now."""
    for event in found:
        earlier = [f for name in (event.id, *event.former_ids) for f in known.get(name, ())]
        formers = {*event.former_ids, *earlier} - {*alive}
        yield replace(event, former_ids=tuple(sorted(formers)))


def write_redirects(connection: Connection, found: Iterable[Event], held: Mapping[str, Collection[str]]) -> None:
    """Former ids lead to the event that holds their reports now; redirects of vanished events stay as they are.

    `held` gives the reports that ids stood for until now. An id that an event bears again redirects no more.
    """
    for event in found:
        connection.execute(delete(redirects).where(redirects.c.former_id == event.id))
        for former in event.former_ids:
            known = redirects.c.former_id == former
            row = connection.execute(select(redirects.c.id).where(known)).first()
            if row is None:
                told = json.dumps(sorted(held.get(former, ())))
                connection.execute(insert(redirects), {"former_id": former, "id": event.id, "reports": told})
            elif row.id != event.id:
                connection.execute(update(redirects).where(known).values(id=event.id))
