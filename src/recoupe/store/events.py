"""The picture in and out: events under lasting ids, origins, and what arithmetic says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from recoupe.model import Event, FigureCheck, Link, Mixed, Origins
from recoupe.store.codec import digest, is_text, pack, pack_event, unpack, unpack_event
from recoupe.store.event_index import event_columns, write_index
from recoupe.store.fulltext import forget_words
from recoupe.store.keep_ids import keep_event_ids
from recoupe.store.neighbours import chunks
from recoupe.store.redirects import load_natives, load_redirects, remember_formers, write_redirects
from recoupe.store.schema import (
    articles,
    check_articles,
    checks,
    event_redirects,
    event_reports,
    events,
    figures,
    origin_articles,
    origins,
)

T = TypeVar("T")
Named = tuple[str, ...] | str | Mixed | Link  # a row of the origins
ORIGIN_ROWS = ("group", "undetermined", "mixed", "link")
BATCH = 500


def save_events(connection: Connection, found: Iterable[Event]) -> tuple[Event, ...]:
    """Make these the events of the store; unchanged ones are not touched. Returns them under their lasting ids."""
    stored = {row.id: row for row in connection.execute(select(events.c.id, events.c.key, events.c.digest))}
    owners = load_owners(connection)
    kept = keep_event_ids(owners, found, load_natives(connection))
    kept = tuple(remember_formers(kept, load_redirects(connection), {event.id for event in kept}))
    alive = {event.id for event in kept}
    drop_events(connection, [row.key for name, row in stored.items() if name not in alive])
    changed = [event for event in kept if needs_writing(stored, event)]
    for event in changed:
        release_reports(connection, event)
    for event in changed:
        write_event(connection, event, stored.get(event.id))
    write_redirects(connection, kept, reports_held(owners))
    return kept


def reports_held(owners: Mapping[str, str]) -> dict[str, list[str]]:
    """The reports of each event."""
    held: dict[str, list[str]] = {}
    for report, event in owners.items():
        held.setdefault(event, []).append(report)
    return held


def needs_writing(stored: Mapping[str, Any], event: Event) -> bool:
    row = stored.get(event.id)
    return row is None or row.digest != digest(pack_event(event))


def load_owners(connection: Connection) -> dict[str, str]:
    """Report id -> id of the stored event it stands in."""
    query = select(event_reports.c.report_id, events.c.id).join(events, events.c.key == event_reports.c.event_key)
    return {row[0]: row[1] for row in connection.execute(query)}


def drop_events(connection: Connection, keys: list[int]) -> None:
    forget_words(connection, "event_words", keys)
    for key in keys:
        connection.execute(delete(events).where(events.c.key == key))


def release_reports(connection: Connection, event: Event) -> None:
    """Take the event's reports from whichever event held them."""
    rows = [{"id": name} for name in {r.id for r in event.reports}]
    for row in rows:
        connection.execute(delete(event_reports).where(event_reports.c.report_id == row["id"]))


def write_event(connection: Connection, event: Event, row: Any | None) -> None:
    document = pack_event(event)
    values = {**event_columns(event), "document": document, "digest": digest(document)}
    if row is None:
        key = int(connection.execute(insert(events).returning(events.c.key), values).scalar_one())
    else:
        key = row.key
        connection.execute(update(events).where(events.c.key == key).values(values))
        connection.execute(delete(event_reports).where(event_reports.c.event_key == key))
    names = dict.fromkeys(r.id for r in event.reports)
    if names:
        connection.execute(insert(event_reports), [{"report_id": name, "event_key": key} for name in names])
    write_index(connection, key, event)


def load_events(connection: Connection) -> Iterator[Event]:
    """Every event in order of time, undated ones first; flat memory."""
    position: tuple[str, int] = ("", -1)
    while True:
        after = (events.c.first_day > position[0]) | (
            (events.c.first_day == position[0]) & (events.c.key > position[1])
        )
        query = select(events.c.first_day, events.c.key, events.c.document).where(
            events.c.first_day >= position[0], after
        )
        rows = connection.execute(query.order_by(events.c.first_day, events.c.key).limit(BATCH)).all()
        if not rows:
            return
        position = (rows[-1].first_day, rows[-1].key)
        yield from (unpack_event(row.document) for row in rows)


def find_event(connection: Connection, name: str) -> Event | None:
    """By id, or by an id it bore before it was merged."""
    seen: set[str] = set()
    while name not in seen and is_text(name):
        seen.add(name)
        document = connection.execute(select(events.c.document).where(events.c.id == name)).scalar()
        if document:
            return unpack_event(document)
        redirect = select(event_redirects.c.id).where(event_redirects.c.former_id == name)
        name = connection.execute(redirect).scalar() or name
    return None


def find_report_event(connection: Connection, report: str) -> Event | None:
    """The event that a report stands in."""
    held = select(event_reports.c.event_key).where(event_reports.c.report_id == report)
    document = connection.execute(select(events.c.document).where(events.c.key.in_(held))).scalar()
    return unpack_event(document) if document else None


def save_origins(connection: Connection, found: Origins) -> None:
    """Replace the origins of all articles."""
    for table in (origins, origin_articles):
        connection.execute(delete(table))
    write_origins(connection, found, {})


def write_origins(connection: Connection, found: Origins, first: Mapping[str, int]) -> None:
    """Rows of the origins; `first` gives the position to begin with for each kind of row."""
    values: tuple[Sequence[Named], ...] = (found.groups, found.undetermined, found.mixed, found.links)
    parts = dict(zip(ORIGIN_ROWS, values))
    numbered = [
        (kind, first.get(kind, 0) + n, value) for kind, values in parts.items() for n, value in enumerate(values)
    ]
    rows = [{"kind": kind, "position": n, "document": pack(value)} for kind, n, value in numbered]
    names = [{"article": a, "kind": kind, "position": n} for kind, n, value in numbered for a in {*named(value)}]
    for table, lines in ((origins, rows), (origin_articles, names)):
        if lines:
            connection.execute(insert(table), lines)


def named(value: Named) -> tuple[str, ...]:
    """The articles that a row of the origins is found by."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mixed):
        return (value.article,)
    return (value.later, value.earlier) if isinstance(value, Link) else value


def load_origins(connection: Connection) -> Origins:
    query = select(origins.c.kind, origins.c.document).order_by(origins.c.kind, origins.c.position)
    return make_origins(connection.execute(query).all())


def load_origins_among(connection: Connection, names: Collection[str]) -> Origins:
    """The origins seen by some articles only; what stands of others is not looked at."""
    return load_origins_about(connection, names).among({*names})


def load_origins_about(connection: Connection, names: Collection[str]) -> Origins:
    """The groups and links that name any of the articles, whole."""
    mine = (origin_articles.c.kind == origins.c.kind) & (origin_articles.c.position == origins.c.position)
    wanted = origin_articles.c.article.in_(list(names))
    query = select(origins.c.kind, origins.c.position, origins.c.document).join(origin_articles, mine).where(wanted)
    rows = connection.execute(query.distinct().order_by(origins.c.kind, origins.c.position)).all()
    return make_origins([(row.kind, row.document) for row in rows])


def make_origins(rows: Sequence[Any]) -> Origins:
    def part(kind: str, of: type[T]) -> tuple[T, ...]:
        return tuple(unpack(document, of) for name, document in rows if name == kind)

    return Origins(part("group", tuple[str, ...]), part("undetermined", str), part("mixed", Mixed), part("link", Link))


def save_checks(connection: Connection, found: Iterable[FigureCheck]) -> None:
    """Replace what arithmetic says of all figures."""
    for table in (checks, check_articles):
        connection.execute(delete(table))
    write_checks(connection, found, 0)


def write_checks(connection: Connection, found: Iterable[FigureCheck], first: int) -> None:
    """Checks from a position on, each with the articles that it compares."""
    told = list(enumerate(found, first))
    owners = figure_articles(connection, {name for _, check in told for name in check.figures})
    rows = [{"position": n, "document": pack(check)} for n, check in told]
    names = [
        {"article": article, "position": n}
        for n, check in told
        for article in sorted({owners[name] for name in check.figures if name in owners})
    ]
    for table, lines in ((checks, rows), (check_articles, names)):
        if lines:
            connection.execute(insert(table), lines)


def figure_articles(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """Figure id -> id of its article."""
    query = select(figures.c.id, articles.c.id).join(articles, articles.c.key == figures.c.article_key)
    return {
        row[0]: row[1]
        for part in chunks(sorted(names))
        for row in connection.execute(query.where(figures.c.id.in_(part)))
    }


def load_checks(connection: Connection) -> tuple[FigureCheck, ...]:
    query = select(checks.c.document).order_by(checks.c.position)
    return tuple(unpack(document, FigureCheck) for document in connection.execute(query).scalars())
