"""Articles and what was read in them, in and out: one transaction an article, the same input twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from recoupe.model import Article, Figure, Problem, Reading, Report
from recoupe.store.codec import digest, is_text, pack, pack_article, pack_notes, unpack, unpack_article, unpack_notes
from recoupe.store.fulltext import index_words
from recoupe.store.keep_ids import ReportChange, compare_reports, keep_report_ids
from recoupe.store.schema import articles, figures, problems, reports, tombstones, versions, waiting
from recoupe.store.settings import count_change
from recoupe.store.words import stem_text

Outcome = Literal["new", "same", "changed", "reread", "erased"]
Stored = Row[Any]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one reading: its outcome and, when it was read anew, what changed in its reports."""

    outcome: Outcome
    changes: tuple[ReportChange, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionHead:
    """A version of an article without its text: when it was stored, and whether its text still is."""

    number: int
    stored_at: str
    has_text: bool


def add_reading(connection: Connection, reading: Reading, knowledge: str, now: datetime) -> Added:
    """Store one reading; the caller holds the transaction.

    A text the store has seen before in another version is left alone, so that adding the same input again, even
    one that holds two texts under one id, changes nothing.
    """
    article = reading.article
    row = connection.execute(select(articles.c.key, articles.c.version).where(articles.c.id == article.id)).first()
    if row is None:
        if is_erased(connection, article.id):
            return Added("erased")
        add_first(connection, reading, knowledge, now)
        return Added("new")
    current = connection.execute(current_version(row.key, row.version)).one()
    if current.text_digest == digest(article.text):
        return add_same_text(connection, current, reading, knowledge, now)
    if seen_before(connection, row.key, digest(article.text)):
        return Added("same")
    return add_version(connection, current, reading, knowledge, now)


def add_first(connection: Connection, reading: Reading, knowledge: str, now: datetime) -> None:
    article = reading.article
    row = {"id": article.id, "version": article.version, **summary_columns(article)}
    key = insert_row(connection, articles, row)
    count_change(connection)
    write_version(connection, key, article.version, reading, reading_digest(reading), knowledge, now)


def add_same_text(connection: Connection, current: Stored, reading: Reading, knowledge: str, now: datetime) -> Added:
    """The text is known: nothing to do, unless better rules read it differently."""
    if says_the_same(connection, current, reading):
        if current.knowledge != knowledge:
            connection.execute(update(versions).where(*is_version(versions, current)).values(knowledge=knowledge))
            count_change(connection)
        return Added("same")
    return replace_reading(connection, current, current.number, reading, knowledge, now, "reread")


def says_the_same(connection: Connection, current: Stored, reading: Reading) -> bool:
    """It was stored from this very reading, or it is what the store gives for it: reports keep the ids they had."""
    mark = reading_digest(reading)
    return current.digest == mark or reading_digest(build_reading(connection, current)) == mark


def add_version(connection: Connection, current: Stored, reading: Reading, knowledge: str, now: datetime) -> Added:
    """The outlet changed its text: a new version, the old one stays."""
    number = max(current.number + 1, reading.article.version)
    return replace_reading(connection, current, number, reading, knowledge, now, "changed")


def replace_reading(
    connection: Connection, current: Stored, number: int, reading: Reading, knowledge: str, now: datetime, why: Outcome
) -> Added:
    """Write the reading as version `number`, its reports under the ids they had."""
    key, mark, article = current.article_key, reading_digest(reading), reading.article
    old = load_reports(connection, key, current.number)
    reading = replace(reading, reports=keep_report_ids(old, current.text, reading.reports, article.text))
    clear_version(connection, key, number)
    count_change(connection)
    row = {"version": number, **summary_columns(article)}
    connection.execute(update(articles).where(articles.c.key == key).values(row))
    write_version(connection, key, number, reading, mark, knowledge, now)
    return Added(why, compare_reports(article.id, old, reading.reports))


def clear_version(connection: Connection, key: int, number: int) -> None:
    """Every row of one version goes; those of other versions stay."""
    for table in (reports, figures, problems):
        connection.execute(delete(table).where(table.c.article_key == key, table.c.version == number))
    connection.execute(delete(versions).where(versions.c.article_key == key, versions.c.number == number))


def write_version(
    connection: Connection,
    key: int,
    number: int,
    reading: Reading,
    mark: str,
    knowledge: str,
    now: datetime,
    current: bool = True,
) -> None:
    """Every row of one version of one article; only the current one is searched."""
    reading = replace(reading, article=replace(reading.article, version=number))
    row = version_row(reading, mark, knowledge, now)
    connection.execute(insert(versions), {"article_key": key, "number": number, **row})
    for table, rows in (
        (reports, map(report_row, reading.reports)),
        (figures, map(figure_row, reading.figures)),
        (problems, map(problem_row, reading.problems)),
    ):
        numbered = [{"article_key": key, "version": number, "position": n, **row} for n, row in enumerate(rows)]
        if numbered:
            connection.execute(insert(table), numbered)
    article = reading.article
    if current:
        connection.execute(delete(waiting).where(waiting.c.article_key == key))
        connection.execute(insert(waiting), {"article_key": key})
    if current and (article.text or article.title):
        index_words(connection, "article_words", key, stem_text(f"{article.title}\n{article.text}", article.language))


def reading_digest(reading: Reading) -> str:
    """Tells whether two readings say the same; the path an article came by and its version are not part of that."""
    return digest(pack(replace(reading, article=replace(reading.article, source="-", version=1))))


def summary_columns(article: Article) -> dict[str, str | None]:
    return {"outlet": article.outlet, "published": iso(article.published)}


def version_row(reading: Reading, mark: str, knowledge: str, now: datetime) -> dict[str, Any]:
    article = reading.article
    return {
        "text_digest": digest(article.text),
        "digest": mark,
        "knowledge": knowledge,
        "stored_at": now.isoformat(timespec="seconds"),
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "published": iso(article.published),
        "source": article.source,
        "document": pack_article(article),
        "annotations": pack_notes(reading),
    }


def report_row(report: Report) -> dict[str, Any]:
    start, end = report.anchor.start, report.anchor.end
    return {"id": report.id, "type": report.type, "anchor_start": start, "anchor_end": end, "document": pack(report)}


def figure_row(figure: Figure) -> dict[str, Any]:
    return {"id": figure.id, "unit": figure.unit, "document": pack(figure)}


def problem_row(problem: Problem) -> dict[str, Any]:
    return {"stage": problem.stage, "message": problem.message, "source": problem.source}


def iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def insert_row(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert and return the key the database gave."""
    return int(connection.execute(insert(table).returning(table.c.key), row).scalar_one())


def is_erased(connection: Connection, article: str) -> bool:
    found = select(tombstones.c.kind).where(tombstones.c.kind == "article", tombstones.c.digest == digest(article))
    return connection.execute(found).first() is not None


def seen_before(connection: Connection, key: int, text_digest: str) -> bool:
    found = select(versions.c.number).where(versions.c.article_key == key, versions.c.text_digest == text_digest)
    return connection.execute(found).first() is not None


def current_version(key: int, number: int) -> Any:
    return select(versions).where(versions.c.article_key == key, versions.c.number == number)


def is_version(table: Any, row: Stored) -> tuple[Any, Any]:
    return table.c.article_key == row.article_key, table.c.number == row.number


# and out again


def load_readings(connection: Connection, ids: Sequence[str] | None, batch: int = 100) -> Iterator[Reading]:
    """The current version of every article (or of those named), in the order they came; flat memory.

    Four statements for each batch, whatever its articles hold.
    """
    if ids is not None:
        yield from load_named(connection, list(filter(is_text, ids)), batch)
        return
    last = -1
    while True:
        query = select_current().where(articles.c.key > last).order_by(articles.c.key).limit(batch)
        rows = connection.execute(query).all()
        if not rows:
            return
        last = rows[-1].article_key
        yield from build_readings(connection, rows)


def load_named(connection: Connection, names: Sequence[str], batch: int) -> Iterator[Reading]:
    """In the order of the names; those that nobody stored are passed over."""
    for start in range(0, len(names), batch):
        wanted = names[start : start + batch]
        query = select_current().where(articles.c.id.in_(bindparam("ids", list(dict.fromkeys(wanted)), expanding=True)))
        rows = connection.execute(query).all()
        found = dict(zip((row.id for row in rows), build_readings(connection, rows), strict=True))
        yield from (found[name] for name in wanted if name in found)


def load_versions(connection: Connection, article: str) -> Iterator[Reading]:
    """Every version of one article, oldest first."""
    query = select(articles.c.id, versions).join(versions, versions.c.article_key == articles.c.key)
    yield from _load_rows(connection, query.where(articles.c.id == article).order_by(versions.c.number))


def load_version_heads(connection: Connection, article: str) -> Iterator[VersionHead]:
    """Every version of one article, oldest first."""
    has_text = (versions.c.text != "").label("has_text")
    query = select(versions.c.number, versions.c.stored_at, has_text).join(articles)
    for row in connection.execute(query.where(articles.c.id == article).order_by(versions.c.number)):
        yield VersionHead(row.number, row.stored_at, bool(row.has_text))


def _load_rows(connection: Connection, query: Any) -> Iterator[Reading]:
    yield from build_readings(connection, connection.execute(query).all())


def select_current() -> Any:
    same = (versions.c.article_key == articles.c.key) & (versions.c.number == articles.c.version)
    return select(articles.c.id, versions).join(versions, same)


def build_reading(connection: Connection, row: Stored) -> Reading:
    """A reading from its rows, equal to the one that was stored."""
    return next(build_readings(connection, [row]))


def build_readings(connection: Connection, rows: Sequence[Stored]) -> Iterator[Reading]:
    """The readings of some versions, in their order; each table is asked once."""
    keys = list({row.article_key for row in rows})
    parts = [load_parts(connection, table, keys) if rows else {} for table in (reports, figures, problems)]
    yield from (join_reading(row, *(part.get((row.article_key, row.number), []) for part in parts)) for row in rows)


def join_reading(row: Stored, said: list[Stored], counted: list[Stored], troubles: list[Stored]) -> Reading:
    try:
        return Reading(
            article=unpack_article(row.document, row.text),
            reports=tuple(unpack(one.document, Report) for one in said),
            figures=tuple(unpack(one.document, Figure) for one in counted),
            problems=tuple(Problem(one.stage, one.message, one.source) for one in troubles),
            **unpack_notes(row.annotations),
        )
    except (TypeError, ValueError) as error:  # rows that somebody else wrote: they do not fit together
        raise msgspec.ValidationError(str(error)) from error


def load_parts(connection: Connection, table: Table, keys: Sequence[int]) -> dict[tuple[int, int], list[Stored]]:
    """Rows of a table that belong to articles, by article and version, in their order."""
    found: dict[tuple[int, int], list[Stored]] = {}
    query = select(table).where(table.c.article_key.in_(bindparam("keys", list(keys), expanding=True)))
    for row in connection.execute(query.order_by(table.c.article_key, table.c.version, table.c.position)):
        found.setdefault((row.article_key, row.version), []).append(row)
    return found


def load_reports(connection: Connection, key: int, number: int) -> tuple[Report, ...]:
    return tuple(unpack(document, Report) for document in documents(connection, reports, key, number))


def documents(connection: Connection, table: Any, key: int, number: int) -> Iterable[str]:
    query = select(table.c.document).where(table.c.article_key == key, table.c.version == number)
    return connection.execute(query.order_by(table.c.position)).scalars()


def read_by_other(connection: Connection, knowledge: str) -> tuple[str, ...]:
    """Ids of the articles whose current version was read by rules of another digest."""
    same = (versions.c.article_key == articles.c.key) & (versions.c.number == articles.c.version)
    query = select(articles.c.id).join(versions, same).where(versions.c.knowledge != knowledge)
    return tuple(connection.execute(query.order_by(articles.c.key)).scalars())
